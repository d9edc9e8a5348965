"""Matches that are alike in a memory of a million pairs, against comparing with each of them."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from editor_app.domain.ids import ENGLISH, VIETNAMESE, PairId, new_id
from editor_app.domain.term import MemoryPair
from editor_app.services.memory import MemoryService
from editor_app.storage.database import Database
from editor_app.storage.records import Records
from editor_app.storage.tables.base import instant_text
from editor_app.text.fuzzy import LEAST, in_letters, per_cents, plain_text, words_of_plain
from editor_app.text.matching import memory_key
from tests.bench.figures import Figure, high_of, times_of
from tests.desks import NOON, Clock, empty_desk
from tests.memory_material import Writer

PAIRS = 1_000_000
BATCH = 20_000
LOOKED_UP = 300
COMPARED = 15
TIMES = 20  # times faster than brute force
ADD = (
    "INSERT INTO memory_pairs(id, memory, source_language, target_language, key, source, target,"
    " confirmed, editor, before, after) VALUES (?, 'desk', 'vi', 'en', ?, ?, ?, ?, 'Lan', '', '')"
)

TEXTS = "SELECT place, plain FROM memory_texts WHERE place >= ? AND place < ?"
FIRST = """
import sys, time
from pathlib import Path
begun = time.perf_counter()
from editor_app.domain.ids import ENGLISH, VIETNAMESE
from editor_app.storage.database import Database
from editor_app.text.fuzzy import LEAST, plain_text
database = Database(Path(sys.argv[1]))
with database.reading() as records:
    records.memory.like(VIETNAMESE, ENGLISH, plain_text(sys.argv[2]), LEAST, 9)
print((time.perf_counter() - begun) * 1000)
database.close()
"""


def measure(pairs: int = PAIRS) -> Iterator[Figure]:
    """Yield the times of looking up, adding, tidying and of the first look-up after a start."""
    with tempfile.TemporaryDirectory() as folder:
        place = empty_desk(Path(folder) / "desk", Clock()).place
        writer = Writer(21)
        begun = time.perf_counter()
        texts = _fill(place.database, writer, pairs)
        yield Figure(f"taking {pairs:,} pairs in, index and all", time.perf_counter() - begun, "s")
        queries = [writer.query(text) for text in texts]
        yield from _look_up(place.database, queries, pairs)
        yield from _look_after(place.database, MemoryService(place), writer)
        place.database.close()
        yield Figure(
            "the first look-up after a start", _first(Path(folder), queries[0]), most=1_000
        )


def _fill(database: Database, writer: Writer, pairs: int) -> list[str]:
    """Fill the memory and its index; return some of the sentences."""
    kept: list[str] = []
    chance = random.Random(22)
    sentences = enumerate(writer.sentences(pairs))
    while batch := list(islice(sentences, BATCH)):
        rows = [
            (new_id(), memory_key(text), text, f"Sentence {number}.", instant_text(NOON))
            for number, text in batch
        ]
        kept += [text for _, text in chance.sample(batch, min(len(batch), LOOKED_UP))]
        with database.writing() as records:
            records.memory._connection.exec_driver_sql(ADD, rows)
            records.memory_index.shelve(BATCH)
    while _posted(database):
        pass
    return chance.sample(kept, min(len(kept), LOOKED_UP))


def _posted(database: Database) -> int:
    with database.writing() as records:
        return records.memory_index.post(65_536)


def _like(records: Records, text: str) -> frozenset[tuple[str, int]]:
    found = records.memory.like(VIETNAMESE, ENGLISH, plain_text(text), LEAST, 10_000)
    return frozenset((memory_key(pair.source), score) for pair, score in found)


def _look_up(database: Database, queries: Sequence[str], pairs: int) -> Iterator[Figure]:
    def ours(text: str) -> None:
        with database.reading() as records:
            records.memory.like(VIETNAMESE, ENGLISH, plain_text(text), LEAST, 9)

    times = [times_of(1, lambda text=text: ours(text))[0] for text in queries]  # type: ignore[misc]  # mypy sees no default in a lambda
    some = queries[:COMPARED]
    base, true = _brute(database, some)
    for name, of in (("median", statistics.median), ("95 of 100 below", high_of)):
        yield Figure(
            f"matches alike among {pairs:,} pairs, {name}",
            of(times),
            baseline=of(base),
            against="each pair compared",
            goal=1 / TIMES,
            most=15,
        )
    with database.reading() as records:
        found = [_like(records, text) for text in some]
    there = sum(map(len, true))
    here = sum(len(a & b) for a, b in zip(found, true, strict=True))
    yield Figure(f"of {there} matches of 70 % and above not found", 100 * (1 - here / there), "%")


def _brute(
    database: Database, queries: Sequence[str]
) -> tuple[list[float], list[frozenset[tuple[str, int]]]]:
    """Return how long comparing with every pair takes for each query, and what it finds."""
    times = [0.0] * len(queries)
    found: list[set[tuple[str, int]]] = [set() for _ in queries]
    with database.reading() as records:
        for start in range(0, 64 * 65_536, 65_536):
            rows = records.memory._connection.exec_driver_sql(TEXTS, (start, start + 65_536)).all()
            known: dict[str, int] = {}
            plains = [row[1] for row in rows]
            words = [in_letters(words_of_plain(plain), known) for plain in plains]
            for number, text in enumerate(queries):
                plain = plain_text(text)
                row = in_letters(words_of_plain(plain), known)
                begun = time.perf_counter()
                scores = per_cents(plain, row, plains, words)
                times[number] += (time.perf_counter() - begun) * 1000
                places = [rows[place][0] for place, _ in scores]
                pairs = records.memory.at_places(places)
                found[number] |= {
                    (memory_key(pairs[place].source), score)
                    for place, (_, score) in zip(places, scores, strict=True)
                }
    return times, [frozenset(item) for item in found]


def _look_after(database: Database, memory: MemoryService, writer: Writer) -> Iterator[Figure]:
    def pair(text: str) -> MemoryPair:
        return MemoryPair(PairId(new_id()), VIETNAMESE, ENGLISH, text, text[::-1], NOON, "Lan")

    more = [pair(text) for text in writer.sentences(1_100)]

    def confirm() -> None:
        new = more.pop()
        with database.writing() as records:
            records.memory.add(new, memory_key(new.source))
            records.memory_index.shelve(1, (new.id,))

    yield Figure("one more confirmed pair", statistics.median(times_of(20, confirm)), most=5)
    with database.writing() as records:
        for new in more:
            records.memory.add(new, memory_key(new.source))
    pieces = []
    going = True
    while going:
        begun = time.perf_counter()
        going = memory.tidy()
        pieces.append((time.perf_counter() - begun) * 1000)
    yield Figure("a piece of tidying the index, median", statistics.median(pieces), most=50)


def _first(folder: Path, text: str) -> float:
    """Return how long another process takes to open the library and to look one text up."""
    ran = subprocess.run(
        [sys.executable, "-c", FIRST, str(folder / "desk"), text],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return float(ran.stdout)
