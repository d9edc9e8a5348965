"""Publication times as pages write them, as instants in UTC.

A time without a zone is taken as that of the desk's readers in that language (Hanoi for Vietnamese,
Beijing for Chinese, UTC else), and is not sure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from editor_app.domain.ids import CHINESE, VIETNAMESE, Language

_ZONES = {VIETNAMESE: timedelta(hours=7), CHINESE: timedelta(hours=8)}
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY, _MONTH = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})"
_CLOCK = re.compile(
    r"(?<!\d)([01]?\d|2[0-3])\s*(?:[:：]|h|giờ)\s*([0-5]\d)(?:[:：][0-5]\d)?\s*([ap]\.?m\b)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"(?:GMT|UTC)\s*([+\u2212-]\s*\d{1,2})(?:[:：]?([0-5]\d))?|\b(?:GMT|UTC)\b", re.IGNORECASE
)
_DATES = (
    re.compile(rf"{_YEAR}\s*[年/.-]\s*{_MONTH}\s*[月/.-]\s*{_DAY}日?"),
    re.compile(rf"\b{_DAY}\s*[/.-]\s*{_MONTH}\s*[/.-]\s*{_YEAR}\b"),
    re.compile(
        r"\b(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:,|\s+năm)?\s+(?P<year>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<name>[A-Za-z]{3})[a-z]*\.?,?\s+"
        r"(?P<year>(?:19|20)\d\d)\b"
    ),
    re.compile(
        r"\b(?P<name>[A-Z][a-z]{2})[a-z]*\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+"
        r"(?P<year>(?:19|20)\d\d)\b"
    ),
)
_WEEKDAYS = (
    r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"星期[一二三四五六日天]|周[一二三四五六日]|published|updated?|posted(?: on)?|ngày|lúc|"
    r"cập nhật(?: lúc)?|"
    r"đăng(?: lúc)?|giờ|发布时间|更新时间|时间|at|on|est|edt|ict|bst)"
)
_BESIDE = re.compile(_WEEKDAYS + r"|[\s,.|:：()（）\[\]/•·–-]+", re.IGNORECASE)
_LONGEST = 90


@dataclass(frozen=True)
class Told:
    """An instant that a text names; ``sure`` is False when its zone or order had to be guessed."""

    instant: datetime
    sure: bool = True


def instant_in(text: str, language: Language | None = None) -> Told | None:
    """Return the date with time that stands in a machine-written value or a line of text."""
    line = " ".join(text.split())[:_LONGEST]
    return _machine(line) or _written(line, language)


def time_line(text: str, language: Language | None = None) -> Told | None:
    """Return the instant of a line that holds a date and time and nothing else of weight."""
    line = " ".join(text.split())
    if len(line) > _LONGEST or not _CLOCK.search(line):
        return None
    rest = _OFFSET.sub(" ", _CLOCK.sub(" ", line))
    for pattern in _DATES:
        rest = pattern.sub(" ", rest)
    return _written(line, language) if not _BESIDE.sub("", rest) else None


def _machine(line: str) -> Told | None:
    """Read ISO 8601 (RFC 3339) and the dates of mail and feeds (RFC 5322)."""
    value = re.sub(r"(?<=\d)Z$", "+00:00", line.strip())
    value = re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", value)
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        try:
            read = parsedate_to_datetime(line)
        except (ValueError, TypeError, IndexError):
            return None
    if read.tzinfo is None:
        return None
    return _told(read, sure=True)


def _written(line: str, language: Language | None) -> Told | None:
    for pattern in _DATES:
        date = pattern.search(line)
        if date:
            break
    else:
        return None
    named = date.groupdict()
    month = _MONTHS.get((named.get("name") or "").lower()) or int(named.get("month") or 0)
    day = int(named["day"])
    swapped = month > 12 >= day
    day, month = (month, day) if swapped else (day, month)
    clock = _CLOCK.search(line, date.end()) or _CLOCK.search(line[: date.start()])
    hour, minute = _time_of(clock)
    offset = _OFFSET.search(line)
    usual = _ZONES.get(language, timedelta(0)) if language else timedelta(0)
    zone = _zone(offset) if offset else timezone(usual)
    try:
        read = datetime(int(named["year"]), month, day, hour, minute, tzinfo=zone)
    except ValueError:
        return None
    return _told(read, sure=offset is not None and clock is not None)


def _time_of(clock: re.Match[str] | None) -> tuple[int, int]:
    if clock is None:
        return 0, 0
    hour, half = int(clock.group(1)), (clock.group(3) or "").lower().replace(".", "")
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour, int(clock.group(2))


def _zone(offset: re.Match[str]) -> timezone:
    hours = int((offset.group(1) or "0").replace("−", "-").replace(" ", ""))
    minutes = int(offset.group(2) or 0)
    away = timedelta(hours=hours, minutes=minutes if hours >= 0 else -minutes)
    return timezone(away) if abs(away) < timedelta(hours=24) else UTC


def _told(read: datetime, *, sure: bool) -> Told | None:
    try:
        return Told(read.astimezone(UTC), sure)
    except OverflowError:
        return None
