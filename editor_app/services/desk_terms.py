"""The terms of a desk, read and made ready in one place: again only when they changed."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from editor_app.domain.ids import Language
from editor_app.domain.term import Term
from editor_app.storage.records import Records
from editor_app.text.landmarks import Forms, Landmarks
from editor_app.text.term_finding import TermIndex

MOST = 4
"""So many languages are kept ready to look terms up in."""


class DeskTerms:
    """What is made of the terms, by the mark they were read with; may be used from any thread."""

    def __init__(self) -> None:
        """Read nothing yet."""
        self._lock = threading.Lock()
        self._read: tuple[str, tuple[Term, ...]] | None = None
        self._indexes: dict[Language, TermIndex] = {}
        self._landmarks: tuple[str, Landmarks] | None = None

    def all(self, records: Records) -> tuple[Term, ...]:
        """Return all terms as this transaction has them; the same ones stay the same value."""
        with self._lock:
            return self._all(records)

    def index(self, records: Records, language: Language) -> TermIndex:
        """Return what finds the terms in texts of a language, whatever that is translated into."""
        with self._lock:
            terms = self._all(records)
            index = self._indexes.pop(language, None) or TermIndex(terms, language)
            self._indexes[language] = index
            while len(self._indexes) > MOST:
                del self._indexes[next(iter(self._indexes))]
            return index

    def landmarks(self, records: Records, plain: Landmarks) -> Landmarks:
        """Return the landmarks with the terms; these are read when a text is first looked at."""
        mark, known = records.terms.mark(), self._landmarks
        if known is not None and known[0] == mark:
            return known[1]

        def read() -> tuple[Forms, ...]:
            self._landmarks = mark, made
            return tuple(_forms(term) for term in self.all(records))

        made = plain.with_terms(read)
        return made

    def note(self, before: str, after: str, gone: Sequence[Term], come: Sequence[Term]) -> None:
        """Take over a change that was just kept, so that not everything is read again.

        ``before`` and ``after`` are the marks of the terms around it.
        """
        with self._lock:
            if self._read is None or self._read[0] != before:
                return
            away = {term.id for term in (*gone, *come)}
            left = (term for term in self._read[1] if term.id not in away)
            ordered = sorted((*left, *come), key=lambda term: term.id)
            self._read = after, tuple(ordered)
            for index in self._indexes.values():
                index.change(gone, come)

    def _all(self, records: Records) -> tuple[Term, ...]:
        mark = records.terms.mark()
        if self._read is None or self._read[0] != mark:
            self._read = mark, records.terms.all()
            self._indexes.clear()
        return self._read[1]


def _forms(term: Term) -> Forms:
    """Return the forms of a term by language; forbidden ones say as well what a text speaks of."""
    forms: dict[Language, tuple[str, ...]] = {}
    for form in term.forms:
        forms[form.language] = (*forms.get(form.language, ()), form.text)
    return forms
