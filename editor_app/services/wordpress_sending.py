"""One article brought to a WordPress, in this order: look, merge, write, read back.

Each step is kept before the next begins, so that a crash or a lost answer between any two of them
is made out the next time and nothing is done twice.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import NoReturn

from editor_app.connectors.wordpress_posts import PostFields, marker_slug
from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.changes import Changes
from editor_app.domain.errors import (
    Busy,
    ChangedThere,
    ConnectionTrouble,
    EditorError,
    Refused,
)
from editor_app.domain.ids import PhotoId
from editor_app.domain.messages import Message
from editor_app.domain.remote import SiteTermKind
from editor_app.domain.site import OutboxEntry, Site, Wish
from editor_app.formats.wordpress_filter import filtered_markup
from editor_app.formats.wordpress_photos import PostPhoto
from editor_app.services.history_shown import HistoryShown
from editor_app.services.pages import PageService
from editor_app.services.photos import PhotoService
from editor_app.services.post_addresses import OwnAddress
from editor_app.services.post_base import (
    NO_BASE,
    PostBase,
    credits_lacking,
    read_base,
)
from editor_app.services.post_comparing import (
    may_wait,
    once_made,
    said_of_difference,
    same_texts,
    wrote_meanwhile,
)
from editor_app.services.post_history import PostHistory, time_seen
from editor_app.services.post_ledger import PostLedger
from editor_app.services.post_looking import PostLooking
from editor_app.services.post_merging import Known, PostMerging
from editor_app.services.post_open import wait_for_editor
from editor_app.services.post_photos import PhotoDesk
from editor_app.services.post_reading import PostReading
from editor_app.services.post_status import (
    FUTURE,
    PUBLISH,
    Asked,
    Postponed,
    plan_status,
    wait_for_hour,
)
from editor_app.services.post_steps import (
    Make,
    Outcome,
    PostRequest,
    ReadBack,
    Steps,
    Write,
    go_alone,
    go_together,
)
from editor_app.services.post_terms import PostTerms, TermDesk
from editor_app.services.post_writing import (
    Going,
    changed_fields,
    compose,
    kept_since,
    new_fields,
)
from editor_app.services.publish_gate import PublishGate
from editor_app.services.renditions import name_of
from editor_app.services.settling import settle
from editor_app.services.site_facts import NO
from editor_app.services.site_lines import SiteLines
from editor_app.services.workplace import Progress, Workplace, silent
from editor_app.storage.records import Records

_SHOWN_THERE = frozenset({PUBLISH, FUTURE, "private", "pending"})

VANISHED = "term-vanished"
"""The answer of an entry whose terms the site has dropped; its field ``times`` says how often."""

TIMES_MADE = 3
"""So often in a row an article is sent whose terms the site drops; somebody must look then."""


class PostSender:
    """Brings articles to WordPress sites, one call for one article."""

    def __init__(
        self, place: Workplace, pages: PageService, lines: SiteLines, gate: PublishGate
    ) -> None:
        """Work on this desk; ``lines`` lead to its sites, ``gate`` looks at what readers get."""
        self._place, self._pages, self._lines = place, pages, lines
        self._gate = gate

    def send(
        self,
        site: Site,
        entry: OutboxEntry,
        progress: Progress = silent,
        *,
        arrived: Collection[int] = (),
    ) -> Changes:
        """Carry out an entry of the outbox; it is done (or waits again) when this returns.

        ``arrived`` are photos (by the site's numbers) that have just come there for it. Raises
        Asked, Postponed, NotReady, Refused, the troubles of the connection, and Cancelled.
        """
        line = self._lines.line(site)
        return go_alone(line.posts, self._steps(site, entry, progress, arrived))

    def send_together(
        self,
        site: Site,
        entries: Sequence[tuple[OutboxEntry, Collection[int]]],
        progress: Progress = silent,
    ) -> list[Outcome]:
        """Carry out entries of articles that are new to the site, each with what came of it.

        That is what ``send`` returns or raises. Raises Cancelled; what was begun is to be sent
        again then.
        """
        line = self._lines.line(site)
        return go_together(
            line.posts, [self._steps(site, entry, progress, there) for entry, there in entries]
        )

    def is_new(self, records: Records, entry: OutboxEntry) -> bool:
        """Say whether an article is surely new to its site: nothing was ever tried there."""
        known = records.publications.find(entry.article, entry.site)
        return (
            known is not None
            and not (known.remote_id or known.base or entry.attempts)
            and known.wish is not Wish.WITHDRAW
        )

    def _steps(
        self, site: Site, entry: OutboxEntry, progress: Progress, arrived: Collection[int]
    ) -> Steps:
        place, pages = self._place, self._pages
        errand = _Errand(place, pages, self._lines, self._gate, site, entry, progress)
        return errand.run(arrived)


class _Errand:
    """One article on its way; ``run`` goes through the steps."""

    def __init__(
        self,
        place: Workplace,
        pages: PageService,
        lines: SiteLines,
        gate: PublishGate,
        site: Site,
        entry: OutboxEntry,
        progress: Progress,
    ) -> None:
        self.place, self.pages, self.gate = place, pages, gate
        self.site, self.entry, self.progress = site, entry, progress
        self.line = lines.line(site)
        self.ledger = PostLedger(place, entry)
        self.looking = PostLooking(place, pages, self.line, site, entry)
        reading = PostReading(place, pages, PhotoService(place), self.line, site)
        self.history = PostHistory(self.line, HistoryShown(place, site))
        self.merging = PostMerging(place, reading, self.history, self.ledger)

    def run(self, arrived: Collection[int] = ()) -> Steps:
        """Look, merge, write, read back."""
        with self.place.database.writing() as records:
            changes = settle(records, self.place, self.entry.article)
        self.gate.check(self.site, self.entry)
        item = self.looking.gathered()
        if item.publication.wish is Wish.WITHDRAW:
            return changes | self._withdrawn(item)
        address = OwnAddress(self.place, self.line, self.looking, self.ledger)
        if address.is_wanted(item):
            return changes | address.give(item, self.site)
        self.looking.check(item)
        name = {"name": item.article.headline, "site": self.site.name}
        self.progress(0, 1, Message("sending-article", name))
        found = self.looking.found(item)
        met = found
        if found is not None:
            met = once_made(found, item.memory, item.publication.marker)
            joined = self.merging.join(item, met)
            self.gate.check(self.site, self.entry)  # asking took its time, and joining words
            item = self.looking.gathered()
            if joined:
                self.looking.check(item)
            changes |= joined
        elif item.publication.remote_id:
            item = self.looking.gathered()
        terms = self._terms(item).of_story(item.story)
        photos = self._photos(item, arrived)
        base = item.memory.agreed if found is not None else NO_BASE
        sent = compose(item, base, met, terms, photos)
        if found is not None:
            return changes | (yield from self._written(item, sent, found))
        return changes | (yield from self._made(item, sent, terms, photos))

    def _terms(self, item: Going) -> TermDesk:
        return TermDesk(self.place, self.line, self.site, item.article.language)

    def _photos(self, item: Going, arrived: Collection[int]) -> Mapping[PhotoId, PostPhoto]:
        desk = PhotoDesk(self.place, self.pages.renditions, self.line, self.site)
        try:
            return desk.bring(item.shown, {*item.memory.agreed.media, *arrived}, self.progress)
        except ConnectionTrouble as trouble:
            if trouble.doubtful:
                self.ledger.doubt(item, tuple(name_of(one.photo) for one in item.shown))
            raise

    # -- writing

    def _made(
        self,
        item: Going,
        sent: PostBase,
        terms: PostTerms,
        photos: Mapping[PhotoId, PostPhoto],
    ) -> Steps:
        """Make the post as a draft with our marker; its number is kept before anything else.

        It is looked at before it may become public. What only the site could tell (whether it has
        footnotes of its own, languages) is written with the real slug.
        """
        self.ledger.expect(item, sent)
        made, fresh = yield from self._created(item, sent)
        agreed = replace(sent, slug=made.slug, status=made.status, date=made.date)
        self.ledger.agreed(item, agreed, made)
        if not same_texts(sent, made, notes=False):
            unseen = not fresh and self.site.found.get("revisions") == NO
            if made.revision or unseen:  # somebody has found it, and written in it
                raise self._at_once()
            self._kept_another(item, sent, made)
        with self.place.database.reading() as records:
            item = kept_since(records, item)
        met = made if fresh else once_made(made, item.memory, item.publication.marker)
        filled = compose(item, replace(sent, content=NO_BASE.content), met, terms, photos)
        return (yield from self._written(item, filled, made, alone=True))

    def _created(
        self, item: Going, sent: PostBase
    ) -> Generator[PostRequest, RemotePost, tuple[RemotePost, bool]]:
        """Return the post, and whether it was made just now; else it may be another by now."""
        marker, fresh = item.publication.marker, True
        try:
            made = yield Make(marker, new_fields(sent))
        except ChangedThere as there:
            known = int(there.message.fields.get("remote", 0))
            if not known:
                raise
            made, fresh = self.line.posts.read(known), False
        except ConnectionTrouble as trouble:
            if trouble.doubtful:
                self.ledger.doubt(item)
            raise
        if made.slug == marker_slug(marker):
            return made, fresh
        self.ledger.doubt(item)  # another one has the address that this one was to get
        kept = self.looking.adopted(item) or made
        return kept, fresh and kept.id == made.id

    def _written(
        self, item: Going, sent: PostBase, found: RemotePost, *, alone: bool = False
    ) -> Steps:
        """Write what differs, read it back, and look who else has written meanwhile.

        ``alone``: the post was made a moment ago, and hardly anybody else can know of it.
        """
        plan = plan_status(item.publication, self.entry, found, self.looking.clocks())
        fields = changed_fields(sent, found)
        if plan.status is not None and plan.status != found.status:
            fields["status"] = plan.status
        if plan.date is not None and plan.date != found.date:
            fields["date"] = plan.date
        if not fields:
            return self.ledger.synced(item, sent, found, plan, time_seen(found, self.line))
        self._check_markup(sent, found, fields)
        wait_for_hour(found, fields, self.looking.clocks())
        if not alone and may_wait(found, fields):
            wait_for_editor(self.line, item.publication, self.entry, found, self.looking.clocks())
        status, date = fields.get("status", found.status), fields.get("date", found.date)
        told = replace(sent, status=status, date=date)
        try:
            with self.ledger.expecting(item, told, fields):
                answer = yield Write(found.id, fields, found.etag)
        except ChangedThere:
            raise self._at_once() from None
        back = yield ReadBack(found.id)
        self._terms(item).relearn(back)
        if not same_texts(sent, back):
            if same_texts(sent, answer) or wrote_meanwhile(sent, back, fields):
                self._join_covered(item, sent, found, answer)
                self._overtaken(item, sent, back)
            self._kept_another(item, sent, back)
        # before anything else is judged: no later look would see what we covered
        if not (alone and back.revisions == 1):  # the only revision of a new post is ours
            self._join_covered(item, sent, found, back)
        self._check_rest(item, sent, back, fields)
        if not self._terms(item).are(item.story, sent):
            self._keep_as_found(item, sent, back)
            raise self._at_once()
        self._say_credits(item, sent)
        return self.ledger.synced(item, sent, back, plan, time_seen(back, self.line))

    def _say_credits(self, item: Going, sent: PostBase) -> None:
        """Say that credits which somebody took out of captions on the site stand there again."""
        count = len(credits_lacking(item.memory.agreed) - credits_lacking(sent))
        if count:
            said = Message("log-credit-back", {"count": count, "site": self.site.name})
            self.ledger.log(item, said)

    def _check_markup(self, sent: PostBase, found: RemotePost, fields: PostFields) -> None:
        """Raise Refused when the site would take something out of the text without a word."""
        if "content" not in fields or "unfiltered-html" in found.actions:
            return
        names = filtered_markup(sent.content.content)
        if names:
            raise Refused("site-would-remove", names=", ".join(names), site=self.site.name)

    def _at_once(self) -> Postponed:
        """Return what lets the entry go on at once with what changed on the site."""
        return Postponed("changed-there", self.place.now(), site=self.site.name)

    def _kept_another(self, item: Going, sent: PostBase, back: RemotePost) -> NoReturn:
        """Keep what the site has as the base, and raise Refused with the difference in words."""
        told = said_of_difference(sent, back, self.site.name)
        self._keep_as_found(item, sent, back)
        self.ledger.log(item, *told)
        raise Refused(told[0].key, **told[0].fields)

    def _check_rest(
        self, item: Going, sent: PostBase, back: RemotePost, fields: PostFields
    ) -> None:
        """Look whether the site took the terms, and the status that was asked for."""
        for kind, wanted, there in (
            (SiteTermKind.CATEGORY, sent.categories, back.categories),
            (SiteTermKind.TAG, sent.tags, back.tags),
        ):
            gone = set(wanted) - set(there)
            if gone:
                self._terms(item).forget(kind, gone)
                self._keep_as_found(item, sent, back)
                raise self._dropped()
        wanted_status = fields.get("status", back.status)
        if wanted_status == back.status:
            return
        said = Message("site-other-status", {"site": self.site.name, "status": back.status})
        if {wanted_status, back.status} == {FUTURE, PUBLISH}:
            self.ledger.log(item, said)
            return
        self._keep_as_found(item, sent, back)
        raise Refused(said.key, **said.fields)

    def _dropped(self) -> EditorError:
        """Return what lets an article go once more with its terms, or what to do about them."""
        dropped = self.entry.answer == VANISHED
        times = 1 + int(self.entry.answer_fields.get("times", 0)) if dropped else 1
        if times >= TIMES_MADE:
            return Refused("term-not-kept", site=self.site.name)
        return Busy(VANISHED, site=self.site.name, times=times)

    def _keep_as_found(self, item: Going, sent: PostBase, back: RemotePost) -> None:
        """Let what the site has be what both sides agree on; its slug is what it made of ours."""
        asked = replace(sent, slug=back.slug)
        kept = read_base(back, asked, item.guide, item.publication.marker)
        self.ledger.agreed(item, kept, back)

    # -- somebody else wrote at the same time

    def _overtaken(self, item: Going, sent: PostBase, back: RemotePost) -> NoReturn:
        """Somebody wrote a moment before or after us, without us seeing it: both are joined."""
        self.merging.join_overtaken(item, sent, back)
        raise self._at_once()

    def _join_covered(
        self, item: Going, sent: PostBase, before: RemotePost, back: RemotePost
    ) -> None:
        """Show and merge texts that ours has written over; the result goes out at once."""
        if self._took_covered(item, sent, before, back):
            raise self._at_once()

    def _took_covered(
        self, item: Going, sent: PostBase, before: RemotePost, back: RemotePost
    ) -> bool:
        """Merge texts that ours has written over, if there are any; what stands there is agreed on.

        After a trouble of the connection it is not: the next look finds those texts once more.
        Raises Refused while texts clash.
        """
        if back.revision == before.revision:
            return False
        on_its_way = tuple(one.post for one in item.memory.sent)
        covered = self.history.covered(before, back, (*on_its_way, sent))
        if not covered:
            return False
        agreed = replace(
            sent,
            slug=back.slug,
            status=back.status,
            date=back.date,
            categories=tuple(one for one in sent.categories if one in back.categories),
            tags=tuple(one for one in sent.tags if one in back.tags),
        )
        known = Known(agreed, back, item.memory.sent)
        self.merging.join_covered(item, before, covered, known)
        return True

    # -- taking off

    def _withdrawn(self, item: Going) -> Changes:
        """Make the post a draft; its text stays on the site as it is there."""
        try:
            found = self.looking.there(item)
        except Asked:  # it is gone: it is off the site
            found = None
        if found is not None and found.status in _SHOWN_THERE:
            before = found
            with self.ledger.expecting(item, item.memory.agreed, ("status",)):
                self.line.posts.update(found.id, status="draft")
            found = self.line.posts.read(found.id)
            if found.status in _SHOWN_THERE:
                fields = {"site": self.site.name, "status": found.status}
                raise Refused("site-other-status", **fields)
            with suppress(Refused):  # a conflict is listed; the post is off all the same
                self._took_covered(item, item.memory.agreed, before, found)
        return self.ledger.withdrawn(item, found)
