"""Where terms stand in a text: whole words in any inflection and capitals that a term allows.

A text is cut into words and single Chinese characters, and each stretch of them is asked for in one
table, so that a row takes as long with twenty thousand terms as with twenty. Positions are code
points of the text as it is; it is compared as NFC with its tones settled and Chinese simplified.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from editor_app.domain.ids import ENGLISH, Language
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.text.addresses import IN_ADDRESS
from editor_app.text.counting import main_language
from editor_app.text.folding import HAN, simplify
from editor_app.text.tones import settle_tones

_HAN = HAN.pattern[:-1]
_TOKEN = re.compile(rf"{_HAN}|(?:(?!{_HAN})[^\W_]|[\u0300-\u036f])+")
_ADDRESS = re.compile(rf"\]\([^)\s]*(?:\s[^)]*)?\)|https?://{IN_ADDRESS}+")
"""Where a link leads: its words are no words of the text."""

_INFLECTED = frozenset({TermKind.TERM, TermKind.OFFICE})
_ENDING = re.compile(r"(?:ing|ed|[seyi])$|([^\W_])\1$")
_DASHES = str.maketrans({"‐": "-", "‑": "-", "–": "-", "’": "'", "\u00a0": " "})
_LONGEST = 60
"""A text that is asked for is no longer than so many words."""


@dataclass(frozen=True)
class Token:
    """A word or a Chinese character: where it stands, and what it is compared as."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Entry:
    """A form of a term in the language of the index."""

    term: Term
    form: TermForm


@dataclass(frozen=True)
class TermPlace:
    """A stretch of a text (code points) and the terms it may be, those of the index in order."""

    start: int
    end: int
    entries: tuple[Entry, ...]


class TermIndex:
    """The forms of terms in one language, allowed and forbidden, made once for many texts."""

    def __init__(self, terms: Iterable[Term], language: Language) -> None:
        """Know these terms; of those that stay as they are every form counts in every language."""
        self.language = language
        self._main = main_language(language)
        self._entries: dict[str, list[Entry]] = {}
        self._longest: dict[str, int] = {}
        self.change((), terms)

    def change(self, gone: Iterable[Term], come: Iterable[Term]) -> None:
        """Know some terms no more, and others from now on; who reads meanwhile sees either."""
        for term in gone:
            for form in forms_in(term, self.language):
                self._remove(Entry(term, form))
        for term in come:
            for form in forms_in(term, self.language):
                self._add(Entry(term, form))

    def _remove(self, entry: Entry) -> None:
        key = " ".join(self._key(token.text) for token in tokens_of(entry.form.text))
        left = [item for item in self._entries.get(key, ()) if item != entry]
        if left:
            self._entries[key] = left
        else:
            self._entries.pop(key, None)

    def _add(self, entry: Entry) -> None:
        keys = [self._key(token.text) for token in tokens_of(entry.form.text)]
        if 0 < len(keys) <= _LONGEST:
            self._entries.setdefault(" ".join(keys), []).append(entry)
            self._longest[keys[0]] = max(self._longest.get(keys[0], 0), len(keys))

    def _key(self, token: str) -> str:
        return stem(token) if self._main == ENGLISH else token.casefold()

    def places(self, text: str) -> tuple[TermPlace, ...]:
        """Return where terms stand, in order; the longest first, and none inside another."""
        if not self._entries:
            return ()
        tokens = tokens_of(text)
        keys = [self._key(token.text) for token in tokens]
        addresses = [found.span() for found in _ADDRESS.finditer(text)]
        found = [
            place
            for place in self._candidates(text, tokens, keys)
            if not any(start < place.end and place.start < end for start, end in addresses)
        ]
        return _longest_first(found)

    def _candidates(
        self, text: str, tokens: Sequence[Token], keys: Sequence[str]
    ) -> Iterator[TermPlace]:
        for at, key in enumerate(keys):
            for count in range(1, self._longest.get(key, 0) + 1):
                if at + count > len(keys):
                    break
                entries = self._entries.get(" ".join(keys[at : at + count]), ())
                fitting = [
                    (entry, end)
                    for entry in entries
                    if (end := self._end_of(entry, text, tokens[at : at + count])) is not None
                ]
                if fitting:
                    start = tokens[at].start
                    yield TermPlace(start, fitting[0][1], tuple(entry for entry, _ in fitting))

    def _end_of(self, entry: Entry, text: str, tokens: Sequence[Token]) -> int | None:
        """Return where the form ends in the text; None when it is another word after all."""
        form = entry.form.text
        wanted = tokens_of(form)
        inflects = self._main == ENGLISH and entry.term.kind in _INFLECTED
        for one, other in zip(wanted, tokens, strict=True):
            if not _same_word(one.text, other.text, inflects=inflects):
                return None
        for number in range(1, len(wanted)):
            ours = form[wanted[number - 1].end : wanted[number].start]
            if not _same_gap(ours, text[tokens[number - 1].end : tokens[number].start]):
                return None
        tail, end = form[wanted[-1].end :].strip(), tokens[-1].end
        head = form[: wanted[0].start].strip()
        if not text.startswith(tail, end) or not text[: tokens[0].start].endswith(head):
            return None
        return end + len(tail)


def tokens_of(text: str) -> list[Token]:
    """Return the words and Chinese characters of a text."""
    return [Token(*found.span(), _plain(found[0])) for found in _TOKEN.finditer(text)]


def forms_in(term: Term, language: Language) -> tuple[TermForm, ...]:
    """Return the forms of a term in a language; those of a wider or narrower tag count too.

    What stays as it is has its forms in every language.
    """
    main = main_language(language)
    ours = tuple(form for form in term.forms if main_language(form.language) == main)
    if term.kind is TermKind.KEEP and not any(not form.forbidden for form in ours):
        return (*(form for form in term.forms if not form.forbidden), *ours)
    exact = tuple(form for form in ours if form.language == language)
    return (*exact, *(form for form in ours if form.language != language))


def stem(word: str) -> str:
    """Return what all inflections of an English word share; other words may share it too."""
    short = word.casefold()
    while cut := _ENDING.search(short):
        short = short[: cut.start() + bool(cut[1])]  # of two letters alike the first stays
    return short


def inflections(word: str) -> frozenset[str]:
    """Return the ways an English word (in small letters) may be written in a sentence."""
    found = {word, *(word + ending for ending in ("s", "es", "ed", "ing"))}
    if word.endswith("e"):
        found |= {word + "d", word[:-1] + "ing"}
    if word.endswith("y"):
        found |= {word[:-1] + "ies", word[:-1] + "ied"}
    if word and word[-1].isalpha():
        found |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return frozenset(found)


def _plain(token: str) -> str:
    if token.isascii():
        return token
    return simplify(settle_tones(normalize("NFC", token)))


def _same_word(ours: str, theirs: str, *, inflects: bool) -> bool:
    """Say whether a word of a text is that of a form; capitals of the form must be capitals."""
    if any(one.isupper() and not two.isupper() for one, two in zip(ours, theirs, strict=False)):
        return False
    small, other = ours.casefold(), theirs.casefold()
    return small == other or (inflects and other in inflections(small))


def _same_gap(ours: str, theirs: str) -> bool:
    """Say whether what stands between two words is the same; a line may end there."""
    if not ours.strip():
        return not theirs.strip() and bool(ours) == bool(theirs) and "\n\n" not in theirs
    return ours.translate(_DASHES) == theirs.translate(_DASHES)


def _longest_first(found: Iterable[TermPlace]) -> tuple[TermPlace, ...]:
    kept: list[TermPlace] = []
    for place in sorted(found, key=lambda item: (item.start - item.end, item.start)):
        if all(place.end <= other.start or other.end <= place.start for other in kept):
            kept.append(place)
    return tuple(sorted(kept, key=lambda item: item.start))
