"""Conflicts between the desk and its sites: rows and values."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select, text

from editor_app.domain.conflict import Conflict, Joined, Resolution, Whose
from editor_app.domain.ids import ArticleId, BlockId, ConflictId, SiteId
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.rows import AnyRow, Selection
from editor_app.storage.tables.sync import conflicts

# Written out as in the partial index, which SQLite uses only for the same words.
_STILL_OPEN = text("resolution IS NULL")

_ALL = select(conflicts).order_by(conflicts.c.found, text("rowid"))
_OPEN = _ALL.where(_STILL_OPEN)


class ConflictRecords:
    """The conflicts of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, conflict: Conflict) -> None:
        """Keep a conflict in place of an earlier one with its id."""
        rows.put(self._connection, conflicts, _values(conflict))

    def get(self, conflict: ConflictId) -> Conflict:
        """Return one conflict; NotFound."""
        statement = select(conflicts).where(conflicts.c.id == conflict)
        return _conflict(rows.one(self._connection, statement, conflict))

    def find(self, name: str) -> Conflict:
        """Return the conflict with that id or start of an id; NotFound, Ambiguous."""
        condition = rows.starts_with(conflicts.c.id, name.lower())
        found = self._connection.execute(select(conflicts.c.id).where(condition)).scalars()
        return self.get(ConflictId(rows.only(found if name else (), name)))

    def open(self) -> tuple[Conflict, ...]:
        """Return the conflicts in which nobody has chosen yet, the oldest first."""
        return self._found(_OPEN)

    def open_articles(self) -> frozenset[ArticleId]:
        """Return the articles that have an open conflict."""
        found = self._connection.execute(select(conflicts.c.article).where(_STILL_OPEN))
        return frozenset(found.scalars())

    def of_article(
        self, article: ArticleId, site: SiteId | None = None, *, resolved: bool = True
    ) -> tuple[Conflict, ...]:
        """Return the conflicts of an article, the oldest first; those of a site, or open ones."""
        statement = _ALL.where(conflicts.c.article == article)
        if site is not None:
            statement = statement.where(conflicts.c.site == site)
        if not resolved:
            statement = statement.where(_STILL_OPEN)
        return self._found(statement)

    def remove(self, conflict: ConflictId) -> None:
        """Remove a conflict as if it had not been; none is no error."""
        rows.remove(self._connection, conflicts, id=conflict)

    def _found(self, statement: Selection) -> tuple[Conflict, ...]:
        """Return the conflicts that a statement selects, in the order in which they were put."""
        return tuple(_conflict(row) for row in self._connection.execute(statement))


def _values(conflict: Conflict) -> dict[str, Any]:
    """Return the row of a conflict."""
    return {
        "id": conflict.id,
        "article": conflict.article,
        "site": conflict.site,
        "found": conflict.found,
        "part": conflict.part,
        "base": conflict.base,
        "mine": conflict.mine,
        "theirs": conflict.theirs,
        "blocks": list(conflict.blocks),
        "after": conflict.after,
        "use": conflict.use,
        "ours": conflict.ours,
        "revision": conflict.revision,
        "agreed": conflict.agreed,
        "changed": conflict.changed,
        "theirs_at": conflict.theirs_at,
        "theirs_by": conflict.theirs_by,
        "joined": [
            [item.part, item.whose.value, item.text, item.number] for item in conflict.joined
        ],
        "resolution": conflict.resolution and conflict.resolution.value,
        "resolved": conflict.resolved,
        "resolved_by": conflict.resolved_by,
    }


@of_row
def _conflict(row: AnyRow) -> Conflict:
    """Return the conflict of a row."""
    return Conflict(
        id=row.id,
        article=row.article,
        site=row.site,
        found=row.found,
        part=row.part,
        base=row.base,
        mine=row.mine,
        theirs=row.theirs,
        blocks=tuple(BlockId(block) for block in row.blocks),
        after=row.after,
        use=row.use,
        ours=row.ours,
        revision=row.revision,
        agreed=row.agreed,
        changed=row.changed,
        theirs_at=row.theirs_at,
        theirs_by=row.theirs_by,
        joined=tuple(_joined(*item) for item in row.joined),
        resolution=row.resolution and Resolution(row.resolution),
        resolved=row.resolved,
        resolved_by=row.resolved_by,
    )


def _joined(part: str, whose: str, words: str, number: int) -> Joined:
    """Return what a merge settled by itself."""
    return Joined(part, Whose(whose), words, number)
