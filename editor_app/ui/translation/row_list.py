"""The rows on the screen: source at the left, target at the right, a bar for the state.

Only rows in sight are laid out and painted. The active row has real widgets over its cells (the
editor, and the source to copy from); the view puts them there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from editor_app.domain.ids import Language
from editor_app.domain.link import Address, State
from editor_app.ui.article.cell import Marked, text_cell
from editor_app.ui.article.heights import Heights
from editor_app.ui.article.styling import Styling
from editor_app.ui.article.text_marks import Marks
from editor_app.ui.theme import Theme
from editor_app.ui.translation.row import Row
from editor_app.ui.translation.row_gutter import GUTTER, paint_frame, paint_state, said_at, signs_at
from editor_app.ui.translation.row_painting import (
    ROW_MEASURES,
    Cells,
    gauge_of,
    paint_cells,
    paint_gauge,
    source_cell,
)
from editor_app.ui.widgets.tips import as_tip

FACE = 15
LEFT, INNER, AIR, NAME = 18, 14, 11, 16
LEAST = 46
LETTERS_A_LINE = 55


class RowList(QAbstractScrollArea):
    """Paints rows and says which one was chosen: ``chosen`` carries the number and the place.

    ``language`` is that of the targets, by which fields are measured. ``moved`` tells that rows
    stand elsewhere now (scrolled, resized, another height), so that the widgets over the active
    row must follow.
    """

    chosen = Signal(int, QPointF)
    sign_chosen = Signal(str)
    moved = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[Row] = []
        self._cells: dict[int, Cells] = {}
        self._heights = Heights()
        self._state_painted: tuple[int, State, bool] | None = None
        self.active, self._wide = -1, 0
        self.language = Language("en")
        self.active_height: Callable[[], float] = lambda: 0.0
        self.marked: Callable[[Sequence[Address], str], Marked | None] = lambda _at, _text: None
        self.signs: Callable[[Row], Marks] = lambda _row: ()
        self.font_read = theme.read_font(FACE)
        self._styling = Styling(theme, self.font_read)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self._dress)

    # -- rows

    @property
    def rows(self) -> list[Row]:
        """The rows as shown."""
        return self._rows

    def show_rows(self, rows: list[Row], active: int) -> None:
        """Show these rows; the active one stays where it is on the screen."""
        place = self._on_screen(self.active)
        self._rows, self.active = rows, active
        self._measure_all()
        if place is not None and 0 <= active < len(rows):
            self._measure_around(active)
            self._scroll_to(round(self._heights.top(active) - place))
        self.moved.emit()

    def activate(self, number: int) -> None:
        """Make another row the active one."""
        before, self.active = self.active, number
        for item in (before, number):
            self.look_again(item)
        self.bring_into_sight(number)
        self.moved.emit()

    def look_again(self, number: int) -> None:
        """Lay a row out anew, because its text or state is another one."""
        if 0 <= number < len(self._rows):
            self._cells.pop(number, None)
            self._fit(number)

    def look_at_typed(self) -> None:
        """Give the active row the height of its text, which is not painted here but edited."""
        if not 0 <= self.active < len(self._rows):
            return
        before = self._heights[self.active]
        self._ensure(self.active)
        if self._heights[self.active] != before:
            self.viewport().update()
            return
        row, area = self._rows[self.active], self._row_area(self.active).toAlignedRect()
        if self._state_painted != (self.active, row.state, row.stale):
            self._state_painted = self.active, row.state, row.stale
            self.viewport().update(area.adjusted(area.width() - GUTTER, 0, 0, 1))
        if row.part and self.gauge_of(row):
            self.viewport().update(QRect(area.topLeft(), QSize(area.width(), AIR + NAME)))

    def _fit(self, number: int) -> None:
        """Give a row its height, and paint what that changes."""
        before = self._heights[number]
        self._ensure(number)
        if self._heights[number] == before:
            self.viewport().update(self._row_area(number).toAlignedRect().adjusted(0, -1, 0, 2))
        else:
            self.viewport().update()

    def bring_into_sight(self, number: int) -> None:
        """Scroll as little as needed to see a row with a part of its neighbours."""
        if not 0 <= number < len(self._rows):
            return
        self._measure_around(number)
        bar, sight = self.verticalScrollBar(), self.viewport().height()
        top, height = self._heights.top(number), self._heights[number]
        around = min(LEAST, max((sight - height) / 2, 0))
        if top - around < bar.value():
            bar.setValue(round(top - around))
        elif top + height + around > bar.value() + sight:
            bar.setValue(round(min(top + height + around - sight, top)))

    # -- geometry

    def source_area(self, number: int) -> QRect:
        """Return where the source text of a row stands in the viewport."""
        row = self._row_area(number)
        lead = NAME if self._rows[number].name else 0
        width = round(self._source_width())
        return QRect(
            LEFT, round(row.top()) + AIR + lead, width, round(row.height()) - 2 * AIR - lead
        )

    def target_area(self, number: int) -> QRect:
        """Return where the target text of a row stands in the viewport."""
        row = self._row_area(number)
        lead = NAME if self._rows[number].name else 0
        left, width = round(self.middle + INNER), round(self._target_width())
        return QRect(
            left, round(row.top()) + AIR + lead, width, round(row.height()) - 2 * AIR - lead
        )

    def number_at(self, place: QPointF) -> int:
        """Return the number of the row at a place in the viewport; -1 below the last."""
        y = place.y() + self.verticalScrollBar().value()
        return self._heights.index_at(y) if self._rows and y < self._heights.total else -1

    @property
    def middle(self) -> float:
        """Where the target column begins."""
        return (self.viewport().width() - GUTTER) / 2

    def _source_width(self) -> float:
        return max(self.middle - LEFT - INNER, 40)

    def _target_width(self) -> float:
        return max(self.viewport().width() - GUTTER - self.middle - 2 * INNER, 40)

    def _row_area(self, number: int) -> QRectF:
        top = self._heights.top(number) - self.verticalScrollBar().value()
        return QRectF(0, top, self.viewport().width(), self._heights[number])

    def _scroll_to(self, value: int) -> None:
        """Scroll exactly there, if need be with empty space above the first or below the last."""
        bar = self.verticalScrollBar()
        bar.setRange(min(value, bar.minimum()), max(value, bar.maximum()))
        bar.setValue(value)

    def _on_screen(self, number: int) -> float | None:
        if not 0 <= number < len(self._heights):
            return None
        return self._heights.top(number) - self.verticalScrollBar().value()

    # -- measuring

    def _measure_all(self) -> None:
        """Guess the heights of all rows; those in sight are measured when they are painted."""
        self._cells.clear()
        guesses = [_guess(row) for row in self._rows]
        self._heights = Heights(guesses)
        if 0 <= self.active < len(self._rows):
            self._ensure(self.active)
        self._set_range()
        self.viewport().update()

    def _measure_around(self, number: int) -> None:
        """Measure a row and all that can be in sight with it: painting must not move it then."""
        sight = self.viewport().height()
        for way in (-1, 1):
            seen, here = 0.0, number
            while 0 <= here < len(self._rows) and seen <= sight:
                self._ensure(here)
                seen += self._heights[here]
                here += way

    def _ensure(self, number: int) -> Cells:
        """Lay out a row and give it its height."""
        row = self._rows[number]
        cells = self._cells.get(number)
        if cells is None:
            width, font, styling = self._source_width(), self.font_read, self._styling
            target_width = self._target_width()
            cells = (
                source_cell(row, width, font, styling, self._theme),
                text_cell(row.target, target_width, font, ROW_MEASURES, styling),
            )
            self._cells[number] = cells
        lead = NAME if row.name else 0
        target = self.active_height() if number == self.active else cells[1].height
        height = max(max(cells[0].height, target) + lead, LEAST - 2 * AIR) + 2 * AIR
        if self._heights.replace(number, 1, [height]):
            self._set_range()
        return cells

    def _set_range(self) -> None:
        bar, sight = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(sight)
        bar.setSingleStep(round(ROW_MEASURES.line))
        bar.setRange(0, max(0, round(self._heights.total + LEAST) - sight))

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.colour("surface"))
        if not self._rows:
            return
        number = self._heights.index_at(self.verticalScrollBar().value())
        moved = False
        while number < len(self._rows):
            before = self._heights[number]
            cells = self._ensure(number)
            moved |= before != self._heights[number]
            area = self._row_area(number)
            if area.top() > self.viewport().height():
                break
            if area.bottom() + 1 >= event.rect().top() and area.top() <= event.rect().bottom():
                self._paint_row(painter, number, area, cells)
            number += 1
        if moved:
            self.moved.emit()

    def _paint_row(self, painter: QPainter, number: int, area: QRectF, cells: Cells) -> None:
        row, active = self._rows[number], number == self.active
        if active:
            painter.fillRect(area, self._theme.colour("accent-soft"))
            right = self.viewport().width() - GUTTER
            cell = QRectF(self.middle, area.top(), right - self.middle, area.height())
            paint_frame(painter, cell, self._theme)
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(QPointF(self.middle, area.top()), QPointF(self.middle, area.bottom()))
        if row.name:
            painter.setPen(self._theme.colour("ink3"))
            painter.setFont(self._theme.ui_font(11))
            painter.drawText(QPointF(LEFT, area.top() + AIR + 9), row.name)
            left, width = self.middle + INNER, self._target_width()
            line = QRectF(left, area.top() + AIR - 4, width, NAME)
            paint_gauge(painter, row, line, self.language, self._theme)
        if not active:
            self._paint_cells(painter, row, area, cells)
        paint_state(painter, row, area, self.signs(row), self._theme)

    def _paint_cells(self, painter: QPainter, row: Row, area: QRectF, cells: Cells) -> None:
        top = area.top() + AIR + (NAME if row.name else 0)
        places = QPointF(LEFT, top), QPointF(self.middle + INNER, top)
        sources = () if row.before else row.sources
        marked = self.marked(sources, row.source), self.marked(row.targets, row.target)
        paint_cells(painter, row, cells, places, marked, self.font_read, self._theme)

    def gauge_of(self, row: Row) -> str:
        """Return how long a field of the translation is, of what it may be; empty without limit."""
        return gauge_of(row, self.language)

    def _signs_at(self, number: int, place: QPointF) -> Marks:
        """Return what the sign under a place of a row stands for."""
        row = self._rows[number] if number >= 0 else None
        return signs_at(self._row_area(number), place, self.signs(row)) if row else ()

    # -- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew; the active row stays, but nothing empty comes above the first."""
        super().resizeEvent(event)
        self.show_rows(self._rows, self.active)
        if self.width() != self._wide:  # and not for a scroll bar that comes or goes
            self._wide = self.width()
            self._set_range()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted, and the widgets over it."""
        self.viewport().scroll(dx, dy)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the mouse."""
        number = self.number_at(event.position())
        signs = self._signs_at(number, event.position())
        if signs:
            self.sign_chosen.emit(signs[0].key)
        elif number >= 0:
            self.chosen.emit(number, event.position())

    def viewportEvent(self, event: QEvent) -> bool:
        """Say a row's state in words when the mouse rests on its bar."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self.number_at(place := QPointF(event.pos()))
            row = self._rows[number] if number >= 0 else None
            words = said_at(self._row_area(number), place, row, self.signs(row)) if row else ""
            if words:
                QToolTip.showText(event.globalPos(), as_tip(words), self.viewport())
                return True
        return super().viewportEvent(event)

    def _on_scrolled(self) -> None:
        self.moved.emit()

    def _dress(self) -> None:
        self._styling = Styling(self._theme, self.font_read)
        self._measure_all()


def _guess(row: Row) -> float:
    """Guess the height of a row that nobody has seen yet."""
    lines = max(len(row.source), len(row.target)) // LETTERS_A_LINE + 1
    return max(lines * ROW_MEASURES.line + 2 * AIR + (NAME if row.name else 0), LEAST)
