"""Whole numbers written in words: twenty-six, hai mươi sáu, 二十六, and the days of a month."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.numerals import ENGLISH_SMALL

LARGEST = 99
"""The largest number that is written in words here."""

_ENGLISH: Mapping[int, str] = MappingProxyType(
    {value: word for word, value in ENGLISH_SMALL.items()}
)
_VIETNAMESE = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_VIETNAMESE_ONES: Mapping[int, str] = MappingProxyType({1: "mốt", 5: "lăm"})
_CHINESE = "零一二三四五六七八九十"
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth"),
)
ORDINALS: Mapping[str, int] = MappingProxyType(
    {word: value for value, word in enumerate(_ORDINALS, 1)}
    | {"twentieth": 20, "thirtieth": 30, "thirty-first": 31}
    | {f"twenty-{word}": 20 + value for value, word in enumerate(_ORDINALS[:9], 1)}
)
"""English words for the days of a month."""

ANY_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
"""A pattern of them, where the longest comes first."""

ORDINAL_WORDS: Mapping[int, str] = MappingProxyType({day: word for word, day in ORDINALS.items()})


def number_words(value: int, language: Language) -> str | None:
    """Return the words for a whole number; None where they are not known here.

    ``language`` is a main language: English, Vietnamese or Chinese.
    """
    if not 0 <= value <= LARGEST:
        return None
    tens, ones = divmod(value, 10)
    if language == CHINESE:
        return _chinese(tens, ones)
    if language == VIETNAMESE:
        return _vietnamese(tens, ones)
    if language != ENGLISH:
        return None
    if value in _ENGLISH:
        return _ENGLISH[value]
    return f"{_ENGLISH[tens * 10]}-{_ENGLISH[ones]}"


def _chinese(tens: int, ones: int) -> str:
    if not tens:
        return _CHINESE[ones]
    return f"{_CHINESE[tens] if tens > 1 else ''}十{_CHINESE[ones] if ones else ''}"


def _vietnamese(tens: int, ones: int) -> str:
    if not tens:
        return _VIETNAMESE[ones]
    head = "mười" if tens == 1 else f"{_VIETNAMESE[tens]} mươi"
    if not ones:
        return head
    tail = _VIETNAMESE_ONES.get(ones, _VIETNAMESE[ones])
    return f"{head} {'một' if tens == 1 and ones == 1 else tail}"


def ordinal_ending(value: int) -> str:
    """Return what stands behind the digits of an English ordinal: st, nd, rd or th."""
    if value % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def digit_by_digit(was: str, value: int) -> str:
    """Return a Chinese year in numerals (二〇二六), with the nought that stood in ``was``."""
    nought = next((mark for mark in "〇○零" if mark in was), "〇")
    digits = (nought, *_CHINESE[1:10])
    return "".join(digits[int(digit)] for digit in str(value))
