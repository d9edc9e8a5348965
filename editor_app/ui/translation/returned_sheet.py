"""The sheet of a returned translation: what it would change, row by row, before it is taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from editor_app.sentences import _, ngettext
from editor_app.services.exchange_views import Difference, Outcome, RowDifference, Said
from editor_app.ui.article.inspector import scrolled
from editor_app.ui.theme import Theme
from editor_app.ui.translation.marked_text import MarkedText, difference_pieces
from editor_app.ui.widgets.badge import Badge
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.choice import Tick
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.sheet import Sheet
from editor_app.ui.words import labelled

HEIGHT = 420


def outcome_words(outcome: Outcome) -> tuple[str, str]:
    """Return what came back for a row, and its tone."""
    return {
        Outcome.UNCHANGED: (_("unchanged"), "plain"),
        Outcome.CHANGED: (_("new text"), "ok"),
        Outcome.SOURCE_CHANGED: (_("source changed since"), "warn"),
        Outcome.TARGET_CHANGED: (_("rewritten here since"), "warn"),
        Outcome.BOTH_CHANGED: (_("both changed since"), "warn"),
        Outcome.EMPTIED: (_("came back empty"), "plain"),
        Outcome.UNKNOWN: (_("no such row here"), "plain"),
    }[outcome]


class ReturnedSheet(Sheet):
    """``decided`` carries the difference and the units of the rows to take."""

    decided = Signal(object, object)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Stay hidden until ``show_difference``."""
        super().__init__(theme, window, 860)
        self._look = theme
        self.setAccessibleName(_("Returned translation"))
        self._difference: Difference | None = None
        self._ticks: dict[str, Tick] = {}
        self._title = PlainLabel(role="title", wrap=True)
        self._summary = PlainLabel(role="quiet", wrap=True)
        self._remarks = PlainLabel(role="hint", wrap=True)
        self._rows = QWidget()
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 10, 0)
        self._column.setSpacing(14)
        self._area = scrolled(self._rows)
        self._area.setFixedHeight(HEIGHT)
        self._go = Button("", "primary", clicked=self._decide)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(Button(_("Tick all"), clicked=lambda: self._tick_all(on=True)))
        foot.addWidget(Button(_("Untick all"), clicked=lambda: self._tick_all(on=False)))
        foot.addStretch(1)
        foot.addWidget(Button(_("Cancel"), clicked=self.close_sheet))
        foot.addWidget(self._go)
        for widget in (self._title, self._summary, self._remarks):
            self.body.addWidget(widget)
            self.body.addSpacing(4)
        self.body.addSpacing(8)
        self.body.addWidget(self._area)
        self.body.addSpacing(14)
        self.body.addLayout(foot)

    def show_difference(self, difference: Difference) -> None:
        """Show what a file would change; what conflicts with work done here is not ticked."""
        self._difference = difference
        self._title.setText(_("Returned: {name}").format(name=difference.file))
        self._summary.setText(_summary(difference))
        self._remarks.say("\n".join(_remarks(difference)))
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        self._ticks = {}
        for row in difference.rows:
            if row.outcome is not Outcome.UNCHANGED or row.notes:
                self._column.addWidget(self._row(row))
        self._column.addStretch(1)
        self._show_count()
        self.open_sheet()

    def focus_start(self) -> None:
        """Return takes what is ticked; while nothing is, begin with the rows."""
        ticks = list(self._ticks.values())
        (ticks[0] if ticks and not self._go.isEnabled() else self._go).setFocus()

    def _row(self, row: RowDifference) -> QWidget:
        words, tone = outcome_words(row.outcome)
        widget = QWidget()
        grid = QGridLayout(widget)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        if row.outcome.takeable:
            tick = Tick(self._look)
            tick.setChecked(row.outcome is Outcome.CHANGED)
            tick.setAccessibleName(row.returned)
            tick.ticked.connect(self._show_count)
            self._ticks[row.unit] = tick
            grid.addWidget(tick, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        source, target = MarkedText(self._look, "ink2"), MarkedText(self._look)
        before = row.source_sent if row.source_sent is not None else row.source_now
        source.show_pieces(difference_pieces(before, row.source_now or before))
        same = row.outcome is Outcome.UNCHANGED
        target.show_pieces(
            difference_pieces(row.target_now, row.target_now if same else row.returned)
        )
        grid.addWidget(Badge(words, tone), 0, 1, 1, 2, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(source, 1, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(target, 1, 2, Qt.AlignmentFlag.AlignTop)
        if row.notes:
            grid.addWidget(_notes(row.notes), 2, 1, 1, 2)
        return widget

    @property
    def units(self) -> tuple[str, ...]:
        """The units of the rows that are ticked."""
        return tuple(unit for unit, tick in self._ticks.items() if tick.isChecked())

    def _tick_all(self, *, on: bool) -> None:
        for tick in self._ticks.values():
            tick.setChecked(on)
        self._show_count()

    def _show_count(self, *_said: object) -> None:
        count = len(self.units)
        notes = self._difference.new_notes if self._difference is not None else 0
        self._go.setText(_take_words(count, notes))
        self._go.setEnabled(count + notes > 0)

    def _decide(self) -> None:
        difference, units = self._difference, self.units
        if difference is not None and (units or difference.new_notes):
            self.close_sheet()
            self.decided.emit(difference, units)


def _notes(notes: Sequence[Said]) -> QWidget:
    """Return what a translator noted on a row: all of it is taken, whatever is ticked."""
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 2, 0, 0)
    row.setSpacing(8)
    row.addWidget(Badge(_("noted"), "accent"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(PlainLabel("\n".join(map(_said, notes)), wrap=True), 1)
    return held


def _said(note: Said) -> str:
    by, text = note
    return labelled(by, text) if by else text


def _take_words(rows: int, notes: int) -> str:
    """Return what the button says that it takes."""
    words = ngettext("Take {count} row", "Take {count} rows", rows).format(count=rows)
    if notes and not rows:
        return ngettext("Take {count} note", "Take {count} notes", notes).format(count=notes)
    return _("{rows} and all notes").format(rows=words) if notes else words


def _summary(difference: Difference) -> str:
    new = len(difference.of(Outcome.CHANGED))
    same = len(difference.of(Outcome.UNCHANGED))
    clash = sum(row.outcome.conflicting for row in difference.rows)
    parts = [
        ngettext("{count} row with a new text", "{count} rows with a new text", new).format(
            count=new
        ),
        ngettext("{count} unchanged", "{count} unchanged", same).format(count=same),
    ]
    if clash:
        parts.append(
            ngettext(
                "{count} changed here meanwhile: look at it before you tick it",
                "{count} changed here meanwhile: look at them before you tick them",
                clash,
            ).format(count=clash)
        )
    if difference.new_notes:
        noted = ngettext(
            "{count} note of the translator",
            "{count} notes of the translator",
            difference.new_notes,
        )
        parts.append(noted.format(count=difference.new_notes))
    return " · ".join(parts)


def _remarks(difference: Difference) -> Sequence[str]:
    remarks = []
    if not difference.known:
        remarks.append(
            _(
                "This desk does not know what was sent: what was changed here since cannot be told"
                " apart."
            )
        )
    if difference.missing:
        count = len(difference.missing)
        remarks.append(
            ngettext(
                "{count} row that was sent did not come back.",
                "{count} rows that were sent did not come back.",
                count,
            ).format(count=count)
        )
    if difference.new_notes:
        remarks.append(_("Notes become private notes of the desk, beside their paragraphs."))
    remarks += map(_said, difference.notes)
    return remarks
