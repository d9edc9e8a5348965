"""Standing paragraphs: background kept in all languages, put into a story by one verb."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from editor_app.domain.article import Article
from editor_app.domain.block import Body
from editor_app.domain.changes import Changes
from editor_app.domain.errors import Refused
from editor_app.domain.ids import ArticleId, BlockId, StandingId
from editor_app.domain.link import (
    Link,
    Made,
    Rendering,
    SourceText,
    State,
    block_address,
)
from editor_app.domain.messages import Message
from editor_app.domain.standing import StandingParagraph, StandingUse
from editor_app.services.links import refresh_links
from editor_app.services.placing import AT_START, same_places, settled_versions
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import block_at, fresh
from editor_app.text.cleaning import clean


@dataclass(frozen=True)
class StandingHere:
    """A standing paragraph in an article: where, and whether it should be looked at.

    ``old``: not held against its source for too long. ``newer``: the desk's wording is another one
    than was put in. Somebody who rewrote it here is not told so again.
    """

    paragraph: StandingParagraph
    block: BlockId
    old: bool
    newer: bool


class StandingService:
    """The verbs on standing paragraphs."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place

    # -- keeping them

    def all(self) -> tuple[StandingParagraph, ...]:
        """Return all that are in use, by name."""
        with self._place.database.reading() as records:
            return tuple(item for item in records.standing.all() if not item.retired)

    def today(self) -> date:
        """Return the day by which they grow old."""
        return self._place.now().date()

    def put(self, paragraph: StandingParagraph) -> Changes:
        """Keep one, new or changed; other words than before are held to be checked today.

        Raises Refused when it has no name.
        """
        after = replace(
            paragraph,
            name=clean(paragraph.name).text.strip(),
            texts={
                language: text
                for language, given in paragraph.texts.items()
                if (text := clean(given).text.strip())
            },
        )
        if not after.name:
            raise Refused("standing-without-name")
        with self._place.database.writing() as records:
            before = next((item for item in records.standing.all() if item.id == after.id), None)
            if before is None or before.texts != after.texts:
                after = replace(after, checked=after.checked or self.today())
            records.standing.put(after)
        said = Message("standing-kept", {"name": after.name})
        return Changes(vocabulary=True).undone_by(said, lambda: self._back(after, before))

    def checked(self, standing: StandingId) -> Changes:
        """Say that one was held against its source today."""
        with self._place.database.writing() as records:
            before = records.standing.get(standing)
            after = replace(before, checked=self.today())
            records.standing.put(after)
        said = Message("standing-checked", {"name": after.name})
        return Changes(vocabulary=True).undone_by(said, lambda: self._back(after, before))

    def retire(self, standing: StandingId) -> Changes:
        """Offer one no longer; stories that hold it keep their text."""
        with self._place.database.writing() as records:
            before = records.standing.get(standing)
            after = replace(before, retired=True)
            records.standing.put(after)
        said = Message("standing-retired", {"name": after.name})
        return Changes(vocabulary=True).undone_by(said, lambda: self._back(after, before))

    def _back(self, after: StandingParagraph, before: StandingParagraph | None) -> Changes:
        with self._place.database.writing() as records:
            records.standing.put(before or replace(after, retired=True))
        return Changes(vocabulary=True)

    # -- using them

    def insert_at(self, article_id: ArticleId, standing: StandingId, caret: int) -> Changes:
        """Put one in behind the paragraph where a caret stands (code points of the body).

        Before the first paragraph when it is negative. Else as ``insert``.
        """
        with self._place.database.writing() as records:
            settled_versions(records, self._place, article_id)
            body = records.articles.get(article_id).body
        after = AT_START if caret < 0 else block_at(body, caret)
        return self.insert(article_id, standing, after)

    def insert(
        self, article_id: ArticleId, standing: StandingId, after: BlockId | None = None
    ) -> Changes:
        """Put one into every language version of a story that it has words for.

        It goes behind a block (None: at the end), in the other languages behind what renders that
        block. The versions are linked and stand as translated: somebody has checked them already.
        Raises Refused when it has no words in the article's own language.
        """
        with self._place.database.writing() as records:
            paragraph = records.standing.get(standing)
            versions = settled_versions(records, self._place, article_id)
            article = next(item for item in versions if item.id == article_id)
            if not paragraph.texts.get(article.language):
                raise Refused("standing-without-words", name=paragraph.name)
            places = same_places(records, article, after)
            put = {
                version.id: self._put_in(records, version, paragraph, places.get(version.id))
                for version in versions
                if paragraph.texts.get(version.language)
            }
            for version in records.articles.of_story(article.story):
                self._linked(records, version, put)
            for version in records.articles.of_story(article.story):
                refresh_links(records, self._place, version)
        said = Message("standing-inserted", {"name": paragraph.name})
        changes = Changes(stories=frozenset({article.story}), articles=frozenset(put))
        blocks = {owner: tuple(block.id for block in body) for owner, body in put.items()}
        return changes.undone_by(said, lambda: self._take_out(article_id, standing, after, blocks))

    def in_article(self, article_id: ArticleId) -> tuple[StandingHere, ...]:
        """Return the standing paragraphs that an article still holds, in the order of its text."""
        with self._place.database.reading() as records:
            article = records.articles.get(article_id)
            uses = {use.block: use for use in records.standing.uses(article_id)}
            known = {item.id: item for item in records.standing.all()}
        texts = {block.id: block.text for block in article.body}
        return tuple(
            StandingHere(
                paragraph := known[use.standing],
                block,
                paragraph.is_old(self.today()),
                text == use.text and text not in _texts(paragraph, article),
            )
            for block, text in texts.items()
            if (use := uses.get(block)) is not None
        )

    def _put_in(
        self,
        records: Records,
        version: Article,
        paragraph: StandingParagraph,
        after: BlockId | None,
    ) -> Body:
        blocks = fresh(paragraph.texts[version.language])
        ids = [block.id for block in version.body]
        at = 0 if after == AT_START else ids.index(after) + 1 if after in ids else len(ids)
        body = (*version.body[:at], *blocks, *version.body[at:])
        saved = records.articles.save(replace(version, body=body), version.version)
        now = self._place.now()
        for block in blocks:
            records.standing.put_use(
                StandingUse(version.id, block.id, paragraph.id, now, block.text)
            )
        records.search.index(saved, records.stories.get(saved.story).slug_word)
        return blocks

    def _linked(self, records: Records, version: Article, put: dict[ArticleId, Body]) -> None:
        """Join what was put into a translation with what was put into its source."""
        source, here = put.get(version.translated_from or ArticleId("")), put.get(version.id)
        if version.translated_from is None or not source or not here:
            return
        known = records.links.of_target(version.id)
        pairs = _pairs(version, here, source)
        records.links.replace_target(version.id, {*known, *pairs})
        now, editor = self._place.now(), self._place.editor()
        texts = {block_address(version.translated_from, block.id): block.text for block in source}
        for block in here:
            target = block_address(version.id, block.id)
            made = tuple(
                SourceText(link.source, texts[link.source])
                for link in pairs
                if link.target == target
            )
            records.links.set_rendering(
                Rendering(target, State.TRANSLATED, Made.HAND, made, now, editor, now, editor)
            )

    def _take_out(
        self,
        article_id: ArticleId,
        standing: StandingId,
        after: BlockId | None,
        blocks: dict[ArticleId, tuple[BlockId, ...]],
    ) -> Changes:
        """Take out again what was put in; what somebody has rewritten since stays."""
        with self._place.database.writing() as records:
            versions = settled_versions(records, self._place, article_id)
            name = records.standing.get(standing).name
            for version in versions:
                placed = {use.block: use.text for use in records.standing.uses(version.id)}
                gone = {
                    block.id
                    for block in version.body
                    if block.id in blocks.get(version.id, ()) and placed.get(block.id) == block.text
                }
                body = tuple(block for block in version.body if block.id not in gone)
                if body != version.body:
                    saved = records.articles.save(replace(version, body=body), version.version)
                    records.search.index(saved, records.stories.get(saved.story).slug_word)
                for block in gone:
                    records.standing.remove_use(version.id, block)
            for version in records.articles.of_story(versions[0].story):
                refresh_links(records, self._place, version)
        changes = Changes(stories=frozenset({versions[0].story}), articles=frozenset(blocks))
        said = Message("standing-inserted", {"name": name})
        return changes.undone_by(said, lambda: self.insert(article_id, standing, after))


def _texts(paragraph: StandingParagraph, article: Article) -> frozenset[str]:
    """Return the blocks of the desk's wording in an article's language."""
    return frozenset(block.text for block in fresh(paragraph.texts.get(article.language, "")))


def _pairs(version: Article, here: Body, source: Body) -> tuple[Link, ...]:
    """Return who renders whom: one to one where there are as many, else all render all."""
    assert version.translated_from is not None
    origin = version.translated_from
    pairs: Iterable[tuple[BlockId, BlockId]]
    if len(here) == len(source):
        pairs = zip((one.id for one in here), (other.id for other in source), strict=True)
    else:
        pairs = [(one.id, other.id) for one in here for other in source]
    return tuple(
        Link(block_address(version.id, one), block_address(origin, other)) for one, other in pairs
    )
