"""The menu of a row, under the right mouse button."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from editor_app.sentences import _
from editor_app.ui.actions import ACTIONS
from editor_app.ui.article.paragraph_moves import DOWN, UP
from editor_app.ui.translation.active_row import ActiveRow
from editor_app.ui.translation.row_linking import ABOVE, BELOW, CHOOSE, OWN
from editor_app.ui.translation.row_list import RowList

ENTRIES = (
    CHOOSE,
    ABOVE,
    BELOW,
    OWN,
    "",
    UP,
    DOWN,
    "",
    "translate.merge",
    "translate.add_after",
    "translate.leave_out",
)
"""Actions, an empty name for a line between them."""


class RowMenu(QObject):
    """Opens the row under the mouse and offers what can be done with it.

    ``open_row`` opens the row with a number, ``performs`` gives the possible actions, ``perform``
    does one.
    """

    def __init__(
        self,
        rows: RowList,
        active: ActiveRow,
        open_row: Callable[[int], None],
        performs: Callable[[], Collection[str]],
        perform: Callable[[str], None],
    ) -> None:
        super().__init__(rows)
        self._list, self._active = rows, active
        self._open_row, self._performs, self._perform = open_row, performs, perform
        self.menu: QMenu | None = None
        rows.viewport().installEventFilter(self)
        active.source.viewport().installEventFilter(self)
        active.edit.more_entries = self.fill

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the menu over a row or its source; the text that is typed has its own."""
        if not isinstance(event, QContextMenuEvent):
            return super().eventFilter(watched, event)
        if watched is self._list.viewport():
            number = self._list.number_at(QPointF(event.pos()))
            if number < 0:
                return False
            self._open_row(number)
        self._pop_up(event.globalPos())
        return True

    def fill(self, menu: QMenu) -> None:
        """Add what can be done with the active row."""
        possible = self._performs()
        titles = {action.name: action for action in ACTIONS if action.name in ENTRIES}
        for name in ENTRIES:
            if not name:
                menu.addSeparator()
                continue
            row = titles[name]
            entry = menu.addAction(_(row.title))
            if row.shortcuts:
                entry.setShortcut(QKeySequence(row.shortcuts[0]))
                entry.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # the window has it
            entry.setEnabled(name in possible)
            entry.triggered.connect(lambda _checked=False, name=name: self._perform(name))

    def _pop_up(self, place: QPoint) -> None:
        menu = self.menu = QMenu(self._list)
        source = self._active.source
        copy = menu.addAction(_("Copy"))
        copy.setEnabled(source.textCursor().hasSelection())
        copy.triggered.connect(lambda _checked=False: source.copy())
        menu.addSeparator()
        self.fill(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.destroyed.connect(self._forget)
        menu.popup(place)

    def _forget(self) -> None:
        self.menu = None
