"""What an editor answers to an entry that asks, takes back, or wakes to be tried again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from editor_app.domain.changes import Changes
from editor_app.domain.errors import Refused
from editor_app.domain.ids import ArticleId, OutboxId, SiteId
from editor_app.domain.messages import Message
from editor_app.domain.site import (
    Agreed,
    Operation,
    OutboxEntry,
    OutboxState,
    Publication,
    RemoteStatus,
    Wish,
)
from editor_app.services.post_base import forgotten, memory_of
from editor_app.services.post_status import AGREED, Asking, agreed_to
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records

OF_ITS_TIME = frozenset({"", "goes-out-from-here", "embargo-waits", "site-publishes-soon"})
"""The answers of entries that wait for a time, not for another try."""


@dataclass(frozen=True)
class Queued:
    """An entry, the waiting ones that it stands instead of, and the publication as it was."""

    entry: OutboxEntry
    instead_of: tuple[OutboxEntry, ...]
    before: Publication | None


def called_off(records: Records, entries: Iterable[OutboxId]) -> Changes:
    """Call off the entries that wait, wishes included; what is being sent or done stays."""
    articles = set()
    for entry_id in entries:
        entry = records.outbox.get(entry_id)
        if not entry.state.waits:
            continue
        records.outbox.save(replace(entry, state=OutboxState.CANCELLED))
        known = records.publications.find(entry.article, entry.site)
        if known is not None:
            records.publications.put(unwished(known))
        articles.add(entry.article)
    stories = frozenset(records.articles.get(item).story for item in articles)
    return Changes(stories, frozenset(articles), outbox=True)


def take_back(records: Records, queued: Sequence[Queued]) -> Changes:
    """Call off what was asked for and still waits; what it stood instead of waits again.

    Raises Refused when all of it is on its way or there; ``said`` names what of it is.
    """
    late = []
    for item in queued:
        entry = records.outbox.get(item.entry.id)
        if not (entry.state.waits or entry.state is OutboxState.CANCELLED):
            late.append(entry)
    articles = [records.articles.get(entry.article) for entry in late]
    names = " · ".join(dict.fromkeys(one.headline or one.language for one in articles))
    fields = {"names": names, "site": records.sites.get(late[0].site).name if late else ""}
    off = bool(late) and late[0].operation is Operation.WITHDRAW
    key = "withdrawn-already" if off else "sent-already"
    if late and len(late) == len(queued):
        raise Refused(key, **fields)
    changes = called_off(records, [item.entry.id for item in queued])
    for item in queued:
        put_back(records, item)
    return replace(changes, said=Message(f"{key}-partly", fields)) if late else changes


def put_back(records: Records, item: Queued) -> None:
    """Let what an entry that was taken back stood instead of wait again, wish included."""
    if records.outbox.get(item.entry.id).state is not OutboxState.CANCELLED:
        return
    for entry in item.instead_of:
        records.outbox.save(entry)
    known = records.publications.find(item.entry.article, item.entry.site)
    if known is not None and item.before is not None:
        was = item.before
        records.publications.put(
            replace(
                known,
                wish=was.wish,
                goes_out=was.goes_out,
                wished_by=was.wished_by,
                wished_at=was.wished_at,
            )
        )


def unwished(known: Publication) -> Publication:
    """Return a publication without its wish; what a site has scheduled still goes out there."""
    scheduled = known.status is RemoteStatus.SCHEDULED
    date = memory_of(known).agreed.date if scheduled else None
    return replace(known, wish=None, goes_out=date)


def goes_on(entry: OutboxEntry) -> bool:
    """Say whether an entry asks an editor to go on or to cancel."""
    return entry.state is OutboxState.NEEDS_YOU and entry.answer in set(Asking)


def agree_to_go_on(records: Records, place: Workplace, entry: OutboxEntry) -> None:
    """Let an entry that asks go on, in an open transaction."""
    known = records.publications.find(entry.article, entry.site)
    if known is not None and entry.answer == Asking.GONE:
        records.publications.put(forgotten(known))
    if known is not None and entry.answer in {Asking.LATE, Asking.PUBLIC_AGAIN}:
        site = records.sites.get(entry.site)
        wish = known.wish if entry.answer == Asking.LATE else Wish.WITHDRAW
        wished_by = place.editor() or site.account
        wished = replace(known, wish=wish, wished_by=wished_by, wished_at=place.now())
        records.publications.put(wished)
    agreed = " ".join(sorted(agreed_to(entry) | {entry.answer}))
    again = replace(
        entry,
        state=OutboxState.WAITING,
        not_before=place.now(),
        answer="",
        answer_fields={AGREED: agreed, **entry.answered},
    )
    records.outbox.save(again)


def agree_for_all(
    records: Records, place: Workplace, entry_id: OutboxId, *, yes: bool
) -> frozenset[ArticleId]:
    """Answer what a site asks about files, for all entries that wait there for the same answer.

    They are due at once. Returns their articles; none when the question stands no longer.
    """
    asking = records.outbox.get(entry_id)
    articles = set()
    for entry in records.outbox.open():
        if asking.asks is None or entry.asks != asking.asks or entry.site != asking.site:
            continue
        answer = Agreed(yes, int(asking.answer_fields["count"]))
        again = replace(entry, state=OutboxState.WAITING, not_before=place.now(), answer="")
        records.outbox.save(again.agreed(asking.asks, answer))
        articles.add(entry.article)
    return frozenset(articles)


def wake(
    records: Records, place: Workplace, site: SiteId, *, failed_only: bool
) -> tuple[ArticleId, ...]:
    """Let what failed on a site, or waits for its next try, be due now; return the articles."""
    woken = []
    for entry in records.outbox.open():
        waits = entry.state is OutboxState.WAITING and entry.answer not in OF_ITS_TIME
        failed = entry.state is OutboxState.NEEDS_YOU and entry.asks is None and not goes_on(entry)
        if entry.site == site and (failed or (waits and not failed_only)):
            due = replace(entry, state=OutboxState.WAITING, not_before=place.now())
            records.outbox.save(due)
            woken.append(entry.article)
    return tuple(woken)
