"""An embargo, or the trash, for a story that a site has already: what neither can stop is said.

What waits in the outbox is stopped when its turn comes. But a site that has been told an hour keeps
it by itself, and what readers have they have.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from editor_app.domain.article import Article
from editor_app.domain.errors import Refused
from editor_app.domain.site import Publication, RemoteStatus, Site
from editor_app.formats.page_dates import zone_of
from editor_app.services.post_base import memory_of
from editor_app.services.post_status import FUTURE
from editor_app.storage.records import Records


def refuse_broken(records: Records, articles: Iterable[Article], embargo: datetime) -> None:
    """Raise Refused when a site shows one of a story's articles, or will before an embargo ends."""
    for article in articles:
        for known in records.publications.of_article(article.id):
            site = records.sites.get(known.site)
            if known.status is RemoteStatus.PUBLIC:
                raise Refused("embargo-public", site=site.name)
            goes_out = _hour(known)
            if goes_out is not None and goes_out < embargo:
                raise Refused("embargo-scheduled", site=site.name, shown=_shown(goes_out, site))


def refuse_scheduled(
    records: Records, articles: Iterable[Article], name: str, now: datetime
) -> None:
    """Raise Refused when a site will show one of a story's articles by itself.

    In the trash nobody would see that it does, nor could take it back.
    """
    for article in articles:
        for known in records.publications.of_article(article.id):
            goes_out = None if known.status is RemoteStatus.PUBLIC else _hour(known)
            if goes_out is not None and goes_out > now:
                site = records.sites.get(known.site)
                shown = _shown(goes_out, site)
                raise Refused("trash-scheduled", name=name, site=site.name, shown=shown)


def _shown(instant: datetime, site: Site) -> str:
    return instant.astimezone(zone_of(site.zone)).isoformat(timespec="minutes")


def _hour(known: Publication) -> datetime | None:
    """Return when a site may show an article by itself; None when it was told no hour.

    It knows the hour that was agreed on, and may know one that was sent without an answer since it
    was last looked at, whatever is wished now: another text, or another hour, may never reach it.
    """
    memory, looked = memory_of(known), known.last_synced
    hours = [
        one.post.date
        for one in memory.sent
        if one.post.status == FUTURE and (looked is None or one.at > looked)
    ]
    if known.status is RemoteStatus.SCHEDULED:
        hours += [memory.agreed.date, known.goes_out]
    return min((hour for hour in hours if hour is not None), default=None)
