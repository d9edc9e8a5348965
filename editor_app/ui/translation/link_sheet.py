"""The sheet on which an editor says what of the source a paragraph renders."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from editor_app.domain.link import Address
from editor_app.sentences import _, ngettext
from editor_app.text.plain import strip_block
from editor_app.text.words import Words
from editor_app.ui.article.inspector import scrolled
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.choice import Tick
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.sheet import Sheet
from editor_app.ui.words import beginning_of

HEIGHT = 360
ROW = 40
MARGIN = 24
SHOWN = 160
"""Letters of a paragraph that are shown."""

Decided = Callable[[Sequence[Address]], None]


class LinkSheet(Sheet):
    """The paragraphs of the source, each with a box to tick: any number of them, or none."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Stay hidden until ``ask``."""
        super().__init__(theme, window, 640)
        self.setAccessibleName(_("What the paragraph renders"))
        self._ticks: list[tuple[Address, Tick]] = []
        self._first: Tick | None = None
        self._decided: Decided = lambda _sources: None
        self._words = PlainLabel(role="quiet", wrap=True)
        self._list = QWidget()
        self._grid = QGridLayout(self._list)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._area = scrolled(self._list)
        self._go = Button("", "primary", clicked=self._decide)
        self.body.addWidget(PlainLabel(_("What the paragraph renders"), "title"))
        self.body.addSpacing(4)
        self.body.addWidget(self._words)
        self.body.addSpacing(14)
        self.body.addWidget(self._area)
        self.body.addSpacing(14)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(PlainLabel(_("Arrows walk, Space ticks, Enter links"), "quiet"))
        foot.addStretch(1)
        foot.addWidget(Button(_("Cancel"), clicked=self.close_sheet))
        foot.addWidget(self._go)
        self.body.addLayout(foot)

    def ask(
        self,
        words: str,
        sources: Words,
        rendered: Collection[Address],
        near: Address | None,
        decided: Decided,
    ) -> None:
        """Let the editor choose for the paragraph of these ``words``; begin at what it renders.

        A paragraph that renders nothing begins ``near`` it. ``decided`` takes what is ticked.
        """
        self._decided = decided
        self._words.setText(beginning_of(words, SHOWN))
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        self._ticks = [
            (address, self._row(number, text, ticked=address in rendered))
            for number, (address, text) in enumerate(sources)
        ]
        self._grid.setRowStretch(len(sources), 1)
        begin = next((item for item, _text in sources if item in rendered), near)
        self._first = next((tick for item, tick in self._ticks if item == begin), None)
        self._show_count()
        self.open_sheet()
        wanted = self._grid.totalHeightForWidth(self.card.width() - 2 * MARGIN) + 4
        self._area.setFixedHeight(max(ROW, min(HEIGHT, wanted)))
        self.place()
        if self._first is not None:
            self._area.ensureWidgetVisible(self._first)

    def focus_start(self) -> None:
        """Begin at what the paragraph renders now."""
        (self._first or self._go).setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def ticked(self) -> tuple[Address, ...]:
        """What the paragraph is to render."""
        return tuple(address for address, tick in self._ticks if tick.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows; Enter decides."""
        key = event.key()
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._decide()
        else:
            super().keyPressEvent(event)

    def _walk(self, way: int) -> None:
        ticks = [tick for _address, tick in self._ticks]
        here = next((at for at, tick in enumerate(ticks) if tick.hasFocus()), None)
        there = 0 if here is None else here + way
        if 0 <= there < len(ticks):
            ticks[there].setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(ticks[there])

    def _row(self, number: int, text: str, *, ticked: bool) -> Tick:
        """Show one paragraph and return its tick."""
        shown = beginning_of(strip_block(text), SHOWN)
        tick = Tick(self._theme)
        tick.setChecked(ticked)
        tick.setAccessibleName(shown)
        tick.ticked.connect(lambda _on: self._show_count())
        words = PlainLabel(shown, wrap=True)
        words.setBuddy(tick)
        self._grid.addWidget(tick, number, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, number, 1, Qt.AlignmentFlag.AlignTop)
        return tick

    def _show_count(self) -> None:
        count = len(self.ticked)
        words = ngettext("Renders {count} paragraph", "Renders {count} paragraphs", count)
        none = _("Own text: renders nothing of the source")
        self._go.setText(words.format(count=count) if count else none)

    def _decide(self) -> None:
        chosen = self.ticked
        self.close_sheet()
        self._decided(chosen)
