"""Articles with their blocks: rows and values."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from editor_app.domain.article import Article, ArticleStatus
from editor_app.domain.block import Block, BlockKind, Body
from editor_app.domain.ids import ArticleId, BlockId, Language, PhotoId, StoryId
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.facts import FactRecords
from editor_app.storage.records.links import LinkRecords
from editor_app.storage.records.names import article_named
from editor_app.storage.records.rows import AnyRow
from editor_app.storage.records.search import SearchRecords
from editor_app.storage.tables.photos import photo_uses
from editor_app.storage.tables.stories import articles, blocks, drafts

HEAD_COLUMNS = (
    "id",
    "story",
    "language",
    "created",
    "translated_from",
    "headline",
    "slug",
    "status",
    "planned",
    "published",
    "updated",
    "trashed",
    "version",
)


BODIES = 8
"""Bodies that one transaction keeps at hand."""

MANY = 500
"""Values given to one statement; SQLite takes 32,766."""

_ONE = select(articles).where(articles.c.id == bindparam("article"))
_BODY = select(blocks).where(blocks.c.article == bindparam("article")).order_by(blocks.c.place)
_OF_STORY = (
    select(articles)
    .where(articles.c.story == bindparam("story"))
    .order_by(articles.c.translated_from.is_not(None), articles.c.created, articles.c.id)
)

_ORIGINAL = articles.alias()
_LANGUAGES = (
    select(articles.c.language, _ORIGINAL.c.language.label("original"))
    .select_from(articles.outerjoin(_ORIGINAL, _ORIGINAL.c.id == articles.c.translated_from))
    .where(articles.c.id == bindparam("article"))
)

_LEAD = (
    select(blocks.c.text)
    .where(blocks.c.article == articles.c.id, text("blocks.kind = 'photo'"))
    .order_by(blocks.c.place)
    .limit(1)
    .scalar_subquery()
    .label("lead")
)
_ALL_HEADS = select(*(articles.c[name] for name in HEAD_COLUMNS), _LEAD).order_by(
    articles.c.story, articles.c.created, articles.c.id
)
_HEADS = _ALL_HEADS.where(articles.c.trashed.is_(None))
_TRASHED_HEADS = _ALL_HEADS.where(articles.c.trashed.is_not(None))

UPDATE_BLOCK = (
    update(blocks)
    .where(blocks.c.article == bindparam("new_article"), blocks.c.id == bindparam("new_id"))
    .values(place=bindparam("new_place"), kind=bindparam("new_kind"), text=bindparam("new_text"))
)


@dataclass(frozen=True)
class ArticleHead:
    """What a list says of an article, without texts. ``lead`` is the first photo of the body."""

    id: ArticleId
    story: StoryId
    language: Language
    created: datetime
    translated_from: ArticleId | None
    headline: str
    slug: str
    status: ArticleStatus
    planned: datetime | None
    published: datetime | None
    updated: datetime | None
    trashed: datetime | None
    version: int
    lead: PhotoId | None


class ArticleRecords:
    """The articles of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection, links: LinkRecords, search: SearchRecords) -> None:
        self._connection = connection
        self._links = links
        self._search = search
        self._bodies: dict[str, Body] = {}  # read in this transaction: the same ones are asked for

    def get(self, article: ArticleId) -> Article:
        """Return one article with its body; NotFound."""
        row = rows.one(self._connection, _ONE, article, {"article": article})
        return _article(row, self._body(article))

    def languages(self, article: ArticleId) -> tuple[Language | None, Language]:
        """Return what an article is translated from (None: it is a source) and into; NotFound."""
        row = rows.one(self._connection, _LANGUAGES, article, {"article": article})
        return row.original, row.language

    def add(self, article: Article) -> None:
        """Keep a new article."""
        rows.add(self._connection, articles, _values(article))
        self._keep_body(article.id, article.body)

    def save(self, article: Article, seen: int) -> Article:
        """Keep a changed article; ChangedMeanwhile unless its version is still ``seen``, NotFound.

        Blocks that did not change are not written again.
        """
        version = rows.save(self._connection, articles, _values(article), seen)
        self._keep_body(article.id, article.body)
        return replace(article, version=version)

    def of_story(self, story: StoryId) -> tuple[Article, ...]:
        """Return the language versions of a story, the source first, then as they were made."""
        found = self._connection.execute(_OF_STORY, {"story": story}).all()
        return tuple(_article(row, self._body(row.id)) for row in found)

    def heads(
        self, *, among: Collection[StoryId] | None = None, trashed: bool = False
    ) -> tuple[ArticleHead, ...]:
        """Return what lists need of all articles, or of those of some stories, in one query.

        Only articles that are themselves in the trash count as ``trashed``; a story in the trash
        is for the caller to leave out.
        """
        ordered = _TRASHED_HEADS if trashed else _HEADS
        if among is not None:
            ordered = ordered.where(articles.c.story.in_(list(among)))
        return tuple(_head(row) for row in self._connection.execute(ordered))

    def find(self, name: str) -> Article:
        """Return the article with that id, unique id prefix, or ``STORY/LANGUAGE``.

        STORY is a slug word, a slug, an id or a prefix of one. Raises NotFound, Ambiguous.
        """
        return self.get(article_named(self._connection, name))

    def remove(self, *gone: ArticleId) -> None:
        """Remove articles for good with their links, drafts, photo uses, revisions and index.

        What is kept by their names goes too: texts sent out, what a machine wrote, public pages.
        """
        for article in gone:
            self._bodies.pop(article, None)
            self._search.remove(article)
            self._links.remove_owners(article)
            uses = select(photo_uses.c.id).where(photo_uses.c.article == article)
            self._connection.execute(
                delete(drafts).where((drafts.c.owner == article) | drafts.c.owner.in_(uses))
            )
            self._connection.execute(delete(articles).where(articles.c.id == article))
        FactRecords(self._connection).remove_of(gone)

    def _body(self, article: str) -> Body:
        """Return the blocks of an article in order."""
        if article not in self._bodies:
            while len(self._bodies) >= BODIES:
                del self._bodies[next(iter(self._bodies))]
            found = self._connection.execute(_BODY, {"article": article}).all()
            self._bodies[article] = tuple(_block(row) for row in found)
        return self._bodies[article]

    def _keep_body(self, article: ArticleId, body: Body) -> None:
        """Write the blocks that differ from what is kept, and take out those that are gone."""
        self._bodies.pop(article, None)
        found = self._connection.execute(_BODY, {"article": article})
        kept = {row.id: row._asdict() for row in found}
        wanted = {
            block.id: {
                "article": article,
                "id": block.id,
                "place": place,
                "kind": block.kind.value,
                "text": block.text,
            }
            for place, block in enumerate(body)
        }
        if len(wanted) != len(body):
            raise ValueError(f"A block id stands twice in the body of article {article}.")
        gone = [block for block in kept if block not in wanted]
        for start in range(0, len(gone), MANY):
            some = gone[start : start + MANY]
            here = (blocks.c.article == article) & blocks.c.id.in_(some)
            self._connection.execute(delete(blocks).where(here))
        fresh = [values for block, values in wanted.items() if block not in kept]
        if fresh:
            self._connection.execute(insert(blocks), fresh)
        changed = [values for block, values in wanted.items() if kept.get(block, values) != values]
        if changed:
            self._connection.execute(UPDATE_BLOCK, [_bound(values) for values in changed])


def _bound(values: dict[str, Any]) -> dict[str, Any]:
    """Name the values as the parameters of ``UPDATE_BLOCK``."""
    return {f"new_{name}": value for name, value in values.items()}


def _values(article: Article) -> dict[str, Any]:
    """Return the row of an article, without its blocks."""
    return {
        "id": article.id,
        "story": article.story,
        "language": article.language,
        "created": article.created,
        "translated_from": article.translated_from,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "slug": article.slug,
        "dateline": article.dateline,
        "push": article.push,
        "home": article.home,
        "social": article.social,
        "seo": article.seo,
        "status": article.status.value,
        "planned": article.planned,
        "published": article.published,
        "updated": article.updated,
        "trashed": article.trashed,
        "version": article.version,
    }


@of_row
def _block(row: AnyRow) -> Block:
    """Return the block of a row."""
    return Block(BlockId(row.id), BlockKind(row.kind), row.text)


@of_row
def _article(row: AnyRow, body: Body) -> Article:
    """Return the article of a row and its blocks."""
    return Article(
        id=row.id,
        story=row.story,
        language=row.language,
        created=row.created,
        translated_from=row.translated_from,
        headline=row.headline,
        standfirst=row.standfirst,
        body=body,
        slug=row.slug,
        dateline=row.dateline,
        push=row.push,
        home=row.home,
        social=row.social,
        seo=row.seo,
        status=ArticleStatus(row.status),
        planned=row.planned,
        published=row.published,
        updated=row.updated,
        trashed=row.trashed,
        version=row.version,
    )


@of_row
def _head(row: AnyRow) -> ArticleHead:
    """Return the head of a row."""
    lead = row.lead and PhotoId(row.lead.removeprefix("![](photo:").removesuffix(")"))
    return ArticleHead(
        id=row.id,
        story=row.story,
        language=row.language,
        created=row.created,
        translated_from=row.translated_from,
        headline=row.headline,
        slug=row.slug,
        status=ArticleStatus(row.status),
        planned=row.planned,
        published=row.published,
        updated=row.updated,
        trashed=row.trashed,
        version=row.version,
        lead=lead,
    )
