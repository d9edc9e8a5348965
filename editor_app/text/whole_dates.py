"""Whole dates in running text, by day and month, and the same form with another day.

A date is written as 12/12, 12/12/2026, ngày 12 tháng 12 or ngày mười hai tháng mười hai in
Vietnamese, 12 December, December 12 or the twelfth of December in English, 12月12日 or
十二月十二日 in Chinese; the year may stand with it. Days of the lunar calendar (mùng 5 tháng giêng,
10/3 âm lịch, 腊月初八, 农历八月十五) are read too, and are none of ours: tháng chạp is no December.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.counting import main_language
from editor_app.text.dates import (
    CHINESE_LUNAR,
    CHINESE_LUNAR_MONTHS,
    CHINESE_NUMBER,
    ENGLISH_MONTHS,
    MONTH_NUMBERS,
    VIETNAMESE_LUNAR_MONTHS,
    VIETNAMESE_MONTHS,
    chinese_number,
    is_short_date,
    name_of,
)
from editor_app.text.number_words import (
    ANY_ORDINAL,
    ORDINAL_WORDS,
    ORDINALS,
    digit_by_digit,
    number_words,
    ordinal_ending,
)
from editor_app.text.numerals import CHINESE_DIGITS, read_vietnamese

SHORT = 3
_NAMES = "|".join(f"{name[:SHORT]}(?:{name[SHORT:]})?" for name in ENGLISH_MONTHS) + "|Sept"
_YEAR = r"(?P<year>\d{4})"
_LUNAR = r"(?P<lunar>\s+âm lịch\b)?"
_DIGITS = re.compile(
    r"(?<![\d/.,-])(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})"
    rf"(?:(?P=sign){_YEAR})?(?![\d/%-]|[.,]\d){_LUNAR}",
    re.IGNORECASE,
)
_ISO = re.compile(rf"(?<![\d/-]){_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?![\d-])")
_VIETNAMESE_DAYS: Mapping[str, int] = MappingProxyType(
    {words: day for day in range(1, 32) if (words := number_words(day, VIETNAMESE))}
    | {"hai mươi tư": 24}
)
_DAY_WORDS = "|".join(sorted(_VIETNAMESE_DAYS, key=len, reverse=True))
_EVERY_MONTH: Mapping[str, int] = MappingProxyType({**VIETNAMESE_MONTHS, **VIETNAMESE_LUNAR_MONTHS})
_MONTH_WORDS = "|".join(sorted(_EVERY_MONTH, key=len, reverse=True))
_YEAR_DIGITS = str.maketrans(
    {mark: str(value) for mark, value in CHINESE_DIGITS.items()} | {"○": "0"}
)
_VIETNAMESE = re.compile(
    r"\b(?P<day>\d{1,2}|(?:(?<=ngày )|(?<=mùng )|(?<=mồng ))(?:" + _DAY_WORDS + r"))"
    r"\s+tháng\s+(?P<month>\d{1,2}|" + _MONTH_WORDS + rf")\b(?:\s+năm\s+{_YEAR}\b)?{_LUNAR}",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(r"\b(?:ngày|mùng|mồng|hôm|sáng|trưa|chiều|tối|đêm)\s+$", re.IGNORECASE)
_LED = re.compile(r"\s*(?:ngày|mùng|mồng)\s", re.IGNORECASE)
_LEAD = re.compile(r"(?:the\s+|(?:ngày\s+)?(?:mùng|mồng)\s+|ngày\s+)?", re.IGNORECASE)
_DAY_FIRST = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?P<ending>st|nd|rd|th)?(?: of)? |(?P<ordinal>{ANY_ORDINAL}) of )"
    rf"(?P<name>{_NAMES})\b(?!['’]s)\.?(?:,? {_YEAR})?\b"
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<name>{_NAMES})\.? "
    rf"(?:(?P<day>\d{{1,2}})(?P<ending>st|nd|rd|th)?|(?P<ordinal>{ANY_ORDINAL}))"
    rf"\b(?:,? {_YEAR}\b)?"
)
_ENGLISH_LUNAR = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?P<ending>st|nd|rd|th)|(?P<ordinal>{ANY_ORDINAL})) day of the "
    r"(?:(?P<month>\d{1,2})(?:st|nd|rd|th)|(?P<word>"
    + "|".join(ORDINAL_WORDS[month] for month in range(1, 13))
    + r")) (?P<lunar>lunar) month\b"
)
_CHINESE = re.compile(
    rf"(?:(?P<lunar>{CHINESE_LUNAR})\s?)?"
    r"(?:(?P<year>\d{4}|[〇○零一二三四五六七八九]{4})\s?年\s?)?"
    rf"(?<![\d〇零一二三四五六七八九十])(?P<month>{CHINESE_NUMBER}|[正冬腊臘])\s?月\s?"
    rf"(?P<first>初)?(?P<day>{CHINESE_NUMBER})(?:\s?(?P<mark>[日号號]))?"
)


@dataclass(frozen=True)
class Day:
    """A day of a month; ``year`` is None where it is not said, ``lunar`` of which calendar."""

    day: int
    month: int
    year: int | None = None
    lunar: bool = False

    def may_be(self, other: Day) -> bool:
        """Say whether both can be the same day: a year that is not said is any year."""
        if (self.day, self.month, self.lunar) != (other.day, other.month, other.lunar):
            return False
        return self.year is None or other.year is None or self.year == other.year


@dataclass(frozen=True)
class Dated:
    """Where a date stands in a text (code points), and which day it is."""

    start: int
    end: int
    day: Day


def whole_dates(text: str, language: Language) -> Iterator[Dated]:
    """Yield the dates with day and month, in their order."""
    for found in _matches(text, main_language(language)):
        day = _day(found, main_language(language))
        if day is not None:
            yield Dated(found.start(), found.end(), day)


def only_date(words: str, language: Language) -> Day | None:
    """Return the date when words are one and nothing else, but for "ngày" or "the" before it."""
    if main_language(language) == VIETNAMESE and not _LED.match(words):
        words = f"ngày {words}"  # which makes a date of words that alone could be a length of time
    found = list(whole_dates(words, language))
    if len(found) != 1:
        return None
    before, after = words[: found[0].start], words[found[0].end :]
    return found[0].day if _LEAD.fullmatch(before.lstrip()) and not after.strip() else None


def redated(text: str, start: int, end: int, language: Language, day: Day) -> str | None:
    """Return the date that stands at a place as another day, in the same form.

    None without a date there, or when its form cannot say that day: a lunar month has a name of its
    own. A year that is said there stays, unless the other day says one too.
    """
    main = main_language(language)
    for found in _matches(text, main):
        if found.span() == (start, end):
            before = _day(found, main)
            alike = before is not None and before.lunar == day.lunar
            return _written(found, day, main) if alike else None
    return None


def _matches(text: str, main: Language) -> Iterator[re.Match[str]]:
    if main == ENGLISH:
        patterns: tuple[re.Pattern[str], ...] = (_DAY_FIRST, _MONTH_FIRST, _ENGLISH_LUNAR, _ISO)
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


# -- reading


def _day(found: re.Match[str], main: Language) -> Day | None:
    groups = found.groupdict()
    lunar = any(groups.get(name) for name in ("lunar", "first"))
    lunar = lunar or (groups.get("month") or "").lower() in _NAMED_LUNAR
    if main == CHINESE and "mark" in groups and not lunar and not groups["mark"]:
        return None
    without_year = groups.get("sign") in {"-", "."} and groups["year"] is None
    if without_year and not is_short_date(found.string, found.start("day")):
        return None
    if main == VIETNAMESE and not _is_date(found, groups):
        return None
    day = _day_of(groups, main)
    month = _month_of(groups, main)
    said = groups.get("year")
    year = int(said.translate(_YEAR_DIGITS)) if said else None
    fits = 1 <= day <= (30 if lunar else 31) and 1 <= month <= 12
    return Day(day, month, year, lunar) if fits else None


_NAMED_LUNAR = frozenset(CHINESE_LUNAR_MONTHS) | frozenset(VIETNAMESE_LUNAR_MONTHS)


def _is_date(found: re.Match[str], groups: Mapping[str, str | None]) -> bool:
    """Say whether a month in words is one: "6 tháng hai lần" is twice in half a year."""
    month = groups["month"] or ""
    if month.isdecimal() or month.lower() in VIETNAMESE_LUNAR_MONTHS:
        return True
    if month.lower() == "năm" and re.match(r"\s+\d", found.string[found.end() :]):
        return False  # 12 tháng năm 2026: the months of a year
    return bool(groups["year"]) or _DAY_BEFORE.search(found.string[: found.start()]) is not None


def _day_of(groups: Mapping[str, str | None], main: Language) -> int:
    ordinal, day = groups.get("ordinal"), groups.get("day") or "0"
    if ordinal:
        return ORDINALS[ordinal]
    if day.isdecimal():
        return int(day)
    return chinese_number(day) if main == CHINESE else int(read_vietnamese(day))


def _month_of(groups: Mapping[str, str | None], main: Language) -> int:
    name, word = groups.get("name"), groups.get("word")
    if name:
        return MONTH_NUMBERS[name.lower()]
    if word:
        return ORDINALS[word]
    month = groups.get("month") or "0"
    if month.isdecimal():
        return int(month)
    if main == CHINESE:
        return CHINESE_LUNAR_MONTHS.get(month) or chinese_number(month)
    return _EVERY_MONTH[" ".join(month.lower().split())]


# -- writing

_LAST_FIRST = 10
"""The last day of a Chinese lunar month that 初 stands before."""


def _written(found: re.Match[str], day: Day, main: Language) -> str | None:
    """Return a date in the form of the one that was found; None when that form cannot say it."""
    words: dict[str, str | None] = {}
    for group, was in found.groupdict().items():
        if not was:
            continue
        if group in {"day", "month"}:
            words[group] = _like(was, getattr(day, group), main, group)
        elif group == "first" and day.day > _LAST_FIRST:
            words[group] = ""
        elif group == "ordinal":
            words[group] = ORDINAL_WORDS[day.day]
        elif group == "word":
            words[group] = ORDINAL_WORDS[day.month]
        elif group == "ending":
            words[group] = ordinal_ending(day.day)
        elif group == "name":
            month = ENGLISH_MONTHS[day.month - 1]
            words[group] = month if was in ENGLISH_MONTHS else month[:SHORT]
        elif group == "year" and day.year is not None:
            words[group] = _year_like(was, day.year)
    if words.get("first") == "" and not found["lunar"] and found["month"] not in _NAMED_LUNAR:
        return None  # 五月初八 is lunar by 初 alone, which 五月十八 has not
    text, base = found[0], found.start()
    for group in sorted(words, key=found.start, reverse=True):
        new = words[group]
        if new is None:
            return None
        start, end = found.start(group) - base, found.end(group) - base
        text = text[:start] + new + text[end:]
    return text


def _like(was: str, value: int, main: Language, group: str) -> str | None:
    """Return a day or month in the form of the one that stood there."""
    if was.isdecimal():
        return f"{value:0{len(was)}}" if was.startswith("0") else str(value)
    if main == CHINESE:
        if was in CHINESE_LUNAR_MONTHS:
            return name_of(value, CHINESE_LUNAR_MONTHS)
        words = number_words(value, CHINESE)
        return f"廿{words[2:]}" if words and was.startswith("廿") and 20 < value < 30 else words
    if group == "day":
        return number_words(value, VIETNAMESE)
    known = VIETNAMESE_LUNAR_MONTHS if was.lower() in VIETNAMESE_LUNAR_MONTHS else VIETNAMESE_MONTHS
    return name_of(value, known)


def _year_like(was: str, year: int) -> str:
    return str(year) if was.isdecimal() else digit_by_digit(was, year)
