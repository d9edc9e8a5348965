"""The sheet that lists what recurs in a story before it is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from editor_app.domain.edition import Edition
from editor_app.domain.ids import Language
from editor_app.sentences import _, ngettext
from editor_app.ui.article.inspector import scrolled
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.badge import Badge
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.choice import Tick
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.sheet import Sheet
from editor_app.ui.words import autonym

if TYPE_CHECKING:
    from editor_app.services.repeats import Recurring

HEIGHT = 320
ROW = 48
MARGIN = 24


class RepeatSheet(Sheet):
    """A row per place with source and text; ``decided`` carries the ticked ones."""

    decided = Signal(object)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Stay hidden until ``ask``."""
        super().__init__(theme, window, 760)
        self.setAccessibleName(_("Repeats"))
        self._rows: list[tuple[Recurring, Tick]] = []
        self._list = QWidget()
        self._grid = QGridLayout(self._list)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(2, 1)
        self._grid.setColumnStretch(3, 1)
        self._area = scrolled(self._list)
        self._go = Button("", "primary", clicked=self._decide)
        self.body.addWidget(PlainLabel(_("Repeats"), "title"))
        self.body.addSpacing(4)
        said = _(
            "These rows are to do, and the same words are translated and confirmed elsewhere in the"
            " story. What is filled in is a draft until somebody confirms it."
        )
        self.body.addWidget(PlainLabel(said, "quiet", wrap=True))
        self.body.addSpacing(14)
        self.body.addWidget(self._area)
        self.body.addSpacing(14)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(Button(_("Cancel"), clicked=self.close_sheet))
        foot.addWidget(self._go)
        self.body.addLayout(foot)

    def ask(self, found: Sequence[Recurring], editions: Sequence[Edition]) -> None:
        """List what recurs, all of it ticked, and let the editor decide."""
        known = {edition.language: edition for edition in editions}
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        self._rows = [(item, self._row(number, item, known)) for number, item in enumerate(found)]
        self._grid.setRowStretch(len(found), 1)
        self._show_count()
        self.open_sheet()
        wanted = self._grid.totalHeightForWidth(self.card.width() - 2 * MARGIN) + 4
        self._area.setFixedHeight(max(ROW, min(HEIGHT, wanted)))
        self.place()

    def focus_start(self) -> None:
        """Begin with what is mostly wanted: all of it."""
        self._go.setFocus()

    @property
    def ticked(self) -> tuple[Recurring, ...]:
        """What is to be filled in."""
        return tuple(item for item, tick in self._rows if tick.isChecked())

    def _row(self, number: int, item: Recurring, editions: Mapping[Language, Edition]) -> Tick:
        """Show one place and return its tick."""
        name = autonym(item.language, editions)
        tick = Tick(self._theme)
        tick.setChecked(True)
        tick.setAccessibleName(f"{name}: {item.repeat.source_text} → {item.repeat.text}")
        tick.ticked.connect(lambda _on: self._show_count())
        language = Badge(name)
        source = PlainLabel(item.repeat.source_text, "quiet", wrap=True)
        text = PlainLabel(item.repeat.text, wrap=True)
        for column, widget in enumerate((tick, language, source, text)):
            self._grid.addWidget(widget, number, column, Qt.AlignmentFlag.AlignTop)
        self._grid.setAlignment(language, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        return tick

    def _show_count(self) -> None:
        count = len(self.ticked)
        words = ngettext("Fill in {count} row", "Fill in {count} rows", count)
        self._go.setText(words.format(count=count))
        self._go.setEnabled(count > 0)

    def _decide(self) -> None:
        chosen = self.ticked
        if chosen:
            self.close_sheet()
            self.decided.emit(chosen)
