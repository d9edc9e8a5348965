"""Dates in running text: days, months and weekdays in English, Vietnamese and Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from editor_app.text.number import LONGEST, Number, Unit
from editor_app.text.numerals import CHINESE_DIGITS, VIETNAMESE_SMALL, read_chinese

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

_DAY_AND_MONTH = re.compile(r"(?<![\d/.,])(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}))?(?![\d/%])")


def dates(text: str) -> Iterator[Number]:
    """Read 14/12 and 14/12/2025, the day first."""
    for found in _DAY_AND_MONTH.finditer(text):
        day, month = int(found[1]), int(found[3])
        if not (1 <= day <= 31 and 1 <= month <= 12) or (found[2] == "-" and not found[4]):
            continue
        yield Number(*found.span(1), Decimal(day), Unit.DAY)
        yield Number(*found.span(3), Decimal(month), Unit.MONTH)
        if found[4]:
            yield Number(*found.span(4), Decimal(found[4]))


_MONTH_NUMBERS = {"sept": 9} | {
    form.lower(): place for place, name in enumerate(ENGLISH_MONTHS, 1) for form in (name, name[:3])
}
_ENGLISH_DAYS = {
    name: place
    for place, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), 1
    )
}
_MONTH_NAMES = "|".join(sorted((name.title() for name in _MONTH_NUMBERS), key=len, reverse=True))
_ENGLISH_DATE = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?({_MONTH_NAMES})\b\.?"
    r"(?: (\d{1,2})(?:st|nd|rd|th)?\b(?!,\d))?"
)
_ENGLISH_WEEKDAY = re.compile(rf"\b({'|'.join(_ENGLISH_DAYS)})s?\b", re.IGNORECASE)


def english_dates(text: str) -> Iterator[Number]:
    """Read December 14 and 14 December; May and March alone are words."""
    for found in _ENGLISH_DATE.finditer(text):
        day = found[1] or found[3]
        sure = day or found[2].lower() not in {"may", "march", "mar", "jan", "dec", "sep", "jun"}
        if not sure and not re.match(r",? \d{4}\b", text[found.end() :][:6]):
            continue
        yield Number(*found.span(2), Decimal(_MONTH_NUMBERS[found[2].lower()]), Unit.MONTH)
        for group in (1, 3):
            if found[group]:
                yield Number(*found.span(group), Decimal(found[group]), Unit.DAY)
    for found in _ENGLISH_WEEKDAY.finditer(text):
        yield Number(*found.span(), Decimal(_ENGLISH_DAYS[found[1].lower()]), Unit.WEEKDAY)


_VIETNAMESE_MONTHS = {"giêng": 1, "chạp": 12, "mười một": 11, "mười hai": 12, "mười": 10} | {
    name: value for name, value in VIETNAMESE_SMALL.items() if value > 1
}
_VIETNAMESE_WEEKDAYS = {"hai": 1, "ba": 2, "tư": 3, "năm": 4, "sáu": 5, "bảy": 6}
_VIETNAMESE_MONTH = re.compile(
    r"\btháng\s+(\d{1,2}|" + "|".join(_VIETNAMESE_MONTHS) + r")\b(?!\s*tháng)", re.IGNORECASE
)
_VIETNAMESE_DAY = re.compile(r"\b(?:ngày|mùng|mồng)\s+(\d{1,2})\b(?![/.,]\d)", re.IGNORECASE)
_VIETNAMESE_WEEKDAY = re.compile(
    r"\b(?:thứ\s+(" + "|".join(_VIETNAMESE_WEEKDAYS) + r"|[2-7])|(chủ nhật))\b", re.IGNORECASE
)


def vietnamese_dates(text: str) -> Iterator[Number]:
    """Read ngày 14 tháng 12, tháng sáu, thứ hai, chủ nhật."""
    for found in _VIETNAMESE_MONTH.finditer(text):
        name = found[1].lower()
        value = int(name) if name.isdecimal() else _VIETNAMESE_MONTHS[name]
        if 1 <= value <= 12:
            yield Number(*found.span(), Decimal(value), Unit.MONTH)
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


_CHINESE_NUMBER = r"\d{1,4}|[〇零一二三四五六七八九十]{1,4}"
_CHINESE_MONTH = re.compile(
    rf"({_CHINESE_NUMBER})\s?(月)(?:份)?(?:\s?({_CHINESE_NUMBER})\s?[日号號])?"
)
_CHINESE_DAY = re.compile(rf"({_CHINESE_NUMBER})\s?[日号號](?!本)")
_CHINESE_WEEKDAY = re.compile(r"(?:周|週|星期|礼拜|禮拜)([一二三四五六日天])")
_CHINESE_PER_CENT = re.compile(
    r"百分之\s?(?:(\d+(?:\.\d+)?)|([零〇一二三四五六七八九十百两兩]+(?:点[零〇一二三四五六七八九]+)?))"
)


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
        value = _chinese_number(found[1])
        if 1 <= value <= 12:
            yield Number(found.start(1), found.end(2), value, Unit.MONTH)
        if found[3]:
            yield Number(*found.span(3), _chinese_number(found[3]), Unit.DAY)
    for found in _CHINESE_DAY.finditer(text):
        value = _chinese_number(found[1])
        if 1 <= value <= 31:
            yield Number(*found.span(1), value, Unit.DAY)
    for found in _CHINESE_WEEKDAY.finditer(text):
        value = Decimal("一二三四五六日天".index(found[1]) + 1)
        yield Number(*found.span(), min(value, Decimal(7)), Unit.WEEKDAY)
