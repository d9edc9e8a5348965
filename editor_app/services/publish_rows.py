"""The rows of the publish sheet and of the outbox, as the window and the command line show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from editor_app.domain.article import Article
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId, SiteId, StoryId
from editor_app.domain.messages import Message
from editor_app.domain.site import (
    LogLine,
    OutboxEntry,
    Publication,
    RemoteStatus,
    Site,
    SiteKind,
    Wish,
)
from editor_app.services.last_synced import last_sent
from editor_app.services.outbox_answers import goes_on
from editor_app.services.pages import PageService
from editor_app.services.post_base import memory_of
from editor_app.services.post_ledger import post_digest
from editor_app.services.post_status import SKEWED
from editor_app.services.readiness import (
    Corrects,
    Looked,
    day_at,
    draft_refusals,
    embargo_said,
    found_refusals,
    not_looked,
    on_site,
    ready,
    refusals,
    rights,
    site_refusals,
)
from editor_app.services.site_views import digest_of
from editor_app.services.views import LogRow, OutboxRow, SheetRow
from editor_app.storage.records import Records

LONG_AGO = datetime.min.replace(tzinfo=UTC)


def usual_site(records: Records, story: StoryId, article: ArticleId) -> SiteId | None:
    """Return the site on which a story is, first of all this version of it; else the last used.

    Of several it is the one that was last dealt with.
    """
    known = records.publications.standing(among={story})
    if not known:
        return records.publications.last_used()

    def recent(one: Publication) -> tuple[bool, datetime]:
        dealt = [at for at in (one.wished_at, one.last_synced) if at is not None]
        return one.article == article, max(dealt, default=LONG_AGO)

    return max(known, key=recent).site


def sheet_row(
    records: Records,
    pages: PageService,
    article: Article,
    site: Site,
    now: datetime,
    looked: Looked = not_looked,
) -> SheetRow:
    """Return a language version on the sheet: ready, rights, what it will be, what stops it."""
    publication = records.publications.find(article.id, site.id)
    embargo = records.stories.get(article.story).embargo
    public = publication is not None and publication.status is RemoteStatus.PUBLIC
    planned = None if public else article.planned  # it is for the first time, there or again
    standing = publication.goes_out if publication is not None else None  # an edit keeps its time
    ahead = (at for at in (planned, standing, embargo) if at is not None and at > now)
    goes_out = max(ahead, default=None)
    photos = list(records.photos.of_articles([article.id]).values())
    progress = records.progress.get(article.id) if article.translated_from else None
    report = looked(records, article, site)
    refused = (*refusals(records, article, goes_out or now, site), *site_refusals(site))
    stops = (*refused, *found_refusals(report, refused))
    corrects = _corrects(records, article, publication)
    same = (
        publication is not None
        and not refused
        and _unchanged(records, pages, article, site, publication, now)
    )
    return SheetRow(
        article.id,
        article.language,
        article.headline,
        ready(progress),
        rights(photos, day_at(site, goes_out or now)),
        on_site(publication, same=same, corrects=corrects),
        stops,
        goes_out,
        public,
        report=report,
        embargo=embargo_said(embargo, site) if embargo is not None and embargo > now else None,
        draft_refusals=None
        if site.kind is SiteKind.FOLDER or (publication is not None and publication.for_readers)
        else draft_refusals(records, article, now, site),
    )


def _corrects(records: Records, article: Article, publication: Publication | None) -> Corrects:
    """Say for whom a correction is that was noted since the article was last sent.

    One that was found on the site was never sent: there it counts from the last look.
    """
    if publication is None or publication.last_synced is None:
        return Corrects.NOBODY
    since = last_sent(records, article.id, publication.site) or publication.last_synced
    noted = records.corrections.of(article.story)
    fresh = [dict(one.texts) for one in noted if one.at > since]
    if not fresh:
        return Corrects.NOBODY
    here = any(not texts or article.language in texts for texts in fresh)
    return Corrects.THESE if here else Corrects.OTHERS


def _unchanged(
    records: Records,
    pages: PageService,
    article: Article,
    site: Site,
    publication: Publication,
    now: datetime,
) -> bool:
    if not publication.digest:
        return False
    try:
        view = pages.view_of(records, article, publication, now)
    except EditorError:  # the sending will say which photo cannot be had
        return False
    digest = digest_of(view) if site.kind is SiteKind.FOLDER else post_digest(view)
    return publication.digest == digest


def outbox_row(records: Records, entry: OutboxEntry) -> OutboxRow:
    """Return a line of the outbox in words."""
    article = records.articles.get(entry.article)
    story = records.stories.get(article.story)
    site = records.sites.get(entry.site)
    known = records.publications.find(article.id, site.id)
    return OutboxRow(
        entry.id,
        entry.operation,
        entry.state,
        article.id,
        story.id,
        story.slug_word,
        article.language,
        entry.site,
        site.name,
        entry.queued,
        entry.not_before,
        Message(entry.answer, entry.answer_fields) if entry.answer else None,
        entry.asks,
        goes_on(entry),
        known.wish if known is not None else None,
        known.goes_out if known is not None else None,
        accepted(site, known),
    )


def log_rows(records: Records, lines: Iterable[LogLine]) -> Iterator[LogRow]:
    """Yield lines of the log with the names of what they are about."""
    about: dict[ArticleId, LogRow] = {}  # many lines are about one article
    for line in lines:
        if line.article is None:
            yield LogRow(line)
            continue
        if line.article not in about:
            article = records.articles.get(line.article)
            story = records.stories.get(article.story)
            about[article.id] = LogRow(line, story.id, story.slug_word, article.language)
        yield replace(about[line.article], line=line)


def accepted(site: Site, known: Publication | None) -> bool:
    """Say whether a site has taken a scheduled article; a folder leaves the time to us.

    One that stands there for another time has not taken this one.
    """
    if site.kind is SiteKind.FOLDER or known is None or known.wish is not Wish.SCHEDULE:
        return True
    there = memory_of(known).agreed.date
    if known.status is not RemoteStatus.SCHEDULED or known.goes_out is None or there is None:
        return known.for_readers
    later = there - known.goes_out.replace(microsecond=0)  # by as much as its clock is ahead
    return timedelta() <= later <= SKEWED
