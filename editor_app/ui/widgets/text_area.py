"""A field for a caption: as high as its text, one paragraph, kept soon after it is typed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from editor_app.text.differences import smallest_edit
from editor_app.ui.widgets.positions import to_utf16
from editor_app.ui.widgets.typed_lines import height_of_lines

KEEP_AFTER = 800  # milliseconds after the first unsaved key; further keys do not put it off
PADDING = 12
MOST_LINES = 8


class TextArea(QPlainTextEdit):
    """Text on one line of thought. ``typed`` at each edit; ``kept`` carries what is to be saved."""

    typed = Signal()
    kept = Signal(str)

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        """Show ``hint`` while empty; ``name`` is what a screen reader says."""
        super().__init__(parent)
        self._known = ""
        self._showing = False
        self._waiting: str | None = None
        self.setProperty("field", True)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(3, 2, 3, 2)  # words begin where those of a QLineEdit do
        self._later = QTimer(self, singleShot=True, interval=KEEP_AFTER)
        self._later.timeout.connect(self.keep)
        self.textChanged.connect(self._on_text)
        self._grow()

    # -- text

    def text(self) -> str:
        """Return the text on one line, NBSP kept."""
        return self.document().toRawText().replace("\u2029", " ").replace("\u2028", " ").strip()

    def show_text(self, text: str) -> None:
        """Show what the desk has, as the smallest edit; typed text that is not kept yet stays."""
        unsaved = self.text() != self._known
        self._known = " ".join(text.splitlines()).strip()
        if not unsaved and self._known != self.text():
            self.change_to(self._known)

    def change_to(self, text: str) -> None:
        """Show another text with the caret in its place; a syllable being composed goes first."""
        if self.textCursor().block().layout().preeditAreaText():
            self._waiting = text
            return
        self._waiting = None
        before = self.document().toRawText().replace("\u2029", "\n")
        start, gone, new = smallest_edit(before, text)
        cursor = QTextCursor(self.document())
        cursor.setPosition(to_utf16(before, start))
        cursor.setPosition(to_utf16(before, start + gone), QTextCursor.MoveMode.KeepAnchor)
        self._showing = True
        cursor.insertText(new)
        self._showing = False
        self._grow()

    def keep(self) -> None:
        """Say what is to be saved, if anything is."""
        self._later.stop()
        if self.text() != self._known:
            self._known = self.text()
            self.kept.emit(self._known)

    def _on_text(self) -> None:
        self._grow()
        if self._showing:
            return
        self.typed.emit()
        if not self._later.isActive():
            self._later.start()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Compose; what came from the desk meanwhile comes in when the syllable is finished."""
        super().inputMethodEvent(event)
        waiting = self._waiting
        if waiting is not None and not event.preeditString():
            if event.commitString():
                self._waiting = None  # the editor has typed on: that is the newer text
            else:
                self.change_to(waiting)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on to the next field: a caption is one paragraph."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save when it is left."""
        super().focusOutEvent(event)
        self.keep()

    # -- height

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(160, self._wanted())

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return QSize(80, self.fontMetrics().lineSpacing() + PADDING)

    def _wanted(self) -> int:
        return height_of_lines(self, 1, MOST_LINES) + PADDING

    def _grow(self) -> None:
        wanted = self._wanted()
        if self.height() != wanted:
            self.setFixedHeight(wanted)
