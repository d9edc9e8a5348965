"""The slip on which a new term is kept: the words of both languages, what it is, a note."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from editor_app.domain.ids import Language
from editor_app.domain.term import TermKind
from editor_app.sentences import _
from editor_app.text.term_making import Known, Likeness, Pair, guessed_kind, tidy
from editor_app.ui.desk.term_screen import kind_words
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.beside import Beside
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.choice import Choice
from editor_app.ui.widgets.labels import PlainLabel, ground
from editor_app.ui.words import capital, language_name

WIDTH = 430
LOOK_AFTER = 150  # milliseconds after a key
ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class TermSlip(QFrame):
    """A card in the window; ``left`` tells that it closed and nothing was kept.

    ``looked`` carries a Pair that the terms are asked about, ``kept`` one to be kept as it is,
    ``joined`` one whose forms the term that is shown is to have.
    """

    looked = Signal(object)
    kept = Signal(object)
    joined = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        """Stay hidden until ``ask``."""
        super().__init__()
        ground(self, "surface")
        self.setProperty("card", True)
        self.setFont(QApplication.font())
        self.setFixedWidth(WIDTH)
        self._beside = Beside(self)
        self.setAccessibleName(_("New term"))
        self._languages = (Language(""), Language(""))
        self.known = Known(Likeness.NEW)
        self._chose_kind = False
        self._title = PlainLabel(_("New term"), role="strong")
        self._labels = (PlainLabel(role="label"), PlainLabel(role="label"))
        self.source, self.target, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.kind = Choice(theme, _("Kind"))
        self.kind.offer(tuple((kind, capital(kind_words(kind))) for kind in TermKind))
        self.kind.chosen.connect(self._on_kind)
        self.said = PlainLabel(role="small", wrap=True)
        self.keep_button = Button(_("Keep"), "primary", clicked=self.keep)
        self.join_button = Button(_("Add the form"), "primary", clicked=self.join)
        self._soon = QTimer(self, interval=LOOK_AFTER, singleShot=True)
        self._soon.timeout.connect(self._look)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        rows = (
            (self._labels[0], self.source),
            (self._labels[1], self.target),
            (PlainLabel(_("Kind"), role="label"), self.kind),
            (PlainLabel(_("Note"), role="label"), self.note),
        )
        for number, (label, field) in enumerate(rows):
            grid.addWidget(label, number, 0)
            grid.addWidget(field, number, 1)
            label.setBuddy(field)
        grid.setColumnStretch(1, 1)
        self.note.setPlaceholderText(_("Optional"))
        self.note.setAccessibleName(_("Note"))
        for edit in (self.source, self.target):
            edit.textEdited.connect(lambda _text: self._on_typed())
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.keep_button)
        buttons.addWidget(self.join_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(PlainLabel(_("Holds from today"), role="label"))
        column.addLayout(head)
        column.addLayout(grid)
        column.addWidget(self.said)
        column.addLayout(buttons)

    # -- asking

    def ask(self, over: QWidget, pair: Pair) -> None:
        """Open below a widget with what was marked; Enter keeps it."""
        self._languages = (pair.source_language, pair.target_language)
        for label, field, language in zip(
            self._labels, (self.source, self.target), self._languages, strict=True
        ):
            label.setText(language_name(language))
            field.setAccessibleName(language_name(language))
        self.source.setText(tidy(pair.source))
        self.target.setText(tidy(pair.target))
        self.note.clear()
        self._chose_kind = False
        self._guess()
        self.show_known(self.pair(), Known(Likeness.NEW))
        self._fit()
        self._beside.stand(over, over.rect)
        self.show()
        self.raise_()
        self._look()
        empty = next((edit for edit in (self.source, self.target) if not edit.text()), self.note)
        empty.setFocus(Qt.FocusReason.PopupFocusReason)

    def pair(self) -> Pair:
        """Return the words as they stand in the fields."""
        source, target = self._languages
        return Pair(source, tidy(self.source.text()), target, tidy(self.target.text()))

    @property
    def chosen_kind(self) -> TermKind:
        """What the term is said to be."""
        return TermKind(self.kind.choice)

    def show_known(self, pair: Pair, known: Known) -> None:
        """Say what the terms have of a pair already, and offer to join it."""
        if pair != self.pair():
            return
        self.known = known
        likeness = known.likeness
        tone = "err" if likeness is Likeness.FORBIDDEN else "warn"
        self.said.say(likeness_words(pair, known), "" if likeness in _QUIET else tone)
        joins = likeness not in {Likeness.NEW, Likeness.KNOWN}
        self.join_button.setVisible(joins)
        self.join_button.setText(
            _("Allow this form") if likeness is Likeness.FORBIDDEN else _("Add the form")
        )
        apart = likeness in {Likeness.NEW, Likeness.OTHER_SOURCE, Likeness.OTHER_TARGET}
        self.keep_button.setVisible(apart)
        self.keep_button.setText(_("Keep as a new term") if joins else _("Keep"))
        self.keep_button.setProperty("kind", "" if joins else "primary")
        self.keep_button.style().unpolish(self.keep_button)
        self.keep_button.style().polish(self.keep_button)
        self._fit()

    # -- deciding

    def keep(self) -> None:
        """Keep the words as a term of their own."""
        if self._whole():
            self.kept.emit(self.pair())

    def join(self) -> None:
        """Let the term that is there have this form."""
        if self._whole():
            self.joined.emit(self.pair())

    def leave(self) -> None:
        """Close and keep nothing."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def _enter(self) -> None:
        """Do what the foremost button says; a form that is forbidden needs the button itself."""
        likeness = self.known.likeness
        if likeness is Likeness.KNOWN:
            self.leave()
        elif likeness is Likeness.FORBIDDEN:
            self.join_button.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.join_button.isVisibleTo(self):
            self.join()
        else:
            self.keep()

    def _whole(self) -> bool:
        """Put the focus on what is missing; say whether nothing is."""
        pair = self.pair()
        for edit, text in ((self.source, pair.source), (self.target, pair.target)):
            if not text:
                edit.setFocus(Qt.FocusReason.TabFocusReason)
                return False
        return True

    # -- inside

    def _on_typed(self) -> None:
        self._guess()
        self._soon.start()

    def _on_kind(self) -> None:
        self._chose_kind = True

    def _guess(self) -> None:
        if not self._chose_kind:
            self.kind.choose(guessed_kind(self.pair()))

    def _look(self) -> None:
        pair = self.pair()
        if pair.source and pair.target:
            self.looked.emit(pair)
        else:
            self.show_known(pair, Known(Likeness.NEW))

    def _fit(self) -> None:
        inside = self.layout()
        if inside is not None:
            inside.activate()
            self.resize(WIDTH, inside.totalHeightForWidth(WIDTH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what the foremost button says, Escape closes; other keys end here."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in ENTERS:
            self._enter()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Take Escape and Enter before any shortcut of the window does."""
        escape = isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Escape, *ENTERS}
        if escape and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Let Tab walk inside the slip only."""
        order: list[QWidget] = [self.source, self.target, self.kind, self.note]
        order += [self.keep_button, self.join_button]
        shown = [item for item in order if item.isVisibleTo(self)]
        focused = QApplication.focusWidget()
        at = shown.index(focused) if focused in shown else -1
        shown[(at + (1 if next_one else -1)) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        return True


_QUIET = frozenset({Likeness.NEW, Likeness.INCOMPLETE})


def likeness_words(pair: Pair, known: Known) -> str:
    """Return what the terms have of a pair already, as a sentence; nothing when it is new."""
    term = known.term
    if term is None:
        return ""
    source = term.preferred(pair.source_language) or pair.source
    target = term.preferred(pair.target_language) or ""
    words = {"source": source, "target": target, "form": pair.target}
    return {
        Likeness.NEW: "",
        Likeness.KNOWN: _("It is in the terms already: {source}, {target}."),
        Likeness.FORBIDDEN: _("“{form}” must not be used for “{source}”: it is “{target}”."),
        Likeness.INCOMPLETE: _("“{source}” is in the terms without this language."),
        Likeness.OTHER_TARGET: _("In the terms “{source}” is “{target}”."),
        Likeness.OTHER_SOURCE: _("In the terms “{target}” renders “{source}”."),
    }[known.likeness].format(**words)
