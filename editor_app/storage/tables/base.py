"""What all tables share: one MetaData, and column types that keep values exact.

Ids are 32 hex digits. Instants are UTC text of fixed width (``2026-03-01T08:30:00.000000Z``, RFC
3339), so that sorting the text sorts the time and any SQLite program can read it. Days are
``YYYY-MM-DD``. Small maps and tuples are JSON with sorted keys.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Column, Dialect, ForeignKey, Integer, MetaData, Text, TypeDecorator

from editor_app.storage.harm import of_row

metadata = MetaData()

ONLY_STRICT: dict[str, Any] = {"sqlite_strict": True}
"""Options of a table whose columns hold nothing but their type."""

CLUSTERED: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}
"""Options of a table of many small rows that are read together by the start of their key."""


class Instant(TypeDecorator[datetime]):
    """A point in time. Refuses one without zone (ValueError); gives it back in UTC."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Turn an aware datetime into UTC text."""
        return None if value is None else instant_text(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Turn UTC text into an aware datetime."""
        return None if value is None else stored_instant(value)


class Day(TypeDecorator[date]):
    """A calendar day without zone."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Turn a day into ISO 8601 text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> date | None:
        """Turn ISO 8601 text into a day."""
        return None if value is None else stored_day(value)


class SmallJson(TypeDecorator[Any]):
    """A small map or list of words as JSON text, keys sorted, scripts readable."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> str | None:
        """Write the JSON text; None stays NULL."""
        return None if value is None else json_text(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any:
        """Read the JSON text."""
        return None if value is None else stored_json(value)


def instant_text(value: datetime) -> str:
    """Return the stored form of an instant; ValueError when it has no zone."""
    if value.utcoffset() is None:
        raise ValueError(f"An instant needs a zone: {value!r}")
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


@of_row
def stored_instant(text: str) -> datetime:
    """Return the instant of its stored form."""
    return datetime.fromisoformat(text)


@of_row
def stored_day(text: str) -> date:
    """Return the day of its stored form."""
    return date.fromisoformat(text)


@of_row
def stored_json(text: str) -> Any:
    """Return what JSON text holds."""
    return json.loads(text)


def json_text(value: Any) -> str:
    """Return compact JSON that is the same for equal values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def id_column(name: str = "id") -> Column[str]:
    """Return the primary key column of a thing."""
    return Column(name, Text, primary_key=True)


def words(name: str) -> Column[str]:
    """Return a column of text that may be empty and is never NULL."""
    return Column(name, Text, nullable=False)


def number(name: str) -> Column[int]:
    """Return a column of a whole number that is never NULL; truth is kept as 0 or 1."""
    return Column(name, Integer, nullable=False)


def instant(name: str, *, always: bool = False) -> Column[datetime]:
    """Return a column for an instant; ``always`` forbids NULL."""
    return Column(name, Instant, nullable=not always)


def small_json(name: str) -> Column[Any]:
    """Return a column for a small map or list that is never NULL."""
    return Column(name, SmallJson, nullable=False)


def part_of(name: str, owner: str, *, key: bool = False, index: bool = False) -> Column[str]:
    """Return a column that points at the owner and goes with it (ON DELETE CASCADE)."""
    pointer = ForeignKey(owner, ondelete="CASCADE")
    return Column(name, Text, pointer, primary_key=key, nullable=False, index=index)


def points_at(name: str, target: str, *, index: bool = False) -> Column[str]:
    """Return a column that may point at a thing, and is emptied when that thing goes."""
    return Column(name, Text, ForeignKey(target, ondelete="SET NULL"), index=index)


def needs(name: str, target: str, *, index: bool = False) -> Column[str]:
    """Return a column that points at a thing which therefore cannot go."""
    return Column(name, Text, ForeignKey(target), nullable=False, index=index)


def place() -> Column[int]:
    """Return the key column that keeps the rows of an owner in order, from 0."""
    return Column("place", Integer, primary_key=True, autoincrement=False)
