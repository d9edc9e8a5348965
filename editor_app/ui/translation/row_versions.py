"""Of when the source is that the rows stand beside, and the way to those that are behind it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from editor_app.ui.translation.row_heads import RowHeads
from editor_app.ui.translation.row_history import next_behind
from editor_app.ui.translation.row_list import RowList
from editor_app.ui.translation.row_loading import RowLoading
from editor_app.ui.translation.row_work import RowWork


class RowVersions(QObject):
    """Tells the heads which version of the source is shown, and opens the rows that are behind."""

    def __init__(self, heads: RowHeads, rows: RowList, work: RowWork, loading: RowLoading) -> None:
        super().__init__(heads)
        self._heads, self._list, self._work, self._loading = heads, rows, work, loading
        loading.shown.connect(self._say)
        work.done.connect(self._say)
        heads.behind_wanted.connect(self._go)

    def _say(self) -> None:
        self._heads.say_version(self._loading.source_at, self._list.rows)

    def _go(self) -> None:
        """Open the next row whose source has changed; the words that differ are marked in it."""
        number = next_behind(self._list.rows, self._list.active)
        if number is not None:
            self._work.open(number)
