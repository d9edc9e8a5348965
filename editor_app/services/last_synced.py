"""When the desk and each of its sites last agreed, from what is kept anyway.

An idle sync writes nothing into the library: it would be backed up for nothing. So the instant of a
reading that brought nothing is known until the program ends, and that of the last deed for good.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from editor_app.domain.ids import SiteId
from editor_app.storage.records import Records

DEEDS = "log-"
"""What the lines of the log begin with that tell of something done; the others tell of troubles."""

LINES = 500
"""So many lines of the log are looked through."""


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
