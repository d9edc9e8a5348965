"""Many pairs of the memory at once: taken in from a file, or given out in a stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.dialects import sqlite

from editor_app.domain.ids import Language, MemoryId
from editor_app.domain.term import MemoryPair
from editor_app.storage.records.memory import pair_of
from editor_app.storage.records.rows import AnyRow
from editor_app.storage.tables.base import instant_text
from editor_app.storage.tables.memory import memory_pairs

READ_AT_ONCE = 1_000
"""Rows that are fetched together."""

_ASKED_AT_ONCE = 500
"""Keys in one statement: SQLite allows 999 values."""

_COLUMNS = (
    "id",
    "memory",
    "source_language",
    "target_language",
    "key",
    "source",
    "target",
    "confirmed",
    "editor",
    "story",
    "article",
    "before",
    "after",
)
_INSERT = str(
    insert(memory_pairs)
    .values({name: bindparam(name) for name in _COLUMNS})
    .compile(dialect=sqlite.dialect(paramstyle="qmark"))
)
"""The statement itself: values of a hundred thousand pairs go to the driver as they are."""

_Same = tuple[str, str, str, str, str]


class MemoryBatches:
    """The pairs of the memory in bulk; all must be used inside one transaction.

    New pairs are not in the index yet: ``MemoryService.tidy`` brings them in.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, pairs: Sequence[tuple[MemoryPair, str]]) -> int:
        """Keep pairs, each with the key of its source; return how many are new.

        A pair with the texts, languages and memory of one that is there is a double: the one that
        was confirmed later counts.
        """
        fresh: dict[_Same, tuple[MemoryPair, str]] = {}
        for pair, key in pairs:
            same = _same(pair)
            if same not in fresh or fresh[same][0].confirmed < pair.confirmed:
                fresh[same] = pair, key
        known = self._known({key for _, key in fresh.values()})
        later = [
            {"known": known[same].id, "at": pair.confirmed, "who": pair.editor}
            for same, (pair, _) in fresh.items()
            if same in known and known[same].confirmed < pair.confirmed
        ]
        if later:
            changed = update(memory_pairs).where(memory_pairs.c.id == bindparam("known"))
            self._connection.execute(
                changed.values(confirmed=bindparam("at"), editor=bindparam("who")), later
            )
        new = [_values(*item) for same, item in fresh.items() if same not in known]
        if new:
            self._connection.exec_driver_sql(_INSERT, new)
        return len(new)

    def stream(
        self,
        memory: MemoryId | None = None,
        languages: tuple[Language, Language] | None = None,
    ) -> Iterator[MemoryPair]:
        """Yield the pairs of one memory or of all, the first confirmed first.

        ``languages`` are source and target; None gives those of all languages.
        """
        statement = select(memory_pairs).order_by(memory_pairs.c.confirmed, memory_pairs.c.id)
        if memory is not None:
            statement = statement.where(memory_pairs.c.memory == memory)
        if languages is not None:
            statement = statement.where(
                memory_pairs.c.source_language == languages[0],
                memory_pairs.c.target_language == languages[1],
            )
        found = self._connection.execution_options(yield_per=READ_AT_ONCE).execute(statement)
        return (pair_of(row) for row in found)

    def _known(self, keys: Iterable[str]) -> dict[_Same, AnyRow]:
        """Return the pairs that are there with these keys."""
        wanted = list(keys)
        columns = (
            memory_pairs.c.id,
            memory_pairs.c.source_language,
            memory_pairs.c.target_language,
            memory_pairs.c.source,
            memory_pairs.c.target,
            memory_pairs.c.memory,
            memory_pairs.c.confirmed,
        )
        found: dict[_Same, AnyRow] = {}
        for start in range(0, len(wanted), _ASKED_AT_ONCE):
            some = wanted[start : start + _ASKED_AT_ONCE]
            statement = select(*columns).where(memory_pairs.c.key.in_(some))
            for row in self._connection.execute(statement):
                same = (
                    row.memory,
                    row.source_language,
                    row.target_language,
                    row.source,
                    row.target,
                )
                found[same] = row
        return found


def _same(pair: MemoryPair) -> _Same:
    """Return what is the same in two pairs of which one is enough."""
    return (
        pair.memory,
        pair.source_language,
        pair.target_language,
        pair.source,
        pair.target,
    )


def _values(pair: MemoryPair, key: str) -> tuple[str | None, ...]:
    """Return the row of a pair, in the order of ``_COLUMNS``."""
    return (
        pair.id,
        pair.memory,
        pair.source_language,
        pair.target_language,
        key,
        pair.source,
        pair.target,
        instant_text(pair.confirmed),
        pair.editor,
        pair.story,
        pair.article,
        pair.before,
        pair.after,
    )
