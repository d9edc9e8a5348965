"""The log beside the conflicts: what was sent and what came back, newest first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor_app.domain.messages import Message
from editor_app.sentences import _, sentence
from editor_app.services.views import LogRow
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.sync.outbox_words import title_words
from editor_app.ui.widgets.buttons import TitleLink
from editor_app.ui.widgets.emptying import empty_out
from editor_app.ui.widgets.labels import PlainLabel, Rule
from editor_app.ui.words import autonym, capital, moment, utc_now


class LogPanel(QWidget):
    """A story, its language, a time and a sentence for each line of the log.

    ``story_wanted`` carries the StoryId of a name that was pressed.
    """

    story_wanted = Signal(object)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._said: tuple[tuple[LogRow, str, str], ...] | None = None
        self._none = PlainLabel(role="hint", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 14)
        whole.setSpacing(6)
        whole.addWidget(self._none)
        whole.addLayout(self._lines)
        whole.addStretch(1)

    def show_log(
        self, log: tuple[LogRow, ...], vocabulary: Vocabulary, zone: ZoneInfo | None
    ) -> None:
        """Show these lines; those that are shown already stay as they are."""
        now, editions = utc_now(), vocabulary.by_language
        said = tuple(
            (
                row,
                autonym(row.language, editions) if row.language is not None else "",
                capital(moment(row.line.at, now, zone)),
            )
            for row in log
        )
        if said == self._said:
            return
        self._said = said
        empty_out(self._lines)
        self._none.say("" if log else _("What is sent and what comes back is noted here."))
        for number, (row, language, when) in enumerate(said):
            if number:
                self._lines.addWidget(Rule())
            wanted = partial(self.story_wanted.emit, row.story)
            self._lines.addWidget(_Line(row, language, when, wanted))


class _Line(QWidget):
    """One line; that of an article that is gone has its time alone over the sentence."""

    def __init__(self, row: LogRow, language: str, when: str, wanted: Callable[[], object]) -> None:
        super().__init__()
        said = sentence(Message(row.line.key, row.line.fields))
        head = QHBoxLayout()
        head.setSpacing(8)
        name = "" if row.story is None else title_words(row)
        if name:
            head.addWidget(TitleLink(name, clicked=wanted), 1)
            head.addWidget(PlainLabel(language, "label"))
        head.addWidget(PlainLabel(when, "label"))
        self.setAccessibleName(", ".join(filter(None, (name, language, when, said))))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(PlainLabel(said, "small", wrap=True))
