"""The widget that every text of ours is typed in: plain text, one order of undo, guarded composing.

It asks the view for Undo and Redo (a step may lie in another document), tells the guard what an
input method shows, sets the quotes of the language, and never takes rich text.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextEdit, QToolTip, QWidget

from editor_app.domain.edition import Quotes
from editor_app.sentences import _
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.layout_marks import show_tip
from editor_app.ui.article.passage import words_on_one_line
from editor_app.ui.article.smart_quotes import quote_for
from editor_app.ui.widgets.positions import to_code_points, utf16_length

STRAIGHT = frozenset("\"'")
NO_COMMANDS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
# Alt is none of them: a Mac writes dashes and quotes with it.
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
UNSPACED = ("zh", "ja")


class TextEdit(QTextEdit):
    """A plain text editor on a document of a Manuscript.

    ``undo_wanted`` and ``redo_wanted`` ask the view; ``left`` tells that the caret wants to go out
    of this text (+1 below, -1 above); ``focused`` that the caret came in.
    """

    undo_wanted = Signal()
    redo_wanted = Signal()
    left = Signal(int)
    focused = Signal()

    def __init__(self, composing: Composing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = composing
        self._quotes: Quotes | None = None
        self._spaced = True
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.more_entries: Callable[[QMenu], None] | None = None
        self.setUndoRedoEnabled(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("bare", True)
        self.document().setDocumentMargin(0)

    @property
    def composes(self) -> bool:
        """Whether an input method holds text here that is in no document yet."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    def show_document(self, document: QTextDocument) -> None:
        """Edit this document from now on."""
        self.setDocument(document)

    def set_quotes(self, quotes: Quotes | None, language: str) -> None:
        """Set the quotes straight ones become (None: they stay), and how the language spaces."""
        self._quotes = quotes
        self._spaced = not language.startswith(UNSPACED)

    # -- undo in one order

    def undo(self) -> None:
        """Ask the view to take back the last step, wherever it was made."""
        self.undo_wanted.emit()

    def redo(self) -> None:
        """Ask the view to do the last undone step again."""
        self.redo_wanted.emit()

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Route undo, set quotes; everything else is typing."""
        if writes(event):
            self.press_letter(event)
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        else:
            super().keyPressEvent(event)

    def press_letter(self, event: QKeyEvent) -> None:
        """Write what a key stands for, with the quotes of the language."""
        text = event.text()
        if not (text in STRAIGHT and self.type_quote(text)):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave the window's shortcuts to the window, but for editing keys of every text field."""
        if not isinstance(event, QKeyEvent) or writes(event):
            return super().event(event)
        if event.type() == QEvent.Type.ShortcutOverride:
            for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo):
                if event.matches(key):
                    event.accept()
                    return True
            if event.matches(QKeySequence.StandardKey.DeleteEndOfLine):  # Ctrl+K on X11: a link
                event.ignore()
                return False
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let the third click select a paragraph without what parts it from the next one."""
        before = self.textCursor()
        super().mousePressEvent(event)
        cursor = self.textCursor()
        end = cursor.selectionEnd()
        below = self.document().findBlock(end)
        pressed = (cursor.anchor(), cursor.position()) != (before.anchor(), before.position())
        if not cursor.hasSelection() or end != below.position() or event.modifiers() or not pressed:
            return
        cursor.setPosition(cursor.selectionStart())
        cursor.setPosition(end - 1, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what is marked under the mouse when it rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            if show_tip(self, event):
                return True
            QToolTip.hideText()
        return super().viewportEvent(event)

    def type_quote(self, typed: str) -> bool:
        """Write the language's quote for a straight one; False when straight ones are wanted."""
        if self._quotes is None or self.composes or not typed:
            return False
        cursor = self.textCursor()
        before = cursor.block().text()
        inside = min(cursor.selectionStart() - cursor.block().position(), len(before))
        quote = quote_for(typed, before[: max(inside, 0)], self._quotes, spaced=self._spaced)
        cursor.insertText(typed)
        if quote != typed:
            self.document().setModified(False)  # the straight one is a step of its own
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(quote)
            self.document().setModified(False)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    # -- input methods and focus

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Let the input method compose, set the quotes it commits, and tell the guard."""
        committed = event.commitString()
        super().inputMethodEvent(event)
        if self._quotes is not None and not STRAIGHT.isdisjoint(committed):
            self._set_committed_quotes(committed)
        self._composing.look(self, event.preeditString())

    def _set_committed_quotes(self, committed: str) -> None:
        """Exchange straight quotes in what an input method has just written before the caret."""
        cursor = self.textCursor()
        block, end = cursor.block(), cursor.positionInBlock()
        start = end - utf16_length(committed)
        if self._quotes is None or start < 0:
            return
        self.document().setModified(False)  # the straight ones are a step of their own
        cursor.beginEditBlock()
        for offset, letter in enumerate(committed):
            if letter not in STRAIGHT:
                continue
            place = start + utf16_length(committed[:offset])
            text = block.text()
            before = text[: to_code_points(text, place)]
            quote = quote_for(letter, before, self._quotes, spaced=self._spaced)
            cursor.setPosition(block.position() + place)
            cursor.setPosition(block.position() + place + 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(quote)
        cursor.endEditBlock()
        self.document().setModified(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the view that the caret came in."""
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt has let the input method commit by now; the guard opens when it did."""
        super().focusOutEvent(event)
        if not self.composes:
            self._composing.look(self, "")

    # -- menu and paste

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what a text field offers, with our own Undo."""
        menu = QMenu(self)
        selected = self.textCursor().hasSelection()
        rows: tuple[tuple[str, Callable[[], None], bool] | None, ...] = (
            (_("Undo"), self.undo, True),
            (_("Redo"), self.redo, True),
            None,
            (_("Cut"), self.cut, selected),
            (_("Copy"), self.copy, selected),
            (_("Paste"), self.paste, self.canPaste()),
            None,
            (_("Select all"), self.selectAll, not self.document().isEmpty()),
        )
        for row in rows:
            if row is None:
                menu.addSeparator()
                continue
            title, act, possible = row
            action = menu.addAction(title)
            action.setEnabled(possible)
            action.triggered.connect(lambda _checked=False, act=act: act())
        if self.more_entries is not None:
            menu.addSeparator()
            self.more_entries(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert pasted or dropped text as typed text on one line."""
        if source.hasText():
            self.textCursor().insertText(words_on_one_line(source.text()))
            self.ensureCursorVisible()


def is_command(event: QKeyEvent) -> bool:
    """Say whether a key is a command; AltGr, which Windows reports as Ctrl and Alt, writes."""
    held = event.modifiers()
    if held & ALT_GR == ALT_GR and event.text() and event.text().isprintable():
        return False
    return bool(held & COMMANDS)


def writes(event: QKeyEvent) -> bool:
    """Say whether a key writes a letter and is no command: most are, so little is asked of them."""
    text = event.text()
    return text != "" and text.isprintable() and event.modifiers() in NO_COMMANDS
