"""Which target paragraph renders which source paragraph, told from place and content alone.

Paragraphs that are linked already stay as they are. The others are told by their sentences, first
in order between linked neighbours, then wherever they were moved to; a paragraph renders those
whose sentences it renders, so that it does not matter how often they were joined and cut. Long
texts are told by whole paragraphs, very long ones by those that stand out.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, product
from math import log

from editor_app.text.cutting import Cut, cut, whole
from editor_app.text.evidence import Evidence, Places
from editor_app.text.landmarks import Landmarks
from editor_app.text.pairing import Pair, paired
from editor_app.text.traits import Trait

Stretch = tuple[list[int], list[int]]

_SURE = 4.5
_MARGIN = 1.5
_LIKELY = 2.0
_NOT_AGAINST = -5.0
_BEGUN = 0.65
_AGAINST = -3.0
_CANDIDATES = 8
_COMMON = 60
_BAND = 40
_MOST_SOURCES = 400
_MOST_COMPARED = 10_000
_MOST_SENTENCES = 10_000
_BESIDE = 3.0
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
    sources: Sequence[str],
    targets: Sequence[str],
    landmarks: Landmarks,
    pinned: Iterable[Pair] = (),
) -> list[Pair]:
    """Return new (source, target) positions beside the ``pinned`` ones, in order of the targets.

    Only positions that no pinned pair holds are paired. What stands at the others is not read: so
    while somebody types in linked paragraphs, nothing is compared anew.
    """
    fixed = sorted(set(pinned))
    held_sources, held_targets = {pair[0] for pair in fixed}, {pair[1] for pair in fixed}
    return list(
        _aligned(
            tuple("" if place in held_sources else text for place, text in enumerate(sources)),
            tuple("" if place in held_targets else text for place, text in enumerate(targets)),
            landmarks,
            tuple(fixed),
        )
    )


@lru_cache(maxsize=16)
def _aligned(
    sources: Sequence[str], targets: Sequence[str], landmarks: Landmarks, fixed: Sequence[Pair]
) -> tuple[Pair, ...]:
    """Do the work of ``align``; it is asked for again at each settling while a text is unlinked."""
    held_sources, held_targets = {pair[0] for pair in fixed}, {pair[1] for pair in fixed}
    free_sources = [place for place in range(len(sources)) if place not in held_sources]
    free_targets = [place for place in range(len(targets)) if place not in held_targets]
    if not free_sources or not free_targets:
        return ()
    stretches = list(_stretches(free_sources, free_targets, fixed, len(sources), len(targets)))
    if len(free_sources) > _MOST_SOURCES:
        stretches = [(near[: max(_BAND, 3 * len(run))], run) for near, run in stretches]
        free_sources = sorted({source for near, _ in stretches for source in near})
    table = _Table(Evidence(sources, targets, free_sources, free_targets, landmarks))
    if len(free_sources) * len(free_targets) > _MOST_COMPARED:
        found = _many(table, stretches)
    else:
        ours, theirs = cut(sources, free_sources), cut(targets, free_targets)
        if len(ours.free) * len(theirs.free) > _MOST_SENTENCES:
            ours, theirs = whole(sources, free_sources), whole(targets, free_targets)
        found = _few(ours, theirs, landmarks, fixed, stretches)
        found.update(table.left_for_each_other({*fixed, *found}))
    found.update(table.begun({*fixed, *found}))
    return tuple(sorted(found, key=lambda pair: (pair[1], pair[0])))


def _few(
    ours: Cut,
    theirs: Cut,
    landmarks: Landmarks,
    fixed: Iterable[Pair],
    stretches: Sequence[Stretch],
) -> set[Pair]:
    """Return the pairs of the likeliest whole, wherever paragraphs were moved to."""
    evidence = Evidence(ours.texts, theirs.texts, ours.free, theirs.free, landmarks)
    table = _Table(evidence)
    rows = [(ours.of(near), theirs.of(run)) for near, run in stretches]
    in_order = [pair for near, run in rows for pair in table.in_order(near, run)]
    near = {target: frozenset(sources) for sources, run in rows for target in run}
    pinned = [(ours.first[source], theirs.first[target]) for source, target in fixed]
    worth: dict[Pair, float] = defaultdict(float)
    for (olds, news), here in paired(evidence, pinned, in_order, near).items():
        sides = {ours.paragraphs[old] for old in olds}, {theirs.paragraphs[new] for new in news}
        for pair in product(*sides):
            worth[pair] += here
    return _worthwhile(worth)


def _worthwhile(worth: Mapping[Pair, float]) -> set[Pair]:
    """Return the pairs less those that are worth little beside others of the same paragraphs."""
    kept = set(worth)
    for pair in sorted(worth, key=lambda pair: (worth[pair], pair)):
        beside = kept - {pair}
        if worth[pair] < _BESIDE and any(a == pair[0] or b == pair[1] for a, b in beside):
            kept = beside
    return kept


def _many(table: _Table, stretches: Sequence[Stretch]) -> set[Pair]:
    """Return pairs of long texts: those that stand out, and the rest in order between them."""
    sure = table.sure_pairs()
    found = set(_moved(sure, stretches))
    taken_sources, taken_targets = {pair[0] for pair in found}, {pair[1] for pair in found}
    for near, run in stretches:
        left = [source for source in near if source not in taken_sources]
        right = [target for target in run if target not in taken_targets]
        for part in _parts(left, right, sure):
            fresh = table.in_order(*part)
            taken_sources |= {pair[0] for pair in fresh}
            found.update(fresh)
    found.update(table.leftovers(found))
    return found


def _stretches(
    free_sources: Sequence[int],
    free_targets: Sequence[int],
    fixed: Sequence[Pair],
    source_count: int,
    target_count: int,
) -> Iterator[Stretch]:
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


def _moved(sure: dict[int, int], stretches: Iterable[Stretch]) -> Iterator[Pair]:
    """Yield the sure pairs that are not where the order of their stretch has them."""
    for near, run in stretches:
        inside = set(near)
        here = [(target, sure[target]) for target in run if target in sure]
        chain = set(_rising([pair for pair in here if pair[1] in inside]))
        yield from ((source, target) for target, source in here if (target, source) not in chain)


def _parts(sources: list[int], targets: list[int], sure: Mapping[int, int]) -> Iterator[Stretch]:
    """Cut long rows side by side between neighbours that are sure on both sides."""
    source_places = {source: place for place, source in enumerate(sources)}
    start = (0, 0)
    for place in range(1, len(targets)):
        before = source_places.get(sure.get(targets[place - 1], -1), -1)
        here = source_places.get(sure.get(targets[place], -1), -1)
        if before >= start[0] and here == before + 1 and place - start[1] >= _BAND:
            yield sources[start[0] : here], targets[start[1] : place]
            start = (here, place)
    yield sources[start[0] :], targets[start[1] :]


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

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self._sources, self._targets = evidence.sources, evidence.targets
        self._weights = evidence.weights

    def sure_pairs(self) -> dict[int, int]:
        """Return target -> source where each is by far the best for the other.

        What was found makes room: among the rest, more stand out.
        """
        scores = {
            (source, target): self.evidence.of((source,), (target,))
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
                if len(holders) <= _COMMON:
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
                olds = tuple(sources[row - rows : row])
                news = tuple(targets[column - columns : column])
                if rows != columns and not self._may_be_one(olds, news):
                    continue
                score = self.evidence.of(olds, news)
                ways.append((came[0] + cost + score, (row - rows, column - columns)))
        if ways:
            best[row, column] = max(ways)

    def _may_be_one(self, olds: Places, news: Places) -> bool:
        """Say whether several may be rendered by one, or one by several."""
        return self.evidence.same_size(olds, news) and self.evidence.alike(olds, news)

    def begun(self, paired: Iterable[Pair]) -> list[Pair]:
        """Return pairs for short targets that stand where the next free source is to be rendered.

        Somebody is typing there: a few words say little, but the place says enough unless they
        speak against it.
        """
        sources_of: dict[int, list[int]] = defaultdict(list)
        for source, target in paired:
            sources_of[target].append(source)
        taken = {source for row in sources_of.values() for source in row}
        waiting = [source for source in sorted(self._sources) if source not in taken]
        more: list[Pair] = []
        last = -1
        for target, end in _with_next(sorted({*self._targets, *sources_of}), sources_of):
            if target in sources_of:
                last = max(sources_of[target])
                continue
            place = bisect_right(waiting, last)
            if place < len(waiting) and waiting[place] < end:
                source = waiting[place]
                if self._may_begin(source, target):
                    more.append((source, target))
                    last = source
        return more

    def _may_begin(self, source: int, target: int) -> bool:
        """Say whether the target is short and nothing in it speaks against the source."""
        ours, theirs = self._sources[source], self._targets[target]
        if theirs.size > _BEGUN * ours.size:
            return False
        return self._weights.evidence_of_beginning(ours, theirs) >= _AGAINST

    def left_for_each_other(self, paired: Iterable[Pair]) -> list[Pair]:
        """Return pairs of what nothing else was found for, each the best by far for the other.

        Of the few that are left less has to speak for a pair than among all.
        """
        pairs = list(paired)
        sources = self._sources.keys() - {pair[0] for pair in pairs}
        targets = self._targets.keys() - {pair[1] for pair in pairs}
        scores = {
            (source, target): self.evidence.of((source,), (target,))
            for source, target in product(sorted(sources), sorted(targets))
        }
        more = _standing_out_both_ways(scores, _NOT_AGAINST)
        return [(source, target) for target, source in more.items()]

    def leftovers(self, found: Iterable[Pair]) -> list[Pair]:
        """Return pairs of what is left that are likely, the likeliest first."""
        taken_sources = {pair[0] for pair in found}
        taken_targets = {pair[1] for pair in found}
        pairs = []
        for target, candidates in self._candidates():
            if target not in taken_targets:
                for source in candidates:
                    if source not in taken_sources:
                        pairs.append((self.evidence.of((source,), (target,)), source, target))
        more: list[Pair] = []
        for score, source, target in sorted(pairs, reverse=True):
            if score >= _LIKELY and source not in taken_sources and target not in taken_targets:
                taken_sources.add(source)
                taken_targets.add(target)
                more.append((source, target))
        return more


def _with_next(targets: Sequence[int], sources_of: Mapping[int, Sequence[int]]) -> Iterator[Pair]:
    """Yield each target with the first source of the next linked one, or one beyond all."""
    ends: dict[int, int] = {}
    end = sys.maxsize
    for target in reversed(targets):
        ends[target] = end
        end = min(sources_of.get(target, [end]))
    yield from reversed(ends.items())


def _standing_out_both_ways(scores: Mapping[Pair, float], least: float = _SURE) -> dict[int, int]:
    """Return target -> source where each is by far the best for the other, and good enough."""
    ways: dict[int, list[tuple[float, int]]] = defaultdict(list)
    back: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (source, target), score in scores.items():
        ways[target].append((score, source))
        back[source].append((score, target))
    best = {target: _standing_out(row, least) for target, row in ways.items()}
    return {
        target: source
        for target, source in best.items()
        if source is not None and _standing_out(back[source], least) == target
    }


def _standing_out(row: Sequence[tuple[float, int]], least: float) -> int | None:
    """Return the best of scored places, if it is good and far better than the second."""
    first, *rest = sorted(row, reverse=True)
    beyond = rest[0][0] + _MARGIN if rest else least
    return first[1] if first[0] >= max(least, beyond) else None


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
