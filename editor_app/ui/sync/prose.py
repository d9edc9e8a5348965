"""Texts of a conflict as an editor reads and writes them: as high as they are, marks included."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from editor_app.text.differences import PieceKind, word_difference
from editor_app.ui.theme import Theme, say

LINE_HEIGHT = 1.6  # of the size of the letters
BREAKS = str.maketrans("\u2029\u2028", "\n\n")

Mark = tuple[str, PieceKind]
"""A piece of text with what it is: as it was, gone, or new."""


class Prose(QTextEdit):
    """A text in the reading face, as high as it needs; Tab leaves it.

    ``touched`` carries whether it has the focus, for the frame around it.
    """

    touched = Signal(bool)

    def __init__(
        self, theme: Theme, name: str, pixels: int = 15, *, ink: str = "ink", soft: str = "ok-soft"
    ) -> None:
        """Call itself ``name``; what is new stands on the ground ``soft``."""
        super().__init__()
        self._theme, self._ink, self._soft = theme, ink, soft
        self._line = round(pixels * LINE_HEIGHT)
        self._marks: tuple[Mark, ...] = ()
        self.setAccessibleName(name)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(theme.read_font(pixels))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        theme.changed.connect(self._dress)
        self._dress()

    # -- text

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show pieces of text: what is new on its ground, what is gone struck through."""
        self._marks = tuple(marks)
        self._write()

    def show_text(self, text: str) -> None:
        """Show a text without marks."""
        self.show_marks([(text, PieceKind.SAME)] if text else [])

    @property
    def text(self) -> str:
        """The text as it stands, its spaces that do not break included."""
        raw = self.document().toRawText()
        return raw.translate(BREAKS)

    def _write(self) -> None:
        form = QTextBlockFormat()
        form.setLineHeight(self._line, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        self.document().setUndoRedoEnabled(False)
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.setBlockFormat(form)
        for text, kind in self._marks:
            cursor.insertText(text, self._form(kind))
        self.setCurrentCharFormat(self._form(PieceKind.SAME))
        self.document().setUndoRedoEnabled(not self.isReadOnly())
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._grow()

    def _form(self, kind: PieceKind) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(self._theme.colour(self._ink))
        if kind is PieceKind.NEW:
            form.setBackground(self._theme.colour(self._soft))
        elif kind is PieceKind.GONE:
            form.setFontStrikeOut(True)
            form.setForeground(self._theme.colour("ink3"))
        return form

    # -- looks

    def _dress(self) -> None:
        if self.isReadOnly() and self._marks:
            self._write()
            return
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        form = QTextCharFormat()
        form.setForeground(self._theme.colour(self._ink))
        cursor.mergeCharFormat(form)

    def sizeHint(self) -> QSize:
        """Return the height of the text at the present width."""
        return QSize(200, self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        """Ask for a narrow column at least."""
        return QSize(120, self._wanted_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew; that may need another height."""
        super().resizeEvent(event)
        self._grow()

    def _wanted_height(self) -> int:
        return max(self._line, ceil(self.document().size().height()))

    def _grow(self) -> None:
        height = self._wanted_height()
        if height != self.height():
            self.setFixedHeight(height)
            self.updateGeometry()

    # -- focus

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the frame."""
        super().focusInEvent(event)
        self.touched.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the frame."""
        super().focusOutEvent(event)
        self.touched.emit(False)


class ReadProse(Prose):
    """A text that can be read, walked and copied, not written."""

    def __init__(
        self, theme: Theme, name: str, pixels: int = 15, *, ink: str = "ink", soft: str = "ok-soft"
    ) -> None:
        """Call itself ``name``."""
        super().__init__(theme, name, pixels, ink=ink, soft=soft)
        self.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)


class WrittenProse(Prose):
    """A text to be written; ``used`` on Ctrl+Enter."""

    used = Signal()

    def settle(self) -> None:
        """Take what an input method is still composing into the text."""
        if self.hasFocus():
            QGuiApplication.inputMethod().commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Use the text on Ctrl+Enter."""
        enter = Qt.Key(event.key()) in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():  # held too long it would decide the next one, too
                self.used.emit()
        else:
            super().keyPressEvent(event)


class Framed(QFrame):
    """A card with a coloured strip on top and a text below; lit while the text has the focus."""

    def __init__(self, kind: str, strip: QWidget, prose: Prose) -> None:
        """``kind`` is mine, theirs or result: the colours of the strip."""
        super().__init__()
        self.setProperty("side", kind)
        strip.setProperty("strip", kind)
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        prose.touched.connect(lambda on: say(self, active=on))
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(0)
        inner = QWidget()
        text = QVBoxLayout(inner)
        text.setContentsMargins(11, 10, 11, 11)
        text.addWidget(prose)
        text.addStretch(1)
        column.addWidget(strip)
        column.addWidget(inner, 1)


def marks_of(base: str, text: str) -> tuple[Mark, ...]:
    """Return a text with what it has and lacks against the base.

    Words that others stand instead of are left out, as the base is in sight; what was only taken
    away is shown.
    """
    pieces = [piece for piece in word_difference(base, text) if piece.text]
    shown: list[Mark] = []
    for place, piece in enumerate(pieces):
        replaced = place + 1 < len(pieces) and pieces[place + 1].kind is PieceKind.NEW
        if piece.kind is PieceKind.GONE and replaced:
            continue
        words = piece.text.rstrip() if piece.kind is PieceKind.NEW else piece.text
        shown += [(words, piece.kind), (piece.text[len(words) :], PieceKind.SAME)]
    return tuple(mark for mark in shown if mark[0])
