"""Dates in running text: days, months and weekdays in English, Vietnamese and Chinese.

Months of the lunar calendar (tháng giêng, tháng chạp, 正月, 腊月) are a unit of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.number import LONGEST, Number, Unit
from editor_app.text.number_words import ANY_ORDINAL, ORDINALS
from editor_app.text.numerals import CHINESE_DIGITS, read_chinese

ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_DAY_AND_MONTH = re.compile(r"(?<![\d/.,])(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}))?(?![\d/%])")


def dates(text: str) -> Iterator[Number]:
    """Read 14/12, 14/12/2025, 14-12-2025 and 14.12.2025, the day first."""
    for found in _DAY_AND_MONTH.finditer(text):
        day, month = int(found[1]), int(found[3])
        if not (1 <= day <= 31 and 1 <= month <= 12) or (found[2] != "/" and not found[4]):
            continue
        yield Number(*found.span(1), Decimal(day), Unit.DAY)
        yield Number(*found.span(3), Decimal(month), Unit.MONTH)
        if found[4]:
            yield Number(*found.span(4), Decimal(found[4]))


MONTH_NUMBERS: Mapping[str, int] = MappingProxyType(
    {"sept": 9}
    | {
        form.lower(): place
        for place, name in enumerate(ENGLISH_MONTHS, 1)
        for form in (name, name[:3])
    }
)
"""English months by their names and short names, in small letters."""

WEEKDAYS: Mapping[Language, tuple[str, ...]] = MappingProxyType(
    {
        ENGLISH: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        VIETNAMESE: ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
        CHINESE: ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
    }
)
"""The days of the week from Monday, as a sentence of each language has them."""

_ENGLISH_DAYS = {name.lower(): place for place, name in enumerate(WEEKDAYS[ENGLISH], 1)}
_MONTH_NAMES = "|".join(sorted((name.title() for name in MONTH_NUMBERS), key=len, reverse=True))
_ENGLISH_DATE = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?({_MONTH_NAMES})\b\.?"
    r"(?: (\d{1,2})(?:st|nd|rd|th)?\b(?!,\d))?"
)
_ENGLISH_DAY_IN_WORDS = re.compile(
    rf"\b(?:({ANY_ORDINAL}) of (?:{_MONTH_NAMES})"
    rf"|(?:{_MONTH_NAMES}) (?:the )?({ANY_ORDINAL}))\b(?!-)"
)
_ENGLISH_LUNAR_MONTH = re.compile(
    rf"\b(\d{{1,2}}(?:st|nd|rd|th)|{ANY_ORDINAL}|last) lunar month\b", re.IGNORECASE
)
_ENGLISH_WEEKDAY = re.compile(rf"\b({'|'.join(_ENGLISH_DAYS)})s?\b", re.IGNORECASE)


def english_dates(text: str) -> Iterator[Number]:
    """Read December 14 and 14 December; May and March alone are words."""
    for found in _ENGLISH_DATE.finditer(text):
        day = found[1] or found[3]
        sure = day or found[2].lower() not in {"may", "march", "mar", "jan", "dec", "sep", "jun"}
        if not sure and not re.match(r",? \d{4}\b", text[found.end() :][:6]):
            continue
        yield Number(*found.span(2), Decimal(MONTH_NUMBERS[found[2].lower()]), Unit.MONTH)
        for group in (1, 3):
            if found[group]:
                yield Number(*found.span(group), Decimal(found[group]), Unit.DAY)
    for found in _ENGLISH_DAY_IN_WORDS.finditer(text):
        group = 1 if found[1] else 2
        yield Number(*found.span(group), Decimal(ORDINALS[found[group]]), Unit.DAY, spelled=True)
    for found in _ENGLISH_LUNAR_MONTH.finditer(text):
        said = found[1].lower()
        month = int(said[:-2]) if said[0].isdecimal() else ORDINALS.get(said, 12)
        if 1 <= month <= 12:
            yield Number(*found.span(), Decimal(month), Unit.LUNAR_MONTH, spelled=True)
    for found in _ENGLISH_WEEKDAY.finditer(text):
        yield Number(*found.span(), Decimal(_ENGLISH_DAYS[found[1].lower()]), Unit.WEEKDAY)


VIETNAMESE_MONTHS: Mapping[str, int] = MappingProxyType(
    {
        "một": 1,
        "hai": 2,
        "ba": 3,
        "tư": 4,
        "bốn": 4,
        "năm": 5,
        "sáu": 6,
        "bảy": 7,
        "bẩy": 7,
        "tám": 8,
        "chín": 9,
        "mười": 10,
        "mười một": 11,
        "mười hai": 12,
    }
)
"""Our months as words, the customary name of each first: tháng tư, not tháng bốn."""

VIETNAMESE_LUNAR_MONTHS: Mapping[str, int] = MappingProxyType({"giêng": 1, "chạp": 12})
"""Months that only the lunar calendar has."""
_VIETNAMESE_WEEKDAYS = {"hai": 1, "ba": 2, "tư": 3, "năm": 4, "sáu": 5, "bảy": 6}
_VIETNAMESE_MONTH = re.compile(
    r"\btháng\s+(\d{1,2}|"
    + "|".join((*sorted(VIETNAMESE_MONTHS, key=len, reverse=True), *VIETNAMESE_LUNAR_MONTHS))
    + r")\b(?!\s*tháng)(\s+âm lịch\b)?",
    re.IGNORECASE,
)
_MONTHS_OF_YEAR = re.compile(
    r"(?<!ngày )(?<!mùng )(?<!mồng )\b(?:[1-9]|1[0-2]|mười)\s+$", re.IGNORECASE
)
_VIETNAMESE_SHORT_DATE = re.compile(
    r"(?<!mỗi )(?<!một )(?<!hàng )(?<!hằng )\b(?:ngày|hôm|sáng|trưa|chiều|tối|đêm|mùng|mồng)\s+"
    r"(\d{1,2})([.-])(\d{1,2})(?![\d/%°]|[.,-]\d)"
    r"(?!\s+(?:lần|giờ|tiếng|buổi|bữa|phút|tháng|độ|viên|trăm|nghìn|ngàn|triệu|tỷ|tỉ)\b)"
    r"(?!\s?(?:h|oC|mm?|cm|km|kg)(?![^\W\d]))",
    re.IGNORECASE,
)
_VIETNAMESE_DAY = re.compile(r"\b(?:ngày|mùng|mồng)\s+(\d{1,2})\b(?![/.,]\d)", re.IGNORECASE)
_VIETNAMESE_WEEKDAY = re.compile(
    r"\b(?:thứ\s+(" + "|".join(_VIETNAMESE_WEEKDAYS) + r"|[2-7])|(chủ nhật))\b", re.IGNORECASE
)


def vietnamese_dates(text: str) -> Iterator[Number]:
    """Read ngày 14 tháng 12, ngày 14-12, sáng 14.12, tháng sáu, thứ hai, chủ nhật."""
    for found in _VIETNAMESE_SHORT_DATE.finditer(text):
        if 1 <= int(found[1]) <= 31 and 1 <= int(found[3]) <= 12:
            yield Number(*found.span(1), Decimal(found[1]), Unit.DAY)
            yield Number(*found.span(3), Decimal(found[3]), Unit.MONTH)
    for found in _VIETNAMESE_MONTH.finditer(text):
        name = found[1].lower()
        if found[1] == "năm" and _is_months_of_year(found, text):
            continue
        lunar = VIETNAMESE_LUNAR_MONTHS.get(name)
        value = lunar or (int(name) if name.isdecimal() else VIETNAMESE_MONTHS[name])
        if 1 <= value <= 12:
            unit = Unit.LUNAR_MONTH if lunar or found[2] else Unit.MONTH
            yield Number(*found.span(), Decimal(value), unit)
    for found in _VIETNAMESE_DAY.finditer(text):
        yield Number(*found.span(1), Decimal(found[1]), Unit.DAY)
    for found in _VIETNAMESE_WEEKDAY.finditer(text):
        if found[2]:
            value = 7
        elif found[1].isdecimal():
            value = int(found[1]) - 1
        else:
            value = _VIETNAMESE_WEEKDAYS[found[1].lower()]
        yield Number(*found.span(), Decimal(value), Unit.WEEKDAY)


def is_short_date(text: str, start: int) -> bool:
    """Say whether a Vietnamese day and month stand there: ngày 14-12, sáng 14.12."""
    return start in _short_dates(text)


@lru_cache(maxsize=16)
def _short_dates(text: str) -> frozenset[int]:
    return frozenset(found.start(1) for found in _VIETNAMESE_SHORT_DATE.finditer(text))


def _is_months_of_year(found: re.Match[str], text: str) -> bool:
    """Say whether 9 tháng năm 2024 are months of that year, and no May of 2024."""
    of_year = re.match(r"\s+\d{4}\b", text[found.end() :][:8])
    before = text[max(0, found.start() - 12) : found.start()]
    return of_year is not None and _MONTHS_OF_YEAR.search(before) is not None


CHINESE_NUMBER = r"(?:\d{1,4}|[〇零一二三四五六七八九十廿卅]{1,4})"
"""A day or month in digits or numerals."""

CHINESE_LUNAR = "(?:农历|農曆|阴历|陰曆|旧历|舊曆)"
"""What says that a Chinese month is one of the lunar calendar."""

CHINESE_LUNAR_MONTHS: Mapping[str, int] = MappingProxyType({"正": 1, "冬": 11, "腊": 12, "臘": 12})
"""Months that only the lunar calendar has."""

_CHINESE_MONTH = re.compile(
    rf"({CHINESE_LUNAR}\s?)?({CHINESE_NUMBER}|[正冬腊臘](?=月))\s?(月)(?:份)?"
    rf"(?:\s?(?:初(?=[一二三四五六七八九十]))?({CHINESE_NUMBER})\s?[日号號]|初([一二三四五六七八九十]))?"
)
_CHINESE_DAY = re.compile(rf"({CHINESE_NUMBER})\s?[日号號](?!本)")
_CHINESE_WEEKDAY = re.compile(r"(?:周|週|星期|礼拜|禮拜)([一二三四五六日天])")
_CHINESE_PER_CENT = re.compile(
    r"百分之\s?(?:(\d+(?:\.\d+)?)|([零〇一二三四五六七八九十百两兩]+(?:点[零〇一二三四五六七八九]+)?))"
)


def chinese_number(words: str) -> int:
    """Return the value of a day or month in digits or numerals: 26 for 二十六 and 廿六."""
    return int(words) if words.isdecimal() else int(read_chinese(words))


def name_of(month: int, names: Mapping[str, int]) -> str | None:
    """Return the customary name of a month, the first one; None where it has none among these."""
    return next((name for name, value in names.items() if value == month), None)


def _chinese_number(words: str) -> Decimal:
    if words[0].isdecimal():
        return Decimal(words)
    whole, _, rest = words.partition("点")
    value = read_chinese(whole)
    return (
        Decimal(f"{value}.{''.join(str(CHINESE_DIGITS[mark]) for mark in rest)}") if rest else value
    )


def chinese_dates(text: str) -> Iterator[Number]:
    """Read 12月14日, 六月, 14日, 周一, and 百分之四十一."""
    for found in _CHINESE_PER_CENT.finditer(text):
        if len(found[0]) > LONGEST:
            continue
        value = _chinese_number(found[1] or found[2])
        yield Number(*found.span(), value, Unit.PER_CENT, found[1] is None)
    for found in _CHINESE_MONTH.finditer(text):
        named = CHINESE_LUNAR_MONTHS.get(found[2])
        value = Decimal(named or chinese_number(found[2]))
        if 1 <= value <= 12:
            unit = Unit.LUNAR_MONTH if named or found[1] or found[5] else Unit.MONTH
            start = found.start(2) if found[1] is None else found.start(1)
            yield Number(start, found.end(3), value, unit)
        for group in (4, 5):
            if found[group]:
                yield Number(*found.span(group), Decimal(chinese_number(found[group])), Unit.DAY)
    for found in _CHINESE_DAY.finditer(text):
        value = Decimal(chinese_number(found[1]))
        if 1 <= value <= 31:
            yield Number(*found.span(1), value, Unit.DAY)
    for found in _CHINESE_WEEKDAY.finditer(text):
        value = Decimal("一二三四五六日天".index(found[1]) + 1)
        yield Number(*found.span(), min(value, Decimal(7)), Unit.WEEKDAY)
