"""What a paragraph speaks of, in terms that are the same in Vietnamese, English and Chinese.

A landmark is the number of a row of ``place_names`` or ``news_words``. They show which paragraphs
belong together before anybody has linked them; they judge nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.counting import main_language
from editor_app.text.news_words import NEWS_WORDS
from editor_app.text.place_names import PLACE_NAMES

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?|[$£]")
_LONGEST_PHRASE = 5
_SHORTEST_STEM = 3
_COLUMNS: Mapping[Language, int] = {ENGLISH: 0, VIETNAMESE: 1, CHINESE: 2}


@dataclass(frozen=True)
class _Lexicon:
    """The forms of one language: names as they are written, words in small letters, stems."""

    names: Mapping[str, frozenset[int]]
    words: Mapping[str, frozenset[int]]
    stems: Mapping[str, frozenset[int]]
    longest: int


def landmarks(text: str, language: Language) -> frozenset[int]:
    """Return the landmarks of a text; names have numbers below ``names_end()``."""
    lexicon = _lexicon(_COLUMNS.get(main_language(language), 0))
    found: set[int] = set()
    if main_language(language) == CHINESE:
        found.update(*_in_chinese(text, lexicon))
    else:
        found.update(*_in_words(text, lexicon))
    return frozenset(found)


@cache
def names_end() -> int:
    """Return the first number that is a word of the news and not a name."""
    return len(_rows(PLACE_NAMES))


def _rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.strip().replace("\n    ", " ").splitlines()]


@cache
def _lexicon(column: int) -> _Lexicon:
    """Read the tables for the language in that column."""
    names, words, stems = (defaultdict[str, set[int]](set) for _ in range(3))
    rows = [*_rows(PLACE_NAMES), *_rows(NEWS_WORDS)]
    for number, row in enumerate(rows):
        for form in filter(None, (form.strip() for form in row[column].split(","))):
            if number < names_end() or form != form.lower():
                names[form].add(number)
            elif form.endswith("*"):
                stems[form.removesuffix("*")].add(number)
            else:
                words[form].add(number)
    return _Lexicon(
        _settled(names), _settled(words), _settled(stems), max(map(len, (*names, *words)))
    )


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
