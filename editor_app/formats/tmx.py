"""Translation memories as TMX files (LISA OSCAR TMX 1.4b; 1.1 to 1.3 are read as well).

``read_units`` reads a file of any size unit by unit; ``formats.tmx_writing`` writes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from editor_app.domain.errors import Unreadable
from editor_app.formats.exchange_xml import LANGUAGE, elements, local, words_in
from editor_app.formats.language_tags import is_tag, same_language, tag_of
from editor_app.formats.tmx_segments import segment_text

if TYPE_CHECKING:
    from lxml.etree import _Element as XmlElement

__all__ = [
    "ANY",
    "Facts",
    "Pairing",
    "TmxHeader",
    "TmxUnit",
    "TmxVariant",
    "pairings",
    "read_units",
]

ANY = "*all*"
"""A source language that leaves open which language was translated from."""

_MAKING = frozenset({"creationdate", "creationid", "changedate", "changeid"})
_VERSION = re.compile(r"1(?:\.\d+)?[ab]?")


class Facts(NamedTuple):
    """What a unit or a variant says about itself: who made and changed it when, notes, properties.

    A property is a pair of its type and its text.
    """

    created: datetime | None = None
    created_by: str = ""
    changed: datetime | None = None
    changed_by: str = ""
    notes: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()


NO_FACTS = Facts()


class TmxHeader(NamedTuple):
    """The header of a file: the language translated from, and what wrote it."""

    source_language: str = ANY
    tool: str = ""
    tool_version: str = ""
    version: str = ""


class TmxVariant(NamedTuple):
    """The text of a unit in one language, as our Markdown."""

    language: str
    text: str
    facts: Facts = NO_FACTS


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


def pairings(unit: TmxUnit) -> tuple[Pairing, ...]:
    """Return the source of a unit with each of its translations; none where one side is missing.

    The source is the variant in the unit's source language (``en-GB`` passes for ``en``), or the
    first one where any language may be it. Empty texts are no sides.
    """
    wanted = unit.source_language
    sides = [item for item in unit.variants if item.text and is_tag(item.language)]
    if len(sides) == 2 and sides[0].language == wanted:
        return (Pairing(sides[0], sides[1], unit),)
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
    source = (element.get("srclang") or ANY).strip()
    return TmxHeader(
        ANY if source.lower() == ANY else source,
        element.get("creationtool") or "",
        element.get("creationtoolversion") or "",
        version,
    )


def _unit(element: XmlElement, header: TmxHeader) -> TmxUnit:
    said = dict(element.items())
    variants = []
    notes = []
    for child in element:
        tag = local(child)
        if tag == "tuv":
            variants.append(_variant(child))
        elif tag in {"note", "prop"}:
            notes.append(child)
    source = said.get("srclang") or header.source_language
    return TmxUnit(
        tuple(variants),
        ANY if source.lower() == ANY else source,
        said.get("tuid", ""),
        _facts(said, notes),
    )


def _variant(element: XmlElement) -> TmxVariant:
    said = dict(element.items())
    text = ""
    notes = []
    for child in element:
        tag = local(child)
        if tag == "seg":
            text = segment_text(child)
        elif tag in {"note", "prop"}:
            notes.append(child)
    language = said.get(LANGUAGE) or said.get("lang") or ""
    return TmxVariant(language.strip(), text, _facts(said, notes))


def _facts(said: Mapping[str, str], notes: list[XmlElement]) -> Facts:
    if not notes and not _MAKING & said.keys():
        return NO_FACTS
    return Facts(
        _instant(said.get("creationdate")),
        said.get("creationid", ""),
        _instant(said.get("changedate")),
        said.get("changeid", ""),
        tuple(words_in(item) for item in notes if local(item) == "note"),
        tuple((item.get("type") or "", words_in(item)) for item in notes if local(item) == "prop"),
    )


@lru_cache(256)
def _instant(text: str | None) -> datetime | None:
    """Return an instant of the form ``20260301T083000Z`` (UTC); None for what is none."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.utcoffset() is None else found.astimezone(UTC)
