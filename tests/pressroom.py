"""A desk with an account on a WordPress, for tests of sending and fetching."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image

from editor_app.connectors.web_requests import PATIENCE, Patience
from editor_app.domain.edition import Section
from editor_app.domain.ids import (
    CHINESE,
    ENGLISH,
    VIETNAMESE,
    ArticleId,
    Language,
    OutletId,
    PhotoId,
    SectionId,
    SiteId,
    StoryId,
    TagId,
    new_id,
)
from editor_app.domain.photo import Rights, RightsStatus
from editor_app.domain.site import OutboxState, Publication, Site, SiteKind
from editor_app.domain.vocabulary import Outlet, Tag
from editor_app.services.pages import PageService
from editor_app.services.publishing import PublishingService
from editor_app.services.site_lines import SiteLines
from editor_app.services.views import OutboxRow
from editor_app.storage.resources import read_theme
from editor_app.storage.secrets import MemorySecrets
from tests.desks import Clock, Desk, empty_desk
from tests.servers.wordpress import WordPress

BODY = "Nước sông lên **nhanh**.\n\nThành phố chuẩn bị.\n\nTrường học đóng cửa."


def picture(colour: str = "teal", width: int = 900) -> bytes:
    """Return a photo of one colour."""
    out = BytesIO()
    Image.new("RGB", (width, width * 2 // 3), colour).save(out, "JPEG")
    return out.getvalue()


def real_now() -> datetime:
    """Return this instant in whole seconds: servers have a clock of their own."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass
class Pressroom:
    """A desk, its site, and a Vietnamese story that may go there."""

    desk: Desk
    clock: Clock
    wordpress: WordPress
    lines: SiteLines
    site: Site
    publishing: PublishingService
    section: SectionId
    story: StoryId = field(init=False)
    article: ArticleId = field(init=False)

    def __post_init__(self) -> None:
        """Write the story."""
        self.story = self.new_story()
        self.article = self.article_of(self.story)

    # -- writing

    def new_story(self, headline: str = "Lũ về", body: str = BODY, **texts: str) -> StoryId:
        """Return a story that lacks nothing."""
        story = self.desk.story(body=body, headline=headline)
        self.change_story(story, section=self.section)
        if texts:
            self.desk.write(self.article_of(story), **texts)
        return story

    def article_of(self, story: StoryId) -> ArticleId:
        """Return the source of a story."""
        return self.desk.stories.view(story).articles[0].id

    def change_story(self, story: StoryId, **fields: object) -> None:
        """Change fields of a story."""
        seen = self.desk.stories.view(story).story.version
        self.desk.stories.change(story, seen, **fields)  # type: ignore[arg-type]  # names are checked at run time

    def write(self, **texts: str) -> None:
        """Write into the article."""
        self.desk.write(self.article, **texts)

    def markdown(self) -> str:
        """Return the body of the article."""
        return self.desk.stories.find_article(self.article).markdown

    def add_photo(self, name: str = "lu.jpg", colour: str = "teal") -> PhotoId:
        """Attach a photo that may be published."""
        attached = self.desk.photos.attach(self.article, picture(colour), name)
        rights = Rights(RightsStatus.CLEARED)
        self.desk.photos.change(attached.photo, 1, credit="Reuters", rights=rights)
        return attached.photo

    def add_tag(self, **labels: str) -> TagId:
        """Give the story a tag with labels by language."""
        tag = Tag(TagId(new_id()), {_LANGUAGES[name]: text for name, text in labels.items()})
        with self.desk.place.database.writing() as records:
            records.tags.put(tag)
        tags = self.desk.stories.view(self.story).story.tags
        self.change_story(self.story, tags=(*tags, tag.id))
        return tag.id

    def credit(self, outlet: str) -> None:
        """Let the story credit an outlet."""
        made = Outlet(OutletId(new_id()), _names(outlet, outlet))
        with self.desk.place.database.writing() as records:
            records.outlets.put(made)
        self.change_story(self.story, outlets=(made.id,))

    # -- sending

    def publish(self, *articles: ArticleId, at: datetime | None = None) -> None:
        """Ask for articles to go out, and send what is due."""
        self.publishing.publish(self.site.id, [(item, at) for item in articles or (self.article,)])
        self.send()

    def send_draft(self, *articles: ArticleId) -> None:
        """Ask for articles to be sent as drafts, and send what is due."""
        self.publishing.send_draft(self.site.id, articles or (self.article,))
        self.send()

    def send(self, seconds: float = 11) -> None:
        """Let some seconds pass and send what is due."""
        self.clock.advance(seconds)
        self.publishing.send_due()

    def send_all(self, rounds: int = 12) -> int:
        """Send until nothing waits any more; return how many rounds it took."""
        for number in range(rounds):
            if self.row().state is not OutboxState.WAITING:
                return number
            due = self.publishing.next_due()
            assert due is not None
            self.clock.at = max(self.clock.at, due)
            self.publishing.send_due()
        return rounds

    # -- looking

    def row(self) -> OutboxRow:
        """Return the newest entry of the outbox."""
        return max(self.publishing.outbox(1), key=lambda row: row.queued)

    def answer(self) -> str:
        """Return the key of what the newest entry says."""
        said = self.row().answer
        return said.key if said else ""

    def publication(self, article: ArticleId | None = None) -> Publication:
        """Return the publication of an article on the site."""
        with self.desk.place.database.reading() as records:
            found = records.publications.find(article or self.article, self.site.id)
        assert found is not None
        return found

    def posts(self, statuses: str = "'publish','future','draft','pending','private'") -> list[str]:
        """Return the titles of all posts in the site's database, by id."""
        rows = self.wordpress.ask(
            "SELECT post_title FROM wp_posts WHERE post_type='post' AND post_title<>'Hello world!'"
            f" AND post_title<>'Auto Draft' AND post_status IN ({statuses}) ORDER BY ID"
        )
        return [row[0] for row in rows]

    def raw(self, name: str, article: ArticleId | None = None) -> str:
        """Return a column of the article's post in the site's database."""
        number = self.publication(article).remote_id
        rows = self.wordpress.ask(f"SELECT {name} FROM wp_posts WHERE ID={number}")
        return rows[0][0]

    def raw_there(self) -> str:
        """Return the text of the article's post as PHP has it."""
        post = self.publication().remote_id
        return str(self.wordpress.run(f"return get_post({post})->post_content;"))

    def edit_there(self, **fields: str) -> None:
        """Let the colleague change the post in the site's own editor."""
        given = "".join(f"'{name}' => {_php(text)}, " for name, text in fields.items())
        user, post = self.wordpress.user_id("colleague"), self.publication().remote_id
        self.wordpress.run(
            f"wp_set_current_user({user});"
            f"return wp_update_post(wp_slash(array('ID' => {post}, {given})));"
        )

    def replace_there(self, old: str, new: str) -> None:
        """Let the colleague replace words in the text of the post."""
        text = self.raw_there()
        assert old in text, text
        self.edit_there(post_content=text.replace(old, new))


_LANGUAGES = {"vi": VIETNAMESE, "en": ENGLISH, "zh": CHINESE}


def _php(text: str) -> str:
    return "'" + re.sub(r"(['\\])", r"\\\1", text) + "'"


def open_pressroom(
    folder: Path,
    wordpress: WordPress,
    *,
    account: str = "editor",
    url: str = "",
    patience: Patience = PATIENCE,
    at: datetime | None = None,
) -> Pressroom:
    """Return a desk in ``folder`` with an account on a WordPress, perhaps by way of a proxy."""
    clock = Clock(at or real_now())
    desk = empty_desk(folder, clock)
    user, password = wordpress.user(account)
    root = url or wordpress.url
    site = Site(
        SiteId(new_id()), "Courier", SiteKind.WORDPRESS, root, f"{root}/wp-json/", account=user
    )
    section = Section(
        SectionId(new_id()), 1, _names("Thế giới", "World"), _names("the-gioi", "world")
    )
    wordpress.run(
        "wp_insert_term('Thế giới', 'category', array('slug' => 'the-gioi'));"
        "return wp_insert_term('World', 'category', array('slug' => 'world')) ? 1 : 0;"
    )
    with desk.place.database.writing() as records:
        records.sites.add(site)
        records.sections.put(section)
    secrets = MemorySecrets()
    lines = SiteLines(lambda: secrets, patience=patience)
    lines.sign_in(site.id, password)
    pages = PageService(desk.place, read_theme)
    publishing = PublishingService(desk.place, pages, lines)
    return Pressroom(desk, clock, wordpress, lines, site, publishing, section.id)


def _names(vietnamese: str, english: str) -> dict[Language, str]:
    return {VIETNAMESE: vietnamese, ENGLISH: english}


def states(room: Pressroom) -> Iterable[OutboxState]:
    """Return the states of all entries."""
    return [row.state for row in room.publishing.outbox()]


__all__ = ["BODY", "Pressroom", "open_pressroom", "picture", "real_now", "replace", "states"]
