"""The signs beside a text: a shape and letter per severity of a finding, a bubble for a note."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from editor_app.ui.article.text_marks import GRAVEST, MarkLook, Marks, TextMark
from editor_app.ui.theme import Theme

SIZE = 15
TAIL = ((2.5, -1), (3, 3.5), (7, -1), (2.5, -1))
LETTERS = {MarkLook.ERROR: "!", MarkLook.WARNING: "!", MarkLook.NOTE: "i"}


def draw_sign(painter: QPainter, area: QRectF, look: MarkLook, theme: Theme) -> None:
    """Draw a sign: a disc for an error, a triangle for a warning, a ring for what is less.

    What somebody noted has a bubble.
    """
    colour, _line = theme.mark(look)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if look is MarkLook.REMARK:
        _draw_bubble(painter, area, theme)
        painter.restore()
        return
    _draw_shape(painter, area, look, colour)
    painter.setFont(theme.ui_font(10, QFont.Weight.Bold))
    painter.setPen(theme.colour("surface") if look is MarkLook.ERROR else colour)
    lower = 1.5 if look is MarkLook.WARNING else 0.0
    letter = area.translated(0, lower)
    painter.drawText(letter, Qt.AlignmentFlag.AlignCenter, LETTERS.get(look, ""))
    painter.restore()


def _draw_shape(painter: QPainter, area: QRectF, look: MarkLook, colour: QColor) -> None:
    inner = area.adjusted(0.75, 0.75, -0.75, -0.75)
    if look is MarkLook.ERROR:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(inner)
        return
    painter.setPen(QPen(colour, 1.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if look is MarkLook.WARNING:
        top = QPointF(inner.center().x(), inner.top())
        painter.drawPolygon(QPolygonF([top, inner.bottomRight(), inner.bottomLeft()]))
    else:
        painter.drawEllipse(inner)


def _draw_bubble(painter: QPainter, area: QRectF, theme: Theme) -> None:
    """Draw what a speaker in a comic has, with two lines of words."""
    ink = QPen(theme.colour("accent"), 1.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    ink.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(ink)
    painter.setBrush(theme.colour("accent-soft"))
    box = area.adjusted(1, 1.5, -1, -4.5)
    outline = QPainterPath()
    outline.addRoundedRect(box, 2.5, 2.5)
    tail = QPolygonF([box.bottomLeft() + QPointF(x, y) for x, y in TAIL])
    speaking = QPainterPath()
    speaking.addPolygon(tail)
    painter.drawPath(outline.united(speaking))
    for height in (0.36, 0.66):
        y = box.top() + box.height() * height
        painter.drawLine(QPointF(box.left() + 3, y), QPointF(box.right() - 3, y))


def parted(marks: Iterable[TextMark]) -> tuple[Marks, Marks]:
    """Return the marks of findings, and those of what somebody noted; each has its own sign."""
    found = tuple(marks)
    notes = tuple(mark for mark in found if mark.look is MarkLook.REMARK)
    return tuple(mark for mark in found if mark.look is not MarkLook.REMARK), notes


def signed(marks: Iterable[TextMark]) -> Marks:
    """Return the marks that have a sign, the gravest first."""
    found = (mark for mark in marks if mark.sign)
    return tuple(sorted(found, key=lambda mark: GRAVEST.index(mark.look)))


def tip_of(marks: Sequence[TextMark]) -> str:
    """Return what a sign says when the mouse rests on it."""
    return "\n".join(dict.fromkeys(mark.tip for mark in marks if mark.tip))
