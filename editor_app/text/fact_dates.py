"""Whole dates in running text, by day and month, and the same form with another day.

A date is written as 12/12, 12/12/2026 or ngày 12 tháng 12 in Vietnamese, 12 December or December 12
in English, 12月12日 in Chinese; the year may stand with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from editor_app.domain.ids import CHINESE, ENGLISH, Language
from editor_app.text.counting import main_language
from editor_app.text.dates import ENGLISH_MONTHS

SHORT = 3
_NAMES = "|".join(f"{name[:SHORT]}(?:{name[SHORT:]})?" for name in ENGLISH_MONTHS) + "|Sept"
_DIGITS = re.compile(
    r"(?<![\d/.,-])(?P<day>\d{1,2})(?P<sign>[/-])(?P<month>\d{1,2})"
    r"(?:(?P=sign)(?P<year>\d{4}))?(?![\d/%-])"
)
_ISO = re.compile(r"(?<![\d/-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])")
_VIETNAMESE = re.compile(
    r"\b(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:\s+năm\s+(?P<year>\d{4}))?\b", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<name>{_NAMES})\b"
    r"\.?(?:,? (?P<year>\d{4}))?\b"
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<name>{_NAMES})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>\d{{4}})\b)?"
)
_CHINESE = re.compile(
    r"(?:(?P<year>\d{4})\s?年\s?)?(?<!\d)(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号號]"
)


@dataclass(frozen=True)
class Day:
    """A day of a month; ``year`` is None where it is not said."""

    day: int
    month: int
    year: int | None = None

    def may_be(self, other: Day) -> bool:
        """Say whether both can be the same day: a year that is not said is any year."""
        same = (self.day, self.month) == (other.day, other.month)
        return same and (self.year is None or other.year is None or self.year == other.year)


@dataclass(frozen=True)
class Dated:
    """Where a date stands in a text (code points), and which day it is."""

    start: int
    end: int
    day: Day


def whole_dates(text: str, language: Language) -> Iterator[Dated]:
    """Yield the dates with day and month, in their order."""
    for found in _matches(text, language):
        day = _day(found)
        if day is not None:
            yield Dated(found.start(), found.end(), day)


def only_date(words: str, language: Language) -> Day | None:
    """Return the date when words are one and nothing else, but for "ngày" before it."""
    found = list(whole_dates(words, language))
    if len(found) != 1:
        return None
    before, after = words[: found[0].start], words[found[0].end :]
    return found[0].day if before.strip().lower() in {"", "ngày"} and not after.strip() else None


def redated(text: str, start: int, end: int, language: Language, day: Day) -> str | None:
    """Return the date that stands at a place as another day, in the same form; None without one.

    A year that is said there stays, unless the other day says one too.
    """
    for found in _matches(text, language):
        if found.span() == (start, end):
            return _written(found, day)
    return None


def _matches(text: str, language: Language) -> Iterator[re.Match[str]]:
    main = main_language(language)
    if main == ENGLISH:
        patterns: tuple[re.Pattern[str], ...] = (_DAY_FIRST, _MONTH_FIRST, _ISO)
    else:
        patterns = (_CHINESE, _ISO) if main == CHINESE else (_VIETNAMESE, _ISO, _DIGITS)
    taken: list[range] = []
    found = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            if not any(match.start() < span.stop and span.start < match.end() for span in taken):
                taken.append(range(*match.span()))
                found.append(match)
    yield from sorted(found, key=lambda match: match.start())


def _day(found: re.Match[str]) -> Day | None:
    groups = found.groupdict()
    name = groups.get("name")
    month = _month_of(name) if name else int(groups["month"])
    year = int(groups["year"]) if groups["year"] else None
    day = Day(int(groups["day"]), month, year)
    sign = groups.get("sign")
    if not (1 <= day.day <= 31 and 1 <= month <= 12) or (sign == "-" and year is None):
        return None
    return day


def _month_of(name: str) -> int:
    return next(at for at, month in enumerate(ENGLISH_MONTHS, 1) if month[:SHORT] == name[:SHORT])


def _written(found: re.Match[str], day: Day) -> str:
    """Return a date in the form of the one that was found."""
    groups, base = found.groupdict(), found.start()
    words = {"day": _as_long(groups["day"], day.day)}
    if groups.get("name"):
        month = ENGLISH_MONTHS[day.month - 1]
        words["name"] = month if groups["name"] in ENGLISH_MONTHS else month[:SHORT]
    else:
        words["month"] = _as_long(groups["month"], day.month)
    if groups["year"] and day.year is not None:
        words["year"] = str(day.year)
    text = found[0]
    for group in sorted(words, key=found.start, reverse=True):
        start, end = found.start(group) - base, found.end(group) - base
        text = text[:start] + words[group] + text[end:]
    return text


def _as_long(before: str, number: int) -> str:
    """Return a number with the noughts before it that the old one had."""
    return f"{number:0{len(before)}}" if before.startswith("0") else str(number)
