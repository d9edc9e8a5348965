"""The pairs that the units of a file make, worked out in the worker process.

So nothing is imported here that reaches the library: that process would wait for it.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from editor_app.domain.errors import Unreadable
from editor_app.domain.ids import Language, ids_in_a_row
from editor_app.domain.messages import Message
from editor_app.domain.term import TakenPair
from editor_app.formats.language_tags import fitting
from editor_app.formats.tmx import TmxUnit, TmxVariant, pairings, units_in
from editor_app.formats.tmx_facts import NO_FACTS, NO_SIDE, Facts, Side, carried_text
from editor_app.text.matching import key_hash, memory_key

MOST_PROBLEMS = 50
"""Units without use that a report names; it counts them all."""

STORY, BEFORE, AFTER = "x-copydesk-story", "x-context-pre", "x-context-post"
"""Types of the properties that a pair of ours has in a TMX file."""

PairRow = tuple[Any, ...]
"""The values of a ``TakenPair`` in their order: they are made, and cross over, in half the time."""

_Languages = tuple[Language, Language]
_Made = tuple[datetime, str, str, str, datetime | None, str]


@dataclass
class Making:
    """Makes pairs of units one after another, and counts what it met.

    ``desk`` are the languages of the desk; ``now`` is when a pair was confirmed whose file does not
    say it.
    """

    desk: tuple[Language, ...]
    now: datetime
    units: int = 0
    refused: int = 0
    problems: list[Message] = field(default_factory=list)
    languages: Counter[_Languages] = field(default_factory=Counter)
    _fitted: dict[tuple[str, str], _Languages] = field(default_factory=dict)
    _ids: Iterator[str] = field(default_factory=ids_in_a_row)

    def rows(self, unit: TmxUnit) -> list[PairRow]:
        """Return the pairs of a unit; none where one side is missing."""
        self.units += 1
        found = pairings(unit)
        if not found:
            self._refuse(unit)
        if len(found) == 1:
            return [self._row(*found[0])]
        return [self._row(*pairing) for pairing in found]

    def add(self, other: Prepared) -> None:
        """Count what was met in the units that come next, made elsewhere."""
        room = MOST_PROBLEMS - len(self.problems)
        for key, fields in other.problems[:room]:
            number = {"number": self.units + int(fields["number"])}
            self.problems.append(Message(key, {**fields, **number}))
        self.units += other.units
        self.refused += other.refused
        self.languages.update(other.languages)

    def _row(self, source: TmxVariant, target: TmxVariant, unit: TmxUnit) -> PairRow:
        tags = (source.language, target.language)
        ours = self._fitted.get(tags) or self._fit(tags)
        facts, about = target.facts, unit.facts
        made: _Made = (self.now, "", "", "", None, "")
        if facts is not NO_FACTS or about is not NO_FACTS:
            made = _made(facts, about, self.now)
            about = NO_FACTS if _as_we_write(about) else about
        carried = carried_text(unit.id, about, _side(source, ours[0]), _side(target, ours[1]))
        self.languages[ours] += 1
        text = source.text
        key = memory_key(text)
        return (next(self._ids), *ours, key, key_hash(key), text, target.text, *made, carried)

    def _fit(self, tags: tuple[str, str]) -> _Languages:
        """Return the languages of the desk for two tags; the tags where they would be one."""
        ours, theirs = (fitting(tag, self.desk) for tag in tags)
        if ours == theirs:
            ours, theirs = (fitting(tag, ()) for tag in tags)
        self._fitted[tags] = ours, theirs
        return ours, theirs

    def _refuse(self, unit: TmxUnit) -> None:
        self.refused += 1
        if len(self.problems) >= MOST_PROBLEMS:
            return
        written = [item for item in unit.variants if item.text]
        key = "tmx-unit-one-sided" if len(written) < 2 else "tmx-unit-no-source"
        self.problems.append(Message(key, {"number": self.units, "language": unit.source_language}))


_Said = tuple[str, Mapping[str, Any]]


class Prepared(NamedTuple):
    """What a piece of a file holds; what is no plain value crosses over as one.

    ``packed`` are the rows: they are unpacked by who keeps them, so that the worker process gets
    its next piece at once.
    ``problems`` are keys and fields of Messages with the number of a unit in the piece, ``trouble``
    those of an Unreadable: the piece is damaged.
    """

    packed: bytes
    units: int
    refused: int
    problems: list[_Said]
    languages: dict[_Languages, int]
    trouble: _Said | None

    def pairs(self) -> list[TakenPair]:
        """Return the pairs."""
        rows: list[PairRow] = pickle.loads(self.packed)
        return list(map(TakenPair._make, rows))


def prepare(data: bytes, name: str, desk: tuple[Language, ...], now: datetime) -> Prepared:
    """Return the pairs of a piece of a TMX file.

    Raises what ``units_in`` does, but for an Unreadable in its course.
    """
    making = Making(desk, now)
    pairs: list[PairRow] = []
    trouble = None
    try:
        for unit in units_in(data, name):
            pairs += making.rows(unit)
    except Unreadable as error:
        trouble = (error.message.key, dict(error.message.fields))
    problems: list[_Said] = [(said.key, dict(said.fields)) for said in making.problems]
    languages = dict(making.languages)
    packed = pickle.dumps(pairs, pickle.HIGHEST_PROTOCOL)
    return Prepared(packed, making.units, making.refused, problems, languages, trouble)


def _made(facts: Facts, about: Facts, now: datetime) -> _Made:
    """Return when a pair was confirmed, by whom, between which texts, and when made by whom.

    What a translation says of itself goes before what its unit says.
    """
    between = {kind: " ".join(text.split()) for kind, text, _language in about.properties}
    return (
        facts.changed or facts.created or about.changed or about.created or now,
        facts.changed_by or facts.created_by or about.changed_by or about.created_by,
        between.get(BEFORE, ""),
        between.get(AFTER, ""),
        facts.created or about.created,
        facts.created_by or about.created_by,
    )


def _side(variant: TmxVariant, language: Language) -> Side:
    """Return what a variant has to say beside its text."""
    facts, segment = variant.facts, variant.segment
    if variant.language == language and facts is NO_FACTS and not segment:
        return NO_SIDE
    return Side(facts, "" if variant.language == language else variant.language, segment)


def _as_we_write(facts: Facts) -> bool:
    """Say whether a unit tells nothing but what a pair has fields for."""
    dated = facts.changed is not None and (facts.changed_by or not facts.created_by)
    plain = not facts.notes and not facts.others
    return bool(dated) and plain and all(item.kind in {BEFORE, AFTER} for item in facts.properties)
