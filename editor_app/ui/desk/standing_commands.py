"""What the window does with standing paragraphs: offering them, putting them in, keeping them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor_app.domain.edition import Edition
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId
from editor_app.domain.standing import StandingParagraph
from editor_app.sentences import sentence
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.desk.centre import Centre
from editor_app.ui.desk.navigator import Navigator
from editor_app.ui.desk.standing_sheet import StandingSheet
from editor_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from editor_app.wiring import Desk

Known = tuple[tuple[StandingParagraph, ...], tuple[Edition, ...], str, date]
"""The paragraphs, the editions, the editor's name, and the day by which paragraphs grow old."""


class StandingCommands(QObject):
    """Does ``text.standing``: the sheet, and what is decided in it."""

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        make_sheet: Callable[[], StandingSheet],
        navigator: Navigator,
        centre: Centre,
        manuscripts: Manuscripts,
    ) -> None:
        """Put into the article of ``navigator``, where the caret of ``centre`` stands."""
        super().__init__(navigator)
        self._desk, self._jobs, self._manuscripts = desk, jobs, manuscripts
        self._navigator, self._centre = navigator, centre
        self._make_sheet = make_sheet
        self._caret = 0
        self._article: ArticleId | None = None

    @cached_property
    def sheet(self) -> StandingSheet:
        """The sheet, made when it is first wanted: the start does not pay for it."""
        sheet, desk = self._make_sheet(), self._desk
        sheet.insert_wanted.connect(self._insert)
        sheet.kept.connect(self._keep)
        sheet.checked_wanted.connect(
            lambda given: self._do(lambda: desk.standing.checked(given.id))
        )
        sheet.retire_wanted.connect(lambda given: self._do(lambda: desk.standing.retire(given.id)))
        return sheet

    def table(self) -> Mapping[str, Callable[[], object]]:
        """Return the action and what it does."""
        return {"text.standing": self.open}

    def open(self) -> None:
        """Offer the standing paragraphs over the window, for the place of the caret."""
        article, view = self._navigator.article, self._centre.main
        part, caret = view.caret() if view is not None else ("body", 0)
        self._caret = caret if part == "body" else -1
        desk = self._desk
        language = article.language if article is not None and view is not None else None
        self._article = here = article.id if article is not None else None

        def read() -> Known:
            standing, editor = desk.standing, desk.settings.load().editor
            return standing.all(), desk.vocabulary.editions(), editor, standing.today()

        def show(known: Known) -> None:
            if here is None or self._navigator.shows(here):
                self.sheet.ask(known[0], known[1], language, known[2], known[3])

        self._jobs.fetch(self, read, show, settled=True)

    def _insert(self, paragraph: StandingParagraph) -> None:
        here, caret = self._article, self._caret
        if here is None:
            return
        self._manuscripts.settle()
        self._jobs.change(lambda: self._desk.standing.insert_at(here, paragraph.id, caret), self)

    def _keep(self, given: StandingParagraph) -> None:
        def failed(error: EditorError) -> None:
            if not self.sheet.say_not_kept(given, sentence(error.message)):
                self._jobs.refused.emit(error)

        self._do(lambda: self._desk.standing.put(given), failed)

    def _do(
        self,
        verb: Callable[[], object],
        failed: Callable[[EditorError], None] | None = None,
    ) -> None:
        self._jobs.change(verb, self, lambda _changes: self._again(), failed)

    def _again(self) -> None:
        """Show in the sheet what is kept now."""
        standing = self._desk.standing
        self._jobs.fetch(
            self,
            lambda: (standing.all(), standing.today()),
            lambda read: self.sheet.show_known(*read),
            settled=True,
        )
