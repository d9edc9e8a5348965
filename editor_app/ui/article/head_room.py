"""Headline and standfirst, typed in place above the body, with what they may be long."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor_app.domain.ids import Language
from editor_app.sentences import _
from editor_app.text.counting import Gauge, gauge
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.growing_field import GrowingField
from editor_app.ui.article.manuscript import Manuscript
from editor_app.ui.article.passage import FieldText
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.labels import PlainLabel

HEADLINE_LINE = 36
STANDFIRST_LINE = 26
NEARLY = 0.95  # from this share of a limit on the gauge warns


class GaugedField(QWidget):
    """A field with its name at the left above it and its gauge at the right."""

    def __init__(self, title: str, part: str, field: GrowingField) -> None:
        super().__init__()
        self.part = part
        self.field = field
        self._language = Language("en")
        self._gauge = flush(PlainLabel(role="small", tone="ok"))  # as most are at the start
        field.setAccessibleName(title)
        field.textChanged.connect(self._measure)
        top = QHBoxLayout()
        top.addWidget(flush(PlainLabel(title, role="label")))
        top.addStretch(1)
        top.addWidget(self._gauge)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(field)

    def show_passage(self, passage: FieldText, language: Language) -> None:
        """Edit this text and measure it as that language does."""
        self._language = language
        self.field.show_passage(passage)
        self._measure()

    def _measure(self) -> None:
        """Say how much of the limit is used, by words of number and by colour."""
        passage = self.field.passage
        found = gauge(passage.markdown(), self.part, self._language) if passage else None
        if found is None:
            self._gauge.say("")
            return
        self._gauge.say(gauge_words(found), gauge_tone(found))


class HeadRoom(QWidget):
    """The two fields above the body. ``grown`` tells that the room needs another height.

    ``left`` tells that the caret goes down into the body; ``focused`` that it came in.
    """

    grown = Signal()
    left = Signal()
    focused = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, composing: Composing, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(theme.ui_font())  # not the reading face of the body it stands in
        bold = theme.read_font(theme.size("headline"), QFont.Weight.Bold)
        plain = theme.read_font(theme.size("standfirst"))
        headline = GrowingField(composing, theme, bold, HEADLINE_LINE)
        standfirst = GrowingField(composing, theme, plain, STANDFIRST_LINE, ink="ink2")
        headline.setPlaceholderText(_("What happened, in one line"))
        standfirst.setPlaceholderText(_("Standfirst: what readers see in lists and searches"))
        self.headline = GaugedField(_("Headline"), "headline", headline)
        self.standfirst = GaugedField(_("Standfirst"), "standfirst", standfirst)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.headline)
        column.addWidget(self.standfirst)
        headline.left.connect(lambda way: standfirst.put_caret(at_end=False) if way > 0 else None)
        standfirst.left.connect(self._on_standfirst_left)
        for field in self.fields():
            field.grown.connect(self._say_grown)
            field.focused.connect(self.focused)
            field.undo_wanted.connect(self.undo_wanted)
            field.redo_wanted.connect(self.redo_wanted)

    def fields(self) -> tuple[GrowingField, GrowingField]:
        """Return headline and standfirst as widgets."""
        return (self.headline.field, self.standfirst.field)

    @property
    def has_focus(self) -> bool:
        """Whether somebody types in one of the fields."""
        return any(field.hasFocus() for field in self.fields())

    def show_manuscript(self, manuscript: Manuscript) -> None:
        """Edit headline and standfirst of this language version."""
        self.headline.show_passage(manuscript.headline, manuscript.language)
        self.standfirst.show_passage(manuscript.standfirst, manuscript.language)

    def show_nothing(self) -> None:
        """Edit no fields any more: another view may show their documents now."""
        for field in self.fields():
            field.show_nothing()

    def enter_from_below(self) -> None:
        """Take the caret from the body."""
        self.standfirst.field.put_caret(at_end=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep keys that nobody here wants from the body underneath."""
        event.accept()

    def _on_standfirst_left(self, way: int) -> None:
        if way > 0:
            self.left.emit()
        else:
            self.headline.field.put_caret(at_end=True)

    def _say_grown(self) -> None:
        """Tell about the height once the fields' own layout has taken it in."""
        self._column.activate()
        QTimer.singleShot(0, self, self.grown.emit)

    def height_for(self, width: int) -> int:
        """Return the height that shows both texts at a width."""
        self.setFixedWidth(width)
        self._column.activate()
        return self.sizeHint().height()


def gauge_words(found: Gauge) -> str:
    """Return how much of a field's limit is used, in numbers and, beyond it, in words."""
    words = f"{found.used} / {found.limit}"
    return words + (f" · {_('too long')}" if found.left < 0 else "")


def gauge_tone(found: Gauge) -> str:
    """Return the tone of a gauge: ok, warn near the limit, err beyond it."""
    if found.left < 0:
        return "err"
    return "warn" if found.used > found.limit * NEARLY else "ok"


def flush(label: PlainLabel) -> PlainLabel:
    """Let a label begin where the text under it does."""
    label.setIndent(0)
    label.setContentsMargins(0, 0, 0, 0)
    return label
