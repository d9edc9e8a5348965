"""Moving paragraphs and list items past their neighbours, whole, as the keys of an editor do it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from editor_app.text.kinds import ITEM, width
from editor_app.text.lists import STEP


def jumped(texts: Sequence[str], first: int, last: int, way: int) -> tuple[int, int] | None:
    """Return the first and last of the paragraphs that those from ``first`` to ``last`` jump over.

    That is the next one with words in that ``way`` (-1 up, 1 down), and the empty ones before it.
    None where there is no such one: then nothing moves.
    """
    here = (first if way < 0 else last) + way
    while 0 <= here < len(texts):
        if texts[here].strip():
            return (here, first - 1) if way < 0 else (last + 1, here)
        here += way
    return None


def order_of(before: Sequence[str], after: Sequence[str]) -> list[int] | None:
    """Return where each text stood before, when the same texts stand in another order now.

    None when nothing has changed, or more than the order.
    """
    if len(before) != len(after) or before == after:
        return None
    places: dict[str, list[int]] = {}
    for place, text in enumerate(before):
        places.setdefault(text, []).append(place)
    for waiting in places.values():
        waiting.reverse()
    order = []
    for text in after:
        waiting = places.get(text, [])
        if not waiting:
            return None
        order.append(waiting.pop())
    return order


@dataclass(frozen=True)
class MovedItems:
    """A list in another order. The lines that were to be moved stand ``by`` lines further down."""

    text: str
    by: int


def move_items(text: str, first: int, last: int, way: int) -> MovedItems | None:
    """Return a list block in which the items of some lines have jumped over the next item.

    An item takes its further lines and all items under it along, and stays under the item that it
    stands under. Numbers stay in their order. None where the items have no neighbour in that
    ``way``: then nothing moves.
    """
    lines = text.split("\n")
    depths = [_depth(line) for line in lines]
    chosen = _whole_items(depths, first, last)
    start, stop, depth = chosen
    if way < 0:
        other = _begin_above(depths, start, depth), start
    else:
        other = stop, _end_below(depths, stop, depth)
    if other[0] == other[1]:
        return None
    upper, lower = (other, (start, stop)) if way < 0 else ((start, stop), other)
    moved = lines[lower[0] : lower[1]] + lines[upper[0] : upper[1]]
    new = [*lines[: upper[0]], *moved, *lines[lower[1] :]]
    places = [at for at in range(upper[0], lower[1]) if depths[at] == depth]
    after = [_depth(line) for line in new]
    now = [at for at in range(upper[0], lower[1]) if after[at] == depth]
    _keep_numbers(lines, new, places, now)
    return MovedItems("\n".join(new), (other[1] - other[0]) * way)


def holds_all_items(text: str, first: int, last: int) -> bool:
    """Say whether some lines of a list touch all of its outermost items."""
    depths = [_depth(line) for line in text.split("\n")]
    start, stop, _ = _whole_items(depths, first, last)
    return start == 0 and stop == len(depths)


def _depth(line: str) -> int | None:
    """Return the level of the item that a line begins; None for a further line of an item."""
    return width(line) // STEP if ITEM.match(line) else None


def _whole_items(depths: Sequence[int | None], first: int, last: int) -> tuple[int, int, int]:
    """Return where the items that some lines touch begin and end, and their outermost level."""
    start = _item_at(depths, first, None)
    touched = [depth for depth in depths[start : last + 1] if depth is not None]
    depth = min(touched, default=0)
    start = _item_at(depths, start, depth)
    stop = last + 1
    while stop < len(depths) and not _closes(depths[stop], depth):
        stop += 1
    return start, stop, depth


def _item_at(depths: Sequence[int | None], place: int, depth: int | None) -> int:
    """Return the line that begins the item of a line: any, or one of a level at most ``depth``."""
    while place > 0:
        here = depths[place]
        if here is not None and (depth is None or here <= depth):
            return place
        place -= 1
    return 0


def _closes(here: int | None, depth: int) -> bool:
    """Say whether a line begins an item that is not a part of one of this level."""
    return here is not None and here <= depth


def _begin_above(depths: Sequence[int | None], start: int, depth: int) -> int:
    """Return where the neighbour above begins; ``start`` when there is none."""
    here = start - 1
    while here >= 0 and not _closes(depths[here], depth):
        here -= 1
    return here if here >= 0 and depths[here] == depth else start


def _end_below(depths: Sequence[int | None], stop: int, depth: int) -> int:
    """Return where the neighbour below ends; ``stop`` when there is none."""
    if stop >= len(depths) or depths[stop] != depth:
        return stop
    here = stop + 1
    while here < len(depths) and not _closes(depths[here], depth):
        here += 1
    return here


def _keep_numbers(
    lines: Sequence[str], new: list[str], places: Sequence[int], now: Sequence[int]
) -> None:
    """Give numbered items at these places the numbers that stood there in the same order."""
    marks = [_mark(lines[place]) for place in places]
    if not all(mark.endswith(".") for mark in marks):
        return
    for mark, place in zip(marks, now, strict=True):
        old, line = _mark(new[place]), new[place]
        inset = line.index(old)
        new[place] = line[:inset] + mark + line[inset + len(old) :]


def _mark(line: str) -> str:
    """Return the sign or number of an item's first line."""
    found = ITEM.match(line)
    return found[2] if found else ""


def out_of_order(places: Sequence[int], preferred: int | None = None) -> frozenset[int]:
    """Return the fewest of some places (by their number) without which the others only rise.

    Where there is a choice, the ``preferred`` one is among them.
    """
    everything = range(len(places))
    kept = _rising(places, everything)
    if len(kept) < len(places) and preferred is not None:
        others = _rising(places, [item for item in everything if item != preferred])
        kept = others if len(others) == len(kept) else kept
    return frozenset(everything) - kept


def _rising(places: Sequence[int], numbers: Sequence[int]) -> frozenset[int]:
    """Return the most of these numbers whose places rise, or stay the same, from one to the next.

    The way is patience sorting: the last of the best row of each length, and who came before it.
    """
    lasts: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_right(ends, places[number])
        before[number] = lasts[length - 1] if length else None
        lasts[length : length + 1] = [number]
        ends[length : length + 1] = [places[number]]
    kept, here = set(), lasts[-1] if lasts else None
    while here is not None:
        kept.add(here)
        here = before[here]
    return frozenset(kept)
