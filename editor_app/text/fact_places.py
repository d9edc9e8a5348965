"""One fact, all places: where the language versions of a story carry a number, a date or a name.

A number is the same in every language by its value (41%, 41 per cent, 百分之四十一); a date by its
day (12/12, 12 December, 12月12日); a name by the forms that the terms give it, else by its letters,
with and without Vietnamese marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from editor_app.domain.ids import ENGLISH, ArticleId, Language
from editor_app.domain.link import Address
from editor_app.text.addresses import IN_ADDRESS
from editor_app.text.counting import main_language
from editor_app.text.figure_forms import rewritten
from editor_app.text.marks import MarkKind, marks
from editor_app.text.names import standing_alone, unmarked
from editor_app.text.number import Number, Unit
from editor_app.text.numbers import numbers
from editor_app.text.whole_dates import Day, only_date, redated, whole_dates

Forms = Callable[[str, Language, Language], tuple[str, ...]]
"""Gives the forms of a name (its words, its language, the other language), the best first."""

_UNREAD = frozenset({MarkKind.SIGN, MarkKind.ADDRESS, MarkKind.FOOTNOTE, MarkKind.OBJECT})
_BARE_ADDRESS = re.compile(rf"(?:https?://|www\.){IN_ADDRESS}+")

TELLING = 100
"""From here on a whole number without unit seldom stands twice in a story by chance."""


@dataclass(frozen=True)
class Fact:
    """A number (``number`` is set), a date (``day``) or a name, as found in one language."""

    words: str
    language: Language
    number: Number | None = None
    day: Day | None = None

    @property
    def is_telling(self) -> bool:
        """Whether the same value elsewhere is hardly another thing: names, units, large numbers."""
        number = self.number
        if number is None or number.unit is not Unit.NONE:
            return True
        return number.value >= TELLING or number.value != number.value.to_integral_value()


@dataclass(frozen=True)
class FactPlace:
    """Where a fact stands: the text at ``address``, from ``start`` up to ``end`` (code points)."""

    address: Address
    language: Language
    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words that carry the fact here."""
        return self.text[self.start : self.end]


@dataclass(frozen=True)
class Carried:
    """A place that carries the fact; ``likely``: it is surely the same fact, not the same figure.

    ``article`` is the language version that the text belongs to.
    """

    place: FactPlace
    article: ArticleId
    likely: bool


@dataclass(frozen=True)
class FactEdit:
    """Words that give way to others: those of ``place`` to ``words``."""

    place: FactPlace
    words: str


def fact_of(words: str, language: Language) -> Fact | None:
    """Return the fact that these words state: a number, a date or a name; None for two of them."""
    words = words.strip()
    if not any(letter.isalnum() for letter in words):
        return None
    day = only_date(words, language)
    if day is not None:
        return Fact(words, language, day=day)
    found = numbers(words, language)
    if len(found) == 1 and not re.search(r"[^\W\d_]", words[: found[0].start]):
        return Fact(words, language, found[0])
    return Fact(words, language) if not found else None


def word_at(text: str, place: int, language: Language) -> str:
    """Return the date or number, else the word, at a place of a text; empty for none."""
    for dated in whole_dates(text, language):
        if dated.start <= place <= dated.end:
            return text[dated.start : dated.end]
    for number in numbers(text, language):
        if number.start <= place <= number.end:
            return text[number.start : number.end]
    for word in re.finditer(r"\w+(?:['’-]\w+)*", text):
        if word.start() <= place <= word.end():
            return word[0]
    return ""


def places_of(
    fact: Fact, texts: Iterable[tuple[Address, Language, str]], forms: Forms
) -> tuple[FactPlace, ...]:
    """Return every place of the texts that carries the fact, in their order.

    Only what readers read carries one: no address of a link, no sign of a footnote or an item.
    """
    return tuple(
        FactPlace(address, language, text, start, end)
        for address, language, text in texts
        for start, end in _read(text, _spans(fact, text, language, forms))
    )


def _read(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches that no reader sees as signs, addresses or objects."""
    found = tuple(spans)
    if not found:
        return
    hidden = [mark[:2] for mark in marks(text) if mark.kind in _UNREAD]
    hidden += [bare.span() for bare in _BARE_ADDRESS.finditer(text)]
    for start, end in found:
        if not any(first < end and start < last for first, last in hidden):
            yield start, end


def mended(place: FactPlace, after: Fact, forms: Forms) -> str | None:
    """Return the words for another fact in the form of this place; None when nobody can tell.

    A number keeps its scale and its way of writing (1.2 million, 120万, ba), a date its form; a
    name is written as the terms have it for the language, else as it stands, without marks where
    the old one had none.
    """
    if after.day is not None:
        return redated(place.text, place.start, place.end, place.language, after.day)
    if after.number is not None:
        return _number_here(place, after.number)
    known = forms(after.words, after.language, place.language)
    if known:
        return known[0]
    if main_language(after.language) == main_language(place.language):
        return after.words
    bare = place.words == unmarked(place.words)
    return unmarked(after.words) if bare and main_language(place.language) == ENGLISH else None


def _number_here(place: FactPlace, after: Number) -> str | None:
    for number in numbers(place.text, place.language):
        if (number.start, number.end) == (place.start, place.end):
            alike = number.key[1] == after.key[1]  # no lunar month is one of ours
            return rewritten(place.text, number, after.value, place.language) if alike else None
    return None


def _spans(fact: Fact, text: str, language: Language, forms: Forms) -> Iterator[tuple[int, int]]:
    if fact.day is not None:
        for dated in whole_dates(text, language):
            if dated.day.may_be(fact.day):
                yield dated.start, dated.end
        return
    if fact.number is not None:
        for number in numbers(text, language):
            if number.key == fact.number.key and number.unit == fact.number.unit:
                yield number.start, number.end
        return
    wanted = [*forms(fact.words, fact.language, language), fact.words, unmarked(fact.words)]
    taken = bytearray(len(text))
    found = []
    for form in sorted(dict.fromkeys(wanted), key=len, reverse=True):
        for hit in standing_alone(form).finditer(text):
            if not any(taken[hit.start() : hit.end()]):
                taken[hit.start() : hit.end()] = b"\1" * (hit.end() - hit.start())
                found.append(hit.span())
    yield from sorted(found)
