"""Caption data written into a JPEG by hand: EXIF, XMP and IPTC-IIM, as picture agencies do.

IIM is version 4.2 in a Photoshop resource 0x0404 (APP13), XMP is ISO 16684-1 in APP1, EXIF 2.32.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from PIL import Image

_IIM_LIMITS = {80: 32, 90: 32, 101: 64, 105: 256, 110: 32, 115: 32, 116: 128, 120: 2000, 25: 64}
_SEGMENT_ROOM = 65533


@dataclass(frozen=True)
class CaptionData:
    """All that a file says of its picture. Texts are Unicode; `taken` carries its zone.

    `captions` and `alts` are per language; `caption` is the one of IIM and the XMP default.
    `position` is latitude and longitude in degrees, written only where given, as is `serial`.
    """

    caption: str
    headline: str
    creator: str
    credit: str
    source: str
    rights: str
    usage: str
    city: str
    country: str
    taken: datetime
    keywords: Sequence[str] = ()
    captions: Mapping[str, str] = field(default_factory=dict)
    alts: Mapping[str, str] = field(default_factory=dict)
    camera: str = ""
    serial: str = ""
    position: tuple[float, float] | None = None
    drawn: bool = False


def with_caption_data(jpeg: bytes, said: CaptionData) -> bytes:
    """The same JPEG with the three blocks put in after its JFIF header."""
    if jpeg[:4] != b"\xff\xd8\xff\xe0":
        raise ValueError("not a JFIF file")
    end = 4 + struct.unpack(">H", jpeg[4:6])[0]
    blocks = (
        _segment(0xE1, _exif(said))
        + _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + _xmp(said).encode())
        + _segment(0xED, _photoshop(_iim(said)))
    )
    return jpeg[:end] + blocks + jpeg[end:]


def _segment(marker: int, content: bytes) -> bytes:
    """One JPEG segment; too long a content is a mistake of ours."""
    if len(content) > _SEGMENT_ROOM:
        raise ValueError(f"segment {marker:x} has {len(content)} bytes")
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def _photoshop(records: bytes) -> bytes:
    """The IIM records as resource 0x0404 in a Photoshop block."""
    padding = b"\0" if len(records) % 2 else b""
    head = b"Photoshop 3.0\0" + b"8BIM" + struct.pack(">H", 0x0404) + b"\0\0"
    return head + struct.pack(">I", len(records)) + records + padding


def _iim(said: CaptionData) -> bytes:
    """The records: UTF-8 declared in 1:90, then the application record in rising order."""
    written = [_dataset(1, 90, b"\x1b%G"), _dataset(2, 0, struct.pack(">H", 4))]
    offset = said.taken.strftime("%z")
    texts = [
        *((25, keyword) for keyword in said.keywords),
        (55, said.taken.strftime("%Y%m%d")),
        (60, said.taken.strftime("%H%M%S") + offset),
        (80, said.creator),
        (90, said.city),
        (101, said.country),
        (105, said.headline),
        (110, said.credit),
        (115, said.source),
        (116, said.rights),
        (120, said.caption),
    ]
    for number, text in texts:
        value = text.encode()
        if len(value) > _IIM_LIMITS.get(number, 64):
            raise ValueError(f"IIM 2:{number} is too long: {text}")
        if value:
            written.append(_dataset(2, number, value))
    return b"".join(written)


def _dataset(record: int, number: int, value: bytes) -> bytes:
    """One IIM dataset in the standard form (up to 32,767 bytes)."""
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def _alternatives(name: str, default: str, texts: Mapping[str, str]) -> str:
    """An XMP property with a wording per language; the default first."""
    items = [f'<rdf:li xml:lang="x-default">{escape(default)}</rdf:li>']
    items += [
        f"<rdf:li xml:lang={quoteattr(language)}>{escape(text)}</rdf:li>"
        for language, text in texts.items()
    ]
    return f"<{name}><rdf:Alt>{''.join(items)}</rdf:Alt></{name}>"


def _listed(name: str, kind: str, texts: Sequence[str]) -> str:
    """An XMP property that is a list (`Seq` ordered, `Bag` not)."""
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


def _xmp(said: CaptionData) -> str:
    """The XMP packet: Dublin Core, Photoshop, rights, IPTC Core and Extension."""
    plain = {
        "photoshop:Headline": said.headline,
        "photoshop:Credit": said.credit,
        "photoshop:Source": said.source,
        "photoshop:City": said.city,
        "photoshop:Country": said.country,
        "photoshop:DateCreated": said.taken.isoformat(),
        "xmp:CreateDate": said.taken.isoformat(),
    }
    attributes = " ".join(f"{name}={quoteattr(text)}" for name, text in plain.items() if text)
    default_alt = said.alts.get("en", "")
    parts = [
        _alternatives("dc:description", said.caption, said.captions),
        _listed("dc:creator", "Seq", [said.creator]),
        _alternatives("dc:rights", said.rights, {}),
        _alternatives("dc:title", said.headline, {}),
        _listed("dc:subject", "Bag", list(said.keywords)),
        _alternatives("xmpRights:UsageTerms", said.usage, {}) if said.usage else "",
        _alternatives("Iptc4xmpCore:AltTextAccessibility", default_alt, said.alts),
    ]
    if said.drawn:
        address = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation"
        parts.append(f"<Iptc4xmpExt:DigitalSourceType>{address}</Iptc4xmpExt:DigitalSourceType>")
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" '
        'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" '
        'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces} {attributes}>{"".join(parts)}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


def _exif(said: CaptionData) -> bytes:
    """The EXIF block: when, with what, and where the picture says so."""
    exif = Image.Exif()
    if said.caption.isascii():
        exif[0x010E] = said.caption
    if said.creator.isascii():
        exif[0x013B] = said.creator
    if said.rights.isascii():
        exif[0x8298] = said.rights
    if said.camera:
        exif[0x010F], exif[0x0110] = "Estuary", said.camera
    moment = said.taken.strftime("%Y:%m:%d %H:%M:%S")
    offset = said.taken.strftime("%z")
    details = exif.get_ifd(0x8769)
    details.update({0x9003: moment, 0x9004: moment, 0x9011: f"{offset[:3]}:{offset[3:]}"})
    if said.serial:
        details[0xA431] = said.serial
    if said.position is not None:
        latitude, longitude = said.position
        exif.get_ifd(0x8825).update(
            {
                1: "N" if latitude >= 0 else "S",
                2: _degrees(latitude),
                3: "E" if longitude >= 0 else "W",
                4: _degrees(longitude),
            }
        )
    return exif.tobytes()


def _degrees(value: float) -> tuple[float, float, float]:
    """Degrees, minutes and seconds of an angle."""
    minutes = abs(value) * 60
    return (float(minutes // 60), float(minutes // 1 % 60), round(minutes % 1 * 60, 2))
