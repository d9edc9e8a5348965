"""A field for an instant, typed as one says it: "17:00", "tomorrow 8:30", "23/11 17:00"."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from editor_app.sentences import _
from editor_app.text.folding import fold
from editor_app.ui.theme import say
from editor_app.ui.words import full_moment, moment, utc_now

_TIME = re.compile(r"(?P<hour>\d{1,2})\s*[:h.]\s*(?P<minute>\d{2})?(?!\d)")
_ISO_DAY = re.compile(r"(?<!\d)(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?!\d)")
_DAY = re.compile(r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?(?![\d/])")
_CHINESE_DAY = re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_TODAY = re.compile(r"\b(today|hôm nay)\b|今天", re.IGNORECASE)
_TOMORROW = re.compile(r"\b(tomorrow|(ngày )?mai)\b|明天", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(at|on|lúc|ngày|vào)\b|[\s,，]+", re.IGNORECASE)
"""What may stand between a day and a time; anything else could change what is meant."""


class WhenField(QLineEdit):
    """Holds an instant or none; ``changed`` carries it (aware, UTC) when the editor set another.

    It is read and shown as clocks in ``zone`` have it.
    """

    changed = Signal(object)

    def __init__(
        self, zone: ZoneInfo, empty: str, *, brief: bool = False, parent: QWidget | None = None
    ) -> None:
        """Read and show times of ``zone``; ``empty`` stands there while there is none."""
        super().__init__(parent)
        self.zone, self._brief = zone, brief
        self._empty = empty
        self._when: datetime | None = None
        self.setPlaceholderText(empty)
        self.setToolTip(_("For example 17:00, tomorrow 8:30, 23/11 17:00"))
        self.editingFinished.connect(self.take)
        self._meant: tuple[str, datetime | None] | None = None  # what is typed, as it was read
        self.textEdited.connect(self._on_typed)

    def use_zone(self, zone: ZoneInfo) -> None:
        """Read and show the times of another zone."""
        if zone != self.zone:  # it is said whenever anything of the desk is read again
            self.zone, self._meant = zone, None
            self._show()

    def show_when(self, when: datetime | None) -> None:
        """Show an instant, unless the editor is typing another."""
        same, self._when = when == self._when, when
        if not (self.hasFocus() and (same or self.isModified() or self.unreadable)):
            say(self, wrong=False)
            self._show()

    @property
    def when(self) -> datetime | None:
        """The instant it holds; one that is typed counts before it is taken.

        A button that is clicked leaves the focus in the field, which takes nothing then.
        """
        if not self.isModified():
            return self._when
        return self._when if self.unreadable else self._read()

    @property
    def unreadable(self) -> bool:
        """Whether what stands there is no time."""
        if not self.isModified():
            return bool(self.property("wrong"))
        return not self._is_empty and self._read() is None

    def continue_from(self, other: WhenField) -> None:
        """Stand as ``other`` stands, with what is typed there and not taken."""
        self._when, self._meant = other._when, other._meant
        self.setText(other.text())
        self.setModified(other.isModified())
        say(self, wrong=bool(other.property("wrong")))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show it in the form in which it is typed."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return  # its own menu is gone: what was typed goes on
        if self._when is not None and not self.unreadable:
            form = "%d/%m %H:%M" if self._brief else "%d/%m/%Y %H:%M"
            self.setText(self._when.astimezone(self.zone).strftime(form))
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it in words again."""
        super().focusOutEvent(event)
        if not (self.property("wrong") or event.reason() == Qt.FocusReason.PopupFocusReason):
            self._show()

    def finish(self) -> None:
        """Take what was typed, before the instant of something else; no time is forgotten."""
        self.take()
        if self.unreadable:
            say(self, wrong=False)
            self._show()

    def take(self) -> None:
        """Take what was typed; what is not a time stays, marked."""
        if not self.isModified():
            return
        when, unreadable = self._read(), self.unreadable
        self._meant = None
        self.setModified(False)
        if unreadable:
            say(self, wrong=True)
            self.setToolTip(no_time_words())
        else:
            self._set(when)

    @property
    def _is_empty(self) -> bool:
        typed = self.text().strip()
        return not typed or fold(typed) == fold(self._empty)

    def _read(self) -> datetime | None:
        """Return the instant that is typed, None for an empty field and for what is no time.

        It is the one that was meant as it was typed: a time that comes meanwhile is not tomorrow's.
        """
        typed = self.text().strip()
        if self._meant is None or self._meant[0] != typed:
            when = None if self._is_empty else read_when(typed, utc_now(), self.zone)
            self._meant = typed, when
        return self._meant[1]

    def _on_typed(self) -> None:
        self._meant = None
        self._read()
        say(self, wrong=False)

    def _set(self, when: datetime | None) -> None:
        say(self, wrong=False)
        if when != self._when:
            self._when = when
            self.changed.emit(when)
        if not self.hasFocus():
            self._show()

    def _show(self) -> None:
        if self._when is None:
            self.setText("")
        elif self._brief:
            self.setText(moment(self._when, utc_now(), self.zone))
        else:
            self.setText(full_moment(self._when, self.zone))
        self.setCursorPosition(0)


def no_time_words() -> str:
    """Return what is said of a text that is no time."""
    return _("This is no time. Write for example 17:00 or 23/11 17:00.")


def read_when(typed: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the instant (UTC) that was meant, None when it cannot be told.

    A time without a day is today, or tomorrow when it is past; a day without a year is the next
    such day. Of an hour that comes twice, as the clocks go back, it is the one still to come. What
    has a word more ("5:30 pm", "Monday 17:00") is no time: without it another would be meant.
    """
    day_found = _ISO_DAY.search(typed) or _CHINESE_DAY.search(typed) or _DAY.search(typed)
    rest = typed.replace(day_found[0], " ") if day_found else typed
    clock_found = _TIME.search(rest.replace("：", ":"))
    if clock_found is None:
        return None
    rest = rest.replace("：", ":").replace(clock_found[0], " ", 1)
    tomorrow = _TOMORROW.search(rest) is not None
    rest = _TODAY.sub(" ", _TOMORROW.sub(" ", rest)) if not day_found else rest
    if _BETWEEN.sub("", rest):
        return None
    today = now.astimezone(zone).date()
    try:
        clock = time(int(clock_found["hour"]), int(clock_found["minute"] or 0))
        if day_found:
            return _instant(_day(day_found, today), clock, now, zone)
    except ValueError:
        return None
    when = _instant(today + timedelta(days=1 if tomorrow else 0), clock, now, zone)
    if when <= now and not tomorrow:
        when = _instant(today + timedelta(days=1), clock, now, zone)
    return when


def _day(found: re.Match[str], today: date) -> date:
    """Return the day found; without a year the next such day."""
    day = date(int(found["year"] or today.year), int(found["month"]), int(found["day"]))
    past = not found["year"] and day < today
    return day.replace(year=day.year + 1) if past else day


def _instant(day: date, clock: time, now: datetime, zone: ZoneInfo) -> datetime:
    """Return when clocks show a time; of two such moments the second once the first is past."""
    first, second = (
        datetime.combine(day, clock.replace(fold=fold), zone).astimezone(UTC) for fold in (0, 1)
    )
    return first if first > now else max(first, second)
