"""The row that is typed in: opens its text in the live editor, and lets it go again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from editor_app.domain.edition import Quotes
from editor_app.domain.ids import BlockId, UseId
from editor_app.domain.link import State
from editor_app.sentences import _
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.manuscript import Manuscript
from editor_app.ui.article.passage import FieldText
from editor_app.ui.theme import Theme
from editor_app.ui.translation.no_photo import NoPhoto
from editor_app.ui.translation.row import Row
from editor_app.ui.translation.row_edit import RowEdit, SourceView
from editor_app.ui.translation.row_list import RowList
from editor_app.ui.translation.row_painting import ROW_MEASURES
from editor_app.ui.translation.row_text import RowText


class ActiveRow(QObject):
    """Keeps editor and source view over the active row of a list.

    ``typed`` tells that the row's text is another one, ``turned`` its state; ``left`` (+1, -1) that
    the caret wants into a neighbour. ``place_for`` gives where in the body a row without paragraphs
    belongs.
    """

    typed = Signal()
    turned = Signal()
    left = Signal(int)

    def __init__(self, rows: RowList, composing: Composing, theme: Theme) -> None:
        super().__init__(rows)
        self._list, self._composing = rows, composing
        self.edit = RowEdit(composing, theme, rows.viewport())
        self.source = SourceView(theme, rows.viewport())
        self.no_photo = NoPhoto(rows.viewport())
        self.manuscript: Manuscript | None = None
        self.place_for: Callable[[Row], int] = lambda _row: 0
        self.label_text: Callable[[Row], FieldText | None] = lambda _row: None
        self.hint_of: Callable[[Row], str] = lambda _row: ""
        self.row: Row | None = None
        self._field: FieldText | None = None
        self._caret: QTextCursor | None = None
        self.edit.hide()
        self.source.hide()
        rows.active_height = self.edit.wanted_height
        rows.moved.connect(self.place)
        self.edit.grown.connect(self._on_grown)
        self.edit.left.connect(self.left)
        self.edit.cursorPositionChanged.connect(self._follow_caret)
        self.no_photo.left.connect(self.left)

    # -- opening and letting go

    def open(self, number: int, position: int | None = None, *, focus: bool = True) -> None:
        """Type into the row with this number; ``position`` is the caret (None: the end)."""
        row = self._list.rows[number]
        self._listen(False)
        self.row, self._field = row, self._field_of(row)
        held = self._open_text(row)
        if row.text is not None:
            _say(row, row.text.markdown())  # Undo may have been at it from another row
        self.keep_typed(row)
        self.no_photo.setVisible(row.lacks_photo)
        self.source.show_row(row)
        self._list.activate(number)
        self._name(number)
        self.place()
        if held:
            self.edit.put_caret(position, focus=focus)
            return
        if focus and row.lacks_photo:
            self.no_photo.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.show_nothing()

    def show_source(self) -> None:
        """Show the row's source as it is said to be now."""
        if self.row is not None:
            self.source.show_row(self.row)

    def selected(self) -> str:
        """Return the words that are marked in the row's text, else in its source."""
        edits = (self.edit, self.source)
        return next(filter(None, (edit.textCursor().selectedText() for edit in edits)), "")

    def let_go(self) -> None:
        """End typing in the row; its text is shown painted from now on."""
        row, self.row = self.row, None
        self._listen(False)
        self._field = None
        if row is not None:
            self.edit.show_nothing()
            self.source.hide()
            self.no_photo.hide()

    def again(self, row: Row, number: int) -> None:
        """Go on typing in the same row after the desk has looked at it; the caret stays."""
        same_text = self.row is not None and row.text is not None and row.text is self.row.text
        position = self.edit.textCursor().position()
        focus = self.edit.hasFocus() or self.no_photo.button.hasFocus()
        if same_text or (row.is_field and self._field is self._field_of(row)):
            self.row = row
            self.source.show_row(row)
            self._name(number)
            self.place()
        else:
            before = self._caret.position() if self._caret is not None else None
            self.open(number, position, focus=focus)
            if before is not None and row.text is not None and row.text.holds(before):
                self.edit.put_caret(row.text.position_of(before), focus=focus)

    def keep_typed(self, row: Row) -> None:
        """Let a row as the desk has it say what is typed in its field and not settled yet."""
        if self._field is not None and row.is_field and self._field is self._field_of(row):
            _say(row, self._field.markdown())

    # -- asking

    def document_of(self, row: Row) -> QTextDocument | None:
        """Return the document a row's text stands in: the body, or the field's own."""
        if self.manuscript is None:
            return None
        field = self._field_of(row)
        return field.document if field is not None else self.manuscript.body.document

    def position(self) -> tuple[QTextDocument, int] | None:
        """Return document and position of the caret in the Manuscript."""
        return self.place_of(self.edit.textCursor().position())

    def place_of(self, position: int) -> tuple[QTextDocument, int] | None:
        """Return document and position in the Manuscript of a position of the live editor."""
        if self.row is None or self.manuscript is None:
            return None
        if self._field is not None:
            return self._field.document, position
        place = self.row.text.place_of(position) if self.row.text is not None else None
        return None if place is None else (self.manuscript.body.document, place)

    def paragraph(self) -> BlockId | None:
        """Return the paragraph of the body with the caret; None while the desk does not know it."""
        place = self.position()
        if place is None or self.manuscript is None or self._field is not None:
            return None
        return self.manuscript.body.id_of(place[0].findBlock(place[1]))

    def text_of(self, row: Row) -> RowText | None:
        """Return a row's piece of the body, made when it has none yet."""
        if self.manuscript is None or row.is_field:
            return None
        if row.text is None:
            body, place = self.manuscript.body, self.place_for
            row.text = RowText(
                body, row.blocks, lambda: place(row), self._composing, ROW_MEASURES, self
            )
        return row.text

    def select(self, document: QTextDocument, start: int, end: int) -> None:
        """Select a place of the Manuscript in the open row."""
        text = self.row.text if self.row is not None else None
        if text is not None and self._field is None:
            start, end = text.position_of(start), text.position_of(end)
        elif self._field is None or self._field.document is not document:
            return
        cursor = self.edit.textCursor()
        last = self.edit.document().characterCount() - 1
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        self.edit.setTextCursor(cursor)

    def set_quotes(self, quotes: Quotes | None) -> None:
        """Set the quotes that straight ones become."""
        if self.manuscript is not None:
            self.edit.set_quotes(quotes, self.manuscript.language)

    # -- widgets over the row

    def place(self) -> None:
        """Put the widgets over the cells of the active row."""
        number = self._list.active
        if self.row is None or not 0 <= number < len(self._list.rows):
            return
        self.edit.setGeometry(self._list.target_area(number))
        self.no_photo.setGeometry(self._list.target_area(number))
        self.source.setGeometry(self._list.source_area(number))

    def position_at(self, place: QPointF) -> int:
        """Return the caret position under a place of the viewport, once the row is open."""
        inner = self.edit.mapFrom(self._list.viewport(), place.toPoint())
        return self.edit.cursorForPosition(inner).position()

    # -- inside

    def _open_text(self, row: Row) -> bool:
        """Show the row's text in the editor, which stays in sight and keeps the focus.

        An input method that lost the focus for a moment would forget what it has of the next word.
        """
        text = self.text_of(row)
        self.edit.setPlaceholderText(self.hint_of(row))
        if self._field is not None:
            self.edit.show_field(self._field)
        elif text is not None:
            self.edit.show_text(text)
        else:
            return False
        self._listen(True)
        return True

    def _field_of(self, row: Row) -> FieldText | None:
        """Return the field that a row writes into; for a photo's text the one of our own use."""
        if self.manuscript is None or not row.is_field:
            return None
        if row.label is not None:
            return self.label_text(row)
        address = row.field
        if address is not None and address.owner != self.manuscript.article:
            return self.manuscript.use_text(UseId(address.owner), address.part)
        part = next(item.part for item in (*row.targets, *row.sources))
        return self.manuscript.field(part) if part not in {"caption", "alt"} else None

    def _listen(self, on: bool) -> None:
        if self._field is not None:
            signal = self._field.document.contentsChanged
        elif self.row is not None and self.row.text is not None:
            signal = self.row.text.changed
        else:
            return
        signal.connect(self._on_typed) if on else signal.disconnect(self._on_typed)

    def _on_typed(self) -> None:
        """Take the new text into the row, and the state that follows from it."""
        row = self.row
        if row is None:
            return
        before = row.target
        if self._field is not None:
            row.target = self._field.markdown()
        elif row.text is not None:
            row.target = row.text.markdown()
        if row.target != before:
            state, row.state = row.state, state_after_typing(row)
            self.typed.emit()
            if row.state is not state:
                self.turned.emit()

    def _follow_caret(self) -> None:
        """Hold the caret's place in the body, where it stays when its paragraph joins another."""
        place = self.position()
        if place is None or self._field is not None:
            self._caret = None if self._field is not None else self._caret
            return
        self._caret = QTextCursor(place[0])
        self._caret.setPosition(place[1])

    def _on_grown(self) -> None:
        self._list.look_at_typed()
        self.place()

    def _name(self, number: int) -> None:
        """Say to a screen reader which row this is and what it renders."""
        row = self._list.rows[number]
        place = _("Row {number} of {count}").format(number=number + 1, count=len(self._list.rows))
        self.edit.setAccessibleName(f"{place} · {row.name or _('Paragraph')} · {row.words}")
        self.edit.setAccessibleDescription(row.source)


def _say(row: Row, text: str) -> None:
    """Let a row say what stands in its text by now, with the state that follows from it."""
    if row.target.split() != text.split():
        row.target = text
        row.state = state_after_typing(row)


def state_after_typing(row: Row) -> State:
    """Return the state of a row whose text was just changed by hand."""
    if not row.target.strip():
        return State.TO_DO
    if row.label is not None:
        return State.DRAFT if row.target != row.label.target else State.TRANSLATED
    if row.state is State.REVIEWED:
        return State.TRANSLATED
    return State.DRAFT if row.state in {State.TO_DO, State.LEFT_OUT} else row.state
