"""Who made a row what it is, when, and from which version of the source, in the editor's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from editor_app.domain.link import Made, State
from editor_app.sentences import _, ngettext
from editor_app.ui.translation.row import Row, state_words
from editor_app.ui.words import moment, utc_now


def about_row(row: Row, zone: ZoneInfo | None) -> str:
    """Return what is known of a row in words: its state, its origin, who set it when."""
    parts = [state_words(row.state, stale=row.stale)]
    if row.segment.made is Made.MEMORY:
        parts.append(_("from the memory"))
    if row.segment.made is Made.MACHINE:
        parts.append(_("machine translation"))
    if row.state is row.segment.state:  # else a decision is on its way, and another's words stand
        parts += _who_and_when(row, zone)
    of = row.setting.source_of
    if row.stale and of is not None:
        time = moment(of, utc_now(), zone)
        parts.append(_("made from the source of {time}").format(time=time))
    return " · ".join(parts)


def behind_words(rows: Sequence[Row], zone: ZoneInfo | None) -> str:
    """Return how many rows were made from an earlier source, and from which; nothing for none."""
    behind = [row for row in rows if row.stale]
    times = [of for row in behind if (of := row.setting.source_of) is not None]
    if not behind:
        return ""
    if not times:
        words = ngettext("{count} change", "{count} changes", len(behind))
        return words.format(count=len(behind))
    words = ngettext("{count} change since {time}", "{count} changes since {time}", len(behind))
    return words.format(count=len(behind), time=moment(min(times), utc_now(), zone))


def next_behind(rows: Sequence[Row], here: int) -> int | None:
    """Return the next row after ``here``, round the end, whose source has changed."""
    order = [(here + step) % len(rows) for step in range(1, len(rows) + 1)]
    return next((number for number in order if rows[number].stale), None)


def _who_and_when(row: Row, zone: ZoneInfo | None) -> Iterator[str]:
    """Yield who confirmed or reviewed a row and when, and who changed it since."""
    told = row.setting
    if row.state is State.REVIEWED and told.read is not None:
        yield _said(_("reviewed by {name}, {time}"), told.read_by, told.read, zone)
    elif row.state is State.TRANSLATED and told.read is not None:
        yield _said(_("confirmed by {name}, {time}"), told.read_by, told.read, zone)
    elif told.changed is not None:
        yield _said(_("{name}, {time}"), told.changed_by, told.changed, zone)
        return
    if told.changed is not None and told.read is not None and told.changed > told.read:
        yield _said(_("changed by {name}, {time}"), told.changed_by, told.changed, zone)


def _said(words: str, name: str, at: datetime, zone: ZoneInfo | None) -> str:
    return words.format(name=name or _("an editor"), time=moment(at, utc_now(), zone))
