"""What a file is, told by its first bytes and never by its name, and whether it may be opened."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from enum import StrEnum

from editor_app.domain.errors import NoText, Protected, TooLarge, Unreadable

MEGABYTE = 1024 * 1024
LARGEST_FILE = 50 * MEGABYTE
LARGEST_UNPACKED = 300 * MEGABYTE
LARGEST_PART = 60 * MEGABYTE
MOST_MEMBERS = 5_000


class FileKind(StrEnum):
    """The kinds that can be taken in."""

    WORD = "word"
    OPEN_DOCUMENT = "open-document"
    HTML = "html"
    WEB_ARCHIVE = "web-archive"
    TEXT = "text"


_PICTURES = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
    (b"8BPS", "Photoshop"),
)
_OTHERS = (
    (b"{\\rtf", "intake-rtf"),
    (b"%PDF-", "intake-pdf"),
    (b"%!PS", "intake-pdf"),
    (b"\x1f\x8b", "intake-archive"),
    (b"Rar!", "intake-archive"),
    (b"7z\xbc\xaf\x27\x1c", "intake-archive"),
    (b"ID3", "intake-sound-or-film"),
    (b"OggS", "intake-sound-or-film"),
    (b"\x1aE\xdf\xa3", "intake-sound-or-film"),
    (b"MZ", "intake-not-text"),
    (b"\x7fELF", "intake-not-text"),
    (b"SQLite format 3\x00", "intake-not-text"),
)
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    ValueError,
    EOFError,
    NotImplementedError,
    struct.error,
)
"""What ``zipfile`` raises for a package that somebody broke."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    rb"(?:<!doctype\s+html|<(?:html|head|body|article|main|div|p|h[1-6]|table|meta|title|section|"
    rb"span|ul|ol|blockquote|figure|img|a|b|br|center|font|link|style|script|header)\b)",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(rb"</(?:p|div|h[1-6]|li|td|span|a|table|article|body|html)\s*>", re.IGNORECASE)
_XML = re.compile(rb"\s*<(?:\?xml|!DOCTYPE|rss|feed)\b", re.IGNORECASE)
_MAIL = re.compile(rb"(?:mime-version|content-type|from|subject)\s*:", re.IGNORECASE)
_MULTIPART = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)


def picture_kind(data: bytes) -> str:
    """Return the name of a picture format, or nothing when the bytes are no picture."""
    for start, name in _PICTURES:
        if data.startswith(start):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp":
        return {b"avif": "AVIF", b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIC"}.get(
            data[8:12], ""
        )
    return ""


def kind_of_file(data: bytes, name: str) -> FileKind:
    """Return what the file is. Raises Unreadable, Protected, TooLarge or NoText for all others."""
    if len(data) > LARGEST_FILE:
        limit = LARGEST_FILE // MEGABYTE
        raise TooLarge(
            "intake-too-large", name=name, size=round(len(data) / MEGABYTE, 1), limit=limit
        )
    if not data.strip():
        raise NoText("intake-empty-file", name=name)
    picture = picture_kind(data)
    if picture:
        raise Unreadable("intake-picture", name=name, format=picture)
    if data.startswith(b"PK"):
        return _kind_of_zip(data, name)
    if data.startswith(_OLE):
        raise _ole_trouble(data, name)
    for start, key in _OTHERS:
        if data.startswith(start):
            raise Unreadable(key, name=name)
    if data[4:8] == b"ftyp":
        raise Unreadable("intake-sound-or-film", name=name)
    return _kind_of_text(data, name)


def _kind_of_text(data: bytes, name: str) -> FileKind:
    start = data[:8_192]
    wide = start.startswith((b"\xff\xfe", b"\xfe\xff")) or start.count(0) * 4 > len(start)
    if not wide:
        controls = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in start)
        if controls * 10 > len(start) * 3:
            raise Unreadable("intake-not-text", name=name)
    narrow = start.replace(b"\x00", b"") if wide else start.removeprefix(b"\xef\xbb\xbf")
    narrow = narrow.lstrip(b"\xff\xfe")
    if _MAIL.match(narrow) and _MULTIPART.search(narrow):
        return FileKind.WEB_ARCHIVE
    if _HTML.match(narrow):
        return FileKind.HTML
    if _XML.match(narrow):
        is_page = b"<html" in narrow.lower()
        if is_page:
            return FileKind.HTML
        raise Unreadable("intake-other-xml", name=name)
    has_tags = len(_TAGS.findall(narrow)) >= 3 and b"<" in narrow[:400]
    return FileKind.HTML if has_tags else FileKind.TEXT


def _kind_of_zip(data: bytes, name: str) -> FileKind:
    package = open_package(data, name)
    members = set(package.namelist())
    if "mimetype" in members:
        kind = read_member(package, "mimetype", name)[:100].decode("ascii", "replace").strip()
        if kind.startswith("application/vnd.oasis.opendocument.text"):
            return FileKind.OPEN_DOCUMENT
        if "epub" in kind:
            raise Unreadable("intake-archive", name=name)
    if "EncryptedPackage" in members:
        raise Protected("intake-protected", name=name)
    if "[Content_Types].xml" in members:
        if any(member.startswith("word/") for member in members):
            return FileKind.WORD
        raise Unreadable("intake-other-office", name=name)
    raise Unreadable("intake-archive", name=name)


def open_package(data: bytes, name: str) -> zipfile.ZipFile:
    """Return the package opened, after its sizes were looked at.

    Raises Unreadable for a damaged one, TooLarge for one that unpacks to too much, Protected.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        members = package.infolist()
    except _DAMAGE as error:
        raise Unreadable("intake-damaged", name=name) from error
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > LARGEST_UNPACKED:
        raise TooLarge("intake-unpacks-too-large", name=name, size=unpacked // MEGABYTE)
    if any(member.flag_bits & 1 for member in members):
        raise Protected("intake-protected", name=name)
    return package


def read_member(package: zipfile.ZipFile, member: str, name: str) -> bytes:
    """Return one member of a package, nothing when it is not there.

    Raises TooLarge for one over the limit of a part, Unreadable for a damaged one.
    """
    try:
        info = package.getinfo(member)
    except KeyError:
        return b""
    if info.file_size > LARGEST_PART:
        raise TooLarge("intake-unpacks-too-large", name=name, size=info.file_size // MEGABYTE)
    try:
        return package.read(info)
    except _DAMAGE as error:
        raise Unreadable("intake-damaged", name=name) from error


def _ole_trouble(data: bytes, name: str) -> Unreadable:
    """Say what an OLE container is: a protected document, or one of the old formats."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Protected("intake-protected", name=name)
    if "WordDocument".encode("utf-16-le") in data:
        return Unreadable("intake-old-word", name=name)
    return Unreadable("intake-other-office", name=name)
