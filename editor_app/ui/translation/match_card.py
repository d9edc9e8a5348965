"""A card of the Assist panel: one translation that the memory offers."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from editor_app.domain.term import Match, MatchMark
from editor_app.sentences import _
from editor_app.ui.actions import keys_of
from editor_app.ui.theme import Theme
from editor_app.ui.translation.marked_text import MarkedText, difference_pieces, offer_pieces
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.words import moment, utc_now


class MatchCard(QFrame):
    """One offered translation; a click or its keys insert it."""

    wanted = Signal()

    def __init__(
        self, match: Match, number: int, source: str, theme: Theme, zone: ZoneInfo | None = None
    ) -> None:
        """Offer ``match`` by key ``number`` for the text ``source``; times are of ``zone``."""
        super().__init__()
        self.setProperty("card", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        grade = PlainLabel(grade_words(match), tone="ok" if match.safe else "warn")
        top = QHBoxLayout()
        top.addWidget(grade)
        top.addStretch(1)
        top.addWidget(PlainLabel(keys_of(f"translate.match{number}"), role="label"))
        self.difference = MarkedText(theme, "ink2")
        if match.safe and match.part:  # else nobody sees which of the sentences it is
            self.difference.show_pieces(difference_pieces(match.part, match.part))
        elif match.safe:
            self.difference.hide()
        else:  # never shown before it stands in the card: it would be a window that takes the focus
            wanted = match.part or source
            self.difference.show_pieces(difference_pieces(match.pair.source, wanted))
        self.offer = MarkedText(theme)
        self.offer.show_pieces(offer_pieces(match))
        self.doubt = PlainLabel(tone="warn", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 9, 11, 9)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.difference)
        column.addWidget(self.offer)
        column.addWidget(self.doubt)
        self.doubt.say(doubt_words(match), "warn")
        column.addWidget(PlainLabel(origin_words(match, zone), role="label", wrap=True))
        self.setAccessibleName(f"{grade.text()}: {match.offered}")
        self.setAccessibleDescription(self.doubt.text())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Insert the match."""
        self.wanted.emit()


def grade_words(match: Match) -> str:
    """Return how like the sources are."""
    if match.part:
        return _("{per_cent} % match of a sentence").format(per_cent=min(100, match.per_cent))
    if match.per_cent > 100:
        return _("100 % match, same place")
    return _("{per_cent} % match").format(per_cent=match.per_cent)


def origin_words(match: Match, zone: ZoneInfo | None) -> str:
    """Return when, by whom, in what story and in which memory it was confirmed."""
    said = [moment(match.pair.confirmed, utc_now(), zone)]
    said += [part for part in (match.pair.editor, match.story, match.memory) if part]
    return " · ".join(said)


def doubt_words(match: Match) -> str:
    """Return what is to be looked at before or after inserting; nothing for what is sure."""
    return to_look_at(match.offered, match.marks, match.missing)


def to_look_at(text: str, marks: Sequence[MatchMark], missing: Sequence[str]) -> str:
    """Return what is marked in a text as in doubt, and what of its source it has not."""
    doubted = [text[mark.start : mark.end] for mark in marks if not mark.sure]
    said = []
    if doubted:
        said.append(_("Check: {words}").format(words=", ".join(dict.fromkeys(doubted))))
    if missing:
        said.append(_("Not in it: {words}").format(words=", ".join(missing)))
    return " · ".join(said)
