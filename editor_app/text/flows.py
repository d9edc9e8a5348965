"""Where words went: how much of each old text stands in each new one, both read in order.

This is what tells a paragraph that was split, merged or lost a sentence to its neighbour from one
that was typed anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

_SHORTEST_RUN = 3


@dataclass(frozen=True)
class Flows:
    """``shared[old, new]``: characters of text ``old`` found in text ``new``; the sizes of both."""

    shared: Mapping[tuple[int, int], int]
    old_sizes: tuple[int, ...]
    new_sizes: tuple[int, ...]

    def carries(self, old: int, new: int) -> bool:
        """Say whether at least half of one of the two texts is shared with the other."""
        shared = self.shared.get((old, new), 0)
        least = min(self.old_sizes[old], self.new_sizes[new])
        return shared > 0 and shared * 2 >= least


def tokens_of(text: str) -> list[str]:
    """Return words, single Chinese characters and single marks."""
    return _token().findall(text)


@cache
def _token() -> re.Pattern[str]:
    """Return what a token is; compiled when it is first wanted, as large classes take long."""
    return re.compile(
        r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\W\u2e80-\u9fff]+|[^\w\s]"
    )


def flows_between(olds: Sequence[list[str]], news: Sequence[list[str]]) -> Flows:
    """Align the tokens of all old texts with those of all new ones and count what is shared.

    Only runs of three tokens and more count, or runs that are a whole text: single common words
    would tie everything to everything. Takes time and memory of (tokens x tokens) / 64.
    """
    from rapidfuzz.distance import LCSseq

    old_tokens, old_owner = _chained(olds)
    new_tokens, new_owner = _chained(news)
    shared: dict[tuple[int, int], int] = {}
    for step in LCSseq.opcodes(old_tokens, new_tokens):
        if step.tag != "equal":
            continue
        for start, end in _runs(
            old_owner, new_owner, step.src_start, step.dest_start, step.src_end
        ):
            pair = old_owner[start], new_owner[start - step.src_start + step.dest_start]
            whole = min(len(olds[pair[0]]), len(news[pair[1]]))
            if end - start >= min(_SHORTEST_RUN, whole):
                size = sum(map(len, old_tokens[start:end]))
                shared[pair] = shared.get(pair, 0) + size
    return Flows(shared, _sizes(olds), _sizes(news))


def _chained(texts: Sequence[list[str]]) -> tuple[list[str], list[int]]:
    """Return all tokens one after the other, and for each the number of its text."""
    tokens = [token for text in texts for token in text]
    owners = [number for number, text in enumerate(texts) for _ in text]
    return tokens, owners


def _sizes(texts: Sequence[list[str]]) -> tuple[int, ...]:
    return tuple(sum(map(len, text)) for text in texts)


def _runs(
    old_owner: list[int], new_owner: list[int], start: int, new_start: int, stop: int
) -> list[tuple[int, int]]:
    """Cut an equal stretch of old tokens where the old or the new text changes."""
    shift = new_start - start
    cuts = [start]
    for place in range(start + 1, stop):
        changes = old_owner[place] != old_owner[place - 1]
        if changes or new_owner[place + shift] != new_owner[place + shift - 1]:
            cuts.append(place)
    cuts.append(stop)
    return list(pairwise(cuts))
