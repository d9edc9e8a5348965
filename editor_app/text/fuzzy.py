"""How alike two source texts are for the translation memory, in per cent; and what finds them.

The one definition: both texts are brought to their plain form (``plain_text``: NFC, small letters,
one place for tone marks, levelled typography, simplified Chinese; Vietnamese marks count, because
they make other words). Of these, the likeness of the words (1 less the Levenshtein distance over
the longer count; a Vietnamese syllable, an English word, a number, a Chinese character each is one)
and the likeness of the characters (1 less the distance in insertions and deletions over both
lengths together) are averaged and rounded down. Texts that are not the same to ``memory_key`` have
at most 99; those that are have 100, and one more for each neighbour that is the same as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import cast

from editor_app.text.folding import HAN, simplify
from editor_app.text.matching import memory_key

LEAST = 70
"""Per cent below which a match is no help."""

SAME = 100
"""Per cent of a text that is the same."""

_HAN = HAN.pattern[:-1]
_SPACED_WORD = re.compile(r"[^\W_]+")
_WORD = re.compile(rf"{_HAN}|(?:(?!{_HAN})[^\W_])+")


def plain_text(text: str) -> str:
    """Return a text as it is compared: the case, the typography and the Chinese form levelled."""
    return plain_of_key(memory_key(text))


def plain_of_key(key: str) -> str:
    """Return the plain form of a text whose ``memory_key`` is known."""
    return simplify(key.lower())


def words_of_plain(plain: str) -> list[str]:
    """Return the words of a plain text in their order; each Chinese character is one."""
    return (_WORD if HAN.search(plain) else _SPACED_WORD).findall(plain)


def tokens_of(plain: str, words: Sequence[str]) -> set[str]:
    """Return what a plain text is looked up by: its words, of Chinese the pairs of characters."""
    if not HAN.search(plain):
        return set(words)
    tokens = {word for word in words if not HAN.match(word)}
    for run in HAN.findall(plain):
        tokens.update(run[at : at + 2] for at in range(max(1, len(run) - 1)))
    return tokens


def letter(number: int) -> str:
    """Return the character that stands for a word with this number (from 1) in a row of words."""
    code = number if number < 0xD800 else number + 0x800
    return chr(code if code <= 0x10FFFF else 1 + code % 0xD7FF)


def in_letters(words: Sequence[str], known: dict[str, int]) -> str:
    """Return a row of words as a string; ``known`` numbers them, and words it lacks go on in it."""
    return "".join(letter(known.setdefault(word, len(known) + 1)) for word in words)


def per_cents(
    plain: str, row: str, plains: Sequence[str], rows: Sequence[str], least: int = LEAST
) -> list[tuple[int, int]]:
    """Return (place, per cent) of the texts that have at least ``least``, in their order.

    ``plain`` and ``plains`` are plain texts, ``row`` and ``rows`` their words by ``in_letters``.
    Nobody gets more than 99 here.
    """
    if not plains:
        return []
    floor = max(0.0, least / 50 - 1.0)
    near = [(place, part) for place, part in enumerate(_words_alike(row, rows)) if part >= floor]
    letters = _letters_alike(plain, [plains[place] for place, _ in near])
    graded = (
        (place, _rounded(of_words, of_letters))
        for (place, of_words), of_letters in zip(near, letters, strict=True)
    )
    return [(place, score) for place, score in graded if score >= least]


def per_cent(one: str, other: str) -> int:
    """Return how alike two texts are (in any form), from 0 to 100 (the same to ``memory_key``)."""
    if memory_key(one) == memory_key(other):
        return SAME
    plain, plain_other = plain_text(one), plain_text(other)
    known: dict[str, int] = {}
    row = in_letters(words_of_plain(plain), known)
    row_other = in_letters(words_of_plain(plain_other), known)
    return dict(per_cents(plain, row, (plain_other,), (row_other,), 0))[0]


def _words_alike(row: str, rows: Sequence[str]) -> list[float]:
    from rapidfuzz.distance import Levenshtein

    return _each(Levenshtein.normalized_similarity, row, rows)


def _letters_alike(plain: str, plains: Sequence[str]) -> list[float]:
    from rapidfuzz.distance import Indel

    return _each(Indel.normalized_similarity, plain, plains)


def _each(scorer: Callable[..., float], one: str, others: Sequence[str]) -> list[float]:
    """Return the likeness of one string to each of the others, in double precision."""
    from numpy import float64
    from rapidfuzz.process import cdist

    if not others:
        return []
    return cast("list[float]", cdist([one], others, scorer=scorer, dtype=float64)[0].tolist())


def _rounded(of_words: float, of_letters: float) -> int:
    """Return the per cent of two likenesses, rounded down but for the dust of binary fractions."""
    return min(SAME - 1, int(50 * of_words + 50 * of_letters + 1e-9))
