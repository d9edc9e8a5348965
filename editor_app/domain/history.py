"""Kept text: drafts not yet settled, revisions, and what people noted beside the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from editor_app.domain.article import Article
from editor_app.domain.ids import (
    ArticleId,
    CorrectionId,
    Language,
    LiveEntryId,
    NoteId,
    PersonId,
    PhotoId,
    ReplyId,
    RevisionId,
    SearchId,
    StoryId,
)
from editor_app.domain.photo import DeskCaption


@dataclass(frozen=True)
class Draft:
    """Typed text on disk that is not yet settled.

    ``owner`` is an ArticleId or UseId, ``part`` a field name (``body`` for the whole Markdown);
    ``based_on`` the version of the article that the typing began on; ``caret`` in code points.
    """

    owner: str
    part: str
    text: str
    based_on: int
    saved: datetime
    caret: int = 0


class RevisionReason(StrEnum):
    """Why a copy was kept."""

    REST = "rest"
    LEFT = "left"
    TAKEN_IN = "taken-in"
    PASTE = "paste"
    RESTORED = "restored"
    PUBLISHED = "published"
    MERGED = "merged"
    OVERRULED = "overruled"


@dataclass(frozen=True)
class Revision:
    """A kept copy of a settled article.

    ``captions`` are those of the photos that it used then; None in a copy from the time when copies
    had none, which says nothing about them.
    """

    id: RevisionId
    article: ArticleId
    at: datetime
    by: str
    reason: RevisionReason
    kept: Article
    captions: Mapping[PhotoId, DeskCaption] | None = None


@dataclass(frozen=True)
class Note:
    """A private note or comment on a range; never leaves the desk.

    ``part`` and ``start``/``end`` (code points) say where; an empty part means the whole article.
    ``quote`` is the text it was about. ``suggestion`` is a proposed wording.
    """

    id: NoteId
    article: ArticleId
    at: datetime
    by: str
    text: str
    part: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""
    suggestion: str = ""
    resolved: datetime | None = None


class CorrectionKind(StrEnum):
    """What was wrong."""

    FACT = "fact"
    NAME = "name"
    NUMBER = "number"
    PHOTO = "photo"
    TRANSLATION = "translation"
    CLARIFICATION = "clarification"


@dataclass(frozen=True)
class Correction:
    """A published mistake and its mending, with the text shown to readers per language."""

    id: CorrectionId
    story: StoryId
    at: datetime
    kind: CorrectionKind
    wrong: str
    right: str
    reason: str = ""
    ordered_by: str = ""
    approved_by: str = ""
    texts: tuple[tuple[Language, str], ...] = ()


@dataclass(frozen=True)
class LiveEntry:
    """One entry of a live page."""

    id: LiveEntryId
    article: ArticleId
    at: datetime
    by: str
    text: str
    state: str = "draft"


@dataclass(frozen=True)
class Reply:
    """A private record of asking a person: never published."""

    id: ReplyId
    story: StoryId
    at: datetime
    person: str
    asked: str
    answered: str = ""


@dataclass(frozen=True)
class SavedSearch:
    """A search that somebody keeps; ``query`` as typed, with its filters."""

    id: SearchId
    name: str
    query: str
    owner: PersonId | None = None


@dataclass(frozen=True)
class Dismissal:
    """A finding that somebody waved through: here, in this story, or always (empty ids)."""

    fingerprint: str
    by: str
    at: datetime
    article: ArticleId | None = None
    story: StoryId | None = None
