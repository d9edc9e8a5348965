"""What a paragraph speaks of, in terms that are the same in Vietnamese, English and Chinese.

A landmark is the number of a row in a table of names or of words of the news. They show which
paragraphs belong together before anybody has linked them; they judge nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.counting import main_language
from editor_app.text.tables import forms, read_rows

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?|[$£]")
_LONGEST_PHRASE = 5
_SHORTEST_STEM = 3
_COLUMNS = frozenset({ENGLISH, VIETNAMESE, CHINESE})


@dataclass(frozen=True)
class _Lexicon:
    """The forms of one language: names as they are written, words in small letters, stems."""

    names: Mapping[str, frozenset[int]]
    words: Mapping[str, frozenset[int]]
    stems: Mapping[str, frozenset[int]]
    longest: int


class Landmarks:
    """The tables, read for a language when a text in it is first looked at.

    The two tables have a column per language; a form that ends in ``*`` is the beginning of a word.
    """

    def __init__(self, names: str, words: str) -> None:
        """Read the tables ``names`` and ``words``, as ``tables.read_rows`` takes them."""
        self._names = read_rows(names)
        self._words = read_rows(words)
        self._lexicons: dict[Language, _Lexicon] = {}

    def found(self, text: str, language: Language) -> frozenset[int]:
        """Return the landmarks of a text."""
        main = main_language(language)
        column = main if main in _COLUMNS else ENGLISH
        lexicon = self._lexicons.get(column)
        if lexicon is None:
            lexicon = self._lexicons[column] = self._lexicon(column)
        look_up = _in_chinese if column == CHINESE else _in_words
        return frozenset().union(*look_up(text, lexicon))

    def is_name(self, landmark: int) -> bool:
        """Say whether a landmark is a name and not a word of the news."""
        return landmark < len(self._names)

    def _lexicon(self, column: Language) -> _Lexicon:
        names, words, stems = (defaultdict[str, set[int]](set) for _ in range(3))
        for number, row in enumerate((*self._names, *self._words)):
            for form in forms(row[column]):
                if self.is_name(number) or form != form.lower():
                    names[form].add(number)
                elif form.endswith("*"):
                    stems[form.removesuffix("*")].add(number)
                else:
                    words[form].add(number)
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
