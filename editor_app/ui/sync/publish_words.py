"""What the button of the publish sheet says: exactly what will happen when it is pressed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.sentences import _, ngettext
from editor_app.ui.widgets.when_field import no_time_words
from editor_app.ui.words import capital, is_today, listed, moment, utc_now, zone_words

if TYPE_CHECKING:
    from editor_app.services.post_open import OpenThere


@dataclass(frozen=True)
class Going:
    """A ticked language: its name, when it goes (None: now), whether it is out already."""

    name: str
    when: datetime | None
    update: bool


def button_words(going: list[Going], now: datetime, zone: ZoneInfo) -> list[str]:
    """Return the words: "Publish English and Chinese now", "update Vietnamese at 17:00"."""
    if not going:
        return [_("Nothing is ticked")]
    groups: dict[tuple[bool, datetime | None], list[str]] = {}
    for item in going:
        groups.setdefault((item.update, item.when), []).append(item.name)
    parts = [
        _part(listed(names), when, now, zone, update=update)
        for (update, when), names in groups.items()
    ]
    return [capital(parts[0]), *parts[1:]]


def _part(names: str, when: datetime | None, now: datetime, zone: ZoneInfo, *, update: bool) -> str:
    """Return the words for the languages that share deed and time."""
    if when is None:
        words = _("update {languages} now") if update else _("publish {languages} now")
        return words.format(languages=names)
    if is_today(when, now, zone):
        words = _("update {languages} at {time}") if update else _("publish {languages} at {time}")
    else:
        words = _("update {languages} {time}") if update else _("publish {languages} {time}")
    return words.format(languages=names, time=moment(when, now, zone))


def hint_words(only_draft: list[str], *, timeless: bool = False, past: bool = False) -> str:
    """Return what stands beside the buttons: why nothing can be published, or that it is safe."""
    if only_draft:
        words = _("{languages} can go as a draft only.")
        return words.format(languages=listed(only_draft))
    if timeless:
        return no_time_words()
    if past:
        return _("That time is past. Give one that is still to come, or none for now.")
    return _("You can take it back for 10 seconds.")


def when_words(zone: ZoneInfo, usual: ZoneInfo) -> str:
    """Return the head of the times: with the zone, where the desk itself goes by another."""
    now = utc_now()
    here, there = now.astimezone(usual), now.astimezone(zone)
    same = here.utcoffset() == there.utcoffset()
    return _("When") if same else f"{_('When')} · {zone_words(there)}"


def uncorrected_words(names: list[str]) -> str:
    """Return what is said of languages that a correction has no words for."""
    words = ngettext(
        "A correction goes out, and readers have {languages} without one. Tick it to send it again"
        " as it is.",
        "A correction goes out, and readers have {languages} without one. Tick them to send them"
        " again as they are.",
        len(names),
    )
    return words.format(languages=listed(names))


def updated_words(names: list[str]) -> str:
    """Return why some languages cannot go as drafts: readers have them. Nothing for none."""
    if not names:
        return ""
    words = _("Readers have {languages} already: that can be updated, not sent as a draft.")
    return words.format(languages=listed(names))


def open_words(there: OpenThere) -> str:
    """Return who has an article open on the site, and when the site saw it last."""
    if there.seen is None:
        return _("{name} has it open in WordPress.").format(name=there.name)
    words = _("{name} has it open in WordPress (last seen {time}).")
    return words.format(name=there.name, time=f"{there.seen:%H:%M}")
