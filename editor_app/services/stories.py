"""Stories: the list, one story with all that belongs to it, making, changing, throwing away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypedDict, Unpack

from editor_app.domain.article import Article, ArticleStatus, Shown
from editor_app.domain.changes import Changes
from editor_app.domain.errors import Refused
from editor_app.domain.ids import (
    ArticleId,
    Language,
    OutletId,
    PersonId,
    PhotoId,
    SectionId,
    SiteId,
    StoryId,
    TagId,
    new_id,
)
from editor_app.domain.link import field_address
from editor_app.domain.messages import Message
from editor_app.domain.shown import Progress, shown_state
from editor_app.domain.site import Publication, SiteKind, Wish
from editor_app.domain.story import Credited, Origin, Story
from editor_app.formats.wordpress_foreign import card_name
from editor_app.services.confidential import taught
from editor_app.services.embargoes import refuse_broken, refuse_scheduled
from editor_app.services.field_states import recalled_fields
from editor_app.services.links import refresh_links
from editor_app.services.views import Created, ListQuery, Pip, StoryRow, StoryView
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.storage.records.articles import ArticleHead
from editor_app.storage.records.memory_rows import Row
from editor_app.text.blocks import foreign_of, photo_of
from editor_app.text.cleaning import clean, one_line
from editor_app.text.folding import fold
from editor_app.text.slugs import slug as slug_of

KEPT_IN_TRASH = timedelta(days=30)
PAGE = 500
"""Stories whose facts are read together before any others are."""

WORDS = ("dateline", "push", "home", "social", "seo")
"""The fields of words that ``change_article`` sets; the others are typed, and go by drafts."""


SEARCHED = 200
"""Articles that a typed text finds at most; who wants others types another letter."""


class StoryFields(TypedDict, total=False):
    """The fields of a story that ``StoryService.change`` sets."""

    slug_word: str
    section: SectionId | None
    origin: Origin
    outlets: tuple[OutletId, ...]
    byline: tuple[Credited, ...]
    tags: tuple[TagId, ...]
    uncertain: frozenset[str]
    holder: PersonId | None
    due: datetime | None
    embargo: datetime | None
    sensitive: bool


class ArticleFields(TypedDict, total=False):
    """The fields of an article that ``StoryService.change_article`` sets; texts go by drafts."""

    slug: str
    status: ArticleStatus
    planned: datetime | None
    dateline: str
    push: str
    home: str
    social: str
    seo: str


class StoryService:
    """The verbs on stories and language versions."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place

    def rows(self, query: ListQuery, limit: int = 500) -> tuple[StoryRow, ...]:
        """Return the lines of the list, newest first; a text ranks titles before bodies."""
        now = self._place.now()
        with self._place.database.reading() as records:
            return tuple(islice(_rows(records, query, now), limit))

    def view(self, story_id: StoryId) -> StoryView:
        """Return the story with all its language versions. Raises NotFound."""
        with self._place.database.reading() as records:
            return story_view(records, story_id, self._place.now())

    def find(self, text: str) -> StoryId:
        """Return the story with that id, id prefix or slug word. Raises NotFound, Ambiguous."""
        with self._place.database.reading() as records:
            return records.stories.find(clean(text).text).id

    def find_article(self, text: str) -> Article:
        """Return the article with that id, prefix or STORY/LANG. Raises NotFound, Ambiguous."""
        with self._place.database.reading() as records:
            return records.articles.find(clean(text).text)

    def create(self, language: Language, section: SectionId | None = None) -> Created:
        """Make an empty story whose source is written in ``language``."""
        now = self._place.now()
        story = Story(StoryId(new_id()), "", language, now, section=section)
        article = Article(ArticleId(new_id()), story.id, language, now)
        with self._place.database.writing() as records:
            records.stories.add(story)
            records.articles.add(article)
        changes = Changes(stories=frozenset({story.id}), articles=frozenset({article.id}))
        changes = changes.undone_by(Message("story-made"), lambda: self.trash(story.id))
        return Created(story.id, article.id, changes)

    def change(self, story_id: StoryId, seen: int, **fields: Unpack[StoryFields]) -> Changes:
        """Set fields of a story that was seen in version ``seen``.

        A story that is called confidential takes its pairs out of the memory. Raises
        ChangedMeanwhile, and Refused for an embargo that a site would break by itself.
        """
        return self._change(story_id, seen, fields)

    def _change(
        self, story_id: StoryId, seen: int, fields: StoryFields, pairs: Sequence[Row] = ()
    ) -> Changes:
        """Set fields of a story; ``pairs`` are what the memory lost when it became confidential."""
        with self._place.database.writing() as records:
            before = records.stories.get(story_id)
            after = replace(before, **fields)
            after = replace(after, slug_word=" ".join(clean(after.slug_word).text.split()))
            if after.origin != before.origin:
                after = replace(after, origin=_with_web_address(after.origin))
            records.stories.save(after, seen)
            versions = records.articles.of_story(story_id)
            until = after.embargo
            if until is not None and until != before.embargo and until > self._place.now():
                refuse_broken(records, versions, until)
            if after.slug_word != before.slug_word and after.trashed is None:
                for version in versions:
                    records.search.index(version, after.slug_word)
            known = taught(records, self._place, before, after, versions, pairs)
            articles = frozenset(version.id for version in versions)
        kept = StoryFields(**{name: getattr(before, name) for name in fields})  # type: ignore[typeddict-item]  # the names come from a StoryFields
        stories = frozenset({story_id})
        changes = Changes(stories=stories, articles=articles, memory=known.changed)
        return changes.undone_by(
            _changed(fields), lambda: self._change(story_id, seen + 1, kept, known.gone)
        )

    def change_article(
        self, article_id: ArticleId, seen: int, **fields: Unpack[ArticleFields]
    ) -> Changes:
        """Set fields of an article that was seen in version ``seen``. Raises ChangedMeanwhile."""
        with self._place.database.writing() as records:
            before = records.articles.get(article_id)
            after = _set(before, fields)
            saved = records.articles.save(after, seen)
            changed = {
                field_address(article_id, name): (before.field(name), after.field(name))
                for name in WORDS
                if before.field(name) != after.field(name)
            }
            if changed:
                back = recalled_fields(records, self._place, saved, changed)
                refresh_links(records, self._place, saved, frozenset(changed) - back)
        kept = ArticleFields(**{name: getattr(before, name) for name in fields})  # type: ignore[typeddict-item]  # the names come from an ArticleFields
        changes = Changes(stories=frozenset({before.story}), articles=frozenset({article_id}))
        return changes.undone_by(
            _changed(fields), lambda: self.change_article(article_id, seen + 1, **kept)
        )

    def trash(self, story_id: StoryId) -> Changes:
        """Put the story into the trash for 30 days. Raises Refused while a site will publish it."""
        return self._set_trashed(story_id, self._place.now()).undone_by(
            Message("story-trashed"), lambda: self.restore(story_id)
        )

    def restore(self, story_id: StoryId) -> Changes:
        """Take the story out of the trash."""
        return self._set_trashed(story_id, None).undone_by(
            Message("story-restored"), lambda: self.trash(story_id)
        )

    def delete(self, story_id: StoryId) -> Changes:
        """Delete a trashed story for good.

        Raises Refused when it is not in the trash, or still stands on a site: deleting it would
        take its page away without a word at the next publishing.
        """
        with self._place.database.writing() as records:
            story = records.stories.get(story_id)
            if story.trashed is None:
                raise Refused("delete-needs-trash")
            if _on_a_site(records, story_id):
                raise Refused("delete-on-site", name=story.slug_word)
            records.stories.remove(story_id)
        return Changes(stories=frozenset({story_id}))

    def clear_trash(self) -> Changes:
        """Delete for good what has been in the trash for more than 30 days.

        What still stands on a site is kept until it is withdrawn there.
        """
        old = self._place.now() - KEPT_IN_TRASH
        with self._place.database.writing() as records:
            gone = [
                story.id
                for story in records.stories.all(trashed=True)
                if story.trashed is not None and story.trashed < old
                if not _on_a_site(records, story.id)
            ]
            records.stories.remove(*gone)
        return Changes(stories=frozenset(gone))

    def _set_trashed(self, story_id: StoryId, when: datetime | None) -> Changes:
        with self._place.database.writing() as records:
            story = records.stories.get(story_id)
            records.stories.save(replace(story, trashed=when), story.version)
            articles = records.articles.of_story(story_id)
            if when is not None:
                refuse_scheduled(records, articles, story.slug_word, when)
            for article in articles:
                if when is None:
                    records.search.index(article, story.slug_word)
                else:
                    records.search.remove(article.id)
        ids = frozenset(article.id for article in articles)
        return Changes(stories=frozenset({story_id}), articles=ids)


def _with_web_address(origin: Origin) -> Origin:
    """Return where a story came from; a link that names no scheme is one of the web."""
    url = "".join(clean(origin.url).text.split())
    web = not url or url.lower().startswith(("https://", "http://"))
    return replace(origin, url=url if web else f"https://{url}")


def _changed(fields: Iterable[str]) -> Message:
    """Say which fields were changed; that a mark went with one of them need not be said."""
    named = [name for name in fields if name != "uncertain"] or ["uncertain"]
    return Message("fields-changed", {"fields": ",".join(named)})


def story_view(records: Records, story_id: StoryId, now: datetime) -> StoryView:
    """Gather one story from open records; ``StoryService.view`` for the window."""
    story = records.stories.get(story_id)
    articles = records.articles.of_story(story_id)
    uses = {article.id: records.uses.of_article(article.id) for article in articles}
    publications = {item.id: records.publications.of_article(item.id) for item in articles}
    corrections = records.corrections.of(story_id)
    conflicted = records.conflicts.open_articles()
    known = {article.id: records.progress.get(article.id) for article in articles}
    progress = {
        article.id: known[article.id] or Progress()
        for article in articles
        if article.translated_from
    }
    shown = {
        article.id: shown_state(
            article.status,
            progress.get(article.id),
            publications[article.id],
            corrected=bool(corrections),
            conflict=article.id in conflicted,
            now=now,
        )
        for article in articles
    }
    photos = records.photos.of_articles([article.id for article in articles])
    blocks = (block for article in articles for block in article.body)
    placed = {found for block in blocks if (found := foreign_of(block))}
    foreign = {key: card_name(block) for key, block in records.foreign.some(placed).items()}
    return StoryView(
        story, articles, uses, photos, publications, shown, progress, corrections, foreign
    )


def lead_photo(article: Article) -> PhotoId | None:
    """Return the first photo of the body, which is the lead."""
    return next((found for block in article.body if (found := photo_of(block))), None)


def _set(before: Article, fields: ArticleFields) -> Article:
    """Return the article with these fields, their texts cleaned as typed ones are."""
    after = replace(before, **fields)
    words: dict[str, Any] = {name: one_line(clean(after.field(name)).text) for name in WORDS}
    after = replace(after, **words)
    if "slug" in fields:
        after = replace(after, slug=slug_of(clean(after.slug).text, after.language))
    return after


def _on_a_site(records: Records, story_id: StoryId) -> bool:
    """Say whether readers can see a language version of the story."""
    there = records.publications.standing(among=(story_id,))
    return any(item.for_readers for item in there)


def _rows(records: Records, query: ListQuery, now: datetime) -> Iterator[StoryRow]:
    """Yield the lines of the list; what is not asked for is not read."""
    for stories, ids in _pages(records, query):
        facts = _facts(records, ids)
        for story in stories:
            if _wanted(story, facts, query):
                row = _row(story, facts, now)
                if not query.shown or row.shown in query.shown:
                    yield row


def _pages(
    records: Records, query: ListQuery
) -> Iterator[tuple[tuple[Story, ...], tuple[StoryId, ...] | None]]:
    """Yield stories, with their ids when they are so few that only their facts are to be read."""
    if query.text.strip():
        found = _in_trash(records, query) if query.trashed else _found(records, query)
        yield found, tuple(story.id for story in found)
        return

    def newest(limit: int, skip: int) -> tuple[Story, ...]:
        return records.stories.newest(
            limit, skip, section=query.section, holder=query.mine, trashed=query.trashed
        )

    first = newest(PAGE, 0)
    yield first, tuple(story.id for story in first)
    if len(first) == PAGE:
        yield newest(-1, PAGE), None


def _found(records: Records, query: ListQuery) -> tuple[Story, ...]:
    """Return the stories with the typed words, titles first, then the newest."""
    ids = records.search.stories(clean(query.text).text, query.language, limit=SEARCHED)
    stories = records.stories.some(ids)
    return tuple(stories[story] for story in ids if story in stories)


def _in_trash(records: Records, query: ListQuery) -> tuple[Story, ...]:
    """Return the stories in the trash with the typed words in a title; the index has none."""
    wanted = fold(clean(query.text).text.strip())
    stories = records.stories.all(trashed=True)
    titles = {story.id: [story.slug_word] for story in stories}
    for head in records.articles.heads(among=tuple(titles)):
        titles[head.story].append(head.headline)
    return tuple(
        story for story in stories if any(wanted in fold(title) for title in titles[story.id])
    )


@dataclass(frozen=True)
class _Facts:
    """What the lines of the list are made of, read in a handful of queries."""

    heads: Mapping[StoryId, tuple[ArticleHead, ...]]
    progress: Mapping[ArticleId, Progress]
    publications: Mapping[ArticleId, tuple[Publication, ...]]
    corrected: frozenset[StoryId]
    conflicted: frozenset[ArticleId]
    names: Mapping[PersonId, Mapping[Language, str]]
    languages: tuple[Language, ...]
    keep_times: frozenset[SiteId]


def _facts(records: Records, among: tuple[StoryId, ...] | None) -> _Facts:
    heads: dict[StoryId, tuple[ArticleHead, ...]] = {}
    for head in records.articles.heads(among=among):
        heads[head.story] = (*heads.get(head.story, ()), head)
    return _Facts(
        heads,
        records.progress.all(among=among),
        _by_article(records.publications.standing(among=among)),
        records.corrections.corrected(),
        records.conflicts.open_articles(),
        {person.id: person.names for person in records.persons.all()},
        tuple(edition.language for edition in records.editions.all()),
        frozenset(site.id for site in records.sites.all() if site.kind is not SiteKind.FOLDER),
    )


def _row(story: Story, facts: _Facts, now: datetime) -> StoryRow:
    heads = facts.heads.get(story.id, ())
    states = {
        head.language: shown_state(
            head.status,
            facts.progress.get(head.id, Progress()) if head.translated_from else None,
            facts.publications.get(head.id, ()),
            corrected=story.id in facts.corrected,
            conflict=head.id in facts.conflicted,
            now=now,
        )
        for head in heads
    }
    source = next((head for head in heads if not head.translated_from), None)
    return StoryRow(
        story.id,
        story.slug_word or (source.headline if source else ""),
        source.headline if source else "",
        _story_state(states, facts.languages),
        _name(facts.names, story.holder),
        _when(story, heads, facts),
        tuple((language, _pip(states.get(language))) for language in facts.languages),
        source.lead if source else None,
        story.section,
        any(_unaccepted(facts, head.id) for head in heads),
    )


def _unaccepted(facts: _Facts, article: ArticleId) -> bool:
    """Say whether an article is scheduled on a site that keeps times and has not taken it."""
    return any(
        known.site in facts.keep_times and known.wish is Wish.SCHEDULE and not known.for_readers
        for known in facts.publications.get(article, ())
    )


def _by_article(
    publications: tuple[Publication, ...],
) -> dict[ArticleId, tuple[Publication, ...]]:
    grouped: dict[ArticleId, tuple[Publication, ...]] = {}
    for publication in publications:
        grouped[publication.article] = (*grouped.get(publication.article, ()), publication)
    return grouped


_URGENCY = (
    Shown.CONFLICT,
    Shown.SOURCE_CHANGED,
    Shown.IN_TRANSLATION,
    Shown.NOT_STARTED,
    Shown.DRAFT,
    Shown.FOR_APPROVAL,
    Shown.APPROVED,
    Shown.SCHEDULED,
    Shown.WITHDRAWN,
    Shown.CORRECTED,
    Shown.PUBLISHED,
)


def _story_state(states: Mapping[Language, Shown], languages: tuple[Language, ...]) -> Shown:
    """Return the state of the language version that needs an editor most."""
    if not states:
        return Shown.NOT_STARTED
    worst = min(states.values(), key=_URGENCY.index)
    begun = set(states) & set(languages)
    if worst is Shown.NOT_STARTED and len(begun) == 1:
        return Shown.NOT_STARTED
    return Shown.IN_TRANSLATION if worst is Shown.NOT_STARTED else worst


def _pip(state: Shown | None) -> Pip:
    if state is None or state is Shown.NOT_STARTED:
        return Pip.EMPTY
    if state in {Shown.CONFLICT, Shown.SOURCE_CHANGED}:
        return Pip.ALERT
    if state in {Shown.DRAFT, Shown.IN_TRANSLATION, Shown.FOR_APPROVAL}:
        return Pip.HALF
    return Pip.FULL


def _name(names: Mapping[PersonId, Mapping[Language, str]], holder: PersonId | None) -> str:
    if holder is None or holder not in names:
        return ""
    return next(iter(names[holder].values()), "")


def _when(story: Story, heads: tuple[ArticleHead, ...], facts: _Facts) -> datetime | None:
    planned = [at for head in heads for at in _hours(head, facts)]
    published = [head.published for head in heads if head.published is not None]
    if story.due is not None:
        return story.due
    return min(planned) if planned else max(published, default=None)


def _hours(head: ArticleHead, facts: _Facts) -> list[datetime]:
    """Return the hours for which a version stands on sites, else the one that is planned."""
    hours = [one.goes_out for one in facts.publications.get(head.id, ())]
    return [at for at in hours if at is not None] or ([head.planned] if head.planned else [])


def _wanted(story: Story, facts: _Facts, query: ListQuery) -> bool:
    """Say whether a story belongs into the list, its state apart."""
    if query.section is not None and story.section != query.section:
        return False
    if query.mine is not None and story.holder != query.mine:
        return False
    heads = facts.heads.get(story.id, ())
    return query.language is None or any(head.language == query.language for head in heads)
