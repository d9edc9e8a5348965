"""The table of posts that were written on a site: each can be ticked, by mouse or by Space."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from editor_app.sentences import _
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.tips import as_tip

ROW = 34
BOX, LEFT, GAP = 16, 14, 10
TITLE = 0
WIDTHS = {1: 104, 2: 108, 3: 124, 4: 136}
"""The width of each column but the title, in pixels."""
LEAVE = (3, 2, 1)
"""The columns that give way first where the title has less than ``LEAST`` pixels."""
LEAST = 230
ROOT = QModelIndex()


@dataclass(frozen=True)
class PostLine:
    """A post as a row: its number on the site, and the words of its columns."""

    number: int
    cells: tuple[str, str, str, str, str]
    words: str


class PostTable(QTableView):
    """``ticked`` when other rows are ticked, ``wanted`` when Enter asks for them."""

    ticked = Signal()
    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        self._model = _Posts(self)
        self._model.ticked.connect(self.ticked)
        self.setModel(self._model)
        self.setItemDelegate(_Row(theme, self))
        self.setAccessibleName(_("Posts on the site"))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, width)
        self.clicked.connect(lambda index: self._model.toggle(index.row()))

    def show_lines(self, lines: tuple[PostLine, ...]) -> None:
        """Show these posts; what was ticked stays ticked while it is among the known ones."""
        current = self._model.number_at(self.currentIndex().row())
        self._model.show_lines(lines)
        place = self._model.place_of(current)
        if lines:
            self.setCurrentIndex(self._model.index(max(0, place), TITLE))

    def forget(self, known: Iterable[int]) -> None:
        """Untick what is not among the ``known`` posts any more."""
        self._model.keep(frozenset(known))

    @property
    def chosen(self) -> tuple[int, ...]:
        """The ticked posts, in the order they stand in; those that a search hides come last."""
        return self._model.chosen

    @property
    def current(self) -> int | None:
        """The post that the focus is on."""
        return self._model.number_at(self.currentIndex().row())

    def tick(self, number: int) -> None:
        """Tick a post, or take its tick away."""
        self._model.toggle(self._model.place_of(number))

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+A: in a text it selects all."""
        takes_all = isinstance(event, QKeyEvent) and event.matches(
            QKeySequence.StandardKey.SelectAll
        )
        if takes_all and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, Ctrl+A ticks all that are in sight, Enter asks for what is ticked."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space:
            self._model.toggle(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._model.toggle_all()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the title readable: other columns give way to it."""
        room = event.size().width()
        shown = set(WIDTHS)
        for column in LEAVE:
            if room - sum(WIDTHS[one] for one in shown) < LEAST:
                shown.discard(column)
        for column in WIDTHS:
            self.setColumnHidden(column, column not in shown)
        super().resizeEvent(event)


class _Posts(QAbstractTableModel):
    """The rows as Qt's view wants them."""

    ticked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: tuple[PostLine, ...] = ()
        self._ticked: set[int] = set()
        self._titles = (_("Headline"), _("Language"), _("State"), _("Author"), _("Date"))

    def show_lines(self, lines: tuple[PostLine, ...]) -> None:
        """Have other rows."""
        if lines != self._lines:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()

    def keep(self, known: frozenset[int]) -> None:
        """Untick all but the known ones."""
        if not self._ticked <= known:
            self._ticked &= known
            self._say()

    def toggle(self, place: int) -> None:
        """Tick a row or take its tick away."""
        number = self.number_at(place)
        if number is not None:
            self._ticked ^= {number}
            self._say()

    def toggle_all(self) -> None:
        """Tick all rows; take the ticks away when all have one."""
        numbers = {line.number for line in self._lines}
        self._ticked = self._ticked - numbers if numbers <= self._ticked else self._ticked | numbers
        self._say()

    def _say(self) -> None:
        if self._lines:
            last = self.index(len(self._lines) - 1, len(self._titles) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.ticked.emit()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The ticked posts."""
        shown = [line.number for line in self._lines if line.number in self._ticked]
        return (*shown, *sorted(self._ticked - set(shown), reverse=True))

    def number_at(self, place: int) -> int | None:
        """Return the post of a row, None outside."""
        return self._lines[place].number if 0 <= place < len(self._lines) else None

    def place_of(self, number: int | None) -> int:
        """Return where a post stands, -1 for nowhere."""
        return next((n for n, line in enumerate(self._lines) if line.number == number), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._titles)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a text, a tick, or what is cut."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return line.cells[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(" · ".join(filter(None, line.cells)))
        if role == Qt.ItemDataRole.CheckStateRole and column == TITLE:
            states = Qt.CheckState
            return states.Checked if line.number in self._ticked else states.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole and column == TITLE:
            said = _("ticked") if line.number in self._ticked else _("not ticked")
            return ", ".join(filter(None, (*line.cells, said)))
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the titles."""
        across = orientation == Qt.Orientation.Horizontal and 0 <= section < len(self._titles)
        if across and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class _Row(QStyledItemDelegate):
    """Paints the cells: a box before the headline, the rest quieter; the row is what is chosen."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme, self._table = theme, parent
        theme.changed.connect(parent.viewport().update)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        theme, area = self._theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = bool(option.state & QStyle.StateFlag.State_Selected) and self._table.hasFocus()
        if current:
            painter.fillRect(area, theme.colour("accent-soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("canvas"))
        foot = QRectF(area.left(), area.bottom() - 1, area.width(), 1)
        painter.fillRect(foot, theme.colour("line"))
        words = area.adjusted(LEFT, 0, -4, 0)
        if index.column() == TITLE:
            ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            self._paint_box(painter, area, ticked=ticked)
            words.setLeft(area.left() + LEFT + BOX + GAP)
        painter.setPen(theme.colour("ink" if index.column() == TITLE else "ink2"))
        painter.setFont(theme.ui_font(13, 500 if index.column() == TITLE else 400))
        text = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _paint_box(self, painter: QPainter, area: QRectF, *, ticked: bool) -> None:
        theme = self._theme
        box = QRectF(area.left() + LEFT, area.center().y() - BOX / 2, BOX, BOX)
        painter.setBrush(theme.colour("accent" if ticked else "surface"))
        painter.setPen(QPen(theme.colour("accent" if ticked else "line-strong"), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if ticked:
            ratio = self._table.devicePixelRatioF()
            tick = theme.pixmap("tick", "accent-ink", BOX - 2, ratio)
            painter.drawPixmap(int(box.left()) + 1, int(box.top()) + 1, tick)
