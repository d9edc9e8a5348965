"""An editor's hands: keys and clicks on the real window, counted.

A click, a chord (any key pressed for what it does, Tab, Return and Escape too) and nothing else
counts: a change of field is made by one of these. Typing of text is free.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

SECONDS = 120_000  # milliseconds that anything may take


class Hands:
    """Presses keys and buttons of whatever has the focus; ``count`` is kept per step."""

    def __init__(self, qtbot: QtBot, settle: Callable[[], None]) -> None:
        """Wait by ``settle`` for what an editor would wait for."""
        self._qtbot, self._settle = qtbot, settle
        self._step = ""
        self.done: dict[str, list[str]] = {}

    # -- counting

    def begin(self, step: str) -> None:
        """Count under another heading from now on."""
        self._step = step
        self.done.setdefault(step, [])

    def count(self, step: str) -> int:
        """Return how many actions a step took."""
        return len(self.done[step])

    @property
    def total(self) -> int:
        """All actions so far."""
        return sum(map(len, self.done.values()))

    def report(self) -> str:
        """Say in one line how much was done, in total and per step, and what."""
        steps = [f"{step} {len(acts)} ({', '.join(acts)})" for step, acts in self.done.items()]
        return f"{self.total} in all: {', '.join(steps)}"

    def _note(self, act: str) -> None:
        self.done.setdefault(self._step, []).append(act)

    # -- acting

    @property
    def focus(self) -> QWidget:
        """What has the focus. A window that has lost it takes no keys: that is a failure."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus: keys go nowhere"
        return widget

    def press(self, keys: str, *, wait: bool = True) -> None:
        """Press one chord, written as in the table of actions ("Ctrl+Shift+S", "Tab")."""
        self._note(keys)
        QTest.keySequence(self.focus, QKeySequence(keys))
        if wait:
            self._settle()

    def click(self, widget: QWidget, name: str, place: QPoint | None = None) -> None:
        """Click a widget that is in sight, in its middle or at a place of it."""
        assert widget.isVisible(), f"{name} is not in sight"
        assert widget.isEnabled(), f"{name} cannot be pressed"
        self._note(f"click {name}")
        where = place or widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=where)
        self._settle()

    def type(self, text: str) -> None:
        """Type text, key by key, where the focus is; Return starts a paragraph or list item."""
        for character in text:
            if character == "\n":
                QTest.keyClick(self.focus, Qt.Key.Key_Return)
            else:
                QTest.sendKeyEvent(
                    QTest.KeyAction.Click,
                    self.focus,
                    Qt.Key.Key_unknown,
                    character,
                    Qt.KeyboardModifier.NoModifier,
                )
