"""The signs of findings beside a text: a shape and letter per severity, never colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from editor_app.ui.article.text_marks import GRAVEST, MarkLook, Marks, TextMark
from editor_app.ui.theme import Theme

SIZE = 15
LETTERS = {MarkLook.ERROR: "!", MarkLook.WARNING: "!", MarkLook.NOTE: "i"}


def draw_sign(painter: QPainter, area: QRectF, look: MarkLook, theme: Theme) -> None:
    """Draw a sign: a filled disc for an error, a triangle for a warning, a ring for a note."""
    colour, _line = theme.mark(look)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
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


def signed(marks: Iterable[TextMark]) -> Marks:
    """Return the marks that have a sign, the gravest first."""
    found = (mark for mark in marks if mark.sign)
    return tuple(sorted(found, key=lambda mark: GRAVEST.index(mark.look)))


def tip_of(marks: Sequence[TextMark]) -> str:
    """Return what a sign says when the mouse rests on it."""
    return "\n".join(dict.fromkeys(mark.tip for mark in marks if mark.tip))
