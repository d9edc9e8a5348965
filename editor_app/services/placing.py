"""Where photos stand in the language versions of a story, and taking them out and back in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from editor_app.domain.article import Article
from editor_app.domain.block import Block, BlockKind, Body
from editor_app.domain.ids import ArticleId, BlockId, PhotoId, new_id
from editor_app.domain.link import LeftOut, Link, Rendering, block_address
from editor_app.domain.photo import PhotoUse
from editor_app.services.captions import new_use, teach_desk_caption, use_of
from editor_app.services.links import refresh_links
from editor_app.services.settling import settled
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import photo_line, photo_of

AT_START = BlockId("")
"""Stands for "before the first block" where a place is named by the block before it."""


@dataclass(frozen=True)
class Removed:
    """A photo that was taken out of an article, with everything that hung on it there."""

    article: ArticleId
    line: Block | None
    after: BlockId | None
    use: PhotoUse | None
    links: tuple[Link, ...] = ()
    renderings: tuple[Rendering, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def settled_versions(
    records: Records, place: Workplace, article_id: ArticleId
) -> tuple[Article, ...]:
    """Settle what was typed in any language version of an article's story; return them all."""
    story = records.articles.get(article_id).story
    for version in records.articles.of_story(story):
        settled(records, place, version.id)
    return records.articles.of_story(story)


def shows(article: Article, photo: PhotoId) -> bool:
    """Say whether a line of the body places the photo."""
    return any(photo_of(block) == photo for block in article.body)


def place_photo(
    records: Records, article: Article, photo: PhotoId, after: BlockId | None
) -> PhotoUse:
    """Put a photo's line into an article behind a block (None: at the end), and make its use.

    A use that is there already keeps its captions.
    """
    line = Block(BlockId(new_id()), BlockKind.PHOTO, photo_line(photo))
    records.articles.save(
        replace(article, body=with_block(article.body, line, after)), article.version
    )
    known = use_of(records, article.id, photo)
    return known or new_use(records, article, records.photos.get(photo))


def with_block(body: Body, block: Block, after: BlockId | None) -> Body:
    """Return the body with a block behind another one (None or unknown: at the end)."""
    ids = [item.id for item in body]
    at = 0 if after == AT_START else ids.index(after) + 1 if after in ids else len(ids)
    return (*body[:at], block, *body[at:])


def same_places(
    records: Records, article: Article, after: BlockId | None
) -> dict[ArticleId, BlockId | None]:
    """Return per language version the block after which the same place lies.

    Where a version has nothing for the block itself, what stands before it counts; None: the end.
    """
    places: dict[ArticleId, BlockId | None] = {article.id: after}
    if after is None:
        return places
    versions = records.articles.of_story(article.story)
    if after == AT_START:
        return {version.id: AT_START for version in versions}
    pairs = [link for version in versions for link in records.links.of_target(version.id)]
    before = article.body[: _number_of(article.body, after) + 1]
    for version in versions:
        if version.id != article.id:
            there = (_counterpart(pairs, article, block, version) for block in reversed(before))
            places[version.id] = next((block for block in there if block is not None), None)
    return places


def _number_of(body: Body, wanted: BlockId) -> int:
    return next((at for at, block in enumerate(body) if block.id == wanted), len(body) - 1)


def _counterpart(
    pairs: Iterable[Link], article: Article, block: Block, version: Article
) -> BlockId | None:
    """Return the last block of a version that stands for a block: linked, or the same photo."""
    photo = photo_of(block)
    if photo is not None:
        line = _line_of(version.body, photo)
        return line.id if line is not None else None
    here = block_address(article.id, block.id)
    near = {
        other.block
        for link in pairs
        for one, other in ((link.source, link.target), (link.target, link.source))
        if one == here and other.owner == version.id and other.block
    }
    linked = [item.id for item in version.body if item.id in near]
    return linked[-1] if linked else None


def take_out(records: Records, versions: Iterable[Article], photo: PhotoId) -> tuple[Removed, ...]:
    """Take a photo out of language versions; its captions stay with it as desk captions."""
    versions = tuple(versions)
    removed = [_seen(records, version, versions, photo) for version in versions]
    for version in versions:
        use = use_of(records, version.id, photo)
        if use is not None:
            teach_desk_caption(records, None, use)
            records.uses.remove(use.id)
        body = tuple(item for item in version.body if photo_of(item) != photo)
        if body != version.body:
            records.articles.save(replace(version, body=body), version.version)
    return tuple(item for item in removed if item.use or item.line)


def _seen(
    records: Records, article: Article, versions: tuple[Article, ...], photo: PhotoId
) -> Removed:
    """Return all that is to be known for putting the photo back into an article."""
    line, after = _line_of(article.body, photo), block_before(article.body, photo)
    use = use_of(records, article.id, photo)
    if use is None:
        return Removed(article.id, line, after, None)
    links = [link for item in versions for link in records.links.of_target(item.id)]
    known = records.links.renderings(article.id).values()
    left = [item for version in versions for item in records.links.left_out(version.id)]
    return Removed(
        article.id,
        line,
        after,
        use,
        tuple(link for link in links if use.id in {link.target.owner, link.source.owner}),
        tuple(item for item in known if item.target.owner == use.id),
        tuple(item for item in left if item.source.owner == use.id),
    )


def put_back(records: Records, place: Workplace, removed: Iterable[Removed]) -> None:
    """Put a photo back as it stood: line, captions, links, states; one that is there stays."""
    items = tuple(item for item in removed if not _is_back(records, item))
    for item in items:
        article = records.articles.get(item.article)
        if item.line is not None:
            body = with_block(article.body, item.line, item.after)
            records.articles.save(replace(article, body=body), article.version)
        if item.use is not None:
            records.uses.save(item.use)
    for item in items:
        for rendering in item.renderings:
            records.links.set_rendering(rendering)
        for decision in item.left_out:
            records.links.add_left_out(decision)
    links = {link for item in items for link in item.links}
    for item in items:
        own = {link for link in links if item.use and link.target.owner == item.use.id}
        known = records.links.of_target(item.article)
        records.links.replace_target(item.article, {*known, *own})
    for item in items:
        refresh_links(records, place, records.articles.get(item.article))


def _is_back(records: Records, item: Removed) -> bool:
    """Say whether the article has the photo again already."""
    photo = item.use.photo if item.use else photo_of(item.line) if item.line else None
    if photo is None or use_of(records, item.article, photo) is not None:
        return True
    return item.line is not None and shows(records.articles.get(item.article), photo)


def _line_of(body: Body, photo: PhotoId) -> Block | None:
    return next((block for block in body if photo_of(block) == photo), None)


def block_before(body: Body, photo: PhotoId) -> BlockId | None:
    """Return the block behind which the photo's line stands; None when it has none."""
    before = AT_START
    for block in body:
        if photo_of(block) == photo:
            return before
        before = block.id
    return None


def lead_first(body: Body, photo: PhotoId) -> Body:
    """Return the body with the photo's line before all other photos, if it has one."""
    line = _line_of(body, photo)
    first = next((at for at, block in enumerate(body) if photo_of(block)), None)
    if line is None or first is None:
        return body
    rest = [block for block in body if block.id != line.id]
    return (*rest[:first], line, *rest[first:])


def in_order_of(body: Body, before: Body) -> Body:
    """Return the body with its photo lines where they stood ``before``; other text stays."""
    lines = {block.id: block for block in body if photo_of(block)}
    known = [block.id for block in before if block.id in lines]
    rest = tuple(block for block in body if block.id not in known)
    for line in known:
        at = [block.id for block in before].index(line)
        standing = {block.id for block in rest}
        earlier = [block.id for block in before[:at] if block.id in standing]
        rest = with_block(rest, lines[line], earlier[-1] if earlier else AT_START)
    return rest


def swapped(body: Body, photo: PhotoId, by: int) -> Body:
    """Return the body with the photo in the place of its neighbour among the photos."""
    places = [at for at, block in enumerate(body) if photo_of(block)]
    here = next((at for at in places if photo_of(body[at]) == photo), None)
    if here is None or not 0 <= places.index(here) + by < len(places):
        return body
    there = places[places.index(here) + by]
    blocks = list(body)
    blocks[here], blocks[there] = blocks[there], blocks[here]
    return tuple(blocks)
