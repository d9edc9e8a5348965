"""The head of the conflict view: which text it is, what happened to it, and the steps."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor_app.sentences import _
from editor_app.services.views import ConflictView
from editor_app.ui.actions import tip_of
from editor_app.ui.sync.conflict_words import part_words, told
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button, IconButton
from editor_app.ui.widgets.labels import PlainLabel


class ConflictHead(QWidget):
    """Says it in a title and a few sentences.

    ``story_wanted`` when its link is pressed, ``stepped`` carries 1 or -1.
    """

    story_wanted = Signal()
    stepped = Signal(int)

    def __init__(self, theme: Theme) -> None:
        """Start without a conflict."""
        super().__init__()
        self._title = PlainLabel(_("This story changed in two places"), "page-title", wrap=True)
        self._where = Button("", "link", clicked=self.story_wanted.emit)
        self._told = PlainLabel(role="quiet", wrap=True)
        self.place = PlainLabel(role="hint")
        self._steps = (
            IconButton(theme, "left", tip_of("conflict.previous"), clicked=self._back),
            IconButton(theme, "right", tip_of("conflict.next"), clicked=self._on),
        )
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._title, 1)
        for part in (self.place, *self._steps):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self._where, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._told)

    def show_conflict(
        self,
        view: ConflictView,
        place: tuple[int, int],
        left: int,
        language: str,
        now: datetime,
        zone: ZoneInfo | None,
    ) -> None:
        """Show a conflict, the ``place``-th of so many; ``left`` of its article wait."""
        name = view.slug_word or view.headline or _("Untitled")
        self._where.setText(f"{name} · {language} · {part_words(view.conflict.part)}")
        self._told.setText(told(view, left, now, zone))
        number, count = place
        words = _("{number} of {count}").format(number=number, count=count)
        self.place.say(words if count > 1 else "")
        for button in self._steps:
            button.setVisible(count > 1)
        self.setAccessibleName(f"{self._title.text()}. {self._where.text()}")

    def _back(self) -> None:
        self.stepped.emit(-1)

    def _on(self) -> None:
        self.stepped.emit(1)
