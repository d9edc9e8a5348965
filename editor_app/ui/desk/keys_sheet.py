"""The sheet with all keys, made from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from editor_app.sentences import _
from editor_app.ui.actions import ACTIONS, MENUS, shown_keys
from editor_app.ui.article.inspector import scrolled
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.sheet import Sheet

WIDTH = 620
HEIGHT = 420
GROUP = 10  # pixels above the title of a group


class KeysSheet(Sheet):
    """Every action that has a key, by menu."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Write the table when it is first looked at."""
        super().__init__(theme, window, WIDTH)
        self.setAccessibleName(_("Keyboard"))
        self._close: Button | None = None

    def open_sheet(self) -> None:
        """Show the table."""
        if self._close is None:
            self._close = Button(_("Close"), "primary", clicked=self.close_sheet)
            self._build(self._close)
        super().open_sheet()

    def _build(self, close: Button) -> None:
        inner = QWidget()
        inner.setLayout(_grid())
        area = scrolled(inner)
        area.setFixedHeight(HEIGHT)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        self.body.addWidget(PlainLabel(_("Keyboard"), "title"))
        self.body.addSpacing(12)
        self.body.addWidget(area)
        self.body.addSpacing(14)
        self.body.addLayout(foot)

    def focus_start(self) -> None:
        """Enter closes."""
        if self._close is not None:
            self._close.setFocus()


def _grid() -> QGridLayout:
    """Return the table: the actions of each menu with their keys."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 12, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(0, 1)
    line = 0
    for key, title in MENUS:
        rows = [row for row in ACTIONS if row.menu == key and row.shortcuts]
        if not rows:
            continue
        head = PlainLabel(_(title), "strong")
        head.setContentsMargins(0, GROUP if line else 0, 0, 0)
        grid.addWidget(head, line, 0)
        for number, row in enumerate(rows, line + 1):
            grid.addWidget(PlainLabel(_(row.title)), number, 0)
            keys = PlainLabel(shown_keys(row), "key")
            grid.addWidget(keys, number, 1, Qt.AlignmentFlag.AlignLeft)
        line += len(rows) + 1
    return grid
