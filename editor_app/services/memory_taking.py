"""The pairs of a file on their way into a memory: gathered, kept in pieces, counted."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from editor_app.domain.ids import Language, PairId, TakingId, ids_in_a_row
from editor_app.domain.messages import Message
from editor_app.domain.term import MemoryPair, TakenPair
from editor_app.formats.language_tags import fitting
from editor_app.formats.tmx import Pairing, TmxUnit, TmxVariant, pairings
from editor_app.formats.tmx_facts import NO_FACTS, NO_SIDE, Facts, Side, carried_text
from editor_app.text.matching import memory_key

FIRST_BATCH = 500
"""Pairs that are kept in the first transaction; how many the next ones have is measured."""

MOST_AT_ONCE = 8_000
PIECE = 0.06
"""Seconds that a transaction may take: whoever saves a text meanwhile waits no longer."""

MOST_PROBLEMS = 50
"""Units without use that a report names; it counts them all."""

STORY, BEFORE, AFTER = "x-copydesk-story", "x-context-pre", "x-context-post"
"""Types of the properties that a pair of ours has in a TMX file."""


_Made = tuple[datetime, str, str, str, datetime | None, str]


class Kept(Protocol):
    """What became of a piece: how many pairs were new, and which older ones were overtaken."""

    @property
    def new(self) -> int:
        """How many pairs are new."""
        ...

    @property
    def overtaken(self) -> tuple[MemoryPair, ...]:
        """The pairs that were there, as they were, of which the file had a later double."""
        ...


@dataclass
class Taking:
    """Gathers the pairs of units, keeps them piece by piece, and counts what became of them.

    ``desk`` are the languages of the desk; ``store`` keeps a piece.
    """

    desk: tuple[Language, ...]
    now: datetime
    store: Callable[[Sequence[TakenPair]], Kept]
    units: int = 0
    added: int = 0
    doubles: int = 0
    refused: int = 0
    taking: TakingId | None = None
    overtaken: list[MemoryPair] = field(default_factory=list)
    problems: list[Message] = field(default_factory=list)
    languages: Counter[tuple[Language, Language]] = field(default_factory=Counter)
    waiting: list[TakenPair] = field(default_factory=list)
    fitted: dict[tuple[str, str], tuple[Language, Language]] = field(default_factory=dict)
    ids: Iterator[str] = field(default_factory=ids_in_a_row)
    most: int = FIRST_BATCH

    def unit(self, unit: TmxUnit) -> bool:
        """Take one unit; say whether a piece was kept with it."""
        self.units += 1
        found = pairings(unit)
        if not found:
            self._refuse(unit)
        for pairing in found:
            self._pair(pairing)
        if len(self.waiting) < self.most:
            return False
        self.keep()
        return True

    def put(self, pairs: Sequence[TakenPair]) -> None:
        """Take pairs that are made already; keep what comes together for a piece."""
        while pairs:
            room = max(self.most - len(self.waiting), 1)
            self.waiting += pairs[:room]
            pairs = pairs[room:]
            if len(self.waiting) >= self.most:
                self.keep()

    def keep(self) -> None:
        """Keep what waits; the next piece is as long as there is time for."""
        if not self.waiting:
            return
        started = time.perf_counter()
        kept = self.store(self.waiting)
        took = time.perf_counter() - started
        self.added += kept.new
        self.doubles += len(self.waiting) - kept.new
        self.overtaken += kept.overtaken
        fitting_in = round(len(self.waiting) * PIECE / max(took, PIECE / 4))
        self.most = max(100, min(2 * self.most, fitting_in, MOST_AT_ONCE))
        self.waiting = []

    def _pair(self, pairing: Pairing) -> None:
        source, target, unit = pairing
        tags = (source.language, target.language)
        languages = self.fitted.get(tags) or self._fit(tags)
        facts, about = target.facts, unit.facts
        made: _Made = (self.now, "", "", "", None, "")
        if facts is not NO_FACTS or about is not NO_FACTS:
            made = _made(facts, about, self.now)
            about = NO_FACTS if _as_we_write(about) else about
        carried = carried_text(
            unit.id, about, _side(source, languages[0]), _side(target, languages[1])
        )
        self.languages[languages] += 1
        key = memory_key(source.text)
        name = PairId(next(self.ids))
        self.waiting.append(
            TakenPair(name, languages, key, source.text, target.text, *made, carried)
        )

    def _fit(self, tags: tuple[str, str]) -> tuple[Language, Language]:
        """Return the languages of the desk for two tags; the tags where they would be one."""
        ours, theirs = (fitting(tag, self.desk) for tag in tags)
        if ours == theirs:
            ours, theirs = (fitting(tag, ()) for tag in tags)
        self.fitted[tags] = ours, theirs
        return ours, theirs

    def _refuse(self, unit: TmxUnit) -> None:
        self.refused += 1
        if len(self.problems) >= MOST_PROBLEMS:
            return
        written = [item for item in unit.variants if item.text]
        key = "tmx-unit-one-sided" if len(written) < 2 else "tmx-unit-no-source"
        self.problems.append(Message(key, {"number": self.units, "language": unit.source_language}))


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
