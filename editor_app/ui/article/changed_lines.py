"""The lines of a paragraph, and which of them an edit changes: only these are painted again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextCharFormat, QTextLayout

BREAK = "\u2028"


class StyledRange(QTextLayout.FormatRange):
    """A format range that says in a word what it looks like: formats are slow to compare."""

    look = ""


Shape = tuple[int, int, str | QTextCharFormat]
"""Where a format begins, how long it is, and what it looks like."""


def shapes_of(ranges: Iterable[QTextLayout.FormatRange]) -> tuple[Shape, ...]:
    """Return format ranges as they are compared."""
    return tuple(
        [(item.start, item.length, getattr(item, "look", "") or item.format) for item in ranges]
    )


class Laid(NamedTuple):
    """A paragraph as it lies: per line (start, length, inset), and where the lines begin.

    ``tops`` has one more than there are lines: the end of the last. ``composed`` says that an input
    method shows something in it.
    """

    lines: tuple[tuple[int, int, float], ...]
    tops: tuple[float, ...]
    formats: tuple[Shape, ...]
    composed: bool

    @property
    def height(self) -> float:
        """The height of all lines."""
        return self.tops[-1]


def lay_lines(
    layout: QTextLayout,
    text: str,
    shapes: tuple[Shape, ...],
    column: QRectF,
    least: float,
    hang: Callable[[str, int], float] | None,
) -> Laid:
    """Break a paragraph into lines at least so high; ``hang`` says how far wrapped ones are in.

    ``shapes`` are those of the formats that the layout has.
    """
    left, width = column.left(), column.width()
    lines: list[tuple[int, int, float]] = []
    tops = [0.0]
    place, begins, inside, first = 0.0, True, 0.0, 0
    breaks = BREAK in text
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        if begins and hang is not None:
            inside = hang(text, first)
        inset = 0.0 if begins else inside
        line.setLineWidth(width - inset)
        high = line.height()
        step = least if high <= least else max(least, ceil(high))
        line.setPosition(QPointF(left + inset, place + (step - high) / 2))
        place += step
        length = line.textLength()
        lines.append((first, length, inset))
        tops.append(place)
        first += length
        begins = breaks and text[first - 1 : first] == BREAK
    layout.endLayout()
    return Laid(tuple(lines), tuple(tops), shapes, bool(layout.preeditAreaText()))


def changed_lines(before: Laid, after: Laid, at: int, removed: int, added: int) -> range:
    """Return the numbers of the lines that an edit at ``at`` has made other ones.

    Around them nothing has changed: neither words nor formats nor places.
    """
    everything = range(len(after.lines))
    way = added - removed
    if before.composed or after.composed or before.tops != after.tops:
        return everything
    if not _same_formats(before, after, at, way):
        return everything
    touched = [
        number
        for number, (old, new) in enumerate(zip(before.lines, after.lines, strict=True))
        if not (
            (new == old and new[0] + new[1] < at)
            or (new == (old[0] + way, *old[1:]) and new[0] > at + added)
        )
    ]
    return range(touched[0], touched[-1] + 1) if touched else range(0)


def _same_formats(before: Laid, after: Laid, at: int, way: int) -> bool:
    """Say whether the same words are formatted: what lies behind the edit has moved along."""
    if len(before.formats) != len(after.formats):
        return False
    for (old, length, look), (start, now, look_now) in zip(
        before.formats, after.formats, strict=True
    ):
        moved = old + (way if old >= at else 0)
        end = old + length + (way if old + length >= at else 0)
        beside = old >= at and start == old  # typed right before it, or into it
        if (start != moved and not beside) or start + now != end or look != look_now:
            return False
    return True
