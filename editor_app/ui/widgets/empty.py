"""What stands where there is nothing yet: what the area is for, and the first thing to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import PlainLabel

WIDTH = 380
LEAST = 160
AIR = 16
ICON = 40


class EmptyState(QWidget):
    """A quiet picture, a title, a sentence, and one or two buttons."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        """Start without words; ``say`` brings them."""
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = PlainLabel(role="heading", wrap=True)
        self._text = PlainLabel(role="quiet", wrap=True)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(2)
        for widget in (self._picture, self._title, self._text):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(6)
        column.addLayout(self._buttons)
        column.addStretch(3)
        theme.changed.connect(self._dress)
        self._dress()

    def say(self, title: str, text: str, *actions: tuple[str, Callable[[], object]]) -> None:
        """Show the words; ``actions`` are (words, what to do), the first is the primary one."""
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        for label, words in ((self._title, title), (self._text, text)):
            label.setText(words)
        self._break_lines()
        self.setAccessibleName(title)
        while (item := self._buttons.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        for place, (words, act) in enumerate(actions):
            self._buttons.addWidget(Button(words, "" if place else "primary", clicked=act))
        if had_focus:  # the same may be said again at any time
            self.focus_start()

    def focus_start(self) -> None:
        """Put the focus on the first thing to do."""
        first = self._buttons.itemAt(0)
        button = first.widget() if first is not None else None
        if button is not None:
            button.show()  # a new one is hidden until the next event, and takes no focus
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines for the room there is."""
        super().resizeEvent(event)
        self._break_lines()

    def minimumSizeHint(self) -> QSize:
        """Ask for little: the lines break as they must."""
        return QSize(LEAST, super().minimumSizeHint().height())

    def _break_lines(self) -> None:
        margins = self.contentsMargins()
        width = max(LEAST, min(WIDTH, self.width() - margins.left() - margins.right() - 2 * AIR))
        for label in (self._title, self._text):
            label.setFixedWidth(width)  # first: no label answers for less than its least width
            label.setFixedHeight(max(0, label.heightForWidth(width)))

    def _dress(self) -> None:
        self._picture.setPixmap(
            self._theme.pixmap(self._icon, "line-strong", ICON, self.devicePixelRatioF())
        )
