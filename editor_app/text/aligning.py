"""Which target paragraph renders which source paragraph, told from place and content alone.

Between paragraphs that are linked already, source and target are aligned in order: one to one, one
to two, two to one, or alone. Pairs that stand out by their content are found wherever they were
moved to.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log

from editor_app.text.languages import guess_language
from editor_app.text.traits import Trait, Weights, joined, traits_of

Pair = tuple[int, int]

_SURE = 4.5
_MARGIN = 1.5
_LIKELY = 2.0
_GAIN = 1.5
_CANDIDATES = 8
_BAND = 40
_BEADS = (
    (1, 1, log(0.85)),
    (1, 2, log(0.07)),
    (2, 1, log(0.07)),
    (1, 3, log(0.01)),
    (3, 1, log(0.01)),
)
_SOURCE_ALONE = -1.5
_TARGET_ALONE = -3.0
_LAST_SOURCES_ALONE = -0.1


def align(
    sources: Sequence[str], targets: Sequence[str], pinned: Iterable[Pair] = ()
) -> list[Pair]:
    """Return new (source, target) positions beside the ``pinned`` ones, in order of the targets.

    Only positions that no pinned pair holds are paired.
    """
    fixed = sorted(set(pinned))
    held_sources, held_targets = {pair[0] for pair in fixed}, {pair[1] for pair in fixed}
    free_sources = [place for place in range(len(sources)) if place not in held_sources]
    free_targets = [place for place in range(len(targets)) if place not in held_targets]
    if not free_sources or not free_targets:
        return []
    table = _Table(sources, targets, free_sources, free_targets)
    stretches = list(_stretches(free_sources, free_targets, fixed, len(sources), len(targets)))
    found = set(_moved(table.sure_pairs(), stretches))
    taken_sources, taken_targets = {pair[0] for pair in found}, {pair[1] for pair in found}
    for near, run in stretches:
        left = [source for source in near if source not in taken_sources]
        right = [target for target in run if target not in taken_targets]
        fresh = table.in_order(left, right)
        taken_sources |= {pair[0] for pair in fresh}
        found.update(fresh)
    found.update(table.leftovers(found))
    found.update(table.halves(found))
    return sorted(found, key=lambda pair: (pair[1], pair[0]))


def _stretches(
    free_sources: Sequence[int],
    free_targets: Sequence[int],
    fixed: Sequence[Pair],
    source_count: int,
    target_count: int,
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield each run of free targets between linked ones with the free sources it may render."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for source, target in fixed:
        first.setdefault(target, source)
        last[target] = source
    bounds = sorted({-1, *first, target_count})
    held = sorted({pair[0] for pair in fixed})
    for left, right in pairwise(bounds):
        run = [target for target in free_targets if left < target < right]
        if not run:
            continue
        begin = last.get(left, -1)
        end = first.get(right, source_count)
        if begin < end:
            yield [source for source in free_sources if begin < source < end], run
            continue
        stop = next((source for source in held if source > begin), source_count)
        start = max((source for source in held if source < end), default=-1)
        near = {s for s in free_sources if begin < s < stop or start < s < end}
        yield sorted(near), run


def _moved(
    sure: dict[int, int], stretches: Iterable[tuple[list[int], list[int]]]
) -> Iterator[Pair]:
    """Yield the sure pairs that are not where the order of their stretch has them."""
    for near, run in stretches:
        inside = set(near)
        here = [(target, sure[target]) for target in run if target in sure]
        chain = set(_rising([pair for pair in here if pair[1] in inside]))
        yield from ((source, target) for target, source in here if (target, source) not in chain)


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Return a longest row of pairs that rises in the second position, the first rising already."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for place, (_, value) in enumerate(pairs):
        size = bisect_left(ends, value)
        before.append(at[size - 1] if size else -1)
        ends[size : size + 1] = [value]
        at[size : size + 1] = [place]
    row: list[Pair] = []
    place = at[-1] if at else -1
    while place >= 0:
        row.append(pairs[place])
        place = before[place]
    return row[::-1]


class _Table:
    """The evidence for each pair of free paragraphs, worked out when it is asked for."""

    def __init__(
        self,
        sources: Sequence[str],
        targets: Sequence[str],
        free_sources: Sequence[int],
        free_targets: Sequence[int],
    ) -> None:
        source_language = guess_language("\n".join(sources[place] for place in free_sources[:50]))
        target_language = guess_language("\n".join(targets[place] for place in free_targets[:50]))
        self._sources = {
            place: traits_of(sources[place], source_language) for place in free_sources
        }
        self._targets = {
            place: traits_of(targets[place], target_language) for place in free_targets
        }
        self._weights = Weights(self._sources.values(), self._targets.values())

    def evidence(self, sources: Sequence[int], targets: Sequence[int]) -> float:
        """Return how much speaks for these targets together rendering these sources together."""
        return self._weights.evidence(
            joined([self._sources[place] for place in sources]),
            joined([self._targets[place] for place in targets]),
        )

    def sure_pairs(self) -> dict[int, int]:
        """Return target -> source where each is by far the best for the other.

        What was found makes room: among the rest, more stand out.
        """
        scores = {
            (source, target): self.evidence([source], [target])
            for target, candidates in self._candidates()
            for source in candidates
        }
        sure: dict[int, int] = {}
        while True:
            fresh = _standing_out_both_ways(scores)
            if not fresh:
                return sure
            sure |= fresh
            taken = set(sure.values())
            scores = {
                pair: score
                for pair, score in scores.items()
                if pair[0] not in taken and pair[1] not in sure
            }

    def _candidates(self) -> Iterator[tuple[int, list[int]]]:
        """Yield for each target the sources that share the most of what is rare."""
        postings: dict[Trait, list[int]] = defaultdict(list)
        for source, traits in self._sources.items():
            for trait in traits.found:
                postings[trait].append(source)
        for target, traits in self._targets.items():
            votes: dict[int, float] = defaultdict(float)
            for trait in traits.found:
                holders = postings.get(trait, ())
                for source in holders:
                    votes[source] += 1 / len(holders)
            yield target, sorted(votes, key=lambda source: -votes[source])[:_CANDIDATES]

    def in_order(self, sources: Sequence[int], targets: Sequence[int]) -> list[Pair]:
        """Align two rows of paragraphs without a crossing; the most likely way wins."""
        if not sources or not targets:
            return []
        best: dict[Pair, tuple[float, Pair]] = {(0, 0): (0.0, (0, 0))}
        slope = len(targets) / len(sources)
        band = max(_BAND, abs(len(sources) - len(targets)) + 3)
        for row in range(len(sources) + 1):
            middle = int(row * slope)
            columns = range(max(0, middle - band), min(len(targets), middle + band) + 1)
            for column in columns:
                if row or column:
                    self._step(best, sources, targets, row, column)
        return list(_traced(best, sources, targets))

    def _step(
        self,
        best: dict[Pair, tuple[float, Pair]],
        sources: Sequence[int],
        targets: Sequence[int],
        row: int,
        column: int,
    ) -> None:
        """Note the best way to have aligned so many sources with so many targets."""
        ways: list[tuple[float, Pair]] = []
        alone = _LAST_SOURCES_ALONE if column == len(targets) else _SOURCE_ALONE
        for rows, columns, cost in ((1, 0, alone), (0, 1, _TARGET_ALONE)):
            came = best.get((row - rows, column - columns))
            if came:
                ways.append((came[0] + cost, (row - rows, column - columns)))
        for rows, columns, cost in _BEADS:
            came = best.get((row - rows, column - columns))
            if came:
                score = self.evidence(sources[row - rows : row], targets[column - columns : column])
                ways.append((came[0] + cost + score, (row - rows, column - columns)))
        if ways:
            best[row, column] = max(ways)

    def leftovers(self, found: Iterable[Pair]) -> list[Pair]:
        """Return pairs of what is left that are likely, the likeliest first."""
        taken_sources = {pair[0] for pair in found}
        taken_targets = {pair[1] for pair in found}
        pairs = []
        for target, candidates in self._candidates():
            if target not in taken_targets:
                for source in candidates:
                    if source not in taken_sources:
                        pairs.append((self.evidence([source], [target]), source, target))
        more: list[Pair] = []
        for score, source, target in sorted(pairs, reverse=True):
            if score >= _LIKELY and source not in taken_sources and target not in taken_targets:
                taken_sources.add(source)
                taken_targets.add(target)
                more.append((source, target))
        return more

    def halves(self, found: Iterable[Pair]) -> list[Pair]:
        """Return pairs for what is left beside a found pair and makes it a better one.

        A paragraph that was cut after it was moved has its second half there.
        """
        sources_of: dict[int, list[int]] = defaultdict(list)
        targets_of: dict[int, list[int]] = defaultdict(list)
        for source, target in found:
            sources_of[target].append(source)
            targets_of[source].append(target)
        more: list[Pair] = []
        for target in self._targets:
            if target not in sources_of:
                near = [sources_of[beside] for beside in (target - 1, target + 1)]
                fit = self._best_fit([row[0] for row in near if len(row) == 1], target, targets_of)
                more += [(fit, target)] if fit is not None else []
        for source in self._sources:
            if source not in targets_of:
                near = [targets_of[beside] for beside in (source - 1, source + 1)]
                fit = self._best_fit_back(
                    [row[0] for row in near if len(row) == 1], source, sources_of
                )
                more += [(source, fit)] if fit is not None else []
        return more

    def _best_fit(
        self, sources: Iterable[int], target: int, targets_of: Mapping[int, list[int]]
    ) -> int | None:
        """Return the source whose targets are much likelier with this one."""
        gains = [
            (
                self.evidence([source], [*targets_of[source], target])
                - self.evidence([source], targets_of[source]),
                source,
            )
            for source in sources
        ]
        gain, source = max(gains, default=(0.0, -1))
        return source if gain >= _GAIN else None

    def _best_fit_back(
        self, targets: Iterable[int], source: int, sources_of: Mapping[int, list[int]]
    ) -> int | None:
        """Return the target whose sources are much likelier with this one."""
        gains = [
            (
                self.evidence([*sources_of[target], source], [target])
                - self.evidence(sources_of[target], [target]),
                target,
            )
            for target in targets
        ]
        gain, target = max(gains, default=(0.0, -1))
        return target if gain >= _GAIN else None


def _standing_out_both_ways(scores: Mapping[Pair, float]) -> dict[int, int]:
    """Return target -> source where each is by far the best for the other."""
    ways: dict[int, list[tuple[float, int]]] = defaultdict(list)
    back: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (source, target), score in scores.items():
        ways[target].append((score, source))
        back[source].append((score, target))
    best = {target: _standing_out(row) for target, row in ways.items()}
    return {
        target: source
        for target, source in best.items()
        if source is not None and _standing_out(back[source]) == target
    }


def _standing_out(row: Sequence[tuple[float, int]]) -> int | None:
    """Return the best of scored places, if it is good and far better than the second."""
    first, *rest = sorted(row, reverse=True)
    second = rest[0][0] if rest else 0.0
    return first[1] if first[0] >= max(_SURE, second + _MARGIN) else None


def _traced(
    best: dict[Pair, tuple[float, Pair]], sources: Sequence[int], targets: Sequence[int]
) -> Iterator[Pair]:
    """Yield the pairs of the best way, from the end."""
    here = (len(sources), len(targets))
    while here != (0, 0):
        came = best[here][1]
        for row in range(came[0], here[0]):
            for column in range(came[1], here[1]):
                yield sources[row], targets[column]
        here = came
