"""Which paragraphs belong together when some were moved, joined or cut: the likeliest whole.

A bead is some source paragraphs with the target paragraphs that render them together. No paragraph
is in two beads. Each bead has a worth of its own, and two beads that follow each other on both
sides are worth more: most paragraphs stand where the source has them, whatever else was moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log

from editor_app.text.evidence import Evidence

Bead = tuple[tuple[int, ...], tuple[int, ...]]
Pair = tuple[int, int]

_FOLLOWS = 2.0
_TAKEN = 2.0
_LEAST = -3.0
_ELSEWHERE = 2.0
_SHAPES = (((1, 1), 0.0), ((1, 2), -1.5), ((2, 1), -1.5), ((1, 3), -3.0), ((3, 1), -3.0))
_APART = -4.0
_APART_CANDIDATES = 4
_ROUNDS = 30
_ENOUGH = 1e-6
_INSIDE = 3.0
_CLEARLY = 1.5
_SMALLER = 1.3
_BESIDE = 1.5
_OVER = 0.3


def paired(
    evidence: Evidence,
    pinned: Iterable[Pair],
    in_order: Iterable[Pair],
    near: Mapping[int, frozenset[int]],
) -> set[Pair]:
    """Return the (source, target) pairs of the likeliest whole.

    ``pinned`` pairs stand already; their paragraphs are not in the evidence. ``in_order`` is a
    first guess without a crossing. ``near`` are the sources that each target is expected to render
    by its place between pinned ones.
    """
    worth = dict(_candidates(evidence, near))
    guess = [bead for bead in _beads(in_order) if bead in worth]
    plans = [_Plan(worth, pinned), _Plan(worth, pinned)]
    for plan, start in zip(plans, (guess, ()), strict=True):
        plan.begin(start)
        plan.improve()
    best = max(plans, key=_Plan.total)
    pairs = {pair for bead in best.beads for pair in _pairs(bead)}
    pairs.update(list(_inside(evidence, pairs)))
    pairs.update(list(_overlapping(evidence, best.beads)))
    return pairs


def _pairs(bead: Bead) -> Iterator[Pair]:
    return ((source, target) for source in bead[0] for target in bead[1])


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
    """Yield the beads that are worth a thought, each with its worth."""
    for shape, cost in _SHAPES:
        for sources in _runs(evidence.sources, shape[0]):
            for targets in _runs(evidence.targets, shape[1]):
                yield from _worth(evidence, near, (sources, targets), cost)
    content = {
        (source, target): evidence.of_content(source, target)
        for source in evidence.sources
        for target in evidence.targets
    }
    for target in evidence.targets:
        best = sorted(evidence.sources, key=lambda source: -content[source, target])
        for two in _far_apart(best[:_APART_CANDIDATES]):
            yield from _worth(evidence, near, (two, (target,)), _APART)
    for source in evidence.sources:
        best = sorted(evidence.targets, key=lambda target: -content[source, target])
        for two in _far_apart(best[:_APART_CANDIDATES]):
            yield from _worth(evidence, near, ((source,), two), _APART)


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


def _runs(places: Mapping[int, object], size: int) -> Iterator[tuple[int, ...]]:
    """Yield the runs of so many places without a gap."""
    for place in places:
        run = tuple(range(place, place + size))
        if all(one in places for one in run):
            yield run


def _far_apart(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield two and two of some places that are no neighbours."""
    for one in places:
        for other in places:
            if other - one > 1:
                yield one, other


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
        """Take these beads, those left away that a bead before them excludes."""
        for bead in beads:
            if not self._against(bead):
                self._put(bead)

    def improve(self) -> None:
        """Put in, exchange and take out beads as long as that makes the whole likelier."""
        for _ in range(_ROUNDS):
            changed = False
            for bead in list(self.beads):
                if self._here(bead) < 0:
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
            lost += self._here(other)
            self._drop(other)
        if self._here(bead) > lost + _ENOUGH:
            self._put(bead)
            return True
        for other in gone:
            self._put(other)
        return False

    def _here(self, bead: Bead) -> float:
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


def _inside(evidence: Evidence, pairs: set[Pair]) -> Iterator[Pair]:
    """Yield pairs for what is left and clearly a part of a longer text on the other side."""
    left_targets = evidence.targets.keys() - {target for _, target in pairs}
    left_sources = evidence.sources.keys() - {source for source, _ in pairs}
    for target in sorted(left_targets):
        size = _SMALLER * evidence.targets[target].size
        scores = [
            (
                evidence.of_target_inside(target, source)
                + _BESIDE * bool({(source, target - 1), (source, target + 1)} & pairs),
                source,
            )
            for source in evidence.sources
            if evidence.sources[source].size > size
        ]
        yield from ((source, target) for source in _clear(scores))
    for source in sorted(left_sources):
        size = _SMALLER * evidence.sources[source].size
        scores = [
            (
                evidence.of_source_inside(source, target)
                + _BESIDE * bool({(source - 1, target), (source + 1, target)} & pairs),
                target,
            )
            for target in evidence.targets
            if evidence.targets[target].size > size
        ]
        yield from ((source, target) for target in _clear(scores))


def _clear(scores: list[tuple[float, int]]) -> list[int]:
    """Return the place with the best score when it is good and clearly better than the next."""
    first, *rest = sorted(scores, reverse=True) or [(0.0, -1)]
    second = rest[0][0] + _CLEARLY if rest else 0.0
    return [first[1]] if first[0] > max(_INSIDE, second) else []


def _overlapping(evidence: Evidence, beads: Iterable[Bead]) -> Iterator[Pair]:
    """Yield pairs where a part went over to the neighbour: too long here, too short there."""
    following = {(bead[0][0], bead[1][0]): bead for bead in beads}
    for bead in following.values():
        following_one = following.get(_behind(bead))
        if following_one is None:
            continue
        here, there = _longer(evidence, bead), _longer(evidence, following_one)
        if here > _OVER and there < -_OVER:
            pair, own, others = (bead[0][-1], following_one[1][0]), bead[1], following_one[0]
        elif here < -_OVER and there > _OVER:
            pair, own, others = (following_one[0][0], bead[1][-1]), following_one[1], bead[0]
        else:
            continue
        if evidence.weights.evidence_of_rest(
            evidence.sources[pair[0]],
            evidence.targets[pair[1]],
            [evidence.targets[target] for target in own],
            [evidence.sources[source] for source in others],
        ):
            yield pair


def _longer(evidence: Evidence, bead: Bead) -> float:
    """Return by how much the sources of a bead say more than its targets, as a logarithm."""
    return log(evidence.size(bead[0]) / evidence.size(targets=bead[1]))
