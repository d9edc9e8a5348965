"""Where the caret of the Translate view is in the Manuscript, and how to get it elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor, QTextDocument

from editor_app.domain.link import Address
from editor_app.ui.article.finding import find_next
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.translation.active_row import ActiveRow
from editor_app.ui.translation.row_deeds import RowDeeds
from editor_app.ui.translation.row_list import RowList
from editor_app.ui.translation.row_places import row_at
from editor_app.ui.translation.row_work import RowWork


class RowWhereabouts(QObject):
    """Caret, undo and find over the rows of a translation."""

    def __init__(
        self,
        rows: RowList,
        active: ActiveRow,
        work: RowWork,
        manuscripts: Manuscripts,
        deeds: RowDeeds,
    ) -> None:
        super().__init__(rows)
        self._list, self._active, self._work = rows, active, work
        self._manuscripts, self._deeds = manuscripts, deeds

    def documents(self) -> list[QTextDocument]:
        """Return the documents of the translation."""
        manuscript = self._active.manuscript
        return [item.document for item in manuscript.passages()] if manuscript else []

    def caret(self) -> tuple[str, int]:
        """Return the part and the code point where the caret stands.

        A row that is empty, or no text of the article's own, is named as ``show_caret`` knows it.
        """
        place, manuscript, row = self._active.position(), self._active.manuscript, self._active.row
        if manuscript is not None and place is not None:
            for passage in manuscript.passages():
                if passage.document is place[0] and passage.owner == manuscript.article:
                    return (passage.part, passage.caret_at(place[1]))
        for address in (*row.targets, *row.sources) if row is not None else ():
            return (f"row {address.owner} {address.part}", 0)
        return ("body", 0)

    def show_caret(self, part: str, caret: int) -> None:
        """Open the row that holds a part and code point, with the caret there.

        A part may also be kind, owner and part of another text (``caret_of``, ``caret``).
        """
        owner, _space, name = part.partition(" ")[2].partition(" ")
        if name:
            self._open_at(Address(owner, name))
            return
        manuscript = self._active.manuscript
        passage = manuscript.passage(manuscript.article, part) if manuscript else None
        if passage is None:
            return
        cursor = QTextCursor(passage.document)
        cursor.setPosition(min(passage.position_at(caret), passage.document.characterCount() - 1))
        self.go_to(cursor)

    def _open_at(self, address: Address) -> None:
        """Open the row that renders a text, or shows it."""
        for number, row in enumerate(self._list.rows):
            if address in (*row.sources, *row.targets):
                self._work.open(number)
                return

    def go_to(self, cursor: QTextCursor | None, *, focus: bool = True) -> None:
        """Open the row that holds a place of the Manuscript, with caret or selection there."""
        manuscript = self._active.manuscript
        if cursor is None or manuscript is None:
            return
        document = cursor.document()
        number = row_at(self._list.rows, document, cursor.selectionStart(), manuscript)
        if number is not None:
            self._work.open(number, focus=focus)
            self._active.select(document, cursor.selectionStart(), cursor.selectionEnd())

    # -- undo

    def can_undo(self) -> bool:
        """Say whether there is a step or a decision to take back."""
        manuscript = self._active.manuscript
        decided = manuscript is not None and self._deeds.can_undo(manuscript.article)
        return decided or self._manuscripts.journal.can_undo(self.documents())

    def can_redo(self) -> bool:
        """Say whether there is a step or a decision to do again."""
        manuscript = self._active.manuscript
        decided = manuscript is not None and self._deeds.can_redo(manuscript.article)
        return decided or self._manuscripts.journal.can_redo(self.documents())

    def undo(self) -> None:
        """Take back the last step or decision; a row whose paragraph goes keeps the caret."""
        self._manuscripts.composing.commit()
        manuscript = self._active.manuscript
        deed = manuscript and self._deeds.undo(manuscript.article, self.documents())
        if deed:
            for address in deed.texts[:1]:
                self._open_at(address)
            return
        made = [row for row in self._list.rows if row.text is not None and row.text.made]
        place = self._manuscripts.journal.undo(self.documents())
        if self._travelled_arrival():
            return
        emptied = next((row for row in made if row.text and not row.text.made), None)
        if emptied is not None:
            self._work.open(self._list.rows.index(emptied))
        else:
            self.go_to(place)

    def redo(self) -> None:
        """Do the last undone step or decision again."""
        self._manuscripts.composing.commit()
        manuscript = self._active.manuscript
        self._manuscripts.autosave.settle()  # a decision is made again on the words as they are
        deed = manuscript and self._deeds.redo(manuscript.article, self.documents())
        if deed:
            for address in deed.texts[:1]:
                self._open_at(address)
            return
        place = self._manuscripts.journal.redo(self.documents())
        if not self._travelled_arrival():
            self.go_to(place)

    def _travelled_arrival(self) -> bool:
        """Say whether a step was the memory's or a site's: nobody's hand was there, rows change."""
        arrived = self._manuscripts.journal.travelled_arrival
        if arrived:
            self._manuscripts.autosave.settle()
        return arrived

    # -- find

    def find(self, text: str, *, backwards: bool) -> bool:
        """Select the next place of the translation that holds ``text``."""
        typing = self._active.edit.hasFocus()
        found = find_next(self.documents(), text, self._selection(), backwards=backwards)
        self.go_to(found, focus=typing)
        return found is not None

    def replace(self, text: str, by: str) -> bool:
        """Replace the selected hit and find the next; False when there is none."""
        cursor = self._active.edit.textCursor()
        if text and cursor.selectedText().casefold() == text.casefold():
            cursor.insertText(by)
        return self.find(text, backwards=False)

    def _selection(self) -> QTextCursor:
        """Return what is selected in the row, as a cursor of the Manuscript."""
        place = self._active.position()
        if place is None:
            return QTextCursor()
        document, position = place
        cursor, shown = QTextCursor(document), self._active.edit.textCursor()
        start = position - (shown.position() - shown.selectionStart())
        cursor.setPosition(max(start, 0))
        end = start + shown.selectionEnd() - shown.selectionStart()
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor
