"""The deletion brake: a site that lost much of ours, or shows another state, is not believed.

Somebody looks first, and takes the site as it is or keeps ours. Until then nothing is read from it,
and nothing is deleted here in either case.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from editor_app.domain.ids import SiteId
from editor_app.domain.messages import Message
from editor_app.domain.site import Publication, RemoteStatus
from editor_app.storage.records import Records

DOUBT = "site-doubt:"


@dataclass(frozen=True)
class SiteDoubt:
    """What is doubtful about a site: posts ``gone``, and posts ``other`` than they may have become.

    Other are those older than what was agreed, or with nothing left of it. ``known`` is how many of
    ours there were. The answers: ``believed`` are posts to be taken as the site has them, ``kept``
    are gone ones to be left alone, ``ours`` are others in whose place our text stands.
    """

    site: SiteId
    gone: frozenset[int] = frozenset()
    other: frozenset[int] = frozenset()
    known: int = 0
    since: datetime | None = None
    believed: frozenset[int] = field(default_factory=frozenset)
    kept: frozenset[int] = field(default_factory=frozenset)
    ours: frozenset[int] = field(default_factory=frozenset)

    @property
    def asks(self) -> bool:
        """Say whether somebody must look."""
        return bool(self.gone or self.other)

    def message(self, name: str) -> Message:
        """Return the question, with the site's name."""
        key = "site-other-state" if self.other else "site-lost-posts"
        counts = {"count": len(self.gone), "other": len(self.other), "known": self.known}
        return Message(key, {"site": name, **counts})

    def answered(self, *, believe: bool) -> SiteDoubt:
        """Return it with an answer for the posts that it asks about."""
        given = replace(self, gone=frozenset(), other=frozenset(), since=None)
        if believe:
            return replace(given, believed=self.believed | self.gone | self.other)
        return replace(given, kept=self.kept | self.gone, ours=self.ours | self.other)

    def settled(self, gone: frozenset[int]) -> SiteDoubt:
        """Return what is left of it when a pull went through; ``gone`` are still not there."""
        return SiteDoubt(self.site, known=self.known, kept=self.kept & gone)


def doubt_of(records: Records, site: SiteId) -> SiteDoubt:
    """Return what is doubtful about a site; nothing, when nothing is noted."""
    told = records.facts.get(DOUBT + site)
    if told is None:
        return SiteDoubt(site)
    values: dict[str, Any] = json.loads(told)
    since = values["since"]
    return SiteDoubt(
        site,
        frozenset(values["gone"]),
        frozenset(values["other"]),
        values["known"],
        datetime.fromisoformat(since) if since else None,
        frozenset(values["believed"]),
        frozenset(values["kept"]),
        frozenset(values["ours"]),
    )


def is_there(records: Records, known: Publication) -> bool:
    """Say whether an article has a post, as far as we know: a gone one may keep its number."""
    missed = known.status is RemoteStatus.ABSENT and known.last_synced is not None
    if missed or not known.remote_id.isdecimal():
        return False
    return int(known.remote_id) not in doubt_of(records, known.site).kept


def leave_alone(records: Records, site: SiteId, post: int, *, gone: bool = True) -> None:
    """Note that a post of ours is ``gone`` and nobody need be asked; or that it stands there."""
    doubt = doubt_of(records, site)
    kept = doubt.kept | {post} if gone else doubt.kept - {post}
    if kept != doubt.kept:
        keep_doubt(records, replace(doubt, kept=kept))


def keep_doubt(records: Records, doubt: SiteDoubt) -> None:
    """Keep what is doubtful about a site; what says nothing is forgotten."""
    if doubt == SiteDoubt(doubt.site, known=doubt.known):
        records.facts.remove(DOUBT + doubt.site)
        return
    told = {
        "gone": _list(doubt.gone),
        "other": _list(doubt.other),
        "known": doubt.known,
        "since": doubt.since.isoformat() if doubt.since else None,
        "believed": _list(doubt.believed),
        "kept": _list(doubt.kept),
        "ours": _list(doubt.ours),
    }
    records.facts.put(DOUBT + doubt.site, json.dumps(told))


def _list(numbers: Iterable[int]) -> list[int]:
    return sorted(numbers)
