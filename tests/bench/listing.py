"""The list and the search as somebody types, with ten thousand stories."""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from editor_app.domain.article import Shown
from editor_app.services.views import ListQuery
from tests.bench.figures import Figure, high_of, median_of, times_of
from tests.bench.material import SYLLABLES, desk_with_stories
from tests.desks import Desk

STORIES = 10_000
FIRST = 500

ROWS = """
    SELECT stories.id, stories.slug_word, articles.language, articles.headline, articles.status
    FROM stories JOIN articles ON articles.story = stories.id
    WHERE stories.trashed IS NULL ORDER BY stories.created DESC
"""
WORDS = """
    SELECT search_entries.article FROM search_words
    JOIN search_entries ON search_entries.number = search_words.rowid
    WHERE search_words MATCH ? ORDER BY search_words.rowid DESC LIMIT 500
"""


def measure() -> Iterator[Figure]:
    """Yield the time of the list and of typed searches beside the bare queries."""
    with tempfile.TemporaryDirectory() as folder:
        desk = desk_with_stories(Path(folder) / "desk", STORIES)
        library = desk.place.database.folder.library
        try:
            with closing(sqlite3.connect(library)) as bare:
                yield from _list(desk, bare)
                yield from _search(desk, bare)
        finally:
            desk.place.database.close()


def _list(desk: Desk, bare: sqlite3.Connection) -> Iterator[Figure]:
    against = "bare join of both tables"
    everything = median_of(3, lambda: bare.execute(ROWS).fetchall())
    some = median_of(5, lambda: bare.execute(f"{ROWS} LIMIT {2 * FIRST}").fetchall())
    whole = median_of(3, lambda: desk.stories.rows(ListQuery(), 10 * STORIES))
    yield Figure(f"all rows of {STORIES:,} stories", whole, baseline=everything, against=against)
    first = median_of(5, lambda: desk.stories.rows(ListQuery(), FIRST))
    yield Figure(f"first {FIRST} rows of {STORIES:,}", first, baseline=some, against=against)
    drafts = ListQuery(shown=frozenset({Shown.DRAFT}))
    few = median_of(3, lambda: desk.stories.rows(drafts, FIRST))
    yield Figure(f"first {FIRST} drafts of {STORIES:,}", few, baseline=some, against=against)


def _search(desk: Desk, bare: sqlite3.Connection) -> Iterator[Figure]:
    """Type eight words letter by letter."""
    typed = [word[:end] for word in SYLLABLES[::9] for end in range(2, len(word) + 1)]
    ours: list[float] = []
    base: list[float] = []
    for text in typed:
        ours += times_of(1, lambda text=text: desk.stories.rows(ListQuery(text)))  # type: ignore[misc]  # mypy sees no default in a lambda
        folded = _folded(text)
        base += times_of(1, lambda folded=folded: bare.execute(WORDS, (folded,)).fetchall())  # type: ignore[misc]  # as above
    against = "bare FTS5 query"
    yield Figure(
        f"search as typed, {STORIES:,} stories, median",
        statistics.median(ours),
        baseline=statistics.median(base),
        against=against,
    )
    yield Figure(
        f"search as typed, {STORIES:,} stories, 95 of 100 below",
        high_of(ours),
        baseline=high_of(base),
        against=against,
        most=25,
    )


def _folded(text: str) -> str:
    from editor_app.text.folding import fold

    return f'{{title body}} : "{fold(text)}"*'
