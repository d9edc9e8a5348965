"""Fetching rows from the desk and showing them, without moving the one that is typed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor_app.domain.ids import ArticleId
from editor_app.services.row_views import Intent, RowsShown
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.manuscript import FollowUp
from editor_app.ui.jobs import Jobs
from editor_app.ui.translation.active_row import ActiveRow
from editor_app.ui.translation.label_rows import LabelRows
from editor_app.ui.translation.row import Row
from editor_app.ui.translation.row_list import RowList
from editor_app.ui.translation.row_order import elsewhere, met
from editor_app.ui.translation.row_places import intent_of, intents
from editor_app.ui.translation.row_standing import say_standing
from editor_app.ui.translation.row_verbs import RowVerbs
from editor_app.ui.words import utc_now

if TYPE_CHECKING:
    from editor_app.wiring import Desk


class RowLoading(QObject):
    """Keeps the rows of a list as the desk has them. ``shown`` tells that they were taken in.

    Only rows of the very version that is in the window are shown: others know paragraphs that are
    not here yet, or do not know those that are. Each change of the desk asks for rows once more.
    """

    shown = Signal()

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        composing: Composing,
        rows: RowList,
        active: ActiveRow,
        verbs: RowVerbs,
        labels: LabelRows,
    ) -> None:
        super().__init__(rows)
        self._desk, self._jobs, self._composing = desk, jobs, composing
        self._list, self._active, self._verbs, self._labels = rows, active, verbs, labels
        self._strays: list[Intent] = []
        self._asked = 0
        self._source = (ArticleId(""), 0)
        self.source_at: datetime | None = None
        verbs.joined.connect(self.load)

    def load(self) -> None:
        """Fetch the rows as the desk has them once everything typed so far is settled."""
        article, desk = self._verbs.article, self._desk
        if article is None:
            return
        self._asked += 1
        asked = self._asked
        self._jobs.fetch(
            self,
            lambda: desk.rows.shown(article),
            lambda reading: self._take(asked, reading),
            settled=True,
            key="rows",
        )

    def follow_up(self) -> FollowUp | None:
        """Return the work that links what was just written, for right after the settling."""
        manuscript = self._active.manuscript
        if manuscript is None:
            return None
        return self._verbs.follow_up(intents(self._list.rows, manuscript))

    def let_texts_go(self) -> None:
        """Follow the body with no row any more; they are read anew when they are seen again."""
        for row in self._list.rows:
            if row.text is not None:
                row.text.let_go()
                row.text = None

    def _take(self, asked: int, reading: RowsShown) -> None:
        self._composing.when_over(self, lambda: self._show(asked, reading))

    def _show(self, asked: int, reading: RowsShown) -> None:
        """Show what the desk has; the row that is typed in stays as and where it is."""
        if asked != self._asked or not self._is_of_now(reading):
            return
        loaded = reading.rows
        before = [row for row in self._list.rows if row.label is None]
        if self._link_strays(elsewhere(before, loaded)):
            return  # what is linked then comes back as rows of its own
        shown = self._active.row
        typed = shown if shown and not shown.label else None
        rows, number = met(before, loaded, typed, self._active.paragraph())
        self._hold(rows[number] if number >= 0 else None, (reading.article, reading.source))
        rows, number = self._labels.below(rows, number, reading.labels, shown)
        if number >= 0:
            self._active.keep_typed(rows[number])
        say_standing(rows, rows[number] if number >= 0 else None, self._active.manuscript)
        self._list.show_rows(rows, number)
        self.source_at = reading.source_at
        if number >= 0:
            self._active.again(rows[number], number)
        self._labels.forget_gone()
        kept = {id(row.text) for row in rows if row.text is not None}
        for row in before:
            if row.text is not None and id(row.text) not in kept:
                row.text.let_go()
        self.shown.emit()

    def _hold(self, row: Row | None, source: tuple[ArticleId, int]) -> None:
        """Let a change of the source wait where somebody types; other rows show it at once."""
        shown, known = self._active.row, self._source
        self._source = source
        if row is None or shown is None:
            return
        if row is shown:
            row.lose_source(utc_now())
            return
        edited = known[0] == source[0] and known != source
        if edited or shown.waiting is not None:
            row.wait(shown, utc_now())

    def _is_of_now(self, reading: RowsShown) -> bool:
        """Say whether rows are of the text in the window; those of another come again later."""
        manuscript = self._active.manuscript
        if manuscript is None or manuscript.article != reading.article:
            return False
        return manuscript.version == reading.version and not self._verbs.is_joining

    def _link_strays(self, rows: Sequence[Row]) -> bool:
        """Link paragraphs to the rows they were written in; False when that was tried already."""
        manuscript = self._active.manuscript
        if manuscript is None:
            return False
        found = [intent for row in rows if (intent := intent_of(row, manuscript)) is not None]
        strays, self._strays = self._strays, found
        if not found or found == strays:
            return False
        self._verbs.relink(found)
        return True
