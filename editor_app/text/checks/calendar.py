"""Dates: N4 a form that the edition does not use, N5 a weekday that the date is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from editor_app.domain.finding import Finding, Severity
from editor_app.domain.ids import CHINESE, ENGLISH, Language
from editor_app.text.checks.figure_readings import known_numbers
from editor_app.text.checks.material import Material, Piece, found_at
from editor_app.text.checks.reference import Reference
from editor_app.text.counting import main_language
from editor_app.text.dates import ENGLISH_MONTHS, WEEKDAYS
from editor_app.text.number import Number, Unit
from editor_app.text.whole_dates import Dated, Day, whole_dates

_SLASHED = re.compile(r"(?<![\d/.,])(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/%]|[.,]\d)")
_SHARE = re.compile(r"\s(?:of\b|majority\b)|的")
"""What follows a fraction: 1/3 of the households, a 2/3 majority."""

_NEAR = 40
"""Days within which a date without a year is taken for the nearest one."""

_APART = 14
"""Characters at most between a weekday and its date."""

_BETWEEN = re.compile(
    r"[\s,，、(（)）\[\]–—-]*(?:(?:the|ngày|mùng|of|hôm|đúng)\s*)?[\s,，(（]*", re.IGNORECASE
)


def date_checks(material: Material, reference: Reference) -> Iterator[Finding]:
    """N4 and N5 of every place."""
    language = main_language(material.language)
    for piece in material.pieces:
        if any(character.isnumeric() for character in piece.plain):
            if language in {ENGLISH, CHINESE} and material.source is not None:
                yield from _forms(piece, material)
            yield from _weekdays(piece, language, reference.day)


# -- N4


def _forms(piece: Piece, material: Material) -> Iterator[Finding]:
    """Find dates as Vietnamese writes them; a fraction or a score is none."""
    language = main_language(material.language)
    dated: frozenset[tuple[int, int]] | None = None
    for found in _SLASHED.finditer(piece.plain):
        day, month, year = int(found[1]), int(found[3]), found[4]
        if not (1 <= day <= 31 and 1 <= month <= 12):
            continue
        if year is None and day < month and _SHARE.match(piece.plain, found.end()):
            continue
        if found[2] != "/" and (year is None or len(year) != 4):
            continue
        if year is None and found[0] != "24/7":
            dated = _dates_of_source(material) if dated is None else dated
            if (day, month) not in dated:
                continue
        elif year is None:
            continue
        doubtful = year is not None or (day <= 12 and language == ENGLISH)
        severity = Severity.ERROR if doubtful else Severity.WARNING
        fix = _written(day, month, year, language)
        yield found_at(piece, "N4", severity, found.span(), fix, right=fix)


def _dates_of_source(material: Material) -> frozenset[tuple[int, int]]:
    """Return the days and months that the source names."""
    language = material.source_language or material.language
    return frozenset[tuple[int, int]]().union(
        *(_days_of(text, language) for _, text in material.source_words)
    )


@lru_cache(maxsize=4_000)
def _days_of(text: str, language: Language) -> frozenset[tuple[int, int]]:
    """Return the days and months in a text; a source is asked again for each date put for it."""
    days = (dated.day for dated in whole_dates(text, language))
    return frozenset((day.day, day.month) for day in days if not day.lunar)


def _written(day: int, month: int, year: str | None, language: Language) -> str:
    """Return a date as the edition's text writes it."""
    if year is not None and len(year) == 2:
        year = f"20{year}"
    if language == CHINESE:
        return f"{f'{year}年' if year else ''}{month}月{day}日"
    return f"{day} {ENGLISH_MONTHS[month - 1]}{f' {year}' if year else ''}"


# -- N5


def _nearest(day: Day, today: date) -> date | None:
    """Return the day that is meant; None when it is none, or too far away to tell the year."""
    years = (day.year,) if day.year else (today.year - 1, today.year, today.year + 1)
    days = [known for year in years if (known := _known(year, day.month, day.day))]
    meant = min(days, key=lambda known: abs(known - today), default=None)
    if meant is None or day.year:
        return meant
    return meant if abs(meant - today).days <= _NEAR else None


def _known(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekdays(piece: Piece, language: Language, today: date) -> Iterator[Finding]:
    known = known_numbers(piece.plain, language)
    weekdays = [one for one in known if one.unit is Unit.WEEKDAY]
    if not weekdays:
        return
    dates = [one for one in whole_dates(piece.plain, language) if not one.day.lunar]
    for weekday in weekdays:
        beside = next((one for one in dates if _beside(weekday, one, piece.plain)), None)
        meant = _nearest(beside.day, today) if beside else None
        if meant is None or meant.isoweekday() == int(weekday.value):
            continue
        name = WEEKDAYS.get(language, WEEKDAYS[ENGLISH])[meant.isoweekday() - 1]
        span = (weekday.start, weekday.end)
        fix = _as_long(name, piece.plain[slice(*span)])
        evidence = f"{piece.plain[slice(*span)]} {meant.isoformat()}"
        yield found_at(
            piece, "N5", Severity.ERROR, span, fix, evidence, day=meant.isoformat(), right=fix
        )


def _as_long(name: str, written: str) -> str:
    """Return a Chinese weekday as short as the one that stands there: 周五 for 周四."""
    if name[:2] == "星期" and written[:2] != "星期":
        return written[:-1] + name[-1]
    return name[0].upper() + name[1:] if written[0].isupper() else name


def _beside(weekday: Number, day: Dated, plain: str) -> bool:
    """Say whether a weekday belongs to a date: nothing but a comma or bracket is between them."""
    if weekday.end <= day.start:
        gap = plain[weekday.end : day.start]
    elif weekday.start >= day.end:
        gap = plain[day.end : weekday.start]
    else:
        return False
    return len(gap) <= _APART and _BETWEEN.fullmatch(gap) is not None
