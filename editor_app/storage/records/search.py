"""The search index over all articles: titles first, then the newest.

Each article is one row of an FTS5 table: its words folded (marks gone, Chinese simplified and in
pairs), and those with marks once more as they were written. "duong sat" finds đường sắt; who types
the marks gets the texts with these very marks first.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, text

from editor_app.domain.article import Article
from editor_app.domain.ids import ArticleId, Language, StoryId
from editor_app.storage.harm import of_row
from editor_app.storage.records.rows import AnyRow
from editor_app.storage.records.search_words import (
    Wanted,
    expression,
    marked_words,
    title_ranges,
    wanted,
)
from editor_app.storage.tables.base import json_text
from editor_app.storage.tables.search import search_entries
from editor_app.text.folding import search_text

COLUMNS = "title, title_marked, body, body_marked, language"
VALUES = ":title, :title_marked, :body, :body_marked, :language"
PUT_IN = text(f"INSERT INTO search_words(rowid, {COLUMNS}) VALUES (:number, {VALUES})")
TAKE_OUT = text(
    f"INSERT INTO search_words(search_words, rowid, {COLUMNS}) VALUES ('delete', :number, {VALUES})"
)
FIND = text(
    "SELECT entry.number, entry.article, entry.language, article.headline, article.story"
    " FROM search_words"
    " CROSS JOIN search_entries AS entry ON entry.number = search_words.rowid"
    " CROSS JOIN articles AS article ON article.id = entry.article"
    " CROSS JOIN stories AS story ON story.id = article.story"
    " WHERE search_words MATCH :words AND article.trashed IS NULL AND story.trashed IS NULL"
    " AND (:language IS NULL OR entry.language = :language)"
    " ORDER BY search_words.rowid DESC LIMIT :limit"
)


@dataclass(frozen=True)
class Hit:
    """An article that was found; ``ranges`` are (start, end) code points of its headline."""

    article: ArticleId
    story: StoryId
    language: Language
    headline: str
    ranges: tuple[tuple[int, int], ...]
    in_title: bool


class SearchRecords:
    """The search index of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def index(self, article: Article, extra: str = "") -> None:
        """Let the index hold the article as it is now; it becomes the newest.

        ``extra`` are words that belong to it and stand elsewhere: captions, tags, names.
        """
        self.remove(article.id)
        columns = _columns(article, extra)
        values = {
            "article": article.id,
            "language": article.language,
            "indexed": zlib.compress(json_text(columns).encode(), 3),
        }
        entered = insert(search_entries).returning(search_entries.c.number)
        number = self._connection.execute(entered, values).scalar_one()
        self._connection.execute(PUT_IN, {"number": number} | columns)

    def remove(self, article: ArticleId) -> None:
        """Take an article out of the index; none is no error."""
        here = search_entries.c.article == article
        row = self._connection.execute(select(search_entries).where(here)).one_or_none()
        if row is None:
            return
        self._connection.execute(TAKE_OUT, {"number": row.number} | _indexed(row))
        self._connection.execute(delete(search_entries).where(here))

    def clear(self) -> None:
        """Empty the index, to fill it again (``missing``) when it was harmed or words fold anew."""
        self._connection.execute(
            text("INSERT INTO search_words(search_words) VALUES('delete-all')")
        )
        self._connection.execute(delete(search_entries))

    def query(
        self, typed: str, language: Language | None = None, limit: int = 50
    ) -> tuple[Hit, ...]:
        """Return the articles that hold all the typed words, the last one as a beginning.

        Titles come first, then the rest, each the newest first; of words typed with marks, the
        articles that have these very marks. Articles and stories in the trash are left out.
        """
        sought = wanted(typed)
        return tuple(
            _hit(row, sought, in_title) for row, in_title in self._rows(sought, language, limit)
        )

    def stories(
        self, typed: str, language: Language | None = None, limit: int = 50
    ) -> tuple[StoryId, ...]:
        """Return the stories of ``query``'s articles in their order, each once; for the list."""
        found = self._rows(wanted(typed), language, limit)
        return tuple(dict.fromkeys(StoryId(row.story) for row, _ in found))

    def _rows(
        self, sought: Wanted, language: Language | None, limit: int
    ) -> list[tuple[AnyRow, bool]]:
        """Return the rows of the articles that were found, and whether it was in the title."""
        found: dict[int, tuple[AnyRow, bool]] = {}
        for in_title, match in _matches(sought, language):
            if len(found) >= limit:
                break
            values = {"words": match, "language": language, "limit": limit}
            for row in self._connection.execute(FIND, values):
                found.setdefault(row.number, (row, in_title))
        return list(found.values())[:limit]

    def count(self) -> int:
        """Return how many articles the index holds."""
        found = self._connection.execute(text("SELECT count(*) FROM search_entries"))
        return int(found.scalar_one())

    def missing(self) -> tuple[ArticleId, ...]:
        """Return the articles that the index does not hold, the oldest first."""
        statement = text(
            "SELECT id FROM articles WHERE id NOT IN (SELECT article FROM search_entries)"
            " ORDER BY created, id"
        )
        return tuple(self._connection.execute(statement).scalars())


def _columns(article: Article, extra: str) -> dict[str, str]:
    """Return what goes into the index of an article, by column."""
    fields = (article.standfirst, article.dateline, article.slug)
    others = (article.push, article.home, article.social, article.seo, extra)
    blocks = (block.text for block in article.body if block.kind.holds_words)
    body = "\n".join(filter(None, (*fields, *blocks, *others)))
    return {
        "title": search_text(article.headline),
        "title_marked": marked_words(article.headline),
        "body": search_text(body),
        "body_marked": marked_words(body),
        "language": article.language,
    }


@of_row
def _indexed(row: AnyRow) -> dict[str, str]:
    """Return what an article was indexed with, by column."""
    columns: dict[str, str] = json.loads(zlib.decompress(row.indexed))
    return {name: columns[name] for name in COLUMNS.split(", ")}


@of_row
def _hit(row: AnyRow, sought: Wanted, in_title: bool) -> Hit:
    """Return the hit of a row."""
    ranges = title_ranges(row.headline, sought)
    return Hit(row.article, row.story, row.language, row.headline, ranges, in_title)


def _matches(sought: Wanted, language: Language | None) -> Iterator[tuple[bool, str]]:
    """Yield FTS5 expressions, the most wanted kind of hit first; the flag says: in the title."""
    if not sought.terms:
        return
    among = f'{{language}} : "{language}" AND ' if language else ""
    if sought.has_marks:
        yield True, among + expression(sought, "title", as_written=True)
        yield False, among + expression(sought, "title", "body", as_written=True)
    yield True, among + expression(sought, "title")
    yield False, among + expression(sought, "title", "body")
