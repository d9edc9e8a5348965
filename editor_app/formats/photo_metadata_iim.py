"""IPTC-IIM 4.2: the text records of a picture, read in whatever character set, and written.

Only the datasets of an editorial caption are read or written. Lengths are octets.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from editor_app.formats.photo_metadata_charsets import declared_charset, decoded, guessed_charset

CHARSET = (1, 90)
HEADLINE, CAPTION, CREATOR, CREDIT, SOURCE, COPYRIGHT = (
    (2, 105),
    (2, 120),
    (2, 80),
    (2, 110),
    (2, 115),
    (2, 116),
)
KEYWORDS, INSTRUCTIONS, CITY, SUBLOCATION, PROVINCE, COUNTRY = (
    (2, 25),
    (2, 40),
    (2, 90),
    (2, 92),
    (2, 95),
    (2, 101),
)
DATE, TIME = (2, 55), (2, 60)
LIMITS = {CAPTION: 2000, HEADLINE: 256, CREATOR: 32, CREDIT: 32, SOURCE: 32, COPYRIGHT: 128}
"""The most octets that the standard allows; other programs cut there."""

Dataset = tuple[int, int]


@dataclass(frozen=True)
class IimFacts:
    """What the IIM records say."""

    caption: str = ""
    headline: str = ""
    creator: str = ""
    credit: str = ""
    source: str = ""
    copyright: str = ""
    instructions: str = ""
    place: str = ""
    keywords: tuple[str, ...] = ()
    taken: datetime | None = None


def read_iim(raw: bytes) -> IimFacts:
    """Read joined IIM records; rubbish at the end or between them is passed over."""
    found: dict[Dataset, list[bytes]] = {}
    for dataset, value in _records(raw):
        found.setdefault(dataset, []).append(value)
    everything = b"\n".join(value for values in found.values() for value in values)
    charset = declared_charset(found.pop(CHARSET, [b""])[0]) or guessed_charset(everything)
    texts = {
        key: tuple(decoded(value, charset).strip("\x00 \t\n") for value in values)
        for key, values in found.items()
    }

    def text(dataset: Dataset) -> str:
        return next((value for value in texts.get(dataset, ()) if value), "")

    return IimFacts(
        caption=text(CAPTION),
        headline=text(HEADLINE),
        creator="; ".join(_unique(texts.get(CREATOR, ()))),
        credit=text(CREDIT),
        source=text(SOURCE),
        copyright=text(COPYRIGHT),
        instructions=text(INSTRUCTIONS),
        place=", ".join(_unique(map(text, (SUBLOCATION, CITY, PROVINCE, COUNTRY)))),
        keywords=_unique(texts.get(KEYWORDS, ())),
        taken=_instant(text(DATE), text(TIME)),
    )


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(value for value in dict.fromkeys(values) if value)


def _records(raw: bytes) -> Iterable[tuple[Dataset, bytes]]:
    at = raw.find(b"\x1c")
    while 0 <= at <= len(raw) - 5:
        record, dataset = raw[at + 1], raw[at + 2]
        length, start = int.from_bytes(raw[at + 3 : at + 5], "big"), at + 5
        if length & 0x8000:
            digits = length & 0x7FFF
            length, start = (
                int.from_bytes(raw[start : start + min(digits, 8)], "big"),
                start + digits,
            )
        if 1 <= record <= 9 and start + length <= len(raw):
            yield (record, dataset), raw[start : start + length]
            at = raw.find(b"\x1c", start + length)
        else:
            at = raw.find(b"\x1c", at + 1)


def _instant(day: str, time: str) -> datetime | None:
    """Read ``20261123`` and ``170005+0700``; without an offset it is taken for UTC."""
    try:
        plain = datetime.strptime(day + (time[:6] or "000000"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return plain.replace(tzinfo=_zone(time[6:11]))


def _zone(offset: str) -> timezone:
    try:
        span = timedelta(hours=int(offset[1:3]), minutes=int(offset[3:5]))
        return timezone(-span if offset[0] == "-" else span)
    except (ValueError, IndexError):
        return UTC


def write_iim(values: Iterable[tuple[Dataset, str]]) -> bytes:
    """Write text datasets as UTF-8 with the marker that says so; each is cut at its limit."""
    records = [_record(CHARSET, b"\x1b%G"), _record((2, 0), b"\x00\x04")]
    for dataset, text in values:
        limit = LIMITS.get(dataset, 2000)
        octets = text.encode()[:limit].decode("utf-8", "ignore").encode()
        if octets:
            records.append(_record(dataset, octets))
    return b"".join(records)


def _record(dataset: Dataset, value: bytes) -> bytes:
    return bytes((0x1C, *dataset)) + len(value).to_bytes(2, "big") + value
