"""How much text there is: words, characters, minutes to read, and how full a field is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import ceil
from types import MappingProxyType

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.folding import HAN
from editor_app.text.plain import strip_marks

_WORD = re.compile(r"[^\W_]+(?:['’.,:/-][^\W_]+)*")
_HALF = re.compile(r"[\u0020-\u02ff\u1e00-\u1eff]")

WORDS_A_MINUTE: Mapping[str, int] = MappingProxyType({"en": 230, "vi": 260, "zh": 350})
"""Silent reading of news: English words, Vietnamese syllables, Chinese characters a minute."""

_FULL = MappingProxyType(
    {
        "headline": 70,
        "standfirst": 160,
        "dateline": 40,
        "push": 110,
        "home": 60,
        "social": 100,
        "seo": 60,
        "slug": 75,
        "caption": 200,
        "alt": 125,
    }
)
_FULL_CHINESE = MappingProxyType(
    {
        "headline": 32,
        "standfirst": 80,
        "dateline": 16,
        "push": 50,
        "home": 24,
        "social": 50,
        "seo": 30,
        "slug": 75,
        "caption": 100,
        "alt": 60,
    }
)


@dataclass(frozen=True)
class Counts:
    """``words``: English words, Vietnamese syllables, Chinese characters with foreign words.

    ``characters`` are code points with spaces but without line ends; ``minutes`` to read, rounded
    up (0 only for no words at all). ``language`` says what a word is.
    """

    words: int
    characters: int
    minutes: int
    language: Language


@dataclass(frozen=True)
class Gauge:
    """How full a field is: ``used`` of ``limit`` characters, in Chinese full-width ones."""

    used: int
    limit: int

    @property
    def left(self) -> int:
        """How many more fit; below zero when the text is too long."""
        return self.limit - self.used


def count(text: str, language: Language) -> Counts:
    """Count the words of a Markdown text as its readers will see it."""
    plain = strip_marks(text)
    words = count_words(plain, language)
    characters = len(plain) - plain.count("\n")
    main = main_language(language)
    speed = WORDS_A_MINUTE.get(main, WORDS_A_MINUTE["en"])
    return Counts(words, characters, ceil(words / speed), main)


def count_words(plain: str, language: Language) -> int:
    """Count words without marks: ``41.5``, ``COVID-19`` and ``it's`` are one each."""
    if main_language(language) == CHINESE:
        return sum(1 for _ in _han_or_word().finditer(plain))
    if HAN.search(plain):
        return sum(1 for _ in _han_or_word().finditer(plain))
    return sum(1 for _ in _WORD.finditer(plain))


def gauge(text: str, place: str, language: Language) -> Gauge | None:
    """Return how full a field is, by its name; None for a field without a limit.

    Chinese counts full-width characters, two Latin letters or digits as one.
    """
    limit = limit_of(place, language)
    if limit is None:
        return None
    plain = strip_marks(text)
    if main_language(language) == CHINESE and place != "slug":
        half = len(_HALF.findall(plain))
        return Gauge(len(plain) - half + ceil(half / 2), limit)
    return Gauge(len(plain), limit)


def limit_of(place: str, language: Language) -> int | None:
    """Return the limit of a field in characters (Chinese: full-width ones), or None.

    Headlines are cut in search results and lists beyond about 600 pixels, standfirsts (which are
    the description of the page too) beyond about 160 letters, push messages at two lines.
    """
    limits = _FULL_CHINESE if main_language(language) == CHINESE else _FULL
    return limits.get(place)


def main_language(language: str) -> Language:
    """Return the primary subtag of a BCP 47 tag: ``zh`` of ``zh-Hant-TW``."""
    main = Language(language.split("-", 1)[0].lower())
    return {"vi": VIETNAMESE, "en": ENGLISH, "zh": CHINESE}.get(main, main)


@cache
def _han_or_word() -> re.Pattern[str]:
    """Return words and single characters; compiled when first wanted: large classes take long."""
    return re.compile(rf"{HAN.pattern[:-1]}|[^\W_\u2e80-\u9fff]+(?:['’.,:/-][^\W_\u2e80-\u9fff]+)*")
