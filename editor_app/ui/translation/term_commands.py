"""Terms in the Translate view as actions: inserted by key, and made from what is marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import Language
from editor_app.sentences import sentence
from editor_app.text.term_making import Known, Pair
from editor_app.text.term_offers import TermOffer
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.desk.navigator import Navigator
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.translation.row_terms import RowTerms
from editor_app.ui.translation.term_slip import TermSlip
from editor_app.ui.translation.translate_view import TranslateView

if TYPE_CHECKING:
    from editor_app.wiring import Desk


Languages = tuple[Language, Language]


class TermCommands(QObject):
    """Does ``translate.term`` and ``translate.new_term``.

    ``changed`` tells that other ones of them can be done now.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        theme: Theme,
        view: TranslateView,
        manuscripts: Manuscripts,
        languages: Callable[[], Languages | None],
    ) -> None:
        """Serve the active row of a view; ``languages`` are those of source and translation."""
        super().__init__(view)
        self._languages = languages
        self._desk, self._jobs, self._theme, self._view = desk, jobs, theme, view
        self._manuscripts = manuscripts
        self.terms = RowTerms(desk, jobs, theme, view, manuscripts)
        self.terms.changed.connect(self.changed)
        self.terms.form_wanted.connect(self._ask_form)
        self._slip: TermSlip | None = None
        view.work.opened.connect(self._close)

    def table(self) -> Mapping[str, Callable[[], object]]:
        """Return the actions and what they do."""
        return {"translate.term": self.terms.insert_next, "translate.new_term": self.ask}

    def possible(self) -> frozenset[str]:
        """Return those that can be done now."""
        row = self._view.active.row
        if row is None or not row.source.strip() or not self._view.isVisible():
            return frozenset()
        names = {"translate.new_term"}
        if self.terms.can_insert:
            names.add("translate.term")
        return frozenset(names)

    # -- a new term

    @property
    def slip(self) -> TermSlip:
        """The slip, made when it is first wanted."""
        if self._slip is None:
            slip = self._slip = TermSlip(self._theme)
            slip.looked.connect(self._look)
            slip.kept.connect(self._keep)
            slip.joined.connect(self._join)
            slip.left.connect(self._view.focus_text)
            self.destroyed.connect(slip.deleteLater)
        return self._slip

    def _close(self) -> None:
        """Take the slip away: another row is open now."""
        if self._slip is not None:
            self._slip.hide()

    def ask(self) -> None:
        """Ask for a new term from the words that are marked on both sides, or the word there."""
        self._manuscripts.composing.commit()
        active = self._view.active
        beside = active.source.textCursor()
        source = marked(beside, words=beside.position() > 0)  # it is 0 until somebody clicks there
        self._open(source, marked(active.edit.textCursor(), words=bool(source)))

    def _ask_form(self, offer: TermOffer) -> None:
        """Ask for the form that a term lacks in this language."""
        self._open(offer.source, marked(self._view.active.edit.textCursor(), words=False))

    def _open(self, source: str, target: str) -> None:
        languages = self._languages()
        if languages is not None:
            pair = Pair(languages[0], source, languages[1], target)
            self.slip.ask(self._view.active.edit, pair)

    def _look(self, pair: Pair) -> None:
        terms = self._desk.terms
        self._jobs.fetch(
            self,
            lambda: terms.known(pair),
            lambda known: self.slip.show_known(pair, known),
            key="known",
        )

    def _keep(self, pair: Pair) -> None:
        """Keep the pair, unless the terms turn out to have it: then that is shown first."""
        slip, terms, manuscript = self.slip, self._desk.terms, self._view.active.manuscript
        shown, kind, note = slip.known, slip.chosen_kind, slip.note.text().strip()
        article = manuscript.article if manuscript is not None else None

        def work() -> tuple[Known, Changes]:
            known = terms.known(pair)
            if known.likeness is not shown.likeness:
                return known, Changes()
            return known, terms.add(pair, kind, note, article)

        self._do(pair, work)

    def _join(self, pair: Pair) -> None:
        terms, shown = self._desk.terms, self.slip.known

        def work() -> tuple[Known, Changes]:
            known = terms.known(pair)
            if known.term is None or known.likeness is not shown.likeness:
                return known, Changes()
            return known, terms.join(known.term.id, pair)

        self._do(pair, work)

    def _do(self, pair: Pair, work: Callable[[], tuple[Known, Changes]]) -> None:
        def show(done: tuple[Known, Changes]) -> None:
            if done[1] and pair == self.slip.pair():  # another may be asked for by now
                self.slip.leave()
            elif not done[1]:
                self.slip.show_known(pair, done[0])

        self._jobs.change(work, self, show, self._refused)

    def _refused(self, error: EditorError) -> None:
        self.slip.said.say(sentence(error.message), "err")


def marked(cursor: QTextCursor, *, words: bool) -> str:
    """Return what a cursor has marked; with ``words`` else the word that it stands in."""
    if not cursor.hasSelection() and words:
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    return " ".join(cursor.selectedText().replace("\u2029", " ").split())


def languages_in_sight(navigator: Navigator) -> Languages | None:
    """Return the languages of the source and of the translation in sight."""
    story, article = navigator.story, navigator.article
    if story is None or article is None:
        return None
    source = next((item for item in story.articles if item.id == article.translated_from), None)
    return None if source is None else (source.language, article.language)
