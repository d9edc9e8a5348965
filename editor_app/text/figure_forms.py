"""A number in the form of another: 1.2 million for 1,2 triệu, June for tháng 6, ba for 3."""

from __future__ import annotations

import re
from decimal import Decimal

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.counting import main_language
from editor_app.text.dates import (
    CHINESE_LUNAR_MONTHS,
    ENGLISH_MONTHS,
    VIETNAMESE_LUNAR_MONTHS,
    VIETNAMESE_MONTHS,
    WEEKDAYS,
    name_of,
)
from editor_app.text.number import Number, Unit
from editor_app.text.number_words import (
    ORDINAL_WORDS,
    digit_by_digit,
    number_words,
    ordinal_ending,
)
from editor_app.text.numbers import numbers
from editor_app.text.numerals import CHINESE_DIGITS

YEAR = 4
"""Characters of a Chinese year in numerals: 二〇二六."""

MOST_PLACES = 3
"""Digits behind the point of a number that is written anew."""

_DIGITS = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)|\d[\d.,\u00a0\u202f]*\d|\d")

_VIETNAMESE_LUNAR = re.compile(r"(?P<before>\S+\s+).*?(?P<behind>\s+âm lịch)?", re.IGNORECASE)


def rewritten(text: str, number: Number, value: Decimal, language: Language) -> str | None:
    """Return what stands in ``text`` for ``number`` with another value, in the same form.

    None when that form cannot hold the value (a spelled number that is too large, a decimal of too
    many places) or when what was written would be read as something else. ``text`` is in
    ``language``.
    """
    main = main_language(language)
    was = text[number.start : number.end]
    written = _written(was, number, value, main)
    if written is None:
        return None
    whole = text[: number.start] + written + text[number.end :]
    end = number.start + len(written)
    read = [
        item for item in numbers(whole, language) if item.start < end and item.end > number.start
    ]
    fits = len(read) == 1 and read[0].value == value and read[0].unit is number.unit
    return written if fits else None


def _written(was: str, number: Number, value: Decimal, main: Language) -> str | None:
    whole = int(value) if value == value.to_integral_value() else None
    if number.unit is Unit.MONTH:
        return _month(was, whole, main)
    if number.unit is Unit.LUNAR_MONTH:
        return _lunar_month(was, whole, main)
    if number.unit is Unit.WEEKDAY:
        return _weekday(was, whole, main)
    digits = _DIGITS.search(was)
    if digits is not None:
        changed = _in_digits(was, digits[0], number.value, value, main)
        return None if changed is None else was[: digits.start()] + changed + was[digits.end() :]
    return _in_words(was, whole, main)


def _month(was: str, month: int | None, main: Language) -> str | None:
    if month is None or not 1 <= month <= 12:
        return None
    digits = _DIGITS.search(was)
    if digits is not None:
        return was[: digits.start()] + _as_long(digits[0], month) + was[digits.end() :]
    if main == VIETNAMESE:
        return f"{was.split(maxsplit=1)[0]} {name_of(month, VIETNAMESE_MONTHS)}"
    if main == CHINESE:
        return f"{number_words(month, CHINESE)}月"
    name = ENGLISH_MONTHS[month - 1]
    return name if was.rstrip(".") in ENGLISH_MONTHS or name == "May" else name[:3]


def _lunar_month(was: str, month: int | None, main: Language) -> str | None:
    """Return a lunar month as the other is written: by its own name, in words, or in digits."""
    if month is None or not 1 <= month <= 12:
        return None
    digits = _DIGITS.search(was)
    if digits is not None:
        changed = was[: digits.start()] + str(month) + was[digits.end() :]
        return re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", ordinal_ending(month), changed)
    if main == ENGLISH:
        return f"{ORDINAL_WORDS[month]} {was.split(maxsplit=1)[1]}"
    if main == VIETNAMESE:
        said = _VIETNAMESE_LUNAR.fullmatch(was)
        names = VIETNAMESE_MONTHS if said and said["behind"] else VIETNAMESE_LUNAR_MONTHS
        name = name_of(month, names)
        return f"{said['before']}{name}{said['behind'] or ''}" if said and name else None
    if was[:-1] in CHINESE_LUNAR_MONTHS:
        name = name_of(month, CHINESE_LUNAR_MONTHS)
        return None if name is None else f"{name}月"
    return f"{was[:2]}{number_words(month, CHINESE)}月"


def _weekday(was: str, day: int | None, main: Language) -> str | None:
    if day is None or not 1 <= day <= 7:
        return None
    if main == CHINESE:
        return was[:-1] + WEEKDAYS[CHINESE][day - 1][-1]
    name = WEEKDAYS[VIETNAMESE if main == VIETNAMESE else ENGLISH][day - 1]
    if main == VIETNAMESE:
        return name.capitalize() if was[0].isupper() else name.lower()
    return name + ("s" if was.endswith("s") else "")


def _in_digits(
    was: str, digits: str, before: Decimal, value: Decimal, main: Language
) -> str | None:
    """Return the digits of a value behind which the same scale word stands (1.2 of 1.2 million)."""
    scale = _scale(digits, before, main)
    if scale is None:
        return None
    wanted = (value / scale).normalize()
    if _places(wanted) > MOST_PLACES:
        return None
    group, point = (".", ",") if main == VIETNAMESE else (",", ".")
    grew = wanted >= 10_000 or (wanted >= 1_000 > before / scale)
    was_grouped = any(sign in digits for sign in (group, " ", "\u00a0", "\u202f"))
    grouped = was_grouped or (grew and not _is_year(before, value))
    plain = format(wanted, "f")
    whole, _, rest = plain.partition(".")
    if len(digits) > 1 and digits.isdecimal() and digits[0] == "0":
        return _as_long(digits, int(whole)) if not rest else None
    if grouped and len(whole) > 3 and scale == 1:
        mark = next((sign for sign in " \u00a0\u202f" if sign in digits), group)
        whole = f"{int(whole):,}".replace(",", mark)
    return whole + (point + rest if rest else "")


def _scale(digits: str, before: Decimal, main: Language) -> Decimal | None:
    """Return what the digits of a number are multiplied by to make its value."""
    found = [item for item in numbers(digits, main) if item.start == 0 and item.end == len(digits)]
    if not found or not found[0].value:
        return Decimal(1)
    scale = before / found[0].value
    return scale if scale == scale.to_integral_value() and scale > 0 else None


def _places(value: Decimal) -> int:
    """Return how many digits stand behind the point; a number may be longer than is counted in."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _is_year(before: Decimal, value: Decimal) -> bool:
    return all(1000 <= year <= 2999 for year in (before, value))


def _as_long(digits: str, value: int) -> str:
    """Return a whole number with a leading nought where the other has one."""
    return str(value).zfill(len(digits)) if digits.startswith("0") else str(value)


def _in_words(was: str, value: int | None, main: Language) -> str | None:
    if value is None or value <= 0:
        return None
    if main == CHINESE and len(was) == YEAR and set(was) <= CHINESE_DIGITS.keys():
        return digit_by_digit(was, value)
    word = number_words(value, main)
    if word is None:
        return None
    word = "两" if main == CHINESE and value == 2 and was != "二" else word
    return word.capitalize() if was[0].isupper() else word
