"""Captions and alt texts of all languages side by side, below each other where there is no room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from editor_app.domain.ids import Language
from editor_app.sentences import _
from editor_app.text.counting import gauge
from editor_app.ui.widgets.field import Field
from editor_app.ui.widgets.text_area import TextArea

LEAST = 230  # the narrowest column
GAP = 12
PARTS = ("caption", "alt")

MakeField = Callable[[str], TextArea]


class CaptionColumns(QWidget):
    """Two fields for each language.

    ``kept`` carries the language, ``caption`` or ``alt``, and the text to be saved.
    """

    kept = Signal(str, str, str)

    def __init__(self, make: MakeField = TextArea) -> None:
        """Make fields with ``make`` (accessible name -> field)."""
        super().__init__()
        self._make = make
        self._languages: tuple[tuple[Language, str], ...] = ()
        self._columns: list[QWidget] = []
        self._fields: dict[tuple[Language, str], TextArea] = {}
        self._holders: dict[tuple[Language, str], Field] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._across = 0

    def show_languages(self, languages: tuple[tuple[Language, str], ...]) -> None:
        """Offer fields for these languages (tag, how it calls itself); the same ones stay."""
        if languages == self._languages:
            return
        self.keep()
        self._languages = languages
        for column in self._columns:
            self._grid.removeWidget(column)
            column.hide()
            column.deleteLater()
        self._columns = []
        self._fields.clear()
        self._holders.clear()
        for language, name in languages:
            self._columns.append(self._column(language, name))
        self._across = 0
        self._arrange()

    def field(self, language: Language, part: str) -> TextArea:
        """Return the field of a language's ``caption`` or ``alt``. Raises KeyError."""
        return self._fields[language, part]

    def show_text(self, language: Language, part: str, text: str) -> None:
        """Show what the desk has."""
        self._fields[language, part].show_text(text)
        self._say_length(language, part)

    def keep(self) -> None:
        """Hand over what is typed and not kept yet."""
        for field in self._fields.values():
            field.keep()

    def focus_start(self) -> None:
        """Put the focus into the first caption."""
        for field in self._fields.values():
            field.setFocus()
            return

    def _column(self, language: Language, name: str) -> QWidget:
        column = QWidget()
        stack = QVBoxLayout(column)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(8)
        titles = {"caption": _("Caption · {language}"), "alt": _("Alt text · {language}")}
        hints = {"caption": _("What is seen, who, where, when"), "alt": _("For who cannot see it")}
        for part in PARTS:
            title = titles[part].format(language=name)
            field = self._make(title)
            field.setPlaceholderText(hints[part])
            self._fields[language, part] = field
            holder = Field(title, field)
            self._holders[language, part] = holder
            field.kept.connect(lambda text, part=part: self.kept.emit(language, part, text))
            field.typed.connect(lambda part=part: self._say_length(language, part))
            stack.addWidget(holder)
        stack.addStretch(1)
        return column

    def _say_length(self, language: Language, part: str) -> None:
        """Say that a text is too long, only when it is."""
        full = gauge(self._fields[language, part].text(), part, language)
        if full is None or full.left >= 0:
            self._holders[language, part].say("")
            return
        words = _("{used} of {limit} characters").format(used=full.used, limit=full.limit)
        self._holders[language, part].say(words, "warn")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many columns side by side as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        across = max(1, min(len(self._columns), (self.width() + GAP) // (LEAST + GAP)))
        if across == self._across:
            return
        self._across = across
        for column in self._columns:
            self._grid.removeWidget(column)
        for place, column in enumerate(self._columns):
            self._grid.addWidget(column, place // across, place % across)
        for number in range(len(self._columns)):
            self._grid.setColumnStretch(number, 1 if number < across else 0)
