"""Verbs on the desk itself: making one, backups and the way back, looking whether all is well."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from editor_app.cli.answers import DONE, FINDINGS, Answer
from editor_app.cli.said import WrongUse, words_said
from editor_app.domain.errors import Ambiguous, NotFound
from editor_app.domain.ids import SiteId
from editor_app.domain.messages import Message
from editor_app.sentences import sentence
from editor_app.services.views import ListQuery, OutboxRow
from editor_app.wiring import Desk, new_desk, open_desk, recover_desk


def make_desk(arguments: Namespace) -> Answer:
    """``new-desk DIR [--sample]``."""
    folder = Path(arguments.folder)
    new_desk(folder, sample=arguments.sample)
    desk = open_desk(folder, read_only=True)
    try:
        counts = {
            "stories": len(desk.stories.rows(ListQuery(), 100_000)),
            "terms": len(desk.terms.terms()),
            "memory": desk.terms.memory_count(),
            "sections": len(desk.vocabulary.sections()),
            "sites": len(desk.publishing.sites()),
        }
    finally:
        desk.close()
    said = ", ".join(f"{number} {name}" for name, number in counts.items())
    return Answer({"path": str(folder), "counts": counts}, (f"{folder}: {said}",))


def site_named(desk: Desk, name: str | None) -> SiteId:
    """Return the site of that name or id, else the one that differs by capitals only.

    Without a name the only one. Raises NotFound, Ambiguous, and WrongUse where none is said.
    """
    sites = desk.publishing.sites()
    if name is None and len(sites) == 1:
        return sites[0].id
    wanted = " ".join(words_said(name or "").split())
    if not sites:
        raise NotFound(name=wanted or "site")
    if not wanted:
        raise WrongUse("site-not-said")
    for reading in (str, str.casefold):
        found = [one for one in sites if reading(wanted) in map(reading, (one.name, one.id))]
        if len(found) > 1:
            raise Ambiguous(name=wanted, choices=", ".join(one.name for one in found))
        if found:
            return found[0].id
    raise NotFound(name=wanted)


def with_pause(desk: Desk, row: OutboxRow) -> OutboxRow:
    """Return an entry with its answer; one that only waits while sending is paused says that."""
    if row.answer is None and row.state.waits and desk.settings.load().sending_paused:
        return replace(row, answer=Message("sending-paused"))
    return row


def back_up(desk: Desk, arguments: Namespace) -> Answer:
    """``backup [--to DIR]``."""
    report = desk.backups.back_up(Path(arguments.to) if arguments.to else None)
    return Answer(report, (f"{report.file}: {report.size} bytes",))


def verify(desk: Desk, arguments: Namespace) -> Answer:
    """``verify``: exit 1 when something is not well."""
    report = desk.backups.verify()
    counts = f"{report.stories} stories, {report.articles} articles, {report.photos} photos"
    lines = (counts, *(sentence(trouble) for trouble in report.troubles))
    return Answer(report, lines, FINDINGS if report.troubles else DONE)


def recover(folder: Path, copy: str) -> Answer:
    """``recover FROM``: put a backup in the place of the library, which is kept beside it.

    Exit 1 when photos of the backup are no longer in the work folder.
    """
    report = recover_desk(folder, Path(copy))
    counts = f"{report.stories} stories, {report.articles} articles, {report.photos} photos"
    lines = [f"{report.restored}: {counts}"]
    if report.aside is not None:
        lines.append(sentence(Message("library-aside", {"file": str(report.aside)})))
    if report.missing_photos:
        lines.append(sentence(Message("photos-missing", {"count": report.missing_photos})))
    return Answer(report, tuple(lines), FINDINGS if report.missing_photos else DONE)
