"""The rows of the story list as Qt's views want them; a hundred thousand are as good as ten."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor_app.domain.ids import Language, StoryId
from editor_app.sentences import _
from editor_app.services.views import Pip, StoryRow
from editor_app.ui.widgets.tips import as_tip
from editor_app.ui.words import brief_moment, is_today, language_name, shown_words, utc_now

ROW = Qt.ItemDataRole.UserRole


class StoryModel(QAbstractListModel):
    """The rows in the order in which the service found them."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with no rows."""
        super().__init__(parent)
        self._rows: tuple[StoryRow, ...] = ()
        self._places: dict[StoryId, int] = {}
        self.zone: ZoneInfo | None = None

    def show_rows(self, rows: tuple[StoryRow, ...]) -> bool:
        """Show these rows; returns whether their order changed (and with it every place)."""
        same_order = [row.story for row in rows] == [row.story for row in self._rows]
        if same_order:
            changed = [n for n, row in enumerate(rows) if row != self._rows[n]]
            self._rows = rows
            for place in changed:
                self.dataChanged.emit(self.index(place), self.index(place))
            return False
        self.beginResetModel()
        self._rows = rows
        self._places = {row.story: place for place, row in enumerate(rows)}
        self.endResetModel()
        return True

    def update_first(self, rows: tuple[StoryRow, ...]) -> bool:
        """Show newer values of the first rows; False when they are other stories than now."""
        known = self._rows[: len(rows)]
        if [row.story for row in rows] != [row.story for row in known]:
            return False
        self.show_rows((*rows, *self._rows[len(rows) :]))
        return True

    def row(self, place: int) -> StoryRow | None:
        """Return one row, None outside."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, story: StoryId | None) -> int:
        """Return where a story stands, -1 when it is not shown."""
        return -1 if story is None else self._places.get(story, -1)

    def is_below(self, story: StoryId, count: int) -> bool:
        """Say of a longer list whether a story is none of its first so many rows."""
        return len(self._rows) > count and not 0 <= self.place_of(story) < count

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the row for the delegate, and words for screen readers and tips."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_row(row, utc_now(), self.zone)
        if role == Qt.ItemDataRole.ToolTipRole:
            words = (row.slug_word, row.headline, state_of(row, utc_now(), self.zone))
            return as_tip("\n".join(dict.fromkeys(filter(None, words))))
        return None


def title_of(row: StoryRow) -> str:
    """Return what a story is called in the list."""
    return row.slug_word or row.headline or _("Untitled")


def state_of(row: StoryRow, now: datetime, zone: ZoneInfo | None = None) -> str:
    """Return the state of a story in words, with its time."""
    words = " ".join(filter(None, [shown_words(row.shown), time_of(row, now, zone)]))
    if row.unaccepted:
        return f"{words} · {_('the site has not accepted it yet')}"
    return words


def time_of(row: StoryRow, now: datetime, zone: ZoneInfo | None = None) -> str:
    """Return when it is due or goes out, or went out today; older times say nothing in a list."""
    if row.when is None:
        return ""
    lately = row.when > now or is_today(row.when, now, zone)
    return brief_moment(row.when, now, zone) if lately else ""


def spoken_row(row: StoryRow, now: datetime, zone: ZoneInfo | None = None) -> str:
    """Return the whole row as a sentence."""
    pips = [f"{language_name(language)}: {pip_words(pip)}" for language, pip in row.pips]
    return ", ".join(filter(None, [title_of(row), state_of(row, now, zone), row.who, *pips]))


def pip_words(pip: Pip) -> str:
    """Return what the shape of a pip means."""
    return {
        Pip.EMPTY: _("not started"),
        Pip.HALF: _("in work"),
        Pip.FULL: _("done"),
        Pip.ALERT: _("needs you"),
    }[pip]


def languages_of(rows: tuple[StoryRow, ...]) -> tuple[Language, ...]:
    """Return the languages that the pips stand for."""
    return tuple(language for language, _pip in rows[0].pips) if rows else ()
