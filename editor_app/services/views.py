"""What the verbs hand to window and command line: light values that import the domain alone.

They stand apart from the services so that a window can be painted before the database is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from editor_app.domain.article import Article, Shown
from editor_app.domain.changes import Changes
from editor_app.domain.history import Correction
from editor_app.domain.ids import (
    ArticleId,
    ForeignId,
    Language,
    OutboxId,
    PersonId,
    PhotoId,
    SectionId,
    SiteId,
    StoryId,
    UseId,
)
from editor_app.domain.messages import Message
from editor_app.domain.photo import Photo, PhotoUse
from editor_app.domain.shown import Progress
from editor_app.domain.site import LogLine, Operation, OutboxState, Publication, Question, Wish
from editor_app.domain.story import Story
from editor_app.services.check_views import CheckReport

if TYPE_CHECKING:
    from editor_app.domain.conflict import Conflict

NO_FOREIGN: Mapping[ForeignId, Message] = MappingProxyType({})


class Pip(StrEnum):
    """The shape that stands for a language of a story in the list."""

    EMPTY = "empty"
    HALF = "half"
    FULL = "full"
    ALERT = "alert"


@dataclass(frozen=True)
class ListQuery:
    """What the list should show. ``mine`` keeps the stories held by that person."""

    text: str = ""
    language: Language | None = None
    shown: frozenset[Shown] = frozenset()
    section: SectionId | None = None
    mine: PersonId | None = None
    trashed: bool = False


@dataclass(frozen=True)
class StoryRow:
    """One line of the list; ``unaccepted``: scheduled on a site that has not taken it yet."""

    story: StoryId
    slug_word: str
    headline: str
    shown: Shown
    who: str
    when: datetime | None
    pips: tuple[tuple[Language, Pip], ...]
    lead: PhotoId | None
    section: SectionId | None
    unaccepted: bool = False


@dataclass(frozen=True)
class StoryView:
    """One story with everything that the window shows of it, read in one go.

    ``foreign`` says what the blocks of a site are called that its texts place.
    """

    story: Story
    articles: tuple[Article, ...]
    uses: Mapping[ArticleId, tuple[PhotoUse, ...]]
    photos: Mapping[PhotoId, Photo]
    publications: Mapping[ArticleId, tuple[Publication, ...]]
    shown: Mapping[ArticleId, Shown]
    progress: Mapping[ArticleId, Progress]
    corrections: tuple[Correction, ...]
    foreign: Mapping[ForeignId, Message] = field(default_factory=lambda: NO_FOREIGN)

    def article(self, language: Language) -> Article | None:
        """Return the version in that language, or None when it is not started."""
        return next((item for item in self.articles if item.language == language), None)


@dataclass(frozen=True)
class Created:
    """A story or language version that was just made."""

    story: StoryId
    article: ArticleId
    changes: Changes


@dataclass(frozen=True)
class Attached:
    """A photo that now stands in an article; ``known`` when the desk had the file already."""

    photo: PhotoId
    use: UseId
    known: bool
    changes: Changes


@dataclass(frozen=True)
class PhotoQuery:
    """Which photos to list; ``lacking`` is ``caption``, ``credit``, ``rights`` or nothing."""

    text: str = ""
    lacking: str = ""


@dataclass(frozen=True)
class Recovered:
    """Typed text that was found at start and settled."""

    article: ArticleId
    part: str
    at: datetime
    caret: int


@dataclass(frozen=True)
class LastPlace:
    """Where the editor was when the desk was last left."""

    story: StoryId
    article: ArticleId
    view: str
    part: str
    caret: int


@dataclass(frozen=True)
class SheetRow:
    """A language on the publish sheet.

    ``ready`` says how far the text is, ``rights`` what the photos' rights allow, ``on_site`` what
    publishing will do there. ``refusals`` are what stops it; empty means it may go.
    ``draft_refusals`` are what stops it even as a draft; None where the site keeps no drafts, and
    where readers have it already. ``goes_out`` is the time to offer: the one that is planned, but
    not before that for which it stands on the site, nor before the ``embargo``, which is said while
    it lasts.
    ``report`` is what the desk checks find for that site; None where they are not run.
    """

    article: ArticleId
    language: Language
    headline: str
    ready: Message
    rights: Message
    on_site: Message
    refusals: tuple[Message, ...]
    goes_out: datetime | None
    published: bool
    report: CheckReport | None = None
    draft_refusals: tuple[Message, ...] | None = None
    embargo: Message | None = None

    @property
    def findings(self) -> int:
        """How many errors of the desk checks stop it."""
        return len(self.report.stops) if self.report is not None else 0


@dataclass(frozen=True)
class Published:
    """What the button of the publish sheet has queued; it can be taken back until ``until``."""

    entries: tuple[OutboxId, ...]
    until: datetime
    changes: Changes


@dataclass(frozen=True)
class OutboxRow:
    """A line of the outbox in words: which story and language, to which site, how far.

    ``asks`` is what only the editor can answer before it goes on; ``goes_on`` says that it waits
    for Go on (``PublishingService.go_on``) or Cancel. ``wish`` and ``goes_out`` are what a person
    asked for; ``accepted`` is False while a site that keeps times has not taken a scheduled one.
    """

    entry: OutboxId
    operation: Operation
    state: OutboxState
    article: ArticleId
    story: StoryId
    slug_word: str
    language: Language
    site: SiteId
    site_name: str
    queued: datetime
    not_before: datetime | None
    answer: Message | None
    asks: Question | None = None
    goes_on: bool = False
    wish: Wish | None = None
    goes_out: datetime | None = None
    accepted: bool = True


@dataclass(frozen=True)
class LogRow:
    """A line of the log with what it is about: a language version of a story.

    There is none of an article that was deleted for good.
    """

    line: LogLine
    story: StoryId | None = None
    slug_word: str = ""
    language: Language | None = None


@dataclass(frozen=True)
class ConflictView:
    """A conflict with what an editor needs to decide it.

    ``base``, ``mine`` (as it reads now) and ``theirs`` are the texts as people read them: a section
    by its name. ``both`` is what to propose to who wants both, one text with both edits when
    ``combined``. ``sources`` are the texts that ours translates (none for a
    source), ``before`` and ``following`` the paragraphs around it. ``for_readers`` says that what
    is sent goes to readers at once, or will.
    """

    conflict: Conflict
    story: StoryId
    slug_word: str
    headline: str
    language: Language
    site_name: str
    base: str
    mine: str
    theirs: str
    both: str
    combined: bool
    sources: tuple[str, ...]
    source_language: Language | None
    before: str
    following: str
    for_readers: bool = False


@dataclass(frozen=True)
class TakenInReport:
    """What became of one file or paste that was taken in."""

    story: StoryId
    article: ArticleId
    headline: str
    photos: tuple[PhotoId, ...]
    dropped: tuple[Message, ...]
    uncertain: frozenset[str]
    changes: Changes
