"""Moving paragraphs, list items and cards of a body by key."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from editor_app.ui.article import moving
from editor_app.ui.article.body_edit import BodyEdit
from editor_app.ui.article.card_shelf import CardShelf
from editor_app.ui.article.journal import Journal

UP, DOWN = "text.move_up", "text.move_down"


class ParagraphMoves(QObject):
    """Does ``text.move_up`` and ``text.move_down`` where the caret stands."""

    def __init__(self, edit: BodyEdit, shelf: CardShelf, journal: Journal) -> None:
        super().__init__(edit)
        self._edit, self._shelf, self._journal = edit, shelf, journal

    def table(self) -> Mapping[str, Callable[[], None]]:
        """Return the actions and what they do."""
        return {UP: lambda: self._move(-1), DOWN: lambda: self._move(1)}

    def _move(self, way: int) -> None:
        """Move what the caret touches; nothing while it stands above the body."""
        edit, focus = self._edit, QApplication.focusWidget()
        if edit.body is None:
            return
        if focus is not None and focus is not edit and edit.isAncestorOf(focus):
            block = self._shelf.block_in_focus()
            if block is None:
                return  # headline or standfirst
            edit.setTextCursor(QTextCursor(block))
            edit.setFocus()
        self._journal.rest()
        cursor = edit.textCursor()
        if moving.move(edit.body, cursor, way):
            edit.setTextCursor(cursor)
            edit.ensureCursorVisible()
        self._journal.rest()
