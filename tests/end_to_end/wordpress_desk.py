"""A whole desk as the program opens it, with an account on a WordPress behind a proxy."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from editor_app.domain.ids import (
    CHINESE,
    ENGLISH,
    VIETNAMESE,
    ArticleId,
    Language,
    StoryId,
    TagId,
    new_id,
)
from editor_app.domain.link import State, field_address
from editor_app.domain.messages import Message
from editor_app.domain.photo import Rights, RightsStatus
from editor_app.domain.site import OutboxState, Publication, Site
from editor_app.domain.vocabulary import Tag
from editor_app.sentences import sentence
from editor_app.services.preferences import SettingsService
from editor_app.services.syncing import SyncReport
from editor_app.services.workplace import Progress, silent
from editor_app.storage.secrets import MemorySecrets
from editor_app.wiring import Desk, new_desk, open_desk
from tests.end_to_end.wordpress_material import CREDIT, PLACES, WORDS, Words, photographs
from tests.servers.wordpress import WordPress

SECTION = "Văn hóa"
FERRY, BOOKS = "Bến phà", "Sách"


@dataclass
class Newsroom:
    """A desk with a story in three languages, and the site that it goes to."""

    desk: Desk
    site: Site
    story: StoryId
    articles: dict[Language, ArticleId]
    began: float = field(default_factory=time.monotonic)

    # -- writing

    def markdown(self, language: Language) -> str:
        """Return the body of a language version."""
        return self.desk.stories.find_article(self.articles[language]).markdown

    def write(self, language: Language, old: str, new: str) -> None:
        """Change words in the body of a language version, as typing does."""
        body = self.markdown(language)
        assert body.count(old) == 1, body
        self.type(language, body=body.replace(old, new))

    def type(self, language: Language, **texts: str) -> None:
        """Type whole texts of fields of a language version."""
        for part, text in texts.items():
            self.desk.drafts.save(self.articles[language], part, text)
        self.desk.drafts.settle(self.articles[language])

    def tags(self) -> tuple[TagId, ...]:
        """Return the tags of the story."""
        return self.desk.stories.view(self.story).story.tags

    # -- sending

    def sync(self, progress: Progress = silent) -> SyncReport:
        """Sync without waiting for the seconds of Undo."""
        return self.desk.syncing.sync(self.site.id, progress, at_once=True)

    def send_drafts(self, *languages: Language) -> None:
        """Ask for language versions to go to the site as drafts."""
        self.desk.publishing.send_draft(self.site.id, [self.articles[one] for one in languages])

    def publish(self, *languages: Language, at: datetime | None = None) -> None:
        """Wish for language versions to be public, now or at an instant.

        What colleagues changed on the site leaves the others stale; the editor has seen that and
        lets them go out by name.
        """
        for language in languages:
            article = self.articles[language]
            self.desk.checks.overrule(article, self.desk.checks.report(article).errors)
        wanted = [(self.articles[language], at) for language in languages]
        self.desk.publishing.publish(self.site.id, wanted)

    def withdraw(self, language: Language) -> None:
        """Wish for a language version to be taken off."""
        self.desk.publishing.withdraw(self.articles[language], self.site.id)

    # -- looking

    def publication(self, language: Language) -> Publication:
        """Return what is known of a language version on the site."""
        known = self.desk.stories.view(self.story).publications[self.articles[language]]
        return next(one for one in known if one.site == self.site.id)

    def post(self, language: Language) -> int:
        """Return the number of a language version's post."""
        return int(self.publication(language).remote_id)

    def open_entries(self) -> list[tuple[OutboxState, str]]:
        """Return what waits in the outbox, each with what it says."""
        rows = [row for row in self.desk.publishing.outbox() if row.state.open]
        return [(row.state, row.answer.key if row.answer else "") for row in rows]

    def log_keys(self, language: Language) -> list[str]:
        """Return what the log of a language version says, oldest first."""
        return [line.key for line in reversed(self.desk.publishing.log(self.articles[language]))]

    def log_sentences(self, language: Language) -> list[str]:
        """Return what was sent and what came of a language version, in words."""
        lines = self.desk.publishing.log(self.articles[language])
        told = [line for line in lines if line.key.startswith("log-")]
        return [sentence(Message(line.key, line.fields)) for line in told]


def open_newsroom(
    folder: Path, wordpress: WordPress, account: str, url: str, settings: SettingsService
) -> Newsroom:
    """Make a desk, sign in to the site at ``url``, and write the story."""
    wordpress.run(
        f"return wp_insert_term('{SECTION}', 'category', ['slug' => 'van-hoa'])['term_id'];"
    )
    new_desk(folder)
    secrets = MemorySecrets()
    desk = open_desk(folder, settings=settings, secrets=lambda: secrets)
    try:
        site, _ = desk.accounts.add_wordpress("Courier", url, *wordpress.user(account))
        story, articles = write_story(desk)
    except BaseException:
        desk.close()
        raise
    return Newsroom(desk, site, story, articles)


def write_story(desk: Desk) -> tuple[StoryId, dict[Language, ArticleId]]:
    """Write the report, give it its photos, section and tag, and translate it row by row."""
    section = next(one for one in desk.vocabulary.sections() if one.names[VIETNAMESE] == SECTION)
    made = desk.stories.create(VIETNAMESE, section.id)
    words = WORDS[VIETNAMESE]
    for part, text in (
        ("headline", words.headline),
        ("standfirst", words.standfirst),
        ("body", "\n\n".join(words.blocks)),
    ):
        desk.drafts.save(made.article, part, text)
    desk.drafts.settle(made.article)
    _add_photos(desk, made.story, made.article)
    ferry = _tag(desk, FERRY, "Ferries", "渡口")
    _tag(desk, BOOKS, "Books", "图书")
    seen = desk.stories.view(made.story).story.version
    desk.stories.change(made.story, seen, tags=(ferry,))
    articles = {VIETNAMESE: made.article}
    for language in (ENGLISH, CHINESE):
        articles[language] = desk.translations.start(made.story, language).article
        _translate(desk, made.article, articles[language], WORDS[language])
    return made.story, articles


def _tag(desk: Desk, vietnamese: str, english: str, chinese: str) -> TagId:
    labels = {VIETNAMESE: vietnamese, ENGLISH: english, CHINESE: chinese}
    tag = Tag(TagId(new_id()), labels)
    desk.vocabulary.put_tag(tag)
    return tag.id


def _add_photos(desk: Desk, story: StoryId, article: ArticleId) -> None:
    blocks = desk.stories.find_article(article).body
    words = WORDS[VIETNAMESE]
    for number, data in enumerate(photographs()):
        after = blocks[PLACES[number]].id
        attached = desk.photos.attach(article, data, f"pha-{number + 1}.jpg", after)
        desk.photos.describe(attached.use, words.captions[number], words.alts[number])
        photo = desk.photos.photo(attached.photo)
        rights = Rights(RightsStatus.CLEARED)
        desk.photos.change(photo.id, photo.version, credit=CREDIT, rights=rights)


def _translate(desk: Desk, source: ArticleId, article: ArticleId, words: Words) -> None:
    """Type each row of the source in turn, and confirm it."""
    fields = {
        field_address(source, "headline"): words.headline,
        field_address(source, "standfirst"): words.standfirst,
    }
    blocks = iter(words.blocks)
    said = {"caption": iter(words.captions), "alt": iter(words.alts)}
    for row in desk.translations.segments(article):
        if not row.sources or not row.source_text.strip():
            continue
        address = row.sources[0]
        if address.block is not None:
            text = next(blocks)
        else:
            text = fields.get(address) or next(said[address.part])
        desk.translations.write(article, row.sources, text, State.TRANSLATED)
