"""The text actions of the body: bold, italic, links, headings, lists, quotes, footnotes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QTextBlock, QTextCursor

from editor_app.text.kinds import object_of
from editor_app.text.spans import MarkKind
from editor_app.ui.article.block_forms import Form, next_footnote, restyled
from editor_app.ui.article.body_edit import BodyEdit
from editor_app.ui.article.body_text import PARAGRAPH, shown, stored
from editor_app.ui.article.link_field import LinkField
from editor_app.ui.article.span_marks import Change, address_in, link_at, linked, toggled
from editor_app.ui.widgets.positions import to_code_points, to_utf16

KEEP = QTextCursor.MoveMode.KeepAnchor
FORMS: Mapping[str, Form] = {
    "text.paragraph": Form.PARAGRAPH,
    "text.heading": Form.HEADING,
    "text.subheading": Form.SUBHEADING,
    "text.list": Form.LIST,
    "text.numbered": Form.NUMBERED,
    "text.quote": Form.QUOTE,
    "text.pull_quote": Form.PULL_QUOTE,
}


class Formatting(QObject):
    """Does the ``text.*`` actions at the caret of a body."""

    def __init__(self, edit: BodyEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._link = LinkField(edit)
        self._link.chosen.connect(self._set_link)
        self._link.given_up.connect(edit.setFocus)
        self._acts: dict[str, Callable[[], None]] = {
            "text.strong": lambda: self._toggle(MarkKind.STRONG),
            "text.emphasis": lambda: self._toggle(MarkKind.EMPHASIS),
            "text.link": self._ask_link,
            "text.footnote": self._add_footnote,
        }

    def names(self) -> frozenset[str]:
        """Return the names of the actions."""
        return frozenset(self._acts) | frozenset(FORMS)

    def perform(self, name: str) -> None:
        """Do one of the actions."""
        if name in FORMS:
            self._restyle(FORMS[name])
        elif name in self._acts:
            self._acts[name]()

    # -- inside a paragraph

    def _toggle(self, kind: MarkKind) -> None:
        cursor = self._edit.textCursor()
        if cursor.document().findBlock(cursor.selectionEnd()) == self._first_block(cursor):
            self._apply(self._first_block(cursor), lambda text, a, b: toggled(text, a, b, kind))
            return
        cursor.beginEditBlock()
        for block in self._blocks(cursor):
            text = block.text()
            if text.strip() and object_of(text) is None:
                self._replace(block, toggled(text, 0, len(text), kind))
        cursor.endEditBlock()

    def _ask_link(self) -> None:
        """Open the address field at the caret, with the link's address or a copied one."""
        cursor = self._edit.textCursor()
        block = self._first_block(cursor)
        known = link_at(block.text(), *self._selected_in(block, cursor))
        address = known[3] if known else address_in(QGuiApplication.clipboard().text())
        self._edit.ensureCursorVisible()
        place = self._edit.cursorRect().bottomLeft()
        self._link.ask(self._edit.viewport().mapTo(self._edit, place), address)

    def _set_link(self, address: str) -> None:
        self._edit.setFocus()
        block = self._first_block(self._edit.textCursor())
        self._apply(block, lambda text, a, b: linked(text, a, b, address))

    def _apply(self, block: QTextBlock, change: Callable[[str, int, int], Change]) -> None:
        """Change a paragraph's text at the selection, and select what the change says."""
        text = block.text()
        if object_of(text) is not None:
            return
        start, end = self._selected_in(block, self._edit.textCursor())
        made = change(text, start, end)
        self._replace(block, made)
        cursor = QTextCursor(block)
        after = block.text()
        cursor.setPosition(block.position() + to_utf16(after, made.first))
        cursor.setPosition(block.position() + to_utf16(after, made.last), KEEP)
        self._edit.setTextCursor(cursor)

    def _replace(self, block: QTextBlock, change: Change) -> None:
        text, cursor = block.text(), QTextCursor(block)
        cursor.setPosition(block.position() + to_utf16(text, change.start))
        cursor.setPosition(block.position() + to_utf16(text, change.end), KEEP)
        cursor.insertText(change.text)

    # -- whole paragraphs

    def _restyle(self, form: Form) -> None:
        """Give the paragraphs of the selection another form."""
        cursor = self._edit.textCursor()
        blocks = self._blocks(cursor)
        before = [stored(block.text()) for block in blocks]
        after = restyled(before, form)
        if before == after:
            return
        start = blocks[0].position()
        end = blocks[-1].position() + blocks[-1].length() - 1
        caret_from_end = end - cursor.selectionEnd()
        cursor.setPosition(start)
        cursor.setPosition(end, KEEP)
        cursor.insertText(PARAGRAPH.join(shown(text) for text in after))
        place = cursor.position() - (0 if form is Form.PULL_QUOTE else caret_from_end)
        cursor.setPosition(max(place, start))
        self._edit.setTextCursor(cursor)
        self._edit.ensureCursorVisible()

    def _add_footnote(self) -> None:
        """Put a footnote's sign at the caret, and go and write the note at the end."""
        body, cursor = self._edit.body, self._edit.textCursor()
        if body is None or object_of(cursor.block().text()) is not None:
            return
        number = next_footnote(body.markdown())
        cursor.beginEditBlock()
        cursor.setPosition(cursor.selectionEnd())
        cursor.insertText(f"[^{number}]")
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if cursor.block().text().strip():
            cursor.insertBlock()
        cursor.insertText(f"[^{number}]: ")
        cursor.endEditBlock()
        self._edit.setTextCursor(cursor)
        self._edit.ensureCursorVisible()

    # -- what is selected

    def _first_block(self, cursor: QTextCursor) -> QTextBlock:
        return cursor.document().findBlock(cursor.selectionStart())

    def _blocks(self, cursor: QTextCursor) -> list[QTextBlock]:
        """Return the paragraphs that a selection touches."""
        block = self._first_block(cursor)
        found = [block]
        end = cursor.selectionEnd()
        while block.next().isValid() and block.next().position() < end:
            block = block.next()
            found.append(block)
        return found

    def _selected_in(self, block: QTextBlock, cursor: QTextCursor) -> tuple[int, int]:
        """Return the part of a selection in a paragraph, in code points."""
        text = block.text()
        origin, length = block.position(), block.length() - 1
        start = min(max(cursor.selectionStart() - origin, 0), length)
        end = min(max(cursor.selectionEnd() - origin, 0), length)
        return to_code_points(text, start), to_code_points(text, end)
