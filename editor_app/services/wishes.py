"""What a person asks of a site for some articles, noted and queued in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.errors import NotReady, Refused
from editor_app.domain.ids import OutboxId, PublicationId, new_id
from editor_app.domain.messages import Message
from editor_app.domain.site import (
    Operation,
    OutboxEntry,
    OutboxState,
    Publication,
    RemoteStatus,
    Site,
    SiteKind,
    Wish,
)
from editor_app.formats.page_dates import zone_of
from editor_app.services.outbox_answers import Queued
from editor_app.services.pacing import is_over
from editor_app.services.sending import UNDO
from editor_app.services.views import Published
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records

ONE_AFTER_ANOTHER = timedelta(microseconds=1)
"""Articles that are asked for together go out in that order: each is queued so much later."""


class Wishes:
    """The wishes of one press of a button, for one site; each can be taken back for ten seconds."""

    def __init__(self, records: Records, place: Workplace, site: Site) -> None:
        """Note and queue inside an open transaction of writing."""
        self._records, self._place, self._site = records, place, site
        self._queued: list[Queued] = []
        self._articles: list[Article] = []
        self.now = place.now()

    def ask(
        self,
        article: Article,
        wish: Wish,
        goes_out: datetime | None = None,
        *,
        not_before: datetime | None = None,
    ) -> None:
        """Note a wish and queue it, instead of what waits there for the same article."""
        records, site = self._records, self._site
        before = records.publications.find(article.id, site.id)
        waiting = tuple(
            entry
            for entry in records.outbox.of_article(article.id)
            if entry.site == site.id and entry.state.waits
        )
        for entry in waiting:
            records.outbox.save(replace(entry, state=OutboxState.CANCELLED))
        wished = before or Publication(PublicationId(new_id()), article.id, site.id, new_id())
        records.publications.put(
            replace(
                wished,
                wish=wish,
                wished_by=self._place.editor() or site.account,
                wished_at=self.now,
                goes_out=goes_out,
            )
        )
        operation = Operation.WITHDRAW if wish is Wish.WITHDRAW else Operation.BRING_UP_TO_DATE
        due = max(self.now + UNDO, not_before or self.now)
        queued = self.now + self.count * ONE_AFTER_ANOTHER
        entry = OutboxEntry(
            OutboxId(new_id()), operation, article.id, site.id, queued, not_before=due
        )
        records.outbox.add(entry)
        self._queued.append(Queued(entry, waiting, before))
        self._articles.append(article)

    @property
    def count(self) -> int:
        """How many articles were asked for."""
        return len(self._queued)

    @property
    def names(self) -> str:
        """The headlines of the articles, each once."""
        return " · ".join(dict.fromkeys(article.headline for article in self._articles))

    def published(
        self, said: Message, take_back: Callable[[Iterable[Queued]], Changes]
    ) -> Published:
        """Return what was queued; ``take_back`` undoes it."""
        queued = tuple(self._queued)
        stories = frozenset(article.story for article in self._articles)
        articles = frozenset(article.id for article in self._articles)
        changes = Changes(stories, articles, outbox=True)
        return Published(
            tuple(item.entry.id for item in queued),
            self.now + UNDO,
            changes.undone_by(said, lambda: take_back(queued)),
        )


def still_ahead(goes_out: datetime | None, now: datetime, site: Site) -> datetime | None:
    """Return when something goes out; None, now, for a time that has just gone by.

    Raises Refused when it is past: a site would publish at once what was meant for another day.
    """
    if goes_out is None or goes_out > now:
        return goes_out
    if is_over(goes_out, now):
        local = goes_out.astimezone(zone_of(site.zone))
        raise Refused("publish-time-past", shown=local.isoformat(timespec="minutes"))
    return None


def refuse_unready(stops: Iterable[Message]) -> None:
    """Raise NotReady with the first thing that stops an article, if there is one."""
    first = next(iter(stops), None)
    if first is not None:
        raise NotReady(first.key, **first.fields)


def refuse_absent(records: Records, article: Article, site: Site) -> None:
    """Raise Refused when no reader has an article on a site, nor will by what the site does."""
    known = records.publications.find(article.id, site.id)
    there = {RemoteStatus.PUBLIC}
    if site.kind is not SiteKind.FOLDER:
        there.add(RemoteStatus.SCHEDULED)
    if known is None or known.status not in there:
        raise Refused("not-on-site", name=article.headline)
