"""Exact matches of the translation memory, against a bare look-up of the same key."""

from __future__ import annotations

import random
import sqlite3
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from editor_app.domain.ids import ENGLISH, VIETNAMESE, PairId, new_id
from editor_app.domain.term import MemoryPair
from editor_app.services.terms import TermService
from editor_app.text.matching import memory_key
from tests.bench.figures import Figure, high_of, times_of
from tests.bench.material import SYLLABLES
from tests.desks import NOON, Clock, empty_desk

PAIRS = 30_000
LOOKED_UP = 200
EXACT = """
    SELECT source, target FROM memory_pairs
    WHERE key = ? AND source_language = ? AND target_language = ? ORDER BY confirmed DESC
"""


def measure() -> Iterator[Figure]:
    """Yield the time of a look-up and of one more pair."""
    with tempfile.TemporaryDirectory() as folder:
        desk = empty_desk(Path(folder) / "desk", Clock())
        terms = TermService(desk.place)
        chance = random.Random(3)
        terms.put_pairs(tuple(_pair(chance, number) for number in range(PAIRS)))
        texts = [pair.source for pair in terms.pairs()[:: PAIRS // LOOKED_UP]]
        with closing(sqlite3.connect(desk.place.database.folder.library)) as bare:
            yield from _look_up(terms, bare, texts)
        more = [_pair(chance, PAIRS + number) for number in range(20)]
        added = times_of(10, lambda: terms.put_pairs((more.pop(),)))
        yield Figure(f"one more pair beside {PAIRS:,}", statistics.median(added), most=5)
        desk.place.database.close()


def _look_up(terms: TermService, bare: sqlite3.Connection, texts: list[str]) -> Iterator[Figure]:
    languages = (VIETNAMESE, ENGLISH)

    def plain(text: str) -> None:
        bare.execute(EXACT, (memory_key(text), *languages)).fetchall()

    ours = [times_of(1, lambda text=text: terms.exact(text, *languages))[0] for text in texts]  # type: ignore[misc]  # mypy sees no default in a lambda
    base = [times_of(1, lambda text=text: plain(text))[0] for text in texts]  # type: ignore[misc]  # as above
    for name, of in (("median", statistics.median), ("95 of 100 below", high_of)):
        yield Figure(
            f"exact match among {PAIRS:,} pairs, {name}",
            of(ours),
            baseline=of(base),
            against="bare query by key",
            most=15,
        )


def _pair(chance: random.Random, number: int) -> MemoryPair:
    said = " ".join(chance.choice(SYLLABLES) for _ in range(16)).capitalize()
    return MemoryPair(
        PairId(new_id()),
        VIETNAMESE,
        ENGLISH,
        f"{said} {number}.",
        f"Sentence number {number} of the flood report.",
        NOON,
        "Lan",
    )
