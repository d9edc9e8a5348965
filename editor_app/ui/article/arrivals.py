"""What must change in the text on the screen when the desk's text changed under it.

Pure: three lists of paragraphs in, the changes to make out. Where both sides changed the same
paragraph the typed one stays; the desk keeps the other one in History.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Arrival:
    """Replace ``count`` paragraphs from number ``first`` on by ``texts``."""

    first: int
    count: int
    texts: tuple[str, ...]


def arrivals(
    base: Sequence[str],
    mine: Sequence[str],
    theirs: Sequence[str],
    precious: Callable[[str], bool] = lambda _text: False,
) -> tuple[Arrival, ...]:
    """Return what brings ``theirs`` into ``mine``, the last place first, so that numbers hold.

    ``base`` is what both sides last agreed on. ``precious`` paragraphs (photos) come in even where
    both sides changed the same place.
    """
    places = _places(base, mine)
    found = []
    for start, end, texts in _changes(base, theirs):
        if start == end:
            found.append(Arrival(_place_between(places, start, len(mine)), 0, texts))
            continue
        kept = [places.get(number) for number in range(start, end)]
        first = kept[0]
        if first is not None and kept == list(range(first, first + len(kept))):
            found.append(Arrival(first, end - start, texts))
            continue
        new = tuple(text for text in texts if precious(text) and text not in mine)
        if new:
            found.append(Arrival(_place_between(places, start, len(mine)), 0, new))
    return tuple(reversed(found))


def nearest(candidates: Iterable[Sequence[str]], theirs: Sequence[str]) -> Sequence[str]:
    """Return the text that ``theirs`` most likely grew out of: that lost the fewest paragraphs.

    Of equals the first one counts; without candidates it is the empty text.
    """
    there = Counter(theirs)

    def distance(candidate: Sequence[str]) -> tuple[int, int]:
        here = Counter(candidate)
        return (here - there).total(), (there - here).total()

    return min(candidates, key=distance, default=())


def _changes(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield what differs: start and end in ``before``, and the paragraphs that stand there now."""
    head, tail = _same_ends(before, after)
    inner_before = before[head : len(before) - tail]
    inner_after = after[head : len(after) - tail]
    matcher = SequenceMatcher(None, inner_before, inner_after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        new = tuple(inner_after[new_start:new_end])
        if len(new) == end - start:  # one for one: each may come in for itself
            for step, text in enumerate(new, head + start):
                yield step, step + 1, (text,)
        else:
            yield head + start, head + end, new


def _places(base: Sequence[str], mine: Sequence[str]) -> dict[int, int]:
    """Return where in ``mine`` each untouched paragraph of ``base`` stands."""
    head, tail = _same_ends(base, mine)
    places = {number: number for number in range(head)}
    inner_base, inner_mine = base[head : len(base) - tail], mine[head : len(mine) - tail]
    matcher = SequenceMatcher(None, inner_base, inner_mine, autojunk=False)
    for start, new_start, size in matcher.get_matching_blocks():
        places.update((head + start + step, head + new_start + step) for step in range(size))
    moved = len(mine) - len(base)
    places.update((number, number + moved) for number in range(len(base) - tail, len(base)))
    return places


def _same_ends(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """Return how many paragraphs are the same at the start and at the end."""
    shorter = min(len(one), len(other))
    head = 0
    while head < shorter and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < shorter - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    return head, tail


def _place_between(places: dict[int, int], number: int, end: int) -> int:
    """Return where new paragraphs before ``number`` of the base belong in ``mine``."""
    for earlier in range(number - 1, -1, -1):
        if earlier in places:
            return places[earlier] + 1
    later = [places[item] for item in places if item >= number]
    return min(later, default=end if number else 0)
