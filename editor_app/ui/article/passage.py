"""The texts a Manuscript is made of: each a QTextDocument that knows what the desk has of it.

A ``FieldText`` is one paragraph (headline, standfirst, caption, alt text). The body is in
``body_text``. The documents hold what is typed; ``markdown`` gives it as the rest of the house
knows it: U+2028 inside a paragraph is a new line there, outer space and empty paragraphs are none.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from editor_app.text.differences import smallest_edit
from editor_app.ui.article.paper_layout import LINE_BREAK, Measures, PaperLayout
from editor_app.ui.widgets.positions import to_code_points, to_utf16

PLAIN = Measures(line=20, space=0)
_GAPS = re.compile(r"[ \t\r\n\v\f\u2028\u2029]+")
REMEMBERED = 64  # so many texts on their way to the desk are recognised when they come back


class Passage(QObject):
    """One text: ``owner`` is an article or photo use, ``part`` a field name or ``body``.

    ``edited`` says that the editor changed it, by typing, undo or a command; what arrives from the
    desk is not an edit. ``closing`` asks every widget to let go of the document, which dies soon:
    Qt keeps a bare pointer to it. ``base`` is the text both sides last agreed on. ``caret_place``
    is set by whoever shows the text and gives the caret's position in the document.
    """

    edited = Signal()
    closing = Signal()

    def __init__(self, owner: str, part: str, parent: QObject) -> None:
        super().__init__(parent)
        self.owner = owner
        self.part = part
        self.base = ""
        self.caret_place: Callable[[], int] | None = None
        self.document = QTextDocument(self)
        self.document.setDocumentMargin(0)  # now: later it would be a step to undo
        self.layout = PaperLayout(self.document, PLAIN)
        self.document.setDocumentLayout(self.layout)
        self._sent: deque[str] = deque(maxlen=REMEMBERED)
        self._arriving = False
        self._last_edit = 0
        self.document.contentsChange.connect(self._on_contents_change)

    @property
    def changed(self) -> bool:
        """Whether the text differs from the one both sides agreed on."""
        return self.markdown() != self.base

    def close(self) -> None:
        """End this text: widgets let go of its document first."""
        self.closing.emit()
        self.deleteLater()

    def markdown(self) -> str:
        """Return the text as the desk keeps it."""
        raise NotImplementedError

    def caret(self) -> int:
        """Return where somebody types, in code points of ``markdown``."""
        place = self._last_edit if self.caret_place is None else self.caret_place()
        return self.caret_at(min(place, self.document.characterCount() - 1))

    def edited_block(self) -> QTextBlock:
        """Return the paragraph that was changed last."""
        return self.document.findBlock(min(self._last_edit, self.document.characterCount() - 1))

    def caret_at(self, position: int) -> int:
        """Return a position in the document as code points of ``markdown``."""
        raise NotImplementedError

    def position_at(self, caret: int) -> int:
        """Return the position in the document of a caret in code points of ``markdown``."""
        raise NotImplementedError

    def send(self) -> str:
        """Return the text to be saved, and remember it as ours when the desk shows it later."""
        text = self.markdown()
        if not self._sent or self._sent[-1] != text:
            self._sent.append(text)
        return text

    def is_ours(self, theirs: str) -> bool:
        """Say whether the desk's text is one that was sent from here; older ones are forgotten."""
        if theirs == self.base:
            return True
        for number, text in reversed(list(enumerate(self._sent))):
            if self._same(text, theirs):
                for _ in range(number):
                    self._sent.popleft()
                return True
        return False

    @contextmanager
    def arrival(self) -> Iterator[QTextCursor]:
        """Change the text on behalf of the desk, as one step that can be undone."""
        cursor = QTextCursor(self.document)
        self._arriving = True
        cursor.beginEditBlock()
        try:
            yield cursor
        finally:
            cursor.endEditBlock()
            self._arriving = False

    def _same(self, sent: str, theirs: str) -> bool:
        """Say whether the desk makes ``theirs`` of a text that was sent."""
        return sent == theirs

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        # An input method that begins or goes on reports its paragraph as changed; it is not.
        if not self._follow(position, removed, added):
            return
        self._last_edit = position + added
        if not self._arriving:
            self.edited.emit()

    def _follow(self, position: int, removed: int, added: int) -> bool:
        """Keep what is known of the text in step; say whether any character is another one."""
        raise NotImplementedError


class FieldText(Passage):
    """A text of one paragraph."""

    def __init__(self, owner: str, part: str, text: str, parent: QObject) -> None:
        super().__init__(owner, part, parent)
        self.base = text
        self._known = ""
        self._arriving = True
        self.document.setPlainText(one_line(text))  # this also empties the undo stack
        self._arriving = False

    def markdown(self) -> str:
        """Return the text on one line, without outer space."""
        return one_line(raw(self.document)).strip()

    def caret_at(self, position: int) -> int:
        """Return a position in the document as code points of ``markdown``."""
        text = raw(self.document)
        lead = len(text) - len(text.lstrip())
        return max(0, min(to_code_points(text, position) - lead, len(self.markdown())))

    def position_at(self, caret: int) -> int:
        """Return the position in the document of a caret in code points of ``markdown``."""
        text = raw(self.document)
        return to_utf16(text, len(text) - len(text.lstrip()) + caret)

    def receive(self, theirs: str) -> None:
        """Take in what the desk has now; typed text that the desk does not know yet stays."""
        theirs = one_line(theirs).strip()
        untouched = self.markdown() == self.base
        ours = self.is_ours(theirs)
        if not ours and untouched:
            self._replace_by(theirs)
        self.base = theirs
        if not ours and not untouched:
            self.edited.emit()  # both sides changed it: the typed text must be saved once more

    def _replace_by(self, text: str) -> None:
        now = raw(self.document)
        start, gone, new = smallest_edit(now, text)
        with self.arrival() as cursor:
            cursor.setPosition(to_utf16(now, start))
            end = to_utf16(now, start + gone)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(new)

    def _follow(self, position: int, removed: int, added: int) -> bool:
        before, self._known = self._known, raw(self.document)
        return before != self._known


def raw(document: QTextDocument) -> str:
    """Return the document's text as it is, paragraphs apart by a new line, NBSP kept."""
    return document.toRawText().replace("\u2029", "\n")


def one_line(text: str) -> str:
    """Return the text with every line break as a space."""
    return text.replace(LINE_BREAK, " ").replace("\n", " ")


def words_on_one_line(text: str) -> str:
    """Return the text with breaks, tabs and runs of spaces as one space; one that holds stays."""
    return _GAPS.sub(" ", text).strip(" ")
