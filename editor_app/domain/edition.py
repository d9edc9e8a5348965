"""Editions and sections: how each language of the portal names and writes things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from editor_app.domain.ids import Language, SectionId
from editor_app.domain.photo import PhotoKind


@dataclass(frozen=True)
class Quotes:
    """The quotation marks of an edition, outer and inner."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


@dataclass(frozen=True)
class Edition:
    """One language edition of the desk.

    ``date_form`` is a pattern with {weekday} {day} {month} {month_name} {year} {time} {zone}.
    ``credit_words`` holds per kind of picture a pattern with {credit}. ``attribution_one`` and
    ``attribution_many`` are patterns with {outlets}, joined by ``outlet_joint``. ``keeps_marks``
    says whether names of people and places keep their diacritics.
    """

    language: Language
    autonym: str
    order: int
    date_form: str
    quotes: Quotes
    credit_words: Mapping[PhotoKind, str]
    attribution_one: str
    attribution_many: str
    outlet_joint: str = ", "
    keeps_marks: bool = False


@dataclass(frozen=True)
class Section:
    """A section of the portal; names and slugs per edition."""

    id: SectionId
    order: int
    names: Mapping[Language, str]
    slugs: Mapping[Language, str]
    parent: SectionId | None = None
    retired: bool = False
