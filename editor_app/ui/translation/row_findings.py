"""What the checks say of the row that is translated, in the Assist panel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app.domain.finding import Finding
from editor_app.domain.link import Address
from editor_app.sentences import _, ngettext
from editor_app.ui.article.check_card import CheckCard
from editor_app.ui.translation.row import Row
from editor_app.ui.widgets.labels import PlainLabel

MOST = 4

Found = tuple[tuple[Finding, str], ...]


class RowFindings(QWidget):
    """Cards of the findings of one row, hidden while there are none.

    ``found_at`` gives the findings at some addresses with the words they mark. ``go_wanted``,
    ``mend_wanted`` and ``ignored`` carry the Finding, the second its words, the third a Scope.
    """

    go_wanted = Signal(object)
    mend_wanted = Signal(object, str)
    ignored = Signal(object, object)
    requested = Signal(str)

    def __init__(self) -> None:
        """Wait for a row."""
        super().__init__()
        self.found_at: Callable[[Sequence[Address]], Found] = lambda _at: ()
        self._row: Row | None = None
        self._shown: Found = ()
        self._more = PlainLabel(role="hint")
        self._more.hide()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        column.addWidget(PlainLabel(_("Checks on this paragraph"), role="label"))
        column.addLayout(self._cards)
        column.addWidget(self._more)
        self.hide()

    @property
    def cards(self) -> tuple[CheckCard, ...]:
        """The cards from top to bottom."""
        items = (self._cards.itemAt(place) for place in range(self._cards.count()))
        widgets = (item.widget() for item in items if item is not None)
        return tuple(card for card in widgets if isinstance(card, CheckCard))

    def show_row(self, row: Row | None) -> None:
        """Show what is known of a row."""
        self._row = row
        self.look_again()

    def look_again(self) -> None:
        """Make the cards anew where something differs: most checks change nothing."""
        row = self._row
        found = self.found_at((*row.targets, *row.sources)) if row is not None else ()
        if found == self._shown:
            return
        self._shown = found
        for card in self.cards:
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        for finding, marked in found[:MOST]:
            self._cards.addWidget(self._card(finding, marked))
        more = len(found) - MOST
        if more > 0:
            words = ngettext("and {count} more", "and {count} more", more)
            self._more.say(words.format(count=more))
        self._more.setVisible(more > 0)
        self.setVisible(bool(found))

    def _card(self, finding: Finding, marked: str) -> CheckCard:
        card = CheckCard(finding, marked)
        card.place_wanted.connect(partial(self.go_wanted.emit, finding))
        card.mend_wanted.connect(partial(self.mend_wanted.emit, finding, marked))
        card.ignored.connect(partial(self.ignored.emit, finding))
        card.requested.connect(self.requested)
        return card
