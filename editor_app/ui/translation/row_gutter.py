"""The edges of a row of Translate: its state and a finding's sign at the right, a note's left."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from editor_app.ui.article.signs import SIZE, draw_sign, parted, tip_of
from editor_app.ui.article.text_marks import Marks
from editor_app.ui.theme import Theme
from editor_app.ui.translation.row import Row, state_tone

GUTTER, BAR = 26, 6
BAR_STRENGTH = 0.6
LETTER, BELOW_LETTER = 20, 24
NOTE_TOP = 14


def paint_state(painter: QPainter, row: Row, area: QRectF, signs: Marks, theme: Theme) -> None:
    """Paint the bar of a row's state with its letter, the gravest of its findings, and a note."""
    tone = state_tone(row.state, stale=row.stale)
    plain = tone == "plain"
    letter = QRectF(area.right() - GUTTER, area.top() + 4, GUTTER - BAR - 2, LETTER)
    painter.setFont(theme.ui_font(10, QFont.Weight.DemiBold))
    painter.setPen(theme.colour("ink3" if plain else tone))
    painter.drawText(letter, Qt.AlignmentFlag.AlignCenter, row.letter)
    for place, marks in _signs(area, signs):
        draw_sign(painter, place, marks[0].look, theme)
    colour = theme.colour("line" if plain else tone)
    colour.setAlphaF(1.0 if plain else BAR_STRENGTH)
    bar = QRectF(area.right() - BAR, area.top() + 3, BAR, area.height() - 6)
    painter.fillRect(bar.toRect(), colour)  # between two pixels it would take half a millisecond


def sign_area(area: QRectF) -> QRectF:
    """Return where the sign of a finding stands in a row: under the letter of the state."""
    left = area.right() - GUTTER + (GUTTER - BAR - 2 - SIZE) / 2
    return QRectF(left, area.top() + BELOW_LETTER, SIZE, SIZE)


def note_area(area: QRectF) -> QRectF:
    """Return where the sign of a note stands: in the margin, beside the first line."""
    return QRectF(area.left() + 1.5, area.top() + NOTE_TOP, SIZE, SIZE)


def signs_at(area: QRectF, place: QPointF, signs: Marks) -> Marks:
    """Return what a sign under a place of a row's area stands for; nothing beside the signs."""
    return next((marks for where, marks in _signs(area, signs) if where.contains(place)), ())


def said_at(area: QRectF, place: QPointF, row: Row, signs: Marks) -> str:
    """Return what is said of a row when the mouse rests on its edge, or on a note's sign."""
    found, noted = parted(signs)
    if place.x() > area.right() - GUTTER:
        return "\n".join(filter(None, (row.words, tip_of(found))))
    return tip_of(noted) if note_area(area).contains(place) else ""


def _signs(area: QRectF, signs: Marks) -> Iterator[tuple[QRectF, Marks]]:
    found, noted = parted(signs)
    if found:
        yield sign_area(area), found
    if noted:
        yield note_area(area), noted


def paint_frame(painter: QPainter, cell: QRectF, theme: Theme) -> None:
    """Paint the frame of the cell that is typed in."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.setBrush(theme.colour("surface"))
    painter.drawRoundedRect(cell.adjusted(1, 1, -1, -2), 4, 4)
    painter.restore()
