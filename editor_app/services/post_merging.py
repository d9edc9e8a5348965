"""What somebody changed on the site is joined with ours before ours is written, or right after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from editor_app.connectors.wordpress_values import RemotePost, RemoteRevision
from editor_app.domain.changes import Changes
from editor_app.domain.errors import Refused
from editor_app.domain.messages import Message
from editor_app.services.merging import merge_in
from editor_app.services.post_base import (
    NO_BASE,
    PostBase,
    Sent,
    memory_of,
    remembered,
    said_of_credits,
    same_post,
    versions,
)
from editor_app.services.post_history import PostHistory
from editor_app.services.post_ledger import PostLedger
from editor_app.services.post_reading import PostReading
from editor_app.services.post_writing import Going
from editor_app.services.pull_states import CONFLICT
from editor_app.services.site_versions import Author
from editor_app.services.workplace import Workplace


@dataclass(frozen=True)
class Known:
    """What both sides agree on after a merge, the post then, and what of ours may still arrive."""

    agreed: PostBase
    found: RemotePost
    under_way: tuple[Sent, ...]


@dataclass(frozen=True)
class _Text:
    """A text of somebody there, and what it was made from."""

    base: PostBase
    theirs: PostBase
    author: Author


class PostMerging:
    """Joins a post with its article, for one article on its way; nothing is written there."""

    def __init__(
        self, place: Workplace, reading: PostReading, history: PostHistory, ledger: PostLedger
    ) -> None:
        """Learn from ``history`` who wrote what; ``reading`` makes it ours."""
        self._place, self._reading = place, reading
        self._ledger, self._history = ledger, history

    def join(self, item: Going, found: RemotePost) -> Changes:
        """Take in what changed on the site since both sides agreed; it becomes the base.

        A post that went back to an older state has no base: all that differs is shown. Raises
        Refused (``conflict-waits``) while somebody must choose.
        """
        base = self._reading.ground(found, item.memory, item.article.language)
        theirs = self._read(item, found, base)
        same = base.known and same_post(base, theirs)
        agreed = replace(base, slug=found.slug, status=found.status, date=found.date)
        covered = self._history.written_over(item.publication, found)
        under_way = self._history.under_way(item.publication, found, self._place.now())
        texts = [self._lost(item, found, one) for one in covered]
        if same and not texts and agreed == item.memory.agreed and under_way == item.memory.sent:
            return Changes()
        if not same:
            since = self._history.since(item.publication, found)
            ground = since.ground(base, theirs, self._reading.guide(item.article.language))
            if self._history.went_back(item.publication, found):
                ground = NO_BASE
            texts.append(_Text(ground, theirs, since.author))
        return self._merge(item, texts, Known(agreed if same else theirs, found, under_way))

    def join_covered(
        self, item: Going, before: RemotePost, covered: Sequence[RemoteRevision], known: Known
    ) -> Changes:
        """Take in texts that ours has written over. Raises Refused while texts clash."""
        return self._merge(item, [self._lost(item, before, one) for one in covered], known)

    def join_overtaken(self, item: Going, sent: PostBase, back: RemotePost) -> Changes:
        """Take in a text that was written over ours a moment later, without seeing it.

        ``item`` is as it was before ours was ``sent``. Raises Refused while texts clash.
        """
        theirs = self._read(item, back, sent)
        since = self._history.since(item.publication, back)
        text = _Text(item.memory.agreed, theirs, since.author)
        return self._merge(item, [text], Known(theirs, back, item.memory.sent))

    def _lost(self, item: Going, post: RemotePost, revision: RemoteRevision) -> _Text:
        """Return a text that ours has written over."""
        base = memory_of(item.publication).agreed
        lost = replace(
            post, title=revision.title, content=revision.content, excerpt=revision.excerpt
        )
        name = self._history.name_of(revision.author)
        author = Author(name, revision.date, item.publication.last_synced)
        return _Text(base, self._read(item, lost, base), author)

    def _read(self, item: Going, found: RemotePost, base: PostBase) -> PostBase:
        return self._reading.read(found, base, item.article.language, item.publication.marker)

    def _merge(self, item: Going, texts: Sequence[_Text], kept: Known) -> Changes:
        """Merge texts of others into ours, and keep what both agree on, in one go."""
        guide = self._reading.guide(item.article.language)
        article, site = item.article.id, item.site.id
        changes, conflicts = Changes(), 0
        with self._place.database.writing() as records:
            for one in texts:
                for block in one.theirs.content.foreign:
                    records.foreign.put(block)
                ours, theirs = versions(one.base, one.theirs, guide)
                report = merge_in(records, self._place, article, site, ours, theirs, one.author)
                changes, conflicts = changes | report.changes, len(report.conflicts)
            known = records.publications.find(article, site) or item.publication
            records.publications.put(remembered(known, kept.agreed, kept.found, kept.under_way))
            if changes:
                said = Message("log-merged", {"site": item.site.name})
                self._ledger.log_in(records, item, said)
            taken_out = said_of_credits(item.memory.agreed, kept.agreed, item.site.name)
            if texts and taken_out is not None:
                self._ledger.log_in(records, item, taken_out)
        if conflicts:
            raise Refused(CONFLICT, count=conflicts)
        return changes
