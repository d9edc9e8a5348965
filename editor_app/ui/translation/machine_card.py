"""The machine's card of the Assist panel: what a service suggests, or why it does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from editor_app.domain.machine import Engine, Suggestion
from editor_app.domain.term import MatchMark
from editor_app.sentences import _
from editor_app.ui.actions import keys_of
from editor_app.ui.theme import Theme
from editor_app.ui.translation.marked_text import Look, MarkedText, Piece, marked_pieces
from editor_app.ui.translation.match_card import to_look_at
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.words import paragraph


class MachineCard(QFrame):
    """One service for one paragraph; it never inserts by itself, and is hidden without a service.

    ``asked``: the service is to be asked; ``agreed``: texts may go to it; ``wanted``: what it said
    is to be inserted. ``number`` is the key (0: none) that asks first and then inserts.
    """

    asked = Signal()
    agreed = Signal()
    wanted = Signal()
    turned = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.number = 0
        self.suggestion: Suggestion | None = None
        self._name = PlainLabel(tone="info", wrap=True)
        self._key = PlainLabel(role="label")
        self.text = MarkedText(theme)
        self.doubt = PlainLabel(tone="warn", wrap=True)
        self.said = PlainLabel(role="hint", wrap=True)
        self.act = Button("", "link", clicked=self._do)
        self._agrees = False
        self._can_ask = False
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._key, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 9, 11, 9)
        column.setSpacing(4)
        column.addLayout(top)
        for widget in (self.text, self.doubt, self.said):
            column.addWidget(widget)
        column.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    @property
    def is_there(self) -> bool:
        """Whether its key does something: there is a text to insert, or a service to ask."""
        return not self.isHidden() and (self.suggestion is not None or self._can_ask)

    def show_nothing(self) -> None:
        """Go away: there is no service, or no text for it."""
        self.suggestion, self._can_ask = None, False
        self.hide()
        self.turned.emit()

    def show_engine(self, engine: Engine) -> None:
        """Say that a service can be asked for the paragraph; nothing has gone to it."""
        self._turn(engine.name, act=_("Ask it"), can_ask=True)

    def show_agreement(self, engine: Engine, where: str, editor: str) -> None:
        """Say what would go where, before the first text goes there."""
        act = agree_words(editor)
        self._turn(engine.name, said=where, act=act, agrees=True)

    def show_bar(self, engine: Engine, words: str) -> None:
        """Say why nothing of this story may go out."""
        self._turn(engine.name, said=words)

    def show_asking(self, engine: Engine) -> None:
        """Say that the service is at work."""
        self._turn(engine.name, said=_("Translating…"))

    def show_trouble(self, engine: Engine, words: str) -> None:
        """Say why nothing came; it can be asked again."""
        self._turn(engine.name, said=words, act=_("Ask again"), can_ask=True)

    def show_suggestion(self, suggestion: Suggestion) -> None:
        """Offer what the service made of the paragraph."""
        said = _("It lost bold, links or terms; the words are there.") if suggestion.bare else ""
        self._turn(suggestion.name, said=said, suggestion=suggestion)

    def use_key(self, number: int) -> None:
        """Be chosen by the key of a number from now on; 0 for none."""
        self.number = number
        self._key.setText(keys_of(f"translate.match{number}") if number else "")

    def choose(self) -> None:
        """Have the text inserted; without one, have the service asked."""
        if self.suggestion is not None:
            self.wanted.emit()
        elif self._can_ask:
            self.asked.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Insert the text; the service is asked by the link only, not by a click beside it."""
        if self.suggestion is not None:
            self.wanted.emit()

    def _turn(
        self,
        name: str,
        *,
        said: str = "",
        act: str = "",
        agrees: bool = False,
        can_ask: bool = False,
        suggestion: Suggestion | None = None,
    ) -> None:
        """Show one of the states."""
        self.suggestion, self._agrees, self._can_ask = suggestion, agrees, can_ask
        self._name.setText(_("Machine · {name}").format(name=name))
        text = suggestion.text if suggestion is not None else ""
        self.text.show_pieces(suggestion_pieces(suggestion) if suggestion is not None else ())
        self.text.setVisible(bool(text))
        doubt = to_look_at(text, suggestion.marks, suggestion.missing) if suggestion else ""
        self.doubt.say(doubt, "warn")
        self.said.say(said)
        self.act.setText(act)
        self.act.setVisible(bool(act))
        self.setAccessibleName(f"{self._name.text()}: {text or said or act}")
        self.setAccessibleDescription(doubt)
        hand = Qt.CursorShape.PointingHandCursor if text else Qt.CursorShape.ArrowCursor
        self.setCursor(hand)
        self.show()
        self.turned.emit()

    def _do(self) -> None:
        if self._agrees:
            self.agreed.emit()
        else:
            self.asked.emit()


def agree_words(editor: str) -> str:
    """Return what is pressed to agree; without a name the desk asks for one then."""
    return _("I agree, {name}").format(name=editor) if editor.strip() else _("I agree")


def where_words(engine: Engine) -> str:
    """Say what goes where."""
    if engine.is_here:
        return _("It runs on this computer: no text leaves it.")
    words = _(
        "The source text of the rows goes to {host}; photos, notes and names of persons of the desk"
        " do not. Confidential and embargoed stories are never sent."
    ).format(host=engine.host)
    if engine.agreed_by:
        return paragraph(words, _("Agreed to by {name}.").format(name=engine.agreed_by))
    return words


def suggestion_pieces(suggestion: Suggestion) -> tuple[Piece, ...]:
    """Return a suggestion with the terms that were kept, and with the numbers that are in doubt."""
    marks = [(mark.start, mark.end, Look.DOUBT) for mark in suggestion.marks]
    marks += _kept(suggestion.text, suggestion.kept, suggestion.marks)
    return marked_pieces(suggestion.text, sorted(marks))


def _kept(
    text: str, kept: Sequence[str], doubts: Sequence[MatchMark]
) -> Iterator[tuple[int, int, Look]]:
    """Yield where kept terms stand, the longest first where they overlap."""
    taken = [(mark.start, mark.end) for mark in doubts]
    for words in sorted(kept, key=len, reverse=True):
        start = text.find(words)
        while start >= 0:
            end = start + len(words)
            if all(end <= first or last <= start for first, last in taken):
                taken.append((start, end))
                yield start, end, Look.TERM
            start = text.find(words, end)
