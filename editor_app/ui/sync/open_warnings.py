"""Under the languages of the publish sheet: the warnings that are open, which stop nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app.domain.errors import EditorError
from editor_app.domain.finding import Severity
from editor_app.domain.ids import ArticleId
from editor_app.sentences import _, ngettext, sentence
from editor_app.services.check_views import CheckReport
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.words import listed

if TYPE_CHECKING:
    from editor_app.services.checking import CheckService

SAID_IN_FULL = frozenset({"M16"})
"""Warnings whose sentence stands on the sheet; of the others it says how many there are."""


class OpenWarnings(QWidget):
    """A notice for what is said in full, once for all languages, and one for each number of others.

    ``grew`` tells that it has been filled; ``article_wanted`` carries the ArticleId to go to.
    """

    grew = Signal()
    article_wanted = Signal(object)

    def __init__(
        self, theme: Theme, jobs: Jobs, checks: CheckService, names: Mapping[ArticleId, str]
    ) -> None:
        """Ask the checks about articles, which are called as ``names`` says."""
        super().__init__()
        self._theme, self._names = theme, names
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        jobs.fetch(
            self, lambda: [checks.report(article) for article in names], self._show, self._let_be
        )

    def _show(self, reports: list[CheckReport]) -> None:
        told: dict[str, list[ArticleId]] = {}
        for report in reports:
            found = [item for item in report.open if item.severity is Severity.WARNING]
            said = [sentence(item.message) for item in found if item.check in SAID_IN_FULL]
            rest = len(found) - len(said)
            if rest:
                words = ngettext("{count} warning", "{count} warnings", rest)
                said.append(words.format(count=rest))
            for words in said:
                told.setdefault(words, []).append(report.article)
        for words, articles in told.items():
            self._tell(words, articles)
        if told:
            self.grew.emit()

    def _tell(self, words: str, articles: list[ArticleId]) -> None:
        notice = Notice(self._theme, closable=False)
        self._column.addWidget(notice)
        names = listed([self._names[article] for article in articles])
        go = partial(self.article_wanted.emit, articles[0])
        notice.tell("warn", f"{names}: {words}", _("Go there"), go)

    def _let_be(self, _error: EditorError) -> None:
        """Say nothing: the rows of the sheet meet the same trouble, and say it."""
