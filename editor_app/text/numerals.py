"""Numbers written in words: English, Vietnamese and Chinese readings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import inf
from types import MappingProxyType

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ENGLISH_SMALL: Mapping[str, int] = MappingProxyType(
    {word: value for value, word in enumerate(_ONES)}
    | {word: value * 10 for value, word in enumerate(_TENS, 2)}
)
ENGLISH_SCALES: Mapping[str, int] = MappingProxyType(
    {
        "hundred": 10**2,
        "thousand": 10**3,
        "million": 10**6,
        "billion": 10**9,
        "trillion": 10**12,
        "quadrillion": 10**15,
        "mn": 10**6,
        "mln": 10**6,
        "bn": 10**9,
        "bln": 10**9,
        "tn": 10**12,
        "trn": 10**12,
    }
)
VIETNAMESE_SMALL: Mapping[str, int] = MappingProxyType(
    {
        "một": 1,
        "hai": 2,
        "ba": 3,
        "bốn": 4,
        "tư": 4,
        "năm": 5,
        "lăm": 5,
        "sáu": 6,
        "bảy": 7,
        "bẩy": 7,
        "tám": 8,
        "chín": 9,
        "mốt": 1,
    }
)
VIETNAMESE_SCALES: Mapping[str, int] = MappingProxyType(
    {
        "chục": 10,
        "trăm": 10**2,
        "nghìn": 10**3,
        "ngàn": 10**3,
        "vạn": 10**4,
        "triệu": 10**6,
        "tỷ": 10**9,
        "tỉ": 10**9,
    }
)
CHINESE_DIGITS: Mapping[str, int] = MappingProxyType(
    {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
)
CHINESE_SCALES: Mapping[str, int] = MappingProxyType(
    {"十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
)

_ENGLISH_NUMBER = "|".join(sorted(ENGLISH_SMALL, key=len, reverse=True))
_ENGLISH_SCALE = "hundred|thousand|million|billion|trillion|quadrillion"
_ENGLISH_ROW = re.compile(
    rf"\b(?:(?:{_ENGLISH_NUMBER})|(?:a|an) (?:{_ENGLISH_SCALE}))"
    rf"(?:(?:[ -]|,? and )(?:{_ENGLISH_NUMBER}|{_ENGLISH_SCALE}))*\b",
    re.IGNORECASE,
)
_ENGLISH_WORD = re.compile(rf"{_ENGLISH_NUMBER}|{_ENGLISH_SCALE}", re.IGNORECASE)
_VIETNAMESE_DIGIT = "|".join(VIETNAMESE_SMALL)
_VIETNAMESE_ONES = "mốt|một|hai|ba|bốn|tư|lăm|sáu|bảy|bẩy|tám|chín"  # năm would be a year
_VIETNAMESE_TENS = rf"(?:(?:{_VIETNAMESE_DIGIT}) mươi|mười)(?: (?:{_VIETNAMESE_ONES}))?"
_VIETNAMESE_SCALE = "chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ"
_VIETNAMESE_PART = (
    rf"(?:{_VIETNAMESE_TENS}|(?:{_VIETNAMESE_DIGIT})(?= (?:{_VIETNAMESE_SCALE})\b))"
    rf"(?: (?:{_VIETNAMESE_SCALE}))*"
)
VIETNAMESE_WORDS = re.compile(
    rf"\b(?:{_VIETNAMESE_PART}"
    rf"(?: (?:(?:(?:linh|lẻ) (?:{_VIETNAMESE_DIGIT})|không(?= trăm\b))"
    rf"(?: (?:{_VIETNAMESE_SCALE}))*|{_VIETNAMESE_PART}))*"
    r"|hai|ba|bốn|sáu|bảy|tám|chín)\b",
    re.IGNORECASE,
)
CHINESE_MORE = "(?:[多余餘](?=[百千万亿萬億]))"
"""What stands before a scale and says that it is somewhat more: 1200多万 is over twelve million."""

CHINESE_WORDS = re.compile(
    "[零〇一二三四五六七八九十百千两兩]+点[零〇一二三四五六七八九]+[百千]?[万亿萬億]+"
    "|[零〇一二三四五六七八九十百千两兩廿卅]"
    f"(?:[零〇一二三四五六七八九十百千万亿萬億两兩]|{CHINESE_MORE})*"
)


def english_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield where English number words stand that are one number each, in their order.

    "two hundred and six" is one, "four and six" and "two thousand and three thousand" are two.
    """
    for row in _ENGLISH_ROW.finditer(text):
        yield from _EnglishRow(row).numbers()


class _EnglishRow:
    """Words that follow each other, parted where one of them cannot go on with the number.

    A place is where a word begins and where the one before it ends: a number may be parted there.
    """

    def __init__(self, row: re.Match[str]) -> None:
        self._row = row
        self._start = row.start()
        self._group = self._part = (row.start(), row.start())
        self._hundred, self._scale = False, inf

    def numbers(self) -> Iterator[tuple[int, int]]:
        """Yield the numbers."""
        before, end = "", self._row.start()
        for found in _ENGLISH_WORD.finditer(self._row[0]):
            start = self._row.start() + found.start()
            word, place = found[0].lower(), (start, end)
            gap = self._row.string[end:start]
            parted = self._parted(before, word, place, gap) if before else None
            if parted is not None:
                yield self._start, parted[1]
                self._start = parted[0]
                self._group = self._part = parted
                self._hundred, self._scale = word == "hundred", inf
            self._take(word, before, place)
            before, end = word, self._row.start() + found.end()
        yield self._start, self._row.end()

    def _parted(
        self, before: str, word: str, place: tuple[int, int], gap: str
    ) -> tuple[int, int] | None:
        """Return where another number begins because of this word; None when it goes on."""
        if word in ENGLISH_SMALL:
            ones = ENGLISH_SMALL.get(before, 0) >= 20 and 0 < ENGLISH_SMALL[word] < 10
            goes_on = before not in ENGLISH_SMALL or (ones and "and" not in gap)
            return None if goes_on else place
        if before not in ENGLISH_SMALL:  # hundred thousand
            return None
        if word == "hundred":
            return self._part if self._hundred else None
        return self._group if ENGLISH_SCALES[word] >= self._scale else None

    def _take(self, word: str, before: str, place: tuple[int, int]) -> None:
        """Go on with this word."""
        if word == "hundred":
            self._hundred = True
        elif word not in ENGLISH_SMALL:
            self._hundred, self._scale = False, ENGLISH_SCALES[word]
        elif before and before not in ENGLISH_SMALL:
            self._part = place
            self._group = self._group if before == "hundred" else place


def read_english(words: str) -> Decimal:
    """Return the value of English number words ("twenty-five thousand")."""
    total = current = 0
    for word in re.split(r"[ ,-]+", words.lower()):
        if word in ENGLISH_SMALL:
            current += ENGLISH_SMALL[word]
        elif word in {"a", "an"}:
            current = 1
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in ENGLISH_SCALES:
            total += max(current, 1) * ENGLISH_SCALES[word]
            current = 0
    return Decimal(total + current)


def read_vietnamese(words: str) -> Decimal:
    """Return the value of Vietnamese number words ("hai mươi lăm nghìn")."""
    total = current = digit = 0
    before = ""
    for word in words.lower().split():
        if word in VIETNAMESE_SMALL:
            digit = VIETNAMESE_SMALL[word]
        elif word == "mười":
            current, digit = current + 10, 0
        elif word in {"mươi", "chục"}:
            current, digit = current + digit * 10, 0
        elif word == "trăm":
            hundreds = 0 if before == "không" else max(digit, 1)
            current, digit = (current + hundreds) * 100, 0
        elif word in VIETNAMESE_SCALES:
            scale = VIETNAMESE_SCALES[word]
            value = current + digit
            total = (total + value) * scale if value == 0 else total + value * scale
            current = digit = 0
        before = word
    return Decimal(total + current + digit)


def read_chinese(words: str) -> Decimal:
    """Return the value of Chinese number characters (三十五, 两万, and 一九九四 by its digits).

    A digit behind a scale counts in its tenth part: 一万五 is 15,000, 一万零五 is 10,005.
    """
    words = words.replace("廿", "二十").replace("卅", "三十")
    tenth = CHINESE_SCALES.get(words[-2:-1], 0) // 10 if words[-1] in CHINESE_DIGITS else 0
    if tenth > 1:
        return read_chinese(words[:-1]) + tenth * CHINESE_DIGITS[words[-1]]
    if not any(mark in CHINESE_SCALES for mark in words):
        return Decimal(int("".join(str(CHINESE_DIGITS[mark]) for mark in words)))
    whole, point, rest = words.partition("点")
    if point:
        digits = rest.rstrip("".join(CHINESE_SCALES))
        value = Decimal(f"{read_chinese(whole)}.{int(read_chinese(digits)):0{len(digits)}}")
        for mark in rest[len(digits) :]:
            value *= CHINESE_SCALES[mark]
        return value
    high = total = section = digit = 0
    for mark in words:
        if mark in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[mark]
            continue
        scale = CHINESE_SCALES.get(mark, 0)
        if not scale:  # somewhat more
            continue
        if scale < 10**4:
            section += max(digit, 1) * scale
        elif scale == 10**4:
            total, section = total + (section + digit) * scale, 0
        else:
            high, total, section = (high + total + section + digit) * scale, 0, 0
        digit = 0
    return Decimal(high + total + section + digit)
