"""Reads XLIFF 2.0 and 2.1: ours as it comes back, and files of other tools.

A unit is a row, whatever segments a tool has cut it into or joined it from: their texts are put
together in the order that the targets name. The rules of the standard are looked at first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor_app.domain.ids import Language
from editor_app.domain.link import Made, State
from editor_app.formats.exchange_rows import ExchangeFile, ExchangeNote, ExchangeRow
from editor_app.formats.exchange_xml import hidden_text, local, words_in
from editor_app.formats.inline_parts import Part, PartKind, Parts, placeholder
from editor_app.formats.language_tags import tag_of
from editor_app.formats.xliff2_rules import check
from editor_app.formats.xliff_values import (
    NAMESPACE_2,
    SUB_STATES,
    Numbers,
    closing,
    opening,
    refused,
    single,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as XmlElement

__all__ = ["read_xliff21"]

_STATES = {
    "initial": State.TO_DO,
    "translated": State.TRANSLATED,
    "reviewed": State.REVIEWED,
    "final": State.REVIEWED,
}
_ORDER = (State.TO_DO, State.DRAFT, State.TRANSLATED, State.REVIEWED)
_MADE = {sub: made for made, sub in SUB_STATES.items()}


def read_xliff21(root: XmlElement, name: str) -> tuple[ExchangeFile, ...]:
    """Return the files of a document. Raises Unreadable with the rule that it breaks."""
    check(root, name)
    source = Language(tag_of(root.get("srcLang") or ""))
    said = root.get("trgLang")
    target = Language(tag_of(said)) if said else None
    found = tuple(
        _file(element, source, target, name) for element in root if local(element) == "file"
    )
    if not found:
        raise refused("xliff-element-missing", name, root, wanted="file")
    return found


def _file(
    element: XmlElement, source: Language, target: Language | None, name: str
) -> ExchangeFile:
    units = element.iter(f"{{{NAMESPACE_2}}}unit")
    rows = tuple(_row(unit, name) for unit in units)
    return ExchangeFile(source, target, rows, element.get("original") or "", _notes(element))


@dataclass
class _Reading:
    """What is known while one side of a unit is read: hidden contents, numbers, open stretches."""

    data: dict[str, str]
    numbers: Numbers
    opened: dict[str, tuple[Part, str]] = field(default_factory=dict)


def _row(unit: XmlElement, name: str) -> ExchangeRow:
    data = {item.get("id") or "": hidden_text(item) for item in unit.iter(f"{{{NAMESPACE_2}}}data")}
    numbers = Numbers()
    pieces = [child for child in unit if local(child) in {"segment", "ignorable"}]
    reading = _Reading(data, numbers)
    source = tuple(part for piece in pieces for part in _inside(_side(piece, "source"), reading))
    target = _target(pieces, _Reading(data, numbers), name)
    segments = [piece for piece in pieces if local(piece) == "segment"]
    state, made = _said_of(segments)
    return ExchangeRow(
        unit.get("id") or "",
        source,
        target,
        state,
        made,
        unit.get("name") or "",
        _notes(unit),
        _translates(unit),
    )


def _target(pieces: list[XmlElement], reading: _Reading, name: str) -> Parts | None:
    """Return the target of a unit in its own order; None when no segment has one."""
    sides = []
    for place, piece in enumerate(pieces, start=1):
        side = _side(piece, "target")
        order = side.get("order") if side is not None else None
        if order is not None and not order.isdecimal():
            raise refused("xliff-attribute-odd", name, piece, attribute="order", value=order)
        if side is None and local(piece) == "ignorable":
            side = _side(piece, "source")
        sides.append((int(order) if order else place, place, side))
    has = any(_side(piece, "target") is not None for piece in pieces if local(piece) == "segment")
    if not has:
        return None
    ordered = sorted(sides, key=lambda item: item[:2])
    return tuple(part for _, _, side in ordered for part in _inside(side, reading))


def _side(piece: XmlElement, side: str) -> XmlElement | None:
    return next((child for child in piece if local(child) == side), None)


def _said_of(segments: list[XmlElement]) -> tuple[State | None, Made | None]:
    states = [_STATES[item.get("state") or "initial"] for item in segments]
    said = any(item.get("state") is not None for item in segments)
    made = next((_MADE.get(item.get("subState") or "") for item in segments), None)
    written = any(words_in(_side(item, "target")) for item in segments)
    state = min(states, key=_ORDER.index) if said and states else None
    if state is State.TO_DO and written:
        state = State.DRAFT
    return state, made


def _translates(unit: XmlElement) -> bool:
    """Say whether a unit is to be translated: it or the nearest around it that says so."""
    element: XmlElement | None = unit
    while element is not None:
        said = element.get("translate")
        if said is not None:
            return said != "no"
        element = element.getparent()
    return True


def _inside(element: XmlElement | None, reading: _Reading) -> Iterator[Part]:
    if element is None:
        return
    if element.text:
        yield Part(PartKind.WORDS, element.text)
    for child in element:
        yield from _code(child, reading)
        if child.tail:
            yield Part(PartKind.WORDS, child.tail)


def _code(element: XmlElement, reading: _Reading) -> Iterator[Part]:
    """Yield the parts of one inline element (XLIFF 2.1, section 4.2.3)."""
    tag = local(element)
    name = element.get("startRef") or element.get("id") or ""
    kind = element.get("subType") or element.get("type") or ""
    if tag in {"mrk", "sm", "em"}:
        yield from _inside(element, reading)
    elif tag == "cp":
        yield from _character(element)
    elif tag == "pc":
        first = opening(reading.numbers.of(name), kind, _hidden(element, "Start", reading))
        yield first
        yield from _inside(element, reading)
        began = _hidden(element, "Start", reading)
        yield closing(first.number, first, began, _hidden(element, "End", reading))
    elif tag == "sc":
        hidden = _hidden(element, "", reading)
        reading.opened[name] = opening(reading.numbers.of(name), kind, hidden), hidden
        yield reading.opened[name][0]
    elif tag == "ec":
        known, began = reading.opened.get(name, (None, ""))
        hidden = _hidden(element, "", reading)
        yield closing(reading.numbers.of(name), known, began, hidden)
    elif tag == "ph":
        yield single(reading.numbers.of(name), kind, _hidden(element, "", reading))
    elif tag:
        yield placeholder(reading.numbers.of(name))
    else:
        yield Part(PartKind.WORDS, hidden_text(element))


def _character(element: XmlElement) -> Iterator[Part]:
    """Yield a character that XML cannot hold, where a text of ours may hold it."""
    character = chr(int(element.get("hex") or "0", 16))
    if character.isprintable():
        yield Part(PartKind.WORDS, character)


def _hidden(element: XmlElement, side: str, reading: _Reading) -> str:
    """Return what a code hides: its original data, else what it is shown or spoken as."""
    for attribute in (f"dataRef{side}", f"disp{side}", f"equiv{side}"):
        said = element.get(attribute)
        if said:
            return reading.data.get(said, "") if attribute.startswith("dataRef") else said
    return ""


def _notes(element: XmlElement) -> tuple[ExchangeNote, ...]:
    held = (child for child in element if local(child) == "notes")
    return tuple(
        ExchangeNote(words_in(note), note.get("category") or "")
        for notes in held
        for note in notes
        if local(note) == "note" and words_in(note)
    )
