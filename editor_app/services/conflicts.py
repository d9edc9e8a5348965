"""Conflicts: what was changed both here and on a site, shown in full and decided by an editor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.conflict import BODY, Conflict, Resolution
from editor_app.domain.errors import ChangedMeanwhile, NotFound, Refused
from editor_app.domain.history import Revision, RevisionReason
from editor_app.domain.ids import ArticleId, ConflictId, OutboxId, SectionId, new_id
from editor_app.domain.link import Address, block_address, field_address, use_address
from editor_app.domain.messages import Message
from editor_app.domain.site import Operation, OutboxEntry, OutboxState, Publication, Wish
from editor_app.services.history import keep_revision
from editor_app.services.last_synced import SENT
from editor_app.services.links import refresh_links, segments_of, source_language
from editor_app.services.merge_parts import field_of, section_name
from editor_app.services.post_status import Asking
from editor_app.services.rewriting import FIELDS, rewrite
from editor_app.services.sending import UNDO
from editor_app.services.settling import settled
from editor_app.services.site_versions import SECTION
from editor_app.services.views import ConflictView
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import join, split
from editor_app.text.cleaning import clean, one_line
from editor_app.text.merging import GAP, SIDE_BY_SIDE, Clash


class ConflictService:
    """The verbs on conflicts. They are found by ``merging.merge_in``."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place

    def open(self, article_id: ArticleId | None = None) -> tuple[ConflictView, ...]:
        """Return the conflicts that wait for a decision, of one article or all, oldest first."""
        with self._place.database.reading() as records:
            if article_id is None:
                found = records.conflicts.open()
            else:
                found = records.conflicts.of_article(article_id, resolved=False)
            return tuple(_view(records, conflict) for conflict in found)

    def decided(self, article_id: ArticleId) -> tuple[Conflict, ...]:
        """Return the conflicts of an article in which somebody has chosen, the newest first."""
        with self._place.database.reading() as records:
            found = records.conflicts.of_article(article_id)
        return tuple(conflict for conflict in reversed(found) if not conflict.open)

    def count(self) -> int:
        """Return how many conflicts wait for a decision."""
        with self._place.database.reading() as records:
            return len(records.conflicts.open())

    def articles(self) -> frozenset[ArticleId]:
        """Return the articles in which something waits for a decision."""
        with self._place.database.reading() as records:
            return records.conflicts.open_articles()

    def view(self, conflict_id: ConflictId) -> ConflictView:
        """Return one conflict, open or not. Raises NotFound."""
        with self._place.database.reading() as records:
            return _view(records, records.conflicts.get(conflict_id))

    def find(self, text: str) -> ConflictId:
        """Return the conflict with that id or start of an id. Raises NotFound, Ambiguous."""
        with self._place.database.reading() as records:
            return records.conflicts.find(clean(text).text.strip()).id

    def resolve(
        self,
        conflict_id: ConflictId,
        resolution: Resolution,
        text: str | None = None,
        *,
        read: str | None = None,
    ) -> Changes:
        """Give the article the chosen text, and queue it for its site when nothing else is open.

        ``text`` is what EDITED means, and what BOTH means where it is not the proposal of the view;
        an empty one deletes the paragraph. ``read`` is the site's text (``Conflict.theirs``) on
        which was decided: with a newer one nothing is. Both versions stay in History. Raises
        Refused when somebody has chosen already or ``read`` is not what stands there, NotFound;
        ValueError for EDITED without a text.
        """
        with self._place.database.writing() as records:
            done, after = self._decide(records, conflict_id, resolution, text, read)
        return _changes(after).undone_by(
            Message("conflict-resolved", {"name": after.headline}),
            lambda: self._take_back(done, resolution, text),
        )

    def resolve_all(self, choices: Mapping[ConflictId, Resolution]) -> Changes:
        """Decide several conflicts, or none of them. Raises as ``resolve``; there is no undo."""
        changes = Changes()
        with self._place.database.writing() as records:
            for conflict, resolution in choices.items():
                changes |= _changes(self._decide(records, conflict, resolution)[1])
        return changes

    def _decide(
        self,
        records: Records,
        conflict_id: ConflictId,
        resolution: Resolution,
        text: str | None = None,
        read: str | None = None,
    ) -> tuple[_Decided, Article]:
        """Decide one conflict; return what is needed to take that back, and the article then."""
        place = self._place
        conflict = records.conflicts.get(conflict_id)
        article = settled(records, place, conflict.article)
        if not conflict.open:
            raise Refused("conflict-decided", name=article.headline)
        if read is not None and conflict.theirs != read:
            raise Refused("conflict-newer", name=article.headline)
        wanted = _chosen(records, conflict, article, resolution, text)
        kept = keep_revision(records, place, article, RevisionReason.MERGED, always=True)
        before = _now(records, conflict, article)
        after = _write(records, place, conflict, article, wanted)
        records.conflicts.put(
            replace(
                conflict,
                mine=before,
                resolution=resolution,
                resolved=place.now(),
                resolved_by=place.editor(),
            )
        )
        queued = tuple(_queue(records, place, conflict))
        left = _written(records, conflict, after)
        return _Decided(
            conflict, kept, before, wanted != before, left, records.log.end(), queued
        ), after

    def _take_back(self, done: _Decided, resolution: Resolution, text: str | None) -> Changes:
        """Let a conflict be open again, with the article as it was before the decision.

        Raises Refused when the site has what was decided, ChangedMeanwhile when somebody has gone
        on writing.
        """
        place, conflict = self._place, done.conflict
        with place.database.writing() as records:
            article = settled(records, place, conflict.article)
            _refuse_sent(records, done, article)
            if done.wrote:
                article = _unwrite(records, place, done, article)
            records.conflicts.put(conflict)
            for entry, was_entry in done.queued:
                if records.outbox.get(entry).state is OutboxState.WAITING:
                    records.outbox.save(was_entry)
        return _changes(article).undone_by(
            Message("conflict-reopened", {"name": article.headline}),
            lambda: self.resolve(conflict.id, resolution, text, read=conflict.theirs),
        )


@dataclass(frozen=True)
class _Decided:
    """What is needed to take a decision back: the conflict, the article, the outbox before it.

    ``left`` is what the decision left of the texts that taking it back writes, ``line`` the last of
    the log then.
    """

    conflict: Conflict
    kept: Revision | None
    before: str
    wrote: bool
    left: tuple[str, ...]
    line: int
    queued: tuple[tuple[OutboxId, OutboxEntry], ...]


def _changes(article: Article) -> Changes:
    return Changes(frozenset({article.story}), frozenset({article.id}), outbox=True)


# -- looking


def _view(records: Records, conflict: Conflict) -> ConflictView:
    article = records.articles.get(conflict.article)
    story = records.stories.get(article.story)
    clash = _clash(records, conflict, article)
    before, following = _neighbours(conflict, article)
    known = records.publications.find(article.id, conflict.site)
    return ConflictView(
        conflict,
        story.id,
        story.slug_word,
        article.headline,
        article.language,
        records.sites.get(conflict.site).name,
        _read(records, conflict, article, clash.base),
        _read(records, conflict, article, clash.mine),
        _read(records, conflict, article, clash.theirs),
        clash.both,
        clash.combined,
        tuple(_sources(records, conflict, article)),
        source_language(records, article) if article.translated_from else None,
        before,
        following,
        known is not None and _reaches_readers(known),
    )


def _reaches_readers(known: Publication) -> bool:
    """Say whether readers get what is sent, or will."""
    return known.raised or (known.for_readers and known.wish is not Wish.WITHDRAW)


def _clash(records: Records, conflict: Conflict, article: Article) -> Clash:
    """Return the conflict with ours as it reads now."""
    mine = _now(records, conflict, article) if conflict.open else conflict.mine
    joint = GAP if conflict.part == BODY else SIDE_BY_SIDE
    return Clash(conflict.base, mine, conflict.theirs, joint=joint)


def _read(records: Records, conflict: Conflict, article: Article, text: str) -> str:
    """Return a text of a conflict as people read it."""
    if conflict.part == SECTION:
        return section_name(records, text, article.language)
    return text


def _now(records: Records, conflict: Conflict, article: Article) -> str:
    """Return our text in the place of a conflict."""
    if conflict.part == BODY:
        return join(block.text for block in article.body if block.id in conflict.blocks)
    if conflict.use is None:
        return field_of(article, records.stories.get(article.story), conflict.part)
    try:
        use = records.uses.get(conflict.use)
    except NotFound:  # the photo was taken out of the text
        return ""
    return use.caption if conflict.part == "caption" else use.alt


def _neighbours(conflict: Conflict, article: Article) -> tuple[str, str]:
    """Return the paragraph before and the one after the place of a conflict in the body."""
    if conflict.part != BODY:
        return "", ""
    texts = [block.text for block in article.body]
    here = [place for place, block in enumerate(article.body) if block.id in conflict.blocks]
    start = here[0] if here else _place_after(conflict, article)
    stop = here[-1] + 1 if here else start
    return (texts[start - 1] if start else ""), "".join(texts[stop : stop + 1])


def _place_after(conflict: Conflict, article: Article) -> int:
    """Return where in the body a text stands that is not there; the end when all is changed."""
    if conflict.after is None:
        return 0
    ids = [block.id for block in article.body]
    return ids.index(conflict.after) + 1 if conflict.after in ids else len(ids)


def _sources(records: Records, conflict: Conflict, article: Article) -> Iterator[str]:
    """Yield the source texts that the text in conflict renders, in their order."""
    wanted = {*_addresses(conflict)}
    for row in segments_of(records, article):
        if wanted.intersection(row.targets) and row.source_text.strip():
            yield row.source_text


def _addresses(conflict: Conflict) -> Iterator[Address]:
    if conflict.use is not None:
        yield use_address(conflict.use, conflict.part)
    elif conflict.part == BODY:
        for block in conflict.blocks:
            yield block_address(conflict.article, block)
    else:
        yield field_address(conflict.article, conflict.part)


# -- deciding


def _chosen(
    records: Records,
    conflict: Conflict,
    article: Article,
    resolution: Resolution,
    text: str | None,
) -> str:
    """Return the text that a decision means."""
    clash = _clash(records, conflict, article)
    if resolution is Resolution.MINE:
        return clash.mine
    if resolution is Resolution.THEIRS:
        return conflict.theirs
    if text is not None:
        return clean(text).text.strip()
    if resolution is Resolution.EDITED:
        raise ValueError("An edited text is needed.")
    if conflict.part in {SECTION, "slug"}:
        raise Refused("conflict-not-both", name=article.headline)
    return clash.both


def _write(
    records: Records, place: Workplace, conflict: Conflict, article: Article, text: str
) -> Article:
    """Put a text in the place of a conflict; return the article as it is then."""
    if text == _now(records, conflict, article):
        return article
    if conflict.part == BODY:
        return rewrite(records, place, article, {}, join(_body_with(conflict, article, text)))
    line = one_line(text)
    if conflict.part in FIELDS:
        return rewrite(records, place, article, {conflict.part: line})
    if conflict.part == SECTION:
        story = records.stories.get(article.story)
        section = SectionId(line) if line else None
        records.stories.save(replace(story, section=section), story.version)
    elif conflict.use is not None:
        with suppress(NotFound):  # the photo was taken out of the text: nothing is to be said
            use = records.uses.get(conflict.use)
            said = (
                replace(use, caption=line) if conflict.part == "caption" else replace(use, alt=line)
            )
            records.uses.save(said)
            touched = frozenset({use_address(use.id, conflict.part)})
            refresh_links(records, place, article, touched)
    return article


def _unwrite(records: Records, place: Workplace, done: _Decided, article: Article) -> Article:
    """Give the article back what it had before a decision. Raises ChangedMeanwhile."""
    if done.left != _written(records, done.conflict, article):
        raise ChangedMeanwhile(name=article.headline)
    if done.kept is None or done.conflict.part not in {BODY, *FIELDS}:
        return _write(records, place, done.conflict, article, done.before)
    was = done.kept.kept
    texts = {name: was.field(name) for name in FIELDS}
    return rewrite(records, place, article, texts, was.markdown)


def _written(records: Records, conflict: Conflict, article: Article) -> tuple[str, ...]:
    """Return the texts that taking back a decision writes: all that ``rewrite`` does, or one."""
    if conflict.part in {BODY, *FIELDS}:
        return (article.markdown, *(article.field(name) for name in FIELDS))
    return (_now(records, conflict, article),)


def _refuse_sent(records: Records, done: _Decided, article: Article) -> None:
    """Raise Refused when what was decided is on its way to the site, or there."""
    here, site = article.id, done.conflict.site
    entries = [one for one in records.outbox.of_article(here) if one.site == site]
    since = [one for one in records.log.after(done.line) if (one.article, one.site) == (here, site)]
    going = any(entry.state is OutboxState.SENDING for entry in entries)
    if going or any(line.key in SENT for line in since):
        name = records.sites.get(site).name
        raise Refused("sent-already", names=article.headline, site=name)


def _body_with(conflict: Conflict, article: Article, text: str) -> Iterator[str]:
    """Yield the blocks of the body with a text in the place of a conflict."""
    here = [place for place, block in enumerate(article.body) if block.id in conflict.blocks]
    start = here[0] if here else _place_after(conflict, article)
    for place, block in enumerate(article.body):
        if place == start:
            yield from split(text)
        if place not in here:
            yield block.text
    if start == len(article.body):
        yield from split(text)


def _queue(
    records: Records, place: Workplace, conflict: Conflict
) -> Iterator[tuple[OutboxId, OutboxEntry]]:
    """Let the article go to its site; yield each entry with what to make of it by Undo.

    Nothing goes while something else of the article waits for a decision, and what never was to
    go to the site does not go now. Whether readers are to see an article at all that was taken off
    is asked on: nothing would ask it again.
    """
    article, site = conflict.article, conflict.site
    if records.conflicts.of_article(article, site, resolved=False):
        return
    known = records.publications.find(article, site)
    if known is None or not (known.remote_id or known.wish):
        return
    due = place.now() + UNDO
    open_entries = [
        entry
        for entry in records.outbox.of_article(article)
        if entry.site == site and entry.state.open and entry.operation is not Operation.PULL
    ]
    for entry in open_entries:
        if entry.state is OutboxState.NEEDS_YOU and entry.answer != Asking.PUBLIC_AGAIN:
            again = replace(entry, state=OutboxState.WAITING, not_before=due, answer="")
            records.outbox.save(again)
            yield entry.id, entry
    if not open_entries:
        fresh = OutboxEntry(
            OutboxId(new_id()),
            Operation.BRING_UP_TO_DATE,
            article,
            site,
            place.now(),
            not_before=due,
        )
        records.outbox.add(fresh)
        yield fresh.id, replace(fresh, state=OutboxState.CANCELLED)
