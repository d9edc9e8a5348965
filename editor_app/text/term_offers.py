"""What the terms of a desk offer for a source text, and which of them its translation uses.

The desk's own terms come first; then the tables that come with the program (names in Vietnamese
reading, offices by country); then names that no term covers, by the edition's policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from unicodedata import normalize

from editor_app.domain.ids import CHINESE, VIETNAMESE, Language, TermId
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.text.counting import main_language
from editor_app.text.name_policy import NamePlace, names_of, printed
from editor_app.text.names import standing_alone
from editor_app.text.term_finding import Entry, TermIndex, TermPlace, forms_in

NOT_OF_THE_DESK = TermId("")


class Standing(StrEnum):
    """Whether a term holds today."""

    HOLDS = "holds"
    COMING = "coming"
    OVER = "over"


class Origin(StrEnum):
    """Where an offer comes from: a term of the desk, a table of the program, a name as it is."""

    DESK = "desk"
    TABLE = "table"
    NAME = "name"


Span = tuple[int, int]


@dataclass(frozen=True)
class TermOffer:
    """A term that stands in a source text, and how it is said in the target's language.

    ``source`` is what stands in the text at ``places`` (code points); it is ``wrong`` when the form
    itself must not be used. ``targets`` are the forms that may be used, the preferred one first;
    ``forbidden`` those that may not.
    """

    source: str
    places: tuple[Span, ...]
    term: Term
    targets: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    standing: Standing = Standing.HOLDS
    origin: Origin = Origin.DESK
    wrong: bool = False

    @property
    def target(self) -> str:
        """The form to be inserted; nothing when the term has none in that language."""
        return self.targets[0] if self.targets else ""

    @property
    def start(self) -> int:
        """Where it stands for the first time."""
        return self.places[0][0]

    @property
    def is_over(self) -> bool:
        """Whether the term holds no longer."""
        return self.standing is Standing.OVER

    @property
    def serves(self) -> bool:
        """Whether it can be inserted: it holds today and has a form."""
        return bool(self.targets) and self.standing is Standing.HOLDS


@dataclass(frozen=True)
class TermShelf:
    """The terms that serve one pair of languages, made ready; ``keeps_marks`` is the edition's."""

    source: Language
    target: Language
    terms: TermIndex
    tables: TermIndex
    keeps_marks: bool = False

    def offers(self, text: str, day: date) -> tuple[TermOffer, ...]:
        """Return what is offered for a source text, in its order; what is over comes last."""
        ours = self.terms.places(text)
        holding = [place for place in ours if _holds(place, day)]
        listed = [
            item
            for item in self.tables.places(text)
            if all(_outside(item, place) or _inside(place, item) for place in holding)
        ]
        covered = [item for item in ours if not any(_inside(item, place) for place in listed)]
        found = [*self._of_terms(text, covered, day)]
        found += self._of_terms(text, listed, day, Origin.TABLE)
        taken = [*(item for item in covered if _holds(item, day)), *listed]
        found += self._of_names(text, taken)
        joined = _without_empty(_joined(found))
        return tuple(sorted(joined, key=lambda offer: (offer.is_over, offer.start)))

    def _of_terms(
        self, text: str, places: Iterable[TermPlace], day: date, origin: Origin = Origin.DESK
    ) -> Iterator[TermOffer]:
        for place in places:
            for entry in place.entries:
                offer = self._offer(text, place, entry, day, origin)
                if origin is Origin.DESK or offer.targets:
                    yield offer

    def _offer(
        self, text: str, place: TermPlace, entry: Entry, day: date, origin: Origin
    ) -> TermOffer:
        term, form = entry.term, entry.form
        said = tuple(item for item in forms_in(term, self.target))
        allowed = tuple(dict.fromkeys(item.text for item in said if not item.forbidden))
        if term.kind is TermKind.KEEP and form.text in allowed:
            allowed = tuple(dict.fromkeys((form.text, *allowed)))
        return TermOffer(
            text[place.start : place.end],
            ((place.start, place.end),),
            term,
            allowed if origin is Origin.DESK else allowed[:1],
            tuple(item.text for item in said if item.forbidden),
            standing_of(term, day),
            origin,
            form.forbidden,
        )

    def _of_names(self, text: str, taken: Iterable[TermPlace]) -> Iterator[TermOffer]:
        """Yield the names that nothing covers, as the edition prints them.

        Where it has letters of its own, a name has no form until somebody gives it one.
        """
        known = tuple(taken)
        if main_language(self.target) == main_language(self.source):
            return
        for name in names_of(text, self.source):
            if all(_outside(name, place) for place in known):
                form = printed(name.text, self.target, keeps_marks=self.keeps_marks)
                forms = () if form is None else (form,)
                said = tuple(TermForm(self.target, item) for item in forms)
                term = Term(NOT_OF_THE_DESK, name.kind, (TermForm(self.source, name.text), *said))
                span = ((name.start, name.end),)
                yield TermOffer(name.text, span, term, forms, origin=Origin.NAME)


def serving(offers: Iterable[TermOffer]) -> Mapping[Span, TermOffer]:
    """Return what may be put for the words at each place of a text, in its order.

    Of several offers for one place the first counts; what holds no longer, or is a form that the
    desk forbids, serves nobody.
    """
    found: dict[Span, TermOffer] = {}
    for offer in offers:
        if offer.serves and not offer.wrong:
            for span in offer.places:
                found.setdefault(span, offer)
    return dict(sorted(found.items()))


def standing_of(term: Term, day: date) -> Standing:
    """Say whether a term holds on a day, does not yet, or does no longer."""
    if term.valid(day):
        return Standing.HOLDS
    coming = term.valid_from is not None and day < term.valid_from
    return Standing.COMING if coming else Standing.OVER


def uses(offers: Iterable[TermOffer], target: str, language: Language) -> dict[str, Span]:
    """Return which sources of the offers a translation renders, and where it does first.

    Of a name one part is enough, of an office its words without the country.
    """
    wanted = [offer for offer in offers if offer.targets]
    index = TermIndex((_as_target(offer, language) for offer in wanted), language)
    found: dict[str, Span] = {}
    for place in index.places(target):
        for entry in place.entries:
            for offer in wanted:
                if entry.form.text in offer.targets:
                    found.setdefault(offer.source, (place.start, place.end))
    for offer in wanted:
        if offer.source not in found and (part := _part(offer, target, language)) is not None:
            found[offer.source] = part
    return found


def missing(offers: Iterable[TermOffer], target: str, language: Language) -> tuple[TermOffer, ...]:
    """Return the offers that can be inserted and whose source the translation does not render."""
    known = tuple(offers)
    used = uses(known, target, language)
    return tuple(offer for offer in known if offer.serves and offer.source not in used)


def _as_target(offer: TermOffer, language: Language) -> Term:
    forms = tuple(TermForm(language, form) for form in offer.targets)
    return Term(offer.term.id, offer.term.kind, forms)


def _part(offer: TermOffer, target: str, language: Language) -> Span | None:
    """Return where a part of a name or office stands that is enough to mean it."""
    plain = normalize("NFC", target)
    if plain != target:
        return None
    for form in offer.targets:
        for part in _parts(form, offer.term.kind, language):
            found = standing_alone(part).search(plain)
            if found is not None:
                return found.span()
    return None


def _parts(form: str, kind: TermKind, language: Language) -> Iterator[str]:
    words = form.split()
    if main_language(language) == CHINESE:
        if len(form) > 2 and kind in {TermKind.NAME, TermKind.OFFICE}:
            yield form[-2:]
        return
    if kind is TermKind.NAME and len(words) > 1:
        yield words[-1]
        yield words[0]
    if kind is TermKind.OFFICE and main_language(language) == VIETNAMESE:
        yield " ".join(words[:2])
    elif kind is TermKind.OFFICE:
        for count in range(len(words) - 1, min(2, len(words) - 1) - 1, -1):
            if count:
                yield " ".join(words[-count:])


def _holds(place: TermPlace, day: date) -> bool:
    return any(standing_of(entry.term, day) is not Standing.OVER for entry in place.entries)


def _outside(item: TermPlace | NamePlace, other: TermPlace) -> bool:
    return item.end <= other.start or other.end <= item.start


def _inside(item: TermPlace, other: TermPlace) -> bool:
    """Say whether a place is a part of a longer one: "thủ tướng" in "thủ tướng Đức"."""
    shorter = item.end - item.start < other.end - other.start
    return shorter and other.start <= item.start and item.end <= other.end


def _without_empty(offers: tuple[TermOffer, ...]) -> tuple[TermOffer, ...]:
    """Leave out terms without a form where another one has it, or a wrong form is all there is."""
    said = {offer.source.casefold() for offer in offers if offer.targets}
    return tuple(offer for offer in offers if offer.targets or offer.source.casefold() not in said)


def _joined(offers: Iterable[TermOffer]) -> tuple[TermOffer, ...]:
    """Return one offer for all places where a term stands in the same words."""
    found: dict[tuple[str, str, tuple[str, ...]], list[TermOffer]] = {}
    for offer in offers:
        key = (offer.term.id, offer.source.casefold(), offer.targets)
        found.setdefault(key, []).append(offer)
    return tuple(
        TermOffer(
            first.source,
            tuple(sorted(span for item in same for span in item.places)),
            first.term,
            first.targets,
            first.forbidden,
            first.standing,
            first.origin,
            first.wrong,
        )
        for same in found.values()
        for first in same[:1]
    )
