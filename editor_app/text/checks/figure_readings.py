"""What each number of a text may mean, and how surely it must be found in a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from functools import lru_cache
from types import MappingProxyType

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.addresses import IN_ADDRESS
from editor_app.text.checks.clocks import Clock, clock_key, clocks
from editor_app.text.checks.loose_numbers import loose_values
from editor_app.text.counting import main_language
from editor_app.text.number import Number, Unit
from editor_app.text.numbers import numbers
from editor_app.text.numerals import (
    CHINESE_DIGITS,
    ENGLISH_SCALES,
    VIETNAMESE_SCALES,
)

Key = tuple[str, Decimal]
"""A meaning, and how much: ``value``, ``month``, ``lunar`` (month), ``weekday``, or ``clock`` in
minutes of a half day.
"""

VALUE = "value"
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_SURE_FROM = 13
"""Number words below are often left out or turned into a pronoun: both, the two, a few."""


class Tier(IntEnum):
    """How surely a number must stand on the other side too."""

    FIRM = 0
    SOFT = 1


@dataclass(frozen=True)
class Figure:
    """A number of a text from ``start`` up to ``end``, with everything that it may mean."""

    start: int
    end: int
    text: str
    keys: frozenset[Key]
    tier: Tier
    number: Decimal

    @property
    def is_weekday(self) -> bool:
        """Say whether it may be a day of the week."""
        return any(kind == "weekday" for kind, _ in self.keys)


@dataclass(frozen=True)
class Figures:
    """The numbers of a text, and the values that its other words can stand for ("both", "半")."""

    found: tuple[Figure, ...]
    loose: frozenset[Key]


@lru_cache(maxsize=4_000)
def known_numbers(plain: str, language: Language) -> tuple[Number, ...]:
    """Return the numbers of a text, which are asked for again at each check."""
    return numbers(plain, language)


@lru_cache(maxsize=4_000)
def figures(plain: str, language: Language) -> Figures:
    """Return what the numbers of a text may mean; texts are asked for again at each check."""
    main = main_language(language)
    times = clocks(plain, main)
    skipped = [found.span() for found in _NO_NUMBERS.finditer(plain)]
    found = [_of_clock(clock, plain) for clock in times]
    taken = [(clock.start, clock.end) for clock in times] + skipped
    every = known_numbers(plain, main)
    for place, number in enumerate(every):
        if any(start < number.end and number.start < end for start, end in taken):
            continue
        following = every[place + 1] if place + 1 < len(every) else None
        found.append(_of_number(number, following, plain, main))
    return Figures(tuple(sorted(found, key=lambda item: item.start)), loose_values(plain, main))


_NO_NUMBERS = re.compile(
    rf"(?:https?://|www\.|{IN_ADDRESS}+@){IN_ADDRESS}+"
    r"|(?<!\w)[#@]\w+|(?<![^\W\d_])[kcdm]?m[23]\b|covid[-‑–— ]?(?:19|２０１９)",
    re.IGNORECASE,
)
_OTHER_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])")
_DECADE = re.compile(r"(?:thập niên|thập kỷ|những năm|năm)\s+(?:\d{2}\s?)?$", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:-|–|—|~|～|to|and|or|đến|tới|và|hoặc|至|到|或)\s?[$£€¥]?$")
_YEAR_BEHIND = re.compile(r"\s+năm\s+(?:19|20)\d\d\b(?! âm lịch)")
_YEAR_BEFORE = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)[-–/]$")
_CENTURY = re.compile(r"\s?世纪\s?[\d一二三四五六七八九十]+\s?年代")
"""20 世纪 30 年代 is the 1930s: the century is no number of its own."""
_OPENED = re.compile(r"\d[ -]?(?:°C|[^\W\d]+(?:/h| Celsius)?)²? \((?:about |nearly |some )?$")
_OTHER_UNIT = re.compile(
    r"[ -](?:square |sq |cubic )?(?:miles?|mi|mph|feet|foot|ft|inch(?:es)?|yards?|pounds?|lbs?"
    r"|acres?|gallons?|ounces?|oz|knots|degrees Fahrenheit|°F)\)|°?F\)"
)
_HALF_SCALE = re.compile(r"half (?:of )?$", re.IGNORECASE)
_HALVES: Mapping[Language, re.Pattern[str]] = MappingProxyType(
    {
        ENGLISH: re.compile(r" and a half\b(?: (thousand|million|billion|trillion)\b)?"),
        VIETNAMESE: re.compile(r"\s(?:(?:năm|tháng|tuần|ngày|giờ|tiếng)\s)?(?:rưỡi|rưởi)\b"),
        CHINESE: re.compile(r"(?:[个個年岁歲天周]|小时)?半"),
    }
)
_MULTIPLES: tuple[tuple[re.Pattern[str], Decimal], ...] = (
    (re.compile(r"\sdozen\b", re.IGNORECASE), Decimal(12)),
    (re.compile(r"\s(?:decades\b|thập (?:kỷ|niên)\b)", re.IGNORECASE), Decimal(10)),
    (re.compile(r"\s(?:centuries\b|thế kỷ\b)|个世纪", re.IGNORECASE), Decimal(100)),
    (
        re.compile(r"\s?(?:basis points?\b|bps?\b|điểm cơ bản\b|个?基点)", re.IGNORECASE),
        Decimal("0.01"),
    ),
)
"""What stands behind a number and counts in so many: two decades are twenty years."""
_DAY_BEFORE = re.compile(r"(?<![\d/.,-])(?:[1-9]|[12]\d|3[01])-$")
"""The day of a Vietnamese date without a word that says so: (21-10), từ 5 đến 7-10."""
_GLUED = re.compile(r"(m|bn|k|tn)\b", re.IGNORECASE)
_GLUED_SCALES = {"m": 10**6, "bn": 10**9, "k": 10**3, "tn": 10**12}


def _of_clock(clock: Clock, plain: str) -> Figure:
    keys: set[Key] = {clock_key(clock)}
    if clock.minute is None:
        keys.add((VALUE, Decimal(clock.hour)))
    tier = Tier.SOFT if clock.minute is None and clock.spelled else Tier.FIRM
    text = plain[clock.start : clock.end]
    return Figure(clock.start, clock.end, text, frozenset(keys), tier, Decimal(clock.hour))


def _of_number(number: Number, following: Number | None, plain: str, language: Language) -> Figure:
    text = plain[number.start : number.end]
    keys = frozenset(_keys(number, following, plain, language))
    tier = _tier(number, text, language)
    if _CENTURY.match(plain, number.end) or _is_conversion(number, plain):
        tier = Tier.SOFT
    return Figure(number.start, number.end, text, keys, tier, number.value)


def _is_conversion(number: Number, plain: str) -> bool:
    """Say whether a number only says another in other units: 120 km (75 miles)."""
    before = plain[max(0, number.start - 32) : number.start]
    return bool(_OPENED.search(before) and _OTHER_UNIT.match(plain, number.end))


def _keys(
    number: Number, following: Number | None, plain: str, language: Language
) -> Iterator[Key]:
    """Yield all that a number may mean where it stands."""
    text = plain[number.start : number.end]
    value = number.value.normalize()
    if number.unit is Unit.WEEKDAY:
        yield "weekday", value
        if language == VIETNAMESE and value < 7:
            yield VALUE, value + 1  # thứ hai is Monday, and also the second
        return
    if number.unit is Unit.MONTH:
        yield "month", value
        spelled = language == VIETNAMESE and not text[-1].isdecimal()
        if text.isdecimal() or spelled:  # 5/6 is a fraction too, "tháng hai lần" twice a month
            yield VALUE, value
        return
    if number.unit is Unit.LUNAR_MONTH:
        yield "lunar", value
        yield VALUE, value
        if _YEAR_BEHIND.match(plain, number.end):  # tháng giêng năm 2020 is meant for January
            yield "month", value
        return
    is_year = text.isdecimal() and _FIRST_YEAR <= value < _LAST_YEAR
    if not is_year and _HALF_SCALE.search(plain[max(0, number.start - 8) : number.start]):
        yield VALUE, (value / 2).normalize()
        return
    yield VALUE, value
    if number.unit is Unit.DAY and value <= 12 and language == ENGLISH:
        yield "month", value
    may_be_month = language == VIETNAMESE and text.isdecimal() and 1 <= value <= 12
    if may_be_month and _DAY_BEFORE.search(plain[max(0, number.start - 4) : number.start]):
        yield "month", value
    if language == CHINESE and number.spelled and set(text) <= CHINESE_DIGITS.keys():
        for digit in text if len(text) < 4 else ():
            yield VALUE, Decimal(CHINESE_DIGITS[digit])  # 两三个 is two or three
    for other in _other_values(number, following, plain, language):
        yield VALUE, other.normalize()


def _other_values(
    number: Number, following: Number | None, plain: str, language: Language
) -> Iterator[Decimal]:
    """Yield further values: grouped the other way, decades, ranges that share a scale, halves."""
    text, value = plain[number.start : number.end], number.value
    before, after = plain[max(0, number.start - 16) : number.start], plain[number.end :][:24]
    grouped = _OTHER_GROUPS.match(text)
    if language == VIETNAMESE and grouped:
        yield Decimal(grouped[0].replace(",", "")) * scale_in(text, language)
    glued = _GLUED.match(after)
    if glued and language == ENGLISH:
        yield value * _GLUED_SCALES[glued[1].lower()]
    yield from (value * worth for pattern, worth in _MULTIPLES if pattern.match(after))
    decade = after[:1] == "s" or after.lstrip().startswith("年代") or _DECADE.search(before)
    if decade and _FIRST_YEAR <= value < _LAST_YEAR and value % 10 == 0:
        yield value % 100
    if decade and value < 100 and value % 10 == 0:
        yield from (1900 + value, 2000 + value, 1800 + value)
    year = _YEAR_BEFORE.search(before)
    if year and value < 100:
        yield Decimal(year[1]) // 100 * 100 + value
    if following is not None and _RANGE.fullmatch(plain[number.end : following.start]):
        yield value * scale_in(plain[following.start : following.end], language)
    half = _HALVES.get(language, _HALVES[ENGLISH]).match(after)
    if half:
        scale = ENGLISH_SCALES[half[1]] if half.lastindex else scale_in(text, language)
        yield (value if not half.lastindex else value * scale) + Decimal(scale) / 2


def scale_in(text: str, language: Language) -> int:
    """Return by how much the scale words in a number multiply it; 1 without any."""
    scale = 1
    if language == CHINESE:
        for sign, worth in (("万", 10**4), ("萬", 10**4), ("亿", 10**8), ("億", 10**8)):
            scale *= worth ** text.count(sign)
        return scale * (10**3 if re.search(r"\d千", text) else 1)
    words = VIETNAMESE_SCALES if language == VIETNAMESE else ENGLISH_SCALES
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        scale *= words.get(word, 1)
    return scale


def _tier(number: Number, text: str, language: Language) -> Tier:
    """Say how surely a number must be found again."""
    if number.unit is Unit.LUNAR_MONTH:  # "before the lunar New Year" says no number
        return Tier.SOFT
    if not number.spelled:
        plain = number.unit is Unit.NONE and number.value in {0, 1}
        return Tier.SOFT if plain else Tier.FIRM
    if language == CHINESE and set(text) <= CHINESE_DIGITS.keys() and len(text) < 4:
        return Tier.SOFT
    round_word = text.lower().startswith(("a ", "an "))
    return Tier.SOFT if number.value < _SURE_FROM or round_word else Tier.FIRM
