"""The translation memory: confirmed pairs, found by the key of their source text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, func, select, text

from editor_app.domain.ids import Language, MemoryId, PairId
from editor_app.domain.term import DESK_MEMORY, Memory, MemoryPair
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.memory_index import MemoryIndexRecords
from editor_app.storage.records.memory_lookup import MemoryLookup
from editor_app.storage.records.memory_rows import (
    insert_rows,
    known_same,
    pair_of,
    row_of,
    same_of,
)
from editor_app.storage.records.rows import AnyRow
from editor_app.storage.tables.memory import memories, memory_pairs
from editor_app.text.folding import query_terms
from editor_app.text.matching import key_hash

HOLDING = text(
    "SELECT rowid AS place FROM memory_search WHERE memory_search MATCH :words"
    " ORDER BY rowid DESC LIMIT :most"
)
HOLDING_IN = text(
    "SELECT memory_search.rowid AS place FROM memory_search"
    " CROSS JOIN memory_pairs AS pair ON pair.indexed = memory_search.rowid"
    " WHERE memory_search MATCH :words AND pair.memory = :memory"
    " ORDER BY memory_search.rowid DESC LIMIT :most"
)

_EXACT = (
    select(memory_pairs)
    .where(
        memory_pairs.c.key_hash == bindparam("hash"),
        memory_pairs.c.key == bindparam("wanted"),
        memory_pairs.c.source_language == bindparam("source"),
        memory_pairs.c.target_language == bindparam("target"),
    )
    .order_by(memory_pairs.c.confirmed.desc(), memory_pairs.c.id)
)
"""Asked once for each row of a translation whenever somebody has typed."""


class MemoryRecords:
    """The memory of the library; all must be used inside one transaction.

    ``key`` is ``text.matching.memory_key`` of the source: texts with the same key match exactly.
    """

    def __init__(self, connection: Connection, index: MemoryIndexRecords) -> None:
        self._connection = connection
        self._index = index

    # -- memories

    def memories(self) -> tuple[Memory, ...]:
        """Return all memories in their order; the desk's own is there from the start."""
        found = self._connection.execute(select(memories))
        known = {row.id: _memory(row) for row in found}
        known.setdefault(DESK_MEMORY, Memory(DESK_MEMORY, "", 0))
        return tuple(sorted(known.values(), key=lambda item: (item.order, item.name, item.id)))

    def put_memory(self, memory: Memory) -> None:
        """Keep a memory, new or changed."""
        values = {
            "id": memory.id,
            "name": memory.name,
            "place": memory.order,
            "read_only": int(memory.read_only),
        }
        rows.put(self._connection, memories, values)

    def remove_memory(self, memory: MemoryId) -> None:
        """Remove a memory without its pairs; none is no error."""
        rows.remove(self._connection, memories, id=memory)

    # -- pairs

    def exact(self, source: Language, target: Language, key: str) -> tuple[MemoryPair, ...]:
        """Return the pairs of two languages whose source has that key, the last confirmed first."""
        given = {"hash": key_hash(key), "wanted": key, "source": source, "target": target}
        return tuple(pair_of(row) for row in self._connection.execute(_EXACT, given))

    def at_places(self, places: Sequence[int]) -> dict[int, MemoryPair]:
        """Return the pairs at places of the index; a place whose pair is gone is left out."""
        statement = select(memory_pairs).where(memory_pairs.c.indexed.in_(places))
        return {row.indexed: pair_of(row) for row in self._connection.execute(statement)}

    def holding(
        self, typed: str, most: int, *, in_target: bool, memory: MemoryId | None = None
    ) -> tuple[MemoryPair, ...]:
        """Return pairs that hold all the typed words on one side, the newest in the index first.

        ``memory`` is the one they are looked for in (None: all). Marks, case and Chinese forms
        make no difference; a run of Chinese must stand together.
        """
        terms = query_terms(typed)
        side = "target" if in_target else "source"
        if not terms:
            return ()
        words = " AND ".join(f'{side} : "{term}"' for term in terms)
        values: dict[str, str | int] = {"words": words, "most": most}
        if memory is not None:
            values["memory"] = memory
        rows_found = self._connection.execute(HOLDING_IN if memory is not None else HOLDING, values)
        places = [row.place for row in rows_found]
        pairs = self.at_places(places)
        return tuple(pairs[place] for place in places if place in pairs)

    def like(
        self, source: Language, target: Language, plain: str, least: int, most: int
    ) -> tuple[tuple[MemoryPair, int], ...]:
        """Return the pairs whose source is most like a plain text, with their per cent (to 99).

        The best come first, of equals the last confirmed. ``plain`` is ``text.fuzzy.plain_text``.
        """
        found = MemoryLookup(self._connection, self._index).like(source, target, plain, least)[
            :most
        ]
        pairs = self.at_places([item.place for item in found])
        graded = [(pairs[item.place], item.per_cent) for item in found if item.place in pairs]
        graded.sort(key=lambda item: item[0].confirmed, reverse=True)
        return tuple(sorted(graded, key=lambda item: -item[1]))

    def add(self, pair: MemoryPair, key: str) -> None:
        """Keep a pair; the same texts in the same languages and memory are replaced by it."""
        self.add_many(((pair, key),))

    def add_many(self, pairs: Sequence[tuple[MemoryPair, str]]) -> None:
        """Keep pairs with their keys, as ``add`` does; of the same texts the last pair stays."""
        fresh = {same_of(pair): (pair, key) for pair, key in pairs}
        known = known_same(self._connection, (key_hash(key) for _, key in fresh.values()))
        self._remove([row for same, row in known.items() if same in fresh])
        insert_rows(self._connection, [row_of(pair, key) for pair, key in fresh.values()])

    def all(self) -> tuple[MemoryPair, ...]:
        """Return all pairs, the last confirmed first."""
        statement = select(memory_pairs)
        newest = statement.order_by(memory_pairs.c.confirmed.desc(), memory_pairs.c.id)
        return tuple(pair_of(row) for row in self._connection.execute(newest))

    def of_memory(self, memory: MemoryId, most: int) -> tuple[MemoryPair, ...]:
        """Return at most so many pairs of a memory, the last confirmed first."""
        here = select(memory_pairs).where(memory_pairs.c.memory == memory)
        statement = here.order_by(memory_pairs.c.confirmed.desc(), memory_pairs.c.id).limit(most)
        return tuple(pair_of(row) for row in self._connection.execute(statement))

    def doubtful(self) -> tuple[MemoryPair, ...]:
        """Return the pairs that share languages and the key of their source with another."""
        hashes = memory_pairs.c.key_hash
        several = select(hashes).group_by(hashes).having(func.count() > 1)
        found = self._connection.execute(select(memory_pairs).where(hashes.in_(several))).all()
        shared = Counter((row.key, row.source_language, row.target_language) for row in found)
        return tuple(
            pair_of(row)
            for row in found
            if shared[row.key, row.source_language, row.target_language] > 1
        )

    def get(self, pair: PairId) -> MemoryPair:
        """Return one pair; NotFound."""
        statement = select(memory_pairs).where(memory_pairs.c.id == pair)
        return pair_of(rows.one(self._connection, statement, pair))

    def count(self, memory: MemoryId | None = None) -> int:
        """Return the number of pairs, of all memories or of one."""
        statement = select(func.count()).select_from(memory_pairs)
        if memory is not None:
            statement = statement.where(memory_pairs.c.memory == memory)
        return int(self._connection.execute(statement).scalar_one())

    def remove(self, pair: PairId) -> bool:
        """Forget a pair; say whether it was there."""
        here = select(memory_pairs).where(memory_pairs.c.id == pair)
        gone = self._connection.execute(here).all()
        self._remove(gone)
        return bool(gone)

    def _remove(self, gone: Sequence[AnyRow]) -> None:
        """Remove the pairs of rows, from the index as well."""
        if gone:
            self._index.forget_many(gone)
            removal = delete(memory_pairs).where(memory_pairs.c.id == bindparam("gone"))
            self._connection.execute(removal, [{"gone": row.id} for row in gone])


@of_row
def _memory(row: AnyRow) -> Memory:
    """Return the memory of a row."""
    return Memory(row.id, row.name, row.place, bool(row.read_only))
