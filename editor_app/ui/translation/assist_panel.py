"""Assist: what helps with the paragraph that is being translated."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor_app.domain.ids import Language
from editor_app.domain.term import Match
from editor_app.sentences import _
from editor_app.text.term_offers import TermOffer
from editor_app.ui.actions import keys_of
from editor_app.ui.theme import Theme
from editor_app.ui.translation.machine_card import MachineCard
from editor_app.ui.translation.match_card import MatchCard, doubt_words
from editor_app.ui.translation.row import Row
from editor_app.ui.translation.row_findings import RowFindings
from editor_app.ui.translation.row_history import about_row
from editor_app.ui.translation.term_list import TermList
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.emptying import empty_out
from editor_app.ui.widgets.labels import PlainLabel

MARGIN = 14
MOST = 9


class AssistPanel(QWidget):
    """``match_wanted`` carries the number of a match (from 1), ``looked_at`` nothing.

    ``offers_changed`` tells that other keys insert something now.

    ``filled`` tells once per row that everything there is for it stands in the panel.
    """

    match_wanted = Signal(int)
    offers_changed = Signal()
    looked_at = Signal()
    filled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(_("Assist"))
        self._theme = theme
        self._source = ""
        self._zone: ZoneInfo | None = None
        self._matches: tuple[Match, ...] = ()
        self._state = PlainLabel(role="quiet", wrap=True)
        self._looked = Button(_("Looked at"), "link", clicked=self.looked_at.emit)
        self._none = PlainLabel(_("Nothing like it in the memory."), role="hint", wrap=True)
        self._inserted = PlainLabel(tone="warn", wrap=True)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self.machine = MachineCard(theme)
        self.machine.turned.connect(self._on_machine)
        self._known: tuple[Match, ...] = ()
        self._offered = 0
        self.terms = TermList(theme)
        self.checks = RowFindings()
        self._awaited: set[str] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, MARGIN, MARGIN)
        column.setSpacing(6)
        column.addWidget(self._state)
        column.addWidget(self._looked, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._inserted)
        column.addSpacing(6)
        self._memory = PlainLabel(_("Memory"), role="label")
        column.addWidget(self._memory)
        column.addWidget(self._none)
        column.addLayout(self._cards)
        column.addSpacing(2)
        column.addWidget(self.machine)
        column.addSpacing(8)
        column.addWidget(self.terms)
        column.addWidget(self.checks)
        column.addStretch(1)
        for keys, words in _hints():
            column.addLayout(_hint(keys, words))
        self.show_row(None)

    def use_zone(self, zone: ZoneInfo) -> None:
        """Say times in the zone of the site from now on."""
        self._zone = zone

    @property
    def matches(self) -> tuple[Match, ...]:
        """The matches offered now."""
        return self._matches

    def show_row(self, row: Row | None) -> None:
        """Show what is known of a row; its matches come later by ``show_matches``."""
        self.about(row)
        self._source = row.source if row is not None else ""
        self._inserted.say("")
        self._awaited = set() if row is None else {"matches", "terms"}
        if row is None:
            self.machine.show_nothing()
        self._show_cards(())
        self._none.setVisible(False)
        for part in (self._memory, self.terms):
            part.setVisible(row is not None)
        self.machine.use_key(0)  # it comes behind the matches
        self._offered = 0

    @property
    def offered(self) -> int:
        """How many of the keys 1 to 9 insert something, or have the machine asked."""
        return len(self._matches) + bool(self.machine.number)

    def note_inserted(self, match: Match) -> None:
        """Keep in sight what is to be looked at in a match that stands in the row now."""
        self.say_inserted(doubt_words(match))

    def say_inserted(self, doubt: str) -> None:
        """Keep in sight what is to be looked at in what was just inserted."""
        self._inserted.say(doubt, "warn")

    @property
    def to_check(self) -> str:
        """What is said about the match that was inserted."""
        return self._inserted.text()

    def cards(self) -> tuple[MatchCard, ...]:
        """Return the cards from top to bottom."""
        places = range(self._cards.count())
        found = (item.widget() for place in places if (item := self._cards.itemAt(place)))
        return tuple(card for card in found if isinstance(card, MatchCard))

    def about(self, row: Row | None) -> None:
        """Say how far a row is; the matches on offer stay."""
        self.checks.show_row(row)
        self._looked.setVisible(row is not None and row.stale)
        self._state.say(about_row(row, self._zone) if row is not None else "")

    def show_matches(self, matches: Sequence[Match]) -> None:
        """Offer these translations, unless they are offered already."""
        if tuple(matches) == self._known and "matches" not in self._awaited:
            return
        self._show_cards(matches)
        self._have("matches")
        self._number()

    def show_terms(self, offers: Sequence[TermOffer], language: Language) -> None:
        """Show the terms of the row's source, with their forms in a language."""
        self.terms.show_offers(offers, language)
        self._have("terms")

    def _have(self, part: str) -> None:
        """Tell that the panel is filled when this was the last part to come."""
        if part in self._awaited:
            self._awaited.remove(part)
            if not self._awaited:
                self.filled.emit()

    def _on_machine(self) -> None:
        """Make room for the machine's key where the memory has taken them all."""
        if self.machine.is_there and len(self._matches) == MOST:
            self._show_cards(self._known)
        self._number()

    def _number(self) -> None:
        """Give the machine the key behind those of the matches, once these are there."""
        wanted = self.machine.is_there and "matches" not in self._awaited
        self.machine.use_key(len(self._matches) + 1 if wanted else 0)
        if self.offered != self._offered:
            self._offered = self.offered
            self.offers_changed.emit()

    def _show_cards(self, matches: Sequence[Match]) -> None:
        self._known = tuple(matches)
        self._matches = self._known[: MOST - self.machine.is_there]
        empty_out(self._cards)
        for number, match in enumerate(self._matches, 1):
            card = MatchCard(match, number, self._source, self._theme, self._zone)
            card.wanted.connect(lambda number=number: self.match_wanted.emit(number))
            self._cards.addWidget(card)
        self._none.setVisible(not self._matches)


def _hints() -> tuple[tuple[str, str], ...]:
    return (
        (keys_of("translate.confirm"), _("confirm and go on")),
        (keys_of("translate.next"), _("next unfinished")),
        (keys_of("translate.match1"), _("insert a match")),
        (keys_of("translate.machine_row"), _("let the machine write the row")),
        (keys_of("translate.term"), _("insert a term")),
        (keys_of("translate.new_term"), _("new term from what is marked")),
        (keys_of("translate.leave_out"), _("leave out")),
        (keys_of("translate.merge"), _("join with the row above")),
    )


def _hint(keys: str, words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(PlainLabel(keys, role="key"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(PlainLabel(words, role="label", wrap=True), 1)
    return row
