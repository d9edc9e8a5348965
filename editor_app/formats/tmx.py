"""Translation memories as TMX files (LISA OSCAR TMX 1.4b; 1.1 to 1.3 are read as well).

``read_units`` reads a file of any size unit by unit; ``formats.tmx_writing`` writes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from editor_app.domain.errors import EditorError, Unreadable
from editor_app.formats.exchange_xml import LANGUAGE, elements, hidden_text, local, parse_xml
from editor_app.formats.language_tags import is_tag, same_language, tag_of
from editor_app.formats.tmx_facts import NO_FACTS, Facts, Note, Property, facts_of
from editor_app.formats.tmx_segments import segment_source, segment_text

if TYPE_CHECKING:
    from lxml.etree import _Element as XmlElement

__all__ = [
    "ANY",
    "Pairing",
    "TmxHeader",
    "TmxUnit",
    "TmxVariant",
    "pairings",
    "read_units",
    "units_in",
]

ANY = "*all*"
"""A source language that leaves open which language was translated from."""

_LANGUAGES = frozenset({LANGUAGE, "lang"})
_VERSION = re.compile(r"1(?:\.\d+)?[ab]?")


class TmxHeader(NamedTuple):
    """The header of a file: the language translated from, and what wrote it."""

    source_language: str = ANY
    tool: str = ""
    tool_version: str = ""
    version: str = ""


class TmxVariant(NamedTuple):
    """The text of a unit in one language, as our Markdown.

    ``segment`` is the element with its inline codes as other programs wrote it, where it has any.
    """

    language: str
    text: str
    facts: Facts = NO_FACTS
    segment: str = ""


class TmxUnit(NamedTuple):
    """One unit. ``source_language`` is its own or the header's; empty languages are possible."""

    variants: tuple[TmxVariant, ...]
    source_language: str = ANY
    id: str = ""
    facts: Facts = NO_FACTS


class Pairing(NamedTuple):
    """A source variant of a unit and one that translates it."""

    source: TmxVariant
    target: TmxVariant
    unit: TmxUnit


def read_units(file: BinaryIO, name: str) -> Iterator[TmxUnit]:
    """Yield the units of a file as they stand; the file is read as far as they are taken.

    Raises NoText, Unreadable (damaged: with the line; entities; no TMX; an unknown version).
    """
    header = TmxHeader()
    version = ""
    for element in elements(file, name, "header", "tu", "body", "tmx"):
        tag = local(element)
        version = version or _version(element, name)
        if tag == "header":
            header = _header(element, version)
        elif tag == "tu":
            yield _unit(element, header)
    if not version:
        raise Unreadable("tmx-none", name=name)


def units_in(data: bytes, name: str) -> Iterator[TmxUnit]:
    """Yield the units of a small file as ``read_units`` does, in half the time.

    Raises what ``read_units`` does; of a damaged file the units before the damage come as well.
    """
    try:
        root = parse_xml(data, name)
    except EditorError:
        yield from read_units(BytesIO(data), name)
        return
    header = TmxHeader()
    version = _version(root, name)
    for element in root.iter("{*}header", "{*}tu"):
        if local(element) == "header":
            header = _header(element, version)
        else:
            yield _unit(element, header)


def pairings(unit: TmxUnit) -> tuple[Pairing, ...]:
    """Return the source of a unit with each of its translations; none where one side is missing.

    The source is the variant in the unit's source language (``en-GB`` passes for ``en``), or the
    first one where any language may be it. Empty texts are no sides.
    """
    wanted = unit.source_language
    if len(unit.variants) == 2:  # the usual case: two languages, the source first
        first, second = unit.variants
        told = first.language == wanted and first.text and second.text
        if told and is_tag(wanted) and is_tag(second.language):
            return (Pairing(first, second, unit),)
    sides = [item for item in unit.variants if item.text and is_tag(item.language)]
    if wanted == ANY or not wanted:
        source = sides[0] if sides else None
    else:
        exact = (item for item in sides if tag_of(item.language) == tag_of(wanted))
        near = (item for item in sides if same_language(item.language, wanted))
        source = next(exact, None) or next(near, None)
    if source is None:
        return ()
    return tuple(Pairing(source, item, unit) for item in sides if item is not source)


def _version(element: XmlElement, name: str) -> str:
    """Return the version of the file that an element stands in."""
    root = element.getroottree().getroot()
    if local(root) != "tmx":
        raise Unreadable("tmx-none", name=name)
    version = (root.get("version") or "1.4").strip()
    if not _VERSION.fullmatch(version):
        raise Unreadable("tmx-version", name=name, version=version)
    return version


def _header(element: XmlElement, version: str) -> TmxHeader:
    source = (element.get("srclang") or "").strip() or ANY
    return TmxHeader(
        ANY if source.lower() == ANY else source,
        element.get("creationtool") or "",
        element.get("creationtoolversion") or "",
        version,
    )


def _unit(element: XmlElement, header: TmxHeader) -> TmxUnit:
    variants, beside = [], []
    for child in element:
        if child.tag != "tuv" and local(child) != "tuv":
            beside.append(child)
        else:
            variants.append(_variant(child))
    items = element.items()
    if not beside and len(items) == 1 and items[0][0] == "tuid":  # the usual case
        return TmxUnit(tuple(variants), header.source_language, items[0][1])
    said = dict(items)
    name = said.pop("tuid", "")
    source = said.pop("srclang", "").strip() or header.source_language
    facts = _facts(said, beside) if said or beside else NO_FACTS
    if source[0] == "*" and source.lower() == ANY:
        source = ANY
    return TmxUnit(tuple(variants), source, name, facts)


def _variant(element: XmlElement) -> TmxVariant:
    said = element.items()
    plain = len(said) == 1 and said[0][0] in _LANGUAGES
    if plain and len(element) == 1 and not len(element[0]) and element[0].tag == "seg":
        return TmxVariant(said[0][1].strip(), segment_text(element[0]))  # the usual case
    text = segment = ""
    beside = []
    for child in element:
        if child.tag != "seg" and local(child) != "seg":
            beside.append(child)
        else:
            text = segment_text(child)
            if len(child):
                segment = segment_source(child, text)
    if plain and not beside:
        return TmxVariant(said[0][1].strip(), text, NO_FACTS, segment)
    attributes = dict(said)
    older = attributes.pop("lang", "")
    language = attributes.pop(LANGUAGE, "") or older
    return TmxVariant(language.strip(), text, _facts(attributes, beside), segment)


def _facts(said: Mapping[str, str], beside: list[XmlElement]) -> Facts:
    notes, properties = [], []
    for child in beside:
        tag, language = local(child), child.get(LANGUAGE) or child.get("lang") or ""
        if tag == "note":
            notes.append(Note(hidden_text(child).strip(), language))
        elif tag == "prop":
            properties.append(
                Property(child.get("type") or "", hidden_text(child).strip(), language)
            )
    plain = {name: value for name, value in said.items() if name[0] != "{"}
    if not plain and not notes and not properties:
        return NO_FACTS
    return facts_of(plain, tuple(notes), tuple(properties))
