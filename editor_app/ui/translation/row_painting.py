"""The cells of a row of Translate: laid out, and painted where nobody types in them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from editor_app.domain.ids import Language
from editor_app.domain.link import State
from editor_app.sentences import _
from editor_app.text.counting import gauge
from editor_app.ui.article.cell import Cell, Difference, Marked, difference_cell, text_cell
from editor_app.ui.article.head_room import gauge_tone, gauge_words
from editor_app.ui.article.paper_layout import Measures
from editor_app.ui.article.styling import Styling
from editor_app.ui.theme import Theme
from editor_app.ui.translation.row import Row

ROW_MEASURES = Measures(line=24, space=8)

Cells = tuple[Cell, Cell]
"""Source and target of a row."""


def source_cell(row: Row, width: float, font: QFont, styling: Styling, theme: Theme) -> Cell:
    """Return the source of a row as it is shown: with what changed in it, if anything did."""
    if row.before:
        difference = Difference(row.before, row.source, theme)
        return difference_cell(difference, width, font, ROW_MEASURES)
    return text_cell(row.source, width, font, ROW_MEASURES, styling)


def paint_cells(
    painter: QPainter,
    row: Row,
    cells: Cells,
    places: tuple[QPointF, QPointF],
    marked: tuple[Marked | None, Marked | None],
    font: QFont,
    theme: Theme,
) -> None:
    """Paint source and target of a row at their places, with what is marked in them."""
    painter.setPen(theme.colour("ink2"))
    cells[0].draw(painter, places[0], marked[0])
    if row.target:
        painter.setPen(theme.colour("ink"))
        cells[1].draw(painter, places[1], marked[1])
        return
    painter.setPen(theme.colour("ink3"))
    painter.setFont(font)
    words = _("Left out") if row.state is State.LEFT_OUT else "…"
    painter.drawText(places[1] + QPointF(0, 17), words)


def gauge_of(row: Row, language: Language) -> str:
    """Return how long a field of the translation is, of what it may be; empty without limit."""
    found = gauge(row.target, row.part, language) if row.target else None
    return gauge_words(found) if found is not None else ""


def paint_gauge(
    painter: QPainter, row: Row, line: QRectF, language: Language, theme: Theme
) -> None:
    """Paint that at the end of a line."""
    found = gauge(row.target, row.part, language) if row.target else None
    if found is not None:
        tone = gauge_tone(found)
        painter.setPen(theme.colour("ink3" if tone == "ok" else tone))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, gauge_words(found))
