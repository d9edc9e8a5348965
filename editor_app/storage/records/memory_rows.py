"""The rows of pairs: how a pair is kept, read again, and found to be there already."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, insert
from sqlalchemy.dialects import sqlite

from editor_app.domain.term import MemoryPair
from editor_app.storage.harm import of_row
from editor_app.storage.records.rows import AnyRow
from editor_app.storage.tables.base import instant_text
from editor_app.storage.tables.memory import memory_pairs
from editor_app.text.matching import key_hash

__all__ = [
    "HASH",
    "TAKING",
    "Row",
    "Same",
    "insert_rows",
    "known_same",
    "pair_of",
    "row_of",
    "same_of",
    "same_of_row",
]

_COLUMNS = (
    "id",
    "memory",
    "source_language",
    "target_language",
    "key",
    "key_hash",
    "source",
    "target",
    "confirmed",
    "editor",
    "created",
    "created_by",
    "story",
    "article",
    "before",
    "after",
    "taking",
    "carried",
)
_INSERT = str(
    insert(memory_pairs)
    .values({name: bindparam(name) for name in _COLUMNS})
    .compile(dialect=sqlite.dialect(paramstyle="qmark"))
)
"""The statement itself: values of a hundred thousand pairs go to the driver as they are."""

_KNOWN = (
    "SELECT id, memory, source_language, target_language, source, target, confirmed, indexed"
    " FROM memory_pairs WHERE key_hash IN (SELECT value FROM json_each(?))"
)

_KNOWN_SAME = slice(1, 6)
"""Where ``Same`` stands in it: by name it takes five times as long."""

Row = tuple[str | int | None, ...]
"""What is kept of a pair, in the order of the table."""

HASH, TAKING = _COLUMNS.index("key_hash"), _COLUMNS.index("taking")
_SAME = tuple(
    _COLUMNS.index(name)
    for name in ("memory", "source_language", "target_language", "source", "target")
)

Same = tuple[str, str, str, str, str]
"""Memory, languages and texts: pairs that share them are one."""


def row_of(pair: MemoryPair, key: str) -> Row:
    """Return the row of a pair whose source has that key."""
    return (
        pair.id,
        pair.memory,
        pair.source_language,
        pair.target_language,
        key,
        key_hash(key),
        pair.source,
        pair.target,
        instant_text(pair.confirmed),
        pair.editor,
        instant_text(pair.created) if pair.created else None,
        pair.created_by,
        pair.story,
        pair.article,
        pair.before,
        pair.after,
        pair.taking,
        pair.carried,
    )


@of_row
def pair_of(row: AnyRow) -> MemoryPair:
    """Return the pair of a row."""
    return MemoryPair(
        id=row.id,
        source_language=row.source_language,
        target_language=row.target_language,
        source=row.source,
        target=row.target,
        confirmed=row.confirmed,
        editor=row.editor,
        story=row.story,
        article=row.article,
        memory=row.memory,
        before=row.before,
        after=row.after,
        created=row.created,
        created_by=row.created_by,
        taking=row.taking,
        carried=row.carried,
    )


def same_of(pair: MemoryPair) -> Same:
    """Return what a pair shares with those that are one with it."""
    return (pair.memory, pair.source_language, pair.target_language, pair.source, pair.target)


def same_of_row(row: Row) -> tuple[str | int | None, ...]:
    """Return what a kept row shares with those that are one with it, as ``same_of`` does."""
    return tuple(row[at] for at in _SAME)


def known_same(connection: Connection, hashes: Iterable[int]) -> dict[Same, AnyRow]:
    """Return what is there with these hashes of keys; instants are in their stored form."""
    found = connection.exec_driver_sql(_KNOWN, (json.dumps(list(hashes)),)).all()
    return {row[_KNOWN_SAME]: row for row in found}


def insert_rows(connection: Connection, rows: Sequence[Row]) -> None:
    """Keep new pairs."""
    if rows:
        connection.exec_driver_sql(_INSERT, list(rows))
