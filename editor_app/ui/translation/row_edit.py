"""The one live editor of the Translate view, and the source beside it to read and copy from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPalette, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit, QWidget

from editor_app.domain.link import Address
from editor_app.sentences import _
from editor_app.ui.article import typing_keys
from editor_app.ui.article.cell import Difference
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.given import mime_of, selected_markdown
from editor_app.ui.article.growing_field import caret_line, dress_field
from editor_app.ui.article.layout_marks import AddressOf, LayoutMarks, address_in, show_tip
from editor_app.ui.article.paper_layout import PaperLayout
from editor_app.ui.article.passage import FieldText, words_on_one_line
from editor_app.ui.article.styling import Styling
from editor_app.ui.article.text_edit import TextEdit, writes
from editor_app.ui.article.text_marks import TextMarks
from editor_app.ui.theme import Theme
from editor_app.ui.translation.row import Row
from editor_app.ui.translation.row_list import FACE
from editor_app.ui.translation.row_painting import ROW_MEASURES
from editor_app.ui.translation.row_text import RowText

PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowEdit(TextEdit):
    """Types into a RowText (paragraphs) or a FieldText (headline, caption ...).

    ``left`` (+1, -1) tells that the caret wants into the next or previous row; ``grown`` that the
    text has another height. ``marks`` are drawn in it.
    """

    grown = Signal()

    def __init__(self, composing: Composing, theme: Theme, parent: QWidget) -> None:
        super().__init__(composing, parent)
        self._theme = theme
        self._layout: PaperLayout | None = None
        self._field: FieldText | None = None
        self.marks: TextMarks | None = None
        self.setFont(theme.read_font(FACE))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(True)  # else the list is painted below at each key
        self.setTabChangesFocus(False)  # Tab goes to the next row; F6 leaves the rows
        self.setPlaceholderText(_("Type the translation"))
        theme.changed.connect(self.dress)

    def show_text(self, text: RowText) -> None:
        """Edit the paragraphs of a row."""
        self._let_go()
        text.document.setDefaultFont(self.font())
        self._mark(text.layout, text.address_of)
        self._show(text.document, text.layout)

    def show_field(self, field: FieldText) -> None:
        """Edit a field, in its own document."""
        self._let_go()
        self._field = field
        dress_field(field, self.font(), ROW_MEASURES.line)
        self._mark(field.layout, address_in(field))
        field.caret_place = lambda: self.textCursor().position()
        field.closing.connect(self.show_nothing)
        self._show(field.document, field.layout)

    def show_nothing(self) -> None:
        """Edit nothing any more."""
        self._let_go()
        self.setDocument(QTextDocument(self))
        self.hide()

    def wanted_height(self) -> float:
        """Return the height that shows the whole text."""
        if self._layout is None:
            return ROW_MEASURES.line
        height = self._layout.documentSize().height()
        return max(height - (0 if self._field else ROW_MEASURES.space), ROW_MEASURES.line)

    def dress(self) -> None:
        """Take the colours of the theme in use."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, self._theme.colour("ink"))
        palette.setColor(QPalette.ColorRole.Base, self._theme.colour("surface"))
        palette.setColor(QPalette.ColorRole.PlaceholderText, self._theme.colour("ink3"))
        self.setPalette(palette)
        if self._layout is not None:
            styling = Styling(self._theme, self.font())
            self._layout.style = styling.spans if self._field else styling.ranges
            self._layout.hang = None if self._field else styling.hang
            self._layout.ink = self._theme.colour("ink")
            self._layout.caret_colour = self._theme.colour("accent")
            self._layout.lay_out_again()

    def put_caret(self, position: int | None, *, focus: bool = True) -> None:
        """Put the caret into the text (None: at its end), and the focus if that is wanted."""
        cursor = self.textCursor()
        last = self.document().characterCount() - 1
        cursor.setPosition(last if position is None else min(position, last))
        self.setTextCursor(cursor)
        if focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def write(self, text: str) -> None:
        """Put a text in place of the row's, as typing does."""
        shown = text.replace("\n\n", "\u2029").replace("\n", "\u2028")
        if self._field is not None:
            shown = words_on_one_line(text)
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(shown)
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to other rows over the edges; apply the rules of paragraphs."""
        if writes(event):
            self.press_letter(event)
        elif self.composes or not self._press(event):
            super().keyPressEvent(event)

    def _press(self, event: QKeyEvent) -> bool:
        key, plain = event.key(), event.modifiers() in PLAIN
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab} and (plain or shift):
            self.left.emit(1 if key == Qt.Key.Key_Tab and not shift else -1)
            return True
        if key == Qt.Key.Key_Up and plain and self._at_edge(-1):
            self.left.emit(-1)
            return True
        if key == Qt.Key.Key_Down and plain and self._at_edge(1):
            self.left.emit(1)
            return True
        if key in RETURNS and (plain or shift):
            self._press_return(shift=shift)
            return True
        return False

    def _press_return(self, *, shift: bool) -> None:
        if self._field is not None:
            self.left.emit(1)
            return
        cursor = self.textCursor()
        typing_keys.break_line(cursor) if shift else typing_keys.press_return(cursor)
        self.setTextCursor(cursor)

    def _at_edge(self, way: int) -> bool:
        """Say whether the caret is on the first or last line."""
        cursor = self.textCursor()
        last_block = self.document().blockCount() - 1
        if cursor.blockNumber() != (0 if way < 0 else last_block):
            return False
        line, last = caret_line(cursor)
        return line is None or line.lineNumber() == (0 if way < 0 else last)

    def _mark(self, layout: PaperLayout, address_of: AddressOf) -> None:
        """Let a text draw its marks, once."""
        if self.marks is not None and layout.after_text is None:
            LayoutMarks(layout, self.marks, self._theme, address_of)

    def _show(self, document: QTextDocument, layout: PaperLayout) -> None:
        self._layout = layout
        self.show_document(document)
        layout.documentSizeChanged.connect(self.grown)
        self.dress()
        self.show()
        self.grown.emit()

    def _let_go(self) -> None:
        if self._layout is not None:
            self._layout.documentSizeChanged.disconnect(self.grown)
        if self._field is not None:
            self._field.closing.disconnect(self.show_nothing)
            self._field.caret_place = None
        self._layout, self._field = None, None


class SourceView(QTextEdit):
    """The source text of the active row, to read, select and copy."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setReadOnly(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setFont(theme.read_font(FACE))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.viewport().setAutoFillBackground(False)
        document = QTextDocument(self)
        document.setDocumentMargin(0)
        document.setDefaultFont(self.font())
        self._layout = PaperLayout(document, ROW_MEASURES)
        document.setDocumentLayout(self._layout)
        self.setDocument(document)
        self.setAccessibleName(_("Source paragraph"))
        self._shown: tuple[str, str] | None = None
        self._sources: tuple[Address, ...] = ()
        self.marks: TextMarks | None = None
        theme.changed.connect(self._dress)

    def show_row(self, row: Row) -> None:
        """Show a row's source, with what changed in it when it did; the same stays untouched."""
        self._sources = () if row.before else row.sources
        if self.marks is not None and self._layout.after_text is None:
            LayoutMarks(self._layout, self.marks, self._theme, self._address_of)
        if self._shown != (row.before, row.source):
            self._shown = (row.before, row.source)
            self._dress()
        self.show()

    def _dress(self) -> None:
        """Set the text anew, in the colours of the theme in use."""
        if self._shown is None:
            return
        before, source = self._shown
        if before:
            paragraphs = Difference(before, source, self._theme).paragraphs()
            marked = dict(paragraphs)
            self._layout.style = lambda text: marked.get(text.replace("\u2028", "\n"), [])
            texts = [text for text, _ in paragraphs]
        else:
            styling = Styling(self._theme, self.font())
            self._layout.style, self._layout.hang = styling.ranges, styling.hang
            texts = source.split("\n\n")
        self._layout.ink = self._theme.colour("ink2")
        self.setPlainText("\n".join(text.replace("\n", "\u2028") for text in texts))

    def _address_of(self, block: QTextBlock) -> Address | None:
        """Return what a paragraph shows; None while the source is shown with its changes."""
        whole = self.document().blockCount() == len(self._sources)
        return self._sources[block.blockNumber()] if whole else None

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what is marked under the mouse when it rests."""
        tips = isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip
        if isinstance(event, QHelpEvent) and tips and show_tip(self, event):
            return True
        return super().viewportEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selection as Markdown."""
        return mime_of(selected_markdown(self.textCursor()))
