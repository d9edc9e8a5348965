"""Times of day in running text: 17:30, 5.30 pm, 17 giờ 30, 下午五点半."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.numerals import CHINESE_DIGITS, read_chinese

_HALF_DAY = 12 * 60


@dataclass(frozen=True)
class Clock:
    """A time of day; ``minute`` is None where only the hour is said, which may also be a length."""

    start: int
    end: int
    hour: int
    minute: int | None
    spelled: bool = False


def clock_key(clock: Clock) -> tuple[str, Decimal]:
    """Return what is the same of a time in all languages: its minutes in the half day."""
    return "clock", Decimal((clock.hour * 60 + (clock.minute or 0)) % _HALF_DAY)


_COLON = r"(?<![\d:.,/-])(\d{1,2})[:：](\d{2})(?!\d|:\d)"
_PATTERNS: Mapping[Language, tuple[re.Pattern[str], ...]] = MappingProxyType(
    {
        ENGLISH: (
            re.compile(
                r"(?<![\d:.,])(\d{1,2})(?:[:.](\d{2}))?\s?(?:[ap](?:m\b|\.m\b\.?)|o['’]clock\b)",
                re.I,
            ),
            re.compile(_COLON),
        ),
        VIETNAMESE: (
            re.compile(
                r"(?<![\d:.,])(\d{1,2})\s?(?:h|g|giờ)"
                r"(?:\s?(\d{2}(?!\d|[.,]\d)|\d(?=\s?(?:phút|ph)\b))(?:\s?(?:phút|ph|p)\b)?"
                r"|\s(rưỡi|rưởi)\b)?"
                r"(?![^\W\d])",
                re.I,
            ),
            re.compile(r"(?<![\d:.,])(\d{1,2})[.:](\d{2})\s?(?:giờ|h|am|pm|AM|PM)\b"),
            re.compile(_COLON),
        ),
        CHINESE: (
            re.compile(
                r"(?<![\d:.,])(\d{1,2}|[〇零一二三四五六七八九十两]{1,3})\s?(?:点|點|时|時)(?!间|代|期|刻|装|尚|常)"
                r"(?:(\d{1,2}|[〇零一二三四五六七八九十]{1,3})分?|(半))?"
            ),
            re.compile(_COLON),
        ),
    }
)


def clocks(text: str, language: Language) -> tuple[Clock, ...]:
    """Return the times of day in a text, from left to right."""
    found: list[Clock] = []
    for clock in _read(text, language):
        if all(clock.end <= known.start or known.end <= clock.start for known in found):
            found.append(clock)
    return tuple(sorted(found, key=lambda clock: clock.start))


def _read(text: str, language: Language) -> Iterator[Clock]:
    for pattern in _PATTERNS.get(language, _PATTERNS[ENGLISH]):
        for found in pattern.finditer(text):
            hour = _number(found[1])
            minute = _number(found[2]) if found[2] else None
            if pattern.groups > 2 and found[3]:
                minute = 30
            if hour <= 24 and (minute is None or minute < 60):
                spelled = found[1][0] in CHINESE_DIGITS or found[1][0] == "十"
                yield Clock(found.start(), found.end(), hour, minute, spelled)


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else int(read_chinese(words))
