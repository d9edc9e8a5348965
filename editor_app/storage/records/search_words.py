"""Words for the search index, and the questions that typed words put to it.

Beside the folded words the index holds those with marks as they were written, so that who types the
marks gets the texts with these very marks first. Words of plain letters and Chinese need no second
form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor_app.text.folding import HAN, fold, query_terms
from editor_app.text.tones import settle_tones

WORD = re.compile(r"[^\W_]+")
PIECE = re.compile(rf"{HAN.pattern}|[^\s{HAN.pattern[1:-2]}]+")
"""A run of Chinese, or of anything else without spaces: A股 is two pieces, which need not touch."""

SHORTEST_BEGINNING = 2
"""Letters that a typed word must have before it stands for all words that begin with it."""


@dataclass(frozen=True)
class Term:
    """A word that was typed: as a phrase of the folded index, and its words with marks."""

    phrase: str
    marked: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """What was typed; with ``beginning`` the last word may go on."""

    terms: tuple[Term, ...]
    words: tuple[str, ...]
    beginning: bool

    @property
    def has_marks(self) -> bool:
        """Say whether there is anything to find as it was written."""
        return any(term.marked for term in self.terms)


def marked_words(text: str) -> str:
    """Return the words of a text that have marks, in small letters with the tone in one place."""
    return " ".join(_marked(text))


def wanted(typed: str) -> Wanted:
    """Return what the index is asked when somebody types this.

    A single letter at the end is a word just begun: it is left out while there are others.
    """
    terms = tuple(
        Term(phrase, tuple(_marked(piece)))
        for piece in PIECE.findall(typed)
        if (phrase := " ".join(query_terms(piece)))
    )
    words = tuple(WORD.findall(fold(typed)))
    last = words[-1] if words else ""
    being_typed = typed[-1:].isalnum() and not HAN.search(last)
    if being_typed and len(last) < SHORTEST_BEGINNING and len(terms) > 1:
        return Wanted(terms[:-1], words[:-1], beginning=False)
    return Wanted(terms, words, being_typed and len(last) >= SHORTEST_BEGINNING)


def expression(sought: Wanted, *columns: str, as_written: bool = False) -> str:
    """Return the FTS5 expression for what holds all terms in these columns together.

    With ``as_written`` words that were typed with marks must stand there with them.
    """
    here = " ".join(columns)
    parts: list[str] = []
    for place, term in enumerate(sought.terms):
        star = "*" if sought.beginning and place == len(sought.terms) - 1 else ""
        parts.append(f'{{{here}}} : "{term.phrase}"{star}')
        if as_written and term.marked:
            there = " ".join(f"{column}_marked" for column in columns)
            *whole, last = term.marked
            parts += [f'{{{there}}} : "{word}"' for word in whole]
            parts.append(f'{{{there}}} : "{last}"{star}')
    return " AND ".join(parts)


def title_ranges(headline: str, sought: Wanted) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) code points of a headline that fit the typed words, in order."""
    letters = [(part, place) for place, letter in enumerate(headline) for part in fold(letter)]
    folded = "".join(part for part, _ in letters)
    found: set[tuple[int, int]] = set()
    for place, word in enumerate(sought.words):
        whole = not (sought.beginning and place == len(sought.words) - 1)
        for hit in _pattern(word, whole=whole).finditer(folded):
            found.add((letters[hit.start()][1], letters[hit.end() - 1][1] + 1))
    return tuple(sorted(found))


def _marked(text: str) -> list[str]:
    """Return the words with marks."""
    small = HAN.sub(" ", settle_tones(text).lower())
    return [word for word in WORD.findall(small) if not word.isascii()]


def _pattern(word: str, *, whole: bool) -> re.Pattern[str]:
    """Return what finds a folded word: anywhere in Chinese, else from its start or as a whole."""
    if HAN.search(word):
        return re.compile(re.escape(word))
    return re.compile(r"(?<![^\W_])" + re.escape(word) + (r"(?![^\W_])" if whole else ""))
