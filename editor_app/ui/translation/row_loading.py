"""Fetching rows from the desk and showing them, without moving the one that is typed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor_app.domain.ids import ArticleId
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.manuscript import FollowUp
from editor_app.ui.jobs import Jobs
from editor_app.ui.translation.active_row import ActiveRow
from editor_app.ui.translation.row import Row
from editor_app.ui.translation.row_list import RowList
from editor_app.ui.translation.row_order import Loaded, elsewhere, met
from editor_app.ui.translation.row_places import intent_of, intents
from editor_app.ui.translation.row_verbs import Intent, RowVerbs

if TYPE_CHECKING:
    from editor_app.wiring import Desk


class RowLoading(QObject):
    """Keeps the rows of a list as the desk has them. ``shown`` tells that they were taken in."""

    shown = Signal()

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        composing: Composing,
        rows: RowList,
        active: ActiveRow,
        verbs: RowVerbs,
    ) -> None:
        super().__init__(rows)
        self._desk, self._jobs, self._composing = desk, jobs, composing
        self._list, self._active, self._verbs = rows, active, verbs
        self._strays: list[Intent] = []
        verbs.joined.connect(self.load)

    def load(self) -> None:
        """Fetch the rows as the desk has them once everything typed so far is settled."""
        article, translations = self._verbs.article, self._desk.translations
        if article is None:
            return

        def read() -> tuple[Loaded, ...]:
            return tuple(
                Loaded(row, translations.source_before(article, row.targets) if row.stale else "")
                for row in translations.segments(article)
            )

        self._jobs.fetch(
            self, read, lambda rows: self._take(article, rows), settled=True, key="rows"
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

    def _take(self, article: ArticleId, loaded: Sequence[Loaded]) -> None:
        self._composing.when_over(self, lambda: self._show(article, loaded))

    def _show(self, article: ArticleId, loaded: Sequence[Loaded]) -> None:
        """Show what the desk has; the row that is typed in stays as and where it is."""
        if article != self._verbs.article or self._verbs.is_joining:
            return  # rows of the past come again when the join has reached the desk
        before = self._list.rows
        if self._link_strays(elsewhere(before, loaded)):
            return  # what is linked then comes back as rows of its own
        rows, number = met(before, loaded, self._active.row)
        self._list.show_rows(rows, number)
        if number >= 0:
            self._active.again(rows[number], number)
        kept = {id(row.text) for row in rows if row.text is not None}
        for row in before:
            if row.text is not None and id(row.text) not in kept:
                row.text.let_go()
        self.shown.emit()

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
