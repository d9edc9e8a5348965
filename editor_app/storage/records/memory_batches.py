"""Many pairs of the memory at once: taken in from a file and taken out again, or given out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select, update

from editor_app.domain.errors import NotFound
from editor_app.domain.ids import Language, MemoryId, StoryId, TakingId
from editor_app.domain.term import MemoryPair, MemoryTaking, TakenPair
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.memory_index import MemoryIndexRecords
from editor_app.storage.records.memory_rows import (
    HASH,
    TAKING,
    Row,
    Same,
    insert_rows,
    known_same,
    pair_of,
    row_of,
    same_of,
    same_of_row,
)
from editor_app.storage.records.rows import AnyRow
from editor_app.storage.tables.base import instant_text
from editor_app.storage.tables.memory import memory_pairs, memory_takings

READ_AT_ONCE = 1_000
"""Rows that are fetched together."""

_OVERTAKEN = ("confirmed", "editor", "created", "created_by", "carried")
"""What a pair takes over from a double that was confirmed later."""


class Added(NamedTuple):
    """What became of pairs: how many are new, and what those were that later ones overtook."""

    new: int
    overtaken: tuple[MemoryPair, ...]


class Moved(NamedTuple):
    """What became of pairs that another memory got, with all that it takes to go back.

    ``ids`` are those that moved, ``doubles`` those that were there already and are gone,
    ``overtaken`` what pairs said that such a double, confirmed later, overtook.
    """

    ids: tuple[str, ...]
    doubles: tuple[Row, ...]
    overtaken: tuple[MemoryPair, ...]

    @property
    def pairs(self) -> int:
        """How many pairs these were."""
        return len(self.ids) + len(self.doubles)


class MemoryBatches:
    """The pairs of the memory in bulk; all must be used inside one transaction.

    New pairs are not in the index yet: ``MemoryService.tidy`` brings them in.
    """

    def __init__(self, connection: Connection, index: MemoryIndexRecords) -> None:
        self._connection = connection
        self._index = index

    # -- files that were taken in

    def begin(self, taking: MemoryTaking) -> TakingId:
        """Note a file that is about to be taken in; return its number (that of ``taking`` is 0)."""
        last = select(func.coalesce(func.max(memory_takings.c.number), 0))
        number = TakingId(int(self._connection.execute(last).scalar_one()) + 1)
        values = {
            "number": number,
            "memory": taking.memory,
            "file": taking.file,
            "at": taking.at,
            "editor": taking.editor,
        }
        self._connection.execute(insert(memory_takings), values)
        return number

    def takings(self) -> tuple[tuple[MemoryTaking, int], ...]:
        """Return the files that were taken in and how many pairs are left of each, newest first."""
        count = (
            select(memory_pairs.c.taking, func.count().label("pairs"))
            .where(memory_pairs.c.taking.is_not(None))
            .group_by(memory_pairs.c.taking)
        )
        counts = {row.taking: row.pairs for row in self._connection.execute(count)}
        found = self._connection.execute(
            select(memory_takings).order_by(memory_takings.c.number.desc())
        )
        return tuple((_taking(row), counts.get(row.number, 0)) for row in found)

    def taking(self, number: TakingId) -> MemoryTaking:
        """Return a file that was taken in; NotFound."""
        wanted = select(memory_takings).where(memory_takings.c.number == number)
        return _taking(rows.one(self._connection, wanted, str(number)))

    def is_there(self, taking: MemoryTaking) -> bool:
        """Say whether that file is still there: its number may be another file's by now."""
        try:
            return self.taking(taking.id) == taking
        except NotFound:
            return False

    def begin_again(self, taking: MemoryTaking) -> MemoryTaking:
        """Note a file anew whose pairs come back; return it, with the number it has now."""
        return taking if self.is_there(taking) else replace(taking, id=self.begin(taking))

    def remove_some(self, taking: TakingId, most: int) -> tuple[Row, ...]:
        """Remove at most so many of the pairs that a file brought; return them.

        What somebody has rewritten since is his, and stays. With the last pair the file is
        forgotten.
        """
        removed = self._remove(select(memory_pairs).where(memory_pairs.c.taking == taking), most)
        if len(removed) < most:
            self._connection.execute(
                delete(memory_takings).where(memory_takings.c.number == taking)
            )
        return removed

    def remove_some_of(self, memory: MemoryId, most: int) -> tuple[Row, ...]:
        """Remove at most so many of the pairs of a memory; return them."""
        return self._remove(select(memory_pairs).where(memory_pairs.c.memory == memory), most)

    def remove_all_of(self, story: StoryId) -> tuple[Row, ...]:
        """Remove the pairs that a story taught; return them."""
        here = select(memory_pairs).where(memory_pairs.c.story == story)
        return self._take_out(self._connection.execute(here).all())

    def _remove(self, wanted: Select[Any], most: int) -> tuple[Row, ...]:
        return self._take_out(self._connection.execute(wanted.limit(most)).all())

    def _take_out(self, found: Sequence[AnyRow]) -> tuple[Row, ...]:
        self._index.forget_many(found)
        if found:
            gone = [{"gone": row.id} for row in found]
            removal = delete(memory_pairs).where(memory_pairs.c.id == bindparam("gone"))
            self._connection.execute(removal, gone)
        return tuple(row_of(pair_of(row), row.key) for row in found)

    # -- memories that become one

    def move_some(self, here: MemoryId, there: MemoryId, most: int) -> Moved:
        """Let at most so many of the pairs of a memory be another's.

        They keep their places in the index. Of doubles the one that was confirmed later counts.
        """
        wanted = select(memory_pairs).where(memory_pairs.c.memory == here).limit(most)
        found = self._connection.execute(wanted).all()
        known = known_same(self._connection, (row.key_hash for row in found))
        ids: list[str] = []
        doubles: list[AnyRow] = []
        later: dict[str, MemoryPair] = {}
        for row in found:
            pair = pair_of(row)
            double = known.get(same_of(replace(pair, memory=there)))
            if double is None:
                ids.append(row.id)
                continue
            doubles.append(row)
            if double.confirmed < instant_text(pair.confirmed):
                later[double.id] = pair
        self._give(ids, there)
        overtaken = self._say_instead(later) if later else ()
        return Moved(tuple(ids), self._take_out(doubles), overtaken)

    def move_back(self, moved: Moved, here: MemoryId, there: MemoryId) -> None:
        """Let pairs that moved from one memory to another be as they were before."""
        self._give(moved.ids, here, there)
        self.restore(moved.overtaken)
        self.keep(moved.doubles)

    def move_takings(
        self, here: MemoryId, there: MemoryId, numbers: Sequence[TakingId] | None = None
    ) -> tuple[TakingId, ...]:
        """Let the files that a memory took in, or these of them, be another's; return which."""
        of_memory = memory_takings.c.memory == here
        found = self._connection.execute(select(memory_takings.c.number).where(of_memory))
        moved = [row.number for row in found if numbers is None or row.number in numbers]
        change = update(memory_takings).where(memory_takings.c.number == bindparam("which"))
        if moved:
            self._connection.execute(
                change.values(memory=there), [{"which": number} for number in moved]
            )
        return tuple(map(TakingId, moved))

    def _give(self, ids: Sequence[str], to: MemoryId, of: MemoryId | None = None) -> None:
        """Let pairs be those of a memory; with ``of`` only those that are still that one's."""
        change = update(memory_pairs).where(memory_pairs.c.id == bindparam("which"))
        if of is not None:
            change = change.where(memory_pairs.c.memory == of)
        if ids:
            self._connection.execute(change.values(memory=to), [{"which": one} for one in ids])

    # -- pairs

    def put_back(self, taking: TakingId, removed: Sequence[Row]) -> int:
        """Keep pairs again that were removed, as those of a file; return how many.

        One whose like is there by now is left out.
        """
        return self.keep([(*row[:TAKING], taking, *row[TAKING + 1 :]) for row in removed])

    def keep(self, removed: Sequence[Row]) -> int:
        """Keep pairs again as they were when they were removed; return how many.

        One whose like is there by now is left out.
        """
        known = known_same(self._connection, [cast("int", row[HASH]) for row in removed])
        new = [row for row in removed if same_of_row(row) not in known]
        insert_rows(self._connection, new)
        return len(new)

    def add(self, memory: MemoryId, taking: TakingId, pairs: Sequence[TakenPair]) -> Added:
        """Keep the pairs of a file in a memory.

        A pair with the texts, languages and memory of one that is there is a double: the one that
        was confirmed later counts.
        """
        fresh: dict[Same, TakenPair] = {}
        for pair in pairs:
            languages = pair.source_language, pair.target_language
            same: Same = (memory, *languages, pair.source, pair.target)
            first = fresh.setdefault(same, pair)
            if first.confirmed < pair.confirmed:
                fresh[same] = pair
        known = known_same(self._connection, (pair.key_hash for pair in fresh.values()))
        confirmed = {pair.confirmed for pair in fresh.values()}
        instants = {instant: instant_text(instant) for instant in confirmed}
        later: dict[str, TakenPair] = {}
        new: list[Row] = []
        for same, pair in fresh.items():
            there = known.get(same) if known else None
            if there is None:
                new.append(_row(pair, memory, taking, instants[pair.confirmed]))
            elif there.confirmed < instants[pair.confirmed]:
                later[there.id] = pair
        insert_rows(self._connection, new)
        return Added(len(new), self._say_instead(later) if later else ())

    def restore(self, pairs: Sequence[MemoryPair]) -> tuple[MemoryPair, ...]:
        """Let pairs that are there say again what they said; return them as they were until now."""
        return self._say_instead({str(pair.id): pair for pair in pairs}) if pairs else ()

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

    def _say_instead(self, others: Mapping[str, TakenPair | MemoryPair]) -> tuple[MemoryPair, ...]:
        """Let pairs say what others say; return them as they were."""
        ids = func.json_each(json.dumps(list(others))).table_valued("value")  # of any number
        found = self._connection.execute(
            select(memory_pairs).where(memory_pairs.c.id.in_(select(ids.c.value)))
        )
        before = tuple(pair_of(row) for row in found)
        changed = update(memory_pairs).where(memory_pairs.c.id == bindparam("known"))
        self._connection.execute(
            changed.values({name: bindparam(name) for name in _OVERTAKEN}),
            [
                {"known": known} | {name: getattr(pair, name) for name in _OVERTAKEN}
                for known, pair in others.items()
            ],
        )
        return before


def _row(pair: TakenPair, memory: MemoryId, taking: TakingId, confirmed: str) -> Row:
    """Return the row of a pair that a file brought, as ``memory_rows.row_of`` does."""
    return (
        pair.id,
        memory,
        pair.source_language,
        pair.target_language,
        pair.key,
        pair.key_hash,
        pair.source,
        pair.target,
        confirmed,
        pair.editor,
        instant_text(pair.created) if pair.created else None,
        pair.created_by,
        None,
        None,
        pair.before,
        pair.after,
        taking,
        pair.carried,
    )


@of_row
def _taking(row: AnyRow) -> MemoryTaking:
    return MemoryTaking(TakingId(row.number), row.memory, row.file, row.at, row.editor)
