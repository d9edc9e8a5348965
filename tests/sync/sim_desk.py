"""A desk for the machine: real library, real services, with a clock and a disk of its own."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from unittest.mock import patch

from PIL import Image
from sqlalchemy import Engine, create_engine
from sqlalchemy.dialects import registry

from editor_app.connectors.web_requests import Credential, Transport
from editor_app.connectors.wordpress import WordPress
from editor_app.domain.article import Article
from editor_app.domain.edition import Section
from editor_app.domain.errors import DeskInUse, DiskFull
from editor_app.domain.ids import (
    ENGLISH,
    VIETNAMESE,
    ArticleId,
    ForeignId,
    Language,
    PhotoId,
    SectionId,
    SiteId,
    StoryId,
    TagId,
    new_id,
)
from editor_app.domain.photo import Rights, RightsStatus
from editor_app.domain.site import OutboxEntry, Publication, Site, SiteKind
from editor_app.domain.vocabulary import Tag
from editor_app.services.conflicts import ConflictService
from editor_app.services.drafts import DraftService
from editor_app.services.pages import PageService
from editor_app.services.photos import PhotoService
from editor_app.services.publishing import PublishingService
from editor_app.services.pulling import PullService
from editor_app.services.sending import SendingService
from editor_app.services.site_facts import WORKED
from editor_app.services.site_lines import SiteLines
from editor_app.services.site_posts import SitePostService
from editor_app.services.stories import StoryService
from editor_app.services.syncing import SyncService
from editor_app.services.workplace import Workplace
from editor_app.storage import database
from editor_app.storage.connections import open_engine
from editor_app.storage.database import Database
from editor_app.storage.folder import DeskFolder
from editor_app.storage.media import MediaFolder
from editor_app.storage.records import Records
from editor_app.storage.records.articles import ArticleHead
from editor_app.storage.resources import read_landmarks, read_theme
from editor_app.storage.secrets import MemorySecrets
from editor_app.storage.troubles import told
from editor_app.text.landmarks import Landmarks
from editor_app.workers import at_once
from tests.desks import Clock, empty_desk
from tests.sync.cms_answers import HOME
from tests.sync.cms_model import ROOT
from tests.sync.cms_site import Account
from tests.sync.faulty_line import Killed
from tests.sync.remembered import RowMemory, ToldDialect

SITE = SiteId("0000000000000000000000000000517e")
TOKEN = re.compile(r"\bw\d+\b")
CARD = re.compile(r"\bforeign:(\w+)")
MEMORY = Path("/dev/shm")
"""Where files are kept in memory: the machine makes thousands of transactions."""

PHOTOS = ("teal", "maroon")


def _open_engine(folder: DeskFolder, *, read_only: bool) -> Engine:
    """Open a library with statements that were compiled for another, and tell of each."""
    engine, shared = open_engine(folder, read_only=read_only), statements()
    engine.dialect = engine.pool._dialect = shared.dialect
    engine._compiled_cache = shared._compiled_cache
    return engine


def tokens(text: str) -> list[str]:
    """The marked words in a text."""
    return TOKEN.findall(text)


def scratch(name: str) -> Path:
    """A new folder, in memory where that can be."""
    return Path(mkdtemp(prefix=f"copydesk-{name}-", dir=MEMORY if MEMORY.is_dir() else None))


@cache
def landmarks() -> Landmarks:
    """The landmarks, read once."""
    return read_landmarks()


@cache
def picture(colour: str) -> bytes:
    """A small photo of one colour."""
    made = BytesIO()
    Image.new("RGB", (60, 40), colour).save(made, "JPEG")
    return made.getvalue()


def _names(vietnamese: str, english: str) -> dict[Language, str]:
    return {VIETNAMESE: vietnamese, ENGLISH: english}


def make_template(folder: Path) -> None:
    """Make a desk with a site, two sections and two tags, as the desks of the machine begin."""
    desk = empty_desk(folder, Clock())
    world = Section(SectionId(new_id()), 1, _names("Thế giới", "World"), _names("tg", "w"))
    sport = Section(SectionId(new_id()), 2, _names("Thể thao", "Sport"), _names("tt", "s"))
    site = Site(SITE, "Courier", SiteKind.WORDPRESS, HOME, ROOT)
    with desk.place.database.writing() as records:
        records.sites.add(site)
        records.sections.put(world)
        records.sections.put(sport)
        for name in ("Lũ lụt", "Bão & gió"):
            records.tags.put(Tag(TagId(new_id()), {VIETNAMESE: name}))
    desk.place.database.close()


@dataclass
class Disk:
    """What goes wrong with writing: ``planned`` is the trouble, ``passing`` how many go before."""

    planned: str = ""
    passing: int = 0
    dead: bool = False
    met: int = 0

    def enter(self) -> None:
        """Begin a transaction, or not."""
        if self.dead:
            raise Killed
        if self.planned in {"disk full", "database locked", "killed before writing"}:
            self._meet()

    def left(self) -> None:
        """A transaction is kept."""
        if self.planned == "killed after writing":
            self._meet()

    def _meet(self) -> None:
        self.passing -= 1
        if self.passing >= 0:
            return
        trouble, self.planned = self.planned, ""
        self.met += 1
        if trouble == "disk full":
            raise DiskFull(folder="desk")
        if trouble == "database locked":
            raise DeskInUse(folder="desk")
        self.dead = True
        raise Killed


@cache
def statements() -> Engine:
    """What all libraries of the machine share, so that each statement is compiled once."""
    registry.register("sqlite.told", ToldDialect.__module__, ToldDialect.__name__)
    shared = create_engine("sqlite+told://")
    shared.connect().close()  # its dialect learns what SQLite can do
    return shared


class SimDatabase(Database):
    """The real library, on a disk that has troubles; what was read is remembered."""

    disk: Disk

    def __init__(self, folder: Path) -> None:
        """Open the library of a folder."""
        with (
            patch.object(database, "open_engine", _open_engine),
            patch.object(database, "_check_tables", lambda *_where: None),  # nobody harms it
        ):
            super().__init__(folder)
        dialect = self._engine.dialect
        assert isinstance(dialect, ToldDialect)
        self._memory = RowMemory(dialect, self.folder.library)
        self._reader = self._engine.connect()
        self._beside = frozenset(threading.enumerate())  # servers of other tests, for one

    @contextmanager
    def writing(self) -> Iterator[Records]:
        """Give the records for changing, unless the disk has a trouble."""
        self.disk.enter()
        with super().writing() as records, self._memory.written(records) as remembered:
            yield remembered
        self.disk.left()

    @contextmanager
    def reading(self) -> Iterator[Records]:
        """Give the records, unless the program is dead."""
        if self.disk.dead:
            raise Killed
        alone = self._beside.issuperset(threading.enumerate()) and not self._memory.changing
        opened = self._memory.read(self._reading_once_more) if alone else super().reading()
        with opened as records:
            yield records

    @contextmanager
    def _reading_once_more(self) -> Iterator[Records]:
        """Read through one connection, which is there already."""
        if self._reader.in_transaction():
            with super().reading() as records:
                yield records
            return
        with told(self.folder.path), self._reader.begin():
            yield Records(self._reader)

    def close(self) -> None:
        """Close all connections."""
        self._reader.close()
        super().close()


class SimLines(SiteLines):
    """Lines by the desk's own clock."""

    clock: Clock
    server: Transport

    def trial(
        self, root: str, account: str = "", password: str = "", *, known: bool = False
    ) -> WordPress:
        """Return a line that tells the time as the desk does."""
        credential = Credential(account, password) if account else None
        return WordPress(root, credential, known=known, transport=self.server, clock=self.clock)


@dataclass
class SimDesk:
    """One desk. ``skew`` is how far its clock is ahead of the world's."""

    name: str
    account: Account
    folder: Path
    server: Transport
    clock: Clock = field(default_factory=Clock)
    disk: Disk = field(default_factory=Disk)
    skew: timedelta = timedelta()

    def open(self) -> None:
        """Start the program."""
        self.disk.dead, self.disk.planned = False, ""
        database = SimDatabase(self.folder)
        database.disk = self.disk
        self.database = database
        media = MediaFolder(DeskFolder(self.folder))
        self.place = Workplace(database, media, self.clock, lambda: self.name, at_once, landmarks())
        secrets = MemorySecrets()
        self.lines = SimLines(lambda: secrets)
        self.lines.clock, self.lines.server = self.clock, self.server
        self.lines.sign_in(SITE, self.account.password)
        self.stories, self.drafts = StoryService(self.place), DraftService(self.place)
        self.photos = PhotoService(self.place)
        pages = self.pages = PageService(self.place, read_theme)
        self.publishing = PublishingService(self.place, pages, self.lines)
        self.publishing._sending = SendingService(self.place, pages, self.lines, chance=lambda: 0.5)
        self.pulling = PullService(self.place, pages, self.photos, self.lines)
        self.syncing = SyncService(self.place, pages, self.publishing, self.pulling, self.lines)
        self.site_posts = SitePostService(self.place, self.pulling)
        self.conflicts = ConflictService(self.place)
        self.publishing.resume()

    def close(self) -> None:
        """End the program, or take away what is left of a killed one."""
        self.disk.dead = False
        self.lines.close()
        self.database.close()

    def sign(self) -> None:
        """Give the site the account of this desk."""
        with self.database.writing() as records:
            site = records.sites.get(SITE)
            signed = replace(site, account=self.account.login, found={WORKED: self.account.login})
            records.sites.save(signed, site.version)

    # -- looking

    def articles(self) -> list[Article]:
        """All articles, the oldest first."""
        with self.database.reading() as records:
            found = self.articles_in(records)
        return sorted(found, key=lambda one: (one.created, tokens(one.headline)))

    def heads(self) -> list[ArticleHead]:
        """What a list says of all articles, the oldest first."""
        with self.database.reading() as records:
            found = records.articles.heads()
        return sorted(found, key=lambda one: (one.created, tokens(one.headline)))

    def publication(self, article: ArticleId) -> Publication | None:
        """What is known of an article on the site."""
        with self.database.reading() as records:
            return records.publications.find(article, SITE)

    def publications(self) -> tuple[Publication, ...]:
        """What is known of all articles on the site."""
        with self.database.reading() as records:
            return records.publications.of_site(SITE)

    def waiting(self) -> tuple[OutboxEntry, ...]:
        """What is not done in the outbox."""
        with self.database.reading() as records:
            return records.outbox.open()

    def store(self) -> set[str]:
        """Every marked word that the desk has: texts, cards, typing, History, conflicts."""
        with self.database.reading() as records:
            texts = [draft.text for draft in records.drafts.all()]
            for article in self.articles_in(records):
                texts.append(text_of(article))
                texts += (f"{use.caption} {use.alt}" for use in records.uses.of_article(article.id))
                for kept in records.revisions.of(article.id, 10_000):
                    texts.append(text_of(kept.kept))
                    for said in (kept.captions or {}).values():
                        texts.append(f"{said.caption} {said.alt}")
                for one in records.conflicts.of_article(article.id):
                    texts.append(f"{one.base} {one.mine} {one.theirs}")
            cards = {ForeignId(card) for text in texts for card in CARD.findall(text)}
            texts += (block.raw for block in records.foreign.some(cards).values())
        return {word for text in texts for word in tokens(text)}

    def shown(self) -> set[str]:
        """Every marked word that stands in a text or caption now, or is typed and not settled."""
        found: set[str] = set()
        with self.database.reading() as records:
            for draft in records.drafts.all():
                found.update(tokens(draft.text))
            for article in self.articles_in(records):
                found.update(tokens(text_of(article)))
                for use in records.uses.of_article(article.id):
                    found.update(tokens(f"{use.caption} {use.alt}"))
        return found

    def articles_in(self, records: Records) -> list[Article]:
        """All articles, inside a reading."""
        return [records.articles.get(head.id) for head in records.articles.heads()]

    # -- writing

    def new_story(self, headline: str, body: str) -> ArticleId:
        """Write a story that lacks nothing."""
        with self.database.reading() as records:
            section = records.sections.all()[0].id
        made = self.stories.create(VIETNAMESE, section)
        self.drafts.save(made.article, "headline", headline)
        self.drafts.save(made.article, "body", body)
        self.drafts.settle(made.article)
        return made.article

    def add_photo(self, article: ArticleId, colour: str) -> None:
        """Put a photo that may be published into an article."""
        attached = self.photos.attach(article, picture(colour), f"{colour}.jpg")
        self.clear(attached.photo)

    def clear(self, photo: PhotoId) -> None:
        """Say whose a photo is, and that it may be published."""
        known = self.photos.photo(photo)
        if known.rights.status is not RightsStatus.CLEARED:
            rights = Rights(RightsStatus.CLEARED)
            self.photos.change(photo, known.version, credit="Reuters", rights=rights)

    def choose_sections(self) -> None:
        """Give stories that have none a section, as posts must have that were written there."""
        with self.database.reading() as records:
            section = records.sections.all()[0].id
            stories = [records.stories.get(one.story) for one in self.articles_in(records)]
        for story in stories:
            if story.section is None:
                self.stories.change(story.id, story.version, section=section)

    def story_of(self, article: ArticleId) -> StoryId:
        """The story of an article."""
        with self.database.reading() as records:
            return records.articles.get(article).story

    def discard(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)


def text_of(article: Article) -> str:
    """All words of an article."""
    return " ".join((article.headline, article.standfirst, article.slug, article.markdown))


def now_of(clock: Clock) -> datetime:
    """The time on a clock, whole seconds."""
    return clock().replace(microsecond=0)
