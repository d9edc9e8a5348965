"""Moving the paragraphs of a body up and down: whole, as one step, with caret and selection."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextBlock, QTextCursor

from editor_app.domain.block import BlockKind
from editor_app.text.differences import smallest_edit
from editor_app.text.kinds import kind_of
from editor_app.text.moving import holds_all_items, jumped, move_items
from editor_app.ui.article.body_text import PARAGRAPH, BodyText, stored
from editor_app.ui.article.paper_layout import LINE_BREAK
from editor_app.ui.widgets.positions import to_code_points, to_utf16

KEEP = QTextCursor.MoveMode.KeepAnchor
Place = tuple[int, int]
"""The number of a paragraph, and an offset in it that Qt counts."""


def move(body: BodyText, cursor: QTextCursor, way: int) -> bool:
    """Move what the cursor touches past its neighbour; False when there is none in that ``way``.

    That are the paragraphs of a selection, or in a list the touched items. The cursor goes along.
    """
    first, last = touched(cursor)
    block = body.document.findBlockByNumber(first)
    text = block.text()
    if first == last and kind_of(stored(text)) is BlockKind.LIST:
        lines = _line_of(block, cursor.selectionStart()), _line_of(block, cursor.selectionEnd())
        if not holds_all_items(text.replace(LINE_BREAK, "\n"), *lines):
            return _move_items(block, cursor, lines, way)
    return _move_paragraphs(body, cursor, (first, last), way)


def touched(cursor: QTextCursor) -> tuple[int, int]:
    """Return the numbers of the first and last paragraph that a cursor touches.

    A selection that ends before the first letter of a paragraph does not touch it.
    """
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart()).blockNumber()
    end = document.findBlock(cursor.selectionEnd())
    last = end.blockNumber()
    if last > first and cursor.selectionEnd() == end.position():
        last -= 1
    return first, last


# -- paragraphs


def _move_paragraphs(body: BodyText, cursor: QTextCursor, which: tuple[int, int], way: int) -> bool:
    """Let the neighbour jump over the paragraphs: those keep all that is known of their place."""
    over = jumped(body.texts(), *which, way)
    if over is None:
        return False
    ends = _place(cursor, cursor.anchor()), _place(cursor, cursor.position())
    find = body.document.findBlockByNumber
    step = QTextCursor(cursor)
    step.beginEditBlock()  # Undo will put the caret where it is now
    step.setPosition(find(over[0]).position())
    step.setPosition(_end(find(over[1])), KEEP)
    words = step.selectedText()
    if way < 0:
        step.setPosition(_end(find(which[1])))
        step.insertText(PARAGRAPH + words)
        step.setPosition(find(over[0]).position())
        step.setPosition(find(which[0]).position(), KEEP)
        step.removeSelectedText()
    else:
        step.setPosition(_end(find(which[1])))
        step.setPosition(_end(find(over[1])), KEEP)
        step.removeSelectedText()
        step.setPosition(find(which[0]).position())
        step.insertText(words + PARAGRAPH)
    step.endEditBlock()
    by = (over[1] - over[0] + 1) * way
    _select(cursor, [_shifted(end, which, by, cursor) for end in ends])
    return True


def _shifted(place: Place, which: tuple[int, int], by: int, cursor: QTextCursor) -> Place:
    """Return where an end of the selection is now; one behind the paragraphs ends with them."""
    number, offset = place
    if number > which[1]:
        last = cursor.document().findBlockByNumber(which[1] + by)
        return last.blockNumber(), last.length() - 1
    return number + by, offset


# -- items of a list


def _move_items(block: QTextBlock, cursor: QTextCursor, lines: tuple[int, int], way: int) -> bool:
    """Move items inside their list."""
    text = block.text()
    moved = move_items(text.replace(LINE_BREAK, "\n"), *lines, way)
    if moved is None:
        return False
    now = moved.text.replace("\n", LINE_BREAK)
    ends = [
        _offset_now(text, now, _inside(block, position), moved.by)
        for position in (cursor.anchor(), cursor.position())
    ]
    at, gone, new = smallest_edit(text, now)
    step = QTextCursor(cursor)
    step.beginEditBlock()
    step.setPosition(block.position() + to_utf16(text, at))
    step.setPosition(block.position() + to_utf16(text, at + gone), KEEP)
    step.insertText(new)
    step.endEditBlock()
    number = block.blockNumber()
    _select(cursor, [(number, to_utf16(now, end)) for end in ends])
    return True


def _offset_now(text: str, now: str, offset: int, by: int) -> int:
    """Return where a place of a line is when the line stands ``by`` lines further down.

    It is counted from the end of the line: a number at its beginning may be another one.
    """
    line = text.count(LINE_BREAK, 0, offset)
    from_end = len(text.split(LINE_BREAK)[line]) - (offset - _begin(text, line))
    new = now.split(LINE_BREAK)[line + by]
    return _begin(now, line + by) + max(len(new) - from_end, 0)


def _begin(text: str, line: int) -> int:
    """Return where a line begins, in code points."""
    return sum(len(part) + 1 for part in text.split(LINE_BREAK)[:line])


def _line_of(block: QTextBlock, position: int) -> int:
    return block.text().count(LINE_BREAK, 0, _inside(block, position))


def _inside(block: QTextBlock, position: int) -> int:
    """Return a position of the document as code points of a paragraph, at most its end."""
    text = block.text()
    return to_code_points(text, min(max(position - block.position(), 0), block.length() - 1))


# -- places


def _place(cursor: QTextCursor, position: int) -> Place:
    block = cursor.document().findBlock(position)
    return block.blockNumber(), position - block.position()


def _end(block: QTextBlock) -> int:
    return block.position() + block.length() - 1


def _select(cursor: QTextCursor, ends: Sequence[Place]) -> None:
    anchor, position = (
        cursor.document().findBlockByNumber(number).position() + offset for number, offset in ends
    )
    cursor.setPosition(anchor)
    cursor.setPosition(position, KEEP)
