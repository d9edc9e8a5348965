"""The guard for input methods: while one composes, nobody touches the text it composes in.

A Vietnamese syllable or a Chinese word stays with the input method until it is whole. Text that
arrives from elsewhere in the meantime, a row that wants to move, a view that wants to change: all
of them ask ``Composing`` and wait.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class Composing(QObject):
    """Whether an input method holds text that is in no document yet; one for a window."""

    began = Signal()
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._where: QWidget | None = None
        self._waiting: list[tuple[QObject, Callable[[], None]]] = []

    @property
    def active(self) -> bool:
        """Whether something is being composed right now."""
        return self._where is not None

    def look(self, widget: QWidget, preedit: str) -> None:
        """Take note of what the input method shows in ``widget`` (empty: nothing any more)."""
        if preedit and self._where is None:
            self._where = widget
            widget.destroyed.connect(self._on_destroyed)
            self.began.emit()
        elif not preedit and self._where is widget:
            self._end()

    def commit(self) -> None:
        """Let the input method put what it holds into the text, as a named decision of the editor.

        Without an input method that answers, there is nothing to put, and the guard opens.
        """
        if self._where is None:
            return
        self._commit()
        if self._where is not None:
            self._end()

    def _commit(self) -> None:
        QGuiApplication.inputMethod().commit()

    def when_over(self, owner: QObject, act: Callable[[], None]) -> None:
        """Run ``act`` now, or as soon as nothing is composed; not at all when ``owner`` is gone."""
        if self.active:
            self._waiting.append((owner, act))
        else:
            act()

    def _on_destroyed(self) -> None:
        if self._where is not None and not isValid(self._where):
            self._end()

    def _end(self) -> None:
        """Open the guard; who waits comes after the event that brought the text."""
        if self._where is not None and isValid(self._where):
            self._where.destroyed.disconnect(self._on_destroyed)
        self._where = None
        self.ended.emit()
        if self._waiting:
            QTimer.singleShot(0, self, self._run_waiting)

    def _run_waiting(self) -> None:
        """Run who waited, in order, unless a new composition has begun."""
        while self._waiting and not self.active:
            owner, act = self._waiting.pop(0)
            if isValid(owner):
                act()
