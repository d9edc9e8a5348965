"""Reading what was pasted, bringing it in, and making it plain or raw again afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from editor_app.text.blocks import join, object_of, split
from editor_app.text.cleaning import clean
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.given import Given, GivenPicture, insert_markdown, insert_plain
from editor_app.ui.article.text_edit import TextEdit
from editor_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from editor_app.formats.intake_values import Pasted

ReadPaste = Callable[[str | None, str | None], "Pasted"]

AT_ONCE = 50_000  # plain text up to so many characters is read at the very key
LONG = 300  # characters from which on the text is kept in History before they come in


class Pasting(QObject):
    """Takes what was given into a body: reads it, inserts it, and can make it plain or raw again.

    ``reported`` carries what was left behind (Pasted) for the bar under the text; ``pictures``
    carries GivenPictures and the cursor where they belong. ``coming`` says that a long text will
    come in, before it does.
    """

    reported = Signal(object)
    pictures = Signal(object, object)
    coming = Signal()

    def __init__(self, jobs: Jobs, composing: Composing, edit: TextEdit, read: ReadPaste) -> None:
        """Take into ``edit``; ``read`` makes our text of HTML and plain text."""
        super().__init__(edit)
        self._jobs, self._composing, self._edit, self._read_paste = jobs, composing, edit, read
        self._last: _Pasted | None = None

    def take(self, given: Given, *, plain: bool = False) -> None:
        """Bring in what was pasted or dropped, at the caret as it is now."""
        if len(given.own or given.text or given.html or "") >= LONG:
            self.coming.emit()
        cursor = QTextCursor(self._edit.textCursor())
        cursor.setKeepPositionOnInsert(True)  # what is typed meanwhile stands behind it
        if given.pictures:
            self.pictures.emit(given.pictures, cursor)
        elif given.own is not None:
            self._insert(cursor, lambda: insert_markdown(cursor, given.own or ""))
        elif plain:
            self._insert_plain(cursor, given)
        elif given.html is None and len(given.text or "") < AT_ONCE:
            self._insert_pasted(cursor, given, self._read_paste(None, given.text))
        else:
            self._read(cursor, given)

    def _read(self, cursor: QTextCursor, given: Given) -> None:
        """Read HTML or a long text in the pool, and insert it when nothing is composed."""
        replaces = cursor.hasSelection()

        def insert(pasted: Pasted) -> None:
            if not replaces:
                cursor.clearSelection()  # what was typed meanwhile is no selection
            self._insert_pasted(cursor, given, pasted)

        self._jobs.fetch(
            self,
            lambda: self._read_paste(given.html, given.text),
            lambda pasted: self._composing.when_over(self, lambda: insert(pasted)),
            lambda _error: self._insert_plain(cursor, given),
        )

    @property
    def last_is_there(self) -> bool:
        """Whether the last paste still stands in the text as it came in."""
        return self._last is not None and self._last.stands

    def make_plain(self) -> bool:
        """Replace the last paste by its plain text; False when it does not stand there any more."""
        if self._last is None or not self._last.stands:
            return False
        self._again(clean(self._last.given.text or self._last.pasted.markdown).text)
        return True

    def give_back_raw(self) -> bool:
        """Replace the last paste by the very text that was copied, marks, tags and all."""
        if self._last is None or not self._last.stands:
            return False
        self._again(clean(self._last.pasted.raw).text)
        return True

    def _again(self, text: str) -> None:
        last, self._last = self._last, None
        if last is not None:
            last.cursor.setKeepPositionOnInsert(False)
            self._insert(last.cursor, lambda: insert_plain(last.cursor, text))
        self.reported.emit(None)

    def _insert_plain(self, cursor: QTextCursor, given: Given) -> None:
        text = clean(given.text or "").text
        self._insert(cursor, lambda: insert_plain(cursor, text))

    def _insert_pasted(self, cursor: QTextCursor, given: Given, pasted: Pasted) -> None:
        """Insert what was read; its pictures follow when the text is settled."""
        if cursor.isNull():
            return  # the text was closed meanwhile
        markdown = _without_photo_lines(pasted.markdown)
        start, end = self._insert(cursor, lambda: insert_markdown(cursor, markdown))
        self._last = _Pasted(_span(cursor, start, end), given, pasted)
        formatted = given.html is not None and markdown.strip() != (given.text or "").strip()
        if pasted.dropped or formatted:
            self.reported.emit(pasted)
        found = tuple(GivenPicture(photo.name, photo.data) for photo in pasted.photos if photo.data)
        if found:
            self.pictures.emit(found, cursor)

    def _insert(
        self, cursor: QTextCursor, insert: Callable[[], tuple[int, int]]
    ) -> tuple[int, int]:
        """Insert as a step of its own, and leave the caret behind it."""
        document = self._edit.document()
        document.setModified(False)
        cursor.setKeepPositionOnInsert(False)
        start, end = insert()
        document.setModified(False)
        if self._edit.document() is cursor.document():
            cursor.setPosition(end)
            self._edit.setTextCursor(cursor)
            self._edit.ensureCursorVisible()
        return start, end


@dataclass
class _Pasted:
    """A paste that may still be changed: ``cursor`` selects it as long as it stands."""

    cursor: QTextCursor
    given: Given
    pasted: Pasted
    text: str = ""

    def __post_init__(self) -> None:
        self.text = self.cursor.selectedText()

    @property
    def stands(self) -> bool:
        """Whether nobody has changed what came in."""
        return bool(self.text) and self.cursor.selectedText() == self.text


def _span(cursor: QTextCursor, start: int, end: int) -> QTextCursor:
    span = QTextCursor(cursor)
    span.setKeepPositionOnInsert(True)
    span.setPosition(start)
    span.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return span


def _without_photo_lines(markdown: str) -> str:
    """Return pasted Markdown without the lines of its pictures, which come in as photos."""
    return join(text for text in split(markdown) if object_of(text) is None)
