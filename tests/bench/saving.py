"""Saving what was typed, against a bare INSERT that waits for the disk as well."""

from __future__ import annotations

import itertools
import sqlite3
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from tests.bench.figures import Figure, high_of, median_of, times_of
from tests.bench.material import desk_with_article, words
from tests.desks import Desk

SIZES = (2_000, 50_000)
RUNS = 60


def measure() -> Iterator[Figure]:
    """Yield the time of a save and of settling, for a usual and a very long article."""
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            yield from _measure(Path(folder), size)


def _measure(folder: Path, size: int) -> Iterator[Figure]:
    desk, _, article = desk_with_article(folder / "desk", size)
    text = words(size)
    typed = itertools.count()

    def save() -> None:
        desk.drafts.save(article, "body", f"{text} {next(typed)}", caret=len(text))

    with closing(_bare(folder / "bare.sqlite3")) as connection:
        bare = times_of(RUNS, lambda: _insert(connection, f"{text} {next(typed)}"))
    ours = times_of(RUNS, save)
    against = "bare INSERT, synchronous=FULL"
    yield Figure(
        f"save {size:,} words, median",
        statistics.median(ours),
        baseline=statistics.median(bare),
        against=against,
        most=20,
    )
    yield Figure(
        f"save {size:,} words, 95 of 100 below",
        high_of(ours),
        baseline=high_of(bare),
        against=against,
        most=20,
    )
    settle = median_of(10, _settling(desk, article, text, typed))
    yield Figure(
        f"save and settle {size:,} words (blocks, links, search), median",
        settle,
        baseline=statistics.median(bare),
        against=against,
        most=50 if size == SIZES[0] else None,
    )
    desk.place.database.close()


def _settling(desk: Desk, article: str, text: str, typed: Iterator[int]) -> Callable[[], None]:
    middle = len(text) // 2
    at = text.index(" ", middle)

    def work() -> None:
        desk.write(type(desk.stories.find_article(article).id)(article), body=_typed())

    def _typed() -> str:
        return f"{text[:at]} {next(typed)}{text[at:]}"

    return work


def _bare(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE drafts (owner TEXT PRIMARY KEY, text TEXT) STRICT")
    return connection


def _insert(connection: sqlite3.Connection, text: str) -> None:
    connection.execute("INSERT OR REPLACE INTO drafts VALUES ('a', ?)", (text,))
