"""The outbox, and the log of what was sent and what came back: rows and values."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, text

from editor_app.domain.ids import ArticleId, OutboxId, SiteId
from editor_app.domain.site import LogLine, Operation, OutboxEntry, OutboxState
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.rows import AnyRow, Selection, Values
from editor_app.storage.tables.sites import log_lines, outbox

_ONE = select(outbox).where(outbox.c.id == bindparam("entry"))
# Written out as in the partial index, which SQLite uses only for the same words.
_OPEN = (
    select(outbox)
    .where(text("state NOT IN ('done', 'cancelled')"))
    .order_by(outbox.c.queued, text("outbox.rowid"))  # asked for together: in that order
)
_NEWEST = select(outbox).order_by(outbox.c.queued.desc(), text("outbox.rowid DESC"))
_OF_ARTICLE = _NEWEST.where(outbox.c.article == bindparam("article"))
_RECENT = _NEWEST.limit(bindparam("limit"))
_LAST_LINE = select(func.coalesce(func.max(log_lines.c.number), 0))
_LINES_AFTER = (
    select(log_lines).where(log_lines.c.number > bindparam("number")).order_by(log_lines.c.number)
)


class OutboxRecords:
    """The outbox of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, entry: OutboxEntry) -> None:
        """Keep a new entry."""
        rows.add(self._connection, outbox, _values(entry))

    def save(self, entry: OutboxEntry) -> None:
        """Keep a changed entry; NotFound."""
        rows.change(self._connection, outbox, _values(entry))

    def get(self, entry: OutboxId) -> OutboxEntry:
        """Return one entry; NotFound."""
        return _entry(rows.one(self._connection, _ONE, entry, {"entry": entry}))

    def open(self) -> tuple[OutboxEntry, ...]:
        """Return the entries from which something is still to come, the oldest first."""
        return self._found(_OPEN)

    def due(self, now: datetime) -> tuple[OutboxEntry, ...]:
        """Return the waiting entries whose hour has come, the oldest first."""
        return tuple(
            entry
            for entry in self.open()
            if entry.state is OutboxState.WAITING
            and (entry.not_before is None or entry.not_before <= now)
        )

    def of_article(self, article: ArticleId) -> tuple[OutboxEntry, ...]:
        """Return all entries of an article, the newest first."""
        return self._found(_OF_ARTICLE, {"article": article})

    def recent(self, limit: int = 100) -> tuple[OutboxEntry, ...]:
        """Return the last entries in any state, the newest first."""
        return self._found(_RECENT, {"limit": limit})

    def _found(self, statement: Selection, given: Values | None = None) -> tuple[OutboxEntry, ...]:
        """Return the entries that a statement selects."""
        return tuple(_entry(row) for row in self._connection.execute(statement, given))


class LogRecords:
    """The log of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, line: LogLine) -> None:
        """Write a line."""
        values = {
            "at": line.at,
            "key": line.key,
            "fields": dict(line.fields),
            "article": line.article,
            "site": line.site,
        }
        rows.add(self._connection, log_lines, values)

    def of_article(self, article: ArticleId, limit: int = 200) -> tuple[LogLine, ...]:
        """Return the last lines about an article, the newest first."""
        return self._newest(select(log_lines).where(log_lines.c.article == article), limit)

    def recent(self, limit: int = 200) -> tuple[LogLine, ...]:
        """Return the last lines, the newest first."""
        return self._newest(select(log_lines), limit)

    def newest_of(self, keys: Collection[str], article: ArticleId, site: SiteId) -> LogLine | None:
        """Return the last line with one of these keys about an article on a site, or None."""
        about = select(log_lines).where(
            log_lines.c.article == article,
            log_lines.c.site == site,
            log_lines.c.key.in_(list(keys)),
        )
        return next(iter(self._newest(about, 1)), None)

    def end(self) -> int:
        """Return the number of the last line, for ``after``."""
        return int(self._connection.execute(_LAST_LINE).scalar_one())

    def after(self, number: int) -> tuple[LogLine, ...]:
        """Return the lines that were written after that one, the oldest first."""
        return tuple(map(_line, self._connection.execute(_LINES_AFTER, {"number": number})))

    def _newest(self, statement: Selection, limit: int) -> tuple[LogLine, ...]:
        """Return the newest lines that a statement selects."""
        ordered = statement.order_by(log_lines.c.number.desc()).limit(limit)
        return tuple(map(_line, self._connection.execute(ordered)))


def _line(row: AnyRow) -> LogLine:
    """Return the line of a row."""
    return LogLine(row.at, row.key, row.fields, row.article, row.site)


def _values(entry: OutboxEntry) -> dict[str, Any]:
    """Return the row of an entry."""
    return {
        "id": entry.id,
        "operation": entry.operation.value,
        "article": entry.article,
        "site": entry.site,
        "queued": entry.queued,
        "state": entry.state.value,
        "attempts": entry.attempts,
        "not_before": entry.not_before,
        "answer": entry.answer,
        "answer_fields": dict(entry.answer_fields),
    }


@of_row
def _entry(row: AnyRow) -> OutboxEntry:
    """Return the entry of a row."""
    return OutboxEntry(
        id=row.id,
        operation=Operation(row.operation),
        article=row.article,
        site=row.site,
        queued=row.queued,
        state=OutboxState(row.state),
        attempts=row.attempts,
        not_before=row.not_before,
        answer=row.answer,
        answer_fields=row.answer_fields,
    )
