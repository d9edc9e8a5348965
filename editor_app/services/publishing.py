"""Publishing: the sheet, the outbox, and bringing a site up to date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from editor_app.connectors.site_folder import SiteFolder
from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.errors import NotReady, Refused
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import (
    ArticleId,
    OutboxId,
    PublicationId,
    SiteId,
    StoryId,
    new_id,
)
from editor_app.domain.messages import Message
from editor_app.domain.site import (
    LogLine,
    Operation,
    OutboxEntry,
    OutboxState,
    Publication,
    RemoteStatus,
    Site,
    SiteKind,
    Wish,
)
from editor_app.services.history import keep_revision
from editor_app.services.pages import PageService
from editor_app.services.readiness import on_site, ready, refusals, rights
from editor_app.services.sending import UNDO, SendingService, digest_of
from editor_app.services.views import OutboxRow, Published, SheetRow
from editor_app.services.workplace import Progress, Workplace, silent
from editor_app.storage.records import Records


class PublishingService:
    """The verbs of publishing: what is asked for goes to the outbox; ``send_due`` does it."""

    def __init__(self, place: Workplace, pages: PageService) -> None:
        """Work on this desk with the pages that ``pages`` makes."""
        self._place = place
        self._pages = pages
        self._sending = SendingService(place, pages)

    # -- sites

    def sites(self) -> tuple[Site, ...]:
        """Return the sites of the desk."""
        with self._place.database.reading() as records:
            return records.sites.all()

    def add_folder_site(self, name: str, folder: Path, url: str) -> tuple[Site, Changes]:
        """Add a site that is a folder of files; ``url`` is where the public will find it.

        Raises ConnectionTrouble when the folder cannot be used, Refused when the name is taken.
        """
        SiteFolder(folder).check()
        site = Site(SiteId(new_id()), name.strip(), SiteKind.FOLDER, url.rstrip("/"), str(folder))
        with self._place.database.writing() as records:
            known = records.sites.all()
            if any(item.name == site.name for item in known):
                raise Refused("site-name-taken", name=site.name)
            if known:
                site = replace(site, words=known[0].words, zone=known[0].zone)
            records.sites.add(site)
        return site, Changes(sites=frozenset({site.id}))

    def change_site(self, site: Site, seen: int) -> Changes:
        """Keep a site's settings. Raises ChangedMeanwhile."""
        with self._place.database.writing() as records:
            records.sites.save(site, seen)
        return Changes(sites=frozenset({site.id}))

    def remove_site(self, site_id: SiteId) -> Changes:
        """Forget a site; what was published there stays where it is."""
        with self._place.database.writing() as records:
            records.sites.remove(site_id)
        return Changes(sites=frozenset({site_id}), outbox=True)

    # -- the sheet

    def sheet(self, story_id: StoryId, site_id: SiteId) -> tuple[SheetRow, ...]:
        """Return a row per language version: ready, rights, what it will be, what stops it."""
        now = self._place.now()
        with self._place.database.reading() as records:
            return tuple(
                self._sheet_row(records, article, site_id, now)
                for article in records.articles.of_story(story_id)
            )

    def _sheet_row(
        self, records: Records, article: Article, site_id: SiteId, now: datetime
    ) -> SheetRow:
        publication = records.publications.find(article.id, site_id)
        goes_out = article.planned if article.planned and article.planned > now else None
        photos = list(records.photos.of_articles([article.id]).values())
        progress = records.progress.get(article.id) if article.translated_from else None
        stops = refusals(records, article, goes_out or now)
        same = bool(publication) and not stops and self._unchanged(records, article, publication)
        return SheetRow(
            article.id,
            article.language,
            article.headline,
            ready(progress),
            rights(photos, (goes_out or now).date()),
            on_site(publication, same=same),
            stops,
            goes_out,
            publication is not None and publication.status is RemoteStatus.PUBLIC,
        )

    def _unchanged(
        self, records: Records, article: Article, publication: Publication | None
    ) -> bool:
        if publication is None or not publication.digest:
            return False
        view = self._pages.view_of(records, article, publication, self._place.now())
        return publication.digest == digest_of(view)

    # -- asking

    def publish(
        self, site_id: SiteId, wanted: Iterable[tuple[ArticleId, datetime | None]]
    ) -> Published:
        """Ask for articles to become public now (None) or at an instant; ten seconds to take back.

        Raises NotReady, naming the first thing that stops one; nothing is queued then.
        """
        now, editor = self._place.now(), self._place.editor()
        entries: list[OutboxEntry] = []
        stories = set()
        with self._place.database.writing() as records:
            for article_id, goes_out in wanted:
                article = records.articles.get(article_id)
                stops = refusals(records, article, goes_out or now)
                if stops:
                    raise NotReady(stops[0].key, **stops[0].fields)
                wish = Wish.SCHEDULE if goes_out else Wish.PUBLISH
                self._wish(records, article, site_id, wish, goes_out, editor)
                due = max(now + UNDO, goes_out or now)
                entries.append(self.queue(records, article.id, site_id, now, due))
                keep_revision(records, self._place, article, RevisionReason.PUBLISHED)
                stories.add(article.story)
        ids = tuple(entry.id for entry in entries)
        articles = frozenset(entry.article for entry in entries)
        changes = Changes(frozenset(stories), articles, outbox=True)
        changes = changes.undone_by(
            Message("publish-queued", {"count": len(ids)}), lambda: self.cancel(ids)
        )
        return Published(ids, now + UNDO, changes)

    def withdraw(self, article_id: ArticleId, site_id: SiteId) -> Published:
        """Ask for an article to be taken off the site; ten seconds to take back.

        Raises Refused when it is not there.
        """
        now = self._place.now()
        with self._place.database.writing() as records:
            article = records.articles.get(article_id)
            known = records.publications.find(article_id, site_id)
            if known is None or known.status is not RemoteStatus.PUBLIC:
                raise Refused("not-on-site", name=article.headline)
            self._wish(records, article, site_id, Wish.WITHDRAW, None, self._place.editor())
            entry = self.queue(records, article_id, site_id, now, now + UNDO, Operation.WITHDRAW)
        changes = Changes(frozenset({article.story}), frozenset({article_id}), outbox=True)
        said = Message("withdraw-queued", {"name": article.headline})
        changes = changes.undone_by(said, lambda: self.cancel((entry.id,)))
        return Published((entry.id,), now + UNDO, changes)

    def cancel(self, entries: Iterable[OutboxId]) -> Changes:
        """Take back what waits in the outbox; what is being sent or done stays."""
        articles = set()
        with self._place.database.writing() as records:
            for entry_id in entries:
                entry = records.outbox.get(entry_id)
                if entry.state not in {OutboxState.WAITING, OutboxState.NEEDS_YOU}:
                    continue
                records.outbox.save(replace(entry, state=OutboxState.CANCELLED))
                known = records.publications.find(entry.article, entry.site)
                if known is not None:
                    records.publications.put(replace(known, wish=None, goes_out=None))
                articles.add(entry.article)
            stories = frozenset(records.articles.get(item).story for item in articles)
        return Changes(stories, frozenset(articles), outbox=True)

    def retry(self, entry_id: OutboxId) -> Changes:
        """Let an entry that needs you try again at once."""
        with self._place.database.writing() as records:
            entry = records.outbox.get(entry_id)
            if entry.state is OutboxState.NEEDS_YOU:
                again = replace(entry, state=OutboxState.WAITING, not_before=self._place.now())
                records.outbox.save(again)
        return Changes(articles=frozenset({entry.article}), outbox=True)

    @staticmethod
    def queue(
        records: Records,
        article_id: ArticleId,
        site_id: SiteId,
        now: datetime,
        due: datetime,
        operation: Operation = Operation.BRING_UP_TO_DATE,
    ) -> OutboxEntry:
        """Put an entry into the outbox instead of one that waits there for the same article."""
        for known in records.outbox.of_article(article_id):
            waits = known.state in {OutboxState.WAITING, OutboxState.NEEDS_YOU}
            if known.site == site_id and waits:
                records.outbox.save(replace(known, state=OutboxState.CANCELLED))
        entry = OutboxEntry(OutboxId(new_id()), operation, article_id, site_id, now, not_before=due)
        records.outbox.add(entry)
        return entry

    def _wish(
        self,
        records: Records,
        article: Article,
        site_id: SiteId,
        wish: Wish,
        goes_out: datetime | None,
        editor: str,
    ) -> None:
        known = records.publications.find(article.id, site_id) or Publication(
            PublicationId(new_id()), article.id, site_id, new_id()
        )
        records.publications.put(
            replace(
                known,
                wish=wish,
                wished_by=editor,
                wished_at=self._place.now(),
                goes_out=goes_out,
            )
        )

    # -- sending

    def resume(self) -> Changes:
        """Set back to waiting what a crash left being sent; for the start of the program."""
        return self._sending.resume()

    def next_due(self) -> datetime | None:
        """Return when the next waiting entry may be sent; None when nothing waits."""
        return self._sending.next_due()

    def send_due(self, progress: Progress = silent, *, at_once: bool = False) -> Changes:
        """Send what is due, as ``SendingService.send_due`` does."""
        return self._sending.send_due(progress, at_once=at_once)

    def write_again(self, site_id: SiteId, progress: Progress = silent) -> int:
        """Write a site folder whole from what was published, as ``SendingService`` does."""
        return self._sending.write_again(site_id, progress)

    # -- looking

    def outbox(self, limit: int = 100) -> tuple[OutboxRow, ...]:
        """Return the outbox, open entries first, then the newest done ones."""
        with self._place.database.reading() as records:
            opened = records.outbox.open()
            ids = {entry.id for entry in opened}
            recent = tuple(item for item in records.outbox.recent(limit) if item.id not in ids)
            return tuple(_outbox_row(records, entry) for entry in (*opened, *recent))

    def waiting(self) -> int:
        """Return how many outbox entries are still open."""
        with self._place.database.reading() as records:
            return len(records.outbox.open())

    def log(self, article_id: ArticleId | None = None, limit: int = 200) -> tuple[LogLine, ...]:
        """Return the log of an article, or of the whole desk, newest first."""
        with self._place.database.reading() as records:
            if article_id is None:
                return records.log.recent(limit)
            return records.log.of_article(article_id, limit)


def _outbox_row(records: Records, entry: OutboxEntry) -> OutboxRow:
    article = records.articles.get(entry.article)
    story = records.stories.get(article.story)
    return OutboxRow(
        entry.id,
        entry.operation,
        entry.state,
        article.id,
        story.id,
        story.slug_word,
        article.language,
        entry.site,
        records.sites.get(entry.site).name,
        entry.queued,
        entry.not_before,
        Message(entry.answer, entry.answer_fields) if entry.answer else None,
    )
