"""Two memories that become one: all pairs of the first are put into the second, piece by piece.

Of pairs with the same languages and texts the one that was confirmed later counts. It can be taken
back as a whole; when it is stopped, everything is as it was before.
"""

from __future__ import annotations

from editor_app.domain.changes import Changes
from editor_app.domain.errors import Cancelled
from editor_app.domain.ids import TakingId
from editor_app.domain.messages import Message
from editor_app.domain.term import Memory
from editor_app.services.workplace import Progress, Workplace, silent
from editor_app.storage.records.memory_batches import Moved
from editor_app.storage.spool import Spool

AT_ONCE = 200
"""Pairs that move in one transaction."""


def merged(place: Workplace, gone: Memory, into: Memory, progress: Progress) -> Changes:
    """Put the pairs of the memory ``gone`` into another and remove it. Raises Cancelled."""
    moved: Spool[Moved] = Spool()
    count = doubles = 0
    with place.database.reading() as records:
        total = records.memory.count(gone.id)
    while True:
        try:
            progress(count, total)
        except Cancelled:
            _put_back(place, gone, into, moved)
            raise
        with place.database.writing() as records:
            piece = records.memory_batches.move_some(gone.id, into.id, AT_ONCE)
            if not piece.pairs:
                takings = records.memory_batches.move_takings(gone.id, into.id)
                records.memory.remove_memory(gone.id)
                break
        moved.put([piece])
        count += piece.pairs
        doubles += len(piece.doubles)
    key = "memory-merged" if into.name else "memory-merged-desk"
    said = Message(
        key, {"name": gone.name, "into": into.name, "count": count - doubles, "doubles": doubles}
    )
    if not moved.is_whole:
        return Changes(memory=True)
    return Changes(memory=True).undone_by(
        said, lambda: _undone(place, gone, into, moved, takings), lengthy=True
    )


def _undone(
    place: Workplace,
    gone: Memory,
    into: Memory,
    moved: Spool[Moved],
    takings: tuple[TakingId, ...],
) -> Changes:
    """Bring a merged memory back with its pairs and files, and offer to merge it again."""
    with place.database.writing() as records:
        records.memory.put_memory(gone)
        records.memory_batches.move_takings(into.id, gone.id, takings)
    _put_back(place, gone, into, moved)
    said = Message("memory-taken-back")
    return Changes(memory=True).undone_by(
        said, lambda: merged(place, gone, into, silent), lengthy=True
    )


def _put_back(place: Workplace, gone: Memory, into: Memory, moved: Spool[Moved]) -> None:
    for pieces in moved.pieces():
        for piece in pieces:
            with place.database.writing() as records:
                records.memory_batches.move_back(piece, gone.id, into.id)
