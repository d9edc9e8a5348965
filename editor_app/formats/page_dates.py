"""Times as an edition writes them, in the site's zone; weekday and month names of our own."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from editor_app.domain.edition import Edition
from editor_app.domain.errors import Unreadable
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.formats.page_theme import filled
from editor_app.text.dates import ENGLISH_MONTHS, WEEKDAYS

MONTH_PATTERNS = {VIETNAMESE: "tháng {month}", CHINESE: "{month}月"}
FEED_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def zone_of(name: str) -> ZoneInfo:
    """Return the IANA time zone; raises Unreadable when there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Unreadable("zone-unknown", zone=name) from error


def shown_time(instant: datetime, edition: Edition, zone: ZoneInfo) -> str:
    """Write an instant in the edition's form: ``Monday 23 November 2026, 17:00 (GMT+7)``.

    Day and month stand without leading zeros; ``{day2}`` and ``{month2}`` have them.
    """
    local = instant.astimezone(zone)
    return filled(
        edition.date_form,
        weekday=_weekday(local, edition.language),
        day=local.day,
        month=local.month,
        day2=f"{local.day:02d}",
        month2=f"{local.month:02d}",
        month_name=_month(local, edition.language),
        year=local.year,
        time=local.strftime("%H:%M"),
        zone=_offset(local),
    )


def shown_day(instant: datetime, language: Language, zone: ZoneInfo) -> str:
    """Write the day alone, short, as lists show it."""
    local = instant.astimezone(zone)
    if _base(language) == CHINESE:
        return f"{local.year}年{local.month}月{local.day}日"
    if _base(language) == VIETNAMESE:
        return f"{local.day}/{local.month}/{local.year}"
    return f"{local.day} {_month(local, language)} {local.year}"


def _base(language: Language) -> Language:
    return Language(language.partition("-")[0])


def _weekday(local: datetime, language: Language) -> str:
    names = WEEKDAYS.get(_base(language), WEEKDAYS[ENGLISH])
    return names[local.weekday()].capitalize()


def _month(local: datetime, language: Language) -> str:
    pattern = MONTH_PATTERNS.get(_base(language))
    return filled(pattern, month=local.month) if pattern else ENGLISH_MONTHS[local.month - 1]


def _offset(local: datetime) -> str:
    """Write the zone as readers know it: ``GMT+7``, ``GMT-3:30``, ``GMT``."""
    offset = local.utcoffset()
    seconds = int(offset.total_seconds()) if offset else 0
    hours, minutes = divmod(abs(seconds) // 60, 60)
    sign = "-" if seconds < 0 else "+"
    shown = f"{hours}:{minutes:02d}" if minutes else str(hours)
    return f"GMT{sign}{shown}" if seconds else "GMT"


def machine_time(instant: datetime, zone: ZoneInfo) -> str:
    """Write an instant in ISO 8601 with the site's offset, to the second."""
    return instant.astimezone(zone).isoformat(timespec="seconds")


def feed_time(instant: datetime, zone: ZoneInfo) -> str:
    """Write an instant as RSS wants it (RFC 822 with a four-digit year), whatever the locale."""
    local = instant.astimezone(zone)
    month = ENGLISH_MONTHS[local.month - 1][:3]
    weekday = FEED_WEEKDAYS[local.weekday()]
    return f"{weekday}, {local.day:02d} {month} {local.year} {local.strftime('%H:%M:%S %z')}"
