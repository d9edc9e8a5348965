"""Lists: loose ones made tight and nested ones set in by four columns, so that a list is one block.

A list with all its nested items is one block without an empty line inside. A second paragraph of
an item becomes a line of its own behind a hard break (a backslash), so that no word is lost and
none moves to another item.
"""

from __future__ import annotations

from collections.abc import Iterable

from editor_app.text.kinds import ITEM, reach, width

STEP = 4
BLANKS = " \t"


def tight(lines: Iterable[str]) -> str:
    """Return the list without empty lines, nested by four columns a level."""
    reaches: list[int] = []  # of each open item, the column from which text belongs to it
    written: list[str] = []
    base: int | None = None
    apart = False
    for line in lines:
        if not line.strip():
            apart = True
            continue
        base = width(line) if base is None else base
        column = max(0, width(line) - base)
        item = ITEM.match(line)
        if item:
            _open_item(reaches, column, item[2])
            written.append(_item_line(len(reaches) - 1, item[2], item[3] or ""))
        else:
            depth = _depth(reaches, column)
            if apart and depth == len(reaches) - 1 and ITEM.sub(r"\3", written[-1]):
                written[-1] = broken(written[-1])
            written.append(" " * STEP * (depth + 1) + line.strip(BLANKS))
        apart = False
    return "\n".join(written)


def broken(line: str) -> str:
    """Return the line with a hard break at its end: a backslash, unless it has one."""
    bare = line.rstrip(BLANKS)
    slashes = len(bare) - len(bare.rstrip("\\"))
    return bare if slashes % 2 else bare + "\\"


def _open_item(reaches: list[int], column: int, marker: str) -> None:
    """Close the items that end before this marker and open its own."""
    while reaches and column < reaches[-1]:
        reaches.pop()
    reaches.append(column + reach(marker))


def _item_line(depth: int, marker: str, text: str) -> str:
    """Write an item's first line."""
    inset = " " * STEP * depth
    return f"{inset}{marker} {text.strip(BLANKS)}".rstrip(" ")


def _depth(reaches: list[int], column: int) -> int:
    """Return the level of the item that text at this column continues; lazy text, the last."""
    for depth in range(len(reaches) - 1, -1, -1):
        if column >= reaches[depth]:
            return depth
    return len(reaches) - 1
