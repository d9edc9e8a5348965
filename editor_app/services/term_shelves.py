"""What finds terms, names and offices for a translation: one finder for people and machine."""

from __future__ import annotations

from collections.abc import Callable

from editor_app.domain.ids import Language
from editor_app.services.desk_terms import DeskTerms
from editor_app.storage.records import Records
from editor_app.text.checks.reference import Tables
from editor_app.text.term_finding import TermIndex
from editor_app.text.term_offers import TermShelf
from editor_app.text.term_tables import table_terms


class TermShelves:
    """The terms of the desk beside the tables of the program, for pairs of languages."""

    def __init__(self, terms: DeskTerms, read_tables: Callable[[], Tables]) -> None:
        """Read nothing yet; ``read_tables`` is asked when tables are first wanted."""
        self._terms, self._read_tables = terms, read_tables
        self._listed: dict[Language, TermIndex] = {}

    def shelf(self, records: Records, source: Language, target: Language) -> TermShelf:
        """Return what serves a translation from one language into another, inside a transaction.

        Names are printed as the edition of the target wants them.
        """
        editions = {edition.language: edition for edition in records.editions.all()}
        keeps_marks = target in editions and editions[target].keeps_marks
        listed = self._listed.get(source)
        if listed is None:
            listed = self._listed[source] = TermIndex(table_terms(self._read_tables()), source)
        return TermShelf(source, target, self._terms.index(records, source), listed, keeps_marks)
