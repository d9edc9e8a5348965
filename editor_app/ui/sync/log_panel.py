"""The log beside the conflicts: what was sent and what came back, newest first."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app.domain.messages import Message
from editor_app.domain.site import LogLine
from editor_app.sentences import _, sentence
from editor_app.ui.widgets.emptying import empty_out
from editor_app.ui.widgets.labels import PlainLabel, Rule
from editor_app.ui.words import capital, moment, utc_now


class LogPanel(QWidget):
    """A time and a sentence for each line of the log."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._said: tuple[tuple[LogLine, str], ...] | None = None
        self._none = PlainLabel(role="hint", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 14)
        whole.setSpacing(6)
        whole.addWidget(self._none)
        whole.addLayout(self._lines)
        whole.addStretch(1)

    def show_log(self, log: tuple[LogLine, ...], zone: ZoneInfo | None) -> None:
        """Show these lines; those that are shown already stay as they are."""
        now = utc_now()
        said = tuple((line, capital(moment(line.at, now, zone))) for line in log)
        if said == self._said:
            return
        self._said = said
        empty_out(self._lines)
        self._none.say("" if log else _("What is sent and what comes back is noted here."))
        for number, (line, when) in enumerate(said):
            if number:
                self._lines.addWidget(Rule())
            self._lines.addWidget(_Line(line, when))


class _Line(QWidget):
    """One line."""

    def __init__(self, line: LogLine, when: str) -> None:
        super().__init__()
        said = sentence(Message(line.key, line.fields))
        self.setAccessibleName(f"{when}: {said}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PlainLabel(when, "label"))
        column.addWidget(PlainLabel(said, "small", wrap=True))
