"""What the Assist panel offers for the active row, and what becomes of it when it is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor_app.domain.changes import Changes
from editor_app.domain.term import Match
from editor_app.text.sentences_of import with_sentence
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.jobs import Jobs
from editor_app.ui.translation.assist_panel import AssistPanel
from editor_app.ui.translation.machine_offers import MachineOffers
from editor_app.ui.translation.row import Row
from editor_app.ui.translation.row_work import RowWork

if TYPE_CHECKING:
    from editor_app.wiring import Desk


class AssistWork(QObject):
    """Fills the panel for each row and inserts what is chosen; ``changed``: other keys do now."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        panel: AssistPanel,
        work: RowWork,
        manuscripts: Manuscripts,
    ) -> None:
        super().__init__(panel)
        self._desk, self._jobs, self._panel, self._work = desk, jobs, panel, work
        self._active, self._verbs = work.active, work.verbs
        self.machine = MachineOffers(desk, jobs, panel, work, manuscripts)
        panel.match_wanted.connect(self.insert)
        panel.looked_at.connect(work.look_at)
        panel.offers_changed.connect(self.changed)
        jobs.changed.connect(self._on_changed)

    def names(self) -> set[str]:
        """Return the actions that insert what is offered now."""
        return {f"translate.match{number}" for number in range(1, self._panel.offered + 1)}

    def look_up(self) -> None:
        """Ask the memory for the active row."""
        row, article = self._active.row, self._verbs.article
        if row is None or article is None or not row.sources:
            return
        if row.label is not None:
            self._panel.show_matches(())
            return
        matches = partial(self._desk.translations.matches, article, row.sources)
        show = partial(self._show_matches, row)
        self._jobs.fetch(self, matches, show, first=True, key="matches")

    def _on_changed(self, changes: Changes) -> None:
        """Ask anew: what was just confirmed, or taken back, may be like the row that is open."""
        if changes.memory:
            self.look_up()

    def _show_matches(self, row: Row, matches: Sequence[Match]) -> None:
        now = self._active.row
        if now is not None and now.sources == row.sources:
            self._panel.show_matches(matches)

    def insert(self, number: int) -> None:
        """Insert what stands under a number: a match, or behind those the machine's card."""
        matches = self._panel.matches
        if 0 < number <= len(matches):
            match, row = matches[number - 1], self._active.row
            written = row.target if row is not None and match.part else ""
            self._work.write(with_sentence(written, match.offered))
            self._panel.note_inserted(match)
        elif number == self._panel.machine.number:
            self._panel.machine.choose()
