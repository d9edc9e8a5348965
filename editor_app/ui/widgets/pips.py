"""Pips: the shape of a language of a story: empty, half, full, or an exclamation mark."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

SIZE = 9.0
STEP = 13.0


def paint_pip(painter: QPainter, centre: QPointF, shape: str, ink: QColor, alert: QColor) -> None:
    """Paint one pip; ``shape`` is empty, half, full or alert, ``alert`` the colour of the mark."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    circle = QRectF(centre.x() - SIZE / 2, centre.y() - SIZE / 2, SIZE, SIZE)
    if shape == "alert":
        _paint_mark(painter, circle, alert)
    else:
        painter.setBrush(ink if shape == "full" else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1.3))
        painter.drawEllipse(circle.adjusted(0.65, 0.65, -0.65, -0.65))
        if shape == "half":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawPie(circle.adjusted(0.65, 0.65, -0.65, -0.65), 90 * 16, 180 * 16)
    painter.restore()


def _paint_mark(painter: QPainter, circle: QRectF, colour: QColor) -> None:
    """Paint the exclamation mark where the circle would be."""
    font = QFont(painter.font())
    font.setPixelSize(12)
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(circle.adjusted(-3, -4, 3, 4), Qt.AlignmentFlag.AlignCenter, "!")


def paint_pips(
    painter: QPainter, area: QRectF, shapes: tuple[str, ...], ink: QColor, alert: QColor
) -> None:
    """Paint the pips of a story from the left of ``area``, centred in its height."""
    for place, shape in enumerate(shapes):
        centre = QPointF(area.left() + SIZE / 2 + place * STEP, area.center().y())
        paint_pip(painter, centre, shape, ink, alert)


def width_of(number: int) -> float:
    """Return the width in pixels that so many pips take."""
    return SIZE + STEP * (number - 1) if number else 0.0
