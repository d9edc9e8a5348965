"""Sending: what is due in the outbox is carried out, site by site, in the order that matters."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from editor_app.domain.changes import Changes
from editor_app.domain.errors import DeskError, SignedOut
from editor_app.domain.ids import OutboxId, SiteId
from editor_app.domain.site import (
    OutboxEntry,
    OutboxState,
    Publication,
    RemoteStatus,
    Site,
    SiteKind,
    Wish,
)
from editor_app.services.folder_sending import FolderSender, agreements
from editor_app.services.outbox_states import fail, give_back, tell
from editor_app.services.pacing import UNDO
from editor_app.services.pages import PageService
from editor_app.services.photos_ahead import doubt_after_crash
from editor_app.services.post_rounds import PostRounds
from editor_app.services.publish_gate import PublishGate
from editor_app.services.readiness import Looked, not_looked
from editor_app.services.renditions import name_of
from editor_app.services.site_doubts import doubt_of
from editor_app.services.site_lines import SiteLines
from editor_app.services.workplace import Progress, Workplace, silent
from editor_app.storage.records import Records

__all__ = ["UNDO", "SendingService", "agreements"]


def never() -> bool:
    """Say that sending is not paused."""
    return False


class SendingService:
    """Carries out the outbox. A crash in the middle leaves entries that the next start resumes."""

    def __init__(
        self,
        place: Workplace,
        pages: PageService,
        lines: SiteLines | None = None,
        *,
        paused: Callable[[], bool] = never,
        looked: Looked = not_looked,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Work on this desk with the pages that ``pages`` makes; ``lines`` lead to WordPress sites.

        While ``paused`` says so, nothing is begun. ``looked`` says what the desk checks find.
        ``chance`` (0 to 1) spreads the pauses.
        """
        self._place, self._paused = place, paused
        self.gate = PublishGate(place, looked)
        self._folders = FolderSender(place, pages)
        self._posts = (
            None
            if lines is None
            else PostRounds(place, pages, lines, self.gate, paused=paused, chance=chance)
        )

    def resume(self) -> Changes:
        """Set back to waiting what a crash left being sent; for the start of the program."""
        with self._place.database.writing() as records:
            opened = records.outbox.open()
            stuck = [one for one in opened if one.state is OutboxState.SENDING]
            for entry in stuck:
                records.outbox.save(replace(entry, state=OutboxState.WAITING))
            for site in records.sites.all():
                if site.kind is not SiteKind.FOLDER:
                    here = [entry for entry in stuck if entry.site == site.id]
                    doubt_after_crash(records, self._place, site.id, here)
        return Changes(outbox=bool(stuck))

    def next_due(self) -> datetime | None:
        """Return when the next waiting entry may be sent; None when nothing can be.

        Nothing can while all is paused, or somebody must look at a doubted site first.
        """
        if self._paused():
            return None
        begun = self._begun
        with self._place.database.reading() as records:
            waiting = [
                entry
                for entry in records.outbox.open()
                if entry.state is OutboxState.WAITING or entry.id in begun
            ]
            doubted = {one for one in {e.site for e in waiting} if doubt_of(records, one).asks}
        waiting = [entry for entry in waiting if entry.site not in doubted]
        return min((entry.not_before or entry.queued for entry in waiting), default=None)

    def send_due(
        self, progress: Progress = silent, *, at_once: bool = False, site: SiteId | None = None
    ) -> Changes:
        """Send what is due (``at_once``: the ten seconds of Undo do not hold, schedules do).

        To all sites, or to one. What waits for a site that is doubted waits on, and says why. A
        folder is brought up to date once for all its due entries, articles go to a WordPress one
        after another. What a person must look at is left as needing you, with the reason; what
        passes by itself is tried again later; nothing is lost. Raises Cancelled when stopped.
        """
        if self._paused():
            return Changes()
        self._give_back()
        try:
            return self._send_all(progress, at_once=at_once, only=site)
        finally:
            with suppress(DeskError):  # the next round gives them back
                self._give_back()

    @property
    def _begun(self) -> frozenset[OutboxId]:
        """Return what was begun; some of it may not have been kept at its end: a full disk."""
        posts = frozenset() if self._posts is None else self._posts.begun
        return frozenset(self._folders.begun) | posts

    def _give_back(self) -> None:
        if not self._begun:
            return
        give_back(self._place, self._begun)
        self._folders.begun.clear()
        if self._posts is not None:
            self._posts.begun.clear()

    def _send_all(self, progress: Progress, *, at_once: bool, only: SiteId | None) -> Changes:
        now = self._place.now()
        with self._place.database.reading() as records:
            sites = {
                site.id: site for site in records.sites.all() if only is None or site.id == only
            }
            doubts = {site: doubt for site in sites if (doubt := doubt_of(records, site)).asks}
            due = tuple(
                entry
                for entry in records.outbox.due(now + UNDO if at_once else now)
                if entry.site in sites and not _early(records, entry, sites[entry.site], now)
            )
            ordered = sorted(due, key=lambda entry: _order(records, entry))
        changes = Changes()
        for site in (site for site in sites.values() if any(e.site == site.id for e in due)):
            entries = tuple(entry for entry in ordered if entry.site == site.id)
            if site.id in doubts:
                changes |= tell(self._place, entries, doubts[site.id].message(site.name))
                continue
            stopped, settled = self.gate.stopped(site, entries)
            changes |= settled
            for entry, trouble in stopped:
                changes |= fail(self._place, site, (entry,), trouble)
            held = {entry.id for entry, _ in stopped}
            going = tuple(entry for entry in entries if entry.id not in held)
            changes |= self._send_to(site, going, progress) if going else Changes()
        return changes

    def _send_to(self, site: Site, entries: tuple[OutboxEntry, ...], progress: Progress) -> Changes:
        """Send to one site what may go there."""
        if site.kind is SiteKind.FOLDER:
            return self._folders.send(site, entries, progress)
        if self._posts is not None:
            return self._posts.send(site, entries, progress)
        signed_out = SignedOut("signed-out-here", site=site.name)
        return fail(self._place, site, entries, signed_out)

    def write_again(self, site_id: SiteId, progress: Progress = silent) -> int:
        """Write a site folder whole from what was published; return how many files were written.

        For a folder that was emptied or damaged, and after the site's words or theme changed.
        """
        return self._folders.write_again(site_id, progress)


def _early(records: Records, entry: OutboxEntry, site: Site, now: datetime) -> bool:
    """Say whether the entry is scheduled for later: what waits for Undo only may go at once.

    A WordPress is told of a time ahead, and keeps it itself.
    """
    if site.kind is not SiteKind.FOLDER:
        return False
    known = records.publications.find(entry.article, entry.site)
    return known is not None and known.goes_out is not None and known.goes_out > now


def _order(records: Records, entry: OutboxEntry) -> tuple[int, int, datetime]:
    """Return where an entry stands: corrections and take-downs, publishes, then drafts.

    Among its like, text goes before photos.
    """
    known = records.publications.find(entry.article, entry.site)
    photos = records.photos.of_articles([entry.article]).values()
    missing = sum(records.media.find(name_of(photo), entry.site) is None for photo in photos)
    return _rank(known), missing, entry.queued


def _rank(known: Publication | None) -> int:
    if known is None:
        return 3
    if known.wish is Wish.WITHDRAW or known.status is RemoteStatus.PUBLIC:
        return 0
    return 1 if known.raised else 2
