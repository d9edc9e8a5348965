"""The conflict view: one text that changed in two places, decided beside all it depends on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from editor_app.domain.conflict import Resolution
from editor_app.sentences import _
from editor_app.services.views import ConflictView
from editor_app.ui.actions import tip_of
from editor_app.ui.sync.conflict_head import ConflictHead
from editor_app.ui.sync.conflict_words import (
    SINGLE,
    WORDLESS,
    agreed_title,
    joined_words,
    mine_title,
    newer_words,
    read_words,
    theirs_title,
)
from editor_app.ui.sync.last_read import LastRead
from editor_app.ui.sync.prose import Framed, ReadProse, WrittenProse, marks_of
from editor_app.ui.sync.result_drafts import ResultDrafts
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button, DecidingButton
from editor_app.ui.widgets.emptying import empty_out
from editor_app.ui.widgets.labels import Elided, PlainLabel
from editor_app.ui.widgets.notice import Notice

NARROW = 600  # below this the two sides stand one under the other
COLUMN = 820
SIDE, AROUND = 26, 18


class ConflictPage(QWidget):
    """Shows one conflict.

    ``chosen`` carries a Resolution and the text it means (None: as the desk proposes),
    ``stepped`` 1 or -1, ``postponed`` that it is decided later; ``story_wanted`` and
    ``history_wanted`` lead to the article.
    """

    chosen = Signal(object, object)
    stepped = Signal(int)
    postponed = Signal()
    story_wanted = Signal()
    history_wanted = Signal()

    def __init__(self, theme: Theme, drafts: ResultDrafts) -> None:
        """Start without a conflict; ``drafts`` has what is written and not decided."""
        super().__init__()
        self._view: ConflictView | None = None
        self._drafts = drafts
        self.last_read = LastRead(self)
        self._make_texts(theme)
        self._make_head(theme)
        self._make_buttons()
        self._lay_out()

    def _make_texts(self, theme: Theme) -> None:
        self.source = ReadProse(theme, _("Source"), 14, ink="ink2")
        self.base = ReadProse(theme, _("Before the two changes"), 14, ink="ink2")
        self.before = ReadProse(theme, _("Paragraph before"), 14, ink="ink3")
        self.following = ReadProse(theme, _("Paragraph after"), 14, ink="ink3")
        self.mine = ReadProse(theme, _("Yours"), soft="ok-soft")
        self.theirs = ReadProse(theme, _("On the site"), soft="info-soft")
        self.result = WrittenProse(theme, _("Result"))
        self.result.used.connect(self.use)
        self.result.textChanged.connect(self._keep_draft)

    def _make_head(self, theme: Theme) -> None:
        self.head = ConflictHead(theme)
        self.head.story_wanted.connect(self.story_wanted)
        self.head.stepped.connect(self.stepped)
        self._source_title = PlainLabel(role="label")
        self._base_title = PlainLabel(role="label")
        self._mine_title, self._theirs_title = _strip_title("ok"), _strip_title("info")
        self._result_title = _strip_title("accent")
        self._result_title.setText(_("Result · edit freely"))
        self.notice = Notice(theme)

    def _make_buttons(self) -> None:
        self._keep_mine = _strip_button(_("Keep mine"), "ok", "conflict.mine", self.keep_mine)
        self._keep_theirs = _strip_button(
            _("Keep theirs"), "info", "conflict.theirs", self.keep_theirs
        )
        self._later = DecidingButton(_("Decide later"), clicked=self.postponed.emit)
        self._both = DecidingButton(
            _("Keep both"), clicked=self.keep_both, tip=tip_of("conflict.both")
        )
        self._use = DecidingButton("", "primary", clicked=self.use, tip=tip_of("conflict.use"))
        self._history = Button(
            _("Both versions in History"), "link", clicked=self.history_wanted.emit
        )
        self._buttons = (self._keep_mine, self._keep_theirs, self._both, self._use)

    # -- laying out

    def _lay_out(self) -> None:
        self._grounds = QFrame()
        self._grounds.setProperty("card", True)
        ground = QVBoxLayout(self._grounds)
        ground.setContentsMargins(12, 8, 12, 10)
        ground.setSpacing(2)
        self._base_title.setContentsMargins(0, 5, 0, 0)
        for part in (self._source_title, self.source, self._base_title, self.base):
            ground.addWidget(part)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(14)
        self._sides.addWidget(
            Framed("mine", _strip(self._mine_title, self._keep_mine), self.mine), 1
        )
        self._sides.addWidget(
            Framed("theirs", _strip(self._theirs_title, self._keep_theirs), self.theirs), 1
        )
        self._result = Framed("result", _strip(self._result_title), self.result)
        self._joined_title = PlainLabel(_("Merged automatically"), "label")
        self._joined = QFrame()
        self._joined.setProperty("card", True)
        self._joined_lines = QVBoxLayout(self._joined)
        self._joined_lines.setContentsMargins(12, 9, 12, 9)
        self._joined_lines.setSpacing(3)
        inner = QWidget()
        inner.setMaximumWidth(COLUMN + 2 * SIDE)
        column = QVBoxLayout(inner)
        column.setContentsMargins(SIDE, AROUND, SIDE, AROUND)
        column.setSpacing(0)
        self._fill(column)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(inner, 1)

    def _fill(self, column: QVBoxLayout) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addStretch(1)
        for button in (self._later, self._both, self._use):
            foot.addWidget(button)
        parts: tuple[tuple[QWidget | QLayout, int], ...] = (
            (self.head, 12),
            (self.notice, 0),
            (self._grounds, 12),
            (self.before, 8),
            (self._sides, 14),
            (self._result, 8),
            (self.following, 12),
            (foot, 18),
            (self._joined_title, 5),
            (self._joined, 12),
        )
        for part, gap in parts:
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
            column.addSpacing(gap)
        column.addWidget(self._history, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two sides one under the other where they would be too narrow."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        narrow = self.width() < NARROW
        self._sides.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    # -- showing

    @property
    def view(self) -> ConflictView | None:
        """The conflict in sight."""
        return self._view

    def show_conflict(
        self,
        view: ConflictView,
        place: tuple[int, int],
        left: int,
        names: tuple[str, str],
        now: datetime,
        zone: ZoneInfo | None,
    ) -> None:
        """Show a conflict, the ``place``-th of so many; ``left`` of its article wait.

        ``names`` are what its language and that of its source are called.
        """
        before, self._view = self._view, view
        other = before is None or before.conflict.id != view.conflict.id
        begun = self._drafts.get(view.conflict.id)
        if other:
            self.notice.clear()
            self.last_read.begin(view.conflict.theirs if begun is None else begun.read)
        if self.last_read.meets(view.conflict.theirs):
            self.notice.tell("warn", newer_words())
        self.head.show_conflict(view, place, left, names[0], now, zone)
        self.setAccessibleName(self.head.accessibleName())
        self._show_grounds(view, names[1], now, zone)
        self._show_sides(view, now, zone)
        stale = before is not None and proposal(before) != proposal(view)
        self._show_result(view, anew=other or (stale and begun is None), left=left)
        self._show_joined(view)
        self._allow(possible=True)

    def _show_grounds(
        self, view: ConflictView, source: str, now: datetime, zone: ZoneInfo | None
    ) -> None:
        told_in = view.source_language is not None and bool(view.sources)
        self._source_title.say(_("Source · {language}").format(language=source) if told_in else "")
        self.source.show_text("\n\n".join(view.sources))
        self.source.setVisible(told_in)
        self._base_title.say(agreed_title(view.conflict, now, zone))
        self.base.show_text(view.base or _("There was nothing here."))
        self.base.setAccessibleName(self._base_title.text())
        for prose, text in ((self.before, view.before), (self.following, view.following)):
            prose.show_text(read_words(text))
            prose.setVisible(bool(text))

    def _show_sides(self, view: ConflictView, now: datetime, zone: ZoneInfo | None) -> None:
        conflict = view.conflict
        sides = (
            (self.mine, view.mine, self._mine_title, mine_title(conflict, now, zone)),
            (self.theirs, view.theirs, self._theirs_title, theirs_title(conflict, now, zone)),
        )
        for prose, text, label, title in sides:
            label.setText(title)
            prose.setAccessibleName(title)
            if text:
                prose.show_marks(marks_of(view.base, text))
            else:
                prose.show_text(_("Taken out here."))

    def _show_result(self, view: ConflictView, *, anew: bool, left: int) -> None:
        part = view.conflict.part
        self._result.setVisible(part not in WORDLESS)
        self._both.setVisible(part not in SINGLE)
        self._use.setVisible(part not in WORDLESS)
        self._use.setText(_("Save and send") if left <= 1 else _("Save and go on"))
        if anew:  # what is proposed follows both texts until somebody writes
            begun = self._drafts.get(view.conflict.id)
            self.result.blockSignals(True)
            self.result.show_text(proposal(view) if begun is None else begun.text)
            self.result.blockSignals(False)

    def _show_joined(self, view: ConflictView) -> None:
        empty_out(self._joined_lines)
        lines = joined_words(view.conflict.joined)
        for line in lines:
            self._joined_lines.addWidget(Elided(line, "quiet"))
        self._joined_title.setVisible(bool(lines))
        self._joined.setVisible(bool(lines))

    def focus_start(self) -> None:
        """Put the caret into the result, or the focus on the first choice."""
        if self._result.isVisibleTo(self):
            self.result.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._keep_mine.setFocus(Qt.FocusReason.TabFocusReason)

    # -- deciding

    def performs(self) -> frozenset[str]:
        """Return which of the actions can be done now."""
        if self._view is None or not self._use.isEnabled():
            return frozenset()
        names = {"conflict.mine", "conflict.theirs", "conflict.next", "conflict.previous"}
        names |= {"conflict.both"} if self._view.conflict.part not in SINGLE else set()
        names |= {"conflict.use"} if self._view.conflict.part not in WORDLESS else set()
        return frozenset(names)

    def perform(self, name: str) -> None:
        """Do one of the actions."""
        deeds: dict[str, Callable[[], object]] = {
            "conflict.mine": self.keep_mine,
            "conflict.theirs": self.keep_theirs,
            "conflict.both": self.keep_both,
            "conflict.use": self.use,
            "conflict.next": lambda: self.stepped.emit(1),
            "conflict.previous": lambda: self.stepped.emit(-1),
        }
        deeds[name]()

    def keep_mine(self) -> None:
        """Let ours stand."""
        self._choose(Resolution.MINE, None)

    def keep_theirs(self) -> None:
        """Take the site's text."""
        self._choose(Resolution.THEIRS, None)

    def keep_both(self) -> None:
        """Take both texts, as the desk proposes."""
        self._choose(Resolution.BOTH, None)

    def use(self) -> None:
        """Take the text of the result."""
        view = self._view
        if view is None:
            return
        self.result.settle()
        text = self.result.text.strip()
        same = {view.theirs.strip(): Resolution.THEIRS, view.mine.strip(): Resolution.MINE}
        if view.conflict.part not in SINGLE:
            same.setdefault(view.both.strip(), Resolution.BOTH)
        resolution = same.get(text)
        if resolution is None:
            self._choose(Resolution.EDITED, text)
        else:
            self._choose(resolution, None)

    def _choose(self, resolution: Resolution, text: str | None) -> None:
        if self._view is not None and self._use.isEnabled():
            self._allow(possible=False)
            self.chosen.emit(resolution, text)

    def refuse(self, words: str) -> None:
        """Say why a choice was not taken, and let the editor choose again."""
        self.notice.tell("err", words)
        self._allow(possible=True)

    def _allow(self, *, possible: bool) -> None:
        for button in self._buttons:
            button.setEnabled(possible)

    def _keep_draft(self) -> None:
        """Remember what was written into the result, for when the editor comes back to it."""
        view = self._view
        if view is None:
            return
        if self.result.text == proposal(view):  # other colours count as a change, too
            self._drafts.forget(view.conflict.id)
        else:
            self._drafts.write(view.conflict.id, self.result.text, self.last_read.text)


def proposal(view: ConflictView) -> str:
    """Return what stands in the result at first: both edits in one text where that is possible."""
    if view.combined and view.conflict.part not in SINGLE:
        return view.both
    return view.mine or view.theirs


def _strip_title(tone: str) -> PlainLabel:
    return Elided(role="strong", tone=tone)


def _strip_button(words: str, tone: str, action: str, clicked: Callable[[], object]) -> Button:
    button = DecidingButton(words, "link", tip=tip_of(action), clicked=clicked)
    button.setProperty("tone", tone)
    return button


def _strip(title: PlainLabel, button: Button | None = None) -> QWidget:
    strip = QWidget()
    row = QHBoxLayout(strip)
    row.setContentsMargins(11, 6, 11, 6)
    row.addWidget(title, 1)
    if button is not None:
        row.addWidget(button)
    return strip
