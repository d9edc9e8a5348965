"""The body on the screen: a column of 66 letters, with cards in the place of photo lines.

A card counts as one step for the caret; typing never goes into the line it stands for. Pasted and
dropped things are handed to the view, which knows how to read them.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QWidget

from editor_app.sentences import _
from editor_app.text.kinds import object_of
from editor_app.ui.article import typing_keys
from editor_app.ui.article.body_text import BodyText
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.given import given_by, mime_of, selected_markdown
from editor_app.ui.article.growing_field import caret_line
from editor_app.ui.article.paper_layout import Measures
from editor_app.ui.article.styling import Styling
from editor_app.ui.article.text_edit import TextEdit, is_command, writes
from editor_app.ui.theme import Theme

LINE = 29  # 17 px / 1.7
SPACE = 14
BOTTOM = 160
MARGIN = 24
LETTERS = 70  # so that a filled line holds about 66
SAMPLE = "the quick brown fox jumps over the lazy dog, and then it rests. "
NO_KEYS = Qt.KeyboardModifier.NoModifier | Qt.KeyboardModifier.KeypadModifier
KEEP = QTextCursor.MoveMode.KeepAnchor
TAKING_BACK = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}
REMOVING = {*TAKING_BACK, Qt.Key.Key_Return, Qt.Key.Key_Enter}
OPENING = "!["  # of the line that a card stands for


class BodyEdit(TextEdit):
    """The editor of a body.

    ``placed`` tells that paragraphs may stand elsewhere now, ``given`` carries what was pasted or
    dropped, ``left`` (-1) that the caret goes up out of the body, ``card_entered`` that it goes
    into the card it stands on. ``room`` gives the height of the card for a photo, embed or foreign
    line (kind and id), None where there is none.
    """

    placed = Signal()
    given = Signal(object)
    card_entered = Signal()

    def __init__(self, composing: Composing, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(composing, parent)
        self._theme = theme
        self.body: BodyText | None = None
        self.room: Callable[[str], float | None] = lambda _text: None
        self._top = 0.0
        self._caret_kept: int | None = None
        self.setFont(theme.read_font())
        self.setAccessibleName(_("Text of the article"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setCursorWidth(2)
        self.cursorPositionChanged.connect(self._stay_out_of_cards)
        self.verticalScrollBar().valueChanged.connect(self.placed)
        theme.changed.connect(self.dress)

    # -- showing

    def show_body(self, body: BodyText) -> None:
        """Edit this body from now on."""
        if body is self.body:
            return
        if self.body is not None:
            self._let_go(self.body)
        self.body = body
        body.document.setDefaultFont(self.font())
        body.layout.room = self._room_of
        body.layout.set_measures(self._measures())
        self.setReadOnly(False)
        body.layout.sleep(True)  # Qt gives it several widths on its way: it is measured once
        self.dress()
        self.show_document(body.document)
        body.layout.sleep(False)
        body.layout.lay_out_again()
        body.caret_place = lambda: self.textCursor().position()
        body.layout.documentSizeChanged.connect(self.placed)
        body.layout.shifted.connect(self._on_shifted)
        body.closing.connect(self.show_nothing)
        body.paragraph_comes.connect(self._keep_caret)
        body.paragraph_came.connect(self._put_caret_back)
        self.placed.emit()

    def show_nothing(self) -> None:
        """Edit no body any more."""
        if self.body is not None:
            self._let_go(self.body)
            self.body = None
            self.setDocument(QTextDocument(self))
        self.setReadOnly(True)

    def dress(self) -> None:
        """Take the colours of the theme in use."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, self._theme.colour("ink"))
        palette.setColor(QPalette.ColorRole.Base, self._theme.colour("surface"))
        self.setPalette(palette)
        if self.body is not None:
            styling = Styling(self._theme, self.font())
            self.body.layout.style = styling.ranges
            self.body.layout.hang = styling.hang
            self.body.layout.placeholder = _("Write, paste, or drop a photo here")
            self.body.layout.faint_ink = self._theme.colour("ink3")
            self.body.layout.ink = self._theme.colour("ink")
            self.body.layout.caret_colour = self._theme.colour("accent")
            self.body.layout.lay_out_again()

    def set_top(self, height: float) -> None:
        """Keep so many pixels free above the first paragraph, for headline and standfirst."""
        if height == self._top:
            return
        self._top = height
        if self.body is not None:
            self.body.layout.set_measures(self._measures())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines at the new width and say where things stand now."""
        super().resizeEvent(event)
        self.placed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the text out again that may have changed meanwhile."""
        super().showEvent(event)
        if self.body is not None and not event.spontaneous():
            self.body.layout.sleep(False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the text lie: it is typed in elsewhere."""
        super().hideEvent(event)
        if self.body is not None and not event.spontaneous():
            self.body.layout.sleep(True)

    def _measures(self) -> Measures:
        letters = self.fontMetrics().horizontalAdvance(SAMPLE) / len(SAMPLE)
        column = round(letters * LETTERS)
        return Measures(LINE, SPACE, column, self._top, BOTTOM, MARGIN)

    def _on_shifted(self, place: float, way: float) -> None:
        """Keep what is in sight where it is when something above it turns out higher or lower."""
        bar = self.verticalScrollBar()
        if place <= bar.value():
            bar.setValue(bar.value() + round(way))

    def _keep_caret(self, place: int) -> None:
        """Remember a caret that a paragraph put in behind its own would carry along."""
        cursor = self.textCursor()
        carried = cursor.position() == place and cursor.atBlockEnd() and not cursor.atBlockStart()
        self._caret_kept = place if carried else None

    def _put_caret_back(self) -> None:
        if self._caret_kept is not None:
            cursor = self.textCursor()
            cursor.setPosition(self._caret_kept)
            self.setTextCursor(cursor)
            self._caret_kept = None

    def _let_go(self, body: BodyText) -> None:
        body.layout.documentSizeChanged.disconnect(self.placed)
        body.layout.shifted.disconnect(self._on_shifted)
        body.closing.disconnect(self.show_nothing)
        body.paragraph_comes.disconnect(self._keep_caret)
        body.paragraph_came.disconnect(self._put_caret_back)
        body.caret_place = None
        body.layout.sleep(True)  # nobody sees it any more: typing elsewhere must not lay it out

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Apply the rules of paragraphs and cards; everything else is typing."""
        if writes(event):
            self._make_room()
            self.press_letter(event)
        elif self.composes or not self._press(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Let Tab set list items in and out and go into a card, before it leaves the body."""
        if onward and not self.composes and _in_card(self.textCursor()):
            self.card_entered.emit()
            return True
        if not self.composes and self._do(lambda item: typing_keys.press_tab(item, deeper=onward)):
            return True
        return super().focusNextPrevChild(onward)

    def _press(self, event: QKeyEvent) -> bool:
        """Do what a key does here; False where it is an ordinary one."""
        key, plain = event.key(), event.modifiers() in {NO_KEYS, Qt.KeyboardModifier.NoModifier}
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        cursor = self.textCursor()
        if _in_card(cursor):
            return self._press_on_card(event, cursor)
        if cursor.hasSelection() and _takes_out(event):
            cursor = self._spare_cards()
            if not cursor.hasSelection() and key in TAKING_BACK:
                return True
            if _in_card(cursor):
                return self._press_on_card(event, cursor)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and (plain or shift):
            return self._do(typing_keys.break_line if shift else typing_keys.press_return)
        if key == Qt.Key.Key_Backspace and not cursor.hasSelection():
            return self._press_backspace(cursor, plain=plain)
        if key == Qt.Key.Key_Delete and not cursor.hasSelection():
            return cursor.atBlockEnd() and self._enter_card(cursor.block().next())
        if key == Qt.Key.Key_Up and plain and self._on_first_line(cursor):
            self.left.emit(-1)
            return True
        return False

    def _do(self, act: Callable[[QTextCursor], object]) -> bool:
        """Let ``act`` edit at the caret and show where the caret is then."""
        cursor = self.textCursor()
        done = act(cursor)
        if done is False:
            return False
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def _press_backspace(self, cursor: QTextCursor, *, plain: bool) -> bool:
        if cursor.atBlockStart() and self._enter_card(cursor.block().previous()):
            return True
        return plain and self._do(typing_keys.press_backspace)

    def _on_first_line(self, cursor: QTextCursor) -> bool:
        if cursor.blockNumber():
            return False
        line, _ = caret_line(cursor)
        return line is None or line.lineNumber() == 0

    # -- cards

    def _room_of(self, text: str) -> float | None:
        return self.room(text)

    def _make_room(self) -> None:
        """Let what is typed now join no card's line, neither at the caret nor in a selection."""
        cursor = self._spare_cards()
        if _in_card(cursor):
            self._paragraph_after(cursor)

    def _spare_cards(self) -> QTextCursor:
        """Let the selection, if there is one, hold cards whole or not at all, and return it."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            typing_keys.spare_cards(cursor)
            self.setTextCursor(cursor)
        return cursor

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let what is selected hold cards whole or not at all: it may be dragged away."""
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._spare_cards()
        super().mousePressEvent(event)

    def cut(self) -> None:
        """Cut what is selected; a card goes whole or stays."""
        self._spare_cards()
        super().cut()

    def _enter_card(self, block: QTextBlock) -> bool:
        """Put the caret on a card beside it, instead of joining its line to the text."""
        if not block.isValid() or object_of(block.text()) is None:
            return False
        self.setTextCursor(QTextCursor(block))
        return True

    def _press_on_card(self, event: QKeyEvent, cursor: QTextCursor) -> bool:
        """Do what a key does while the caret stands on a card."""
        if event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.remove_card(cursor.block())
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._paragraph_after(cursor)
            return True
        if event.key() == Qt.Key.Key_Up and self._on_first_line(cursor):
            self.left.emit(-1)
            return True
        if event.text().isprintable() and event.text() and not is_command(event):
            self._paragraph_after(cursor)
        return False

    def remove_card(self, block: QTextBlock) -> None:
        """Take a card's whole line out of the text; Undo brings it back."""
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, KEEP)
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        if block.next().isValid():
            cursor.deleteChar()
        else:
            cursor.deletePreviousChar()
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def _paragraph_after(self, cursor: QTextCursor) -> None:
        """Begin a paragraph below the card, or go into the empty one that is there."""
        below = cursor.block().next()
        if below.isValid() and not below.text().strip():
            self.setTextCursor(QTextCursor(below))
            return
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertBlock()
        self.setTextCursor(cursor)

    def _stay_out_of_cards(self) -> None:
        """Count a card as one step: inside its line the caret goes to its start or beyond it."""
        cursor = self.textCursor()
        if not _in_card(cursor) or cursor.atBlockStart():
            return
        block = cursor.block()
        steps_out = cursor.positionInBlock() == 1 and block.next().isValid()
        self.setTextCursor(QTextCursor(block.next() if steps_out else block))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Never compose in a card's line."""
        if event.preeditString() or event.commitString():
            self._make_room()
        super().inputMethodEvent(event)

    # -- paste and copy

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text, HTML and pictures; other files are for the window, which takes them in."""
        if any(url.isLocalFile() for url in source.urls()):
            return bool(given_by(source).pictures)
        return source.hasText() or source.hasHtml() or source.hasImage()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Hand what was pasted or dropped to the view."""
        self._make_room()
        self.given.emit(given_by(source))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selection as Markdown."""
        return mime_of(selected_markdown(self.textCursor()))


def _takes_out(event: QKeyEvent) -> bool:
    """Say whether a key takes what is selected out of the text."""
    return event.key() in REMOVING or event.matches(QKeySequence.StandardKey.Cut)


def _in_card(cursor: QTextCursor) -> bool:
    """Say whether a caret stands on a card."""
    text = cursor.block().text()
    if OPENING not in text or cursor.hasSelection():
        return False
    return object_of(text) is not None
