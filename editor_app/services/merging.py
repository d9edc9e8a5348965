"""What a site changed is joined with what we changed, inside the transaction of a push or a pull.

The one door for it is ``merge_in``: it settles what was typed, merges field by field and block by
block, writes the result, keeps both sides whole in History, and records a conflict for each text
that both changed. Until somebody has chosen, the article keeps ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.conflict import BODY, Conflict, Joined, Resolution, Whose
from editor_app.domain.history import Revision, RevisionReason
from editor_app.domain.ids import (
    ArticleId,
    BlockId,
    ConflictId,
    RevisionId,
    SectionId,
    SiteId,
    UseId,
    new_id,
)
from editor_app.domain.link import use_address
from editor_app.domain.photo import PhotoUse
from editor_app.services.captions import captions_of
from editor_app.services.history import keep_revision
from editor_app.services.links import refresh_links, translations_of
from editor_app.services.merge_parts import MergedParts, field_of, joined_by_itself, merge_parts
from editor_app.services.rewriting import FIELDS, rewrite
from editor_app.services.settling import settle, settled
from editor_app.services.site_versions import SECTION, Author, SiteVersion
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import join, reconcile, split
from editor_app.text.merging import Clash, Merged

NOBODY = Author()


@dataclass(frozen=True)
class MergeReport:
    """The article after a merge, the conflicts open now, and what settled itself.

    ``changes`` is empty when the site had nothing that we have not.
    """

    article: Article
    conflicts: tuple[Conflict, ...]
    joined: tuple[Joined, ...]
    changes: Changes


def merge_in(
    records: Records,
    place: Workplace,
    article_id: ArticleId,
    site_id: SiteId,
    base: SiteVersion,
    theirs: SiteVersion,
    author: Author = NOBODY,
) -> MergeReport:
    """Join a site's version into an article, inside an open transaction of writing.

    ``base`` is what both sides last agreed on. Merging the same version again changes nothing and
    finds no conflict twice, whether or not the caller has made it the base. Raises NotFound.
    """
    article = settled(records, place, article_id)
    site = records.sites.get(site_id).name
    foreign = replace(place, editor=lambda: author.name or site)
    parts = merge_parts(records, article, base.cleaned(), theirs.cleaned())
    joined = tuple(joined_by_itself(records, parts))
    known = records.conflicts.of_article(article_id, site_id)
    clashing = [_placed(item, article, site_id, place, author) for item in _clashes(parts)]
    fresh = [item for item in clashing if not any(_same_again(item, old) for old in known)]
    ended = _end_agreed(records, foreign, parts, known, clashing)
    changes = Changes(frozenset({article.story}), frozenset({article_id}))
    if not fresh and not parts.takes:
        changes = changes if ended else Changes()
        return MergeReport(article, _open(records, article_id, site_id), joined, changes)
    written = next((item.at for item in records.revisions.of(article_id, 1)), None)
    ours = keep_revision(records, place, article, RevisionReason.MERGED, always=True)
    revision = _keep_theirs(records, foreign, article, parts.theirs)
    for version in translations_of(records, article):
        changes |= settle(records, place, version.id)  # typed there from the text as it was
    after = _write(records, foreign, parts)
    renewed = [old for old in known if not any(_same_again(item, old) for item in clashing)]
    for conflict in fresh:
        old = _renewed(conflict, renewed)
        kept = replace(
            conflict if old is None else _instead_of(conflict, old),
            ours=ours.id if ours else None,
            revision=revision,
            changed=written if _is_since(written, conflict.agreed) else None,
        )
        both = tuple(dict.fromkeys((*kept.joined, *joined)))
        records.conflicts.put(replace(kept, joined=both))
    return MergeReport(after, _open(records, article_id, site_id), joined, changes)


def keep_site_version(
    records: Records,
    place: Workplace,
    article_id: ArticleId,
    site_id: SiteId,
    theirs: SiteVersion,
    author: Author = NOBODY,
) -> None:
    """Keep a site's version in History without taking anything of it in. Raises NotFound."""
    site = records.sites.get(site_id).name
    foreign = replace(place, editor=lambda: author.name or site)
    _keep_theirs(records, foreign, records.articles.get(article_id), theirs.cleaned())


def _open(records: Records, article: ArticleId, site: SiteId) -> tuple[Conflict, ...]:
    return records.conflicts.of_article(article, site, resolved=False)


# -- conflicts


@dataclass(frozen=True)
class _Clashing:
    """A clash and the part of the article that it is about."""

    part: str
    clash: Clash
    use: UseId | None = None
    blocks: tuple[BlockId, ...] = ()
    after: BlockId | None = None


def _clashes(parts: MergedParts) -> Iterator[_Clashing]:
    for name, item in parts.fields.items():
        if item.clash is not None:
            yield _Clashing(name, item.clash)
    for (use, part), item in parts.captions.items():
        if item.clash is not None:
            yield _Clashing(part, item.clash, use)
    body, ids = parts.body, [block.id for block in parts.article.body]
    for clash in body.clashes if body else ():
        before = _block_before(body, clash) if body else None
        after = None if before is None else ids[before]
        yield _Clashing(BODY, clash, None, tuple(ids[place] for place in clash.ours), after)


def _block_before(body: Merged, clash: Clash) -> int | None:
    """Return the position in ours of the last block of ours before a clash."""
    before = (piece.mine for piece in reversed(body.pieces[: clash.place]))
    return next((position for position in before if position is not None), None)


def _placed(
    item: _Clashing, article: Article, site: SiteId, place: Workplace, author: Author
) -> Conflict:
    return Conflict(
        ConflictId(new_id()),
        article.id,
        site,
        place.now(),
        item.part,
        item.clash.base,
        item.clash.mine,
        item.clash.theirs,
        item.blocks,
        item.after,
        item.use,
        agreed=author.agreed,
        theirs_at=author.at,
        theirs_by=author.name,
    )


def _same_place(fresh: Conflict, known: Conflict) -> bool:
    """Say whether two conflicts are about the same text of the article."""
    if (fresh.part, fresh.use) != (known.part, known.use):
        return False
    if fresh.part != BODY:
        return True
    if fresh.blocks or known.blocks:
        return not set(fresh.blocks).isdisjoint(known.blocks)
    return fresh.base in {known.base, known.theirs}


def _same_again(fresh: Conflict, known: Conflict) -> bool:
    """Say whether that conflict waits for a decision already, or was decided.

    What clashes once more after both sides were the same again is another one.
    """
    if not _same_place(fresh, known) or fresh.theirs != known.theirs:
        return False
    return known.open or (fresh.base == known.base and not _agreed_since(fresh, known))


def _agreed_since(fresh: Conflict, known: Conflict) -> bool:
    """Say whether both sides were the same after a decision."""
    agreed, decided = fresh.agreed, known.resolved
    return agreed is not None and decided is not None and agreed > decided


def _is_since(written: datetime | None, agreed: datetime | None) -> bool:
    """Say whether a copy can tell when ours was written: one from before both agreed cannot."""
    return written is not None and (agreed is None or written > agreed)


def _renewed(fresh: Conflict, known: list[Conflict]) -> Conflict | None:
    """Return the open conflict in the same place, if there is one, and take it out of the list.

    Each is renewed by one conflict only: where one text clashed, two may do so now.
    """
    old = next((item for item in known if item.open and _same_place(fresh, item)), None)
    if old is not None:
        known.remove(old)
    return old


def _instead_of(fresh: Conflict, old: Conflict) -> Conflict:
    """Return a conflict as the newest state of an open one in the same place."""
    return replace(
        fresh, id=old.id, found=old.found, base=old.base, agreed=old.agreed, joined=old.joined
    )


def _end_agreed(
    records: Records,
    foreign: Workplace,
    parts: MergedParts,
    known: tuple[Conflict, ...],
    clashing: list[Conflict],
) -> bool:
    """Resolve the open conflicts in which the site has come to say what we say."""
    ended = [
        item
        for item in known
        if item.open and _agreed(item, parts)
        if not any(_same_place(clash, item) for clash in clashing)
    ]
    for item in ended:
        records.conflicts.put(
            replace(
                item,
                resolution=Resolution.MINE,
                resolved=foreign.now(),
                resolved_by=foreign.editor(),
            )
        )
    return bool(ended)


def _agreed(conflict: Conflict, parts: MergedParts) -> bool:
    """Say whether the site's text is now ours; a text that it does not send says nothing."""
    if conflict.use is not None:
        merged = parts.captions.get((conflict.use, conflict.part))
        return merged is not None and merged.whose in {Whose.BASE, Whose.BOTH}
    if conflict.part != BODY:
        theirs = parts.theirs.fields.get(conflict.part)
        return theirs == field_of(parts.article, parts.story, conflict.part)
    if parts.theirs.blocks is None:
        return False
    there = set(parts.theirs.blocks)
    ours = {block.text for block in parts.article.body if block.id in conflict.blocks}
    left = {*split(conflict.theirs), *split(conflict.base)} - ours
    return ours <= there and there.isdisjoint(left) and bool(ours or not conflict.blocks)


# -- writing


def _keep_theirs(
    records: Records, foreign: Workplace, article: Article, theirs: SiteVersion
) -> RevisionId:
    """Keep the site's version whole in History; return the id of the copy."""
    texts: dict[str, Any] = {name: text for name, text in theirs.fields.items() if name in FIELDS}
    if theirs.blocks is not None:
        texts["body"] = reconcile(article.body, join(theirs.blocks)).body
    kept = replace(article, **texts)
    captions = {**captions_of(records, article.id), **theirs.captions}
    now, by, reason = foreign.now(), foreign.editor(), RevisionReason.MERGED
    revision = Revision(RevisionId(new_id()), article.id, now, by, reason, kept, captions)
    records.revisions.add(revision)
    return revision.id


def _write(records: Records, foreign: Workplace, parts: MergedParts) -> Article:
    """Write what was taken of theirs; return the article as it is then."""
    after, taken, body = parts.article, parts.taken, parts.new_body
    known = {use.id for use in records.uses.of_article(after.id)}
    if body is not None or any(name in FIELDS for name in taken):
        after = rewrite(records, foreign, after, taken, None if body is None else join(body))
    touched = set()
    for use in records.uses.of_article(after.id):
        said = _said(use, parts, new=use.id not in known)
        if said != use:
            records.uses.save(said)
            touched |= {use_address(use.id, "caption"), use_address(use.id, "alt")}
    if touched:
        refresh_links(records, foreign, after, frozenset(touched))
    _write_story(records, parts)
    return after


def _said(use: PhotoUse, parts: MergedParts, *, new: bool) -> PhotoUse:
    """Return a photo use with what the site says of it; a photo that came from there says all."""
    if new:
        said = parts.theirs.captions.get(use.photo)
        return replace(use, caption=said.caption, alt=said.alt) if said else use
    caption, alt = (parts.captions.get((use.id, part)) for part in ("caption", "alt"))
    return replace(
        use,
        caption=caption.text if caption else use.caption,
        alt=alt.text if alt else use.alt,
    )


def _write_story(records: Records, parts: MergedParts) -> None:
    story = records.stories.get(parts.story.id)
    section = story.section
    if SECTION in parts.taken:
        section = SectionId(parts.taken[SECTION]) if parts.taken[SECTION] else None
    after = replace(story, section=section)
    if set(parts.tags) != set(story.tags):
        after = replace(after, tags=parts.tags)
    if after != story:
        records.stories.save(after, story.version)
