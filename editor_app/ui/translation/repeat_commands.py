"""Repeats in the window: they are offered after a confirmation, listed, and filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor_app.domain.edition import Edition
from editor_app.domain.ids import ArticleId
from editor_app.sentences import _, ngettext
from editor_app.ui.actions import keys_of
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.desk.navigator import Navigator
from editor_app.ui.jobs import Jobs
from editor_app.ui.translation.repeat_sheet import RepeatSheet
from editor_app.ui.translation.translate_view import TranslateView

if TYPE_CHECKING:
    from editor_app.services.repeats import Recurring
    from editor_app.wiring import Desk

REPEATS = "translate.repeats"


class RepeatCommands(QObject):
    """Does ``translate.repeats``; ``told`` carries what is worth knowing of it."""

    told = Signal(str)

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        make_sheet: Callable[[], RepeatSheet],
        navigator: Navigator,
        view: TranslateView,
        manuscripts: Manuscripts,
    ) -> None:
        """Look in the story that ``navigator`` has in sight; ``view`` tells of confirmations."""
        super().__init__(navigator)
        self._desk, self._jobs, self._manuscripts = desk, jobs, manuscripts
        self._navigator, self._make_sheet = navigator, make_sheet
        self._said: tuple[ArticleId | None, int] = (None, 0)
        view.work.confirmed.connect(self._look)

    @cached_property
    def sheet(self) -> RepeatSheet:
        """The sheet, made when it is first wanted: the start does not pay for it."""
        sheet = self._make_sheet()
        sheet.decided.connect(self._put)
        return sheet

    def table(self) -> Mapping[str, Callable[[], object]]:
        """Return the action and what it does."""
        return {REPEATS: self.open}

    def possible(self) -> frozenset[str]:
        """Return its name while a translation is in sight."""
        article = self._navigator.article
        there = article is not None and article.translated_from is not None
        return frozenset({REPEATS}) if there else frozenset()

    def open(self) -> None:
        """List what recurs in the story."""
        article = self._navigator.article
        if article is None:
            return
        desk, here = self._desk, article.id
        self._manuscripts.settle()

        def read() -> tuple[tuple[Recurring, ...], tuple[Edition, ...]]:
            return desk.repeats.find(here), desk.vocabulary.editions()

        self._jobs.fetch(
            self, read, lambda found: self._ask(here, *found), key="repeats", settled=True
        )

    def _ask(
        self, article: ArticleId, found: tuple[Recurring, ...], editions: tuple[Edition, ...]
    ) -> None:
        if not self._navigator.shows(article):
            return
        if found:
            self.sheet.ask(found, editions)
        else:
            self.told.emit(_("Nothing that is to do recurs in what is confirmed of this story."))

    def _put(self, chosen: Sequence[Recurring]) -> None:
        self._manuscripts.settle()
        self._jobs.change(lambda: self._desk.repeats.put(chosen), self)

    def _look(self) -> None:
        """Look whether what was just confirmed recurs."""
        article = self._navigator.article
        if article is not None and article.translated_from is not None:
            desk, here = self._desk, article.id
            self._jobs.fetch(
                self,
                lambda: desk.repeats.find(here, alone=True),
                lambda found: self._offer(here, found),
                key="recurring",
                settled=True,
            )

    def _offer(self, article: ArticleId, found: Sequence[Recurring]) -> None:
        """Say it when there is more than was said last."""
        if not self._navigator.shows(article):
            return
        count = len(found)
        known = self._said[1] if self._said[0] == article else 0
        self._said = article, count
        if count > known:
            words = ngettext(
                "The same words are to do in {count} more row. {keys} fills it in.",
                "The same words are to do in {count} more rows. {keys} fills them in.",
                count,
            )
            self.told.emit(words.format(count=count, keys=keys_of(REPEATS)))
