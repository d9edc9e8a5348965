"""The right edge of a row of Translate: the bar of its state, its letter, a finding's sign."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from editor_app.ui.article.signs import SIZE, draw_sign
from editor_app.ui.article.text_marks import Marks
from editor_app.ui.theme import Theme
from editor_app.ui.translation.row import Row, state_tone

GUTTER, BAR = 26, 6
BAR_STRENGTH = 0.6
LETTER, BELOW_LETTER = 20, 24


def paint_state(painter: QPainter, row: Row, area: QRectF, signs: Marks, theme: Theme) -> None:
    """Paint the bar of a row's state with its letter, and the gravest of its findings."""
    tone = state_tone(row.state, stale=row.stale)
    plain = tone == "plain"
    letter = QRectF(area.right() - GUTTER, area.top() + 4, GUTTER - BAR - 2, LETTER)
    painter.setFont(theme.ui_font(10, QFont.Weight.DemiBold))
    painter.setPen(theme.colour("ink3" if plain else tone))
    painter.drawText(letter, Qt.AlignmentFlag.AlignCenter, row.letter)
    if signs:
        draw_sign(painter, sign_area(area), signs[0].look, theme)
    colour = theme.colour("line" if plain else tone)
    colour.setAlphaF(1.0 if plain else BAR_STRENGTH)
    bar = QRectF(area.right() - BAR, area.top() + 3, BAR, area.height() - 6)
    painter.fillRect(bar.toRect(), colour)  # between two pixels it would take half a millisecond


def sign_area(area: QRectF) -> QRectF:
    """Return where the sign of a finding stands in a row: under the letter of the state."""
    left = area.right() - GUTTER + (GUTTER - BAR - 2 - SIZE) / 2
    return QRectF(left, area.top() + BELOW_LETTER, SIZE, SIZE)


def paint_frame(painter: QPainter, cell: QRectF, theme: Theme) -> None:
    """Paint the frame of the cell that is typed in."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.setBrush(theme.colour("surface"))
    painter.drawRoundedRect(cell.adjusted(1, 1, -1, -2), 4, 4)
    painter.restore()
