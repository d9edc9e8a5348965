"""When desk and sites last agreed, and an article was last sent, from what is kept anyway.

An idle sync writes nothing into the library: it would be backed up for nothing. So the instant of a
reading that brought nothing is known until the program ends, and that of the last deed for good.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from editor_app.domain.ids import ArticleId, SiteId
from editor_app.storage.records import Records

DEEDS = "log-"
"""What the lines of the log begin with that tell of something done; the others tell of troubles."""

LINES = 500
"""So many lines of the log are looked through."""

SENT = frozenset({"log-published", "log-scheduled", "log-draft"})
"""The lines of a log that say that an article was sent."""


def last_synced(records: Records, read: Mapping[SiteId, datetime]) -> dict[SiteId, datetime]:
    """Return the latest of what is known; ``read`` are the readings since the program began."""
    found = dict(read)
    for site in records.sites.all():
        swept = records.pulls.get(site.id).swept
        if swept is not None:
            found[site.id] = max(swept, found.get(site.id, swept))
    for line in records.log.recent(LINES):
        if line.site is not None and line.key.startswith(DEEDS):
            found[line.site] = max(line.at, found.get(line.site, line.at))
    return found


def last_sent(records: Records, article: ArticleId, site: SiteId) -> datetime | None:
    """Return when an article was last sent to a site, None when it never was."""
    line = records.log.newest_of(SENT, article, site)
    return line.at if line is not None else None
