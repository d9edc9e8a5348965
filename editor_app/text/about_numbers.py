"""Chinese numbers that say only about how many: 十几万, 几百人, 三四十岁, 二十来万.

They may stand for any number that they cover and are never a number of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import prod

from editor_app.text.numerals import CHINESE_SCALES, read_chinese

_SIGN = "[零〇一二三四五六七八九十百千万亿萬億两兩]"
_SCALE = "[十百千万亿萬億]"
_NEIGHBOURS = "一二|二三|两三|兩三|三四|三五|四五|五六|六七|七八|八九"
_ABOUT = re.compile(
    rf"(?P<from>(?<!\d)\d{{1,4}}0|{_SIGN}{{0,6}}十)(?:[几幾](?P<of>{_SCALE}*)|[来來](?P<near>{_SCALE}+))"
    rf"|(?:[几幾]|(?<![人总總次指])[数數])(?P<some>{_SCALE}+)(?!分之)"
    rf"|(?P<high>{_SIGN}{{0,6}}{_SCALE})?(?P<pair>{_NEIGHBOURS})(?P<scale>{_SCALE}+)"
    rf"|(?P<tens>[一二三四五六七八九]?十)(?P<ones>{_NEIGHBOURS})(?!{_SIGN})"
)
_LONGEST = 12
"""Characters of the longest that is taken for one; longer ones are rows of something else."""


@dataclass(frozen=True)
class About:
    """Where it stands, and the numbers that may be meant."""

    start: int
    end: int
    values: tuple[Decimal, ...]


def about_numbers(text: str) -> Iterator[About]:
    """Yield the numbers of a Chinese text that are said to be about so many, in their order."""
    for found in _ABOUT.finditer(text):
        if found.end() - found.start() <= _LONGEST:
            yield About(*found.span(), tuple(_values(found)))


def _values(found: re.Match[str]) -> Iterator[Decimal]:
    if found["from"]:
        start = _read(found["from"])
        scale = _worth(found["of"] or found["near"] or "")
        yield from ((start + more) * scale for more in range(10))
    elif found["some"]:
        scale = _worth(found["some"])
        yield from (scale * many for many in range(1, 10))
    else:
        before = found["high"] or found["tens"] or ""
        pair, scale_signs = found["pair"] or found["ones"], found["scale"] or ""
        yield from (_read(f"{before}{sign}{scale_signs}") for sign in pair)


def _worth(scales: str) -> Decimal:
    return Decimal(prod(CHINESE_SCALES[sign] for sign in scales))


def _read(signs: str) -> Decimal:
    return Decimal(signs) if signs.isdecimal() else read_chinese(signs)
