"""When a post may move towards the public: the wish of a named person against both clocks.

Nothing here moves a post by itself. WordPress publishes at once what is scheduled for a time that
has passed by its own clock, so a time is only left to it when it is surely still to come there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from editor_app.connectors.wordpress_posts import PostFields
from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.errors import EditorError, Refused
from editor_app.domain.messages import Field, Message
from editor_app.domain.site import OutboxEntry, Publication, RemoteStatus, Wish
from editor_app.domain.story import Story
from editor_app.services.pacing import UNDO

AHEAD = timedelta(minutes=2)
"""How far ahead a time must be for the site to be trusted with it."""

SKEWED = timedelta(minutes=5)
"""From this difference of the clocks on, the site's clock is not relied upon."""

LATE = timedelta(minutes=30)
"""A publish that waited longer asks again before it becomes public."""

EXACT = timedelta(seconds=3)
"""How well a site's clock is known: its times are whole seconds, and answers take theirs."""

BEHIND = timedelta(seconds=5)
PUBLISH, FUTURE, DRAFT, TRASH = "publish", "future", "draft", "trash"


class Asking(StrEnum):
    """What an entry asks before it goes on; the values are the keys of its answers."""

    LATE = "publish-late"
    CLOCKS = "clocks-differ"
    TRASHED = "post-trashed-there"
    GONE = "post-gone-there"
    OPEN = "post-open-there"
    PUBLIC_AGAIN = "post-public-again"
    ADDRESS = "post-address-shared"


AGREED = "go-on"
"""The field of an entry's answer that holds what an editor has agreed to."""


class Asked(Refused):
    """An editor is asked before the article goes on; ``go_on`` and ``cancel`` answer."""


class Postponed(EditorError):
    """The entry waits until an instant, by no fault of the site."""

    def __init__(self, key: str, until: datetime, **named: Field) -> None:
        """Wait until then; the sentence gets ``until`` as a field."""
        super().__init__(key, **{"until": until.isoformat(timespec="minutes"), **named})
        self.until = until


@dataclass(frozen=True)
class StatusPlan:
    """The status and date to be written (None: as they are); ``hold`` is when to go on from here.

    ``waits`` is what to say meanwhile.
    """

    status: str | None = None
    date: datetime | None = None
    hold: datetime | None = None
    waits: Message | None = None


@dataclass(frozen=True)
class Clocks:
    """Our time, how far the site's clock is ahead, and how instants are shown (the site's zone)."""

    now: datetime
    skew: timedelta
    shown: Callable[[datetime], str]

    @property
    def there(self) -> datetime:
        """The time by the site's clock."""
        return self.now + self.skew

    def agree(self, entry: OutboxEntry) -> None:
        """Raise Asked when the clocks are so far apart that somebody must look."""
        if abs(self.skew) > SKEWED and Asking.CLOCKS not in agreed_to(entry):
            minutes = round(self.skew.total_seconds() / 60)
            raise Asked(Asking.CLOCKS, minutes=minutes)


def agreed_to(entry: OutboxEntry) -> frozenset[str]:
    """Return the questions that an editor has answered with going on."""
    return frozenset(entry.answer_fields.get(AGREED, "").split())


def check_embargo(
    story: Story, publication: Publication, entry: OutboxEntry, clocks: Clocks
) -> None:
    """Let an embargoed story wait: it goes to no site before its instant by both clocks.

    Raises Postponed when it was scheduled for later anyway, else Refused; Asked about the clocks.
    """
    embargo = story.embargo
    if embargo is None or embargo <= min(clocks.now, clocks.there):
        return
    shown = clocks.shown(embargo)
    if embargo <= clocks.now:
        clocks.agree(entry)
        if abs(clocks.skew) > SKEWED:
            return
        raise Postponed("embargo-waits", clocks.now + (embargo - clocks.there), shown=shown)
    if publication.wish is Wish.SCHEDULE and (publication.goes_out or embargo) >= embargo:
        raise Postponed("embargo-waits", embargo, shown=shown)
    raise Refused("embargoed", until=shown)


def plan_status(
    publication: Publication, entry: OutboxEntry, found: RemotePost | None, clocks: Clocks
) -> StatusPlan:
    """Return what becomes of the status. Raises Asked; Postponed where nothing may go out yet."""
    wish, public = publication.wish, found is not None and found.status == PUBLISH
    if wish is Wish.WITHDRAW:
        return StatusPlan(DRAFT if found is None or found.status != DRAFT else None)
    if wish is Wish.SCHEDULE and publication.goes_out is not None:
        if public and publication.goes_out > clocks.now:
            raise _from_here(publication.goes_out, clocks)
        return StatusPlan() if public else _scheduled(publication, entry, found, clocks)
    if wish is not Wish.PUBLISH or public:
        return StatusPlan()
    _ask_when_late((publication.wished_at or entry.queued) + UNDO, clocks)
    return _at_once(found, clocks)


def wait_for_hour(found: RemotePost, fields: PostFields, clocks: Clocks) -> None:
    """Raise Postponed when a write would make a scheduled post public before its hour.

    WordPress publishes what it saves in the last minute, whatever was written. A write that says
    another status or time may go.
    """
    if found.status != FUTURE or found.date is None or {"status", "date"} & fields.keys():
        return
    left = found.date - clocks.there
    if timedelta() < left < AHEAD:
        raise Postponed("site-publishes-soon", clocks.now + left, shown=clocks.shown(found.date))


def _scheduled(
    publication: Publication, entry: OutboxEntry, found: RemotePost | None, clocks: Clocks
) -> StatusPlan:
    goes_out = publication.goes_out or clocks.now
    accepted = found is not None and found.status == FUTURE
    date = _never_early(goes_out, clocks)
    there = found.date if accepted and found is not None else None
    if there is not None and goes_out.replace(microsecond=0) <= there <= date + EXACT:
        return StatusPlan()
    if goes_out > clocks.now:
        sure = abs(clocks.skew) <= SKEWED
        if sure and goes_out - clocks.there >= AHEAD + abs(clocks.skew):
            return StatusPlan(FUTURE, date)
        waits = _from_here(goes_out, clocks)
        return StatusPlan(DRAFT if accepted else None, None, goes_out, waits.message)
    _ask_when_late(max(goes_out, publication.wished_at or goes_out), clocks)
    if goes_out > clocks.there:
        clocks.agree(entry)
        if abs(clocks.skew) <= SKEWED:
            raise _from_here(clocks.now + (goes_out - clocks.there), clocks)
    return _at_once(found, clocks)


def _never_early(goes_out: datetime, clocks: Clocks) -> datetime:
    """Return the date to give a site: it must not have come before ``goes_out`` by either clock.

    A site whose clock is ahead of ours would be early by as much.
    """
    ahead = clocks.skew if clocks.skew > EXACT else timedelta()
    return (goes_out + ahead).replace(microsecond=0)


def _from_here(at: datetime, clocks: Clocks) -> Postponed:
    return Postponed("goes-out-from-here", at, shown=clocks.shown(at))


def _at_once(found: RemotePost | None, clocks: Clocks) -> StatusPlan:
    """Publish now; a date still to come there would only schedule the post."""
    later = found is not None and found.date is not None and found.date > clocks.there - BEHIND
    return StatusPlan(PUBLISH, (clocks.there - BEHIND).replace(microsecond=0) if later else None)


def _ask_when_late(due: datetime, clocks: Clocks) -> None:
    """Ask about a wish that waited too long; going on makes it a fresh one."""
    waited = clocks.now - due
    if waited > LATE:
        raise Asked(Asking.LATE, minutes=round(waited.total_seconds() / 60))


def remote_status(status: str, publication: Publication | None) -> RemoteStatus:
    """Return what a post's status means for us, knowing what it was before."""
    if status == PUBLISH:
        return RemoteStatus.PUBLIC
    if status == FUTURE:
        return RemoteStatus.SCHEDULED
    if publication is not None and publication.first_published is not None:
        return RemoteStatus.WITHDRAWN
    return RemoteStatus.ABSENT if status == TRASH else RemoteStatus.DRAFT
