"""Matches that are alike in a memory of a million pairs, against comparing with each of them."""

from __future__ import annotations

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from editor_app.domain.ids import ENGLISH, VIETNAMESE, PairId, new_id
from editor_app.domain.term import MemoryPair
from editor_app.services.memory import MemoryService
from editor_app.services.workplace import Workplace
from editor_app.storage.database import Database
from editor_app.storage.records import Records
from editor_app.text.fuzzy import LEAST, in_letters, per_cents, plain_text, words_of_plain
from editor_app.text.matching import memory_key
from tests.bench.big_memory import BigMemory, big_memory
from tests.bench.figures import Figure, Spent, high_of, spent_on
from tests.bench.material import desk_in
from tests.bench.omegat_matches import beside
from tests.desks import NOON

PAIRS = 1_000_000
FEWER = 100_000  # for OmegaT on a small machine
OMEGAT_NEEDS = 16
"""Gigabytes of a machine on which OmegaT reads a million pairs: Java takes a quarter of them."""
LOOKED_UP = 300
COMPARED = 15
CONFIRMED = 40
TIDIED = 1_000
TIMES = 20  # times faster than brute force
NOT_FOUND = 0.5  # per cent of all matches that may be missed

TEXTS = "SELECT place, plain FROM memory_texts WHERE place >= ? AND place < ?"
FIRST = """
import sys, time
from pathlib import Path
begun, computed = time.perf_counter(), time.process_time()
from editor_app.domain.ids import ENGLISH, VIETNAMESE
from editor_app.storage.database import Database
from editor_app.text.fuzzy import LEAST, plain_text
database = Database(Path(sys.argv[1]))
with database.reading() as records:
    records.memory.like(VIETNAMESE, ENGLISH, plain_text(sys.argv[2]), LEAST, 9)
print((time.perf_counter() - begun) * 1000, (time.process_time() - computed) * 1000)
database.close()
"""


def measure(pairs: int = PAIRS) -> Iterator[Figure]:
    """Yield the times of looking up, adding, tidying and of the first look-up after a start."""
    with tempfile.TemporaryDirectory() as folder:
        big = big_memory(Path(folder) / "desk", pairs)
        if big.seconds is not None:
            yield Figure(f"taking {pairs:,} pairs in, index and all", big.seconds, "s")
        first = _first(big.folder, big.queries[0])
        yield first.figure("the first look-up after a start", most=1_000)
        desk = desk_in(big.folder)
        database = desk.place.database
        for figure in _look_up(database, big.queries[:LOOKED_UP], pairs):
            yield figure if pairs >= PAIRS else replace(figure, goal=None)
        yield from _look_after(database, MemoryService(desk.place), big)
        if pairs >= PAIRS and _memory() >= OMEGAT_NEEDS:
            yield from _beside_omegat(desk.place, big)
        database.close()
        if pairs >= PAIRS and _memory() < OMEGAT_NEEDS:
            fewer = big_memory(Path(folder) / "fewer", FEWER)
            desk = desk_in(fewer.folder)
            yield from _beside_omegat(desk.place, fewer)
            desk.place.database.close()


# -- looking up


def _look_up(database: Database, queries: Sequence[str], pairs: int) -> Iterator[Figure]:
    def ours(text: str) -> None:
        with database.reading() as records:
            records.memory.like(VIETNAMESE, ENGLISH, plain_text(text), LEAST, 9)

    ours(queries[0])
    spent = spent_on([_with(ours, text) for text in queries])
    some = queries[:COMPARED]
    base, true = _brute(database, some)
    for name, of in (("median", statistics.median), ("95 of 100 below", high_of)):
        yield Figure(
            f"matches alike among {pairs:,} pairs, {name}",
            of(spent.clock),
            baseline=of(base.clock),
            against="each pair compared",
            goal=1 / TIMES,
            most=15,
            processor=of(spent.processor),
        )
    high, compared = high_of(spent.processor), high_of(base.processor)
    yield Figure(
        "the same, computing alone", high, baseline=compared, against="each pair", goal=1 / TIMES
    )
    with database.reading() as records:
        found = [_like(records, text) for text in some]
    yield from _recall(found, true)


def _beside_omegat(place: Workplace, big: BigMemory) -> Iterator[Figure]:
    """Yield our times beside OmegaT's in the same memory."""
    _asked(place.database, big.queries[0])
    yield from beside(place, big.queries, lambda text: _asked(place.database, text))


def _memory() -> float:
    """Return the memory of this machine, in gigabytes."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3


def _asked(database: Database, text: str) -> float:
    """Return the milliseconds of one look-up."""
    begun = time.perf_counter()
    with database.reading() as records:
        records.memory.like(VIETNAMESE, ENGLISH, plain_text(text), LEAST, 9)
    return (time.perf_counter() - begun) * 1_000


def _with(work: Callable[[str], object], text: str) -> Callable[[], object]:
    return lambda: work(text)


def _recall(
    found: Sequence[frozenset[tuple[str, int]]], true: Sequence[frozenset[tuple[str, int]]]
) -> Iterator[Figure]:
    there = sum(map(len, true))
    here = sum(len(a & b) for a, b in zip(found, true, strict=True))
    missed = 100 * (1 - here / there)
    yield Figure(
        f"of {there} matches of {LEAST} % and above not found", missed, "%", most=NOT_FOUND
    )
    best = [max((score for _, score in matches), default=0) for matches in true]
    ours = [max((score for _, score in matches), default=0) for matches in found]
    wrong = sum(a != b for a, b in zip(ours, best, strict=True))
    yield Figure(f"of {len(best)} best matches not found", wrong, "", most=0)


def _like(records: Records, text: str) -> frozenset[tuple[str, int]]:
    found = records.memory.like(VIETNAMESE, ENGLISH, plain_text(text), LEAST, 10_000)
    return frozenset((memory_key(pair.source), score) for pair, score in found)


def _brute(
    database: Database, queries: Sequence[str]
) -> tuple[Spent, list[frozenset[tuple[str, int]]]]:
    """Return what comparing with every pair takes for each query, and what it finds."""
    spent = Spent([0.0] * len(queries), [0.0] * len(queries))
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
                scores: list[tuple[int, int]] = []
                one = spent_on([partial(_score, scores, plain, row, plains, words)])
                spent.clock[number] += one.clock[0]
                spent.processor[number] += one.processor[0]
                places = [rows[place][0] for place, _ in scores]
                pairs = records.memory.at_places(places)
                found[number] |= {
                    (memory_key(pairs[place].source), score)
                    for place, (_, score) in zip(places, scores, strict=True)
                }
    return spent, [frozenset(item) for item in found]


def _score(
    scores: list[tuple[int, int]], plain: str, row: str, plains: Sequence[str], rows: Sequence[str]
) -> None:
    """Compare one text with many, as a look-up without an index would."""
    scores.extend(per_cents(plain, row, plains, rows))


# -- looking after


def _look_after(database: Database, memory: MemoryService, big: BigMemory) -> Iterator[Figure]:
    def pair(text: str) -> MemoryPair:
        return MemoryPair(PairId(new_id()), VIETNAMESE, ENGLISH, text, text[::-1], NOON, "Lan")

    edited = (big.writer.query(text) for _ in range(9) for text in big.queries)
    more = [pair(f"{text} {number}.") for number, text in enumerate(edited)]

    def confirm(new: MemoryPair) -> None:
        with database.writing() as records:
            records.memory.add(new, memory_key(new.source))
            records.memory_index.shelve(1, (new.id,))

    spent = spent_on([partial(confirm, new) for new in more[:CONFIRMED]])
    bare = _bare(big.folder.parent / "bare.sqlite3")
    yield Figure(
        "one more confirmed pair, median",
        statistics.median(spent.clock),
        baseline=statistics.median(bare),
        against="bare INSERT, synchronous=FULL",
        most=5,
        processor=statistics.median(spent.processor),
    )
    with database.writing() as records:
        waiting = more[CONFIRMED : CONFIRMED + TIDIED]
        records.memory.add_many([(new, memory_key(new.source)) for new in waiting])
    yield _tidying(memory).figure("a piece of tidying the index, median", most=50)


def _bare(file: Path) -> list[float]:
    """Return what a bare insertion takes that waits for the disk as ours does."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE pairs (id INTEGER PRIMARY KEY, text TEXT) STRICT")
        add = "INSERT INTO pairs(text) VALUES (?)"
        return spent_on([lambda: connection.execute(add, ("a" * 400,))] * CONFIRMED).clock


def _tidying(memory: MemoryService) -> Spent:
    """Return what the pieces of tidying take, until nothing is left to do."""
    pieces = Spent([], [])
    going = True
    while going:
        begun, computed = time.perf_counter(), time.process_time()
        going = memory.tidy()
        pieces.processor.append((time.process_time() - computed) * 1000)
        pieces.clock.append((time.perf_counter() - begun) * 1000)
    return pieces


def _first(folder: Path, text: str) -> Spent:
    """Return what another process takes to open the library and to look one text up."""
    ran = subprocess.run(
        [sys.executable, "-c", FIRST, str(folder), text],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    clock, processor = map(float, ran.stdout.split())
    return Spent([clock], [processor])
