"""Revisions: kept copies of settled articles."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, delete, func, literal_column, select

from editor_app.domain.history import Revision, RevisionReason
from editor_app.domain.ids import ArticleId, RevisionId
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.kept import packed, unpacked
from editor_app.storage.records.rows import AnyRow
from editor_app.storage.tables.stories import revisions


class RevisionRecords:
    """The revisions of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, revision: Revision) -> None:
        """Keep a revision."""
        values = {
            "id": revision.id,
            "article": revision.article,
            "at": revision.at,
            "by": revision.by,
            "reason": revision.reason.value,
            "kept": packed(revision.kept, revision.captions),
        }
        rows.add(self._connection, revisions, values)

    def get(self, revision: RevisionId) -> Revision:
        """Return one revision; NotFound."""
        statement = select(revisions).where(revisions.c.id == revision)
        return _revision(rows.one(self._connection, statement, revision))

    def of(self, article: ArticleId, limit: int = 100) -> tuple[Revision, ...]:
        """Return the newest revisions of an article, the newest first."""
        statement = select(revisions).where(revisions.c.article == article)
        newest = statement.order_by(revisions.c.at.desc(), literal_column("rowid").desc()).limit(
            limit
        )
        return tuple(_revision(row) for row in self._connection.execute(newest))

    def thin(
        self, article: ArticleId, before: datetime, reasons: Collection[RevisionReason]
    ) -> None:
        """Remove copies kept before an instant for some reasons, but not the last of each day.

        Days are those of UTC.
        """
        later = revisions.alias()
        same_day = func.substr(later.c.at, 1, 10) == func.substr(revisions.c.at, 1, 10)
        followed = (
            select(later.c.id)
            .where(later.c.article == revisions.c.article, later.c.at > revisions.c.at, same_day)
            .exists()
        )
        old = revisions.c.reason.in_([reason.value for reason in reasons])
        mine = revisions.c.article == article
        self._connection.execute(
            delete(revisions).where(mine, revisions.c.at < before, old, followed)
        )

    def last_kept(self, article: ArticleId) -> datetime | None:
        """Return when the newest revision of an article was kept; None without any."""
        statement = select(func.max(revisions.c.at)).where(revisions.c.article == article)
        newest: datetime | None = self._connection.execute(statement).scalar_one()
        return newest

    def count(self, article: ArticleId) -> int:
        """Return how many revisions an article has."""
        statement = select(func.count()).where(revisions.c.article == article)
        return int(self._connection.execute(statement).scalar_one())


@of_row
def _revision(row: AnyRow) -> Revision:
    """Return the revision of a row."""
    reason = RevisionReason(row.reason)
    return Revision(row.id, row.article, row.at, row.by, reason, *unpacked(row.kept))
