"""The offer to undo: ten seconds, beside whatever the editor does next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QWidget

from editor_app.domain.changes import Changes
from editor_app.domain.errors import Cancelled, EditorError, Refused
from editor_app.sentences import _, sentence
from editor_app.ui.actions import keys_of, tip_of
from editor_app.ui.jobs import Jobs
from editor_app.ui.orders import Failed
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button, IconButton
from editor_app.ui.widgets.labels import Elided, PlainLabel

SECONDS = 10
TAKE_BACK = "edit.take_back"
SILENT = {"segment-confirmed", "segment-looked-at", "segment-linked"}
"""What is done every few seconds while one works: can be undone, but is not offered each time."""
Run = Callable[[Callable[[], Changes], Failed], object]
Then = Callable[[Changes | None], None]
FOOT = 36
MARGIN = 14


class UndoBar(QFrame):
    """A small bar at the lower right of the window, which takes back just what it names.

    It stands for ten seconds, whatever else is done meanwhile, unless something newer is offered or
    what it names no longer waits to be taken back. ``turned`` says that it has come or gone,
    ``left`` that it goes while it has the focus.
    """

    turned = Signal()
    left = Signal()

    def __init__(self, theme: Theme, window: QWidget, undo: UndoStack) -> None:
        """Stay hidden until ``undo`` offers something."""
        super().__init__(window)
        self.setProperty("card", True)
        self._undo = undo
        self._offered: Changes | None = None
        self._left = 0
        self._words = Elided()
        self._words.setMaximumWidth(420)
        self._seconds = PlainLabel(role="hint")
        self._keys = PlainLabel(keys_of(TAKE_BACK), role="hint")
        self._button = Button(_("Undo"), "link", clicked=self.take_back)
        self._button.setToolTip(tip_of(TAKE_BACK))
        close = IconButton(theme, "close", _("Close"), clicked=self.hide, size=14)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 8, 7)
        row.setSpacing(12)
        for part in (self._words, self._button, self._keys, self._seconds, close):
            row.addWidget(part)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        shadow.setColor(theme.colour("shade"))
        self.setGraphicsEffect(shadow)
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)
        self.hide()
        undo.offered.connect(self._offer)
        undo.changed.connect(self._look)

    def _offer(self, done: Changes) -> None:
        """Offer to undo what was just done, for ten seconds."""
        words = sentence(done.said) if done.said is not None else ""
        self._offered = done
        self._words.setText(words)
        self.setAccessibleName(f"{words} {_('Undo')}")
        self._left = SECONDS
        self._tick()
        self._clock.start()
        self.show()
        self.raise_()
        self._place()
        self.turned.emit()

    def hide(self) -> None:
        """Take the offer away; Edit > Undo still holds."""
        self._clock.stop()
        if self.stands and self.isAncestorOf(QApplication.focusWidget() or self.window()):
            self.left.emit()
        stood, self._offered = self.stands, None
        super().hide()
        if stood:
            self.turned.emit()

    @property
    def stands(self) -> bool:
        """Whether it offers something."""
        return self._offered is not None

    def focus_start(self) -> None:
        """Put the focus on what takes back."""
        self._button.setFocus(Qt.FocusReason.TabFocusReason)

    def take_back(self) -> None:
        """Take back what it names, also when something else was done after it."""
        if self._offered is not None:
            self._undo.take_back(self._offered)

    def _look(self) -> None:
        """Go when what it names was taken back elsewhere."""
        if self._offered is not None and not self._undo.holds(self._offered):
            self.hide()

    @property
    def text(self) -> str:
        """What it offers to undo; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def _tick(self) -> None:
        self._seconds.setText(_("{count} s").format(count=self._left))
        if self._left <= 0:
            self.hide()
        self._left -= 1

    def _place(self) -> None:
        window = self.parentWidget()
        if window is not None:
            self.adjustSize()
            left = window.width() - self.width() - MARGIN
            self.move(max(0, left), window.height() - self.height() - FOOT)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to follow the window's size."""
        super().showEvent(event)
        window = self.parentWidget()
        if window is not None:
            window.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow it no longer: a filter costs every event of the window its time."""
        super().hideEvent(event)
        window = self.parentWidget()
        if window is not None:
            window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)


class UndoStack(QObject):
    """What the verbs of the desk can take back, newest last; text has its own stack.

    ``offered`` carries the Changes of what was just done, ``changed`` that there is more or less to
    undo, ``refused`` the EditorError of what could not be taken back or done again, or not whole.
    """

    offered = Signal(object)
    changed = Signal()
    refused = Signal(object)

    DEPTH = 50

    def __init__(self, run: Run, parent: QObject, errand: Run | None = None) -> None:
        """Run an inverse with ``run`` (a job), one that takes long with ``errand``."""
        super().__init__(parent)
        self._run, self._errand = run, errand or run
        self._done: list[Changes] = []
        self._undone: list[Changes] = []
        self._undoings: list[Changes] = []
        self._redoings: list[Changes] = []
        self._told: list[tuple[Changes, Then]] = []

    def note(self, changes: Changes) -> None:
        """Remember changes that have an inverse, and offer it."""
        undoing, redoing = _taken(self._undoings, changes), _taken(self._redoings, changes)
        self._keep(changes, undoing=undoing, redoing=redoing)
        for told in [item for item in self._told if item[0] is changes]:
            self._told.remove(told)
            told[1](changes)

    def _keep(self, changes: Changes, *, undoing: bool, redoing: bool) -> None:
        if changes.inverse is None or changes.said is None:
            if undoing and changes.said is not None:
                self.refused.emit(Refused(changes.said.key, **changes.said.fields))
            return
        if undoing:
            self._undone.append(changes)
        else:
            self._done = [*self._done, changes][-self.DEPTH :]
            if not redoing:
                self._undone.clear()
        self.changed.emit()
        if not undoing and changes.said.key not in SILENT:
            self.offered.emit(changes)

    def undo(self) -> None:
        """Take back what was done last."""
        if self._done:
            self._go(self._done.pop(), self._undoings)

    def holds(self, changes: Changes) -> bool:
        """Whether these very changes wait to be taken back."""
        return any(done is changes for done in self._done)

    def take_back(self, changes: Changes, then: Then | None = None) -> bool:
        """Take back these very changes; False when they no longer wait to be.

        ``then`` gets what that has changed, with which it can be done again; None when the desk
        refused.
        """
        if not _taken(self._done, changes):
            return False
        self._go(changes, self._undoings, then)
        return True

    def do_again(self, changes: Changes, then: Then) -> bool:
        """Do again what was taken back with these changes; False when that is over."""
        if not _taken(self._undone, changes):
            return False
        self._go(changes, self._redoings, then)
        return True

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._undone:
            self._go(self._undone.pop(), self._redoings)

    def _go(self, changes: Changes, results: list[Changes], then: Then | None = None) -> None:
        """Run an inverse; ``note`` knows its result by what is put into ``results``.

        Other verbs may come to their end meanwhile, and an inverse need not have one of its own.
        """
        inverse = changes.inverse
        if inverse is not None:

            def run() -> Changes:
                result = inverse()
                results.append(result)
                if then is not None:
                    self._told.append((result, then))
                return result

            (self._errand if changes.lengthy else self._run)(
                run, lambda error: self._on_failed(error, then)
            )
        self.changed.emit()

    def _on_failed(self, error: EditorError, then: Then | None) -> None:
        """Say why nothing was taken back; a bug and what the editor stopped are known already."""
        if then is not None:
            then(None)
        if not isinstance(error, Cancelled) and error.message.key != "bug":
            self.refused.emit(error)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        return bool(self._undone)


def undo_by(jobs: Jobs, parent: QObject) -> UndoStack:
    """Return a stack that takes back on the threads of a window, and says there what is refused."""
    undo = UndoStack(
        lambda inverse, failed: jobs.change(inverse, parent, failed=failed),
        parent,
        lambda inverse, failed: jobs.long(
            parent, _("Taking back"), lambda _report: inverse(), failed=failed
        ),
    )
    undo.refused.connect(jobs.refused)
    return undo


def _taken(results: list[Changes], changes: Changes) -> bool:
    """Take these very changes out of the results; say whether they were among them."""
    for place, result in enumerate(results):
        if result is changes:
            del results[place]
            return True
    return False
