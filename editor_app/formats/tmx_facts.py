"""What a translation memory file says of a unit beside its texts, and how a memory keeps that.

A pair of the memory carries it as JSON: what other programs wrote goes out again as it came in,
their notes, properties, dates, names, inline codes and language tags, although this desk has no use
for all of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

__all__ = [
    "NO_FACTS",
    "NO_SIDE",
    "Carried",
    "Facts",
    "Note",
    "Property",
    "Side",
    "attributes_of",
    "carried_in",
    "carried_text",
    "facts_of",
]

DATES = ("creationdate", "changedate")
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
MADE = ("creationdate", "creationid", "changedate", "changeid")


class Note(NamedTuple):
    """A note, and the language that it is said to be in."""

    text: str
    language: str = ""


class Property(NamedTuple):
    """A property: its type, its text, and the language that it is said to be in."""

    kind: str
    text: str
    language: str = ""


class Facts(NamedTuple):
    """What a unit or a variant says about itself: who made and changed it when, notes, properties.

    ``others`` are the attributes that mean nothing to a memory, such as how often it was used.
    """

    created: datetime | None = None
    created_by: str = ""
    changed: datetime | None = None
    changed_by: str = ""
    notes: tuple[Note, ...] = ()
    properties: tuple[Property, ...] = ()
    others: tuple[tuple[str, str], ...] = ()


NO_FACTS = Facts()


class Side(NamedTuple):
    """One variant beside its text: its facts, its language tag, its segment when it has codes."""

    facts: Facts = NO_FACTS
    language: str = ""
    segment: str = ""


NO_SIDE = Side()


class Carried(NamedTuple):
    """What a pair carries: the id and the facts of its unit, and both sides of it."""

    id: str = ""
    unit: Facts = NO_FACTS
    source: Side = NO_SIDE
    target: Side = NO_SIDE


def facts_of(
    attributes: Mapping[str, str],
    notes: tuple[Note, ...] = (),
    properties: tuple[Property, ...] = (),
) -> Facts:
    """Return the facts of attributes as they stand in a file; a date that is none is kept as it is.

    ``attributes`` hold neither language nor id.
    """
    created, changed = (_instant(attributes.get(name)) for name in DATES)
    known = {"creationid", "changeid"}
    known |= {"creationdate"} if created else set()
    known |= {"changedate"} if changed else set()
    return Facts(
        created,
        attributes.get("creationid", ""),
        changed,
        attributes.get("changeid", ""),
        notes,
        properties,
        tuple((name, value) for name, value in attributes.items() if name not in known),
    )


def attributes_of(facts: Facts) -> tuple[tuple[str, str], ...]:
    """Return the attributes that say so in a file; none is empty."""
    if facts is NO_FACTS:
        return ()
    said = (
        _instant_text(facts.created),
        facts.created_by,
        _instant_text(facts.changed),
        facts.changed_by,
    )
    made = tuple((name, text) for name, text in zip(MADE, said, strict=True) if text)
    return (*made, *facts.others) if facts.others else made


def carried_text(name: str, unit: Facts, source: Side, target: Side) -> str:
    """Return the JSON that a pair carries; nothing for nothing. ``name`` is the unit's id."""
    if unit is NO_FACTS and source is NO_SIDE and target is NO_SIDE:
        return f'{{"id":{_JSON.encode(name)}}}' if name else ""
    said = {
        "id": name,
        "unit": _said(unit),
        "source": _side_said(source),
        "target": _side_said(target),
    }
    return _JSON.encode({key: item for key, item in said.items() if item})


def carried_in(text: str) -> Carried:
    """Return what a pair carries; what is not in this form counts as nothing."""
    if not text:
        return Carried()
    try:
        said = json.loads(text)
        return Carried(
            str(said.get("id", "")),
            _facts(said.get("unit")),
            _side(said.get("source")),
            _side(said.get("target")),
        )
    except (ValueError, TypeError, AttributeError, KeyError):
        return Carried()


def _said(facts: Facts) -> dict[str, Any]:
    if facts is NO_FACTS:
        return {}
    said = {
        "as": dict(attributes_of(facts)),
        "notes": [list(note) for note in facts.notes],
        "props": [list(item) for item in facts.properties],
    }
    return {name: item for name, item in said.items() if item}


def _side_said(side: Side) -> dict[str, Any]:
    said = _said(side.facts)
    if side.language:
        said["lang"] = side.language
    if side.segment:
        said["seg"] = side.segment
    return said


def _facts(said: Mapping[str, Any] | None) -> Facts:
    if not said:
        return NO_FACTS
    return facts_of(
        {str(name): str(value) for name, value in said.get("as", {}).items()},
        tuple(Note(*_words(item)) for item in said.get("notes", ())),
        tuple(Property(*_words(item)) for item in said.get("props", ())),
    )


def _side(said: Mapping[str, Any] | None) -> Side:
    if not said:
        return NO_SIDE
    return Side(_facts(said), str(said.get("lang", "")), str(said.get("seg", "")))


def _words(items: Iterable[object]) -> tuple[str, ...]:
    return tuple(map(str, items))


@lru_cache(256)
def _instant(text: str | None) -> datetime | None:
    """Return an instant of the form ``20260301T083000Z`` (UTC); None for what is none."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text.strip())
        return found.replace(tzinfo=UTC) if found.utcoffset() is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _instant_text(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
