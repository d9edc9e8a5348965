"""Which sentences belong together when paragraphs were moved, joined or cut: the likeliest whole.

A bead is one, two or three source sentences with the target sentence that renders them, or the
other way round. No sentence is in two beads. Each bead has a worth of its own, and two beads that
follow each other on both sides are worth more: most sentences stand behind the one that they stand
behind in the source, whatever was done to the paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from editor_app.text.evidence import Evidence

Bead = tuple[tuple[int, ...], tuple[int, ...]]
Pair = tuple[int, int]

_FOLLOWS = 2.0
_TAKEN = 2.0
_LEAST = -3.0
_ELSEWHERE = 2.0
_SHAPES = (((1, 1), 0.0), ((1, 2), -1.5), ((2, 1), -1.5), ((1, 3), -3.0), ((3, 1), -3.0))
_ROUNDS = 30
_ENOUGH = 1e-6


def paired(
    evidence: Evidence,
    pinned: Iterable[Pair],
    in_order: Iterable[Pair],
    near: Mapping[int, frozenset[int]],
) -> dict[Bead, float]:
    """Return the beads of the likeliest whole, each with what it is worth there.

    ``pinned`` pairs stand already; their places are not in the evidence. ``in_order`` is a first
    guess without a crossing. ``near`` are the sources that each target is expected to render by its
    place between pinned ones.
    """
    worth = dict(_candidates(evidence, near))
    guess = [bead for bead in _beads(in_order) if bead in worth]
    plans = [_Plan(worth, pinned), _Plan(worth, pinned)]
    for plan, start in zip(plans, (guess, ()), strict=True):
        plan.begin(start)
        plan.improve()
    best = max(plans, key=_Plan.total)
    return {bead: best.here(bead) for bead in best.beads}


def _beads(pairs: Iterable[Pair]) -> list[Bead]:
    """Return pairs as beads: one to one, one to some, some to one."""
    found = list(pairs)
    beads: dict[Bead, None] = {}
    for source, target in found:
        ours = tuple(one for one, other in found if other == target)
        theirs = tuple(other for one, other in found if one == source)
        beads[ours, theirs] = None
    return list(beads)


def _candidates(
    evidence: Evidence, near: Mapping[int, frozenset[int]]
) -> Iterator[tuple[Bead, float]]:
    """Yield the beads that are worth a thought, each with its worth.

    Several to one are looked at where one of them is like the one.
    """
    pairs = list(product(evidence.sources, evidence.targets))
    alike = [pair for pair in pairs if evidence.of_content(*pair) > 0]
    for (ours, theirs), cost in _SHAPES:
        looked_at = pairs if ours == theirs else alike
        beads = (
            (sources, targets)
            for source, target in looked_at
            for sources in _runs(evidence.sources, source, ours)
            for targets in _runs(evidence.targets, target, theirs)
        )
        for bead in dict.fromkeys(beads):
            yield from _worth(evidence, near, bead, cost)


def _worth(
    evidence: Evidence, near: Mapping[int, frozenset[int]], bead: Bead, cost: float
) -> Iterator[tuple[Bead, float]]:
    sources, targets = bead
    if len(sources) != len(targets) and not evidence.same_size(sources, targets):
        return
    worth = evidence.of(sources, targets) + cost + _TAKEN
    if any(source not in near[target] for source in sources for target in targets):
        worth -= _ELSEWHERE
    if worth > _LEAST:
        yield bead, worth


def _runs(places: Mapping[int, object], place: int, size: int) -> Iterator[tuple[int, ...]]:
    """Yield the runs of so many places without a gap that this place is in."""
    for first in range(place - size + 1, place + 1):
        run = tuple(range(first, first + size))
        if all(one in places for one in run):
            yield run


class _Plan:
    """Beads that exclude each other nowhere, bettered one by one."""

    def __init__(self, worth: Mapping[Bead, float], pinned: Iterable[Pair]) -> None:
        self._worth = worth
        self._order = sorted(worth, key=lambda bead: (-worth[bead], bead))
        self._of_source: dict[int, Bead] = {}
        self._of_target: dict[int, Bead] = {}
        self._starts = set(pinned)
        self._ends = {(-1, -1), *self._starts}
        self.beads: dict[Bead, None] = {}

    def begin(self, beads: Iterable[Bead]) -> None:
        """Take these beads, those left out that a bead before them excludes."""
        for bead in beads:
            if not self._against(bead):
                self._put(bead)

    def improve(self) -> None:
        """Put in, exchange and take out beads as long as that makes the whole likelier."""
        for _ in range(_ROUNDS):
            changed = False
            for bead in list(self.beads):
                if self.here(bead) < 0:
                    self._drop(bead)
                    changed = True
            for bead in self._order:
                changed |= bead not in self.beads and self._try(bead)
            if not changed:
                return

    def total(self) -> float:
        """Return the worth of the whole."""
        following = sum(_before(bead) in self._ends for bead in self.beads)
        return sum(self._worth[bead] for bead in self.beads) + _FOLLOWS * following

    def _try(self, bead: Bead) -> bool:
        """Put a bead in for those that it excludes when that is likelier; say whether it was."""
        lost, gone = 0.0, self._against(bead)
        for other in gone:
            lost += self.here(other)
            self._drop(other)
        if self.here(bead) > lost + _ENOUGH:
            self._put(bead)
            return True
        for other in gone:
            self._put(other)
        return False

    def here(self, bead: Bead) -> float:
        """Return what a bead is worth among those that are in."""
        neighbours = (_before(bead) in self._ends) + (_behind(bead) in self._starts)
        return self._worth[bead] + _FOLLOWS * neighbours

    def _against(self, bead: Bead) -> list[Bead]:
        """Return the beads that are in and exclude this one, in a fixed order."""
        against = [self._of_source[source] for source in bead[0] if source in self._of_source]
        against += [self._of_target[target] for target in bead[1] if target in self._of_target]
        return list(dict.fromkeys(against))

    def _put(self, bead: Bead) -> None:
        self.beads[bead] = None
        self._of_source |= dict.fromkeys(bead[0], bead)
        self._of_target |= dict.fromkeys(bead[1], bead)
        self._starts.add((bead[0][0], bead[1][0]))
        self._ends.add((bead[0][-1], bead[1][-1]))

    def _drop(self, bead: Bead) -> None:
        del self.beads[bead]
        for source in bead[0]:
            del self._of_source[source]
        for target in bead[1]:
            del self._of_target[target]
        self._starts.discard((bead[0][0], bead[1][0]))
        self._ends.discard((bead[0][-1], bead[1][-1]))


def _before(bead: Bead) -> Pair:
    return bead[0][0] - 1, bead[1][0] - 1


def _behind(bead: Bead) -> Pair:
    return bead[0][-1] + 1, bead[1][-1] + 1
