"""Word and OpenDocument files packed from their XML parts, for the tests of taking in."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping

_WORD_NAMES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF_NAMES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "office": f"{_ODF}office:1.0",
        "text": f"{_ODF}text:1.0",
        "style": f"{_ODF}style:1.0",
        "table": f"{_ODF}table:1.0",
        "draw": f"{_ODF}drawing:1.0",
        "svg": f"{_ODF}svg-compatible:1.0",
        "fo": f"{_ODF}xsl-fo-compatible:1.0",
        "meta": f"{_ODF}meta:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="emf" ContentType="image/x-emf"/></Types>'
)
_KINDS = ("styles", "numbering", "comments", "footnotes", "endnotes", "header", "footer")


def picture(width: int = 8, height: int = 6) -> bytes:
    """Return a small grey PNG."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    rows = (b"\x00" + b"\x80" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def word_file(parts: Mapping[str, str], media: Mapping[str, bytes] | None = None) -> bytes:
    """Pack a .docx. ``parts`` by their short names: document, styles, comments, core ...

    Each part is the inside of its root element. Pictures get the relations rId101, rId102 ...
    ``links`` holds one relation and address per line.
    """
    roots = {
        "document": ("w:document", "<w:body>{}</w:body>"),
        "comments": ("w:comments", "{}"),
        "styles": ("w:styles", "{}"),
        "numbering": ("w:numbering", "{}"),
        "footnotes": ("w:footnotes", "{}"),
        "endnotes": ("w:endnotes", "{}"),
        "header": ("w:hdr", "{}"),
        "footer": ("w:ftr", "{}"),
    }
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relations([("rId1", "officeDocument", "word/document.xml", False)]),
    }
    related = [(f"rId{n}", kind, f"{kind}.xml", False) for n, kind in enumerate(_KINDS, 1)]
    related = [one for one in related if one[1] in parts]
    for number, file in enumerate(media or {}, 101):
        related.append((f"rId{number}", "image", f"media/{file}", False))
    for line in parts.get("links", "").split("\n"):
        if line.strip():
            name, address = line.split()
            related.append((name, "hyperlink", address, True))
    members["word/_rels/document.xml.rels"] = _relations(related)
    for name, inside in parts.items():
        if name in roots:
            root, body = roots[name]
            members[f"word/{name}.xml"] = f"<{root} {_WORD_NAMES}>{body.format(inside)}</{root}>"
    if "core" in parts:
        names = 'xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        members["docProps/core.xml"] = f"<cp:core {names}>{parts['core']}</cp:core>"
    members.update({f"word/media/{name}": data for name, data in (media or {}).items()})
    return packed(members)


def open_document_file(parts: Mapping[str, str], media: Mapping[str, bytes] | None = None) -> bytes:
    """Pack an .odt. ``parts``: body, automatic (styles), styles, meta, manifest."""
    automatic = f"<office:automatic-styles>{parts.get('automatic', '')}</office:automatic-styles>"
    body = f"<office:body><office:text>{parts['body']}</office:text></office:body>"
    styles = f"<office:styles>{parts.get('styles', '')}</office:styles>"
    meta = f"<office:meta>{parts.get('meta', '')}</office:meta>"
    members: dict[str, bytes | str] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": _odf("document-content", automatic + body),
        "styles.xml": _odf("document-styles", styles + parts.get("pages", "")),
        "meta.xml": _odf("document-meta", meta),
        "META-INF/manifest.xml": f"<manifest>{parts.get('manifest', '')}</manifest>",
    }
    members.update({f"Pictures/{name}": data for name, data in (media or {}).items()})
    return packed(members)


def packed(members: Mapping[str, bytes | str]) -> bytes:
    """Return a ZIP file of the members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members.items():
            out.writestr(name, data)
    return file.getvalue()


def parts_of(text: str) -> dict[str, str]:
    """Read a kept case: parts follow lines ``=== name``; line ends between elements fall away."""
    found = re.split(r"^=== (\w+)\n", text, flags=re.MULTILINE)[1:]
    bodies = (re.sub(r"\n\s*", "", body) for body in found[1::2])
    kept = dict(zip(found[::2], bodies, strict=True))
    if "links" in kept:
        kept["links"] = found[found.index("links") + 1]
    return kept


def _relations(entries: list[tuple[str, str, str, bool]]) -> str:
    lines = [
        f'<Relationship Id="{name}" Type="{_RELATION}{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if outside else "/>")
        for name, kind, target, outside in entries
    ]
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(lines)}</Relationships>'


def _odf(root: str, inside: str) -> str:
    return f"<office:{root} {_ODF_NAMES}>{inside}</office:{root}>"
