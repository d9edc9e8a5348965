"""Markdown cut into blocks: what stands between empty lines, and what stands alone without them.

A list is one block whatever empty lines its source had, and so is a footnote with several
paragraphs. Fenced code is one block up to its closing fence; a fence that is never closed is text,
so that three typed backticks do not swallow the rest of an article.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from unicodedata import is_normalized, normalize

from editor_app.domain.block import BlockKind
from editor_app.text.kinds import (
    BARE_FENCE,
    FENCE,
    FOOTNOTE,
    HEADING,
    ITEM,
    OBJECT,
    QUOTE,
    RULE,
    UNDERLINE,
    closes_fence,
    reach,
    starts_table,
    width,
)
from editor_app.text.lists import BLANKS, STEP, broken, tight

_NEW_LINES = re.compile(r"\r\n?")
_EMPTY_LINES = re.compile(r"\n\s*\n")
_SPACES_THEN_LINE = re.compile(r" {2,}(?=\n)")
_CHINESE_INDENT = "\u3000\u3000"


@dataclass
class _Piece:
    """The lines of a block in the making.

    For a list: ``base`` is the column of its first marker, ``reach`` the column from which text
    belongs to its last outer item, ``ordered`` whether its outer items have numbers.
    """

    kind: BlockKind
    lines: list[str] = field(default_factory=list)
    base: int = 0
    reach: int = 0
    ordered: bool = False


def split(markdown: str) -> tuple[str, ...]:
    """Return the blocks of a Markdown text in canonical form, without empty ones.

    Joined by one empty line and split again they are the same blocks.
    """
    text = _NEW_LINES.sub("\n", markdown) if "\r" in markdown else markdown
    if "```" in text or "~~~" in text:
        chunks = [text.split("\n")]
    else:
        chunks = [chunk.split("\n") for chunk in _EMPTY_LINES.split(text)]
    reading = _Reading()
    for lines in chunks:
        reading.take(lines)
        reading.open = False
    written = (_write(piece) for piece in reading.pieces)
    return tuple(text for text in written if text)


class _Reading:
    """Reads lines from the top to the bottom and gathers them into pieces."""

    def __init__(self) -> None:
        self.pieces: list[_Piece] = []
        self.open = False
        self._fences: list[int] = []

    def take(self, lines: list[str]) -> None:
        """Read some lines; they may hold empty ones."""
        self._fences = [number for number, line in enumerate(lines) if BARE_FENCE.match(line)]
        number = 0
        while number < len(lines):
            line = lines[number]
            if line.strip():
                number = self._take_line(lines, number)
            else:
                self.open = False
                number += 1

    def _take_line(self, lines: list[str], number: int) -> int:
        """Read the line with this number and return the number of the next one to read."""
        line = lines[number]
        last = self.pieces[-1] if self.pieces else None
        if last is None or not self._continues(last, lines, number):
            return self._start(lines, number)
        if last.kind is BlockKind.PARAGRAPH and len(last.lines) == 1 and UNDERLINE.match(line):
            level = "#" if "=" in line else "##"
            last.lines = [f"{level} {last.lines[0]}"]
            last.kind = BlockKind.HEADING
            self.open = False
            return number + 1
        self._append(last, line)
        self.open = True
        return number + 1

    def _continues(self, last: _Piece, lines: list[str], number: int) -> bool:
        """Say whether a line belongs to the piece before it."""
        line = lines[number]
        if OBJECT.match(line):
            return False
        column = width(line) - last.base
        if last.kind is BlockKind.LIST:
            if column >= last.reach:
                return True
            item = ITEM.match(line)
            if item and not RULE.match(line):
                return (item[2] not in "-*+") == last.ordered
        if last.kind is BlockKind.FOOTNOTE and column >= STEP:
            return True
        if not self.open:
            return False
        if last.kind is BlockKind.PARAGRAPH and len(last.lines) == 1 and UNDERLINE.match(line):
            return True
        if last.kind is BlockKind.QUOTE and QUOTE.match(line):
            return True
        return not self._interrupts(lines, number, last.kind is BlockKind.TABLE)

    def _append(self, last: _Piece, line: str) -> None:
        """Add a line to the piece it belongs to, remembering an empty line where that matters."""
        if last.kind is BlockKind.LIST:
            if not self.open:
                last.lines.append("")
            item = ITEM.match(line)
            column = width(line) - last.base
            if item and column < last.reach:
                last.reach = max(0, column) + reach(item[2])
        elif last.kind is BlockKind.FOOTNOTE and not self.open:
            last.lines[-1] = broken(last.lines[-1])
            line = " " * STEP + line.strip(BLANKS)
        last.lines.append(line)

    def _start(self, lines: list[str], number: int) -> int:
        """Begin a piece with this line and return the number of the next line to read."""
        line = lines[number]
        bare = line.strip()
        closing = self._closing_fence(lines, number)
        if closing is not None:
            self.pieces.append(_Piece(BlockKind.CODE, lines[number : closing + 1]))
            self.open = False
            return closing + 1
        kind = _kind_of_start(bare, lines[number + 1 : number + 2])
        piece = _Piece(kind, [line.lstrip()])
        if kind is BlockKind.LIST:
            marker = bare.split(maxsplit=1)[0]
            piece.base = width(line)
            piece.lines = [" " * piece.base + line.lstrip()]
            piece.reach, piece.ordered = reach(marker), marker not in "-*+"
        self.pieces.append(piece)
        self.open = kind not in {BlockKind.PHOTO, BlockKind.RULE, BlockKind.HEADING}
        return number + 1

    def _interrupts(self, lines: list[str], number: int, in_table: bool) -> bool:
        """Say whether a line begins a block of its own although no empty line stands before it."""
        line = lines[number]
        if line.startswith(_CHINESE_INDENT):
            return True
        if any(pattern.match(line) for pattern in (HEADING, RULE, QUOTE, FOOTNOTE)):
            return True
        item = ITEM.match(line)
        if item and item[3] and width(line) < STEP and item[2] in {"-", "*", "+", "1."}:
            return True
        if self._closing_fence(lines, number) is not None and width(line) < STEP:
            return True
        return not in_table and width(line) < STEP and starts_table(lines[number : number + 2])

    def _closing_fence(self, lines: list[str], number: int) -> int | None:
        """Return the number of the line that closes the fence which this line opens, or None."""
        opening = lines[number].lstrip(BLANKS)
        if not FENCE.match(opening):
            return None
        indent = width(lines[number])
        for later in self._fences[bisect_right(self._fences, number) :]:
            if closes_fence(opening, _outdented(lines[later], indent)):
                return later
        return None


def _kind_of_start(bare: str, following: list[str]) -> BlockKind:
    """Return what a line begins; PHOTO stands for every line that is an object of its own."""
    if bare[0].isalpha() and "|" not in bare:
        return BlockKind.PARAGRAPH
    for pattern, kind in _STARTS:
        if pattern.match(bare):
            return kind
    return BlockKind.TABLE if starts_table([bare, *following]) else BlockKind.PARAGRAPH


_STARTS = (
    (OBJECT, BlockKind.PHOTO),
    (RULE, BlockKind.RULE),
    (HEADING, BlockKind.HEADING),
    (FOOTNOTE, BlockKind.FOOTNOTE),
    (QUOTE, BlockKind.QUOTE),
    (ITEM, BlockKind.LIST),
)


def _outdented(line: str, columns: int) -> str:
    """Return the line moved left by so many columns, or as far as it goes."""
    bare = line.lstrip(BLANKS)
    return " " * max(0, width(line) - columns) + bare


def _write(piece: _Piece) -> str:
    """Return the canonical text of a piece, in normal form C."""
    if piece.kind is BlockKind.LIST:
        text = tight(piece.lines).strip()
    elif piece.kind is BlockKind.CODE:
        text = _write_code(piece.lines)
    else:
        text = "\n".join(piece.lines).strip()
        if "  \n" in text:
            text = _SPACES_THEN_LINE.sub(r"\\", text)
    if text.isascii() or is_normalized("NFC", text):
        return text
    return normalize("NFC", text)


def _write_code(lines: list[str]) -> str:
    """Return fenced code moved to the margin; its empty lines hold a space, to stay one block."""
    indent = width(lines[0])
    moved = [_outdented(line, indent) if indent else line for line in lines]
    inner = [line if line.strip() else " " for line in moved[1:-1]]
    return "\n".join([moved[0].rstrip(), *inner, moved[-1].strip()])
