"""Where a term stands in a text: whole words, capitals and inflection as each language has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

from editor_app.domain.ids import CHINESE, ENGLISH, Language
from editor_app.text.counting import main_language
from editor_app.text.folding import HAN

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = r"(?:e?s|['’]s?|ed|d|ing|ly)?"
"""How an English term may end besides as it is listed."""


def places_of(
    form: str, text: str, language: Language, *, exact: bool
) -> Iterator[tuple[int, int]]:
    """Yield where a form stands in a text; with ``exact`` capitals must fit and nothing is added.

    Chinese has no spaces to tell words apart by; a Latin word in it still is one.
    """
    for found in _pattern(form, main_language(language), exact).finditer(text):
        yield found.span()


@lru_cache(maxsize=8_000)
def _pattern(form: str, language: Language, exact: bool) -> re.Pattern[str]:
    words = r"[\s\u00a0]+".join(re.escape(word) for word in form.split())
    if HAN.search(form) and language == CHINESE:
        return re.compile(words)
    ending = "" if exact or language != ENGLISH else _ENDINGS
    if ending and form.endswith("y"):
        words = rf"{words[:-1]}(?:y|ies|ied)"
    return re.compile(rf"(?<!\w){words}{ending}(?!\w)", re.NOFLAG if exact else re.IGNORECASE)


Entry = TypeVar("Entry")


class Index(Generic[Entry]):
    """Entries by the words of their form, so that a text is asked only for what it may hold.

    The first word is looked up, in small letters (of a form with Chinese its first character); the
    others must stand somewhere, but for the last letter, which may be bent.
    """

    def __init__(self, entries: Iterable[Entry], form_of: Callable[[Entry], str]) -> None:
        """Keep the entries in their order."""
        self._entries: dict[str, list[tuple[int, tuple[str, ...], Entry]]] = {}
        for place, entry in enumerate(entries):
            beginning, others = _parts(form_of(entry))
            self._entries.setdefault(beginning, []).append((place, others, entry))

    def may_hold(self, text: str) -> list[Entry]:
        """Return the entries whose words stand in a text, in their order."""
        small = text.lower()
        keys = {*_WORD.findall(small), *(set(small) if HAN.search(small) else ())}
        found = [
            (place, entry)
            for key in keys & self._entries.keys()
            for place, others, entry in self._entries[key]
            if not others or all(map(small.__contains__, others))
        ]
        return [entry for _, entry in sorted(found, key=lambda item: item[0])]


def _parts(form: str) -> tuple[str, tuple[str, ...]]:
    """Return how a form begins, and what else must stand in a text that holds it."""
    small = form.lower()
    if HAN.search(small):
        return small[:1], tuple(small.split())
    words = _WORD.findall(small)
    if not words:
        return small, ()
    return words[0], tuple(word[:-1] for word in words[1:] if len(word) > 1)
