"""Terms and memory: reading, keeping, looking up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from editor_app.domain.changes import Changes
from editor_app.domain.ids import Language, PairId, TermId
from editor_app.domain.term import MemoryPair, Term, TermKind
from editor_app.services.workplace import Workplace
from editor_app.text.folding import fold
from editor_app.text.matching import memory_key


@dataclass(frozen=True)
class TermFound:
    """A term that stands in a text: where (code points), and its preferred form in the target."""

    term: Term
    start: int
    end: int
    target: str


class TermService:
    """The verbs on terms and on the translation memory."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place

    def terms(self) -> tuple[Term, ...]:
        """Return all terms."""
        with self._place.database.reading() as records:
            return records.terms.all()

    def put(self, term: Term) -> Changes:
        """Keep a term, new or changed."""
        return self.put_many((term,))

    def put_many(self, terms: tuple[Term, ...]) -> Changes:
        """Keep many terms in one transaction."""
        with self._place.database.writing() as records:
            for term in terms:
                records.terms.put(term)
        return Changes(terms=bool(terms))

    def remove(self, term_id: TermId) -> Changes:
        """Take a term away. Raises NotFound."""
        with self._place.database.writing() as records:
            records.terms.remove(term_id)
        return Changes(terms=True)

    def lookup(self, text: str, source: Language, target: Language) -> tuple[TermFound, ...]:
        """Return the terms valid today whose source form stands in ``text``, in their order.

        Marks and capitals must fit: "Hòa" is not "hoa". The longest form at a place wins.
        """
        today = self._place.now().date()
        valid = (term for term in self.terms() if term.valid(today))
        return terms_in(text, valid, source, target)

    def memory_count(self) -> int:
        """Return the number of pairs in the memory."""
        with self._place.database.reading() as records:
            return records.memory.count()

    def pairs(self) -> tuple[MemoryPair, ...]:
        """Return all pairs of the memory."""
        with self._place.database.reading() as records:
            return records.memory.all()

    def search(self, typed: str) -> tuple[MemoryPair, ...]:
        """Return the pairs with ``typed`` on either side; marks do not matter."""
        wanted = fold(typed)
        return tuple(
            pair
            for pair in self.pairs()
            if wanted in fold(pair.source) or wanted in fold(pair.target)
        )

    def exact(self, text: str, source: Language, target: Language) -> tuple[MemoryPair, ...]:
        """Return the pairs whose source is this text (spaces and marks of typography aside)."""
        with self._place.database.reading() as records:
            return records.memory.exact(source, target, memory_key(text))

    def put_pairs(self, pairs: tuple[MemoryPair, ...]) -> Changes:
        """Keep confirmed pairs in one transaction."""
        with self._place.database.writing() as records:
            records.memory.add_many([(pair, memory_key(pair.source)) for pair in pairs])
        return Changes(memory=bool(pairs))

    def remove_pair(self, pair_id: PairId) -> Changes:
        """Take a pair out of the memory. Raises NotFound."""
        with self._place.database.writing() as records:
            records.memory.remove(pair_id)
        return Changes(memory=True)


def terms_in(
    text: str, terms: Iterable[Term], source: Language, target: Language
) -> tuple[TermFound, ...]:
    """Return which of these terms stand in a text and how they are said, as ``lookup`` does."""
    found: list[TermFound] = []
    for term in terms:
        for form in term.forms:
            wanted = term.preferred(target) or (form.text if term.kind is TermKind.KEEP else None)
            if form.language == source and wanted is not None:
                found += _places(text, form.text, term, wanted)
    return _longest(found)


def _places(text: str, form: str, term: Term, wanted: str) -> list[TermFound]:
    places = []
    start = text.find(form)
    while start >= 0 and form:
        end = start + len(form)
        if _stands_alone(text, start, end):
            places.append(TermFound(term, start, end, wanted))
        start = text.find(form, end)
    return places


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether the find is no part of a longer word; Chinese has no spaces to tell by."""
    if "\u3400" <= text[start] <= "\u9fff":
        return True
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() or after.isalnum())


def _longest(found: list[TermFound]) -> tuple[TermFound, ...]:
    kept: list[TermFound] = []
    for item in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return tuple(kept)
