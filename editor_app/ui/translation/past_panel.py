"""Past stories: how words were translated before, in the memory and in the archive, either way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from editor_app.sentences import _, ngettext
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.translation.marked_text import Look, MarkedText, Piece
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.emptying import empty_out
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.words import moment, utc_now

if TYPE_CHECKING:
    from editor_app.services.concordance import Instance
    from editor_app.wiring import Desk

MARGIN = 14
AFTER = 250  # milliseconds after the last key
MOST = 30


class PastField(QLineEdit):
    """The words to look up; ``entered`` tells that the focus came by a key."""

    entered = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell it, unless the mouse brought the focus."""
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.TabFocusReason:
            self.entered.emit()


class PastCard(QFrame):
    """One place where the words stand, what became of them, and where that is."""

    removed = Signal()

    def __init__(self, instance: Instance, theme: Theme, zone: ZoneInfo | None) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.text = MarkedText(theme, "ink2")
        self.text.show_pieces(found_pieces(instance))
        self.other = MarkedText(theme)
        self.other.show_pieces([(instance.other, Look.PLAIN)])
        foot = QHBoxLayout()
        foot.addWidget(PlainLabel(where_words(instance, zone), role="label", wrap=True), 1)
        if instance.pair is not None:
            remove = Button(_("Remove"), "link", clicked=self.removed.emit)
            remove.setToolTip(_("Remove this pair from the memory"))
            foot.addWidget(remove, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 9, 11, 9)
        column.setSpacing(4)
        column.addWidget(self.text)
        column.addWidget(self.other)
        column.addLayout(foot)
        self.setAccessibleName(f"{instance.text}: {instance.other}")


class PastPanel(QWidget):
    """Looks words up in memory and past stories; ``selected`` gives those marked in the text."""

    def __init__(self, desk: Desk, jobs: Jobs, theme: Theme, selected: Callable[[], str]) -> None:
        super().__init__()
        self.setAccessibleName(_("Past stories"))
        self._zone: ZoneInfo | None = None
        self._desk, self._jobs, self._theme, self._selected = desk, jobs, theme, selected
        self._found: tuple[Instance, ...] = ()
        self._soon = QTimer(self, interval=AFTER, singleShot=True)
        self._soon.timeout.connect(self.look)
        self.field = PastField()
        self.field.setPlaceholderText(_("Words in any language"))
        self.field.setAccessibleName(_("Look up in memory and past stories"))
        self.field.setClearButtonEnabled(True)
        self.field.entered.connect(self.look_up_selected)
        self.field.textEdited.connect(lambda _text: self._soon.start())
        self.field.returnPressed.connect(self.look)
        self.said = PlainLabel(role="hint", wrap=True)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, MARGIN, MARGIN)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.said)
        column.addLayout(self._cards)
        column.addStretch(1)
        self._say("")

    def use_zone(self, zone: ZoneInfo) -> None:
        """Say times in the zone of the site from now on."""
        self._zone = zone

    @property
    def found(self) -> tuple[Instance, ...]:
        """What is shown."""
        return self._found

    def look_up_selected(self) -> None:
        """Look up what is marked in the active row, if anything is."""
        words = " ".join(self._selected().split())
        if words:
            self.field.setText(words)
            self.look()
        self.field.selectAll()

    def look(self) -> None:
        """Look up what stands in the field."""
        self._soon.stop()
        typed, memory = self.field.text(), self._desk.memory
        self._jobs.fetch(
            self,
            lambda: memory.concordance(typed, most=MOST + 1),
            lambda found: self.show_found(typed, found),
            key="past",
        )

    def show_found(self, typed: str, found: Sequence[Instance]) -> None:
        """Show these places of the words."""
        self._found, more = tuple(found[:MOST]), len(found) > MOST
        empty_out(self._cards)
        for instance in self._found:
            card = PastCard(instance, self._theme, self._zone)
            card.removed.connect(lambda instance=instance: self._remove(instance))
            self._cards.addWidget(card)
        self._say(typed.strip(), more=more)

    def cards(self) -> tuple[PastCard, ...]:
        """Return the cards from top to bottom."""
        places = range(self._cards.count())
        shown = (item.widget() for place in places if (item := self._cards.itemAt(place)))
        return tuple(card for card in shown if isinstance(card, PastCard))

    def _say(self, typed: str, *, more: bool = False) -> None:
        if not typed:
            self.said.say(
                _("Finds words with and without marks, in the source or its translation.")
            )
        elif not self._found:
            self.said.say(_("“{words}” was not translated before.").format(words=typed))
        elif more:
            words = _("The newest {count} places. There are more: another word shows fewer.")
            self.said.say(words.format(count=len(self._found)))
        else:
            count = len(self._found)
            said = ngettext(
                "{count} place, the newest first", "{count} places, the newest first", count
            )
            self.said.say(said.format(count=count))

    def _remove(self, instance: Instance) -> None:
        pair, memory = instance.pair, self._desk.memory
        if pair is not None:
            self._jobs.change(lambda: memory.forget((pair,)), self, lambda _changes: self.look())


def found_pieces(instance: Instance) -> tuple[Piece, ...]:
    """Return the text with the words that were looked up marked in it."""
    pieces: list[Piece] = []
    done = 0
    for start, end in instance.ranges:
        if start >= done:
            pieces += [
                (instance.text[done:start], Look.PLAIN),
                (instance.text[start:end], Look.FOUND),
            ]
            done = end
    pieces.append((instance.text[done:], Look.PLAIN))
    return tuple(piece for piece in pieces if piece[0])


def where_words(instance: Instance, zone: ZoneInfo | None) -> str:
    """Return where and when it was said, and by whom."""
    where = instance.where or _("Memory")
    when = moment(instance.when, utc_now(), zone) if instance.when is not None else ""
    return " · ".join(part for part in (where, when, instance.editor) if part)
