"""What somebody changed on the site is joined with ours before ours is written, or right after."""

from __future__ import annotations

from dataclasses import replace

from editor_app.connectors.wordpress_values import RemotePost, RemoteRevision
from editor_app.domain.changes import Changes
from editor_app.domain.errors import NotAllowed, Refused
from editor_app.domain.messages import Message
from editor_app.services.merging import merge_in
from editor_app.services.post_base import (
    NO_BASE,
    PostBase,
    memory_of,
    remembered,
    said_of_credits,
    same_post,
    versions,
)
from editor_app.services.post_history import PostHistory, says, texts_of, texts_there
from editor_app.services.post_ledger import PostLedger
from editor_app.services.post_reading import PostReading
from editor_app.services.post_writing import Going
from editor_app.services.site_versions import Author
from editor_app.services.workplace import Workplace


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
        base = item.memory.ground(found)
        theirs = self._read(item, found, base)
        same = base.known and same_post(base, theirs)
        agreed = replace(base, slug=found.slug, status=found.status, date=found.date)
        lost = self._history.written_over(item.publication, found)
        under_way = self._history.under_way(item.publication, found)
        changes, clash = Changes(), None
        if lost is not None:
            try:
                changes = self.join_overwritten(item, found, lost)
            except Refused as refused:
                clash = refused
        if same and (item.memory.sent is not None or agreed != item.memory.agreed):
            self._ledger.agreed(item, agreed, found, under_way=under_way)
        elif lost is not None:
            self._ledger.keep(item.publication)
        if clash is not None:
            raise clash
        if same:
            return changes
        since = self._history.since(item.publication, found)
        ground = since.ground(base, theirs, self._reading.guide(item.article.language))
        if self._history.went_back(item.publication, found):
            ground = NO_BASE
        joined = self._merge(item, ground, theirs, found, since.author, under_way=under_way)
        return changes | joined

    def overwritten(
        self, sent: PostBase, before: RemotePost, after: RemotePost
    ) -> RemoteRevision | None:
        """Return what somebody wrote between our reading and our writing, if anybody did.

        Not what stands there after it, which the next look finds.
        """
        try:
            since = self._history.revisions(before.id, before.revision)
        except NotAllowed:  # the account may not look, or nobody: doctor and log say so
            return None
        seen = [texts_of(sent), texts_there(before), texts_there(after)]
        theirs = (
            one
            for one in since
            if one.id <= after.revision
            and not (one.autosave or any(says(one, texts) for texts in seen))
        )
        return next(theirs, None)

    def join_overwritten(
        self, item: Going, before: RemotePost, revision: RemoteRevision
    ) -> Changes:
        """Take in a text that ours has written over. Raises Refused while texts clash."""
        base = memory_of(item.publication).agreed
        lost = replace(
            before, title=revision.title, content=revision.content, excerpt=revision.excerpt
        )
        theirs = self._read(item, lost, base)
        name = self._history.name_of(revision.author)
        author = Author(name, revision.date, item.publication.last_synced)
        return self._merge(item, base, theirs, lost, author)

    def join_overtaken(self, item: Going, sent: PostBase, back: RemotePost) -> Changes:
        """Take in a text that was written over ours a moment later, without seeing it.

        ``item`` is as it was before ours was ``sent``. Raises Refused while texts clash.
        """
        theirs = self._read(item, back, sent)
        since = self._history.since(item.publication, back)
        return self._merge(item, item.memory.agreed, theirs, back, since.author)

    def _read(self, item: Going, found: RemotePost, base: PostBase) -> PostBase:
        return self._reading.read(found, base, item.article.language, item.publication.marker)

    def _merge(
        self,
        item: Going,
        base: PostBase,
        theirs: PostBase,
        found: RemotePost,
        author: Author,
        *,
        under_way: bool = False,
    ) -> Changes:
        guide = self._reading.guide(item.article.language)
        ours_version, theirs_version = versions(base, theirs, guide)
        article, site = item.article.id, item.site.id
        with self._place.database.writing() as records:
            for block in theirs.content.foreign:
                records.foreign.put(block)
            report = merge_in(
                records, self._place, article, site, ours_version, theirs_version, author
            )
            known = records.publications.find(article, site) or item.publication
            records.publications.put(remembered(known, theirs, found, under_way=under_way))
            if report.changes:
                said = Message("log-merged", {"site": item.site.name})
                self._ledger.log_in(records, item, said)
            taken_out = said_of_credits(item.memory.agreed, theirs, item.site.name)
            if taken_out is not None:
                self._ledger.log_in(records, item, taken_out)
        if report.conflicts:
            raise Refused("conflict-waits", count=len(report.conflicts))
        return report.changes
