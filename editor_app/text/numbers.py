"""Numbers in running text, with their values: 41%, 41 per cent, 百分之四十一, 41 phần trăm are one.

English, Vietnamese and Chinese are read: grouped digits and decimals as each language writes them,
scales (1.2 million, 1,2 triệu, 120万), number words, days, months and weekdays. Positions are code
points.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.about_numbers import about_numbers
from editor_app.text.counting import main_language
from editor_app.text.dates import chinese_dates, dates, english_dates, vietnamese_dates
from editor_app.text.number import LONGEST, Number, Unit
from editor_app.text.numerals import (
    CHINESE_DIGITS,
    CHINESE_MORE,
    CHINESE_SCALES,
    CHINESE_WORDS,
    ENGLISH_SCALES,
    VIETNAMESE_SCALES,
    VIETNAMESE_WORDS,
    english_numbers,
    read_chinese,
    read_english,
    read_vietnamese,
)


def numbers(text: str, language: Language) -> tuple[Number, ...]:
    """Return the numbers of a text from left to right, none inside another.

    What is said to be about so many in Chinese is none (``about_numbers``).
    """
    main = main_language(language)
    plain = text.translate(_NARROW)
    found: list[Number] = []
    taken = bytearray(len(plain))
    for about in about_numbers(plain) if main == CHINESE else ():
        taken[about.start : about.end] = b"\1" * (about.end - about.start)
    for reader in _READERS.get(main, _READERS[ENGLISH]):
        for number in reader(plain):
            if not any(taken[number.start : number.end]):
                taken[number.start : number.end] = b"\1" * (number.end - number.start)
                found.append(number)
    return tuple(sorted(found))


_NARROW = {0xFF10 + digit: str(digit) for digit in range(10)} | {
    0xFF05: "%",
    0xFF0E: ".",
    0xFF0F: "/",
}
_SPACED = (
    r"(?<!\+)(?<!\+\d )(?<!\+\d\d )(?<!\b0\d\d )"  # a number to dial
    r"[1-9]\d{0,2}(?:(?: \d{3}){2,}| 000)(?! ?\d)(?:[.,]\d+)?"
)
"""Digits grouped by plain spaces: 1 200 000, 20 000. One group alone may be another number."""

_DIGITS = rf"{_SPACED}|\d{{1,3}}(?:[.,\u00a0\u202f]\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
_Reader = Callable[[str], Iterator[Number]]

_PER_CENT: Mapping[Language, str] = MappingProxyType(
    {
        ENGLISH: r"\s?(?:%|per ?cent\b|pct\b|percentage points?\b)",
        VIETNAMESE: r"\s?(?:%|phần trăm\b)",
        CHINESE: r"\s?(?:%|个百分点)",
    }
)
_SCALES: Mapping[Language, Mapping[str, int]] = MappingProxyType(
    {ENGLISH: ENGLISH_SCALES, VIETNAMESE: VIETNAMESE_SCALES, CHINESE: CHINESE_SCALES}
)
_SCALE: Mapping[Language, str] = MappingProxyType(
    {
        ENGLISH: rf"(?:[ \u00a0-]?(?:{'|'.join(ENGLISH_SCALES)})\b)*",
        VIETNAMESE: r"(?:[ \u00a0]?(?:chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)\b(?! phần))*",
        CHINESE: rf"[ \u00a0]?(?:{CHINESE_MORE}?[十百千万亿萬億])*",
    }
)
_WORD_OF_SCALE = re.compile(r"[^\W\d_]+")


def _value(digits: str, language: Language) -> Decimal:
    """Read digits as the language groups them: 1,234.5, and 1.234,5 in Vietnamese."""
    digits = "".join(digits.split())
    group, point = (".", ",") if language == VIETNAMESE else (",", ".")
    whole, _, rest = digits.partition(point)
    if point in rest or (point in digits and group in rest):
        # grouped the other language's way: 1.234.567 in English, 1.234,5 in Chinese
        whole, _, rest = digits.replace(point, "\0").replace(group, point).partition(point)
        whole, group = whole.replace("\0", ""), "\0"
    if group in whole and not re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+", whole):
        decimal = whole.count(group) == 1 and not rest  # 7.5 in Vietnamese, 12,5 in English
        return Decimal(whole.replace(group, "." if decimal else ""))
    return Decimal(f"{whole.replace(group, '')}.{rest}" if rest else whole.replace(group, ""))


def _worths(words: str, language: Language) -> list[int]:
    """Return what the scale words behind a number multiply it by (Chinese: a character each)."""
    scales = _SCALES[language]
    names = list(words) if language == CHINESE else _WORD_OF_SCALE.findall(words.lower())
    return [scales[name] for name in names if name in scales]


def _digits_of(language: Language) -> _Reader:
    """Return the reader of numbers in digits, with scale and per cent."""
    pattern = re.compile(
        rf"(?<!\d)(?<!\d[.,])({_DIGITS})({_SCALE[language]})({_PER_CENT[language]})?", re.IGNORECASE
    )

    def read(text: str) -> Iterator[Number]:
        for found in pattern.finditer(text):
            if len(found[0]) > LONGEST:
                continue
            value = _value(found[1], language)
            for scale in _worths(found[2], language):  # without any it stays as long as it is
                value *= scale
            unit = Unit.PER_CENT if found[3] else Unit.NONE
            end = found.end() if found[3] else found.start() + len(found[0].rstrip())
            yield Number(found.start(), end, value, unit)

    return read


def _compound_of(language: Language, gap: str) -> _Reader:
    """Return the reader of numbers of several parts: 2 tỷ 500 triệu, 1亿2000万, 3亿5千万."""
    digits, names = r"\d+(?:[.,]\d+)*", "|".join(sorted(_SCALES[language], key=len, reverse=True))
    end = "" if language == CHINESE else r"\b"
    scale = rf"(?:{gap}(?:{names}){end})+"
    pattern = re.compile(
        rf"(?<!\d)(?<!\d[.,]){digits}{scale}(?:{gap}{digits}{scale})+", re.IGNORECASE
    )
    parts = re.compile(rf"({digits})({scale})", re.IGNORECASE)

    def read(text: str) -> Iterator[Number]:
        for found in pattern.finditer(text):
            if len(found[0]) > LONGEST:
                continue
            value = _compounded(
                (_value(item[1], language), _worths(item[2], language))
                for item in parts.finditer(found[0])
            )
            if value is not None:
                yield Number(*found.span(), value)

    return read


def _compounded(parts: Iterable[tuple[Decimal, Iterable[int]]]) -> Decimal | None:
    """Return the value of parts that are one number: 2 tỷ 500 triệu, 3 nghìn 5 trăm tỷ, 1万2千亿.

    A scale multiplies what stands before it with smaller ones. None where the parts do not fall:
    they are numbers of their own then.
    """
    known: list[tuple[Decimal, int]] = []
    for value, scales in parts:
        known.append((value, 1))
        for scale in scales:
            at = next((at for at, (_, by) in enumerate(known) if by < scale), len(known))
            lower = known[at:]
            if not lower or not _fall(lower):
                return None
            known[at:] = [(scale * _sum(lower), scale)]
    return _sum(known) if _fall(known) else None


def _sum(known: Iterable[tuple[Decimal, int]]) -> Decimal:
    return sum((amount for amount, _ in known), Decimal(0))


def _fall(known: Iterable[tuple[Decimal, int]]) -> bool:
    """Say whether each part fits below the scale of the one before: 1 nghìn 200, not 2 nghìn 5."""
    return all(
        amount < above and (by > 1 or amount * 10 >= above)
        for (_, above), (amount, by) in itertools.pairwise(known)
    )


def _metres_of(sign: str, digit: str) -> _Reader:
    """Return the reader of heights: 1m75, 1米75, 一米八; 5m2 and 5m3 are other measures."""
    ones = "一二三四五六七八九"
    pattern = re.compile(
        rf"(?<![\d.,])({digit}){sign}(\d{{2}}|[14-9]|[{ones}]{{1,2}})(?![a-z\d{ones}])"
    )

    def read(text: str) -> Iterator[Number]:
        for found in pattern.finditer(text):
            whole, rest = (
                "".join(str(CHINESE_DIGITS.get(mark, mark)) for mark in part)
                for part in found.groups()
            )
            spelled = not found[1].isdecimal()
            yield Number(*found.span(), Decimal(f"{whole}.{rest}"), Unit.NONE, spelled)

    return read


def _spelled(
    find: Callable[[str], Iterator[tuple[int, int]]],
    read: Callable[[str], Decimal],
    skip: frozenset[str],
    *,
    names: bool = False,
) -> _Reader:
    """Return the reader of numbers in words; ``skip`` are words that mostly mean something else.

    With ``names`` a word that is written as a name is none: bà Ngô Thị Sáu, Ba Đình.
    """

    def found_in(text: str) -> Iterator[Number]:
        for start, end in find(text):
            words = text[start:end]
            if words.lower() in skip or len(words) > LONGEST:
                continue
            if not (names and _in_name(text, start, words)):
                yield Number(start, end, read(words), Unit.NONE, spelled=True)

    return found_in


def _places_of(pattern: re.Pattern[str]) -> Callable[[str], Iterator[tuple[int, int]]]:
    """Return what gives the places of a pattern in a text."""
    return lambda text: (found.span() for found in pattern.finditer(text))


def _in_name(text: str, start: int, words: str) -> bool:
    """Say whether words have a capital that no sentence, quotation or heading gives them."""
    if not words[0].isupper() or words.isupper():
        return False
    before = text[max(0, start - _NEAR) : start].rstrip(" \u00a0")
    return before != "" and before[-1] not in _BEGINNINGS


_NEAR = 8
_BEGINNINGS = ".!?…:;“”\"‘'«‹([*_>#\n-–—|)]/•·▪▸►●◦→"
"""What may stand before a capital that makes no name.

That are ends and openings, marks of Markdown, bullets, and what closes a number or the name of an
agency before the first word: ``a)``, ``(TTXVN)``.
"""
_NOT_ENGLISH = frozenset({"one", "zero"})
_NOT_CHINESE = frozenset({"一", "十", "百", "千", "零", "〇", "千万", "百万", "万一", "一一"})

__all__ = ["Number", "Unit", "numbers"]

_READERS: Mapping[Language, tuple[_Reader, ...]] = MappingProxyType(
    {
        ENGLISH: (
            english_dates,
            dates,
            _digits_of(ENGLISH),
            _spelled(english_numbers, read_english, _NOT_ENGLISH),
        ),
        VIETNAMESE: (
            vietnamese_dates,
            dates,
            _metres_of("m", r"\d"),
            _compound_of(VIETNAMESE, "[ \u00a0]"),
            _digits_of(VIETNAMESE),
            _spelled(_places_of(VIETNAMESE_WORDS), read_vietnamese, frozenset(), names=True),
        ),
        CHINESE: (
            chinese_dates,
            dates,
            _metres_of("米", r"[\d一两三]"),
            _compound_of(CHINESE, f"{CHINESE_MORE}?"),
            _digits_of(CHINESE),
            _spelled(_places_of(CHINESE_WORDS), read_chinese, _NOT_CHINESE),
        ),
    }
)
