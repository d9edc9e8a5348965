"""Keeps links between language versions in step with every edit, inside the edit's transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from editor_app.domain.article import Article
from editor_app.domain.block import Block
from editor_app.domain.errors import NotFound
from editor_app.domain.ids import ArticleId, Language
from editor_app.domain.link import (
    Address,
    Link,
    Rendering,
    Segment,
    block_address,
)
from editor_app.domain.photo import PhotoUse
from editor_app.domain.shown import Progress
from editor_app.services.source_versions import note_source
from editor_app.services.unread_texts import with_unread
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import Reconciled
from editor_app.text.linking import (
    Side,
    Words,
    earlier_blocks,
    follow,
    follow_left_out,
    photos_of,
    recall,
    remember,
    segments,
    with_links,
    words_of,
)
from editor_app.text.upkeep import Hand, renewed

MOST_SEEN = 5_000
"""Paragraphs, in all their wordings, that are remembered of a translation and its source."""


def follow_edit(
    records: Records,
    place: Workplace,
    after: Article,
    reconciled: Reconciled,
    touched: frozenset[Address] = frozenset(),
) -> None:
    """Carry links and states over an edit of a body, as target and as source of others.

    ``touched`` are addresses besides the body's whose text was changed by hand with it.
    """
    if after.translated_from is not None:
        _carry(records, place, after.id, after, reconciled, side=Side.TARGET)
    for version in translations_of(records, after):
        _carry(records, place, version.id, after, reconciled, side=Side.SOURCE)
    edited = reconciled.changed | reconciled.added
    known = place.seen.get(after.id, {})
    blocks = frozenset(
        address
        for block in after.body
        if block.id in edited
        and ((address := block_address(after.id, block.id)), block.text) not in known
    )
    refresh_links(records, place, after, touched | blocks)


def remember_links(records: Records, place: Workplace, article: Article) -> None:
    """Keep what a body's blocks are linked to before an edit; undo may bring them back."""
    for target in _renderers(records, article):
        links, known = records.links.of_target(target), records.links.renderings(target)
        fresh = remember(article.body, article.id, links, known, dict(words(records, target)))
        older = place.seen.get(target, {})
        kept = [item for item in older.items() if item[0] not in fresh]
        place.seen[target] = dict(kept[-MOST_SEEN:]) | fresh


def remember_hand(
    place: Workplace, article_id: ArticleId, targets: Collection[Address], links: Iterable[Link]
) -> None:
    """Keep what a hand has said that some targets render; undo brings back no other link of them.

    The links of other targets are left as they are.
    """
    made = [link for link in links if link.target in targets]
    place.seen[article_id] = with_links(place.seen.get(article_id, {}), targets, made)


def blocks_before(records: Records, place: Workplace, article: Article) -> Iterator[Block]:
    """Yield the blocks that the article had while the desk is open, the last seen first."""
    for target in _renderers(records, article):
        yield from earlier_blocks(place.seen.get(target, {}), article.id)


def _renderers(records: Records, article: Article) -> tuple[ArticleId, ...]:
    """Return the article itself and its translations: whose links an edit of it can touch."""
    return article.id, *(version.id for version in translations_of(records, article))


def refresh_links(
    records: Records,
    place: Workplace,
    article: Article,
    touched: frozenset[Address] = frozenset(),
) -> tuple[Segment, ...]:
    """Link what is new, forget what is gone, note what was typed in, and count what is left.

    ``touched`` are the target addresses whose text somebody has just changed by hand. Returns the
    rows of the article as they are then; none for a source.
    """
    rows = _refresh_target(records, place, article, touched)
    for version in translations_of(records, article):
        _refresh_target(records, place, version, frozenset())
    return rows


def translations_of(records: Records, article: Article) -> tuple[Article, ...]:
    """Return the language versions that are translated from this one."""
    versions = records.articles.of_story(article.story)
    return tuple(item for item in versions if item.translated_from == article.id)


def words(records: Records, article_id: ArticleId) -> Words:
    """Return the translatable texts of an article in reading order, with their addresses."""
    return words_of(records.articles.get(article_id), records.uses.of_article(article_id))


def segments_of(records: Records, article: Article) -> tuple[Segment, ...]:
    """Return the rows of a translation; none for a source."""
    if article.translated_from is None:
        return ()
    return segments(
        words(records, article.translated_from),
        words(records, article.id),
        records.links.of_target(article.id),
        records.links.renderings(article.id),
        records.links.left_out(article.id),
    )


def _uses(records: Records, article_id: ArticleId) -> tuple[PhotoUse, ...]:
    return records.uses.of_article(article_id)


def source_language(records: Records, article: Article) -> Language:
    """Return the language an article is translated from. Raises NotFound for a source."""
    source, _ = records.articles.languages(article.id)
    if source is None:
        raise NotFound("no-source", name=article.headline)
    return source


def _carry(
    records: Records,
    place: Workplace,
    target: ArticleId,
    edited: Article,
    reconciled: Reconciled,
    *,
    side: Side,
) -> None:
    source = edited.id if side is Side.SOURCE else edited.translated_from
    sides = [item for item in (source, target) if item is not None]

    @cache
    def texts() -> Mapping[Address, str]:
        return {address: text for item in sides for address, text in words(records, item)}

    followed = follow(
        records.links.of_target(target),
        records.links.renderings(target),
        reconciled,
        edited.id,
        side,
        texts() if reconciled.merged else {},
    )
    links, renderings = recall(
        *followed,
        reconciled,
        edited.id,
        place.seen.get(target, {}),
        lambda address: texts().get(address),
    )
    records.links.replace_target(target, links)
    records.links.replace_renderings(target, renderings.values())
    if side is Side.SOURCE:
        before = records.links.left_out(target)
        after = follow_left_out(before, reconciled, edited.id)
        for gone in set(before) - set(after):
            records.links.remove_left_out(target, gone.source)
        for new in set(after) - set(before):
            records.links.add_left_out(new)


def _refresh_target(
    records: Records, place: Workplace, article: Article, touched: frozenset[Address]
) -> tuple[Segment, ...]:
    if article.translated_from is None:
        return ()
    source_uses, uses = _uses(records, article.translated_from), _uses(records, article.id)
    source = words_of(records.articles.get(article.translated_from), source_uses)
    target = words_of(records.articles.get(article.id), uses)
    known, before = records.links.of_target(article.id), records.links.renderings(article.id)
    left_out = records.links.left_out(article.id)
    links, after = renewed(
        source,
        target,
        known,
        before,
        place.terms.landmarks(records, place.landmarks),
        Hand(place.editor(), place.now(), touched),
        photos_of((*source_uses, *uses)),
        [item.source for item in left_out],
    )
    fresh = touched | (after.keys() - before.keys())
    after = with_unread(records, article.id, dict(target), after, fresh)
    records.links.replace_target(article.id, links)
    away = _out_of_sight(before, target, uses)
    records.links.replace_renderings(article.id, (*after.values(), *away))
    note_source(records, article.id, source, after.values(), place.now())
    rows = segments(source, target, links, after, left_out)
    records.progress.put(article.id, progress_of(rows))
    return rows


def _out_of_sight(
    renderings: Mapping[Address, Rendering], shown: Words, uses: Iterable[PhotoUse]
) -> Iterator[Rendering]:
    """Yield what is known of captions whose photo's line is gone: they stay for when it is back.

    What a machine said of a photo is no hand's because the line was cut and pasted.
    """
    owners, here = {use.id for use in uses}, dict(shown)
    for address, known in renderings.items():
        if address.owner in owners and address not in here:
            yield known


def progress_of(rows: Iterable[Segment]) -> Progress:
    """Count what is left of a translation's rows; those that have or had source words count."""
    counted = [row for row in rows if row.stale or row.source_text.strip()]
    left = [row for row in counted if row.stale or not row.state.finished]
    return Progress(
        len(left),
        len(counted),
        sum(row.stale for row in counted),
        any(row.target_text.strip() for row in counted),
    )
