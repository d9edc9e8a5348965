"""Publishing: the sheet, the outbox, and bringing a site up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from editor_app.connectors.site_folder import SiteFolder
from editor_app.connectors.web_origins import origin_of
from editor_app.domain.changes import Changes
from editor_app.domain.errors import Refused
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import (
    ArticleId,
    OutboxId,
    SiteId,
    StoryId,
    new_id,
)
from editor_app.domain.messages import Message
from editor_app.domain.site import (
    LogLine,
    OutboxState,
    RemoteStatus,
    Site,
    SiteKind,
    Wish,
)
from editor_app.formats.page_dates import zone_of
from editor_app.services.history import keep_revision
from editor_app.services.looking_ahead import LookedAhead
from editor_app.services.outbox_answers import (
    Queued,
    agree_for_all,
    agree_to_go_on,
    called_off,
    goes_on,
    take_back,
    wake,
)
from editor_app.services.pages import PageService
from editor_app.services.publish_rows import log_rows, outbox_row, sheet_row, usual_site
from editor_app.services.readiness import (
    Looked,
    draft_refusals,
    found_refusals,
    not_looked,
    refusals,
    site_refusals,
)
from editor_app.services.sending import SendingService, never
from editor_app.services.settling import settled
from editor_app.services.site_lines import SiteLines
from editor_app.services.views import LogRow, OutboxRow, Published, SheetRow
from editor_app.services.wishes import Wishes, refuse_absent, refuse_unready, still_ahead
from editor_app.services.workplace import Progress, Workplace, silent
from editor_app.text.cleaning import clean


class PublishingService:
    """The verbs of publishing: what is asked for goes to the outbox; ``send_due`` does it."""

    def __init__(
        self,
        place: Workplace,
        pages: PageService,
        lines: SiteLines | None = None,
        *,
        paused: Callable[[], bool] = never,
        looked: Looked = not_looked,
    ) -> None:
        """Work on this desk with the pages that ``pages`` makes; ``lines`` lead to its WordPresses.

        Nothing is sent while ``paused`` says so. ``looked`` says what the desk checks find.
        """
        self._place = place
        self._pages = pages
        self._looked = looked
        self._sending = SendingService(place, pages, lines, paused=paused, looked=looked)

    # -- sites

    def sites(self) -> tuple[Site, ...]:
        """Return the sites of the desk."""
        with self._place.database.reading() as records:
            return records.sites.all()

    def add_folder_site(self, name: str, folder: Path, url: str) -> tuple[Site, Changes]:
        """Add a site that is a folder of files; ``url`` is where the public will find it.

        Raises ConnectionTrouble when the folder cannot be used, Refused when the name or the folder
        is another site's, and what ``origin_of`` raises for an address that is no ``file:``.
        """
        _refuse_address(url)
        name = " ".join(clean(name).text.split())
        site = Site(SiteId(new_id()), name, SiteKind.FOLDER, url.rstrip("/"), str(folder))
        SiteFolder(folder, site.id).check()
        with self._place.database.writing() as records:
            known = records.sites.all()
            _refuse_taken(site, known)
            if known:
                site = replace(site, words=known[0].words, zone=known[0].zone)
            records.sites.add(site)
        return site, Changes(sites=frozenset({site.id}))

    def change_site(self, site: Site, seen: int) -> Changes:
        """Keep a site's settings.

        Raises ChangedMeanwhile, Unreadable for a zone that there is not, and what
        ``add_folder_site`` raises.
        """
        zone_of(site.zone)
        with self._place.database.reading() as records:
            before = records.sites.get(site.id)
        if before.url != site.url:
            _refuse_address(site.url)
        if before.target != site.target and site.kind is SiteKind.FOLDER:
            SiteFolder(Path(site.target), site.id).check()
        with self._place.database.writing() as records:
            _refuse_taken(site, records.sites.all())
            records.sites.save(site, seen)
        return Changes(sites=frozenset({site.id}))

    def standing(self, site_id: SiteId) -> tuple[RemoteStatus, ...]:
        """Return how the articles stand that this desk has on a site, one for each."""
        with self._place.database.reading() as records:
            known = records.publications.of_site(site_id)
        absent = RemoteStatus.ABSENT
        return tuple(one.status for one in known if one.remote_id and one.status is not absent)

    def remove_site(self, site_id: SiteId) -> Changes:
        """Forget a site and which of its posts are ours; what was published there stays."""
        with self._place.database.writing() as records:
            records.sites.remove(site_id)
        return Changes(sites=frozenset({site_id}), outbox=True)

    # -- the sheet

    def usual_site(self, story_id: StoryId, article_id: ArticleId) -> SiteId | None:
        """Return the site to offer first, as ``publish_rows.usual_site`` does."""
        with self._place.database.reading() as records:
            return usual_site(records, story_id, article_id)

    def sheet(self, story_id: StoryId, site_id: SiteId) -> tuple[SheetRow, ...]:
        """Return a row per language version: ready, rights, what it will be, what stops it."""
        now = self._place.now()
        with self._place.database.reading() as records:
            site = records.sites.get(site_id)
            return tuple(
                sheet_row(records, self._pages, article, site, now, self._looked)
                for article in records.articles.of_story(story_id)
            )

    # -- asking

    def publish(
        self, site_id: SiteId, wanted: Iterable[tuple[ArticleId, datetime | None]]
    ) -> Published:
        """Ask for articles to become public now (None) or at an instant; ten seconds to take back.

        An instant that has just gone by is now. Raises NotReady, naming the first thing that stops
        one, and Refused for an instant that is past; nothing is queued then.
        """
        asked = tuple(wanted)
        ahead = LookedAhead(self._place, self._looked, site_id, [article for article, _ in asked])
        with self._place.database.writing() as records:
            site = records.sites.get(site_id)
            wishes = Wishes(records, self._place, site)
            for article_id, wanted_at in asked:
                goes_out = still_ahead(wanted_at, wishes.now, site)
                article = settled(records, self._place, article_id)
                refuse_unready(
                    (
                        *refusals(records, article, goes_out or wishes.now, site),
                        *site_refusals(site),
                        *found_refusals(ahead.report(records, article, site)),
                    )
                )
                wish = Wish.SCHEDULE if goes_out else Wish.PUBLISH
                self._sending.gate.note(records, article, site)
                waits = goes_out if site.kind is SiteKind.FOLDER else None
                wishes.ask(article, wish, goes_out, not_before=waits)
                keep_revision(records, self._place, article, RevisionReason.PUBLISHED)
        said = Message("publish-queued", {"count": wishes.count})
        return wishes.published(said, self._take_back)

    def send_draft(self, site_id: SiteId, articles: Iterable[ArticleId]) -> Published:
        """Ask for articles to be sent to a WordPress as drafts; ten seconds to take back.

        One that is public or scheduled there stays so, and its text is brought up to date: what
        stops a publish stops that as well. Raises NotReady, naming the first thing that stops one;
        Refused for a site that keeps no drafts.
        """
        asked = tuple(articles)
        with self._place.database.reading() as records:
            there = {one: records.publications.find(one, site_id) for one in asked}
        read = {article for article, known in there.items() if known and known.for_readers}
        ahead = LookedAhead(self._place, self._looked, site_id, read)
        with self._place.database.writing() as records:
            site = records.sites.get(site_id)
            if site.kind is SiteKind.FOLDER:
                raise Refused("site-without-drafts", site=site.name)
            wishes = Wishes(records, self._place, site)
            for article_id in asked:
                article = settled(records, self._place, article_id)
                refuse_unready(draft_refusals(records, article, wishes.now, site))
                if article_id in read:
                    refuse_unready(found_refusals(ahead.report(records, article, site)))
                    self._sending.gate.note(records, article, site)
                wishes.ask(article, Wish.DRAFT)
        said = Message("draft-queued", {"count": wishes.count})
        return wishes.published(said, self._take_back)

    def withdraw(
        self, article_id: ArticleId, site_id: SiteId, siblings: Iterable[ArticleId] = ()
    ) -> Published:
        """Ask for an article, and siblings with it, to be taken off the site; ten seconds of Undo.

        From a folder their pages go, on a WordPress they become drafts. Raises Refused when one is
        not there; nothing is queued then.
        """
        with self._place.database.writing() as records:
            site = records.sites.get(site_id)
            wishes = Wishes(records, self._place, site)
            for one in (article_id, *siblings):
                article = records.articles.get(one)
                refuse_absent(records, article, site)
                wishes.ask(article, Wish.WITHDRAW)
        return wishes.published(Message("withdraw-queued", {"name": wishes.names}), self._take_back)

    def cancel(self, entries: Iterable[OutboxId]) -> Changes:
        """Take back what waits in the outbox; what is being sent or done stays."""
        with self._place.database.writing() as records:
            return called_off(records, entries)

    def _take_back(self, queued: Iterable[Queued]) -> Changes:
        """Undo what was asked for, as ``take_back`` does."""
        with self._place.database.writing() as records:
            return take_back(records, tuple(queued))

    def retry(self, entry_id: OutboxId) -> Changes:
        """Let an entry that needs you try again at once."""
        with self._place.database.writing() as records:
            entry = records.outbox.get(entry_id)
            if entry.state is OutboxState.NEEDS_YOU:
                again = replace(entry, state=OutboxState.WAITING, not_before=self._place.now())
                records.outbox.save(again)
        return Changes(articles=frozenset({entry.article}), outbox=True)

    def go_on(self, entry_id: OutboxId) -> Changes:
        """Let an entry go on that asked before it did; ``cancel`` is the other answer.

        A publish that waited too long is wished anew, by whoever presses; a post that is gone from
        the site is made again; one in the site's trash is taken out. Nothing happens to an entry
        that does not ask.
        """
        with self._place.database.writing() as records:
            entry = records.outbox.get(entry_id)
            if not goes_on(entry):
                return Changes()
            agree_to_go_on(records, self._place, entry)
        return Changes(articles=frozenset({entry.article}), outbox=True)

    def try_now(self, site_id: SiteId, *, failed_only: bool = False) -> Changes:
        """Let all that failed on a site, or waits for its next try, be tried at once.

        For when the connection is back or the account was signed in again. A script that asks again
        and again takes ``failed_only``: a site that wants to be left alone for a while is left.
        """
        with self._place.database.writing() as records:
            again = wake(records, self._place, site_id, failed_only=failed_only)
        return Changes(articles=frozenset(again), outbox=bool(again))

    def agree(self, entry_id: OutboxId, *, yes: bool) -> Changes:
        """Answer what a site asked before it was written, for all that waits there for the answer.

        The answer holds for as many files as were named. They are sent at once; nothing happens
        when the question stands no longer. What yes and no mean is said at ``Agreed``.
        """
        with self._place.database.writing() as records:
            articles = agree_for_all(records, self._place, entry_id, yes=yes)
        return Changes(articles=articles, outbox=bool(articles))

    # -- sending

    def resume(self) -> Changes:
        """Set back to waiting what a crash left being sent; for the start of the program."""
        return self._sending.resume()

    def next_due(self) -> datetime | None:
        """Return when the next waiting entry may be sent; None when nothing waits."""
        return self._sending.next_due()

    def send_due(
        self, progress: Progress = silent, *, at_once: bool = False, site: SiteId | None = None
    ) -> Changes:
        """Send what is due, as ``SendingService.send_due`` does."""
        return self._sending.send_due(progress, at_once=at_once, site=site)

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
            return tuple(outbox_row(records, entry) for entry in (*opened, *recent))

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

    def log_rows(self, limit: int = 200) -> tuple[LogRow, ...]:
        """Return the log of the whole desk with what each line is about, newest first."""
        with self._place.database.reading() as records:
            return tuple(log_rows(records, records.log.recent(limit)))


def _refuse_address(url: str) -> None:
    """Refuse what is neither a web address nor a folder's, and one that holds a password."""
    if not url.lower().startswith("file:"):
        origin_of(url)


def _refuse_taken(site: Site, known: Iterable[Site]) -> None:
    """Refuse a name or a folder that another site of the desk has."""
    for other in known:
        if other.id == site.id:
            continue
        if other.name == site.name:
            raise Refused("site-name-taken", name=site.name)
        folders = other.kind is SiteKind.FOLDER and site.kind is SiteKind.FOLDER
        if folders and Path(other.target).resolve() == Path(site.target).resolve():
            raise Refused("site-folder-taken", folder=site.target)
