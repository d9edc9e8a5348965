"""The verb on the outbox: what is not out yet and why, and replying to what it asks."""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from editor_app.cli.answers import DONE, FINDINGS, Answer, plain
from editor_app.cli.desk_verbs import with_pause
from editor_app.cli.said import WrongUse, words_said
from editor_app.domain.changes import Changes
from editor_app.domain.errors import Ambiguous, NotFound
from editor_app.domain.ids import OutboxId
from editor_app.domain.site import OutboxState
from editor_app.replies import SAID_OF_ENTRIES, Reply, replies
from editor_app.sentences import sentence
from editor_app.services.views import OutboxRow
from editor_app.wiring import Desk

SHORT = 8
MOST = 100_000
"""Entries that are looked at: all that a desk can have."""


def outbox(desk: Desk, arguments: Namespace) -> Answer:
    """``outbox [ENTRY... [--REPLY]]``: all that is open, or these; ``sync`` sends what may go on.

    A reply that one of the entries does not ask for is given to none. Yes and no hold for all that
    asks the same of the same site: those are shown too. Ends with FINDINGS while one of those shown
    waits for a reply.
    """
    named = _named(desk, arguments.entries)
    if arguments.reply is not None:
        reply = Reply(arguments.reply)
        if not named:
            raise WrongUse("entry-not-said", option=f"--{reply}")
        _refuse_unasked(named, reply)
        if reply in {Reply.YES, Reply.NO}:
            asked = {(row.site, row.asks) for row in named}
            named = tuple(row for row in _all(desk) if (row.site, row.asks) in asked)
        _give(desk, named, reply)
    found = _as_they_are(desk, named) if named else _open(desk.publishing.outbox(1))
    rows = [with_pause(desk, row) for row in found]
    waits = any(set(replies(row)) - {Reply.TAKE_BACK} for row in rows)
    documents = [{**plain(row), "replies": list(replies(row))} for row in rows]
    return Answer(documents, tuple(_lines(rows)), FINDINGS if waits else DONE)


def _all(desk: Desk) -> tuple[OutboxRow, ...]:
    return desk.publishing.outbox(MOST)


def _open(rows: Iterable[OutboxRow]) -> tuple[OutboxRow, ...]:
    return tuple(row for row in rows if row.state.open)


def _named(desk: Desk, names: Sequence[str]) -> tuple[OutboxRow, ...]:
    """Return the entries with these ids or starts of ids, an open one before those that are over.

    Raises NotFound, Ambiguous.
    """
    known = _all(desk) if names else ()
    found = []
    for name in names:
        alike = [row for row in known if name and row.entry.startswith(name)]
        alike = list(_open(alike)) or alike
        if not alike:
            raise NotFound(name=words_said(name))
        if len(alike) > 1:
            choices = ", ".join(row.entry for row in alike)
            raise Ambiguous(name=words_said(name), choices=choices)
        found += alike
    return tuple({row.entry: row for row in found}.values())


def _as_they_are(desk: Desk, rows: Iterable[OutboxRow]) -> tuple[OutboxRow, ...]:
    """Return entries as they stand now."""
    now = {row.entry: row for row in _all(desk)}
    return tuple(now[row.entry] for row in rows)


def _refuse_unasked(rows: Iterable[OutboxRow], reply: Reply) -> None:
    """Raise WrongUse when an entry does not ask for that reply."""
    for row in rows:
        offered = [f"--{one}" for one in replies(row) if one in SAID_OF_ENTRIES]
        if not offered:
            raise WrongUse("entry-asks-nothing", name=row.entry[:SHORT])
        if f"--{reply}" not in offered:
            raise WrongUse("no-such-choice", name=f"--{reply}", choices=", ".join(offered))


def _give(desk: Desk, rows: Iterable[OutboxRow], reply: Reply) -> None:
    """Give a reply; one about files holds for as many as were named, so the most come first."""
    verbs: dict[Reply, Callable[[OutboxId], Changes]] = {
        Reply.YES: partial(desk.publishing.agree, yes=True),
        Reply.NO: partial(desk.publishing.agree, yes=False),
        Reply.GO_ON: desk.publishing.go_on,
        Reply.SEND_ANYWAY: lambda entry: desk.syncing.send_anyway((entry,)),
        Reply.RETRY: desk.publishing.retry,
        Reply.TAKE_BACK: lambda entry: desk.publishing.cancel((entry,)),
    }
    for row in sorted(rows, key=_files, reverse=True):
        verbs[reply](row.entry)


def _files(row: OutboxRow) -> int:
    """Return how many files a question is about; 0 for any other entry."""
    if row.asks is None or row.answer is None:
        return 0
    return int(row.answer.fields.get("count", 1))


def _lines(rows: Iterable[OutboxRow]) -> Iterator[str]:
    """Say of each entry how far it is, why it waits, and what to type."""
    for row in rows:
        where = f"{row.slug_word or row.story[:SHORT]}/{row.language}  {row.site_name}"
        due = row.not_before if row.state is OutboxState.WAITING else None
        when = f"  {due.isoformat(timespec='seconds')}" if due is not None else ""
        yield f"{row.entry[:SHORT]}  {where}  {row.state}{when}"
        if row.answer is not None and row.state.open:
            yield f"  {sentence(row.answer)}"
        if commands := _commands(row):
            yield f"  > {commands}"


def _commands(row: OutboxRow) -> str:
    """Return what can be typed about an entry."""
    offered, site = replies(row), shlex.quote(row.site_name)
    options = [f"--{reply}" for reply in offered if reply in SAID_OF_ENTRIES]
    elsewhere = {
        Reply.CHOOSE: "conflicts",
        Reply.BELIEVE: f"sync --site {site} --believe | --keep-ours",
        Reply.SIGN_IN: f"site sign-in {site}",
    }
    own = [f"outbox {row.entry[:SHORT]} {' | '.join(options)}"] if options else []
    return "; ".join([*(words for reply, words in elsewhere.items() if reply in offered), *own])
