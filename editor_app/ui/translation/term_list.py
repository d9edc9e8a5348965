"""The terms of a paragraph in the Assist panel: how each is said, and whether it is used yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from editor_app.domain.ids import Language
from editor_app.sentences import _
from editor_app.text.term_offers import Span, TermOffer
from editor_app.ui.article.check_card import Grown
from editor_app.ui.article.text_marks import MarkLook
from editor_app.ui.theme import Theme
from editor_app.ui.translation.marked_text import Look, MarkedText, Piece
from editor_app.ui.translation.term_words import empty_words, look_of, notes_of, spoken_name
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.emptying import empty_out
from editor_app.ui.widgets.labels import PlainLabel

MOST = 30
NUMBER = 14
SHOWN_FORMS = 3


class TermLine(Grown):
    """One term; ``wanted`` tells of a click that is to insert it, ``form_wanted`` of a lack."""

    wanted = Signal()
    form_wanted = Signal()

    def __init__(self, offer: TermOffer, number: int, language: Language, theme: Theme) -> None:
        """Show ``offer`` as number ``number`` of those that ``language`` has a form for."""
        super().__init__()
        self.offer = offer
        self.used = False
        self.source = MarkedText(theme, "ink3" if offer.is_over else "ink")
        marked = look_of(offer) is MarkLook.TERM
        self.source.show_pieces([(offer.source, Look.TERM if marked else Look.PLAIN)])
        self.target = MarkedText(theme, "ink3" if offer.is_over else "ink")
        self.target.show_pieces(target_pieces(offer, used=False))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        grid.setColumnMinimumWidth(0, NUMBER)
        grid.setColumnStretch(1, 9)
        grid.setColumnStretch(2, 10)
        top = Qt.AlignmentFlag.AlignTop
        if offer.serves:
            grid.addWidget(PlainLabel(str(number), role="label"), 0, 0, top)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        grid.addWidget(self.source, 0, 1, top)
        grid.addLayout(self._beside(language), 0, 2)
        self.say_used(False)

    def _beside(self, language: Language) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(self.target)
        if not self.target.pieces:  # shown before it stands in a widget it would be a window
            self.target.hide()
        if not self.offer.targets:
            column.addWidget(PlainLabel(empty_words(language), role="label", wrap=True))
            add = Button(_("Add one"), "link", clicked=self.form_wanted.emit)
            column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        notes = notes_of(self.offer)
        if notes:
            column.addWidget(PlainLabel(notes, role="label", wrap=True))
        return column

    def say_used(self, used: bool) -> None:
        """Say whether the translation renders it already."""
        self.used = used
        self.target.show_pieces(target_pieces(self.offer, used=used))
        self.setAccessibleName(spoken_name(self.offer, used))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Insert the form."""
        if self.offer.serves:
            self.wanted.emit()


class TermList(QWidget):
    """The terms of one paragraph. ``wanted`` and ``form_wanted`` carry a TermOffer."""

    wanted = Signal(object)
    form_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Begin with none."""
        super().__init__()
        self._theme = theme
        self._offers: tuple[TermOffer, ...] = ()
        self._none = PlainLabel(_("No terms here."), role="hint", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(PlainLabel(_("Terms in this paragraph"), role="label"))
        column.addWidget(self._none)
        column.addLayout(self._lines)

    def lines(self) -> tuple[TermLine, ...]:
        """Return the lines from top to bottom."""
        places = range(self._lines.count())
        shown = (item.widget() for place in places if (item := self._lines.itemAt(place)))
        return tuple(line for line in shown if isinstance(line, TermLine))

    def show_offers(self, offers: Sequence[TermOffer], language: Language) -> None:
        """Show these, unless they are shown already."""
        if tuple(offers) == self._offers:
            return
        self._offers = tuple(offers)
        empty_out(self._lines)
        number = 0
        for offer in self._offers[:MOST]:
            number += offer.serves
            line = TermLine(offer, number, language, self._theme)
            line.wanted.connect(lambda offer=offer: self.wanted.emit(offer))
            line.form_wanted.connect(lambda offer=offer: self.form_wanted.emit(offer))
            self._lines.addWidget(line)
        self._none.setVisible(not self._offers)

    def show_used(self, used: Mapping[str, Span]) -> None:
        """Say which sources the translation renders."""
        for line in self.lines():
            rendered = line.offer.source in used and line.offer.serves
            if rendered != line.used:
                line.say_used(rendered)


def target_pieces(offer: TermOffer, *, used: bool) -> tuple[Piece, ...]:
    """Return the forms to use and whether one is, then those that must not be used, struck."""
    pieces: list[Piece] = []
    if offer.targets:
        pieces.append((", ".join(offer.targets[:SHOWN_FORMS]), Look.PLAIN))
    if used:
        pieces += [(" ", Look.PLAIN), (_("✓ used").replace(" ", "\u00a0"), Look.USED)]
    for number, form in enumerate(offer.forbidden[:SHOWN_FORMS]):
        if pieces:
            pieces.append((", " if number else "\n", Look.PLAIN))
        pieces.append((form, Look.WRONG))
    return tuple(pieces)
