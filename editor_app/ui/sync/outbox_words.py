"""What a line of the outbox says: how far it is, where it goes, what it waits for, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from editor_app.domain.ids import Language
from editor_app.domain.site import Operation, OutboxState, Question, Wish
from editor_app.replies import OPEN_THERE, Reply, is_doubted, is_held
from editor_app.sentences import _, ngettext, sentence
from editor_app.services.views import LogRow, OutboxRow
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.sync.restraint import Rest
from editor_app.ui.words import autonym, moment, outbox_words, paragraph

NO_CONNECTION = "unreachable"
GO_ON = {
    "publish-late": "late",
    "clocks-differ": "clocks",
    "post-trashed-there": "trashed",
    "post-gone-there": "gone",
    "post-public-again": "public",
    "post-address-shared": "address",
    OPEN_THERE: "open",
}
OWN_TIME = frozenset({"goes-out-from-here", "embargo-waits", "site-publishes-soon"})
"""The answers of what waits for its time, not for another try."""

SOON = timedelta(minutes=1)


def is_scheduled(row: OutboxRow, now: datetime) -> bool:
    """Say whether an entry waits for its time, not only for the ten seconds of Undo."""
    own_time = row.answer is None or row.answer.key in OWN_TIME
    waits = row.state is OutboxState.WAITING and own_time
    return waits and row.not_before is not None and row.not_before - now > SOON


def is_unaccepted(row: OutboxRow) -> bool:
    """Say whether a story is scheduled on a site that has not accepted it yet."""
    return row.state.open and row.wish is Wish.SCHEDULE and not row.accepted


def is_stopped(row: OutboxRow) -> bool:
    """Say whether an entry waits for a word of the editor, not for a time."""
    return is_held(row) or is_doubted(row)


def is_cut_off(rows: Iterable[OutboxRow]) -> bool:
    """Say whether something waits because a site cannot be reached."""
    return any(
        row.state is OutboxState.WAITING
        and row.answer is not None
        and row.answer.key.startswith(NO_CONNECTION)
        for row in rows
    )


def needy_first(rows: tuple[OutboxRow, ...], now: datetime) -> tuple[OutboxRow, ...]:
    """Return the rows by urgency: what needs the editor, what goes now, goes later, and is over."""

    def place(row: OutboxRow) -> tuple[bool, bool, bool]:
        needy = row.state is OutboxState.NEEDS_YOU
        return (not needy, not row.state.open, is_scheduled(row, now))

    return tuple(sorted(rows, key=place))


def grouped(rows: tuple[OutboxRow, ...]) -> list[tuple[OutboxRow, ...]]:
    """Return the languages of a story that share site, state, deed and time, in their order."""
    groups: dict[object, list[OutboxRow]] = {}
    for row in rows:
        minute = row.not_before.replace(second=0, microsecond=0) if row.not_before else None
        # What is over shared its card, whatever is wished of each of its languages by now.
        wished = (row.wish, row.goes_out) if row.state.open else ()
        deed = (row.operation, *wished)
        key = (row.story, row.site, row.state, *deed, minute, row.answer is None)
        alone = row.state is OutboxState.NEEDS_YOU and row.asks is None
        if alone or row.state is OutboxState.SENDING:
            groups[row.entry] = [row]
        else:
            groups.setdefault(key, []).append(row)
    return [tuple(group) for group in groups.values()]


def title_words(row: OutboxRow | LogRow) -> str:
    """Return the name of the story."""
    return row.slug_word or _("Untitled")


def languages_words(group: tuple[OutboxRow, ...], vocabulary: Vocabulary) -> str:
    """Return the languages that go together, in the order of the editions."""
    editions, there = vocabulary.by_language, {Language(row.language) for row in group}
    ordered = [*(one for one in editions if one in there), *sorted(there - editions.keys())]
    return _(", ").join(autonym(one, editions) for one in ordered)


def state_words(row: OutboxRow, now: datetime) -> str:
    """Return how far an entry is."""
    return _("Scheduled") if is_scheduled(row, now) else outbox_words(row.state)


def where_words(row: OutboxRow, now: datetime, zone: ZoneInfo | None) -> str:
    """Return to which site an entry goes, what it does there, and when it was asked for.

    What is over does not say whether it was a draft or published: the row has what is wished now.
    """
    if not row.state.open:
        return " · ".join(
            filter(None, (row.site_name, _closed(row), moment(row.queued, now, zone)))
        )
    deed, asked = _deed(row), row.goes_out if row.wish is not None else None
    at = row.not_before if is_scheduled(row, now) else asked
    if at is not None:
        deed = _("{deed} {time}").format(deed=deed, time=moment(at, now, zone))
    return f"{row.site_name} · {deed}"


def _closed(row: OutboxRow) -> str:
    """Return what an entry did that is over, empty where only its wish would tell."""
    return "" if row.operation is Operation.BRING_UP_TO_DATE else _deed(row)


def _deed(row: OutboxRow) -> str:
    if row.operation is Operation.WITHDRAW:
        return _("withdraw")
    if row.operation is Operation.PULL:
        return _("fetch changes")
    if row.wish is Wish.DRAFT:
        return _("draft")
    if row.wish is None:
        return _("bring up to date")
    return _("publish")


def rest_words(rest: Rest, now: datetime, zone: ZoneInfo | None) -> str:
    """Return until when nothing is sent by itself, and what ends that."""
    until_then = (
        _("Stopped until {time}, or until you press Sync now.")
        if rest.stopped
        else _("Sending went wrong. It is tried again at {time}, or when you press Sync now.")
    )
    return until_then.format(time=moment(rest.until, now, zone))


def waits_for(rest: Rest, row: OutboxRow, now: datetime) -> bool:
    """Say whether an entry would go before a rest is over, and so waits for that."""
    goes_by_itself = row.state is OutboxState.WAITING and not is_stopped(row)
    due = row.not_before or row.queued
    return rest.is_on(now) and goes_by_itself and due < rest.until


def why_words(row: OutboxRow, now: datetime, *, paused: bool = False, rest: str = "") -> str:
    """Return what an open entry waits for, with the time that is left.

    ``rest`` says that it waits for the end of a rest.
    """
    if row.state is OutboxState.NEEDS_YOU:
        return sentence(row.answer) if row.answer is not None else ""
    if row.state is not OutboxState.WAITING:
        return ""
    parts = [sentence(row.answer)] if row.answer is not None else []
    if paused:
        parts.append(_("Sending is paused."))
    elif rest:
        parts.append(rest)
    elif row.not_before is not None and not (is_scheduled(row, now) or is_stopped(row)):
        parts.append(_left(row, row.not_before - now))
    return paragraph(*parts)


def _left(row: OutboxRow, left: timedelta) -> str:
    """Return when an entry goes, counted down."""
    seconds = max(0, ceil(left.total_seconds()))
    if not seconds:
        return ""
    if row.answer is None or row.answer.key in OWN_TIME:
        return _("Goes in {left}.").format(left=clock_words(seconds))
    return _("Tried again in {left}.").format(left=clock_words(seconds))


def clock_words(seconds: int) -> str:
    """Return a span of time as a countdown shows it: "8 s", "2:05", "1:02:05"."""
    if seconds < 60:
        return _("{count} s").format(count=seconds)
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def reply_words(row: OutboxRow, reply: Reply) -> str:
    """Return what the button of a reply says."""
    if reply is Reply.GO_ON:
        return _go_on_words(row)
    if row.asks is Question.REMOVALS and reply is Reply.YES and row.answer is not None:
        count = int(row.answer.fields["count"])
        return ngettext("Remove {count} file", "Remove {count} files", count).format(count=count)
    keeps = row.asks is Question.REMOVALS
    return {
        Reply.YES: _("Write over"),
        Reply.NO: _("Keep them") if keeps else _("Leave them"),
        Reply.SEND_ANYWAY: _("Send anyway"),
        Reply.RETRY: _("Try again"),
        Reply.TAKE_BACK: _("Take back"),
        Reply.CHOOSE: _("Decide"),
        Reply.BELIEVE: _("Answer"),
        Reply.SIGN_IN: _("Sign in"),
    }[reply]


def _go_on_words(row: OutboxRow) -> str:
    """Return what the button says that lets an entry go on which asked first."""
    asked = GO_ON.get(row.answer.key if row.answer is not None else "", "")
    return {
        "late": _("Publish now"),
        "trashed": _("Take it out of the trash"),
        "gone": _("Send it again"),
        "public": _("Take it off again"),
        "address": _("Give it its own address"),
        "open": _("Send anyway"),
    }.get(asked, _("Go on"))


def unaccepted_words(rows: Iterable[OutboxRow], now: datetime, zone: ZoneInfo | None) -> list[str]:
    """Return a sentence for each scheduled story that its site has not accepted."""
    words = []
    for row in rows:
        if is_unaccepted(row) and row.goes_out is not None:
            words.append(
                _("“{name}” is scheduled for {time}, and {site} has not accepted it yet.").format(
                    name=row.slug_word or _("Untitled"),
                    time=moment(row.goes_out, now, zone),
                    site=row.site_name,
                )
            )
    return list(dict.fromkeys(words))
