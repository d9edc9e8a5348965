"""What an editor can reply to an entry of the outbox, in the window and on the command line."""

from __future__ import annotations

from enum import StrEnum

from editor_app.domain.site import OutboxState
from editor_app.services.views import OutboxRow

CONFLICT = "conflict-waits"
OPEN_THERE = "post-open-there"
SIGNED_OUT = "signed-out"
DATA_SAVER = "data-saver"
DOUBTS = frozenset({"site-lost-posts", "site-other-state"})
"""The answers of what waits until somebody says whether a site is believed."""


class Reply(StrEnum):
    """A reply; the values are the options of ``outbox``.

    To choose between two texts, to say whether a site is believed, and to sign in are done
    elsewhere; all others are said of the entry itself.
    """

    YES = "yes"
    NO = "no"
    GO_ON = "go-on"
    SEND_ANYWAY = "send-anyway"
    RETRY = "retry"
    TAKE_BACK = "take-back"
    CHOOSE = "choose"
    BELIEVE = "believe"
    SIGN_IN = "sign-in"


SAID_OF_ENTRIES = (
    Reply.YES,
    Reply.NO,
    Reply.GO_ON,
    Reply.SEND_ANYWAY,
    Reply.RETRY,
    Reply.TAKE_BACK,
)


def replies(row: OutboxRow) -> tuple[Reply, ...]:
    """Return what can be replied to an entry as it stands, what is most likely wanted first."""
    take_back = (Reply.TAKE_BACK,) if row.state.waits else ()
    return (*_asked(row), *take_back)


def _asked(row: OutboxRow) -> tuple[Reply, ...]:
    """Return the replies that let an entry go on; what is over asks nothing any more."""
    if not row.state.open:
        return ()
    if row.asks is not None:
        return Reply.YES, Reply.NO
    if _answer(row) == CONFLICT:
        return (Reply.CHOOSE,)
    if row.goes_on:
        return (Reply.GO_ON, Reply.RETRY) if _answer(row) == OPEN_THERE else (Reply.GO_ON,)
    if is_held(row):
        return (Reply.SEND_ANYWAY,)
    if is_doubted(row):
        return (Reply.BELIEVE,)
    if is_signed_out(row):
        return Reply.SIGN_IN, Reply.RETRY
    return (Reply.RETRY,) if row.state is OutboxState.NEEDS_YOU else ()


def is_held(row: OutboxRow) -> bool:
    """Say whether data saver holds an entry back."""
    return row.state is OutboxState.WAITING and _answer(row).startswith(DATA_SAVER)


def is_doubted(row: OutboxRow) -> bool:
    """Say whether an entry waits until the editor says whether its site is believed."""
    return row.state is OutboxState.WAITING and _answer(row) in DOUBTS


def is_signed_out(row: OutboxRow) -> bool:
    """Say whether an entry needs nothing but that somebody signs in to its site."""
    return row.state is OutboxState.NEEDS_YOU and _answer(row).startswith(SIGNED_OUT)


def _answer(row: OutboxRow) -> str:
    return row.answer.key if row.answer is not None else ""
