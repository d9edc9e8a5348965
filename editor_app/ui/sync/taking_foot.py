"""The foot of a list that something is taken in from: how much is chosen, how far it is, Cancel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from editor_app.sentences import _
from editor_app.ui.desk.status_bar import task_words
from editor_app.ui.jobs import Task
from editor_app.ui.sync.site_post_words import take_in_words
from editor_app.ui.widgets.buttons import Button, DecidingButton
from editor_app.ui.widgets.labels import Elided, Rule, ground

BAR = 140


class TakingFoot(QWidget):
    """``wanted`` when its button is pressed; it shows a task in the button's place."""

    wanted = Signal()

    def __init__(self) -> None:
        """Start with nothing chosen."""
        super().__init__()
        ground(self, "surface")
        self._task: Task | None = None
        self._hint = Elided(_("Space ticks, Enter takes in."), "hint")
        self.button = Button(take_in_words(0), "primary", clicked=self.wanted.emit)
        self._words = Elided(role="small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(BAR)
        self.cancel = DecidingButton(_("Cancel"), clicked=self._stop)
        self._stack = QStackedWidget()
        self._stack.addWidget(_row(self._hint, self.button))
        self._stack.addWidget(_row(self._words, self._bar, self.cancel))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        column.addWidget(self._stack)

    def offer(self, count: int) -> None:
        """Say how many would be taken in."""
        self.button.setText(take_in_words(count))
        self.button.setEnabled(bool(count))

    def follow(self, task: Task) -> None:
        """Show how far a task is."""
        self._task = task
        task.moved.connect(self._show_progress)
        self.cancel.setEnabled(True)
        self._stack.setCurrentIndex(1)
        self._show_progress()

    def rest(self) -> None:
        """The task is over."""
        self._task = None
        self._stack.setCurrentIndex(0)

    @property
    def busy(self) -> bool:
        """Whether a task is going on."""
        return self._task is not None

    def _show_progress(self) -> None:
        if self._task is not None:
            self._words.setText(task_words(self._task))
            self._bar.setRange(0, self._task.total)
            self._bar.setValue(self._task.done)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.stop()
            self.cancel.setEnabled(False)
            self._show_progress()


def _row(first: QWidget, *rest: QWidget) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(14, 9, 14, 9)
    row.setSpacing(10)
    row.addWidget(first, 1)
    for part in rest:
        row.addWidget(part)
    return held
