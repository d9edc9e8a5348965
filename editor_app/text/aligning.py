"""Which target paragraph renders which source paragraph, told from place and content alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise


def align(
    sources: Sequence[str], targets: Sequence[str], pinned: Iterable[tuple[int, int]] = ()
) -> list[tuple[int, int]]:
    """Return new (source, target) positions beside the ``pinned`` ones, in order of the targets."""
    fixed = sorted(pinned)
    taken_sources = {source for source, _ in fixed}
    taken_targets = {target for _, target in fixed}
    found: list[tuple[int, int]] = []
    bounds = [(-1, -1), *_rising(fixed), (len(sources), len(targets))]
    for (source_start, target_start), (source_end, target_end) in pairwise(bounds):
        free_sources = [n for n in range(source_start + 1, source_end) if n not in taken_sources]
        free_targets = [n for n in range(target_start + 1, target_end) if n not in taken_targets]
        found.extend(zip(free_sources, free_targets, strict=False))
    return found


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    rising: list[tuple[int, int]] = []
    for pair in pairs:
        if not rising or (pair[0] > rising[-1][0] and pair[1] > rising[-1][1]):
            rising.append(pair)
    return rising
