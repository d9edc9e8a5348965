"""The status bar: what is saved, how long the text is, what waits, and where it would go."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from editor_app.sentences import _, ngettext, sentence
from editor_app.ui.desk.centre_view import SavedState, Saving
from editor_app.ui.jobs import Task
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Elided, PlainLabel, Rule, ground
from editor_app.ui.words import ago, length_words, paragraph, utc_now

if TYPE_CHECKING:
    from editor_app.domain.ids import ArticleId
    from editor_app.text.counting import Counts

TICK = 1000  # milliseconds between two looks at the clock
BAR_AFTER = 300
SOON = 40  # milliseconds: what is typed is painted before it is said that it is not saved yet


class StatusBar(QFrame):
    """One line at the foot; ``outbox_wanted`` when the editor presses what waits."""

    outbox_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start with nothing to say."""
        super().__init__(parent)
        ground(self, "canvas")
        self.setAccessibleName(_("Status"))
        self.setFixedHeight(theme.space("status"))
        self._state = SavedState()
        self._said: tuple[str, str] | None = None
        self._text: ArticleId | None = None
        self._dot = _Dot(theme)
        self._saved = PlainLabel(role="small")
        self._counts = PlainLabel(role="small")
        self._language = PlainLabel(role="small")
        self._waits = Button("", "link")
        self._waits.setProperty("small", True)
        self._waits.clicked.connect(self.outbox_wanted)
        self._site = Elided(role="small")
        self.task = TaskBar(theme)
        self._build()
        clock = QTimer(self, interval=TICK)
        clock.timeout.connect(self._say_saved)
        clock.start()
        self._soon = QTimer(self, interval=SOON, singleShot=True)
        self._soon.timeout.connect(self._say_saved)
        self.show_waiting(0, 0)
        self._say_saved()

    def _build(self) -> None:
        self._saved_part = QWidget()
        saved = QHBoxLayout(self._saved_part)
        saved.setContentsMargins(0, 0, 0, 0)
        saved.setSpacing(6)
        saved.addWidget(self._dot)
        saved.addWidget(self._saved)
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(18)
        row.addWidget(self._saved_part)
        row.addWidget(self._counts)
        row.addWidget(self._language)
        row.addStretch(1)
        row.addWidget(self.task)
        row.addWidget(self._waits)
        row.addWidget(self._site)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        column.addLayout(row, 1)

    # -- what it shows

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Its buttons, in sight or not, for who walks through the window by key."""
        return self.task.stop, self._waits

    @property
    def state(self) -> SavedState:
        """What is said about saving."""
        return self._state

    def show_saved(self, state: SavedState) -> None:
        """Say how far the typed text is; that somebody types is said after it is painted."""
        self._state = state
        if state.saving is Saving.TYPING:
            self._soon.start()
        else:
            self._say_saved()

    def show_counts(self, counts: Counts | None) -> None:
        """Say how long the text in sight is."""
        self._counts.say(counts_words(counts) if counts is not None else "")

    def show_text(self, text: ArticleId | None, language: str) -> None:
        """Say in which language the text in sight is; the length of the one before is not its."""
        if self._text is not None and text != self._text:
            self.show_counts(None)
        self._text = text
        self._language.say(language)

    def show_waiting(self, waiting: int, need_you: int, later: int = 0) -> None:
        """Say what waits in the outbox, what needs the editor, and what goes out later."""
        counts = (
            (waiting, ngettext("{count} change waits", "{count} changes wait", waiting)),
            (need_you, ngettext("{count} needs you", "{count} need you", need_you)),
            (later, ngettext("{count} scheduled", "{count} scheduled", later)),
        )
        said = [words.format(count=count) for count, words in counts if count]
        self._waits.setText(" · ".join(said))
        self._waits.setVisible(bool(said))

    def show_site(self, words: str, tone: str = "") -> None:
        """Say where stories go, and whether it can be reached."""
        self._site.say(words, tone)

    def clear_story(self) -> None:
        """No story is in sight."""
        self.show_saved(SavedState())
        self.show_counts(None)
        self.show_text(None, "")

    def _say_saved(self) -> None:
        said = saved_words(self._state, utc_now())
        if said == self._said:
            return
        self._said = words, tone = said
        self._saved.say(words, "err" if tone == "err" else "")
        self._dot.show_tone(tone)
        self._saved_part.setVisible(bool(words))


class TaskBar(QWidget):
    """The long work that is going on: what, how far, and Stop.

    What goes to a site stands before what goes on beside it: an editor wants to see it arrive.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self._tasks: list[Task] = []
        self._words = Elided(role="small")
        self._words.setMaximumWidth(320)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(90)
        self.stop = Button(_("Stop"), "link", clicked=self._on_stop)
        self.stop.setProperty("small", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self._words, self._bar, self.stop):
            row.addWidget(part)
        self._late = QTimer(self, singleShot=True, interval=BAR_AFTER)
        self._late.timeout.connect(self._show)
        self.hide()

    def add(self, task: Task) -> None:
        """Show a task as soon as it takes longer than a moment."""
        self._tasks.append(task)
        task.moved.connect(self._show_progress)
        task.finished.connect(self._drop_finished)
        self._late.start()

    def _show(self) -> None:
        if self._tasks:
            self.show()
            self._show_progress()

    def _drop_finished(self) -> None:
        self._tasks = [task for task in self._tasks if not task.over]
        self.setVisible(bool(self._tasks) and self.isVisible())
        self._show_progress()

    @property
    def _shown(self) -> Task | None:
        """The oldest task at a site; else the oldest of all."""
        return next((task for task in self._tasks if task.at_site), next(iter(self._tasks), None))

    def _show_progress(self) -> None:
        task = self._shown
        if task is None:
            return
        self._words.setText(task_words(task))
        self._bar.setRange(0, task.total)
        self._bar.setValue(task.done)
        self.stop.setEnabled(not task.stopped)

    def _on_stop(self) -> None:
        if self._shown is not None:
            self._shown.stop()
            self._show_progress()


class _Dot(QWidget):
    """The small dot before the words; the words alone say the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._tone = theme, "ok"
        self.setFixedSize(QSize(7, 7))

    def show_tone(self, tone: str) -> None:
        """Take a colour."""
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it, hollow while something is not saved yet."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._theme.colour(self._tone)
        if self._tone == "ink3":
            painter.setPen(colour)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(1, 1, 5, 5)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(self.rect())


def saved_words(state: SavedState, now: datetime) -> tuple[str, str]:
    """Return the words about saving and the colour of their dot."""
    if state.saving is Saving.FAILED:
        trouble = sentence(state.trouble) if state.trouble else ""
        return paragraph(_("Not saved."), trouble), "err"
    if state.saving is Saving.TYPING:
        return _("Not saved yet"), "ink3"
    if state.saving is Saving.SAVED and state.at is not None:
        return _("Saved {when}").format(when=ago(state.at, now)), "ok"
    return "", "ink3"


def counts_words(counts: Counts) -> str:
    """Return the length of a text and the time it takes to read."""
    length = length_words(counts.words, counts.language)
    return f"{length} · {_('{count} min read').format(count=counts.minutes)}"


def task_words(task: Task) -> str:
    """Return what a task does and how much is left."""
    if task.stopped:
        return _("{what}: stopping").format(what=task.said)
    said = sentence(task.detail) if task.detail else task.said
    left = task.total - task.done
    if task.total <= 1 or left <= 0:
        return said
    return f"{said} · {ngettext('{count} left', '{count} left', left).format(count=left)}"
