"""Where a term stands in a text: whole words, capitals and inflection as each language has them.

Both places of a Vietnamese tone mark are one spelling (hoà giải, hòa giải); positions are those of
the text as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

from editor_app.domain.ids import CHINESE, ENGLISH, Language
from editor_app.text.counting import main_language
from editor_app.text.folding import HAN
from editor_app.text.tones import settle_tones

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = r"(?:e?s|['’]s?|ed|d|ing|ly)?"
"""How an English term may end besides as it is listed."""


def places_of(
    form: str, text: str, language: Language, *, exact: bool
) -> Iterator[tuple[int, int]]:
    """Yield where a form stands in a text; with ``exact`` capitals must fit and nothing is added.

    Chinese has no spaces to tell words apart by; a Latin word in it still is one.
    """
    for found in _pattern(form, main_language(language), exact).finditer(settle_tones(text)):
        yield found.span()


@lru_cache(maxsize=8_000)
def _pattern(form: str, language: Language, exact: bool) -> re.Pattern[str]:
    form = settle_tones(form)
    words = r"[\s\u00a0]+".join(re.escape(word) for word in form.split())
    if HAN.search(form) and language == CHINESE:
        return re.compile(words)
    ending = "" if exact or language != ENGLISH else _ENDINGS
    if ending and form.endswith("y"):
        words = rf"{words[:-1]}(?:y|ies|ied)"
    return re.compile(rf"(?<!\w){words}{ending}(?!\w)", re.NOFLAG if exact else re.IGNORECASE)


class Entry(Protocol):
    """What stands under a form; ``rank`` is its place among all of an index."""

    @property
    def form(self) -> str:
        """The words to be found."""

    @property
    def rank(self) -> tuple[str, int]:
        """The place: what is lower comes first."""


AnEntry = TypeVar("AnEntry", bound=Entry)


class Index(Generic[AnEntry]):
    """Entries by the words of their form, so that a text is asked only for what it may hold.

    The first word is looked up, in small letters (of a form with Chinese its first character); the
    others must stand somewhere, but for the last letter, which may be bent.
    """

    def __init__(self, entries: Iterable[AnEntry]) -> None:
        """Keep the entries."""
        self._entries: dict[str, tuple[tuple[tuple[str, ...], AnEntry], ...]] = {}
        self._add(entries)

    def changed(self, gone: Iterable[AnEntry], come: Iterable[AnEntry]) -> Index[AnEntry]:
        """Return an index without some entries and with others; this one stays as it is."""
        after: Index[AnEntry] = Index(())
        after._entries = dict(self._entries)
        after._take_out(gone)
        after._add(come)
        return after

    def may_hold(self, text: str) -> list[AnEntry]:
        """Return the entries whose words stand in a text, in the order of their rank."""
        small = settle_tones(text).lower()
        keys = {*_WORD.findall(small), *(set(small) if HAN.search(small) else ())}
        found = [
            entry
            for key in keys & self._entries.keys()
            for others, entry in self._entries[key]
            if not others or all(map(small.__contains__, others))
        ]
        return sorted(found, key=lambda entry: entry.rank)

    def _add(self, entries: Iterable[AnEntry]) -> None:
        more: dict[str, list[tuple[tuple[str, ...], AnEntry]]] = {}
        for entry in entries:
            beginning, others = _parts(entry.form)
            more.setdefault(beginning, []).append((others, entry))
        for beginning, items in more.items():
            self._entries[beginning] = (*self._entries.get(beginning, ()), *items)

    def _take_out(self, entries: Iterable[AnEntry]) -> None:
        less: dict[str, set[AnEntry]] = {}  # thousands of names may begin alike
        for entry in entries:
            beginning, _others = _parts(entry.form)
            less.setdefault(beginning, set()).add(entry)
        for beginning, gone in less.items():
            kept = self._entries.get(beginning, ())
            self._entries[beginning] = tuple(item for item in kept if item[1] not in gone)


def _parts(form: str) -> tuple[str, tuple[str, ...]]:
    """Return how a form begins, and what else must stand in a text that holds it."""
    small = settle_tones(form).lower()
    if HAN.search(small):
        return small[:1], tuple(small.split())
    words = _WORD.findall(small)
    if not words:
        return small, ()
    return words[0], tuple(word[:-1] for word in words[1:] if len(word) > 1)
