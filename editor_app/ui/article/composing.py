"""The guard for input methods: while one composes, nobody touches the text it composes in.

A Vietnamese syllable or a Chinese word stays with the input method until it is whole. Text that
arrives from elsewhere in the meantime, a row that wants to move, a view that wants to change: all
of them ask ``Composing`` and wait. Input methods that drop what they hold when they are asked for
it, as those of Chinese do, lose nothing: what they showed is put into the text.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid


class Composing(QObject):
    """Whether an input method holds text that is in no document yet; one for a window.

    ``ask`` asks the input method of the system for what it holds.
    """

    began = Signal()
    ended = Signal()

    def __init__(
        self, parent: QObject | None = None, ask: Callable[[], None] | None = None
    ) -> None:
        super().__init__(parent)
        self._ask = ask or QGuiApplication.inputMethod().commit
        self._where: QWidget | None = None
        self._shown = ""
        self._committed = False
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
            for part in _parts(widget):
                part.installEventFilter(self)
            self.began.emit()
        elif not preedit and self._where is widget:
            self._end()
        if self._where is widget:
            self._shown = preedit

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
        where, shown, self._committed = self._where, self._shown, False
        self._ask()
        dropped = self._where is None and not self._committed
        if dropped and shown and where is not None and isValid(where):
            QApplication.sendEvent(where, committed(shown))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See what is committed, and have it committed before a click or before the focus goes."""
        if isinstance(event, QInputMethodEvent):
            self._committed = self._committed or bool(event.commitString())
        elif event.type() in {QEvent.Type.MouseButtonPress, QEvent.Type.FocusAboutToChange}:
            self.commit()
        return False

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
            for part in _parts(self._where):
                part.removeEventFilter(self)
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


def committed(text: str) -> QInputMethodEvent:
    """Return the event with which an input method puts a text where it is sent."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    return event


def _parts(widget: QWidget) -> tuple[QWidget, ...]:
    """Return what gets the events of a text: keys at the widget, the mouse at its viewport."""
    if isinstance(widget, QAbstractScrollArea):
        return widget, widget.viewport()
    return (widget,)
