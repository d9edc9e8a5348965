"""How far each translation is, counted whenever its texts or its source's change."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from editor_app.domain.ids import ArticleId, StoryId
from editor_app.domain.shown import Progress
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.rows import AnyRow
from editor_app.storage.tables.stories import articles, progress


class ProgressRecords:
    """The counts of the library, kept for the list; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, article: ArticleId) -> Progress | None:
        """Return how far a translation is; None for a source, or when nobody has counted."""
        here = select(progress).where(progress.c.article == article)
        row = self._connection.execute(here).one_or_none()
        return None if row is None else _progress(row)

    def all(self, *, among: Collection[StoryId] | None = None) -> dict[ArticleId, Progress]:
        """Return how far every translation is, or every one of some stories."""
        statement = select(progress)
        if among is not None:
            here = select(articles.c.id).where(articles.c.story.in_(list(among)))
            statement = statement.where(progress.c.article.in_(here))
        return {
            ArticleId(row.article): _progress(row) for row in self._connection.execute(statement)
        }

    def put(self, article: ArticleId, counted: Progress) -> None:
        """Keep how far a translation is."""
        values = {
            "article": article,
            "left": counted.left,
            "total": counted.total,
            "stale": counted.stale,
            "begun": int(counted.begun),
        }
        rows.put(self._connection, progress, values)


@of_row
def _progress(row: AnyRow) -> Progress:
    """Return the progress of a row."""
    return Progress(row.left, row.total, row.stale, bool(row.begun))
