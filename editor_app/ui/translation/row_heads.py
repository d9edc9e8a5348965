"""What stands above the rows: the two languages, how far it is, and a source change that waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from editor_app.domain.ids import Language
from editor_app.sentences import _, ngettext
from editor_app.ui.actions import tip_of
from editor_app.ui.article.head_room import flush
from editor_app.ui.translation.row import Row, Waiting, left_of
from editor_app.ui.translation.row_gutter import GUTTER
from editor_app.ui.translation.row_history import behind_words
from editor_app.ui.translation.row_list import INNER, LEFT
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Elided, PlainLabel, ground
from editor_app.ui.words import language_name, moment, utc_now

HEAD = 30


class RowHeads(QWidget):
    """``change_wanted``: show the change of the source that waits in the row that is typed in.

    ``behind_wanted``: go to the next row that was made from an earlier version of the source.
    """

    change_wanted = Signal()
    behind_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        ground(self, "canvas")
        self.setFixedHeight(HEAD)
        self._language: Language | None = None
        self._is_behind = ""
        self._zone: ZoneInfo | None = None
        self._source = flush(Elided(role="label"))
        self._target = flush(PlainLabel(role="label"))
        self.change = PlainLabel(tone="warn")
        tip = tip_of("translate.looked_at")
        self.show_change = Button(_("Show"), "link", clicked=self.change_wanted.emit, tip=tip)
        self._left = QWidget()
        left = QHBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(self._source)
        self.behind = Button("", "link", clicked=self.behind_wanted.emit)
        self.behind.setToolTip(_("Go to the next one; the words that differ are marked in it"))
        left.addWidget(self.behind)
        left.addWidget(self.change)
        left.addWidget(self.show_change)
        left.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(LEFT, 0, GUTTER, 0)
        row.setSpacing(INNER)
        row.addWidget(self._left)
        row.addWidget(self._target, 1)
        self.say_waiting(None)

    def use_zone(self, zone: ZoneInfo) -> None:
        """Say times in the zone of the site from now on."""
        self._zone = zone

    def say_source(self, language: Language) -> None:
        """Say from which language is translated; ``say_version`` says of when it is."""
        self._language = language
        self.say_version(None, ())

    def say_version(self, at: datetime | None, rows: Sequence[Row]) -> None:
        """Say of when the source is, and how many of the rows were made from an earlier one."""
        if self._language is None:
            return
        name = language_name(self._language)
        words = _("{language} · source").format(language=name)
        if at is not None:
            words = _("{language} · source, version of {time}").format(
                language=name, time=moment(at, utc_now(), self._zone)
            )
        self._source.setText(words)
        self._is_behind = behind_words(rows, self._zone)
        self.behind.setText(self._is_behind)
        self.behind.setVisible(bool(self._is_behind) and not self._source.isHidden())

    def say_waiting(self, row: Row | None) -> None:
        """Say what waits in the row that is typed in, in place of the source's language."""
        waiting = row.waiting if row is not None else None
        words = waiting_words(waiting, self._zone) if waiting is not None else ""
        self.change.setText(words)
        self.change.setVisible(waiting is not None)
        self.show_change.setVisible(waiting is not None)
        self._source.setVisible(waiting is None)
        self.behind.setVisible(waiting is None and bool(self._is_behind))

    def say_done(self, language: Language, rows: list[Row], labels: int = 0) -> int:
        """Say how many of these rows are done; return how many are left.

        ``labels`` are those that are still to be given, which count for themselves.
        """
        left = left_of(rows)
        words = _("{language} · {done} of {total} paragraphs").format(
            language=language_name(language), done=len(rows) - left, total=len(rows)
        )
        if labels:
            more = ngettext("{count} name to give", "{count} names to give", labels)
            words = f"{words} · {more.format(count=labels)}"
        self._target.setText(words)
        return left

    def place(self, middle: float) -> None:
        """Put the heads over the columns; the second begins at ``middle``."""
        self._left.setFixedWidth(max(round(middle) - LEFT, 0))


def waiting_words(waiting: Waiting, zone: ZoneInfo | None) -> str:
    """Return what is to be known of a change of the source before it is shown."""
    time = moment(waiting.at, utc_now(), zone)
    if waiting.gone:
        return _("The source of {time} no longer has this").format(time=time)
    words = ngettext(
        "The source of {time} has {count} change here",
        "The source of {time} has {count} changes here",
        waiting.changes,
    )
    return words.format(time=time, count=waiting.changes)
