"""The verb that brings desk and sites together."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from editor_app.cli.answers import COULD_NOT, DONE, FINDINGS, Answer, tell
from editor_app.cli.desk_verbs import site_named
from editor_app.cli.said import WrongUse
from editor_app.domain.ids import SiteId
from editor_app.domain.messages import Message
from editor_app.domain.site import OutboxState
from editor_app.sentences import sentence
from editor_app.services.data_saving import HELD
from editor_app.services.outbox_answers import OF_ITS_TIME
from editor_app.services.syncing import SyncReport
from editor_app.services.workplace import Progress, silent
from editor_app.wiring import Desk

ROUNDS = 3
"""As many syncs as it takes at most until both sides agree, when nobody goes on writing."""

MOST_LINES = 100_000
"""Lines of an article's log that are shown: all that it can have."""


def sync(desk: Desk, arguments: Namespace) -> Answer:
    """``sync [--site S] [--once] [--believe | --keep-ours]``: sends, reads, merges.

    What failed is tried again, unless sending is paused. Without ``--once`` again while that
    changes something. The last two answer what a site with many posts missing asks; they need its
    name.
    """
    site = None if arguments.site is None else site_named(desk, arguments.site)
    if arguments.believe or arguments.keep_ours:
        if site is None:
            raise WrongUse("site-not-said")
        answer = desk.syncing.believe if arguments.believe else desk.syncing.keep_ours
        answer(site)
    paused = desk.settings.load().sending_paused
    for one in desk.publishing.sites():
        if site in {None, one.id} and not paused:
            desk.publishing.try_now(one.id, failed_only=True)
    reports = list(_rounds(desk, site, _said(arguments), once=arguments.once))
    document = _document(reports, paused=paused) | {
        "waits_for": () if paused else _held_up(desk, site)
    }
    for trouble in document["troubles"]:
        tell(sentence(trouble))
    return Answer(document, tuple(_lines(document)), _code(document))


def log(desk: Desk, arguments: Namespace) -> Answer:
    """``log ARTICLE``: what was sent and what came back, the newest first."""
    article = desk.stories.find_article(arguments.article)
    sites = {site.id: site.name for site in desk.publishing.sites()}
    found, lines = [], []
    for line in desk.publishing.log(article.id, MOST_LINES):
        said = Message(line.key, line.fields)
        site = sites.get(line.site, "") if line.site else ""
        found.append({"at": line.at, "site": site, "said": said})
        lines.append(f"{line.at.isoformat(timespec='seconds')}  {sentence(said)}")
    return Answer(found, tuple(lines))


def _rounds(
    desk: Desk, site: SiteId | None, progress: Progress, *, once: bool
) -> Iterator[SyncReport]:
    for _round in range(1 if once else ROUNDS):
        report = desk.syncing.sync(site, progress, at_once=True)
        yield report
        if not (report.sent or report.received) or report.asks or report.troubles:
            return


def _said(arguments: Namespace) -> Progress:
    """Return what tells progress on standard error, each sentence once."""
    if arguments.quiet:
        return silent
    before: list[str] = []

    def told(done: int, total: int, said: Message | None = None) -> None:
        words = sentence(said) if said else ""
        if words and words not in before[-1:]:
            before.append(words)
            tell(words)

    return told


def _document(reports: list[SyncReport], *, paused: bool) -> dict[str, Any]:
    """Return all rounds as one: what was done is added up, what is left is as the last left it."""
    last = reports[-1]
    return {
        "sent": sum(one.sent for one in reports),
        "received": sum(one.received for one in reports),
        "merged": sum(one.merged for one in reports),
        "conflicts": last.conflicts,
        "waiting": last.waiting,
        "needs_you": last.needs_you,
        "requests": sum(one.requests for one in reports),
        "seconds": round(sum(one.seconds for one in reports), 3),
        "gone": sum(one.gone for one in reports),
        "fresh": sum(one.fresh for one in reports),
        "rounds": len(reports),
        "paused": paused,
        "asks": last.asks,
        "troubles": last.troubles,
    }


def _lines(document: dict[str, Any]) -> Iterator[str]:
    counts = {name: value for name, value in document.items() if isinstance(value, int | float)}
    yield sentence(Message("sync-report", counts))
    if document["paused"]:
        yield sentence(Message("sending-paused"))
    yield from dict.fromkeys(map(sentence, (*document["asks"], *document["waits_for"])))


def _held_up(desk: Desk, site: SiteId | None) -> tuple[Message, ...]:
    """Return once why articles wait that nobody wants to wait."""
    waiting = (
        row
        for row in desk.publishing.outbox(1)
        if row.state is OutboxState.WAITING and site in {None, row.site}
    )
    meant = OF_ITS_TIME | HELD
    why = (row.answer for row in waiting if row.answer and row.answer.key not in meant)
    return tuple({sentence(one): one for one in why}.values())


def _code(document: dict[str, Any]) -> int:
    if document["troubles"]:
        return COULD_NOT
    found = ("conflicts", "needs_you", "waits_for")
    return FINDINGS if any(document[name] for name in found) else DONE
