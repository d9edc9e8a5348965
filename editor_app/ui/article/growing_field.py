"""A field of one paragraph that is as high as its text: headline, standfirst, caption, alt text."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextLine,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor_app.ui.article.composing import Composing
from editor_app.ui.article.paper_layout import Measures
from editor_app.ui.article.passage import FieldText
from editor_app.ui.article.styling import Styling
from editor_app.ui.article.text_edit import TextEdit
from editor_app.ui.theme import Theme

LEAVING = {
    Qt.Key.Key_Return: 1,
    Qt.Key.Key_Enter: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
}


class GrowingField(TextEdit):
    """Shows one FieldText in a face of the theme; ``grown`` tells that its height is another one.

    Return, and Up and Down over the edge, leave the field.
    """

    grown = Signal()

    def __init__(
        self,
        composing: Composing,
        theme: Theme,
        font: QFont,
        line: float,
        *,
        ink: str = "ink",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(composing, parent)
        self._theme, self._face, self._line, self._ink = theme, font, line, ink
        self.passage: FieldText | None = None
        self.setFont(font)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self.dress)

    def show_passage(self, passage: FieldText) -> None:
        """Edit this text from now on."""
        if passage is self.passage:
            return
        self._let_go()
        self.passage = passage
        dress_field(passage, self._face, self._line)
        self.show_document(passage.document)
        passage.caret_place = lambda: self.textCursor().position()
        passage.layout.documentSizeChanged.connect(self._on_size)
        passage.closing.connect(self.show_nothing)
        self.dress()
        self._on_size()

    def show_nothing(self) -> None:
        """Edit no text any more."""
        if self.passage is not None:
            self._let_go()
            self.passage = None
            self.setDocument(QTextDocument(self))

    def dress(self) -> None:
        """Take the colours of the theme in use."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, self._theme.colour(self._ink))
        palette.setColor(QPalette.ColorRole.PlaceholderText, self._theme.colour("ink3"))
        self.setPalette(palette)
        if self.passage is not None:
            styling = Styling(self._theme, self._face)
            self.passage.layout.style = styling.spans
            self.passage.layout.ink = self._theme.colour(self._ink)
            self.passage.layout.caret_colour = self._theme.colour("accent")
            self.passage.layout.lay_out_again()

    def sizeHint(self) -> QSize:
        """Return the height of the text at the present width."""
        return QSize(120, self.wanted_height())

    def wanted_height(self) -> int:
        """Return the height in pixels that shows the whole text."""
        if self.passage is None:
            return ceil(self._line)
        return max(ceil(self._line), ceil(self.passage.layout.documentSize().height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave over the edges, type within."""
        way = LEAVING.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if way is not None and plain and not self.composes and self._goes_out(event, way):
            self.left.emit(way)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines at the new width; that may need another height."""
        super().resizeEvent(event)
        self._on_size()

    def put_caret(self, *, at_end: bool) -> None:
        """Put focus and caret into the field."""
        cursor = self.textCursor()
        ends = QTextCursor.MoveOperation
        cursor.movePosition(ends.End if at_end else ends.Start)
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _goes_out(self, event: QKeyEvent, way: int) -> bool:
        """Say whether a key leads out of the field."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return True
        line, last = caret_line(self.textCursor())
        return line is None or line.lineNumber() == (last if way > 0 else 0)

    def _on_size(self) -> None:
        height = self.wanted_height()
        if height != self.height():
            self.setFixedHeight(height)
            self.grown.emit()

    def _let_go(self) -> None:
        if self.passage is not None:
            self.passage.layout.documentSizeChanged.disconnect(self._on_size)
            self.passage.closing.disconnect(self.show_nothing)
            self.passage.caret_place = None


def dress_field(passage: FieldText, font: QFont, line: float) -> None:
    """Set face and line height of a text, whether it is shown by a widget or only measured."""
    if passage.document.defaultFont() != font:
        passage.document.setDefaultFont(font)
    passage.layout.set_measures(Measures(line=line, space=0))


def height_at(passage: FieldText, width: float) -> float:
    """Return the height of a text at a width; a widget that shows it keeps its own lines."""
    document, before = passage.document, passage.document.pageSize()
    if before.width() == width:
        return passage.layout.documentSize().height()
    document.setPageSize(QSizeF(width, -1))
    height = passage.layout.documentSize().height()
    document.setPageSize(before)
    return height


def caret_line(cursor: QTextCursor) -> tuple[QTextLine | None, int]:
    """Return the line the caret stands in and the number of the last line of its paragraph."""
    layout = cursor.block().layout()
    line = layout.lineForTextPosition(cursor.positionInBlock())
    return (line if line.isValid() else None), layout.lineCount() - 1
