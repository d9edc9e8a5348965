"""What is typed while another text is on its way is typed in that text, not in the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from editor_app.ui.article.composing import committed
from editor_app.ui.article.text_edit import is_command

PATIENCE = 10_000  # milliseconds after which a text that does not come is waited for no longer
LATE = 2_000  # milliseconds that a view may take to show a text that has come


class HeldKeys(QObject):
    """Keeps the keys of an editor who types on, until the text that was asked for takes them.

    Only what goes to the widget that has the focus is kept, and no commands: a sheet or a palette
    that opens meanwhile works as ever. ``area`` is where the text will come into sight.
    """

    def __init__(self, area: QWidget, parent: QObject | None = None) -> None:
        """Keep nothing yet."""
        super().__init__(parent)
        self._area = area
        self._before: QWidget | None = None
        self._is_late = False
        self._held: list[QKeyEvent | QInputMethodEvent] = []
        self._watched: list[QObject] = []
        self._ends = QTimer(self, singleShot=True)
        self._ends.timeout.connect(self.let_go)

    @property
    def holding(self) -> bool:
        """Whether keys are kept right now."""
        return self._ends.isActive()

    def hold(self, *, wanted: bool) -> None:
        """Keep what is typed from now on, if it is typed in a text or a text is ``wanted``."""
        focus = QApplication.focusWidget()
        if self.holding or not (wanted or self._takes_text(focus)):
            return
        self._before, self._is_late = focus, False
        self._ends.start(PATIENCE)
        self._watch(self._area.window(), focus)

    def take_over(self, typed: Iterable[QKeyEvent]) -> None:
        """Keep what was typed before there was any text, and go on keeping."""
        self.hold(wanted=True)
        self._held += [event for event in typed if not is_command(event)]

    def arrive(self, *, late: bool) -> None:
        """The text has come and gets the keys; a ``late`` one when it has the focus, too."""
        self._is_late = late and not self._takes_text(QApplication.focusWidget())
        if self.holding and self._is_late:
            self._ends.start(LATE)
            self._watch(QApplication.instance())  # it may be typed anywhere in the area
        else:
            self.let_go()

    def let_go(self) -> None:
        """Type what was kept in the text of the area, or else where it was typed."""
        self._ends.stop()
        self._watch()
        before, self._before, held, self._held = self._before, None, self._held, []
        for event in held:
            target = self._target(before)
            if target is not None:
                QApplication.sendEvent(target, event)

    def _watch(self, *watched: QObject | None) -> None:
        """Hear of the events of these alone; all objects' would wrap every one that Qt makes."""
        for item in self._watched:
            if isValid(item):
                item.removeEventFilter(self)
        self._watched = [item for item in dict.fromkeys(watched) if item is not None]
        for item in self._watched:
            item.installEventFilter(self)

    def end(self, settle: Callable[[], object]) -> None:
        """Let ``settle`` bring the text that is on its way, and let go, before the window goes."""
        if self.holding:
            settle()
            self.let_go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the keys, and what the input method commits."""
        if self._is_late and event.type() == QEvent.Type.FocusIn:
            if isinstance(watched, QWidget) and self._takes_text(watched):
                QTimer.singleShot(0, self, self.let_go)  # it has the focus after this event
            return False
        if not self._is_typed_at(watched):
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if is_command(event):  # what Alt opens never comes here as a key
                return False
            self._held.append(_again(event))
            return True
        if isinstance(event, QInputMethodEvent):
            if event.commitString():
                self._held.append(committed(event.commitString()))
            return True
        return False

    def _is_typed_at(self, watched: QObject) -> bool:
        """Say whether a widget is what the editor types at until the text is there."""
        if watched is self._before or watched is self._area.window():
            return True
        return self._is_late and isinstance(watched, QWidget) and self._area.isAncestorOf(watched)

    def _target(self, before: QWidget | None) -> QWidget | None:
        """Return what gets the keys: never a sheet, a palette or a window that has come between."""
        text = self._area.focusWidget()  # it stays that while another part or window has the focus
        if self._takes_text(text) and text.isVisible():
            return text
        focus = QApplication.focusWidget()
        return focus if focus is before else None

    def _takes_text(self, widget: QWidget | None) -> bool:
        """Say whether a widget is a text of the area."""
        if widget is None or not self._area.isAncestorOf(widget):
            return False
        return widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def _again(key: QKeyEvent) -> QKeyEvent:
    return QKeyEvent(key.type(), key.key(), key.modifiers(), key.text(), key.isAutoRepeat())
