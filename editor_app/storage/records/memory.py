"""The translation memory: confirmed pairs, found by the key of their source text."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, func, select

from editor_app.domain.ids import Language, PairId
from editor_app.domain.term import MemoryPair
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.rows import AnyRow
from editor_app.storage.tables.vocabulary import memory_pairs


class MemoryRecords:
    """The memory of the library; all must be used inside one transaction.

    ``key`` is ``text.matching.memory_key`` of the source: texts with the same key match exactly.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def exact(self, source: Language, target: Language, key: str) -> tuple[MemoryPair, ...]:
        """Return the pairs of two languages whose source has that key, the last confirmed first."""
        statement = select(memory_pairs).where(
            memory_pairs.c.key == key,
            memory_pairs.c.source_language == source,
            memory_pairs.c.target_language == target,
        )
        newest = statement.order_by(memory_pairs.c.confirmed.desc(), memory_pairs.c.id)
        return tuple(_pair(row) for row in self._connection.execute(newest))

    def add(self, pair: MemoryPair, key: str) -> None:
        """Keep a pair; the same texts in the same languages and memory are replaced by it."""
        same = (
            memory_pairs.c.key == key,
            memory_pairs.c.source_language == pair.source_language,
            memory_pairs.c.target_language == pair.target_language,
            memory_pairs.c.source == pair.source,
            memory_pairs.c.target == pair.target,
            memory_pairs.c.memory == pair.memory,
        )
        self._connection.execute(delete(memory_pairs).where(*same))
        rows.add(self._connection, memory_pairs, _values(pair) | {"key": key})

    def all(self) -> tuple[MemoryPair, ...]:
        """Return all pairs, the last confirmed first."""
        statement = select(memory_pairs)
        newest = statement.order_by(memory_pairs.c.confirmed.desc(), memory_pairs.c.id)
        return tuple(_pair(row) for row in self._connection.execute(newest))

    def get(self, pair: PairId) -> MemoryPair:
        """Return one pair; NotFound."""
        statement = select(memory_pairs).where(memory_pairs.c.id == pair)
        return _pair(rows.one(self._connection, statement, pair))

    def count(self) -> int:
        """Return the number of pairs."""
        statement = select(func.count()).select_from(memory_pairs)
        return int(self._connection.execute(statement).scalar_one())

    def remove(self, pair: PairId) -> None:
        """Forget a pair; none is no error."""
        rows.remove(self._connection, memory_pairs, id=pair)


def _values(pair: MemoryPair) -> dict[str, Any]:
    """Return the row of a pair, without its key."""
    return {
        "id": pair.id,
        "memory": pair.memory,
        "source_language": pair.source_language,
        "target_language": pair.target_language,
        "source": pair.source,
        "target": pair.target,
        "confirmed": pair.confirmed,
        "editor": pair.editor,
        "story": pair.story,
        "article": pair.article,
        "before": pair.before,
        "after": pair.after,
    }


@of_row
def _pair(row: AnyRow) -> MemoryPair:
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
    )
