"""What the window says of itself: notices, reports, faults, and the question at quit."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from editor_app.domain.errors import EditorError
from editor_app.sentences import _, ngettext, sentence
from editor_app.ui.desk.take_in_sheet import ReportSheet
from editor_app.ui.main_window import MainWindow
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.widgets.sheet import Question
from editor_app.ui.words import paragraph

NAMELESS = frozenset({"machine-read-by-nobody", "machine-agreed-by-nobody", "overruled-by-nobody"})
"""What cannot be done without a name, which stands in the settings."""

SETTINGS = "go.settings"


class Announcements(QObject):
    """Says things where they belong; nothing of it stops the editor but a decision.

    ``requested`` carries the name of an action that helps.
    """

    requested = Signal(str)

    def __init__(self, theme: Theme, window: MainWindow, notice: Notice) -> None:
        """Say short things in ``notice``."""
        super().__init__(window)
        self._window, self._notice, self._theme = window, notice, theme
        self._fault = Question(theme, window)
        self._quit = Question(theme, window)
        self._quit.answered.connect(self._on_quit_answer)
        self._quitting = False
        self._passing = ""

    @cached_property
    def _report(self) -> ReportSheet:
        return ReportSheet(self._theme, self._window)

    def say(
        self, tone: str, words: str, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Say something short, where the editor is looking as well."""
        self._window.say(tone, words, action, act)

    def say_in_passing(self, tone: str, words: str) -> None:
        """Say something about what is in sight; it goes when the editor goes elsewhere."""
        self._passing = words
        self._notice.tell(tone, words)

    def move_on(self) -> None:
        """Another story, language or view is in sight."""
        if self._passing and self._notice.text == self._passing:
            self._notice.clear()
        self._passing = ""

    def say_error(self, error: EditorError) -> None:
        """Say what did not work, what was kept and what to do, with the way there for a name."""
        words = sentence(error.message)
        if error.message.key in NAMELESS:
            self.say("err", words, _("Settings"), lambda: self.requested.emit(SETTINGS))
        else:
            self.say("err", words)

    def say_taken_in(self, tone: str, words: str, left_out: tuple[str, ...]) -> None:
        """Say what came of taking in, with all that was left out behind a button."""
        if not left_out:
            self.say(tone, words)
            return
        title = _("What was left out")
        self.say(tone, words, title, lambda: self._report.show_report(title, left_out))

    def say_looked_at(self, before: str, words: str, left_out: tuple[str, ...]) -> None:
        """Where ``before`` still stands, say what is left of it; without words nothing is."""
        if self._notice.text != before:
            return
        if words:
            self.say_taken_in("info", words, left_out)
        else:
            self._notice.clear()

    def say_fault(self, _error: Exception) -> None:
        """Tell of a bug once; while the dialog stands, others are only logged."""
        if self._fault.isVisible():
            return
        self._fault.ask(
            _("Copydesk made a mistake"),
            _("Something did not work as it should; it was written to the log. Your text is kept."),
            ("go-on", _("Go on"), "primary"),
        )

    def may_quit(self, waiting: int, unaccepted: list[str]) -> bool:
        """Ask when something still waits to go out: it will not, while Copydesk is closed.

        ``unaccepted`` are sentences about scheduled stories that no site has taken yet.
        """
        if self._quitting or not (waiting or unaccepted):
            return True
        words = ngettext(
            "{count} change has not gone out yet. It goes when Copydesk runs again.",
            "{count} changes have not gone out yet. They go when Copydesk runs again.",
            waiting,
        )
        self._quit.ask(
            _("Quit now?"),
            paragraph(*unaccepted, words.format(count=waiting) if waiting else ""),
            ("quit", _("Quit"), ""),
            ("stay", _("Stay"), "primary"),
        )
        return False

    def _on_quit_answer(self, answer: str) -> None:
        self._quitting = answer == "quit"
        if self._quitting:
            self._window.close()
