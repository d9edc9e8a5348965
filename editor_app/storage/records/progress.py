"""How far each translation is, counted whenever its texts or its source's change."""

from __future__ import annotations

from sqlalchemy import Connection, select

from editor_app.domain.ids import ArticleId
from editor_app.domain.shown import Progress
from editor_app.storage.records import rows
from editor_app.storage.records.rows import AnyRow
from editor_app.storage.tables.stories import progress


class ProgressRecords:
    """The counts of the library, kept for the list; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, article: ArticleId) -> Progress | None:
        """Return how far a translation is; None for a source, or when nobody has counted."""
        here = select(progress).where(progress.c.article == article)
        row = self._connection.execute(here).one_or_none()
        return None if row is None else _progress(row)

    def all(self) -> dict[ArticleId, Progress]:
        """Return how far every translation is."""
        found = self._connection.execute(select(progress))
        return {ArticleId(row.article): _progress(row) for row in found}

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


def _progress(row: AnyRow) -> Progress:
    """Return the progress of a row."""
    return Progress(row.left, row.total, row.stale, bool(row.begun))
