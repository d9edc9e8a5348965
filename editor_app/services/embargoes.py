"""An embargo that is set when a site has the story already: what it can no longer stop is said.

What waits in the outbox is stopped when its turn comes. But a site that has been told an hour keeps
it by itself, and what readers have they have.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from editor_app.domain.article import Article
from editor_app.domain.errors import Refused
from editor_app.domain.site import Publication, RemoteStatus, Site, SiteKind, Wish
from editor_app.formats.page_dates import zone_of
from editor_app.services.post_base import memory_of
from editor_app.storage.records import Records


def refuse_broken(records: Records, articles: Iterable[Article], embargo: datetime) -> None:
    """Raise Refused when a site shows one of a story's articles, or will before an embargo ends."""
    for article in articles:
        for known in records.publications.of_article(article.id):
            site = records.sites.get(known.site)
            if known.status is RemoteStatus.PUBLIC:
                raise Refused("embargo-public", site=site.name)
            goes_out = _hour(known) if _knows_an_hour(known, site) else None
            if goes_out is not None and goes_out < embargo:
                shown = goes_out.astimezone(zone_of(site.zone)).isoformat(timespec="minutes")
                raise Refused("embargo-scheduled", site=site.name, shown=shown)


def _knows_an_hour(known: Publication, site: Site) -> bool:
    """Say whether a site has an article scheduled, or may have it: an answer of it was lost."""
    if known.status is RemoteStatus.SCHEDULED:
        return True
    told = site.kind is SiteKind.WORDPRESS and known.wish is Wish.SCHEDULE
    return told and bool(memory_of(known).sent)


def _hour(known: Publication) -> datetime | None:
    """Return when a site will show what it has scheduled: as it was told, or as is wished now.

    A wish for another text, or another hour, may never reach the site.
    """
    hours = (memory_of(known).agreed.date, known.goes_out)
    return min((hour for hour in hours if hour is not None), default=None)
