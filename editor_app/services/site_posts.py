"""Posts that were written on a site: shown as what could be taken in, and taken in by choice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_posts import marker_in
from editor_app.connectors.wordpress_values import PostStub, RemotePost
from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.errors import Refused
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import (
    ArticleId,
    Language,
    PersonId,
    PublicationId,
    SiteId,
    StoryId,
    new_id,
)
from editor_app.domain.messages import Message
from editor_app.domain.photo import DeskCaption
from editor_app.domain.site import Publication, RemoteStatus, Site
from editor_app.domain.story import Credited, Role, Story
from editor_app.formats.wordpress_lines import line_words
from editor_app.services.history import keep_revision
from editor_app.services.post_base import NO_BASE, Guide, PostBase, remembered
from editor_app.services.post_history import time_seen
from editor_app.services.post_status import TRASH
from editor_app.services.post_writing import language_there
from editor_app.services.pull_posts import PostPull
from editor_app.services.pull_states import kept_state, log_line
from editor_app.services.pulling import PullService
from editor_app.services.rewriting import rewrite
from editor_app.services.site_versions import SECTION, SiteVersion
from editor_app.services.translations import TranslationService
from editor_app.services.workplace import Progress, Workplace, silent
from editor_app.storage.records import Records
from editor_app.text.blocks import join
from editor_app.text.folding import fold
from editor_app.text.languages import guess_language

WORDS_OF_A_NAME = 4


@dataclass(frozen=True)
class SitePost:
    """A post on a site that is nobody's here. ``date`` is None for a draft without one."""

    id: int
    title: str
    date: datetime | None
    author: str
    status: RemoteStatus
    language: Language
    link: str


@dataclass(frozen=True)
class TakenPost:
    """What became of a post that was taken in."""

    post: int
    story: StoryId
    article: ArticleId
    headline: str
    language: Language


@dataclass(frozen=True)
class TakenPosts:
    """All that were taken in together."""

    posts: tuple[TakenPost, ...]
    changes: Changes


@dataclass(frozen=True)
class _Read:
    """A post in our terms, before anything is made of it."""

    found: RemotePost
    language: Language
    sure: bool
    base: PostBase
    guide: Guide
    author: str
    seen: datetime | None


class SitePostService:
    """The verbs on posts that were written on a site."""

    def __init__(self, place: Workplace, pulling: PullService) -> None:
        """Work on this desk, with what ``pulling`` reads posts by."""
        self._place, self._pulling = place, pulling
        self._translations = TranslationService(place)

    def listing(self, site_id: SiteId, *, whole: bool = False) -> tuple[SitePost, ...]:
        """Return what could be taken in, newest first: of the newest hundred posts, or of all.

        A post that a desk is still making, this one or another, is left out: given another slug, it
        would not be found again by the desk that lost the answer, which would make a second one.
        Asks the site: three requests for a hundred. Raises the troubles of the connection.
        """
        with self._place.database.reading() as records:
            site = records.sites.get(site_id)
            ours = _numbers(records, site)
        _, line, _pull = self._pulling.parts(site)
        stubs: Iterable[PostStub] = line.posts.sweep().stubs if whole else line.posts.newest()
        fresh = [stub for stub in stubs if stub.id not in ours and not marker_in(stub.slug)]
        wanted = [stub.id for stub in fresh if stub.status != TRASH]
        posts = line.posts.read_many(wanted, named=False)
        people = line.people({post.author for post in posts.values() if post.author})
        names = {number: person.name for number, person in people.items()}
        with self._place.database.reading() as records:
            return tuple(
                _listed(records, site, posts[number], names)
                for number in sorted(posts, reverse=True)
            )

    def take_in(
        self,
        site_id: SiteId,
        posts: Sequence[int],
        language: Language | None = None,
        progress: Progress = silent,
    ) -> TakenPosts:
        """Make stories of posts; those that the site links as translations become one story.

        ``language`` goes before what the site says of it. Each gets a publication that agrees with
        what was read. Raises Refused for a post that is ours, still being made, gone, or in no
        language of the desk, and the troubles of the connection; nothing is made then.
        """
        with self._place.database.reading() as records:
            site = records.sites.get(site_id)
            ours = _numbers(records, site)
        known = next((number for number in posts if number in ours), None)
        if known is not None:
            raise Refused("post-is-ours", number=known)
        _, line, pull = self._pulling.parts(site)
        read = self._read(site, line, pull, posts, language, progress)
        taken: list[TakenPost] = []
        with self._place.database.writing() as records:
            for one in read:
                taken.append(self._kept(records, site, one, ours, taken))
        ids = frozenset(one.article for one in taken)
        stories = frozenset(one.story for one in taken)
        return TakenPosts(tuple(taken), Changes(stories, ids, vocabulary=True))

    def _read(
        self,
        site: Site,
        line: WordPress,
        pull: PostPull,
        wanted: Sequence[int],
        language: Language | None,
        progress: Progress,
    ) -> list[_Read]:
        found = line.posts.read_many(wanted)
        read = []
        for place, number in enumerate(dict.fromkeys(wanted)):
            progress(place, len(wanted), Message("pulling", {"site": site.name}))
            post = found.get(number)
            if post is None or post.status == TRASH:
                raise Refused("post-not-there", number=number, site=site.name)
            if marker_in(post.slug):
                raise Refused("post-being-made", number=number)
            with self._place.database.reading() as records:
                spoken, sure = _spoken(records, site, post, language)
            base = pull.read(post, NO_BASE, spoken, "")
            author = pull.history.name_of(post.author) if post.author else ""
            seen = time_seen(post, line)
            read.append(_Read(post, spoken, sure, base, pull.guide(spoken), author, seen))
        return read

    # -- inside the transaction

    def _kept(
        self,
        records: Records,
        site: Site,
        one: _Read,
        ours: Mapping[int, ArticleId],
        taken: Sequence[TakenPost],
    ) -> TakenPost:
        for block in one.base.content.foreign:
            records.foreign.put(block)
        version = one.base.version(one.guide).cleaned()
        siblings = {**ours, **{post.post: post.article for post in taken}}
        article = self._article(records, one, version, siblings)
        article = _filled(records, self._place, article, version)
        keep_revision(records, self._place, article, RevisionReason.TAKEN_IN)
        self._publication(records, site, one, article)
        headline = article.headline
        return TakenPost(one.found.id, article.story, article.id, headline, one.language)

    def _article(
        self,
        records: Records,
        one: _Read,
        version: SiteVersion,
        siblings: Mapping[int, ArticleId],
    ) -> Article:
        """Begin the article: in the story of a translation of it, or in one of its own."""
        for sibling in one.found.translations.values():
            if sibling in siblings:
                source = records.articles.get(siblings[sibling])
                versions = records.articles.of_story(source.story)
                if all(item.language != one.language for item in versions):
                    return self._translations.begin(records, source.story, one.language)
        story = _story(records, one, version, self._place.now())
        records.stories.add(story)
        article = Article(ArticleId(new_id()), story.id, one.language, self._place.now())
        records.articles.add(article)
        return article

    def _publication(self, records: Records, site: Site, one: _Read, article: Article) -> None:
        fresh = Publication(PublicationId(new_id()), article.id, site.id, new_id())
        known = replace(remembered(fresh, one.base, one.found), seen_modified=one.seen)
        after = kept_state(known, fresh, one.found, self._place.now())
        records.publications.put(after)
        fields = {"site": site.name, "address": one.found.link, "name": one.author}
        records.log.add(log_line(self._place, after, Message("log-post-taken-in", fields)))
        if after.first_published is not None:
            now = records.articles.get(article.id)
            records.articles.save(replace(now, published=after.first_published), now.version)


def _numbers(records: Records, site: Site) -> dict[int, ArticleId]:
    """Return the posts of a site that are ours, also by way of another account there."""
    same = {one.id for one in records.sites.all() if one.target == site.target}
    known = (one for one in records.publications.standing() if one.site in same)
    return {int(one.remote_id): one.article for one in known if one.remote_id.isdecimal()}


def _listed(records: Records, site: Site, post: RemotePost, names: Mapping[int, str]) -> SitePost:
    states = {"publish": RemoteStatus.PUBLIC, "future": RemoteStatus.SCHEDULED}
    return SitePost(
        post.id,
        line_words(post.title),
        post.date,
        names.get(post.author, ""),
        states.get(post.status, RemoteStatus.DRAFT),
        _spoken(records, site, post, None)[0],
        post.link,
    )


def _spoken(
    records: Records, site: Site, post: RemotePost, asked: Language | None
) -> tuple[Language, bool]:
    """Return the language of a post and whether that is sure.

    Raises Refused when the desk has no edition in the language that was ``asked`` for.
    """
    editions = [edition.language for edition in records.editions.all()]
    if asked is not None:
        if asked not in editions:
            raise Refused("no-edition", language=asked)
        return asked, True
    told = (post.lang or "").casefold()
    for language in editions:
        if told and told in {language_there(site, language).casefold(), language.casefold()}:
            return language, True
    mapped = [language for language in editions if language in site.languages]
    if len(mapped) == 1:
        return mapped[0], True
    guessed = guess_language(f"{line_words(post.title)}\n{line_words(post.content)}")
    return (guessed if guessed in editions else editions[0]), False


def _story(records: Records, one: _Read, version: SiteVersion, now: datetime) -> Story:
    section = one.base.section(one.guide)
    uncertain = {*(() if one.sure else ("language",)), *(() if section else (SECTION,))}
    return Story(
        StoryId(new_id()),
        " ".join(version.fields.get("headline", "").split()[:WORDS_OF_A_NAME]),
        one.language,
        now,
        section=section,
        byline=tuple(Credited(person, Role.REPORTER) for person in _persons(records, one.author)),
        tags=version.tags or (),
        uncertain=frozenset(uncertain),
    )


def _persons(records: Records, name: str) -> Collection[PersonId]:
    """Return the person of the desk with that name; an account of the site is nobody's byline."""
    wanted = fold(name)
    people = records.persons.all()
    found = (
        one.id for one in people if wanted and any(fold(n) == wanted for n in one.names.values())
    )
    first = next(found, None)
    return () if first is None else (first,)


def _filled(records: Records, place: Workplace, article: Article, version: SiteVersion) -> Article:
    """Write the texts of a post into a new article, with what it says of its photos."""
    filled = rewrite(records, place, article, version.fields, join(version.blocks or ()))
    for use in records.uses.of_article(filled.id):
        said = version.captions.get(use.photo, DeskCaption())
        records.uses.save(replace(use, caption=said.caption, alt=said.alt))
    return filled
