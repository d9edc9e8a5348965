"""The bar to find (and replace) in the text in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from editor_app.sentences import _
from editor_app.ui.actions import tip_of
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button, IconButton
from editor_app.ui.widgets.labels import PlainLabel, Rule, ground

FIELD = 240


class FindBar(QFrame):
    """``wanted`` carries text and direction, ``replace_wanted`` text and replacement."""

    wanted = Signal(str, bool)
    replace_wanted = Signal(str, str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Stay hidden until ``open``."""
        super().__init__(parent)
        ground(self, "canvas")
        self.setAccessibleName(_("Find in the text"))
        self._text = self._field(_("Find in the text"))
        self._by = self._field(_("Replace by"))
        self._said = PlainLabel(role="hint")
        previous = IconButton(theme, "up", tip_of("find.previous"), clicked=self.find_previous)
        following = IconButton(theme, "down", tip_of("find.next"), clicked=self.find_next)
        self._replace = Button(_("Replace"), clicked=self._on_replace)
        close = IconButton(theme, "close", _("Close"), clicked=self.close_bar, size=14)
        row = QHBoxLayout()
        row.setContentsMargins(14, 5, 10, 5)
        row.setSpacing(6)
        for part in (self._text, previous, following, self._by, self._replace, self._said):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Rule())
        self._text.textEdited.connect(lambda _text: self._said.say(""))
        self.hide()

    def _field(self, words: str) -> QLineEdit:
        field = QLineEdit()
        field.setFixedWidth(FIELD)
        field.setPlaceholderText(words)
        field.setAccessibleName(words)
        field.installEventFilter(self)
        return field

    def open(self, *, replacing: bool, selected: str = "") -> None:
        """Show the bar; what is selected in the text is what is looked for."""
        self._by.setVisible(replacing)
        self._replace.setVisible(replacing)
        if selected:
            self._text.setText(selected)
        self.show()
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.selectAll()

    def find_next(self) -> None:
        """Look further down."""
        self._find(backwards=False)

    def find_previous(self) -> None:
        """Look further up."""
        self._find(backwards=True)

    def say_found(self, found: bool) -> None:
        """Say when there is nothing to find."""
        self._said.say("" if found else _("Not in this text"), "warn")

    def close_bar(self) -> None:
        """Go back to the text."""
        self.hide()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter finds the next, Shift+Enter the one before, Escape closes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key == Qt.Key.Key_Escape:
                self.close_bar()
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                if watched is self._by:
                    self._on_replace()
                else:
                    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                    self._find(backwards=shift)
                return True
        return super().eventFilter(watched, event)

    def _find(self, *, backwards: bool) -> None:
        if self._text.text():
            self.wanted.emit(self._text.text(), backwards)

    def _on_replace(self) -> None:
        if self._text.text():
            self.replace_wanted.emit(self._text.text(), self._by.text())
