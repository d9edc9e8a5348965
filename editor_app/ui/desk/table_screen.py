"""A screen that is a table to type in: rows of things, a column per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from editor_app.sentences import _
from editor_app.text.folding import fold
from editor_app.ui.desk.centre_view import Screen
from editor_app.ui.desk.header import TopBar
from editor_app.ui.desk.search_field import SearchField
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.empty import EmptyState
from editor_app.ui.widgets.labels import PlainLabel, Rule, ground
from editor_app.ui.widgets.notice import Notice

ROW = 32
WIDTHS = (140, 300)  # of what is typed in on the bar


@dataclass(frozen=True)
class Row:
    """One thing: its key, its texts by column, and the folded words it is found by."""

    key: str
    cells: Mapping[str, str]
    words: str


class TableScreen(Screen):
    """``typed`` carries key, column, text; ``made`` a text for a new row; ``removed`` a key.

    ``chosen`` carries the key of the row that is current now, nothing for none.
    """

    typed = Signal(str, str, str)
    made = Signal(str)
    removed = Signal(str)
    chosen = Signal(str)

    def __init__(self, theme: Theme, title: str, find: str, new: str, icon: str) -> None:
        """Show ``title`` over the table."""
        super().__init__()
        ground(self, "surface")
        self.setAccessibleName(title)
        self._rows: tuple[Row, ...] = ()
        self._is_known = False
        self._wanted = ""
        self._empty_words = ("", "")
        self.notice: Notice = Notice(theme)
        self._search = SearchField(theme, find)
        self._search.setMinimumWidth(WIDTHS[0])
        self._search.setMaximumWidth(WIDTHS[1])
        self._search.textChanged.connect(lambda _text: self._show())
        self._search.left.connect(self.focus_start)
        self._count = PlainLabel(role="hint")
        self._new = QLineEdit()
        self._new.setPlaceholderText(new)
        self._new.setAccessibleName(new)
        self._new.setMinimumWidth(WIDTHS[0])
        self._new.setMaximumWidth(WIDTHS[1])
        self._new.returnPressed.connect(self._make_typed)
        add = Button(_("Add"), "primary", clicked=self._make_typed)
        self._model = _Table(self)
        self._model.typed.connect(self.typed)
        self._view = _View(theme, self._model)
        self._view.setAccessibleName(title)
        self._view.removed.connect(self._remove_current)
        self._view.edited.connect(self._show_held)
        self._is_held = False
        self._empty = EmptyState(theme, icon)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._empty)
        self._bar = bar = TopBar(theme)
        bar.row.addWidget(PlainLabel(title, "heading"))
        bar.row.addWidget(self._search, 3)
        bar.row.addWidget(self._count)
        bar.row.addStretch(1)
        bar.row.addWidget(self._new, 2)
        bar.row.addWidget(add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.notice)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(self._stack, 1)
        column.addLayout(self._middle, 1)
        self._view.selectionModel().currentRowChanged.connect(lambda *_rows: self._tell_chosen())

    def put_on_bar(self, widget: QWidget) -> None:
        """Let a widget stand at the right end of the bar."""
        self._bar.row.addWidget(widget)

    def put_beside(self, widget: QWidget) -> None:
        """Let a widget stand at the right of the table."""
        self._middle.addWidget(Rule(upright=True))
        self._middle.addWidget(widget)

    def show_columns(
        self, columns: tuple[tuple[str, str], ...], fixed: frozenset[str] = frozenset()
    ) -> None:
        """Have these columns (key, title); ``fixed`` ones cannot be typed in."""
        self._model.show_columns(columns, fixed)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows, those that fit what is searched for."""
        self._rows, self._is_known = rows, True
        self._show()

    def say_count(self, words: str) -> None:
        """Say how many there are."""
        self._count.setText(words)

    def say_empty(self, title: str, text: str) -> None:
        """Say what the area is for, while there is nothing."""
        self._empty_words = (title, text)
        self._show()

    @property
    def has_choice(self) -> bool:
        """Whether a row is current, or will be as soon as it is there."""
        return bool(self._wanted) or self._view.currentIndex().isValid()

    def choose(self, key: str) -> None:
        """Bring a row into sight as soon as it is there."""
        self._wanted = key
        self._show()

    def focus_start(self) -> None:
        """Put the focus on the table, or to where the first row is made.

        While nobody knows yet what there is, what is typed searches.
        """
        if self._model.rowCount():
            self._view.setFocus(Qt.FocusReason.TabFocusReason)
            if not self._view.currentIndex().isValid():
                self._view.setCurrentIndex(self._model.index(0, 0))
        else:
            field = self._new if self._is_known else self._search
            field.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_held(self) -> None:
        if self._is_held:
            self._show()

    def _show(self) -> None:
        self._is_held = self._view.is_typed_in
        if self._is_held:
            return  # other rows would take the letters out of the cell
        words = fold(self._search.text()).split()
        found = tuple(row for row in self._rows if all(word in row.words for word in words))
        keep = self._model.key_at(self._view.currentIndex().row())
        column = max(0, self._view.currentIndex().column())
        self._model.show_rows(found)
        place = self._model.place_of(self._wanted or keep)
        if place >= 0:
            self._view.setCurrentIndex(self._model.index(place, column))
            self._wanted = ""
        if self._rows and not found:
            self._empty.say(
                _("Nothing found"),
                _("Marks and letter case do not matter."),
                (_("Show all"), self._search.clear),
            )
        elif not self._rows:
            self._empty.say(*self._empty_words)
        self._stack.setCurrentWidget(self._view if found else self._empty)
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        self.chosen.emit(self._model.key_at(self._view.currentIndex().row()))

    def _make_typed(self) -> None:
        text = self._new.text().strip()
        if text:
            self._new.clear()
            self._search.clear()
            self.made.emit(text)
        else:
            self._new.setFocus()

    def _remove_current(self) -> None:
        key = self._model.key_at(self._view.currentIndex().row())
        if key:
            self.removed.emit(key)


class _Table(QAbstractTableModel):
    """The rows as Qt's view wants them."""

    typed = Signal(str, str, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._columns: tuple[tuple[str, str], ...] = ()
        self._fixed: frozenset[str] = frozenset()

    def show_columns(self, columns: tuple[tuple[str, str], ...], fixed: frozenset[str]) -> None:
        """Have other columns."""
        if (columns, fixed) != (self._columns, self._fixed):
            self.beginResetModel()
            self._columns, self._fixed = columns, fixed
            self.endResetModel()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Have other rows."""
        if [row.key for row in rows] == [row.key for row in self._rows]:
            self._rows = rows
            if rows and self._columns:
                last = self.index(len(rows) - 1, len(self._columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def key_at(self, place: int) -> str:
        """Return the key of a row, nothing outside."""
        return self._rows[place].key if 0 <= place < len(self._rows) else ""

    def place_of(self, key: str) -> int:
        """Return where a row stands, -1 for nowhere."""
        return next((n for n, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a text."""
        shown = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}
        if index.isValid() and role in shown:
            return self._rows[index.row()].cells.get(self._columns[index.column()][0], "")
        return None

    def setData(
        self,
        index: QModelIndex | QPersistentModelIndex,
        value: Any,
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Tell what was typed, if it is something else."""
        if not index.isValid():
            return False
        row, column = self._rows[index.row()], self._columns[index.column()][0]
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or text == row.cells.get(column, ""):
            return False
        self.typed.emit(row.key, column, text)
        return True

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Say which cells can be typed in."""
        flags = super().flags(index)
        if not index.isValid() or self._columns[index.column()][0] in self._fixed:
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the titles."""
        across = orientation == Qt.Orientation.Horizontal and 0 <= section < len(self._columns)
        if across and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section][1]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class _View(QTableView):
    """The table; ``removed`` on Delete, ``edited`` when a cell has been typed in."""

    removed = Signal()
    edited = Signal()

    def __init__(self, theme: Theme, model: _Table) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)

    @property
    def is_typed_in(self) -> bool:
        """Whether a cell is being typed in."""
        return self.state() == QAbstractItemView.State.EditingState

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tell it, when no next cell is typed in at once."""
        super().closeEditor(editor, hint)
        if not self.is_typed_in:
            self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the row away, Enter types in the cell."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Delete:
            self.removed.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _Cells(QStyledItemDelegate):
    """Gives the line to type in the height of the row."""

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Fill the cell."""
        area = option.rect
        editor.setGeometry(area.adjusted(1, 1, -1, -1))
