"""Numbers written in words: English, Vietnamese and Chinese readings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
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
        "mn": 10**6,
        "bn": 10**9,
        "tn": 10**12,
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
_ENGLISH_SCALE = "hundred|thousand|million|billion|trillion"
ENGLISH_WORDS = re.compile(
    rf"\b(?:(?:{_ENGLISH_NUMBER})(?:(?:[ -]|,? and )(?:{_ENGLISH_NUMBER}|{_ENGLISH_SCALE}))*"
    rf"|(?:a|an) (?:{_ENGLISH_SCALE})(?: (?:{_ENGLISH_SCALE}))*)\b",
    re.IGNORECASE,
)
_VIETNAMESE_DIGIT = "|".join(VIETNAMESE_SMALL)
_VIETNAMESE_ONES = "mốt|một|hai|ba|bốn|tư|lăm|sáu|bảy|bẩy|tám|chín"  # năm would be a year
_VIETNAMESE_TENS = rf"(?:(?:{_VIETNAMESE_DIGIT}) mươi|mười)(?: (?:{_VIETNAMESE_ONES}))?"
_VIETNAMESE_SCALE = "trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ"
_VIETNAMESE_PART = (
    rf"(?:{_VIETNAMESE_TENS}|(?:{_VIETNAMESE_DIGIT})(?= (?:{_VIETNAMESE_SCALE})\b))"
    rf"(?: (?:{_VIETNAMESE_SCALE}))*"
)
VIETNAMESE_WORDS = re.compile(
    rf"\b(?:{_VIETNAMESE_PART}"
    rf"(?: (?:(?:linh|lẻ) (?:{_VIETNAMESE_DIGIT})|{_VIETNAMESE_PART}))*"
    r"|hai|ba|bốn|sáu|bảy|tám|chín)\b",
    re.IGNORECASE,
)
CHINESE_WORDS = re.compile(
    r"[零〇一二三四五六七八九十百千两兩][零〇一二三四五六七八九十百千万亿萬億两兩]*"
)


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
    for word in words.lower().split():
        if word in VIETNAMESE_SMALL:
            digit = VIETNAMESE_SMALL[word]
        elif word == "mười":
            current, digit = current + 10, 0
        elif word == "mươi":
            current, digit = current + digit * 10, 0
        elif word == "trăm":
            current, digit = (current + max(digit, 1)) * 100, 0
        elif word in VIETNAMESE_SCALES:
            scale = VIETNAMESE_SCALES[word]
            value = current + digit
            total = (total + value) * scale if value == 0 else total + value * scale
            current = digit = 0
    return Decimal(total + current + digit)


def read_chinese(words: str) -> Decimal:
    """Return the value of Chinese number characters (三十五, 两万, and 一九九四 by its digits)."""
    if not any(mark in CHINESE_SCALES for mark in words):
        return Decimal(int("".join(str(CHINESE_DIGITS[mark]) for mark in words)))
    total = section = digit = 0
    for mark in words:
        if mark in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[mark]
            continue
        scale = CHINESE_SCALES[mark]
        if scale < 10**4:
            section += max(digit, 1) * scale
        else:
            total = (total + section + digit) * scale
            section = 0
        digit = 0
    return Decimal(total + section + digit)
