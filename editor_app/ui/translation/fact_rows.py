"""The places that carry one fact, as rows to tick: language, the words around it, the new words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from editor_app.domain.edition import Edition
from editor_app.domain.ids import Language
from editor_app.sentences import _
from editor_app.text.fact_places import Carried, FactEdit
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.badge import Badge
from editor_app.ui.widgets.choice import Tick
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.words import autonym

AROUND = 34  # characters shown on either side
FIELD = 150


class FactRows(QWidget):
    """A row per place; ``changed`` when another choice was made."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Have no rows yet."""
        super().__init__(parent)
        self._theme = theme
        self._rows: list[_Row] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)

    def show_places(self, found: Sequence[Carried], editions: Mapping[Language, Edition]) -> None:
        """Show these places; the likely ones are ticked."""
        for row in self._rows:
            for widget in row.widgets():
                widget.deleteLater()
        self._rows = [_Row(self._theme, item, editions) for item in found]
        for number, row in enumerate(self._rows):
            for column, widget in enumerate(row.widgets()):
                self._grid.addWidget(widget, number, column)
            self._grid.setAlignment(row.language, Qt.AlignmentFlag.AlignVCenter)
            row.tick.ticked.connect(self._on_changed)
            row.new.textEdited.connect(row.on_typed)
            row.new.textEdited.connect(self._on_changed)
        self._grid.setRowStretch(len(self._rows), 1)

    def propose(self, words: Sequence[str | None]) -> None:
        """Put the proposed words into the rows in which nothing was typed by hand."""
        for row, new in zip(self._rows, words, strict=False):
            row.propose(new)
        self.changed.emit()

    @property
    def found(self) -> tuple[Carried, ...]:
        """The places shown."""
        return tuple(row.carried for row in self._rows)

    @property
    def edits(self) -> tuple[FactEdit, ...]:
        """What is to be changed: the ticked rows that have other words."""
        return tuple(self._edits())

    def _edits(self) -> Iterator[FactEdit]:
        for row in self._rows:
            new = row.new.text().strip()
            if row.tick.isChecked() and new and new != row.carried.place.words:
                yield FactEdit(row.carried.place, new)

    @property
    def unknown(self) -> int:
        """How many ticked places still lack words."""
        return sum(row.tick.isChecked() and not row.new.text().strip() for row in self._rows)

    def _on_changed(self, *_said: object) -> None:
        self.changed.emit()


class _Row:
    """One place."""

    def __init__(
        self, theme: Theme, carried: Carried, editions: Mapping[Language, Edition]
    ) -> None:
        self.carried = carried
        place = carried.place
        name = autonym(place.language, editions)
        before, after = _around(place.text, place.start, place.end)
        self.tick = Tick(theme)
        self.tick.setChecked(carried.likely)
        self.tick.setAccessibleName(f"{name}: {before}{place.words}{after}")
        self.language = Badge(name)
        self._words = PlainLabel(f"{before}[{place.words}]{after}", wrap=True)
        self.new = QLineEdit()
        self.new.setFixedWidth(FIELD)
        self.new.setPlaceholderText(_("write it here"))
        self.new.setAccessibleName(_("New words in {language}").format(language=name))
        self._typed = False

    def widgets(self) -> tuple[QWidget, ...]:
        """Return what stands in the row, from left to right."""
        return self.tick, self.language, self._words, self.new

    def on_typed(self, _text: str) -> None:
        """Remember that an editor has written here; one who writes means the place."""
        self._typed = True
        self.tick.setChecked(True)

    def propose(self, words: str | None) -> None:
        """Show what was proposed."""
        if not self._typed:
            self.new.setText(words or "")


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and behind a place, on one line, cut where it is long."""
    before, after = " ".join(text[:start].split("\n")), " ".join(text[end:].split("\n"))
    if len(before) > AROUND:
        before = f"…{before[-AROUND:]}"
    if len(after) > AROUND:
        after = f"{after[:AROUND]}…"
    return before, after
