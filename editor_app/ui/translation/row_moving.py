"""Moving the paragraphs of a row up and down in the text of the translation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from editor_app.sentences import _
from editor_app.ui.article import moving
from editor_app.ui.article.body_text import BodyText
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.paragraph_moves import DOWN, UP
from editor_app.ui.translation.active_row import ActiveRow
from editor_app.ui.translation.row_list import RowList
from editor_app.ui.translation.row_standing import say_standing

KEEP = QTextCursor.MoveMode.KeepAnchor


class RowMoving(QObject):
    """Does ``text.move_up`` and ``text.move_down`` with what the caret of the active row touches.

    The row stays beside its source; it says where in the text its paragraph stands now. ``told``
    carries why nothing was moved.
    """

    told = Signal(str)

    def __init__(self, rows: RowList, active: ActiveRow, manuscripts: Manuscripts) -> None:
        super().__init__(rows)
        self._list, self._active, self._manuscripts = rows, active, manuscripts
        self._body: BodyText | None = None
        self._reordered = False

    def table(self) -> Mapping[str, Callable[[], None]]:
        """Return the actions and what they do."""
        return {UP: lambda: self._move(-1), DOWN: lambda: self._move(1)}

    def possible(self) -> frozenset[str]:
        """Return their names while the active row is one of paragraphs."""
        row = self._active.row
        has = row is not None and row.text is not None
        return frozenset(self.table()) if has else frozenset()

    def _move(self, way: int) -> None:
        row, manuscript = self._active.row, self._active.manuscript
        if row is None or row.text is None or manuscript is None:
            return
        if not row.text.made:
            self.told.emit(_("Nothing stands here yet that could be moved."))
            return
        body = manuscript.body
        self._follow(body)
        edited = self._active.edit.textCursor()
        ends = row.text.place_of(edited.anchor()), row.text.place_of(edited.position())
        if ends[0] is None or ends[1] is None:
            return
        cursor = QTextCursor(body.document)
        cursor.setPosition(ends[0])
        cursor.setPosition(ends[1], KEEP)
        self._manuscripts.journal.rest()
        moved = moving.move(body, cursor, way)
        self._manuscripts.journal.rest()
        if moved:
            self._active.select(body.document, cursor.anchor(), cursor.position())
            self._manuscripts.autosave.settle()

    # -- the order of the rows' paragraphs

    def _follow(self, body: BodyText) -> None:
        """Look at the order of this body from now on: Undo changes it, too."""
        if body is not self._body:
            self._forget()
            self._body = body
            body.reordered.connect(self._note)
            body.document.contentsChanged.connect(self._look)
            body.closing.connect(self._forget)

    def _forget(self) -> None:
        body, self._body = self._body, None
        if body is not None:
            body.reordered.disconnect(self._note)
            body.document.contentsChanged.disconnect(self._look)
            body.closing.disconnect(self._forget)

    def _note(self) -> None:
        """Look at the rows as soon as each has found its paragraphs again."""
        self._reordered = True

    def _look(self) -> None:
        """Let the rows say where their paragraphs stand now; the active one does not move."""
        if not self._reordered:
            return
        self._reordered = False
        manuscript = self._active.manuscript
        here = manuscript is not None and manuscript.body is self._body
        if here and say_standing(self._list.rows, self._active.row, manuscript):
            self._list.show_rows(self._list.rows, self._list.active)
