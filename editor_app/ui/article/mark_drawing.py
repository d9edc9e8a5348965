"""Draws marks under and behind the words of a paragraph that is laid out: quiet, and without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil

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


Line = tuple[QTextLine, int, int]
"""A line of a laid out paragraph, and where it begins and ends in UTF-16 units."""


def draw_lines(
    painter: QPainter,
    layout: QTextLayout,
    text: str,
    origin: QPointF,
    marks: Sequence[TextMark],
    theme: Theme,
) -> None:
    """Draw lines under the marked words of a paragraph, laid out from ``origin`` on.

    Marks count from the first word of ``text``: what a paragraph is stored as has no outer space.
    """
    drawn = [(mark, *theme.mark(mark.look)) for mark in marks]
    wanted = [item for item in drawn if item[2] != GROUND]
    lines = _in_sight(painter, layout, origin) if wanted else []
    if not lines:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark, colour, way in wanted:
        for line, left, width in _stretches(layout, lines, text, mark):
            below = line.y() + line.ascent() + max(BELOW, line.descent() * SHARE)
            _draw_line(painter, QPointF(left, below) + origin, width, colour, way)
    painter.restore()


def draw_grounds(
    painter: QPainter,
    layout: QTextLayout,
    text: str,
    origin: QPointF,
    marks: Sequence[TextMark],
    theme: Theme,
) -> None:
    """Draw the grounds behind the marked words of a paragraph, before these are drawn."""
    drawn = [(mark, *theme.mark(mark.look)) for mark in marks]
    wanted = [item for item in drawn if item[2] == GROUND]
    lines = _in_sight(painter, layout, origin) if wanted else []
    if not lines:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for mark, colour, _way in wanted:
        painter.setBrush(colour)
        for line, left, width in _stretches(layout, lines, text, mark):
            high = line.ascent() + line.descent()
            area = QRectF(left, line.y() + 1, width, high - 1)
            painter.drawRoundedRect(area.translated(origin), ROUND, ROUND)
    painter.restore()


def _in_sight(painter: QPainter, layout: QTextLayout, origin: QPointF) -> list[Line]:
    """Return the lines that are painted now: at a key it is hardly more than one."""
    clip = painter.clipBoundingRect() if painter.hasClipping() else None
    lines = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        top = origin.y() + line.y()
        if clip is None or (top < clip.bottom() and clip.top() < top + line.height() + BELOW):
            first = line.textStart()
            lines.append((line, first, first + line.textLength()))
    return lines


def _stretches(
    layout: QTextLayout, lines: Sequence[Line], text: str, mark: TextMark
) -> Iterator[tuple[QTextLine, float, float]]:
    """Yield the lines that a mark stands on, where it begins there and how wide it is."""
    lead = lead_of(text)
    start, end = to_utf16(text, mark.start + lead), to_utf16(text, mark.end + lead)
    composed = utf16_length(layout.preeditAreaText())
    if composed:  # what is composed stands in the lines, but not yet in the text
        preedit = layout.preeditAreaPosition()
        start, end = (place + composed * (place >= preedit) for place in (start, end))
    for line, first, last in lines:
        if start < last and first < end:
            left, right = x_of(line, max(start, first)), x_of(line, min(end, last))
            if right > left:
                yield line, left, right - left


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
