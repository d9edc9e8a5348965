"""What Return, Backspace and Tab do in a body, where a list or a table is one paragraph.

Each works on a QTextCursor; lines inside a paragraph are parted by U+2028.
"""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCursor

from editor_app.domain.block import BlockKind
from editor_app.text.blocks import kind_of
from editor_app.text.kinds import object_of
from editor_app.ui.article.block_forms import continuation, empty_row, next_item, set_in
from editor_app.ui.article.body_text import stored
from editor_app.ui.article.paper_layout import LINE_BREAK
from editor_app.ui.widgets.positions import to_code_points, to_utf16, utf16_length

KEEP = QTextCursor.MoveMode.KeepAnchor
BREAK_SIGN = "\\"


def press_return(cursor: QTextCursor) -> None:
    """Begin a paragraph; in a list an item, in a table a row, in code a line.

    An item or row without words ends its list or table; an empty paragraph stays the only one.
    """
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    block = cursor.block()
    kind = kind_of(stored(block.text()))
    if kind is BlockKind.LIST:
        _return_in_list(cursor, block)
    elif kind is BlockKind.TABLE:
        _return_in_table(cursor, block)
    elif kind is BlockKind.CODE and cursor.positionInBlock() < block.length() - 1:
        cursor.insertText(LINE_BREAK)
    elif block.text().strip():
        cursor.insertBlock()
    cursor.endEditBlock()


def break_line(cursor: QTextCursor) -> None:
    """Break the line inside a paragraph, item or quote; a heading has one line only."""
    block = cursor.block()
    kind = kind_of(stored(block.text()))
    if kind in {BlockKind.HEADING, BlockKind.RULE} or not block.text().strip():
        press_return(cursor)
        return
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    if kind in {BlockKind.TABLE, BlockKind.CODE}:
        cursor.insertText(LINE_BREAK)
    else:
        line, _ = _line_at(cursor)
        cursor.insertText(BREAK_SIGN + LINE_BREAK + continuation(line, kind))
    cursor.endEditBlock()


def press_backspace(cursor: QTextCursor) -> bool:
    """Take back a whole line break with its signs; False where Backspace is an ordinary one."""
    if cursor.hasSelection():
        return False
    line, start = _line_at(cursor)
    text = cursor.block().text()
    inside = to_code_points(text, cursor.positionInBlock())
    lead = line[: inside - start]
    kind = kind_of(stored(text))
    if not start or lead.strip(" >"):
        return False
    above = text[: start - 1].rsplit(LINE_BREAK, 1)[-1]
    if lead and lead != continuation(above.removesuffix(BREAK_SIGN), kind):
        return False
    first = start - 1
    if text[:first].endswith(BREAK_SIGN):
        first -= 1
    origin = cursor.block().position()
    cursor.setPosition(origin + to_utf16(text, first), KEEP)
    cursor.removeSelectedText()
    return True


def spare_cards(cursor: QTextCursor) -> None:
    """Let a selection hold a card whole or not at all, so that no text joins the line of one."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    first, last = (cursor.document().findBlock(place) for place in (start, end))
    if object_of(first.text()) is not None and start > first.position():
        start = start + 1 if start == _end_of(first) else first.position()
    if object_of(last.text()) is not None and end < _end_of(last):
        end = end - 1 if end == last.position() else _end_of(last)
    cursor.setPosition(min(start, end))  # of a gap between two cards: on the first of them
    cursor.setPosition(end, KEEP)


def _end_of(block: QTextBlock) -> int:
    return block.position() + block.length() - 1


def press_tab(cursor: QTextCursor, *, deeper: bool) -> bool:
    """Move the items of a selection in or out; False outside lists."""
    block = cursor.block()
    if kind_of(stored(block.text())) is not BlockKind.LIST:
        return False
    text = block.text()
    origin = block.position()
    first = to_code_points(text, cursor.selectionStart() - origin)
    last = to_code_points(text, min(cursor.selectionEnd() - origin, block.length() - 1))
    place = text[:first].count(LINE_BREAK)
    lines = text.split(LINE_BREAK)
    if deeper and place == 0:
        return True  # the first item has nothing to stand under
    cursor.beginEditBlock()
    for number in range(text[:last].count(LINE_BREAK), place - 1, -1):
        start = sum(utf16_length(line) + 1 for line in lines[:number])
        _replace(cursor, origin + start, lines[number], set_in(lines[number], deeper=deeper))
    cursor.endEditBlock()
    return True


def _return_in_list(cursor: QTextCursor, block: QTextBlock) -> None:
    line, start = _line_at(cursor)
    sign = next_item(line)
    if sign is None:  # a further line of an item: the next item has the sign of the one above
        above = block.text()[: max(start - 1, 0)].split(LINE_BREAK)
        sign = next((found for item in reversed(above) if (found := next_item(item))), "- ")
    if sign:
        cursor.insertText(LINE_BREAK + sign)
    else:
        _leave(cursor, block, line, start)


def _return_in_table(cursor: QTextCursor, block: QTextBlock) -> None:
    line, start = _line_at(cursor)
    if not line.replace("|", "").strip():
        _leave(cursor, block, line, start)
        return
    end = block.position() + to_utf16(block.text(), start + len(line))
    cursor.setPosition(end)
    cursor.insertText(LINE_BREAK + empty_row(line))
    cursor.setPosition(end + 3)


def _leave(cursor: QTextCursor, block: QTextBlock, line: str, start: int) -> None:
    """Take an item or row without words away and go on with a paragraph in its place."""
    text, origin = block.text(), block.position()
    after = start + len(line)
    cursor.setPosition(origin + to_utf16(text, max(start - 1, 0)))
    cursor.setPosition(origin + to_utf16(text, min(after + 1, len(text))), KEEP)
    cursor.removeSelectedText()
    if start:
        cursor.insertBlock()
    if text[after + 1 :].strip():
        cursor.insertBlock()
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)


def _line_at(cursor: QTextCursor) -> tuple[str, int]:
    """Return the line the cursor stands in and where it begins, in code points of the paragraph."""
    text = cursor.block().text()
    inside = to_code_points(text, cursor.selectionStart() - cursor.block().position())
    start = text.rfind(LINE_BREAK, 0, inside) + 1
    end = text.find(LINE_BREAK, inside)
    return text[start : end if end >= 0 else len(text)], start


def _replace(cursor: QTextCursor, place: int, line: str, new: str) -> None:
    """Exchange the start of a line, so that the caret in it stays with its words."""
    probe = QTextCursor(cursor)
    probe.setPosition(place)
    if len(new) > len(line):
        probe.insertText(new[: len(new) - len(line)])
    else:
        probe.setPosition(place + len(line) - len(new), KEEP)
        probe.removeSelectedText()
