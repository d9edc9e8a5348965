"""The verb on the outbox: what is not out yet and why, and replying to what it asks."""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from editor_app.cli.answers import DONE, FINDINGS, Answer, plain
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


def outbox(desk: Desk, arguments: Namespace) -> Answer:
    """``outbox [ENTRY... [--REPLY]]``: all that is open, or these; ``sync`` sends what may go on.

    The reply is given to all entries that are named, or to none. Ends with FINDINGS while one of
    those shown waits for a reply.
    """
    named = _named(desk, arguments.entries)
    if arguments.reply is not None:
        if not named:
            raise WrongUse("entry-not-said", option=f"--{arguments.reply}")
        _reply(desk, named, Reply(arguments.reply))
    rows = _rows(desk, named) if named else _open(desk)
    waits = any(set(replies(row)) - {Reply.TAKE_BACK} for row in rows)
    documents = [{**plain(row), "replies": list(replies(row))} for row in rows]
    return Answer(documents, tuple(_lines(rows)), FINDINGS if waits else DONE)


def _open(desk: Desk) -> tuple[OutboxRow, ...]:
    return tuple(row for row in desk.publishing.outbox(1) if row.state.open)


def _named(desk: Desk, names: Iterable[str]) -> tuple[OutboxId, ...]:
    """Return the open entries with these ids or starts of ids. Raises NotFound, Ambiguous."""
    known = [row.entry for row in _open(desk)]
    found = []
    for name in names:
        alike = [entry for entry in known if name and entry.startswith(name)]
        if not alike:
            raise NotFound(name=words_said(name))
        if len(alike) > 1:
            raise Ambiguous(name=words_said(name), choices=", ".join(alike))
        found += alike
    return tuple(dict.fromkeys(found))


def _rows(desk: Desk, entries: Sequence[OutboxId]) -> tuple[OutboxRow, ...]:
    """Return entries as they stand now, closed ones too."""
    rows = {row.entry: row for row in desk.publishing.outbox(len(entries) + 100)}
    return tuple(rows[entry] for entry in entries if entry in rows)


def _reply(desk: Desk, entries: Sequence[OutboxId], reply: Reply) -> None:
    """Give a reply to entries. Raises WrongUse when one of them does not ask for it."""
    for row in _rows(desk, entries):
        offered = [one for one in replies(row) if one in SAID_OF_ENTRIES]
        if reply not in offered:
            choices = ", ".join(f"--{one}" for one in offered)
            raise WrongUse("no-such-choice", name=f"--{reply}", choices=choices)
    verbs: dict[Reply, Callable[[OutboxId], Changes]] = {
        Reply.YES: partial(desk.publishing.agree, yes=True),
        Reply.NO: partial(desk.publishing.agree, yes=False),
        Reply.GO_ON: desk.publishing.go_on,
        Reply.SEND_ANYWAY: lambda entry: desk.syncing.send_anyway((entry,)),
        Reply.RETRY: desk.publishing.retry,
        Reply.TAKE_BACK: lambda entry: desk.publishing.cancel((entry,)),
    }
    for entry in entries:
        verbs[reply](entry)


def _lines(rows: Iterable[OutboxRow]) -> Iterator[str]:
    """Say of each entry how far it is, why it waits, and what to type."""
    for row in rows:
        where = f"{row.slug_word}/{row.language}  {row.site_name}"
        due = row.not_before if row.state is OutboxState.WAITING else None
        when = f"  {due.isoformat(timespec='seconds')}" if due is not None else ""
        yield f"{row.entry[:SHORT]}  {where}  {row.state}{when}"
        if row.answer is not None:
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
