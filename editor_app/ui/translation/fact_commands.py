"""Changing one fact everywhere: from the words under the caret to the one step that mends them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit

from editor_app.domain.ids import ArticleId, Language, StoryId
from editor_app.sentences import ngettext
from editor_app.text.fact_places import Carried, FactEdit, word_at
from editor_app.text.numbers import numbers
from editor_app.text.whole_dates import whole_dates
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.desk.centre import Centre
from editor_app.ui.desk.navigator import Navigator
from editor_app.ui.jobs import Jobs
from editor_app.ui.translation.fact_sheet import FactSheet
from editor_app.ui.widgets.positions import to_code_points

if TYPE_CHECKING:
    from editor_app.services.one_fact import Mended
    from editor_app.wiring import Desk


class FactCommands(QObject):
    """Does ``edit.everywhere`` and ``translate.minor``.

    ``told`` carries what could not be changed, in words.
    """

    told = Signal(str)

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        make_sheet: Callable[[], FactSheet],
        navigator: Navigator,
        centre: Centre,
        manuscripts: Manuscripts,
    ) -> None:
        """Look in the story of ``navigator``, from the caret of ``centre``."""
        super().__init__(navigator)
        self._desk, self._jobs, self._manuscripts = desk, jobs, manuscripts
        self._navigator, self._centre = navigator, centre
        self._at: tuple[str, int] | None = None
        self._article: ArticleId | None = None
        self._story: StoryId | None = None
        self._make_sheet = make_sheet

    @cached_property
    def sheet(self) -> FactSheet:
        """The sheet, made when it is first wanted: the start does not pay for it."""
        sheet = self._make_sheet()
        sheet.searched.connect(self._find)
        sheet.wanted.connect(self._propose)
        sheet.decided.connect(self._mend)
        return sheet

    def table(self) -> Mapping[str, Callable[[], object]]:
        """Return the action and what it does."""
        return {"edit.everywhere": self.open, "translate.minor": self.call_minor}

    def possible(self) -> frozenset[str]:
        """Return its name while a text is in sight."""
        there = self._navigator.article is not None and self._centre.main is not None
        return frozenset(self.table()) if there else frozenset()

    def call_minor(self) -> None:
        """Say of the edit under the caret that no translation needs to follow it."""
        article, view = self._navigator.article, self._centre.main
        if article is not None and view is not None:
            here, (part, caret) = article.id, view.caret()
            self._manuscripts.settle()
            self._jobs.change(lambda: self._desk.translations.minor_edit(here, part, caret), self)

    def open(self) -> None:
        """Ask what the words under the caret should be."""
        article, view = self._navigator.article, self._centre.main
        if article is None or view is None:
            return
        self._article, self._story, self._at = article.id, article.story, view.caret()
        words, sure = words_in_focus(article.language)
        self._manuscripts.settle()
        self._jobs.fetch(
            self,
            self._desk.vocabulary.editions,
            lambda read: self.sheet.ask(words, read, sure=sure),
            settled=True,
        )

    def _find(self, words: str) -> None:
        article, at = self._article, self._at
        if article is not None:
            facts = self._desk.facts
            self._jobs.change(lambda: facts.find(article, words, at), self, self.sheet.show_places)

    def _propose(self, words: str) -> None:
        article, story = self._article, self._story
        if article is None or story is None:
            return
        found, facts = self.sheet.rows.found, self._desk.facts

        def work() -> tuple[tuple[str | None, ...], dict[Language, str]]:
            proposed = facts.propose(article, words, [item.place for item in found])
            old, new = _first_words(found, proposed)
            return proposed, facts.correction_lines(story, old, new)

        def show(read: tuple[tuple[str | None, ...], dict[Language, str]]) -> None:
            if self.sheet.new_words == words and self.sheet.rows.found == found:
                self.sheet.rows.propose(read[0])
                self.sheet.show_lines(read[1])

        self._jobs.fetch(self, work, show, key="propose")

    def _mend(self, edits: Sequence[FactEdit], lines: Mapping[Language, str]) -> None:
        story = self._story
        if story is None:
            return
        self._manuscripts.settle()
        facts = self._desk.facts
        self._jobs.change(lambda: facts.mend(story, edits, lines), self, self._tell)

    def _tell(self, mended: Mended) -> None:
        missed = len(mended.missed)
        if missed:
            self.told.emit(
                ngettext(
                    "{count} place was rewritten meanwhile and stays as it is. Look at it, then"
                    " change everywhere again.",
                    "{count} places were rewritten meanwhile and stay as they are. Look at them,"
                    " then change everywhere again.",
                    missed,
                ).format(count=missed)
            )


def words_in_focus(language: Language) -> tuple[str, bool]:
    """Return what is selected in the text that has the focus, else the fact under its caret.

    Beside it stands whether it surely is what is meant: a mere word under the caret may be any.
    """
    field = QApplication.focusWidget()
    if not isinstance(field, QTextEdit):
        return "", False
    cursor: QTextCursor = field.textCursor()
    selected = cursor.selectedText()
    if selected and "\u2029" not in selected:
        return selected.strip(), True
    block = cursor.block()
    place = to_code_points(block.text(), cursor.position() - block.position())
    words = word_at(block.text(), place, language)
    spans = {(dated.start, dated.end) for dated in whole_dates(words, language)}
    spans |= {(number.start, number.end) for number in numbers(words, language)}
    return words, (0, len(words)) in spans


def _first_words(
    found: Sequence[Carried], proposed: Sequence[str | None]
) -> tuple[dict[Language, str], dict[Language, str]]:
    """Return per language the wrong and the right words, as the likeliest place has them."""
    wrong: dict[Language, str] = {}
    right: dict[Language, str] = {}
    pairs = sorted(zip(found, proposed, strict=True), key=lambda pair: not pair[0].likely)
    for item, new in pairs:
        if new is not None and item.place.language not in wrong:
            wrong[item.place.language], right[item.place.language] = item.place.words, new
    return wrong, right
