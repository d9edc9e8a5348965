"""A day that is typed: 31/12/2026, 2026-12-31 or 2026年12月31日; empty means none."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit

from editor_app.sentences import _
from editor_app.ui.photos.photo_words import day_words
from editor_app.ui.theme import say

FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日?"),
    re.compile(r"(?P<day>\d{1,2})[/. ](?P<month>\d{1,2})[/. ](?P<year>\d{4})"),
)


class DayField(QLineEdit):
    """Holds a day or none; ``changed`` carries it when the editor set another."""

    changed = Signal(object)

    def __init__(self, empty: str) -> None:
        """Show ``empty`` while there is no day."""
        super().__init__()
        self._day: date | None = None
        self._hint = _("For example 31/12/2026")
        self.setPlaceholderText(empty)
        self.setToolTip(self._hint)
        self.editingFinished.connect(self.take)
        self.textEdited.connect(lambda _text: say(self, wrong=False))

    def show_day(self, day: date | None) -> None:
        """Show a day, unless the editor is typing another."""
        self._day = day
        if not (self.hasFocus() and self.isModified()):
            say(self, wrong=False)
            self._write()

    @property
    def day(self) -> date | None:
        """The day it holds; one that is typed counts before it is taken.

        A button that is clicked leaves the focus in the field, which takes nothing then.
        """
        if not self.isModified():
            return self._day
        typed = self.text().strip()
        return (read_day(typed) or self._day) if typed else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the day in the form in which it is typed."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return  # its own menu is gone: what was typed goes on
        if self._day is not None and not self.property("wrong"):
            self.setText(self._day.strftime("%d/%m/%Y"))
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it in words again."""
        super().focusOutEvent(event)
        if not (self.property("wrong") or event.reason() == Qt.FocusReason.PopupFocusReason):
            self._write()

    def take(self) -> None:
        """Take what was typed; what is no day stays, marked."""
        if not self.isModified():
            return
        self.setModified(False)
        typed = self.text().strip()
        day = read_day(typed)
        if typed and day is None:
            say(self, wrong=True)
            self.setToolTip(_("This is no day. Write for example 31/12/2026."))
            return
        say(self, wrong=False)
        self.setToolTip(self._hint)
        if day != self._day:
            self._day = day
            self.changed.emit(day)

    def _write(self) -> None:
        self.setText(day_words(self._day) if self._day else "")
        self.setModified(False)
        self.setCursorPosition(0)


def read_day(typed: str) -> date | None:
    """Return the day that was typed, None when it is none."""
    for form in FORMS:
        found = form.fullmatch(typed.strip())
        if found:
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                return None
    return None
