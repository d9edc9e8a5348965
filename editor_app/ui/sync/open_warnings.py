"""Under the languages of the publish sheet: the warnings that are open, which stop nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app.domain.finding import Severity
from editor_app.domain.ids import ArticleId
from editor_app.sentences import _, ngettext, sentence
from editor_app.services.check_views import CheckReport
from editor_app.ui.article.check_words import not_translated_words
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.words import labelled, listed

SAID_IN_FULL = frozenset({"M16"})
"""Warnings whose sentence stands on the sheet; of the others it says how many there are."""


class OpenWarnings(QWidget):
    """A notice for what is said in full, once for all languages, and one for each number of others.

    ``article_wanted`` carries the ArticleId to go to.
    """

    article_wanted = Signal(object)

    def __init__(
        self, theme: Theme, reports: Iterable[CheckReport], names: Mapping[ArticleId, str]
    ) -> None:
        """Show what was found in articles, which are called as ``names`` says."""
        super().__init__()
        self._theme, self._names = theme, names
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._show(reports)

    def _show(self, reports: Iterable[CheckReport]) -> None:
        told: dict[str, list[ArticleId]] = {}
        for report in reports:
            found = [item for item in report.open if item.severity is Severity.WARNING]
            said = [sentence(item.message) for item in found if item.check in SAID_IN_FULL]
            rest = len(found) - len(said)
            if rest:
                words = ngettext("{count} warning", "{count} warnings", rest)
                said.append(words.format(count=rest))
            if report.to_do and not report.unfinished:
                said.append(not_translated_words(report))
            for words in said:
                told.setdefault(words, []).append(report.article)
        for words, articles in told.items():
            self._tell(words, articles)

    def _tell(self, words: str, articles: list[ArticleId]) -> None:
        notice = Notice(self._theme, closable=False)
        self._column.addWidget(notice)
        names = listed([self._names[article] for article in articles])
        go = partial(self.article_wanted.emit, articles[0])
        notice.tell("warn", labelled(names, words), _("Go there"), go)
