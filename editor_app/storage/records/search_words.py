"""Words for the search index, and words that were typed to find them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Wanted:
    """What was typed: terms as written and folded; with ``beginning`` the last one may go on."""

    exact: tuple[str, ...]
    folded: tuple[str, ...]
    beginning: bool


def fold(text: str) -> str:
    """Return small letters without marks."""
    plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def exact_words(text: str) -> str:
    """Return the words as written, Chinese as single characters and overlapping pairs."""
    return " ".join(_terms(text.lower(), every=True))


def folded_words(text: str) -> str:
    """Return the folded words, Chinese as single characters and overlapping pairs."""
    return " ".join(_terms(fold(text), every=True))


def wanted(typed: str) -> Wanted:
    """Return what an index is asked for when somebody types this."""
    exact = tuple(_terms(typed.lower(), every=False))
    last = exact[-1] if exact else ""
    goes_on = len(last) > 1 and not HAN.search(last) and typed[-1:].isalnum()
    return Wanted(exact, tuple(_terms(fold(typed), every=False)), goes_on)


def title_ranges(headline: str, sought: Wanted) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) code points of a headline that fit the typed terms."""
    folded = "".join(fold(letter) or " " for letter in headline)
    if len(folded) != len(headline):
        return ()
    found = set()
    for place, term in enumerate(sought.folded):
        last = sought.beginning and place == len(sought.folded) - 1
        edge = "" if last or HAN.search(term) else r"\b"
        start = "" if HAN.search(term) else r"\b"
        found |= {hit.span() for hit in re.finditer(start + re.escape(term) + edge, folded)}
    return tuple(sorted(found))


def _terms(text: str, *, every: bool) -> list[str]:
    """Split into words; runs of Chinese into pairs, with ``every`` the single characters too."""
    terms: list[str] = []
    for word in WORD.findall(text):
        place = 0
        for run in HAN.finditer(word):
            terms += [word[place : run.start()]] if run.start() > place else []
            terms += _pairs(run.group(), every=every)
            place = run.end()
        terms += [word[place:]] if place < len(word) else []
    return terms


def _pairs(run: str, *, every: bool) -> list[str]:
    """Return the overlapping pairs of a run of Chinese characters."""
    pairs = [run[place : place + 2] for place in range(len(run) - 1)]
    return pairs + list(run) if every or not pairs else pairs
