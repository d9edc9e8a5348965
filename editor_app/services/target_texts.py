"""Puts words into a row of a translation: into a field, a caption, or blocks at their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from editor_app.domain.article import Article
from editor_app.domain.block import Body
from editor_app.domain.errors import NotFound
from editor_app.domain.ids import PhotoId, UseId
from editor_app.domain.link import (
    Address,
    Link,
    Made,
    Rendering,
    Segment,
    State,
    block_address,
)
from editor_app.services.links import refresh_links, segments_of, words
from editor_app.services.settling import with_texts
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import fresh, photo_of
from editor_app.text.cleaning import clean, one_line
from editor_app.text.linking import photos_of, place_for
from editor_app.text.upkeep import made_from


def source_texts(records: Records, article: Article) -> Mapping[Address, str]:
    """Return the texts of the version that an article is translated from; none for a source."""
    if article.translated_from is None:
        return {}
    return dict(words(records, article.translated_from))


Targets = tuple[Address, ...]

Filled = Mapping[Targets, str]
"""What rows were filled with, by where that stands."""


def put_target(
    records: Records, place: Workplace, article: Article, row: Segment, text: str, made: Made
) -> Targets:
    """Put a text into a row inside an open transaction, as a draft; return where it stands now.

    A text without words empties the row.
    """
    return put_targets(records, place, article, [(row, text)], made)[0]


def put_targets(
    records: Records,
    place: Workplace,
    article: Article,
    texts: Sequence[tuple[Segment, str]],
    made: Made,
) -> tuple[Targets, ...]:
    """Put texts into rows of an article, as ``put_target`` does, all in one go.

    The rows are those of the article as it is; returns where each text stands then.
    """
    rows = segments_of(records, article)
    filling = _Filling(records, article, list(rows))
    stand = tuple(filling.put(row, clean(text).text) for row, text in texts)
    if filling.article != article:
        records.articles.save(filling.article, article.version)
    written = {target for targets in stand for target in targets}
    kept = [link for link in records.links.of_target(article.id) if link.target not in written]
    joined = [
        Link(item, source)
        for (row, _text), targets in zip(texts, stand, strict=True)
        for item in targets
        for source in row.sources
    ]
    records.links.replace_target(article.id, (*kept, *joined))
    sources = source_texts(records, article)
    for item in written:
        origin = made_from(joined, item, sources)
        records.links.set_rendering(
            Rendering(item, State.DRAFT, made, origin, place.now(), place.editor())
        )
    saved = records.articles.get(article.id)
    refresh_links(records, place, saved)
    records.search.index(saved, records.stories.get(saved.story).slug_word)
    return stand


def filled_rows(
    records: Records,
    place: Workplace,
    article: Article,
    wanted: Sequence[tuple[Segment, str]],
    made: Made,
) -> Filled:
    """Put texts into rows in an open transaction; return what stands where, for the way back."""
    if not wanted:
        return {}
    put = set(put_targets(records, place, article, wanted, made))
    rows = segments_of(records, records.articles.get(article.id))
    return {row.targets: row.target_text for row in rows if row.targets in put}


def filled_where_open(
    records: Records,
    place: Workplace,
    article: Article,
    texts: Mapping[tuple[Address, ...], tuple[str, str]],
    made: Made,
) -> Filled:
    """Put texts into rows, by their sources, that are still open; return what ``filled_rows`` does.

    Before each text stands the source that it renders: a row that has another by now stays empty,
    and so does one that is left out by now.
    """
    rows = {row.sources: row for row in segments_of(records, article)}
    wanted = [
        (row, text)
        for sources, (source_text, text) in texts.items()
        if (row := rows.get(sources)) is not None
        if row.state is State.TO_DO and not row.target_text.strip()
        if row.source_text == source_text
        if can_hold(records, article, row)
    ]
    return filled_rows(records, place, article, wanted, made)


def emptied_rows(
    records: Records, place: Workplace, article: Article, filled: Filled, made: Made
) -> None:
    """Empty the rows that hold what they were filled with, and that nobody has worked on."""
    empty = [
        (row, "")
        for row in segments_of(records, article)
        if row.state is State.DRAFT and row.made is made
        if filled.get(row.targets) == row.target_text
    ]
    if empty:
        put_targets(records, place, article, empty, Made.HAND)


def can_hold(records: Records, article: Article, row: Segment) -> bool:
    """Say whether a row's text has a place: a caption has none where its photo is not shown."""
    source = row.sources[0] if row.sources and not row.targets else None
    if source is None or source.block is not None or source.owner == article.translated_from:
        return True
    photo = records.uses.get(UseId(source.owner)).photo
    return any(photo_of(block) == photo for block in article.body)


def _twin(records: Records, article: Article, source: Address) -> Address | None:
    """Return the target's address for a source field or caption; None for a block."""
    if source.block is not None:
        return None
    if source.owner == article.translated_from:
        return Address(article.id, source.part)
    photo = records.uses.get(UseId(source.owner)).photo
    uses = records.uses.of_article(article.id)
    twin = next((use for use in uses if use.photo == photo), None)
    if twin is None:
        raise NotFound("photo-not-in-translation")
    return Address(twin.id, source.part)


@dataclass
class _Filling:
    """An article into whose rows texts are put: the article and its rows as they are by then."""

    records: Records
    article: Article
    rows: list[Segment]

    def put(self, row: Segment, text: str) -> Targets:
        """Put a text into a row; return where it stands."""
        target = (
            row.targets[0] if row.targets else _twin(self.records, self.article, row.sources[0])
        )
        if target is not None and target.block is None:
            self._put_field(target, one_line(text))
            return (target,)
        return self._put_blocks(row, fresh(text))

    def _put_blocks(self, row: Segment, blocks: Body) -> Targets:
        number, body = self._numbers[row.sources, row.targets], self.article.body
        gone = {target.block for target in row.targets}
        if gone:
            at = next(place for place, block in enumerate(body) if block.id in gone)
            blocks = tuple(replace(block, id=body[at].id) for block in blocks[:1]) + blocks[1:]
        else:
            at = place_for(self.rows, number, body, self._photos)
        before = tuple(block for block in body[:at] if block.id not in gone)
        after = tuple(block for block in body[at:] if block.id not in gone)
        self.article = replace(self.article, body=(*before, *blocks, *after))
        targets = tuple(block_address(self.article.id, block.id) for block in blocks)
        self.rows[number] = replace(row, targets=targets)
        return targets

    @cached_property
    def _numbers(self) -> Mapping[tuple[Targets, Targets], int]:
        """The numbers of the rows by what they were before any of them was filled."""
        return {(row.sources, row.targets): number for number, row in enumerate(self.rows)}

    @cached_property
    def _photos(self) -> Mapping[str, PhotoId]:
        both = (item for item in (self.article.translated_from, self.article.id) if item)
        return photos_of(use for item in both for use in self.records.uses.of_article(item))

    def _put_field(self, target: Address, value: str) -> None:
        if target.owner == self.article.id:
            self.article = with_texts(self.article, {target.part: value})
            return
        use = self.records.uses.get(UseId(target.owner))
        caption = target.part == "caption"
        self.records.uses.save(replace(use, caption=value) if caption else replace(use, alt=value))
