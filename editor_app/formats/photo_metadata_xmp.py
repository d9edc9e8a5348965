"""XMP (ISO 16684-1): the properties of an editorial caption, read from packets and written.

Packets may be in UTF-8 or UTF-16 and may stand in several pieces; text may have a version per
language. No document type, no entity and no outside file is ever followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from unicodedata import normalize

from lxml import etree

from editor_app.formats.xml_text import xml_text

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = "http://www.w3.org/XML/1998/namespace"
SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "aux": "http://ns.adobe.com/exif/1.0/aux/",
    "exifEX": "http://cipa.jp/exif/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
    "MP": "http://ns.microsoft.com/photo/1.2/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
MAX_PACKET = 4_000_000
NO_CAPTIONS: Mapping[str, str] = MappingProxyType({})

PRIVATE_PROPERTIES = {
    "location": (
        "exif:GPSLatitude",
        "exif:GPSLongitude",
        "Iptc4xmpExt:LocationCreated/exif:GPSLatitude",
    ),
    "serial-numbers": (
        "aux:SerialNumber",
        "aux:LensSerialNumber",
        "exifEX:BodySerialNumber",
        "exifEX:LensSerialNumber",
        "exif:ImageUniqueID",
    ),
    "owner": ("aux:OwnerName", "exifEX:CameraOwnerName"),
    "persons": (
        "Iptc4xmpExt:PersonInImage",
        "Iptc4xmpExt:PersonInImageWDetails",
        "mwg-rs:Regions",
        "MP:RegionInfo",
    ),
    "contact": ("Iptc4xmpCore:CreatorContactInfo",),
    "thumbnail": ("xmp:Thumbnails",),
    "editing-history": ("xmpMM:History", "xmpMM:DerivedFrom", "photoshop:History"),
}


@dataclass(frozen=True)
class XmpFacts:
    """What XMP says; ``captions`` holds the caption of each language that is named (BCP 47)."""

    caption: str = ""
    captions: Mapping[str, str] = field(default_factory=lambda: NO_CAPTIONS)
    headline: str = ""
    alt: str = ""
    creator: str = ""
    credit: str = ""
    source: str = ""
    copyright: str = ""
    instructions: str = ""
    terms: str = ""
    place: str = ""
    source_type: str = ""
    keywords: tuple[str, ...] = ()
    taken: datetime | None = None
    private: frozenset[str] = frozenset()


def read_xmp(packets: Iterable[bytes]) -> XmpFacts:
    """Read the packets of one file; what cannot be parsed is passed over."""
    roots = [root for root in map(_parsed, packets) if root is not None]
    properties: dict[str, list[etree._Element | str]] = {}
    for root in roots:
        for description in root.iter(f"{{{RDF}}}Description"):
            if _is_top(description):
                _collect(description, properties)
    return _facts(properties)


def _parsed(packet: bytes) -> etree._Element | None:
    """Parse a packet; UTF-16 packets carry no XML declaration, so their order is told by zeros."""
    packet = packet.strip(b"\x00 \r\n\t") if packet[:1] != b"\x00" else packet
    if len(packet) > MAX_PACKET:
        return None
    text = packet.decode(_encoding(packet), "replace").lstrip("\ufeff")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return None
    start = max(text.find("<?xpacket"), 0)
    text = text[start:].replace("\x00", "")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _encoding(packet: bytes) -> str:
    if packet[:2] == b"\xfe\xff" or packet[:1] == b"\x00":
        return "utf-16-be"
    if packet[:2] == b"\xff\xfe" or packet[1:2] == b"\x00":
        return "utf-16-le"
    return "utf-8"


def _is_top(description: etree._Element) -> bool:
    parent = description.getparent()
    return parent is not None and parent.tag == f"{{{RDF}}}RDF"


def _collect(
    description: etree._Element, properties: dict[str, list[etree._Element | str]]
) -> None:
    """Add the properties of a description, whether written as attributes or as elements."""
    for name, value in description.attrib.items():
        properties.setdefault(str(name), []).append(str(value))
    for child in description.iterchildren(tag=etree.Element):
        properties.setdefault(str(child.tag), []).append(child)


class _Properties:
    """Properties by prefixed name, with the values of their bags and language versions."""

    def __init__(self, found: Mapping[str, list[etree._Element | str]]) -> None:
        self._found = found

    def has(self, name: str) -> bool:
        outer, _, inner = name.partition("/")
        found = self._found.get(_clark(outer), [])
        if not inner:
            return bool(found)
        nodes = [item for item in found if not isinstance(item, str)]
        return any(
            _clark(inner) in node.attrib or node.tag == _clark(inner)
            for item in nodes
            for node in item.iter(tag=etree.Element)
        )

    def versions(self, name: str) -> list[tuple[str, str]]:
        """Return (language, text) pairs; the language is empty where none is named."""
        found = self._found.get(_clark(name), [])
        return [pair for item in found for pair in _values(item)]

    def text(self, *names: str) -> str:
        """Return the first filled value of the first of these properties that has one."""
        values = (
            value
            for name in names
            for language, value in sorted(
                self.versions(name), key=lambda pair: pair[0] not in {"", "x-default"}
            )
        )
        return next((value for value in values if value), "")

    def texts(self, name: str) -> tuple[str, ...]:
        """Return all different filled values in order."""
        return tuple(
            value for value in dict.fromkeys(text for _, text in self.versions(name)) if value
        )


def _clark(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def _values(item: etree._Element | str) -> Iterator[tuple[str, str]]:
    if isinstance(item, str):
        yield "", _clean(item)
        return
    members = list(item.iter(f"{{{RDF}}}li"))
    for node in members or [item]:
        text = _clean("".join(node.itertext(etree.Element)) if len(node) else node.text or "")
        yield str(node.get(f"{{{XML}}}lang") or ""), text


def _clean(text: str) -> str:
    return normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _facts(found: Mapping[str, list[etree._Element | str]]) -> XmpFacts:
    properties = _Properties(found)
    text = properties.text
    versions = properties.versions("dc:description")
    places = (
        text("Iptc4xmpCore:Location"),
        text("photoshop:City"),
        text("photoshop:State"),
        text("photoshop:Country"),
    )
    return XmpFacts(
        caption=text("dc:description"),
        captions={tag: value for tag, value in versions if tag not in {"", "x-default"} and value},
        headline=text("photoshop:Headline", "dc:title"),
        alt=text("Iptc4xmpCore:AltTextAccessibility"),
        creator="; ".join(properties.texts("dc:creator")),
        credit=text("photoshop:Credit"),
        source=text("photoshop:Source"),
        copyright=text("dc:rights"),
        instructions=text("photoshop:Instructions"),
        terms=text("xmpRights:UsageTerms"),
        place=", ".join(part for part in dict.fromkeys(places) if part),
        source_type=text("Iptc4xmpExt:DigitalSourceType").rsplit("/", 1)[-1],
        keywords=properties.texts("dc:subject"),
        taken=_instant(text("photoshop:DateCreated", "exif:DateTimeOriginal", "xmp:CreateDate")),
        private=frozenset(
            name for name, paths in PRIVATE_PROPERTIES.items() if any(map(properties.has, paths))
        ),
    )


def _instant(text: str) -> datetime | None:
    """Read an ISO 8601 instant; without an offset it is taken for UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


# -- writing


def write_xmp(
    texts: Mapping[str, str], creators: Iterable[str], captions: Mapping[str, str], default: str
) -> bytes:
    """Write one packet: plain ``texts`` by prefixed name, creators, and captions per language.

    ``dc:rights`` and ``xmpRights:UsageTerms`` become language alternatives as the standard asks.
    """
    root = etree.Element("{adobe:ns:meta/}xmpmeta", nsmap={"x": "adobe:ns:meta/"})
    rdf = etree.SubElement(root, f"{{{RDF}}}RDF", nsmap={"rdf": RDF})
    used = {name.partition(":")[0] for name, value in texts.items() if value} | {"dc"}
    spaces = {prefix: SPACES[prefix] for prefix in sorted(used)}
    description = etree.SubElement(rdf, f"{{{RDF}}}Description", nsmap=spaces)
    description.set(f"{{{RDF}}}about", "")
    if default:
        _write_versions(description, "dc:description", {"x-default": default, **captions})
    names = [name for name in creators if name]
    if names:
        sequence = etree.SubElement(
            etree.SubElement(description, _clark("dc:creator")), f"{{{RDF}}}Seq"
        )
        for name in names:
            etree.SubElement(sequence, f"{{{RDF}}}li").text = xml_text(name)
    for name, value in texts.items():
        if value and name in {"dc:rights", "xmpRights:UsageTerms"}:
            _write_versions(description, name, {"x-default": value})
        elif value:
            etree.SubElement(description, _clark(name)).text = xml_text(value)
    body = etree.tostring(root, encoding="unicode")
    packet = f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{body}<?xpacket end="r"?>'
    return packet.encode()


def _write_versions(description: etree._Element, name: str, versions: Mapping[str, str]) -> None:
    holder = etree.SubElement(etree.SubElement(description, _clark(name)), f"{{{RDF}}}Alt")
    for language, value in versions.items():
        if value:
            item = etree.SubElement(holder, f"{{{RDF}}}li")
            item.set(f"{{{XML}}}lang", language)
            item.text = xml_text(value)
