"""Puts words into a row of a translation: into a field, a caption, or blocks at their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from editor_app.domain.article import Article
from editor_app.domain.block import Block
from editor_app.domain.errors import NotFound
from editor_app.domain.ids import UseId
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
from editor_app.services.settling import follows_headline
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import fresh, photo_of
from editor_app.text.cleaning import clean
from editor_app.text.linking import photos_of, place_for
from editor_app.text.slugs import slug
from editor_app.text.upkeep import made_from


def source_texts(records: Records, article: Article) -> Mapping[Address, str]:
    """Return the texts of the version that an article is translated from; none for a source."""
    if article.translated_from is None:
        return {}
    return dict(words(records, article.translated_from))


def put_target(
    records: Records, place: Workplace, article: Article, row: Segment, text: str, made: Made
) -> tuple[Address, ...]:
    """Put a text into a row inside an open transaction, as a draft; return where it stands now.

    A text without words empties the row.
    """
    target = row.targets[0] if row.targets else _twin(records, article, row.sources[0])
    text = clean(text).text
    if target is None or target.block is not None:
        targets = _put_blocks(records, article, row, fresh(text))
    else:
        _put_field(records, article, target, text)
        targets = (target,)
    links = records.links.of_target(article.id)
    kept = [link for link in links if link.target not in targets]
    joined = [Link(item, source) for item in targets for source in row.sources]
    records.links.replace_target(article.id, (*kept, *joined))
    texts = source_texts(records, article)
    for item in targets:
        sources = made_from(joined, item, texts)
        records.links.set_rendering(
            Rendering(item, State.DRAFT, made, sources, place.now(), place.editor())
        )
    saved = records.articles.get(article.id)
    refresh_links(records, place, saved)
    records.search.index(saved, records.stories.get(saved.story).slug_word)
    return targets


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


def _put_blocks(
    records: Records, article: Article, row: Segment, blocks: tuple[Block, ...]
) -> tuple[Address, ...]:
    rows = segments_of(records, article)
    gone = {target.block for target in row.targets}
    ids = [block.id for block in article.body]
    if gone:
        at = min(ids.index(block) for block in gone if block is not None)
        blocks = tuple(replace(block, id=ids[at]) for block in blocks[:1]) + blocks[1:]
    else:
        both = [item for item in (article.translated_from, article.id) if item]
        photos = photos_of(use for item in both for use in records.uses.of_article(item))
        at = place_for(rows, rows.index(row), article.body, photos)
    rest_before = tuple(block for block in article.body[:at] if block.id not in gone)
    rest_after = tuple(block for block in article.body[at:] if block.id not in gone)
    body = (*rest_before, *blocks, *rest_after)
    records.articles.save(replace(article, body=body), article.version)
    return tuple(block_address(article.id, block.id) for block in blocks)


def _put_field(records: Records, article: Article, target: Address, text: str) -> None:
    value = " ".join(text.split())
    if target.owner != article.id:
        use = records.uses.get(UseId(target.owner))
        after = replace(use, caption=value) if target.part == "caption" else replace(use, alt=value)
        records.uses.save(after)
        return
    changed = replace(article, **{target.part: value})  # type: ignore[arg-type]  # a Place: str
    if target.part == "headline" and follows_headline(article):
        changed = replace(changed, slug=slug(value, article.language))
    records.articles.save(changed, article.version)
