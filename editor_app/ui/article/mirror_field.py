"""A field over a text of an open Manuscript: there is one text, one saving, one undo.

Write may show the same text as a card at another width, so this field has a document of its own and
passes edits on in both directions.
"""

from __future__ import annotations

from PySide6.QtGui import QFocusEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication

from editor_app.text.differences import smallest_edit
from editor_app.ui.article.composing import committed
from editor_app.ui.article.journal import Journal
from editor_app.ui.article.passage import FieldText, raw
from editor_app.ui.widgets.positions import to_utf16
from editor_app.ui.widgets.text_area import TextArea


class MirrorField(TextArea):
    """Shows and edits a FieldText. Saving is the Manuscript's: ``kept`` is of no use here."""

    def __init__(self, name: str) -> None:
        """Show nothing yet."""
        super().__init__(name)
        self._passage: FieldText | None = None
        self._journal: Journal | None = None
        self._passing_on = False
        self.setUndoRedoEnabled(False)
        self.typed.connect(self._pass_on)

    def show_passage(self, passage: FieldText, journal: Journal) -> None:
        """Show this text from now on; steps are undone by ``journal``."""
        self._journal = journal
        if passage is self._passage:
            return
        self.let_go()
        self._passage = passage
        passage.document.contentsChanged.connect(self._take_in)
        passage.destroyed.connect(self._forget)
        self._take_in()

    def let_go(self) -> None:
        """Show nothing any more."""
        if self._passage is not None:
            self._passage.document.contentsChanged.disconnect(self._take_in)
            self._passage.destroyed.disconnect(self._forget)
        self._forget()

    def show_nothing(self) -> None:
        """Show an empty field that writes nowhere."""
        self.let_go()
        self.change_to("")

    def finish_composing(self) -> None:
        """Have what is being composed put into the text shown now, before another is shown here."""
        composed, before = self.textCursor().block().layout().preeditAreaText(), self._written()
        if not composed:
            return
        QGuiApplication.inputMethod().commit()
        if self._written() == before:  # the input method has dropped what it held
            QApplication.sendEvent(self, committed(composed))

    def keep(self) -> None:
        """Leave saving to the Manuscript."""

    def undo(self) -> None:
        """Take back the last step in this text, wherever it was made."""
        if self._journal is not None and self._passage is not None:
            self._journal.undo([self._passage.document])

    def redo(self) -> None:
        """Do the last undone step again."""
        if self._journal is not None and self._passage is not None:
            self._journal.redo([self._passage.document])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let what is typed next be a step of its own."""
        super().focusOutEvent(event)
        if self._journal is not None:
            self._journal.rest()

    def _pass_on(self) -> None:
        """Make the edit in the Manuscript's text."""
        if self._passage is None:
            return
        before, after = raw(self._passage.document), self._written()
        start, gone, new = smallest_edit(before, after)
        if not gone and not new:
            return
        self._passing_on = True
        cursor = QTextCursor(self._passage.document)
        cursor.setPosition(to_utf16(before, start))
        cursor.setPosition(to_utf16(before, start + gone), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new)
        self._passing_on = False

    def _take_in(self) -> None:
        """Show what the Manuscript's text is now."""
        if self._passage is not None and not self._passing_on:
            text = raw(self._passage.document)
            if text != self._written():
                self.change_to(text)

    def _written(self) -> str:
        """Return the text as it stands here, outer space too."""
        return self.document().toRawText().replace("\u2029", " ").replace("\u2028", " ")

    def _forget(self) -> None:
        self._passage = None
