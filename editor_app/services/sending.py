"""Sending: what is due in the outbox is carried out, and a site brought up to date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from editor_app.connectors.site_folder import NO_LEAVE, FolderReport, SiteFolder
from editor_app.domain.changes import Changes
from editor_app.domain.errors import Cancelled, EditorError, NotReady
from editor_app.domain.ids import ArticleId, SiteId
from editor_app.domain.messages import Message
from editor_app.domain.site import (
    Agreed,
    LogLine,
    Operation,
    OutboxEntry,
    OutboxState,
    Publication,
    Question,
    RemoteStatus,
    Site,
)
from editor_app.formats.page import SitePages
from editor_app.formats.page_addresses import article_address
from editor_app.formats.page_view import ArticleView, SiteView
from editor_app.services.pages import PageService
from editor_app.services.readiness import refusals
from editor_app.services.site_views import digest_of, view_to_json
from editor_app.services.workplace import Progress, Workplace, silent
from editor_app.storage.records import Records

UNDO = timedelta(seconds=10)
"""How long a publish can be taken back before anything is sent."""


class SendingService:
    """Carries out the outbox. A crash in the middle leaves entries that the next start resumes."""

    def __init__(self, place: Workplace, pages: PageService) -> None:
        """Work on this desk with the pages that ``pages`` makes."""
        self._place = place
        self._pages = pages

    def resume(self) -> Changes:
        """Set back to waiting what a crash left being sent; for the start of the program."""
        with self._place.database.writing() as records:
            stuck = [
                entry
                for entry in records.outbox.open()
                if entry.state in {OutboxState.SENDING, OutboxState.VERIFYING}
            ]
            for entry in stuck:
                records.outbox.save(replace(entry, state=OutboxState.WAITING))
        return Changes(outbox=bool(stuck))

    def next_due(self) -> datetime | None:
        """Return when the next waiting entry may be sent; None when nothing waits."""
        with self._place.database.reading() as records:
            waiting = [
                entry for entry in records.outbox.open() if entry.state is OutboxState.WAITING
            ]
        return min((entry.not_before or entry.queued for entry in waiting), default=None)

    def send_due(self, progress: Progress = silent, *, at_once: bool = False) -> Changes:
        """Send what is due (``at_once``: the ten seconds of Undo do not hold, schedules do).

        Each site is brought up to date once for all its due entries. A known trouble leaves the
        entries as needing you, with the reason; nothing is lost. Raises Cancelled when stopped.
        """
        now = self._place.now()
        with self._place.database.reading() as records:
            due = tuple(
                entry
                for entry in records.outbox.due(now + UNDO if at_once else now)
                if not _early(records, entry, now)
            )
            sites = {entry.site: records.sites.get(entry.site) for entry in due}
        changes = Changes()
        for site in sites.values():
            entries = tuple(entry for entry in due if entry.site == site.id)
            changes |= self._bring_up_to_date(site, entries, progress)
        return changes

    def _bring_up_to_date(
        self, site: Site, entries: tuple[OutboxEntry, ...], progress: Progress
    ) -> Changes:
        self._mark(entries, OutboxState.SENDING)
        changes = Changes()
        try:
            views, refused = self._gather(site, entries)
            for entry, error in refused:
                changes |= self._failed(site, (entry,), error)
            stopped = {entry.id for entry, _ in refused}
            entries = tuple(entry for entry in entries if entry.id not in stopped)
            if not entries:
                return changes
            return changes | self._done(site, entries, self._send(site, entries, views, progress))
        except Cancelled:
            self._mark(entries, OutboxState.WAITING)
            raise
        except EditorError as error:
            return changes | self._failed(site, entries, error)
        except Exception:
            self._failed(site, entries, EditorError("sending-failed", site=site.name))
            raise

    def _mark(self, entries: tuple[OutboxEntry, ...], state: OutboxState) -> None:
        with self._place.database.writing() as records:
            for entry in entries:
                known = records.outbox.get(entry.id)
                attempts = known.attempts + (state is OutboxState.SENDING)
                records.outbox.save(replace(known, state=state, attempts=attempts))

    def _gather(
        self, site: Site, entries: tuple[OutboxEntry, ...]
    ) -> tuple[list[ArticleView], list[tuple[OutboxEntry, EditorError]]]:
        """Return what is to be shown of the entries, and what stops those that may not go out."""
        now = self._place.now()
        views: list[ArticleView] = []
        refused: list[tuple[OutboxEntry, EditorError]] = []
        with self._place.database.reading() as records:
            for entry in entries:
                if entry.operation is Operation.WITHDRAW:
                    continue
                try:
                    views.append(self._going_out(records, entry.article, site, now))
                except EditorError as error:
                    refused.append((entry, error))
        return views, refused

    def _send(
        self,
        site: Site,
        entries: tuple[OutboxEntry, ...],
        views: list[ArticleView],
        progress: Progress,
    ) -> dict[ArticleId, ArticleView]:
        gone = frozenset(
            entry.article for entry in entries if entry.operation is Operation.WITHDRAW
        )
        with self._place.database.reading() as records:
            whole = self._pages.whole(records, site, views, gone)
        sent = {view.id: replace(view, address=article_address(whole, view)) for view in views}
        # The address is part of what a page is made from: with it, the next publish finds the
        # page of today as it is and need not make it again.
        articles = tuple(sent.get(view.id, view) for view in whole.articles)
        whole = replace(whole, articles=articles)
        pages, _ = self._write(site, whole, progress, agreements(entries))
        folder = SiteFolder(Path(site.target))
        for view in sent.values():
            if folder.read(view.address) != pages.get(view.address):
                raise EditorError("site-differs", name=view.headline)
        return sent

    def _write(
        self,
        site: Site,
        whole: SiteView,
        progress: Progress,
        leave: Mapping[Question, Agreed] = NO_LEAVE,
    ) -> tuple[SitePages, FolderReport]:
        pages = SitePages(self._pages.theme(site), whole)
        media = self._pages.renditions.files(whole.articles)

        def told(done: int, total: int, address: str) -> None:
            progress(done, total, Message("writing-file", {"name": address}))

        folder = SiteFolder(Path(site.target), site.id)
        files = (*pages.files(), *media.values())
        return pages, folder.bring_up_to_date(files, told, leave=leave)

    def _going_out(
        self, records: Records, article_id: ArticleId, site: Site, now: datetime
    ) -> ArticleView:
        article = records.articles.get(article_id)
        stops = refusals(records, article, now, site)
        if stops:
            raise NotReady(stops[0].key, **stops[0].fields)
        publication = records.publications.find(article_id, site.id)
        view = self._pages.view_of(records, article, publication, now)
        if publication is None or publication.first_published is None:
            return replace(view, published=min(view.published, now), updated=None)
        return view

    def _failed(self, site: Site, entries: tuple[OutboxEntry, ...], error: EditorError) -> Changes:
        answer = {name: str(value) for name, value in error.message.fields.items()}
        with self._place.database.writing() as records:
            for entry in entries:
                known = records.outbox.get(entry.id)
                stopped = replace(
                    known,
                    state=OutboxState.NEEDS_YOU,
                    answer=error.message.key,
                    answer_fields=answer,
                )
                for asked, given in known.agreements.items():
                    stopped = stopped.agreed(asked, given)
                records.outbox.save(stopped)
                self._log(records, entry, site, error.message.key, answer)
        return Changes(articles=frozenset(entry.article for entry in entries), outbox=True)

    def _done(
        self,
        site: Site,
        entries: tuple[OutboxEntry, ...],
        sent: dict[ArticleId, ArticleView],
    ) -> Changes:
        now = self._place.now()
        stories = set()
        with self._place.database.writing() as records:
            for entry in entries:
                known = records.publications.find(entry.article, site.id)
                view = sent.get(entry.article)
                if known is not None:
                    after = _published(known, view, now) if view else _withdrawn(known, now)
                    records.publications.put(after)
                article = records.articles.get(entry.article)
                stories.add(article.story)
                if view is not None:
                    records.articles.save(
                        replace(article, published=view.published, updated=view.updated),
                        article.version,
                    )
                current = records.outbox.get(entry.id)
                records.outbox.save(replace(current, state=OutboxState.DONE, answer=""))
                key = "log-published" if view else "log-withdrawn"
                address = view.address if view else (known.address if known else "")
                self._log(records, entry, site, key, {"address": address, "site": site.name})
        articles = frozenset(entry.article for entry in entries)
        return Changes(frozenset(stories), articles, outbox=True)

    def _log(
        self,
        records: Records,
        entry: OutboxEntry,
        site: Site,
        key: str,
        fields: dict[str, str],
    ) -> None:
        records.log.add(LogLine(self._place.now(), key, fields, entry.article, site.id))

    def write_again(self, site_id: SiteId, progress: Progress = silent) -> int:
        """Write a site folder whole from what was published; return how many files were written.

        For a folder that was emptied or damaged, and after the site's words or theme changed.
        """
        with self._place.database.reading() as records:
            site = records.sites.get(site_id)
            whole = self._pages.whole(records, site)
        return len(self._write(site, whole, progress)[1].written)


def _early(records: Records, entry: OutboxEntry, now: datetime) -> bool:
    """Say whether the entry is scheduled for later: what waits for Undo only may go at once."""
    known = records.publications.find(entry.article, entry.site)
    return known is not None and known.goes_out is not None and known.goes_out > now


def agreements(entries: Iterable[OutboxEntry]) -> Mapping[Question, Agreed]:
    """Return what the editor has answered for entries that go to a site together."""
    return {asked: given for entry in entries for asked, given in entry.agreements.items()}


def _published(known: Publication, view: ArticleView, now: datetime) -> Publication:
    return replace(
        known,
        remote_id=view.address,
        address=view.address,
        status=RemoteStatus.PUBLIC,
        wish=None,
        goes_out=None,
        base=view_to_json(view),
        digest=digest_of(view),
        first_published=known.first_published or view.published,
        last_synced=now,
    )


def _withdrawn(known: Publication, now: datetime) -> Publication:
    return replace(
        known,
        status=RemoteStatus.WITHDRAWN,
        wish=None,
        goes_out=None,
        digest="",
        last_synced=now,
    )
