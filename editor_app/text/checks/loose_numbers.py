"""Words that can stand for a number of the other language and are never asked for themselves.

"both" renders "cả hai", 半 renders "nửa", 十几万 is 100,000 to 190,000, "March" at the start of a
sentence may be a month: they answer for a number of a source, but nobody misses them in a
translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.about_numbers import about_numbers
from editor_app.text.numerals import CHINESE_DIGITS

_ENGLISH_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
)
_ENGLISH_TENS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties")
_WORDS: Mapping[Language, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        ENGLISH: {
            **{word: (str(place),) for place, word in enumerate(_ENGLISH_ORDINALS, 1)},
            **{f"{word}s": (str(place),) for place, word in enumerate(_ENGLISH_ORDINALS, 1)},
            **{
                word: (str(ten), str(1900 + ten))
                for ten, word in zip(range(20, 90, 10), _ENGLISH_TENS, strict=True)
            },
            **dict.fromkeys(
                ("one", "once", "a", "an", "single", "sole", "another", "each"), ("1",)
            ),
            **dict.fromkeys(
                ("both", "twice", "pair", "couple", "double", "twin", "either"), ("2",)
            ),
            "half": ("2", "0.5", "50", "30"),
            "triple": ("3",),
            "quarter": ("4", "15", "25", "3"),
            "quarters": ("4",),
            "dozen": ("12", "10"),
            "dozens": ("12", "10"),
            "tens": ("10",),
            "decade": ("10",),
            "decades": ("10",),
            "century": ("100",),
            "fortnight": ("14", "2"),
            **dict.fromkeys(("no", "nil", "none", "zero", "nothing"), ("0",)),
            "hundred": ("100",),
            "thousand": ("1000",),
            "million": ("1000000",),
        },
        VIETNAMESE: {
            **dict.fromkeys(("một", "nhất", "đầu", "đơn", "duy", "mỗi"), ("1",)),
            **dict.fromkeys(("hai", "đôi", "nhì", "kép", "cặp", "song"), ("2",)),
            "nửa": ("2", "0.5", "50"),
            "rưỡi": ("2", "0.5", "30", "1.5"),
            "ba": ("3",),
            "tư": ("4",),
            "năm": ("5",),
            "lăm": ("5",),
            "mười": ("10",),
            "chục": ("10",),
            "tá": ("12",),
            "thập": ("10",),
            "thế": ("100",),
            "không": ("0",),
            "rằm": ("15",),
            "quý": ("3",),
            "trăm": ("100",),
            "nghìn": ("1000",),
            "ngàn": ("1000",),
            "triệu": ("1000000",),
        },
    }
)
_CHINESE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **{sign: (str(value),) for sign, value in CHINESE_DIGITS.items()},
        **dict.fromkeys("首单独唯头每初", ("1",)),
        **dict.fromkeys("双对俩倍次翻", ("2",)),
        "半": ("2", "0.5", "30", "50"),
        "十": ("10",),
        "百": ("100",),
        "千": ("1000",),
        "万": ("10000",),
        "亿": ("100000000",),
        "打": ("12",),
        "旬": ("10",),
        "无": ("0",),
    }
)
_MONTHS = ("jan", "", "mar", "", "may", "jun", "", "", "sep", "", "", "dec")
_LATIN_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"\b(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})\b")
_TWELVE = re.compile(r"\b(?:midnight|noon|midday|nửa đêm|trưa)\b|午夜|零点|零时|中午|正午", re.I)
_PHRASES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(
            r"\bmột\s(?:\w+\s)?rưỡi\b|\b(?:one|an?)(?:\s\w+)? and a half\b|一[个個年天]半", re.I
        ),
        ("1.5", "18", "90"),
    ),
    (
        re.compile(
            r"\b(?:first|second|latter) half\b|\bhalf[- ]year|\bH[12]\b"
            r"|\bnửa (?:đầu |cuối )?năm\b|半年",
            re.I,
        ),
        ("6",),
    ),
    (re.compile("季度"), ("3",)),
    (re.compile(r"前三季度|\bthree quarters\b", re.I), ("9",)),
)
"""What stands for a number only as a whole: a year and a half, 上半年 (the first six months)."""
_ROMAN_TENS = {"": 0, "X": 10, "XX": 20, "XXX": 30}
_ROMAN_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def loose_values(text: str, language: Language) -> frozenset[tuple[str, Decimal]]:
    """Return all that the words of a text can stand for besides its numbers."""
    return frozenset(_read(text, language))


def _read(text: str, language: Language) -> Iterator[tuple[str, Decimal]]:
    known = _WORDS.get(language, {})
    if language == CHINESE:
        for sign in set(text) & _CHINESE.keys():
            yield from _values(_CHINESE[sign])
        for about in about_numbers(text):
            yield from (("value", value.normalize()) for value in about.values)
    for word in _LATIN_WORD.findall(text):
        yield from _values(known.get(word.lower(), ()))
        if language == ENGLISH and word[0].isupper() and word[:3].lower() in _MONTHS:
            yield "month", Decimal(_MONTHS.index(word[:3].lower()) + 1)
    for found in _ROMAN.finditer(text):
        value = _ROMAN_TENS[found[1]] + _ROMAN_ONES.index(found[2])
        if value:
            yield "value", Decimal(value)
    for pattern, values in _PHRASES:
        if pattern.search(text):
            yield from _values(values)
    if _TWELVE.search(text):
        yield "clock", Decimal(0)


def _values(words: tuple[str, ...]) -> Iterator[tuple[str, Decimal]]:
    for word in words:
        yield "value", Decimal(word).normalize()
