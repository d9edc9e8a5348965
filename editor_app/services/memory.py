"""The translation memory as something to look after: memories, their pairs, and their index."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from editor_app.domain.changes import Changes
from editor_app.domain.errors import Cancelled, NotFound, Refused
from editor_app.domain.ids import Language, MemoryId, PairId, new_id
from editor_app.domain.messages import Message
from editor_app.domain.term import DESK_MEMORY, Memory, MemoryPair
from editor_app.services.concordance import Instance, look_up
from editor_app.services.memory_merging import merged
from editor_app.services.workplace import Progress, Workplace, silent
from editor_app.storage.records import Records
from editor_app.storage.records.memory_rows import Row
from editor_app.storage.spool import Spool
from editor_app.text.cleaning import clean
from editor_app.text.matching import memory_key

PIECE = 0.05
"""Seconds that a piece of work on the library may take."""

AT_LEAST_POSTED = 256
"""Pairs that wait for each other before they are put into the postings together."""

FIRST_PIECE = 100
"""Pairs of the first piece; how many the next ones have is measured."""

AT_ONCE = 200
"""Pairs that are removed, or put back, in one transaction."""


@dataclass(frozen=True)
class MemoryShown:
    """A memory and the number of its pairs."""

    memory: Memory
    pairs: int


class MemoryService:
    """The verbs on memories and their pairs."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place
        self._piece = FIRST_PIECE

    # -- memories

    def memories(self) -> tuple[MemoryShown, ...]:
        """Return all memories in their order."""
        with self._place.database.reading() as records:
            return tuple(
                MemoryShown(memory, records.memory.count(memory.id))
                for memory in records.memory.memories()
            )

    def add(self, name: str, *, read_only: bool = False) -> Memory:
        """Make a memory, the last in the order. Refused when there is one of that name."""
        wanted = _name(name)
        with self._place.database.writing() as records:
            known = records.memory.memories()
            _refuse_taken(known, wanted, None)
            order = max(memory.order for memory in known) + 1
            memory = Memory(MemoryId(new_id()), wanted, order, read_only)
            records.memory.put_memory(memory)
        return memory

    def change(
        self, memory: MemoryId, *, name: str | None = None, read_only: bool | None = None
    ) -> Changes:
        """Rename a memory, or say whether it may be changed. Raises NotFound, Refused."""
        with self._place.database.writing() as records:
            before = _memory(records, memory)
            after = before
            if name is not None:
                after = replace(after, name=_name(name))
                _refuse_taken(records.memory.memories(), after.name, memory)
            if read_only is not None:
                if read_only and memory == DESK_MEMORY:
                    raise Refused("memory-of-desk")
                after = replace(after, read_only=read_only)
            records.memory.put_memory(after)
        return self._undone_by("memory-changed", lambda: self._put((before,)))

    def order(self, memories: Iterable[MemoryId]) -> Changes:
        """Let these be the memories in this order; those that are not named follow."""
        wanted = tuple(memories)
        with self._place.database.writing() as records:
            before = records.memory.memories()
            rest = [memory.id for memory in before if memory.id not in wanted]
            place = {memory: number for number, memory in enumerate((*wanted, *rest))}
            for memory in before:
                records.memory.put_memory(replace(memory, order=place[memory.id]))
        return self._undone_by("memory-ordered", lambda: self._put(before))

    def remove(self, memory: MemoryId, progress: Progress = silent) -> Changes:
        """Remove a memory with all its pairs, in pieces; stopped, it is whole again.

        Undone in pieces as well. Raises NotFound, Refused, Cancelled.
        """
        with self._place.database.reading() as records:
            before = _memory(records, memory)
            if memory == DESK_MEMORY:
                raise Refused("memory-of-desk")
            total = records.memory.count(memory)
        pairs: Spool[Row] = Spool()
        gone = 0
        while True:
            try:
                progress(gone, total)
            except Cancelled:
                self._keep_again(pairs)
                raise
            with self._place.database.writing() as records:
                piece = records.memory_batches.remove_some_of(memory, AT_ONCE)
                if not piece:
                    records.memory.remove_memory(memory)
                    break
            pairs.put(piece)
            gone += len(piece)
        if not pairs.is_whole:
            return Changes(memory=True)
        return self._undone_by(
            "memory-removed", lambda: self._put_back(before, pairs), lengthy=True
        )

    def merge(self, memory: MemoryId, into: MemoryId, progress: Progress = silent) -> Changes:
        """Put all pairs of a memory into another one and remove it, in pieces.

        See ``memory_merging``. Raises NotFound, Refused, Cancelled.
        """
        with self._place.database.reading() as records:
            if memory == DESK_MEMORY:
                raise Refused("memory-of-desk")
            gone, other = open_memory(records, memory), open_memory(records, into)
        return merged(self._place, gone, other, progress) if gone.id != other.id else Changes()

    # -- pairs

    def rewrite(self, pair: PairId, source: str, target: str) -> Changes:
        """Change the texts of a pair. Raises NotFound; Refused when empty or read-only."""
        new_source, new_target = clean(source).text.strip(), clean(target).text.strip()
        if not new_source or not new_target:
            raise Refused("memory-text-empty")
        with self._place.database.writing() as records:
            before = _own(records, pair)
            after = replace(
                before,
                source=new_source,
                target=new_target,
                confirmed=self._place.now(),
                editor=self._place.editor(),
                created=before.created or before.confirmed,
                created_by=before.created_by or before.editor,
                taking=None,
            )
            records.memory.remove(pair)
            replaced = _doubles(records, after)
            records.memory.add(after, memory_key(after.source))
            records.memory_index.shelve(1, (pair,))
        return self._undone_by(
            "memory-pair-changed", lambda: self._exchange((after,), (before, *replaced))
        )

    def forget(self, pairs: Iterable[PairId]) -> Changes:
        """Take pairs out of their memories. Raises NotFound; Refused when one is read-only."""
        wanted = tuple(pairs)
        with self._place.database.writing() as records:
            gone = tuple(_own(records, pair) for pair in wanted)
            for pair in wanted:
                records.memory.remove(pair)
        said = Message("memory-pairs-removed", {"count": len(gone)})
        return Changes(memory=bool(gone)).undone_by(said, lambda: self._exchange((), gone))

    def merge_duplicates(self) -> Changes:
        """Keep of equal pairs the one confirmed last; those of read-only memories stay.

        Equal are pairs of the same languages with the same source and target, typography aside.
        """
        with self._place.database.writing() as records:
            fixed = {memory.id for memory in records.memory.memories() if memory.read_only}
            groups: defaultdict[tuple[str, ...], list[MemoryPair]] = defaultdict(list)
            for pair in records.memory.doubtful():
                key = (pair.source_language, pair.target_language, memory_key(pair.source))
                groups[*key, memory_key(pair.target)].append(pair)
            gone = tuple(pair for group in groups.values() for pair in _spare(group, fixed))
            for pair in gone:
                records.memory.remove(pair.id)
        said = Message("memory-duplicates-merged", {"count": len(gone)})
        return Changes(memory=bool(gone)).undone_by(said, lambda: self._exchange((), gone))

    # -- looking up

    def concordance(
        self,
        typed: str,
        language: Language | None = None,
        other: Language | None = None,
        most: int = 50,
    ) -> tuple[Instance, ...]:
        """Return where the typed words stand in memory and past stories, with what became of them.

        See ``concordance.look_up``.
        """
        with self._place.database.reading() as records:
            return look_up(records, typed, language, other, most)

    def find(self, typed: str, memory: MemoryId, most: int = 100) -> tuple[MemoryPair, ...]:
        """Return the pairs of a memory with the typed words on a side, all of them for no words.

        Marks make no difference. The last confirmed come first.
        """
        with self._place.database.reading() as records:
            if not typed.strip():
                return records.memory.of_memory(memory, most)
            words = clean(typed).text
            found = {
                pair.id: pair
                for side in (False, True)
                for pair in records.memory.holding(words, most * 4, in_target=side, memory=memory)
            }
        newest = sorted(found.values(), key=lambda pair: pair.confirmed, reverse=True)
        return tuple(newest[:most])

    # -- the index

    def tidy(self) -> bool:
        """Do one piece of work on the index, of about 50 ms; say whether there is more.

        To be called in idle time: pairs that were taken in are then found by their likeness.
        """
        started = time.perf_counter()
        with self._place.database.writing() as records:
            index = records.memory_index
            done = index.shelve(self._piece)
            if not done and index.unposted() >= AT_LEAST_POSTED:
                done = index.post(self._piece)
        took = time.perf_counter() - started
        if done == self._piece:
            fitting = round(done * PIECE / max(took, PIECE / 4))
            self._piece = max(20, min(2 * self._piece, fitting))
        return done > 0

    def rebuild(self) -> None:
        """Throw the index away; ``tidy`` makes it again."""
        with self._place.database.writing() as records:
            records.memory_index.clear()

    # -- inside

    def _put(self, memories: Iterable[Memory]) -> Changes:
        with self._place.database.writing() as records:
            for memory in memories:
                records.memory.put_memory(memory)
        return Changes(memory=True)

    def _put_back(self, memory: Memory, pairs: Spool[Row]) -> Changes:
        """Bring a memory back with its pairs, in pieces."""
        self._put((memory,))
        self._keep_again(pairs)
        return self._undone_by("memory-removed", lambda: self.remove(memory.id), lengthy=True)

    def _keep_again(self, pairs: Spool[Row]) -> None:
        """Put pairs back that were removed, in pieces."""
        for piece in pairs.pieces():
            with self._place.database.writing() as records:
                records.memory_batches.keep(piece)

    def _exchange(self, gone: Iterable[MemoryPair], back: Iterable[MemoryPair]) -> Changes:
        """Take pairs out and put others in, and offer the way back."""
        old, new = tuple(gone), tuple(back)
        with self._place.database.writing() as records:
            for pair in old:
                records.memory.remove(pair.id)
            _keep(records, new)
        return self._undone_by("memory-taken-back", lambda: self._exchange(new, old))

    def _undone_by(
        self, key: str, inverse: Callable[[], Changes], *, lengthy: bool = False
    ) -> Changes:
        return Changes(memory=True).undone_by(Message(key), inverse, lengthy=lengthy)


def _keep(records: Records, pairs: Iterable[MemoryPair]) -> None:
    """Put pairs back; a few are found by their likeness at once, many when there is time."""
    back = tuple(pairs)
    for pair in back:
        records.memory.add(pair, memory_key(pair.source))
    if back:
        records.memory_index.shelve(FIRST_PIECE, [pair.id for pair in back[:FIRST_PIECE]])


def _memory(records: Records, memory: MemoryId) -> Memory:
    found = next((item for item in records.memory.memories() if item.id == memory), None)
    if found is None:
        raise NotFound(name=memory)
    return found


def open_memory(records: Records, memory: MemoryId) -> Memory:
    """Return a memory that takes pairs. Raises NotFound; Refused when it is read-only."""
    found = _memory(records, memory)
    if found.read_only:
        raise Refused("memory-read-only", name=found.name)
    return found


def _own(records: Records, pair: PairId) -> MemoryPair:
    """Return a pair that may be changed."""
    found = records.memory.get(pair)
    memory = next((item for item in records.memory.memories() if item.id == found.memory), None)
    if memory is not None and memory.read_only:
        raise Refused("memory-read-only", name=memory.name)
    return found


def _doubles(records: Records, pair: MemoryPair) -> tuple[MemoryPair, ...]:
    """Return the pair of the same memory and texts that gives way to this one, if there is one."""
    key = memory_key(pair.source)
    known = records.memory.exact(pair.source_language, pair.target_language, key)
    same = (pair.memory, pair.source, pair.target)
    return tuple(item for item in known if (item.memory, item.source, item.target) == same)


def _name(name: str) -> str:
    wanted = " ".join(name.split())
    if not wanted:
        raise Refused("memory-without-name")
    return wanted


def _refuse_taken(known: Iterable[Memory], name: str, but: MemoryId | None) -> None:
    if any(item.name.casefold() == name.casefold() for item in known if item.id != but):
        raise Refused("memory-name-taken", name=name)


def _spare(group: list[MemoryPair], fixed: set[MemoryId]) -> list[MemoryPair]:
    """Return the pairs of a group of equal ones that are not needed."""
    kept = next((pair for pair in group if pair.memory in fixed), None)
    kept = kept or max(group, key=lambda pair: (pair.confirmed, pair.id))
    return [pair for pair in group if pair is not kept and pair.memory not in fixed]
