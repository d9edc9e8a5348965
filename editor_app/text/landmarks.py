"""What a paragraph speaks of, in terms that are the same in Vietnamese, English and Chinese.

A landmark is the number of a row in a table of names, of words of the news, or of everyday words.
They show which paragraphs belong together before anybody has linked them; they judge nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.counting import main_language
from editor_app.text.tables import forms, read_rows

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?|[$£]")
_SYLLABLE = re.compile(r"[^\W\d_]+|[^\s]")
_LONGEST_PHRASE = 5
_SHORTEST_STEM = 3
_COLUMNS = frozenset({ENGLISH, VIETNAMESE, CHINESE})

Forms = Mapping[Language, Sequence[str]]
Rows = tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class _Lexicon:
    """The forms of one language: names as they are written, words in small letters, stems."""

    names: Mapping[str, frozenset[int]]
    words: Mapping[str, frozenset[int]]
    stems: Mapping[str, frozenset[int]]
    longest: int


@dataclass(frozen=True)
class Tables:
    """What is read of the tables: rows by language, and Chinese characters by their readings.

    The tables have a column per language; a form that ends in ``*`` is the beginning of a word.
    """

    names: Rows
    news: Rows
    common: Rows
    readings: Mapping[str, tuple[str, ...]]
    syllables: frozenset[str]


def read_tables(names: str, news: str, common: str = "", readings: str = "") -> Tables:
    """Read tables of names, words of the news, common words, and characters by readings."""
    read: dict[str, tuple[str, ...]] = {}
    for row in read_rows(readings):
        for character in forms(row[CHINESE]):
            read[character] = (*read.get(character, ()), row[VIETNAMESE])
    syllables = frozenset(syllable for known in read.values() for syllable in known)
    return Tables(read_rows(names), read_rows(news), read_rows(common), read, syllables)


class Landmarks:
    """The landmarks of texts; the forms of a language are gathered when it is first wanted."""

    def __init__(self, tables: Tables, terms: Callable[[], Sequence[Forms]] = tuple) -> None:
        """Look for what ``tables`` have, and for the forms of ``terms`` by language."""
        self._tables, self._terms = tables, cache(terms)
        self._rows = (*tables.names, *tables.news, *tables.common)
        self._lexicons: dict[Language, _Lexicon] = {}

    def with_terms(self, read: Callable[[], Sequence[Forms]]) -> Landmarks:
        """Return these landmarks with the terms of a desk as names more.

        ``read`` gives the forms of each term by language, and is asked when a text is looked at.
        """
        return Landmarks(self._tables, read)

    def found(self, text: str, language: Language) -> frozenset[int]:
        """Return the landmarks of a text."""
        main = main_language(language)
        column = main if main in _COLUMNS else ENGLISH
        lexicon = self._lexicons.get(column)
        if lexicon is None:
            lexicon = self._lexicons[column] = self._lexicon(column)
        return frozenset().union(*_LOOK_UPS[column](text, lexicon))

    def sounds(self, text: str, language: Language) -> frozenset[tuple[str, str]]:
        """Return the pairs of neighbouring syllables that Vietnamese and Chinese may share."""
        main = main_language(language)
        read: list[tuple[str, ...]]
        if main == CHINESE:
            read = [self._tables.readings.get(character, ()) for character in text]
        elif main == VIETNAMESE:
            known = self._tables.syllables
            words = _SYLLABLE.findall(text.lower())
            read = [(word,) if word in known else () for word in words]
        else:
            return frozenset()
        return frozenset(pair for one, next_ in pairwise(read) for pair in product(one, next_))

    def kind(self, landmark: int) -> str:
        """Return what a landmark is: a ``name``, a ``word`` of the news, or a ``common`` word."""
        names, news = len(self._tables.names), len(self._tables.news)
        if names <= landmark < len(self._rows):
            return "word" if landmark < names + news else "common"
        return "name"

    def _lexicon(self, column: Language) -> _Lexicon:
        names, words, stems = (defaultdict[str, set[int]](set) for _ in range(3))
        for number, row in enumerate(self._rows):
            for form in forms(row[column]):
                if self.kind(number) == "name" or form != form.lower():
                    names[form].add(number)
                elif form.endswith("*"):
                    stems[form.removesuffix("*")].add(number)
                else:
                    words[form].add(number)
        for number, term in enumerate(self._terms(), len(self._rows)):
            for form in term.get(column, ()):
                (words if form == form.lower() else names)[form].add(number)
        longest = max(map(len, (*names, *words)), default=0)
        return _Lexicon(_settled(names), _settled(words), _settled(stems), longest)


def _settled(table: Mapping[str, set[int]]) -> dict[str, frozenset[int]]:
    return {form: frozenset(numbers) for form, numbers in table.items()}


def _in_words(text: str, lexicon: _Lexicon) -> Iterator[frozenset[int]]:
    """Look up phrases of up to five words, and beginnings of single words."""
    tokens = _WORD.findall(text)
    for place in range(len(tokens)):
        for size in range(1, min(_LONGEST_PHRASE, len(tokens) - place) + 1):
            phrase = " ".join(tokens[place : place + size])
            yield from _at(phrase, lexicon)
            if phrase.endswith("."):
                yield from _at(phrase[:-1], lexicon)
        word = tokens[place].lower()
        for size in range(_SHORTEST_STEM, len(word) + 1):
            if word[:size] in lexicon.stems:
                yield lexicon.stems[word[:size]]


def _in_syllables(text: str, lexicon: _Lexicon) -> Iterator[frozenset[int]]:
    """Look up the longest phrase at each place: a syllable says another thing in a longer word."""
    tokens = _WORD.findall(text)
    place = 0
    while place < len(tokens):
        for size in range(min(_LONGEST_PHRASE, len(tokens) - place), 0, -1):
            found = tuple(_at(" ".join(tokens[place : place + size]).rstrip("."), lexicon))
            if found:
                yield from found
                break
        place += size


def _at(phrase: str, lexicon: _Lexicon) -> Iterator[frozenset[int]]:
    if phrase in lexicon.names:
        yield lexicon.names[phrase]
    if phrase.lower() in lexicon.words:
        yield lexicon.words[phrase.lower()]


def _in_chinese(text: str, lexicon: _Lexicon) -> Iterator[frozenset[int]]:
    """Look up what stands at each place, the longest form only."""
    place = 0
    while place < len(text):
        for size in range(min(lexicon.longest, len(text) - place), 0, -1):
            form = text[place : place + size]
            numbers = lexicon.names.get(form) or lexicon.words.get(form)
            if numbers:
                yield numbers
                place += size
                break
        else:
            place += 1


_LOOK_UPS = {ENGLISH: _in_words, VIETNAMESE: _in_syllables, CHINESE: _in_chinese}
