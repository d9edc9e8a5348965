"""The states of outbox entries, changed in transactions of their own; nothing here is sent.

What somebody has taken back since an entry was read stays taken back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import OutboxId
from editor_app.domain.messages import Message
from editor_app.domain.site import LogLine, OutboxEntry, OutboxState, Site
from editor_app.services.post_status import AGREED
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records


def begin(place: Workplace, entry: OutboxEntry) -> OutboxEntry | None:
    """Set an entry to being sent and return it so; None when it was taken back meanwhile."""
    return next(iter(begin_all(place, (entry,))), None)


def begin_all(place: Workplace, entries: Iterable[OutboxEntry]) -> tuple[OutboxEntry, ...]:
    """Set entries to being sent and return them so, without those taken back meanwhile."""
    begun = []
    with place.database.writing() as records:
        for known in (records.outbox.get(entry.id) for entry in entries):
            if known.state is OutboxState.WAITING:
                sending = replace(known, state=OutboxState.SENDING, attempts=known.attempts + 1)
                records.outbox.save(sending)
                begun.append(sending)
    return tuple(begun)


def give_back(place: Workplace, begun: Iterable[OutboxId]) -> None:
    """Set back to waiting what of that is still being sent: it was stopped, or the disk is full."""
    ended = frozenset(begun)
    with place.database.writing() as records:
        for entry in records.outbox.open():
            if entry.id in ended and entry.state is OutboxState.SENDING:
                records.outbox.save(replace(entry, state=OutboxState.WAITING))


def wait(
    place: Workplace, entry: OutboxEntry, until: datetime, said: Message, *, counted: bool = True
) -> Changes:
    """Let an entry wait until an instant and say why; uncounted waits are nobody's failure."""
    with place.database.writing() as records:
        known = records.outbox.get(entry.id)
        if not known.state.open:
            return Changes()
        waiting = replace(
            known,
            state=OutboxState.WAITING,
            not_before=until,
            attempts=known.attempts if counted else 0,
            answer=said.key,
            answer_fields=_answer(known, said),
        )
        records.outbox.save(waiting)
    return Changes(articles=frozenset({entry.article}), outbox=True)


def tell(place: Workplace, entries: Iterable[OutboxEntry], said: Message) -> Changes:
    """Say why waiting entries wait; when they are due stays as it is."""
    told = set()
    with place.database.writing() as records:
        for entry in entries:
            known = records.outbox.get(entry.id)
            fields = _answer(known, said)
            if known.state is OutboxState.WAITING and (
                (known.answer, known.answer_fields) != (said.key, fields)
            ):
                records.outbox.save(replace(known, answer=said.key, answer_fields=fields))
                told.add(entry.article)
    return Changes(articles=frozenset(told), outbox=bool(told))


def fail(
    place: Workplace, site: Site, entries: Iterable[OutboxEntry], error: EditorError
) -> Changes:
    """Let entries need somebody, with the reason; it stands in the log too, once for all tries."""
    failed = set()
    with place.database.writing() as records:
        for entry in entries:
            known = records.outbox.get(entry.id)
            if not known.state.open:
                continue
            key, fields = error.message.key, _answer(known, error.message)
            stopped = replace(known, state=OutboxState.NEEDS_YOU, answer=key, answer_fields=fields)
            records.outbox.save(stopped)
            if (known.answer, known.answer_fields) != (key, fields):
                _log(records, place, entry, site, error.message)
            failed.add(entry.article)
    return Changes(articles=frozenset(failed), outbox=True)


def _answer(known: OutboxEntry, said: Message) -> dict[str, str]:
    """Return the fields of an answer, with what the editor has agreed to so far."""
    fields = {name: str(value) for name, value in said.fields.items()}
    agreed = known.answer_fields.get(AGREED)
    return {**fields, **known.answered, **({AGREED: agreed} if agreed else {})}


def _log(records: Records, place: Workplace, entry: OutboxEntry, site: Site, said: Message) -> None:
    fields = {name: str(value) for name, value in said.fields.items()}
    records.log.add(LogLine(place.now(), said.key, fields, entry.article, site.id))
