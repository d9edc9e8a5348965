"""Sync: what waits goes to the sites, what changed there comes here, and a report says what was."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from editor_app.domain.changes import Changes
from editor_app.domain.errors import ConnectionTrouble, SecretsUnavailable
from editor_app.domain.ids import OutboxId, SiteId
from editor_app.domain.messages import Message
from editor_app.domain.site import OutboxState, Site, SiteKind
from editor_app.services.data_saving import NOTHING, DataSaver, Held
from editor_app.services.draft_queue import queue_changed_drafts
from editor_app.services.last_synced import last_synced
from editor_app.services.pages import PageService
from editor_app.services.public_pages import PagesChecked, PublicPageService
from editor_app.services.publishing import PublishingService
from editor_app.services.pulling import PullReport, PullService
from editor_app.services.site_doubts import SiteDoubt
from editor_app.services.site_lines import SiteLines
from editor_app.services.twin_sweep import is_of_the_site, sweep_twins
from editor_app.services.workplace import Progress, Workplace, silent

JOINED = "log-merged"
"""What the log says when sending met a change on the site (``post_merging``)."""


def never() -> bool:
    """Say that nobody saves data."""
    return False


@dataclass(frozen=True)
class SyncReport:
    """What a sync did, and what is left to do.

    ``sent`` entries of the outbox are done; ``received`` articles took something in, while sending
    or afterwards, ``merged`` of them beside changes of ours. ``conflicts``, ``waiting`` and
    ``needs_you`` (questions about whole sites included) are how it stands now. ``gone`` posts were
    missed, ``fresh`` ones on the sites are nobody's here. ``asks`` and ``troubles`` say why a site
    was not read, ``held`` what data saver has left for later. ``looked`` counts the public pages
    that were compared with what was sent; that is no part of ``requests`` and ``seconds``.
    """

    sent: int = 0
    received: int = 0
    merged: int = 0
    conflicts: int = 0
    waiting: int = 0
    needs_you: int = 0
    requests: int = 0
    seconds: float = 0.0
    gone: int = 0
    fresh: int = 0
    asks: tuple[Message, ...] = ()
    troubles: tuple[Message, ...] = ()
    held: Held = NOTHING
    looked: PagesChecked = field(default_factory=PagesChecked)
    changes: Changes = field(default_factory=Changes)

    def with_pull(self, pulled: PullReport) -> SyncReport:
        """Return it with the pull of one site more."""
        return replace(
            self,
            received=self.received + pulled.received,
            merged=self.merged + pulled.joined,
            gone=self.gone + pulled.gone,
            fresh=self.fresh + pulled.fresh,
            asks=(*self.asks, pulled.asks) if pulled.asks else self.asks,
            changes=self.changes | pulled.changes,
        )

    def with_trouble(self, said: Message) -> SyncReport:
        """Return it with a trouble more, unless it says that already."""
        told = () if said in self.troubles else (said,)
        return replace(self, troubles=(*self.troubles, *told))


class SyncService:
    """The verb of syncing."""

    def __init__(
        self,
        place: Workplace,
        pages: PageService,
        publishing: PublishingService,
        pulling: PullService,
        lines: SiteLines,
        *,
        saves_data: Callable[[], bool] = never,
        public_pages: PublicPageService | None = None,
    ) -> None:
        """Work on this desk; ``public_pages`` looks at what became public.

        While ``saves_data`` says so, no site is looked through whole, photos travel for public
        stories only, and more than 5 MB of them wait for an answer.
        """
        self._place, self._pages = place, pages
        self._publishing, self._pulling = publishing, pulling
        self._lines, self._saves_data = lines, saves_data
        self._saver = DataSaver(place, pages, saves_data)
        self._public_pages = public_pages
        self._read: dict[SiteId, datetime] = {}

    def sync(
        self,
        site_id: SiteId | None = None,
        progress: Progress = silent,
        *,
        push: bool = True,
        pull: bool = True,
        at_once: bool = False,
    ) -> SyncReport:
        """Send what is due, then read the sites (or one). A site in trouble keeps no other waiting.

        Drafts that changed here go along; ``at_once`` does not wait for the seconds of Undo. Raises
        NotFound for the site, and Cancelled; what was done until then is kept.
        """
        began = time.monotonic()
        sites = self._sites(site_id)
        before = {site.id: self._requests(site) for site in sites}
        report = SyncReport()
        if push:
            report = self._push(site_id, report, progress, at_once=at_once)
        for site in sites if pull else ():
            report = self._pull(site, report, progress, writes=push)
        asked = sum(self._requests(site) - before[site.id] for site in sites)
        seconds = round(time.monotonic() - began, 3)
        report = replace(self._standing(site_id, report), requests=asked, seconds=seconds)
        looked = self._look(site_id, progress)
        return replace(report, looked=looked, changes=report.changes | looked.changes)

    def send(self, progress: Progress = silent) -> Held:
        """Send what is due and read nothing; return what data saver has left for later.

        Raises Cancelled; what was done until then is kept.
        """
        held = self._saver.hold()
        sent = self._publishing.send_due(progress)
        looked = self._look(None, progress)
        return replace(held, changes=held.changes | sent | looked.changes)

    def _look(self, site_id: SiteId | None, progress: Progress) -> PagesChecked:
        """Compare the public pages whose time has come with what was sent."""
        if self._public_pages is None or self._saves_data():
            return PagesChecked()
        return self._public_pages.check_due(site_id, progress)

    def send_anyway(self, entries: Iterable[OutboxId]) -> Changes:
        """Let what data saver holds back go with its photos."""
        return self._saver.send_anyway(entries)

    def let_go(self) -> Changes:
        """Let all that data saver holds back go, now that it is off."""
        return self._saver.let_go()

    def last_synced(self) -> Mapping[SiteId, datetime]:
        """Return when each site was last read or written; a site that never was is left out."""
        with self._place.database.reading() as records:
            return last_synced(records, self._read)

    def doubts(self) -> tuple[tuple[Site, SiteDoubt], ...]:
        """Return the sites that are not believed before somebody answers."""
        return self._pulling.doubts()

    def believe(self, site_id: SiteId) -> Changes:
        """Take a doubtful site as it is, as ``PullService.believe`` does."""
        return self._pulling.believe(site_id)

    def keep_ours(self, site_id: SiteId) -> Changes:
        """Leave ours as they are, as ``PullService.keep_ours`` does."""
        return self._pulling.keep_ours(site_id)

    def _sites(self, site_id: SiteId | None) -> tuple[Site, ...]:
        """Return the sites that are read: a folder of files says nothing of its own."""
        with self._place.database.reading() as records:
            sites = records.sites.all() if site_id is None else (records.sites.get(site_id),)
        return tuple(site for site in sites if site.kind is SiteKind.WORDPRESS)

    def _requests(self, site: Site) -> int:
        try:
            return self._lines.line(site).traffic.requests
        except (ConnectionTrouble, SecretsUnavailable):
            return 0

    def _push(
        self, site_id: SiteId | None, report: SyncReport, progress: Progress, *, at_once: bool
    ) -> SyncReport:
        changes, sites = Changes(), self._sites(site_id)
        doubted = {site.id for site, _ in self._pulling.doubts()}
        for site in sites:
            if site.id not in doubted:
                drafts = queue_changed_drafts(self._place, self._pages, site)
                changes |= Changes(articles=frozenset(drafts), outbox=bool(drafts))
        waiting = self._open()
        said = self._said() if waiting else 0
        held = self._saver.hold(at_once=at_once)
        changes |= held.changes
        changes |= self._publishing.send_due(progress, at_once=at_once, site=site_id)
        joined = self._joined(said) if waiting else 0
        with self._place.database.reading() as records:
            states = [records.outbox.get(entry).state for entry in waiting]
        sent = states.count(OutboxState.DONE)
        return replace(
            report, sent=sent, received=joined, merged=joined, held=held, changes=changes
        )

    def _said(self) -> int:
        """Return how far the log goes."""
        with self._place.database.reading() as records:
            return records.log.end()

    def _joined(self, said: int) -> int:
        """Return how many articles were joined with changes of a site since ``_said``."""
        with self._place.database.reading() as records:
            lines = records.log.after(said)
        return len({line.article for line in lines if line.key == JOINED})

    def _open(self) -> tuple[OutboxId, ...]:
        with self._place.database.reading() as records:
            return tuple(entry.id for entry in records.outbox.open())

    def _pull(
        self, site: Site, report: SyncReport, progress: Progress, *, writes: bool
    ) -> SyncReport:
        """Read a site; twins are looked for only where something may be written there."""
        try:
            report = self._sweep(site, report) if writes else report
            pulled = self._pulling.pull(site, progress, sweeps=not self._saves_data())
        except (ConnectionTrouble, SecretsUnavailable) as trouble:
            return report.with_trouble(trouble.message)
        if pulled.asks is None:
            self._read[site.id] = self._place.now()
        return report.with_pull(pulled)

    def _sweep(self, site: Site, report: SyncReport) -> SyncReport:
        """Look for twins; one that cannot be removed keeps nobody from reading what changed.

        Raises the troubles that the pull would meet as well.
        """
        try:
            sweep_twins(self._place, self._pages, self._lines, site)
        except ConnectionTrouble as trouble:
            if is_of_the_site(trouble):
                raise
            return report.with_trouble(trouble.message)
        return report

    def _standing(self, site_id: SiteId | None, report: SyncReport) -> SyncReport:
        """Return the report with how the outbox and the conflicts stand now."""
        with self._place.database.reading() as records:
            entries = [
                one for one in records.outbox.open() if site_id is None or one.site == site_id
            ]
            conflicts = [
                one for one in records.conflicts.open() if site_id is None or one.site == site_id
            ]
        states = [entry.state for entry in entries]
        return replace(
            report,
            conflicts=len(conflicts),
            waiting=states.count(OutboxState.WAITING),
            needs_you=states.count(OutboxState.NEEDS_YOU) + len(report.asks),
        )
