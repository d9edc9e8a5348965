"""The Terms screen: terms, names and offices with their form in each language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import Language, TermId, new_id
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.sentences import _, ngettext, sentence, spoken
from editor_app.text.folding import fold
from editor_app.ui.article.inspector import scrolled
from editor_app.ui.desk.table_screen import Row, TableScreen
from editor_app.ui.desk.term_fields import TermFields
from editor_app.ui.desk.term_files import TermFiles
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.jobs import Jobs
from editor_app.ui.photos.photo_words import day_words
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.words import capital, own_first, reading_key

if TYPE_CHECKING:
    from editor_app.services.terms import TermService
    from editor_app.services.word_files import WordFileService

BESIDE = 280


class TermScreen(TableScreen):
    """Preferred forms are typed into the table; everything else of the chosen term beside it."""

    def __init__(
        self, theme: Theme, jobs: Jobs, terms: TermService, word_files: WordFileService
    ) -> None:
        """Keep forms by ``terms``; ``word_files`` reads and writes files of them."""
        super().__init__(
            theme, _("Terms"), _("Find a term in any language"), _("New term"), "terms"
        )
        self._jobs, self._service = jobs, terms
        self._terms: tuple[Term, ...] = ()
        self._memory = 0
        self._languages: tuple[Language, ...] = ()
        self.typed.connect(self._on_typed)
        self.made.connect(self._on_made)
        self.removed.connect(self._on_removed)
        kinds = tuple((kind.value, capital(kind_words(kind))) for kind in TermKind)
        self.fields = TermFields(theme, kinds)
        self.fields.changed.connect(self._keep)
        beside = scrolled(self.fields)
        beside.setFixedWidth(BESIDE)
        self.put_beside(beside)
        self.chosen.connect(self._on_chosen)
        self.files = TermFiles(jobs, word_files, self)
        self.files.told.connect(self._on_told)
        self.files.failed.connect(self._failed)
        self._files_button = Button(_("Files…"), clicked=self._open_files)
        self.put_on_bar(self._files_button)

    def show_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Have a column per edition, that which the rows are sorted by first."""
        editions = own_first(vocabulary.editions)
        self._languages = tuple(edition.language for edition in editions)
        self.fields.show_languages(editions)
        self.show_columns(
            (
                *((edition.language, edition.autonym) for edition in editions),
                ("kind", _("Kind")),
                ("valid", _("Valid")),
            ),
            fixed=frozenset({"kind", "valid"}),
        )
        self._show_terms(self._terms, self._memory)

    def refresh(self) -> None:
        """Fetch the terms and the size of the memory."""
        self._jobs.fetch(
            self,
            lambda: (self._service.terms(), self._service.memory_count()),
            lambda found: self._show_terms(*found),
            settled=True,
            key="terms",
        )

    def apply(self, changes: Changes) -> None:
        """Look again when terms or memory have changed."""
        if (changes.terms or changes.memory) and self.isVisible():
            self.refresh()

    def _show_terms(self, terms: tuple[Term, ...], memory: int) -> None:
        self._terms, self._memory = terms, memory
        own = Language(spoken())
        key = reading_key(own)
        ordered = sorted(
            terms,
            key=lambda term: (
                term.preferred(own) is None,
                key(fold(term.preferred(own) or _all_forms(term))),
            ),
        )
        if ordered and not self.has_choice:
            self.choose(ordered[0].id)
        self.show_rows(tuple(self._row(term) for term in ordered))
        count = ngettext("{count} term", "{count} terms", len(terms)).format(count=len(terms))
        pairs = ngettext("{count} pair in memory", "{count} pairs in memory", memory)
        self.say_count(f"{count} · {pairs.format(count=f'{memory:,}')}")
        self.say_empty(
            _("No terms yet"),
            _("Terms, names and offices that must be written the same way every time."),
        )

    def _row(self, term: Term) -> Row:
        cells = {str(language): term.preferred(language) or "" for language in self._languages}
        cells |= {"kind": capital(kind_words(term.kind)), "valid": valid_words(term)}
        return Row(term.id, cells, fold(f"{_all_forms(term)} {term.note}"))

    def _on_typed(self, key: str, column: str, text: str) -> None:
        term = next((item for item in self._terms if item.id == key), None)
        if term is not None:
            changed = with_form(term, Language(column), text)
            self._keep(changed)

    def _on_made(self, text: str) -> None:
        language = self._languages[0] if self._languages else Language(spoken())
        term = Term(TermId(new_id()), TermKind.TERM, (TermForm(language, text),))
        self._keep(term)
        self.choose(term.id)

    def _open_files(self) -> None:
        button = self._files_button
        self.files.menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _on_told(self, tone: str, words: str) -> None:
        self.notice.tell(tone, words)
        self.refresh()

    def _on_chosen(self, key: str) -> None:
        self.fields.show_term(next((item for item in self._terms if item.id == key), None))

    def _keep(self, term: Term) -> None:
        self._jobs.change(
            lambda: self._service.put(term), self, lambda _done: self.refresh(), self._failed
        )

    def _on_removed(self, key: str) -> None:
        self._jobs.change(
            lambda: self._service.remove(TermId(key)),
            self,
            lambda _done: self.refresh(),
            self._failed,
        )

    def _failed(self, error: EditorError) -> None:
        self.notice.tell("err", sentence(error.message))


def with_form(term: Term, language: Language, text: str) -> Term:
    """Return the term with another preferred form in a language; an empty text takes it away."""
    known = term.preferred(language)
    others = tuple(
        form
        for form in term.forms
        if not (form.language == language and not form.forbidden and form.text == known)
    )
    return replace(term, forms=(TermForm(language, text), *others) if text else others)


def kind_words(kind: TermKind) -> str:
    """Return what a term is, in words."""
    return {
        TermKind.TERM: _("term"),
        TermKind.NAME: _("name"),
        TermKind.PLACE: _("place"),
        TermKind.OFFICE: _("office"),
        TermKind.KEEP: _("stays as it is"),
    }[kind]


def valid_words(term: Term) -> str:
    """Return from when to when a term holds; nothing when it always does."""
    begin = day_words(term.valid_from) if term.valid_from else ""
    end = day_words(term.valid_to) if term.valid_to else ""
    if begin and end:
        return f"{begin} – {end}"
    if begin:
        return _("from {day}").format(day=begin)
    return _("until {day}").format(day=end) if end else ""


def _all_forms(term: Term) -> str:
    return " ".join(form.text for form in term.forms)
