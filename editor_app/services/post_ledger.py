"""What is kept of an article on its way to a WordPress: each step in a transaction of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.changes import Changes
from editor_app.domain.errors import ConnectionTrouble
from editor_app.domain.messages import Message
from editor_app.domain.site import (
    LogLine,
    OutboxEntry,
    OutboxState,
    Publication,
    RemoteStatus,
)
from editor_app.formats.page_view import ArticleView
from editor_app.services.pacing import UNDO
from editor_app.services.page_checks import expect_page
from editor_app.services.post_base import PostBase, forgotten, memory_of, remembered
from editor_app.services.post_status import FUTURE, PUBLISH, StatusPlan, remote_status
from editor_app.services.post_writing import Going, stamp_of
from editor_app.services.pull_states import vanish
from editor_app.services.site_doubts import doubt_of, leave_alone
from editor_app.services.site_views import digest_of
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records

POST_DIGEST = "post-"
"""Begins the digest of a publication whose base is a post's."""

ANY_TIME = datetime(1970, 1, 1, tzinfo=UTC)

SERVER_ERROR = 500
SEEN_TO_LAST = frozenset({"meta", "lang", "translations"})
"""The fields of a post that a site may refuse when all others are written."""


def post_digest(view: ArticleView) -> str:
    """Return the digest of what readers see of an article on a WordPress, all times apart."""
    return POST_DIGEST + digest_of(replace(view, published=ANY_TIME))


def wrote_nothing(trouble: ConnectionTrouble, fields: Collection[str]) -> bool:
    """Say whether a write of some fields of a post has surely changed nothing there.

    That is so when it never got away, and when the site refused it in its own words before it began
    to write. What goes wrong in the midst of it WordPress tells as an error of the server, or of a
    field that it sees to last.
    """
    if trouble.doubtful:
        return False
    began = trouble.status >= SERVER_ERROR or bool(SEEN_TO_LAST.intersection(fields))
    return not trouble.status or bool(trouble.code and not began)


class PostLedger:
    """Keeps what is known of a post, and the state of its entry in the outbox."""

    def __init__(self, place: Workplace, entry: OutboxEntry) -> None:
        """Keep it in this desk, for one entry."""
        self._place, self._entry = place, entry

    def keep(self, publication: Publication) -> None:
        """Keep what is known of the post; a wish that was changed meanwhile stands.

        A number that the site has just given to ours was another's before only if the site was put
        back from a backup, and that other one is gone.
        """
        with self._place.database.writing() as records:
            known = records.publications.find(publication.article, publication.site)
            if known is not None:
                publication = replace(
                    publication,
                    wish=known.wish,
                    wished_by=known.wished_by,
                    wished_at=known.wished_at,
                    goes_out=known.goes_out,
                )
            records.publications.put(publication)
            if publication.remote_id and (
                known is None or known.remote_id != publication.remote_id
            ):
                self._gone_before(records, publication)

    def found(self, item: Going, post: int) -> None:
        """Keep the number of the post that our marker found; what is in doubt stays so."""
        self.keep(replace(self._now(item), remote_id=str(post)))

    def _now(self, item: Going) -> Publication:
        """Return what is kept by now: a doubt may have been noted since ``item`` was gathered."""
        with self._place.database.reading() as records:
            known = records.publications.find(item.article.id, item.site.id)
        return known or item.publication

    def forget(self, item: Going) -> None:
        """Forget a post that is gone, so that the article is new to the site."""
        with self._place.database.writing() as records:
            known = records.publications.find(item.article.id, item.site.id) or item.publication
            leave_alone(records, known.site, int(item.publication.remote_id), gone=False)
            records.publications.put(forgotten(known))

    def _gone_before(self, records: Records, fresh: Publication) -> None:
        asks = int(fresh.remote_id) not in doubt_of(records, fresh.site).kept
        leave_alone(records, fresh.site, int(fresh.remote_id), gone=False)
        for other in records.publications.of_remote(fresh.site, fresh.remote_id):
            if other.article == fresh.article:
                continue
            lost = replace(other, remote_id="", base="", revision="", address="")
            if asks:
                vanish(records, self._place, lost, asks=True)
            else:
                records.publications.put(lost)

    def agreed(self, item: Going, base: PostBase, found: RemotePost) -> None:
        """Keep the state that both sides agree on now, as ``remembered`` does.

        What was on its way when ``item`` was gathered still is: of what was sent since, all is
        known.
        """
        self.keep(remembered(self._now(item), base, found, item.memory.sent))

    def expect(self, item: Going, sent: PostBase) -> None:
        """Keep what is about to be sent, so that a lost answer can be made out."""
        known = self._now(item)
        memory = memory_of(known).sending(sent, self._place.now())
        self.keep(replace(known, base=memory.to_json()))

    @contextmanager
    def expecting(self, item: Going, sent: PostBase, fields: Collection[str]) -> Iterator[None]:
        """Keep for a write of ``fields`` what is sent; what surely wrote nothing is on no way.

        Where nothing is agreed on, nothing could be made out either.
        """
        if sent.known:
            self.expect(item, sent)
        try:
            yield
        except ConnectionTrouble as trouble:
            if sent.known and wrote_nothing(trouble, fields):
                known = self._now(item)
                memory = replace(memory_of(known), sent=item.memory.sent)
                self.keep(replace(known, base=memory.to_json()))
            raise

    def doubt(self, _item: Going, photos: tuple[str, ...] = ()) -> None:
        """Note that something may have been made twice: it is swept for at the next syncs."""
        self.doubt_photos(photos)

    def doubt_photos(self, photos: tuple[str, ...]) -> None:
        """Note the same of photos that travelled before their article."""
        with self._place.database.writing() as records:
            known = records.publications.find(self._entry.article, self._entry.site)
            if known is not None:
                memory = memory_of(known).doubted(self._place.now(), photos)
                records.publications.put(replace(known, base=memory.to_json()))

    def log(self, item: Going, *said: Message) -> None:
        """Write lines into the log of the article."""
        with self._place.database.writing() as records:
            for message in said:
                self.log_in(records, item, message)

    def log_in(self, records: Records, item: Going, said: Message) -> None:
        """Write a line inside an open transaction."""
        fields = {name: str(value) for name, value in said.fields.items()}
        line = LogLine(self._place.now(), said.key, fields, item.article.id, item.site.id)
        records.log.add(line)

    # -- the end of an entry

    def synced(
        self,
        item: Going,
        sent: PostBase,
        back: RemotePost,
        plan: StatusPlan,
        seen: datetime | None,
    ) -> Changes:
        """Say Synced: what was read ``back`` is the base, and the entry is done or waits again.

        ``seen`` is the time of its change that counts as known.
        """
        agreed = replace(sent, slug=back.slug, status=back.status, date=back.date)
        now = self._place.now()
        with self._place.database.writing() as records:
            known = records.publications.find(item.article.id, item.site.id) or item.publication
            edited = stamp_of(records, item.article.id) != item.stamp
            after = remembered(known, agreed, back, item.memory.sent)
            after = replace(after, seen_modified=seen)
            after = _standing(after, known, item, back, now, held=plan.hold is not None)
            records.publications.put(after)
            expect_page(records, after, now)
            self._date(records, item, after)
            entry = records.outbox.get(self._entry.id)
            records.outbox.save(_ended(entry, plan, now, edited=edited))
            keys = {PUBLISH: "log-published", FUTURE: "log-scheduled"}
            key = keys.get(back.status, "log-draft")
            said = Message(key, {"address": back.link, "site": item.site.name})
            self.log_in(records, item, said)
        return _touched(item)

    def _date(self, records: Records, item: Going, after: Publication) -> None:
        """Keep with the article when the site made it public, and when it was updated."""
        article = records.articles.get(item.article.id)
        if after.status is not RemoteStatus.PUBLIC:
            return
        again = item.publication.status is RemoteStatus.PUBLIC
        dated = replace(
            article,
            published=article.published or after.first_published,
            updated=self._place.now() if again else article.updated,
        )
        if dated != article:
            records.articles.save(dated, article.version)

    def moved(self, item: Going, back: RemotePost | None) -> Changes:
        """Note where readers find an article now; nothing else is agreed on."""
        with self._place.database.writing() as records:
            known = records.publications.find(item.article.id, item.site.id) or item.publication
            if back is not None:
                known = _agreeing(known, item, slug=back.slug)
                said = {"address": back.link, "site": item.site.name}
                if back.link != known.address:
                    self.log_in(records, item, Message("log-new-address", said))
                records.publications.put(replace(known, address=back.link))
                expect_page(records, known, self._place.now())
            records.outbox.save(_done(records.outbox.get(self._entry.id)))
        return _touched(item)

    def withdrawn(self, item: Going, back: RemotePost | None) -> Changes:
        """Note that the article is off the site; ``back`` is what is left of it there.

        Of a post that is gone nothing is, but a backup may bring it back: its number is kept.
        """
        with self._place.database.writing() as records:
            known = records.publications.find(item.article.id, item.site.id) or item.publication
            status = RemoteStatus.WITHDRAWN
            if back is not None:
                status = remote_status(back.status, known)
                known = _agreeing(known, item, status=back.status)
            elif known.remote_id:
                leave_alone(records, known.site, int(known.remote_id))
            after = replace(known, status=status, digest="", last_synced=self._place.now())
            if _same_wish(known, item):
                after = replace(after, wish=None, goes_out=None)
            records.publications.put(after)
            records.outbox.save(_done(records.outbox.get(self._entry.id)))
            fields = {"address": known.address, "site": item.site.name}
            self.log_in(records, item, Message("log-withdrawn-draft", fields))
        return _touched(item)


def _touched(item: Going) -> Changes:
    return Changes(frozenset({item.story.id}), frozenset({item.article.id}), outbox=True)


def _same_wish(known: Publication, item: Going) -> bool:
    was = item.publication
    return (known.wish, known.wished_at, known.goes_out) == (was.wish, was.wished_at, was.goes_out)


def _agreeing(known: Publication, item: Going, **changes: Any) -> Publication:
    """Return a publication with some fields of its post agreed on, where anything is.

    The write that was answered is on its way no more: taken for one that may still arrive, it would
    pass somebody's later text for ours.
    """
    memory = memory_of(known)
    if not memory.agreed.known:
        return known
    agreed = replace(memory.agreed, **changes)
    return replace(known, base=replace(memory, agreed=agreed, sent=item.memory.sent).to_json())


def _standing(
    after: Publication,
    known: Publication,
    item: Going,
    back: RemotePost,
    now: datetime,
    *,
    held: bool,
) -> Publication:
    """Return a publication with the site's status; the wish is done unless it changed or waits."""
    status = remote_status(back.status, known)
    public = status is RemoteStatus.PUBLIC
    first = known.first_published or (min(back.date or now, now) if public else None)
    standing = replace(
        after,
        status=status,
        first_published=first,
        digest=post_digest(item.view),
        last_synced=now,
    )
    if held or not _same_wish(known, item):
        return standing
    scheduled = status is RemoteStatus.SCHEDULED
    return replace(standing, wish=None, goes_out=back.date if scheduled else None)


def _ended(entry: OutboxEntry, plan: StatusPlan, now: datetime, *, edited: bool) -> OutboxEntry:
    """Return the entry as done; as waiting when its time is to come or somebody went on writing."""
    if plan.hold is not None and plan.waits is not None:
        return replace(
            entry,
            state=OutboxState.WAITING,
            not_before=plan.hold,
            attempts=0,
            answer=plan.waits.key,
            answer_fields={name: str(value) for name, value in plan.waits.fields.items()},
        )
    if edited:
        return replace(entry, state=OutboxState.WAITING, not_before=now + UNDO, answer="")
    return _done(entry)


def _done(entry: OutboxEntry) -> OutboxEntry:
    """Return the entry as done: nothing is left to be said of it."""
    return replace(entry, state=OutboxState.DONE, answer="", answer_fields={})
