"""Sending to site folders: the whole site is brought up to date once for all that is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from editor_app.connectors.site_folder import NO_LEAVE, FolderReport, SiteFolder
from editor_app.domain.changes import Changes
from editor_app.domain.errors import Cancelled, EditorError, NotReady
from editor_app.domain.ids import ArticleId, OutboxId, SiteId
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
from editor_app.services.outbox_states import begin_all, fail, give_back
from editor_app.services.pages import PageService
from editor_app.services.post_status import Clocks, plan_status
from editor_app.services.readiness import refusals
from editor_app.services.site_views import digest_of, view_to_json
from editor_app.services.workplace import Progress, Workplace, silent
from editor_app.storage.records import Records


class FolderSender:
    """Writes site folders."""

    def __init__(self, place: Workplace, pages: PageService) -> None:
        """Work on this desk with the pages that ``pages`` makes."""
        self._place = place
        self._pages = pages
        self.begun: set[OutboxId] = set()

    def send(self, site: Site, entries: tuple[OutboxEntry, ...], progress: Progress) -> Changes:
        """Bring a site up to date for all entries that are due there.

        A known trouble leaves them as needing you, with the reason. Raises Cancelled.
        """
        entries = begin_all(self._place, entries)
        self.begun.update(entry.id for entry in entries)
        changes = Changes()
        try:
            views, refused = self._gather(site, entries)
            for entry, error in refused:
                changes |= fail(self._place, site, (entry,), error)
            stopped = {entry.id for entry, _ in refused}
            entries = tuple(entry for entry in entries if entry.id not in stopped)
            if not entries:
                return changes
            return changes | self._done(site, entries, self._send(site, entries, views, progress))
        except Cancelled:
            give_back(self._place, (entry.id for entry in entries))
            raise
        except EditorError as error:
            return changes | fail(self._place, site, entries, error)
        except Exception:
            fail(self._place, site, entries, EditorError("sending-failed", site=site.name))
            raise

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
                    views.append(self._going_out(records, entry, site, now))
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
        self._write(site, whole, progress, agreements(entries))
        named = {view.address: view.headline for view in sent.values()}
        for address in SiteFolder(Path(site.target)).astray(named):
            raise EditorError("site-differs", name=named[address])
        return sent

    def _write(
        self,
        site: Site,
        whole: SiteView,
        progress: Progress,
        leave: Mapping[Question, Agreed] = NO_LEAVE,
    ) -> FolderReport:
        pages = SitePages(self._pages.theme(site), whole)
        media = self._pages.renditions.files(whole.articles)

        def told(done: int, total: int, address: str) -> None:
            progress(done, total, Message("writing-file", {"name": address}))

        folder = SiteFolder(Path(site.target), site.id)
        files = (*pages.files(), *media.values())
        return folder.bring_up_to_date(files, told, leave=leave)

    def _going_out(
        self, records: Records, entry: OutboxEntry, site: Site, now: datetime
    ) -> ArticleView:
        article = records.articles.get(entry.article)
        stops = refusals(records, article, now, site)
        if stops:
            raise NotReady(stops[0].key, **stops[0].fields)
        publication = records.publications.find(article.id, site.id)
        if publication is not None and publication.status is not RemoteStatus.PUBLIC:
            _ask_when_late(publication, entry, now)
        view = self._pages.view_of(records, article, publication, now)
        if publication is None or publication.first_published is None:
            return replace(view, published=min(view.published, now), updated=None)
        return view

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
        return len(self._write(site, whole, progress).written)


def agreements(entries: Iterable[OutboxEntry]) -> Mapping[Question, Agreed]:
    """Return what the editor has answered for entries that go to a site together."""
    return {asked: given for entry in entries for asked, given in entry.agreements.items()}


def _ask_when_late(publication: Publication, entry: OutboxEntry, now: datetime) -> None:
    """Raise Asked for what would become public much later than somebody wished it.

    It is as on other sites; but a folder has no clock of its own, and no status to be planned.
    """
    plan_status(publication, entry, None, Clocks(now, timedelta(), datetime.isoformat))


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
