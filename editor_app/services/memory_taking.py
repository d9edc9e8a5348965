"""The pairs of a file on their way into a memory: gathered, kept in pieces, counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from editor_app.domain.ids import PairId, TakingId
from editor_app.domain.term import MemoryPair, TakenPair
from editor_app.formats.tmx import TmxUnit
from editor_app.services.pair_making import Making

FIRST_BATCH = 400
"""Pairs that are kept in the first transaction; how many the next ones have is measured."""

LEAST_AT_ONCE, MOST_AT_ONCE = 400, 4_000
PIECE = 0.01
"""Seconds that pairs may be written in a transaction: whoever saves a text meanwhile waits."""


class Kept(Protocol):
    """What became of a piece: how many pairs were new, and which older ones were overtaken."""

    @property
    def new(self) -> int:
        """How many pairs are new."""
        ...

    @property
    def overtaken(self) -> tuple[MemoryPair, ...]:
        """The pairs that were there, as they were, of which the file had a later double."""
        ...


@dataclass
class Taking:
    """Gathers the pairs of units, keeps them piece by piece, and counts what became of them.

    ``store`` keeps a piece and says in how many seconds, but for the time that the disk takes.
    ``overtaken`` are the pairs as they were before the file, of which it had later doubles.
    """

    making: Making
    store: Callable[[Sequence[TakenPair]], tuple[Kept, float]]
    added: int = 0
    doubles: int = 0
    taking: TakingId | None = None
    overtaken: dict[PairId, MemoryPair] = field(default_factory=dict)
    waiting: list[TakenPair] = field(default_factory=list)
    most: int = FIRST_BATCH

    def unit(self, unit: TmxUnit) -> bool:
        """Take one unit; say whether a piece was kept with it."""
        self.waiting += map(TakenPair._make, self.making.rows(unit))
        if len(self.waiting) < self.most:
            return False
        self.keep()
        return True

    def put(self, pairs: Sequence[TakenPair]) -> None:
        """Take pairs that are made already; keep what comes together for a piece."""
        while pairs:
            room = max(self.most - len(self.waiting), 1)
            self.waiting += pairs[:room]
            pairs = pairs[room:]
            if len(self.waiting) >= self.most:
                self.keep()

    def keep(self) -> None:
        """Keep what waits; the next piece is as long as there is time for."""
        if not self.waiting:
            return
        kept, took = self.store(self.waiting)
        self.added += kept.new
        self.doubles += len(self.waiting) - kept.new
        for pair in kept.overtaken:
            if pair.taking != self.taking:  # one that the file itself brought goes with it
                self.overtaken.setdefault(pair.id, pair)
        fitting_in = round(len(self.waiting) * PIECE / max(took, PIECE / 4))
        self.most = max(LEAST_AT_ONCE, min(2 * self.most, fitting_in, MOST_AT_ONCE))
        self.waiting = []
