"""Terms and memory: reading, keeping, looking up."""

from __future__ import annotations

from collections.abc import Mapping, Set
from contextlib import suppress
from dataclasses import dataclass

from editor_app.domain.changes import Changes
from editor_app.domain.errors import NotFound
from editor_app.domain.ids import ArticleId, Language, PairId, TermId, new_id
from editor_app.domain.messages import Message
from editor_app.domain.term import MemoryPair, Term, TermForm, TermKind
from editor_app.services.term_shelves import TermShelves
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.checks.reference import Tables
from editor_app.text.folding import fold
from editor_app.text.matching import memory_key
from editor_app.text.term_making import Known, Pair, joined, known_of
from editor_app.text.term_offers import Origin, TermOffer, serving


@dataclass(frozen=True)
class TermFound:
    """A term that stands in a text: where (code points), and its preferred form in the target."""

    term: Term
    start: int
    end: int
    target: str


class TermService:
    """The verbs on terms and on the translation memory."""

    def __init__(self, place: Workplace, shelves: TermShelves | None = None) -> None:
        """Work on this desk; ``shelves`` find beside its terms what tables have (None: nothing)."""
        self._place = place
        self._shelves = shelves or TermShelves(place.terms, Tables)

    def terms(self) -> tuple[Term, ...]:
        """Return all terms."""
        with self._place.database.reading() as records:
            return self._place.terms.all(records)

    def put(self, term: Term) -> Changes:
        """Keep a term, new or changed."""
        return self.put_many((term,))

    def put_many(self, terms: tuple[Term, ...]) -> Changes:
        """Keep many terms in one transaction."""
        if not terms:
            return Changes()
        before = self._exchange({term.id for term in terms}, terms)
        said = Message("term-changed" if before else "term-added", _named(terms))
        return Changes(terms=True).undone_by(said, lambda: self._put_back(said, terms, before))

    def remove(self, term_id: TermId) -> Changes:
        """Take a term away. Raises NotFound."""
        gone = self._exchange({term_id}, ())
        if not gone:
            raise NotFound(name=term_id)
        said = Message("term-removed", _named(gone))
        return Changes(terms=True).undone_by(said, lambda: self._put_back(said, (), gone))

    def _put_back(self, said: Message, now: tuple[Term, ...], before: tuple[Term, ...]) -> Changes:
        """Have the terms as they were ``before``: those that were not there yet go."""
        self._exchange({term.id for term in (*now, *before)}, before)
        return Changes(terms=True).undone_by(said, lambda: self._put_back(said, before, now))

    def _exchange(self, wanted: Set[TermId], come: tuple[Term, ...]) -> tuple[Term, ...]:
        """Put terms in place of those with the ids ``wanted``; return the ones that were there."""
        with self._place.database.writing() as records:
            mark = records.terms.mark()
            gone = tuple(known for term_id in wanted if (known := _known(records, term_id)))
            for term_id in {term.id for term in gone} - {term.id for term in come}:
                records.terms.remove(term_id)
            for term in come:
                records.terms.put(term)
            after = records.terms.mark()
        self._place.terms.note(mark, after, gone, come)
        return gone

    # -- terms in a text

    def lookup(self, text: str, source: Language, target: Language) -> tuple[TermFound, ...]:
        """Return the terms valid today whose source form stands in ``text``, in their order.

        Marks and the capitals of a form must be there: "Hòa" is not "hoa". The longest form at a
        place wins.
        """
        with self._place.database.reading() as records:
            shelf = self._shelves.shelf(records, source, target)
        found = serving(shelf.offers(text, self._place.now().date()))
        return tuple(
            TermFound(offer.term, start, end, offer.target)
            for (start, end), offer in found.items()
            if offer.origin is Origin.DESK
        )

    def offers(self, article_id: ArticleId, text: str) -> tuple[TermOffer, ...]:
        """Return what there is for a text of the source of a translation. Raises NotFound.

        Terms of the desk, names and offices of the tables, and names by the edition's policy.
        """
        with self._place.database.reading() as records:
            source, target = records.articles.languages(article_id)
            if source is None:
                return ()
            shelf = self._shelves.shelf(records, source, target)
        return shelf.offers(text, self._place.now().date())

    # -- new terms

    def known(self, pair: Pair) -> Known:
        """Return what the terms have of a pair of words."""
        return known_of(pair, self.terms(), self._place.now().date())

    def add(
        self, pair: Pair, kind: TermKind, note: str = "", article_id: ArticleId | None = None
    ) -> Changes:
        """Keep a pair as a new term, valid from today.

        With the article it was met in, the term says which story and outlet it is taken from; a
        sensitive story is never named. Raises NotFound.
        """
        forms = (
            TermForm(pair.source_language, pair.source),
            TermForm(pair.target_language, pair.target),
        )
        source = "" if article_id is None else self._origin(article_id, pair.source_language)
        today = self._place.now().date()
        return self.put(Term(TermId(new_id()), kind, forms, today, None, source, note))

    def _origin(self, article_id: ArticleId, language: Language) -> str:
        with self._place.database.reading() as records:
            story = records.stories.get(records.articles.get(article_id).story)
            if story.sensitive:
                return ""
            outlets = {outlet.id: outlet for outlet in records.outlets.all()}
            names = [
                outlets[item].names.get(language) or next(iter(outlets[item].names.values()), "")
                for item in story.outlets
                if item in outlets
            ]
        return " · ".join(part for part in (story.slug_word, *names) if part)

    def join(self, term_id: TermId, pair: Pair) -> Changes:
        """Let a term have both forms of a pair. Raises NotFound."""
        with self._place.database.reading() as records:
            term = records.terms.get(term_id)
        return self.put(joined(term, pair))

    # -- the memory

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


def _known(records: Records, term_id: TermId) -> Term | None:
    with suppress(NotFound):
        return records.terms.get(term_id)
    return None


def _named(terms: tuple[Term, ...]) -> Mapping[str, str]:
    """Return the field of a sentence about these terms: what the first of them is called."""
    return {"name": next((form.text for term in terms for form in term.forms), "")}
