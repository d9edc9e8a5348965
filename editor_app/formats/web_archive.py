"""Saved pages and mails in one file (MHTML, RFC 2557; MIME, RFC 2045): their HTML and pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage

from editor_app.domain.errors import NoText, Unreadable
from editor_app.formats.encodings import decode
from editor_app.formats.pictures import StoredPicture

_MOST_PARTS = 2_000


@dataclass
class WebArchive:
    """The page of an archive, where it was saved from, and its pictures by their addresses.

    ``is_html`` is False for a mail that has only plain text.
    """

    text: str = ""
    is_html: bool = True
    address: str = ""
    pictures: dict[str, StoredPicture] = field(default_factory=dict)


def read_web_archive(data: bytes, name: str) -> WebArchive:
    """Read the first page of an archive. Raises Unreadable, or NoText when there is none."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        parts = [part for part in message.walk() if not part.is_multipart()][:_MOST_PARTS]
        archive = WebArchive()
        plain = ""
        for part in parts:
            kind = part.get_content_type()
            if kind == "text/html" and not archive.text:
                archive.text = _text_of(part)
                archive.address = str(part.get("content-location") or "")
            elif kind == "text/plain" and not plain:
                plain = _text_of(part)
            elif kind.startswith("image/"):
                _keep(archive, part)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise Unreadable("intake-damaged", name=name) from error
    folder = archive.address.rpartition("/")[0] + "/"
    for location, picture in list(archive.pictures.items()):
        if len(folder) > 1 and location.startswith(folder):
            archive.pictures.setdefault(location.removeprefix(folder), picture)
    if not archive.text and plain:
        archive.text, archive.is_html = plain, False
    if not archive.text.strip():
        raise NoText("intake-no-text", name=name)
    return archive


def _bytes_of(part: EmailMessage) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text_of(part: EmailMessage) -> str:
    """Return a part's text: in the encoding that its header names, or the one it seems to be in."""
    data = _bytes_of(part)
    named = part.get_content_charset()
    try:
        return data.decode(named) if named else decode(data).text
    except (LookupError, UnicodeDecodeError):
        return decode(data).text


def _keep(archive: WebArchive, part: EmailMessage) -> None:
    """Keep a picture under the addresses by which the page may name it."""
    location = str(part.get("content-location") or "")
    number = str(part.get("content-id") or "").strip("<> ")
    file = location.partition("?")[0].rpartition("/")[2] or part.get_filename() or "picture"
    picture = StoredPicture(file, _bytes_of(part))
    for address in (location, f"cid:{number}" if number else ""):
        if address:
            archive.pictures.setdefault(address, picture)
