"""Drafts: typed text that is not yet settled."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from editor_app.domain.history import Draft
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.rows import AnyRow, Selection, Values
from editor_app.storage.tables.stories import drafts

_ALL = select(drafts).order_by(drafts.c.saved.desc(), drafts.c.part)
_OF = _ALL.where(drafts.c.owner == bindparam("owner"))


class DraftRecords:
    """The drafts of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, draft: Draft) -> None:
        """Keep a draft in place of an earlier one of the same field."""
        values = {
            "owner": draft.owner,
            "part": draft.part,
            "text": draft.text,
            "based_on": draft.based_on,
            "saved": draft.saved,
            "caret": draft.caret,
        }
        rows.put(self._connection, drafts, values)

    def of(self, owner: str) -> tuple[Draft, ...]:
        """Return the drafts of an article or photo use, the last saved first."""
        return self._found(_OF, {"owner": owner})

    def all(self) -> tuple[Draft, ...]:
        """Return all drafts, the last saved first."""
        return self._found(_ALL)

    def remove(self, owner: str, part: str) -> None:
        """Take out the draft of a field; none is no error."""
        rows.remove(self._connection, drafts, owner=owner, part=part)

    def _found(self, statement: Selection, given: Values | None = None) -> tuple[Draft, ...]:
        """Return the drafts that a statement selects."""
        return tuple(_draft(row) for row in self._connection.execute(statement, given))


@of_row
def _draft(row: AnyRow) -> Draft:
    """Return the draft of a row."""
    return Draft(row.owner, row.part, row.text, row.based_on, row.saved, row.caret)
