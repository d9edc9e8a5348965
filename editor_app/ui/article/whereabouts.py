"""Which widget of the Write view shows which text, where the caret is, and how to get it there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor, QTextDocument

from editor_app.domain.ids import PhotoId
from editor_app.ui.article.body_edit import BodyEdit
from editor_app.ui.article.card_shelf import CardShelf
from editor_app.ui.article.finding import find_next
from editor_app.ui.article.head_room import HeadRoom
from editor_app.ui.article.manuscript import FIELDS, Manuscript
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.text_edit import TextEdit

HEAD_PARTS = ("headline", "standfirst")


class Whereabouts(QObject):
    """The texts of a Write view as places: for undo, find, and the caret that is remembered."""

    def __init__(
        self, manuscripts: Manuscripts, head: HeadRoom, body: BodyEdit, shelf: CardShelf
    ) -> None:
        super().__init__(body)
        self._manuscripts = manuscripts
        self._head, self._body, self._shelf = head, body, shelf
        self.manuscript: Manuscript | None = None
        self._found: QTextCursor | None = None

    def documents(self) -> list[QTextDocument]:
        """Return the documents in sight: the version's own, and the captions in its cards."""
        if self.manuscript is None:
            return []
        found = [passage.document for passage in self.manuscript.passages()]
        found += [document for _, document in self._captions() if document not in found]
        return found

    def cursor(self) -> QTextCursor:
        """Return the cursor of the text that has the focus, else of the body."""
        field = next((item for item in self._fields() if item.hasFocus()), None)
        if field is None and self._found is not None and not self._found.isNull():
            return self._found  # the find bar has the focus
        return (field or self._body).textCursor()

    def go_to(self, cursor: QTextCursor | None, *, focus: bool = True) -> None:
        """Show a place of one of the documents, and put caret (and focus) there."""
        if cursor is None:
            return
        field = self._field_of(cursor.document())
        if field is None:
            return
        field.setTextCursor(cursor)
        if focus:
            field.setFocus()
        if field is self._body:
            self._body.ensureCursorVisible()
        elif self._head.isAncestorOf(field):
            self._body.verticalScrollBar().setValue(0)

    def go_after(self, step: QTextCursor | None) -> None:
        """Go to where a step was undone or redone; what the desk wrote leaves the caret alone."""
        if not self._manuscripts.journal.travelled_arrival:
            self.go_to(step)

    def find(self, text: str, *, backwards: bool) -> bool:
        """Select the next place that holds ``text``; False when there is none."""
        typing = any(item.hasFocus() for item in self._fields())
        found = find_next(self._in_sight(), text, self.cursor(), backwards=backwards)
        self._found = found
        self.go_to(found, focus=typing)
        return found is not None

    def replace(self, text: str, by: str) -> bool:
        """Replace the selected hit and find the next; False when there is none."""
        cursor = self.cursor()
        if text and cursor.selectedText().casefold() == text.casefold():
            cursor.insertText(by)
        return self.find(text, backwards=False)

    # -- the caret that is remembered

    def caret(self) -> tuple[str, int]:
        """Return part and code point of the caret; a caption counts as the body at its card."""
        if self.manuscript is None:
            return ("body", 0)
        for part, field in zip(HEAD_PARTS, self._head.fields(), strict=True):
            if field.hasFocus() and field.passage is not None:
                return (part, field.passage.caret_at(field.textCursor().position()))
        return ("body", self.manuscript.body.caret_at(self._body.textCursor().position()))

    def show_caret(self, part: str, caret: int) -> None:
        """Put the caret to a part and code point."""
        if self.manuscript is None:
            return
        passage = self.manuscript.passage(self.manuscript.article, part)
        if passage is None:
            return
        cursor = QTextCursor(passage.document)
        cursor.setPosition(min(passage.position_at(caret), passage.document.characterCount() - 1))
        self.go_to(cursor)

    # -- inside

    def _in_sight(self) -> list[QTextDocument]:
        """Return the documents without those fields that Details shows: no hit is marked there."""
        if self.manuscript is None:
            return []
        beside = [self.manuscript.field(part).document for part in FIELDS[len(HEAD_PARTS) :]]
        return [document for document in self.documents() if document not in beside]

    def _fields(self) -> Iterator[TextEdit]:
        yield from self._head.fields()
        for photo, _ in self._captions():
            card = self._shelf.card_of(photo)
            if card is not None:
                yield from card.fields()
        yield self._body

    def _captions(self) -> Iterator[tuple[PhotoId, QTextDocument]]:
        """Yield the caption and alt texts of the photos of this version, in all languages."""
        if self.manuscript is None:
            return
        for photo in self.manuscript.photos():
            for version in self._manuscripts.captioned(photo):
                for part in ("caption", "alt"):
                    text = version.photo_text(photo, part)
                    if text is not None:
                        yield photo, text.document

    def _field_of(self, document: QTextDocument) -> TextEdit | None:
        """Return the widget that shows a document, brought into sight when it is a card's."""
        for field in (*self._head.fields(), self._body):
            if field.document() is document:
                return field
        for photo, shown in self._captions():
            if shown is document:
                self._bring_into_sight(photo)
                card = self._shelf.card_of(photo)
                fields = card.fields() if card is not None else []
                return next((item for item in fields if item.document() is document), None)
        return None

    def _bring_into_sight(self, photo: PhotoId) -> None:
        """Scroll to the card of a photo."""
        body = self._body.body
        line = body.photo_block(photo) if body is not None else None
        if line is not None:
            self._body.setTextCursor(QTextCursor(line))
            self._body.ensureCursorVisible()
            self._shelf.place()
