"""Everything that is known of a term, to be changed: forms, forbidden ones, days, source, note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from editor_app.domain.edition import Edition
from editor_app.domain.ids import Language
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.sentences import _
from editor_app.text.term_making import on_one_line
from editor_app.ui.photos.day_field import DayField
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.choice import Choice
from editor_app.ui.widgets.field import Field
from editor_app.ui.widgets.labels import PlainLabel

PARTED = " | "
MARGIN = 14


class TermFields(QWidget):
    """Fields for one term; ``changed`` carries the Term as soon as a field is left."""

    changed = Signal(object)

    def __init__(self, theme: Theme, kinds: Sequence[tuple[str, str]]) -> None:
        """Offer these ``kinds`` (key, words)."""
        super().__init__()
        self.setAccessibleName(_("Term"))
        self._term: Term | None = None
        self.kind = Choice(theme)
        self.kind.offer(tuple(kinds))
        self.begin, self.end = DayField(_("always")), DayField(_("for ever"))
        self.source, self.note = QLineEdit(), QLineEdit()
        self.forms: dict[Language, tuple[QLineEdit, QLineEdit]] = {}
        self._languages = QVBoxLayout()
        self._languages.setSpacing(10)
        self._hint = PlainLabel(
            _("Part several forms by |; the first one is preferred."), role="label", wrap=True
        )
        days = QHBoxLayout()
        days.setSpacing(10)
        days.addWidget(Field(_("Valid from"), self.begin))
        days.addWidget(Field(_("Valid to"), self.end))
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, MARGIN, MARGIN)
        column.setSpacing(10)
        column.addLayout(self._languages)
        column.addWidget(self._hint)
        column.addWidget(Field(_("Kind"), self.kind))
        column.addLayout(days)
        column.addWidget(Field(_("Taken from"), self.source))
        column.addWidget(Field(_("Note"), self.note))
        column.addStretch(1)
        self.kind.chosen.connect(lambda _key: self._tell())
        for day in (self.begin, self.end):
            day.changed.connect(lambda _day: self._tell())
        for line in (self.source, self.note):
            line.editingFinished.connect(self._tell)

    def show_languages(self, editions: Sequence[Edition]) -> None:
        """Have fields for the forms of each edition."""
        if [edition.language for edition in editions] == list(self.forms):
            return
        while (item := self._languages.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.forms.clear()
        for edition in editions:
            allowed, forbidden = QLineEdit(), QLineEdit()
            words = _("{language}, not to be used").format(language=edition.autonym)
            self._languages.addWidget(Field(edition.autonym, allowed))
            self._languages.addWidget(Field(words, forbidden))
            self.forms[edition.language] = (allowed, forbidden)
            for line in (allowed, forbidden):
                line.editingFinished.connect(self._tell)
        self.show_term(self._term)

    def show_term(self, term: Term | None) -> None:
        """Show a term; a field that is typed in keeps what is typed."""
        same = term is not None and self._term is not None and term.id == self._term.id
        self._term = term
        self.setEnabled(term is not None)
        for language, lines in self.forms.items():
            for line, forbidden in zip(lines, (False, True), strict=True):
                _show(line, _joined(term, language, forbidden=forbidden), keep=same)
        _show(self.source, term.source if term else "", keep=same)
        _show(self.note, term.note if term else "", keep=same)
        self.kind.choose(term.kind if term else "")
        self.begin.show_day(term.valid_from if term else None)
        self.end.show_day(term.valid_to if term else None)

    def term(self) -> Term | None:
        """Return the term as the fields say it now."""
        if self._term is None:
            return None
        typed = {
            language: (_parts(allowed.text()), _parts(forbidden.text()))
            for language, (allowed, forbidden) in self.forms.items()
        }
        term = self._term
        for language, (allowed, forbidden) in typed.items():
            term = with_forms(term, language, allowed, forbidden)
        return replace(
            term,
            kind=TermKind(self.kind.choice or term.kind),
            valid_from=self.begin.day,
            valid_to=self.end.day,
            source=on_one_line(self.source.text()),
            note=on_one_line(self.note.text()),
        )

    def _tell(self) -> None:
        term = self.term()
        if term is not None and not term.forms:
            self._show_again()  # a term has at least one form; the Delete key takes it away
        elif term is not None and term != self._term:
            self._term = term
            self._rest()
            self.changed.emit(term)

    def _show_again(self) -> None:
        self._rest()
        self.show_term(self._term)

    def _rest(self) -> None:
        """Take what is typed so far for what is known."""
        lines = [line for pair in self.forms.values() for line in pair]
        for line in (self.source, self.note, *lines):
            line.setModified(False)


def with_forms(
    term: Term, language: Language, allowed: Sequence[str], forbidden: Sequence[str]
) -> Term:
    """Return a term with other forms in a language; those of other languages stay in place."""
    ours = (
        *(TermForm(language, text) for text in allowed),
        *(TermForm(language, text, forbidden=True) for text in forbidden),
    )
    known = tuple(form for form in term.forms if form.language == language)
    if known == ours:
        return term
    at = term.forms.index(known[0]) if known else len(term.forms)
    before = tuple(form for form in term.forms[:at] if form.language != language)
    after = tuple(form for form in term.forms[at:] if form.language != language)
    return replace(term, forms=(*before, *ours, *after))


def _joined(term: Term | None, language: Language, *, forbidden: bool) -> str:
    forms = term.forms if term is not None else ()
    ours = (item for item in forms if item.language == language and item.forbidden is forbidden)
    return PARTED.join(form.text for form in ours)


def _parts(text: str) -> tuple[str, ...]:
    parts = (on_one_line(part) for part in text.replace("｜", "|").split("|"))
    return tuple(dict.fromkeys(part for part in parts if part))


def _show(line: QLineEdit, text: str, *, keep: bool) -> None:
    if not (keep and line.hasFocus() and line.isModified()) and line.text() != text:
        line.setText(text)
        line.setCursorPosition(0)
