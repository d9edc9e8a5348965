"""What is marked in the rows of Translate: words of both sides, and signs beside the state."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from PySide6.QtCore import QObject

from editor_app.domain.link import Address
from editor_app.ui.article.cell import GAP, Marked
from editor_app.ui.article.signs import signed
from editor_app.ui.article.text_marks import Marks, TextMarks
from editor_app.ui.article.typed_checks import SAID_BY_THE_ROW, check_in
from editor_app.ui.theme import Theme
from editor_app.ui.translation.active_row import ActiveRow
from editor_app.ui.translation.row import Row
from editor_app.ui.translation.row_list import RowList


class RowMarks(QObject):
    """Gives the list of rows, and the row that is typed in, the marks of their texts."""

    def __init__(self, rows: RowList, active: ActiveRow, marks: TextMarks, theme: Theme) -> None:
        """Join them; they ask when they paint."""
        super().__init__(rows)
        self._marks, self._theme = marks, theme
        active.edit.marks = active.source.marks = marks
        rows.marked, rows.signs = self.of_cell, self.signs_of
        rows.sign_chosen.connect(marks.chosen)
        marks.changed.connect(rows.viewport().update)

    def of_cell(self, addresses: Sequence[Address], text: str) -> Marked | None:
        """Return the marks of a cell whose paragraphs stand at these addresses; None when none."""
        texts = text.split(GAP)
        if len(texts) != len(addresses):
            return None
        found = [self._marks.of(*item) for item in zip(addresses, texts, strict=True)]
        return Marked(found, self._theme) if any(found) else None

    def signs_of(self, row: Row) -> Marks:
        """Return the findings of a row, gravest first, but for what its state says already."""
        everywhere = (self._marks.known(address) for address in (*row.targets, *row.sources))
        marks = chain.from_iterable(everywhere)
        return signed(mark for mark in marks if check_in(mark.key) not in SAID_BY_THE_ROW)
