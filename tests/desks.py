"""Desks for tests: a real library in a temporary folder, and a clock that is set by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from editor_app.domain.changes import Changes
from editor_app.domain.edition import Edition, Quotes
from editor_app.domain.errors import DiskFull
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, ArticleId, StoryId
from editor_app.domain.link import Address, Segment
from editor_app.domain.photo import PhotoKind
from editor_app.services.drafts import DraftService
from editor_app.services.history import HistoryService
from editor_app.services.photos import PhotoService
from editor_app.services.rows import RowService
from editor_app.services.stories import StoryService
from editor_app.services.translations import TranslationService
from editor_app.services.workplace import Workplace
from editor_app.storage.database import Database
from editor_app.storage.folder import DeskFolder
from editor_app.storage.media import MediaFolder
from editor_app.storage.resources import read_landmarks
from editor_app.workers import at_once

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
CREDIT_WORDS = dict.fromkeys(PhotoKind, "{credit}")


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        """Return the instant it shows."""
        return self.at

    def advance(self, seconds: float) -> None:
        """Move it on."""
        self.at += timedelta(seconds=seconds)


@dataclass
class Desk:
    """The services that most tests need, on one library."""

    place: Workplace
    clock: Clock
    stories: StoryService = field(init=False)
    drafts: DraftService = field(init=False)
    history: HistoryService = field(init=False)
    translations: TranslationService = field(init=False)
    photos: PhotoService = field(init=False)
    rows: RowService = field(init=False)

    def __post_init__(self) -> None:
        """Make the services."""
        self.stories = StoryService(self.place)
        self.drafts = DraftService(self.place)
        self.history = HistoryService(self.place)
        self.translations = TranslationService(self.place)
        self.photos = PhotoService(self.place)
        self.rows = RowService(self.place)

    def write(self, article: ArticleId, **texts: str) -> None:
        """Type texts into fields of an article and settle them."""
        for part, text in texts.items():
            self.drafts.save(article, part, text)
        self.drafts.settle(article)

    def source_before(self, article: ArticleId, targets: Sequence[Address]) -> str:
        """Return the source text that a row was made from, where that has changed since."""
        shown = self.rows.shown(article).rows
        return next(item.before for item in shown if item.row.targets == tuple(targets))

    def story(self, body: str = "Một.\n\nHai.\n\nBa.", headline: str = "Tít") -> StoryId:
        """Return a Vietnamese story with a headline and a body."""
        made = self.stories.create(VIETNAMESE)
        self.write(made.article, headline=headline, body=body)
        return made.story


def empty_desk(folder: Path, clock: Clock) -> Desk:
    """Return a desk in ``folder`` with three editions and nothing in it."""
    database = Database.create(folder)
    media = MediaFolder(DeskFolder(folder))
    place = Workplace(database, media, clock, lambda: "Lan", at_once, read_landmarks())
    quotes = Quotes("“", "”", "‘", "’")
    autonyms = {VIETNAMESE: "Tiếng Việt", ENGLISH: "English", CHINESE: "中文"}
    with database.writing() as records:
        for order, (language, autonym) in enumerate(autonyms.items()):
            form = "({outlets})"
            records.editions.put(
                Edition(
                    language,
                    autonym,
                    order,
                    "{day}/{month}/{year}",
                    quotes,
                    CREDIT_WORDS,
                    form,
                    form,
                )
            )
    return Desk(place, clock)


def row_of(desk: Desk, article: ArticleId, source: str) -> Segment:
    """Return the row of a translation whose source says this."""
    rows = desk.translations.segments(article)
    return next(row for row in rows if row.source_text == source)


def undone(changes: Changes) -> Changes:
    """Take changes back; return those that do it again."""
    assert changes.inverse is not None
    return changes.inverse()


def full_disk(*_given: object, **_named: object) -> Changes:
    """Fail as a write does when the disk is full."""
    raise DiskFull
