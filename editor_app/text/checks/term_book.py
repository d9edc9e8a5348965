"""What checks make of the desk's terms: of a new set only those that changed are made anew."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Generic, TypeVar

from editor_app.domain.term import Term
from editor_app.text.checks.reference import TermKey
from editor_app.text.checks.words_in_text import AnEntry, Index

Use = TypeVar("Use", bound=Hashable)

MOST = 16
"""So many uses are kept ready."""


class TermBook(Generic[Use, AnEntry]):
    """The entries of terms for each use (languages and a day); may be used from any thread.

    Terms are told apart by being the same value, as ``DeskTerms`` keeps them: a term that was saved
    costs what it costs by itself, and not what twenty thousand cost.
    """

    def __init__(self, entries_of: Callable[[Term, Use], Iterable[AnEntry]]) -> None:
        """Make the entries of a term with ``entries_of``; nothing is made yet."""
        self._entries_of = entries_of
        self._kept: dict[Use, tuple[tuple[Term, ...], Index[AnEntry]]] = {}

    def index(self, key: TermKey, use: Use) -> Index[AnEntry]:
        """Return the entries that these terms have for a use."""
        known = self._kept.get(use)
        if known is not None and known[0] is key.terms:
            return known[1]
        made = self._made(known, key.terms, use)
        others = [item for item in self._kept.items() if item[0] != use]
        self._kept = {**dict(others[1 - MOST :]), use: (key.terms, made)}  # who reads has the old
        return made

    def _made(
        self,
        known: tuple[tuple[Term, ...], Index[AnEntry]] | None,
        terms: tuple[Term, ...],
        use: Use,
    ) -> Index[AnEntry]:
        if known is None:
            return Index(self._entries(terms, use))
        before, index = known
        old, new = {id(term): term for term in before}, {id(term): term for term in terms}
        gone = [term for mark, term in old.items() if mark not in new]
        come = [term for mark, term in new.items() if mark not in old]
        if len(gone) > len(old) // 2:
            return Index(self._entries(terms, use))
        return index.changed(self._entries(gone, use), self._entries(come, use))

    def _entries(self, terms: Iterable[Term], use: Use) -> Iterator[AnEntry]:
        for term in terms:
            yield from self._entries_of(term, use)
