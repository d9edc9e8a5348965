"""Makes small photos with the metadata that a test wants, by hand and not by our writers."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image

XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\x00"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
NAMESPACES = (
    f'xmlns:rdf="{RDF}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    'xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" '
    'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" '
    'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
)


def picture(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Return a picture whose left half is red and whose right half is blue."""
    made = Image.new("RGB", (width, height), (200, 30, 30))
    made.paste((30, 30, 200), (width // 2, 0, width, height))
    return made.convert(mode)


def encoded(image: Image.Image, form: str = "JPEG", **options: object) -> bytes:
    """Return the bytes of a picture."""
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def segment(marker: int, payload: bytes) -> bytes:
    """Return one JPEG segment."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(payload) + 2) + payload


def with_segments(jpeg: bytes, *segments: bytes) -> bytes:
    """Put segments right behind the start of a JPEG."""
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def jpeg_with(*segments: bytes, width: int = 60, height: int = 40) -> bytes:
    """Return a small JPEG with these segments."""
    return with_segments(encoded(picture(width, height), quality=90), *segments)


# -- IPTC-IIM in Photoshop's segment


def dataset(number: int, value: bytes, record: int = 2) -> bytes:
    """Return one IIM dataset."""
    return bytes((0x1C, record, number)) + struct.pack(">H", len(value)) + value


def resource(kind: int, value: bytes, name: bytes = b"") -> bytes:
    """Return one Photoshop image resource."""
    pascal = bytes((len(name),)) + name
    pascal += b"\x00" * (len(pascal) % 2)
    return (
        b"8BIM"
        + struct.pack(">H", kind)
        + pascal
        + struct.pack(">I", len(value))
        + value
        + (b"\x00" * (len(value) % 2))
    )


def photoshop(*resources: bytes) -> bytes:
    """Return an APP13 segment."""
    return segment(0xED, b"Photoshop 3.0\x00" + b"".join(resources))


def iim_segment(*datasets: bytes, utf8: bool = False) -> bytes:
    """Return an APP13 segment that holds IIM datasets, with the marker of UTF-8 if wanted."""
    mark = dataset(90, b"\x1b%G", record=1) if utf8 else b""
    return photoshop(resource(0x0404, mark + b"".join(datasets)))


# -- XMP


def packet(inner: str, attributes: str = "") -> str:
    """Return an XMP packet around properties."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {NAMESPACES}>'
        f'<rdf:Description rdf:about="" {attributes}>{inner}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


def description(**languages: str) -> str:
    """Return dc:description in several languages; ``x_default`` is the default."""
    items = "".join(
        f'<rdf:li xml:lang="{language.replace("_", "-")}">{text}</rdf:li>'
        for language, text in languages.items()
    )
    return f"<dc:description><rdf:Alt>{items}</rdf:Alt></dc:description>"


def xmp_segment(text: str) -> bytes:
    """Return an APP1 segment with an XMP packet."""
    return segment(0xE1, XMP_HEADER + text.encode())


# -- EXIF


def tiff(
    entries: dict[int, tuple[int, bytes]],
    order: str = "<",
    children: dict[int, dict[int, tuple[int, bytes]]] | None = None,
    *,
    thumbnail: bool = False,
) -> bytes:
    """Return a TIFF structure: tag -> (type, value); ``children`` are linked directories by tag."""
    head = (b"II*\x00" if order == "<" else b"MM\x00*") + struct.pack(f"{order}I", 8)
    linked, at = b"", 8 + _size(entries, len(children or {}))
    links: dict[int, tuple[int, bytes]] = {}
    for tag, child in (children or {}).items():
        links[tag] = (4, struct.pack(f"{order}I", at + len(linked)))
        linked += _directory(child, at + len(linked), order, 0)
    after = at + len(linked) if thumbnail else 0
    main = _directory({**entries, **links}, 8, order, after)
    tail = _directory({0x0103: (3, struct.pack(f"{order}H", 6))}, after, order, 0)
    return head + main + linked + (tail if thumbnail else b"")


def _size(entries: dict[int, tuple[int, bytes]], more: int) -> int:
    values = sum(len(value) for _, value in entries.values() if len(value) > 4)
    return 2 + 12 * (len(entries) + more) + 4 + values


def _directory(entries: dict[int, tuple[int, bytes]], at: int, order: str, following: int) -> bytes:
    rows, values = b"", b""
    start = at + 2 + 12 * len(entries) + 4
    for tag, (kind, value) in sorted(entries.items()):
        count = len(value) // {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1}[kind]
        place = value.ljust(4, b"\x00")
        if len(value) > 4:
            place = struct.pack(f"{order}I", start + len(values))
            values += value
        rows += struct.pack(f"{order}HHI", tag, kind, count) + place
    return (
        struct.pack(f"{order}H", len(entries)) + rows + struct.pack(f"{order}I", following) + values
    )


def ascii_value(text: str, codec: str = "utf-8") -> tuple[int, bytes]:
    """Return an EXIF text value."""
    return 2, text.encode(codec) + b"\x00"


def exif_segment(structure: bytes) -> bytes:
    """Return an APP1 segment with EXIF."""
    return segment(0xE1, b"Exif\x00\x00" + structure)


def png_with(*chunks: tuple[bytes, bytes]) -> bytes:
    """Return a small PNG with more chunks behind its header."""
    plain = encoded(picture(), "PNG")
    made = b"".join(
        struct.pack(">I", len(value)) + kind + value + struct.pack(">I", zlib.crc32(kind + value))
        for kind, value in chunks
    )
    return plain[:33] + made + plain[33:]
