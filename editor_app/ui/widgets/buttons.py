"""Buttons: the plain one, the primary one of a place, links, and small ones with a picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from editor_app.ui.theme import Theme
from editor_app.ui.widgets.tips import as_label, as_tip


class Button(QPushButton):
    """A button with words; ``kind`` is primary, danger, quiet or link. A click leaves the focus."""

    def __init__(
        self,
        text: str,
        kind: str = "",
        *,
        clicked: Callable[[], object] | None = None,
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Show ``text`` and call ``clicked``."""
        super().__init__(as_label(text), parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        if kind:
            self.setProperty("kind", kind)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        if tip:
            self.setToolTip(tip)
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())

    def text(self) -> str:
        """Return the words that are shown."""
        return super().text().replace("&&", "&")

    def setText(self, text: str) -> None:
        """Show other words, as they are: an ampersand is no mark of a key."""
        super().setText(as_label(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does; held down it presses once.

        What it repeats would decide what has come into sight since, and has the focus now.
        """
        if Qt.Key(event.key()) not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


class DecidingButton(Button):
    """A button after which another question may stand in the same place: a double click is one."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take no second press: it was not meant for what has come into sight since the first."""
        event.accept()


class FieldLink(Button):
    """A link that looks like a field and gives way: cut at its end, in full as a tip."""

    PADDING = 20

    def __init__(
        self,
        *,
        kind: str = "field",
        clicked: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Start without words."""
        super().__init__("", kind, clicked=clicked, parent=parent)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str, tip: str = "") -> None:
        """Show other words."""
        self._words = words
        self.setToolTip(as_tip(tip or words))
        self.setAccessibleDescription(words)
        self._cut()

    @property
    def words(self) -> str:
        """The words in full."""
        return self._words

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.width() - self.PADDING
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))


class TitleLink(FieldLink):
    """The title of a card, which leads to what it names; it gives way to what stands beside it."""

    PADDING = 2

    def __init__(self, words: str, *, clicked: Callable[[], object] | None = None) -> None:
        """Show ``words``."""
        super().__init__(kind="title", clicked=clicked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_words(words)
        self.setAccessibleName(words)


class IconButton(QToolButton):
    """A small button with a line icon; ``name`` is what a screen reader says and the tip shows."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        *,
        clicked: Callable[[], object] | None = None,
        size: int = 16,
        role: str = "ink2",
        parent: QWidget | None = None,
    ) -> None:
        """Show the icon and call ``clicked``."""
        super().__init__(parent)
        self._theme, self._icon, self._role = theme, icon, role
        self.setIconSize(QSize(size, size))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._dress()
        theme.changed.connect(self._dress)
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())

    def show_icon(self, icon: str, name: str) -> None:
        """Show another icon with another name."""
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._dress()

    def _dress(self) -> None:
        """Take the icon in the colours of the theme in use."""
        self.setIcon(self._theme.icon(self._icon, self._role))
