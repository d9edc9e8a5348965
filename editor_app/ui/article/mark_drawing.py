"""Draws marks under and behind the words of a paragraph that is laid out: quiet, and without it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil, inf
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTextLayout, QTextLine

from editor_app.ui.article.paper_layout import LINE_BREAK, x_of
from editor_app.ui.article.text_marks import TextMark
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.positions import to_utf16, utf16_length

BELOW, SHARE = 3.0, 0.6  # pixels from the base line, at least; share of what letters hang below it
GROUND, ROUND = "ground", 2.0
WAVE, RISE = 4.0, 1.5
DASHES = {"dots": [1.0, 2.0], "dashes": [4.0, 2.5]}


class Stretch(NamedTuple):
    """A marked piece of a line: where it begins in the paragraph, and how wide it is."""

    mark: TextMark
    line: QTextLine
    left: float
    width: float


def stretches(
    painter: QPainter, layout: QTextLayout, text: str, origin: QPointF, marks: Sequence[TextMark]
) -> list[Stretch]:
    """Return what is marked in the lines that are painted now: at a key it is hardly more than one.

    The paragraph is laid out from ``origin`` on. Marks count from the first word of ``text``: what
    a paragraph is stored as has no outer space.
    """
    lines = list(_in_sight(painter, layout, origin))
    if not lines:
        return []
    lead, wide = lead_of(text), utf16_length(text) > len(text)
    composed = utf16_length(layout.preeditAreaText())
    preedit = layout.preeditAreaPosition()
    begin, stop = lines[0].textStart(), lines[-1].textStart() + lines[-1].textLength()
    found: list[Stretch] = []
    for mark in marks:
        start, end = mark.start + lead, mark.end + lead
        if wide:
            start, end = to_utf16(text, start), to_utf16(text, end)
        if composed:  # what is composed stands in the lines, but not yet in the text
            start, end = (place + composed * (place >= preedit) for place in (start, end))
        if start < stop and begin < end:
            found += _pieces(mark, lines, start, end)
    return found


def draw_lines(painter: QPainter, found: Sequence[Stretch], origin: QPointF, theme: Theme) -> None:
    """Draw lines under marked words, after these are drawn."""
    drawn = [(item, *theme.mark(item.mark.look)) for item in found]
    wanted = [item for item in drawn if item[2] != GROUND]
    if not wanted:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for item, colour, way in wanted:
        line = item.line
        below = line.y() + line.ascent() + max(BELOW, line.descent() * SHARE)
        _draw_line(painter, QPointF(item.left, below) + origin, item.width, colour, way)
    painter.restore()


def draw_grounds(
    painter: QPainter, found: Sequence[Stretch], origin: QPointF, theme: Theme
) -> None:
    """Draw the grounds behind marked words, before these are drawn."""
    drawn = [(item, *theme.mark(item.mark.look)) for item in found]
    wanted = [item for item in drawn if item[2] == GROUND]
    if not wanted:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for item, colour, _way in wanted:
        painter.setBrush(colour)
        high = item.line.ascent() + item.line.descent()
        area = QRectF(item.left, item.line.y() + 1, item.width, high - 1)
        painter.drawRoundedRect(area.translated(origin), ROUND, ROUND)
    painter.restore()


def _in_sight(painter: QPainter, layout: QTextLayout, origin: QPointF) -> Iterator[QTextLine]:
    """Yield the lines that are painted now."""
    count = layout.lineCount()
    top, bottom = -inf, inf
    if painter.hasClipping():
        clip = painter.clipBoundingRect().translated(-origin)
        top, bottom = clip.top() - BELOW, clip.bottom()
    first = bisect_right(range(count), top, key=lambda number: _bottom(layout.lineAt(number)))
    for number in range(first, count):
        line = layout.lineAt(number)
        if line.y() >= bottom:
            return
        yield line


def _bottom(line: QTextLine) -> float:
    return line.y() + line.height()


def _pieces(mark: TextMark, lines: Sequence[QTextLine], start: int, end: int) -> Iterator[Stretch]:
    """Yield the lines that words stand on (in UTF-16 units of the layout)."""
    for line in lines:
        first = line.textStart()
        last = first + line.textLength()
        if start < last and first < end:
            left, right = x_of(line, max(start, first)), x_of(line, min(end, last))
            if right > left:
                yield Stretch(mark, line, left, right - left)


def _draw_line(painter: QPainter, place: QPointF, width: float, colour: QColor, way: str) -> None:
    if way == "wave":
        painter.setPen(QPen(colour, 1.1))
        painter.drawPolyline(_wave(ceil(width)).translated(place))
        return
    pen = QPen(colour, 1.4)
    if way in DASHES:
        pen.setDashPattern(DASHES[way])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(place, place + QPointF(width, 0))


@lru_cache(maxsize=500)
def _wave(width: int) -> QPolygonF:
    """Return a zigzag from the origin to the right."""
    steps = max(round(width / (WAVE / 2)), 2)
    step = width / steps
    return QPolygonF([QPointF(step * at, RISE if at % 2 else 0.0) for at in range(steps + 1)])


def lead_of(text: str) -> int:
    """Return how much outer space stands before a paragraph's words."""
    return len(text) - len(text.replace(LINE_BREAK, "\n").lstrip())
