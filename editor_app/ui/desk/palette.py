"""The palette: every action that can be done now, found by typing a part of its name."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor_app.sentences import _
from editor_app.text.folding import fold
from editor_app.ui.actions import MENUS, Action, shown_keys
from editor_app.ui.desk.search_field import SearchField
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.labels import PlainLabel

WIDTH = 560
ROWS = 11
ROW = Qt.ItemDataRole.UserRole


class Palette(QFrame):
    """The list of commands over the window; ``chosen`` carries an action's name."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Stay hidden until ``open``."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("card", True)
        self.setAccessibleName(_("All commands"))
        self.setFixedWidth(WIDTH)
        self._search = SearchField(theme, _("What do you want to do?"))
        self._search.textChanged.connect(self._find)
        self._search.installEventFilter(self)
        self._model = _Commands(self)
        self._view = QListView()
        self._view.setModel(self._model)
        self._view.setItemDelegate(_CommandDelegate(theme, self._view))
        self._view.setUniformItemSizes(True)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setAccessibleName(_("All commands"))
        self._view.clicked.connect(self._choose)
        self._nothing = PlainLabel(_("No command has this name."), "hint")
        self._nothing.setContentsMargins(8, 4, 8, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self._search)
        column.addWidget(self._view)
        column.addWidget(self._nothing)

    def open(self, actions: tuple[Action, ...]) -> None:
        """Show the actions that are possible now."""
        self._model.offer(actions)
        self._search.clear()
        self._find("")
        window = self.parentWidget()
        if window is not None:
            left = (window.width() - WIDTH) // 2
            self.move(window.mapToGlobal(QPoint(left, 64)))
        self.show()
        self._search.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk and choose in the list while the focus stays in the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: ROWS,
            Qt.Key.Key_PageUp: -ROWS,
        }
        if key in steps:
            last = self._model.rowCount() - 1
            place = min(last, max(0, self._view.currentIndex().row() + steps[key]))
            self._view.setCurrentIndex(self._model.index(place))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self._view.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _find(self, typed: str) -> None:
        self._model.find(typed)
        count = self._model.rowCount()
        self._nothing.setVisible(not count)
        self._view.setVisible(bool(count))
        self._view.setFixedHeight(min(ROWS, max(1, count)) * _CommandDelegate.HEIGHT + 2)
        self._view.setCurrentIndex(self._model.index(0))
        self.adjustSize()

    def _choose(self, index: QModelIndex) -> None:
        action = index.data(ROW)
        if isinstance(action, Action):
            self.hide()
            self.chosen.emit(action.name)


class _Commands(QAbstractListModel):
    """The actions that fit what was typed, the best first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._offered: tuple[Action, ...] = ()
        self._found: tuple[Action, ...] = ()

    def offer(self, actions: tuple[Action, ...]) -> None:
        """Take the actions that are possible."""
        self._offered = actions

    def find(self, typed: str) -> None:
        """Keep those whose title holds all the typed words; marks do not matter."""
        self.beginResetModel()
        self._found = found(self._offered, typed)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        """Return the number of actions found."""
        return 0 if parent.isValid() else len(self._found)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the action for the delegate and its title for screen readers."""
        if not 0 <= index.row() < len(self._found):
            return None
        action = self._found[index.row()]
        if role == ROW:
            return action
        return _(action.title) if role == Qt.ItemDataRole.DisplayRole else None


class _CommandDelegate(QStyledItemDelegate):
    """A command: its title, its menu, its keys."""

    HEIGHT = 30

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All have one height."""
        return QSize(0, self.HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one command."""
        from PySide6.QtWidgets import QStyle  # its enums take time, and no command is seen first

        action = index.data(ROW)
        if not isinstance(action, Action):
            return
        theme = self._theme
        painter.save()
        area = QRect(option.rect)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent-soft"))
            painter.drawRoundedRect(area, 6, 6)
        inner = area.adjusted(10, 0, -10, 0)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(theme.ui_font(13))
        painter.setPen(theme.colour("ink"))
        painter.drawText(inner, left, _(action.title))
        used = painter.fontMetrics().horizontalAdvance(_(action.title))
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.colour("ink3"))
        painter.drawText(inner.adjusted(used + 10, 0, 0, 0), left, menu_words(action))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(inner, right, shown_keys(action))
        painter.restore()


def found(actions: tuple[Action, ...], typed: str) -> tuple[Action, ...]:
    """Return the actions whose title (or menu) holds every typed word; beginnings come first."""
    words = fold(typed).split()
    hits = []
    for place, action in enumerate(actions):
        title = fold(_(action.title))
        everything = f"{title} {fold(menu_words(action))}"
        if all(word in everything for word in words):
            hits.append((not title.startswith(" ".join(words)), place, action))
    return tuple(action for _late, _place, action in sorted(hits, key=lambda hit: hit[:2]))


def menu_words(action: Action) -> str:
    """Return the name of the menu in which an action stands."""
    return next((_(title) for key, title in MENUS if key == action.menu), "")
