"""The terms of a desk, read and made ready once for many rows: again only when they changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from editor_app.domain.ids import Language
from editor_app.domain.term import Term
from editor_app.storage.records import Records
from editor_app.text.checks.reference import Tables
from editor_app.text.term_finding import TermIndex
from editor_app.text.term_offers import TermShelf
from editor_app.text.term_tables import table_terms

MOST = 4
"""So many pairs of languages are kept ready."""


class TermShelves:
    """The terms by the pair of languages they serve; may be used from any thread."""

    def __init__(self, read_tables: Callable[[], Tables]) -> None:
        """Read nothing yet; ``read_tables`` is asked when tables are first wanted."""
        self._read_tables = read_tables
        self._lock = threading.Lock()
        self._tables: tuple[Term, ...] | None = None
        self._read: tuple[str, tuple[Term, ...]] | None = None
        self._shelves: dict[tuple[Language, Language, bool], TermShelf] = {}

    def terms(self, records: Records) -> tuple[Term, ...]:
        """Return all terms as this transaction has them."""
        with self._lock:
            return self._terms(records)

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
            for shelf in self._shelves.values():
                shelf.terms.change(gone, come)

    def shelf(self, records: Records, source: Language, target: Language) -> TermShelf:
        """Return what serves a translation from one language into another, inside a transaction.

        Names are printed as the edition of the target wants them.
        """
        editions = {edition.language: edition for edition in records.editions.all()}
        keeps_marks = target in editions and editions[target].keeps_marks
        with self._lock:
            terms = self._terms(records)
            key = (source, target, keeps_marks)
            shelf = self._shelves.pop(key, None)
            if shelf is None:
                indexes = TermIndex(terms, source), TermIndex(self._listed(), source)
                shelf = TermShelf(source, target, *indexes, keeps_marks)
            self._shelves[key] = shelf
            while len(self._shelves) > MOST:
                del self._shelves[next(iter(self._shelves))]
            return shelf

    def _terms(self, records: Records) -> tuple[Term, ...]:
        mark = records.terms.mark()
        if self._read is None or self._read[0] != mark:
            self._read = mark, records.terms.all()
            self._shelves.clear()
        return self._read[1]

    def _listed(self) -> tuple[Term, ...]:
        if self._tables is None:
            self._tables = table_terms(self._read_tables())
        return self._tables
