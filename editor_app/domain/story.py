"""The story: what the language versions share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from editor_app.domain.ids import Language, LicenceId, OutletId, PersonId, SectionId, StoryId, TagId


class Role(StrEnum):
    """What a person did for a story."""

    REPORTER = "reporter"
    TRANSLATOR = "translator"
    EDITOR = "editor"
    PHOTOGRAPHER = "photographer"


@dataclass(frozen=True)
class Credited:
    """A person in the byline with the role."""

    person: PersonId
    role: Role


@dataclass(frozen=True)
class Origin:
    """Where a taken-in story came from: outlet, address of its page, licence of reuse."""

    outlet: OutletId | None = None
    url: str = ""
    licence: LicenceId | None = None


@dataclass(frozen=True)
class Story:
    """One story of the desk; its texts are Articles.

    ``slug_word`` is the short working name in the list. ``outlets`` are those credited as
    "According to ...". ``uncertain`` names the fields that an intake filled without being sure
    ("byline", "section" ...); they show a mark until somebody touches them. ``embargo`` is an
    instant (UTC) before which the story goes nowhere, not even as a draft. ``trashed`` is when it
    was thrown away.
    """

    id: StoryId
    slug_word: str
    source_language: Language
    created: datetime
    section: SectionId | None = None
    origin: Origin = Origin()
    outlets: tuple[OutletId, ...] = ()
    byline: tuple[Credited, ...] = ()
    tags: tuple[TagId, ...] = ()
    uncertain: frozenset[str] = frozenset()
    holder: PersonId | None = None
    due: datetime | None = None
    embargo: datetime | None = None
    sensitive: bool = False
    trashed: datetime | None = None
    version: int = 1


@dataclass(frozen=True)
class Assignment:
    """Who has a language version of the story; a warning for others, never a lock."""

    story: StoryId
    language: Language
    person: PersonId
    since: datetime
