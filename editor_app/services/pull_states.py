"""What a site has made of a post's status: kept beside ours, said in the log, asked where it must.

A status that changed there never moves anything here towards the public, nor there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.ids import OutboxId, new_id
from editor_app.domain.messages import Message
from editor_app.domain.site import (
    NO_WORDS,
    LogLine,
    Operation,
    OutboxEntry,
    OutboxState,
    Publication,
    RemoteStatus,
    Site,
)
from editor_app.services.post_base import memory_of
from editor_app.services.post_status import TRASH, Asking, remote_status
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records

SAID = {
    RemoteStatus.PUBLIC: "log-public-there",
    RemoteStatus.SCHEDULED: "log-scheduled-there",
    RemoteStatus.WITHDRAWN: "log-taken-off-there",
    RemoteStatus.DRAFT: "log-draft-there",
    RemoteStatus.ABSENT: "log-gone-there",
}
TAKEN_OFF_HERE = "log-withdrawn-draft"
TOLD = frozenset(
    {
        TAKEN_OFF_HERE,
        SAID[RemoteStatus.WITHDRAWN],
        SAID[RemoteStatus.PUBLIC],
        "log-published",
        "log-scheduled",
    }
)
"""The lines of a log that say who took an article off, or brought it to readers."""

CONFLICT = "conflict-waits"
"""The answer of an entry that waits until somebody has chosen between two texts."""

GONE = frozenset({Asking.GONE, Asking.TRASHED})
"""Questions that are answered when the post stands on the site again."""


def log_line(place: Workplace, publication: Publication, said: Message) -> LogLine:
    """Return a line for the log of an article."""
    fields = {name: str(value) for name, value in said.fields.items()}
    return LogLine(place.now(), said.key, fields, publication.article, publication.site)


def kept_state(
    after: Publication, known: Publication, found: RemotePost, now: datetime
) -> Publication:
    """Return a publication with the status that the site says; wishes stand as they are."""
    status = remote_status(found.status, known)
    first = known.first_published
    if first is None and status is RemoteStatus.PUBLIC:
        first = found.date or now
    goes_out = known.goes_out
    if known.wish is None:
        goes_out = found.date if status is RemoteStatus.SCHEDULED else None
    return replace(after, status=status, first_published=first, goes_out=goes_out, last_synced=now)


def said_of_state(
    before: Publication, after: Publication, found: RemotePost, site: Site
) -> Message | None:
    """Return what to say when the status, or the hour of a scheduled post, is another now."""
    trashed = found.status == TRASH
    was_trashed = memory_of(before).agreed.status == TRASH
    if trashed and not was_trashed:
        return Message("log-trashed-there", {"site": site.name})
    moved = after.status is RemoteStatus.SCHEDULED and after.goes_out != before.goes_out
    if after.status is before.status and not was_trashed and not moved:
        return None
    if trashed:
        return None
    fields = {"site": site.name, "address": after.address}
    if after.status is RemoteStatus.PUBLIC and _hour_came(before, found):
        return Message("log-published", fields)
    if after.goes_out is not None:
        fields["until"] = after.goes_out.isoformat(timespec="minutes")
    return Message(SAID[after.status], fields)


def _hour_came(before: Publication, found: RemotePost) -> bool:
    """Say whether the site made public what was scheduled, and nobody there chose another time."""
    return before.status is RemoteStatus.SCHEDULED and found.date == before.goes_out


def gone_there(records: Records, place: Workplace, known: Publication, trashed: bool) -> None:
    """Ask what is to become of a post in the site's trash; take the question back when it stands.

    Nothing is asked twice: what waits for an answer goes on waiting. What somebody wished before
    the post was in the trash is tried again when it stands.
    """
    if trashed:
        ask(records, place, known, Asking.TRASHED)
        return
    for entry in _open(records, known):
        if entry.state is OutboxState.NEEDS_YOU and entry.answer in GONE:
            state = OutboxState.CANCELLED if known.wish is None else OutboxState.WAITING
            again = replace(entry, state=state, not_before=place.now(), answer="")
            records.outbox.save(again)


def public_again(
    records: Records, place: Workplace, before: Publication, after: Publication
) -> None:
    """Ask about an article that was taken off from here and that readers of the site see again.

    Somebody there may have published it. A save that WordPress carried out while it was taken off
    does the same, and whoever saved knows nothing of it. The question goes when the article does.
    To be asked before the log says that it is public.
    """
    if after.status is not RemoteStatus.PUBLIC:
        for entry in _open(records, after):
            if entry.answer == Asking.PUBLIC_AGAIN:
                records.outbox.save(replace(entry, state=OutboxState.CANCELLED))
    elif before.status is not RemoteStatus.PUBLIC and after.wish is None:
        last = records.log.newest_of(TOLD, after.article, after.site)
        if last is not None and last.key == TAKEN_OFF_HERE:
            ask(records, place, after, Asking.PUBLIC_AGAIN, Operation.WITHDRAW)


def ask(
    records: Records,
    place: Workplace,
    known: Publication,
    asking: Asking,
    operation: Operation = Operation.BRING_UP_TO_DATE,
    *,
    more: Mapping[str, str] = NO_WORDS,
) -> None:
    """Let an editor decide over a post that is not as it was left: go on with it, or leave it.

    What waits for another answer goes on waiting, but a question about the address of the post is
    of no use then. ``more`` are fields of the question besides the name of the site.
    """
    site = records.sites.get(known.site)
    fields = {"site": site.name, **more}
    waiting = _open(records, known)
    for entry in waiting:
        if entry.state is OutboxState.WAITING or entry.answer == Asking.ADDRESS:
            asked = replace(entry, state=OutboxState.NEEDS_YOU, answer=asking, answer_fields=fields)
            records.outbox.save(asked)
    if not waiting:
        entry = OutboxEntry(
            OutboxId(new_id()),
            operation,
            known.article,
            known.site,
            place.now(),
            state=OutboxState.NEEDS_YOU,
            answer=asking,
            answer_fields=fields,
        )
        records.outbox.add(entry)


def vanish(records: Records, place: Workplace, known: Publication, *, asks: bool) -> None:
    """Note that a post is not on the site any more. Its text and its history here stay."""
    site = records.sites.get(known.site)
    hour = known.goes_out if known.wish is not None else None
    absent = replace(known, status=RemoteStatus.ABSENT, goes_out=hour, last_synced=place.now())
    records.publications.put(absent)
    records.log.add(log_line(place, known, Message("log-gone-there", {"site": site.name})))
    if asks:
        ask(records, place, absent, Asking.GONE)


def held_by_conflict(records: Records, known: Publication, count: int) -> None:
    """Let what waits to go to the site wait until somebody has chosen."""
    for entry in _open(records, known):
        if entry.state is OutboxState.WAITING and entry.operation is Operation.BRING_UP_TO_DATE:
            held = replace(
                entry,
                state=OutboxState.NEEDS_YOU,
                answer=CONFLICT,
                answer_fields={**entry.answer_fields, "count": str(count)},
            )
            records.outbox.save(held)


def conflicts_ended(records: Records, place: Workplace, known: Publication) -> bool:
    """Let what waited for a choice go on, and say whether there was anything.

    For when nothing is left to choose, because the site has come to say what we say.
    """
    entries = _open(records, known)
    held = [one for one in entries if one.state is OutboxState.NEEDS_YOU and one.answer == CONFLICT]
    for entry in held:
        again = replace(entry, state=OutboxState.WAITING, not_before=place.now(), answer="")
        records.outbox.save(again)
    return bool(held)


def _open(records: Records, known: Publication) -> list[OutboxEntry]:
    entries = records.outbox.of_article(known.article)
    return [one for one in entries if one.site == known.site and one.state.open]
