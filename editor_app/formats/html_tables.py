"""HTML tables: data stays a table, a table that only arranges the page becomes what is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from editor_app.domain.block import BlockKind
from editor_app.formats.html_tree import Element, attribute
from editor_app.formats.inline import Run, Runs
from editor_app.formats.inline_writing import tidy
from editor_app.formats.pieces import Piece

Inside = Callable[[Element], list[Piece]]

_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_ARRANGING = frozenset({BlockKind.HEADING, BlockKind.TABLE, BlockKind.QUOTE, BlockKind.PHOTO})
_ALIGN = re.compile(r"(?:text-align\s*:\s*|\balign-)(left|right|center)")
_WIDEST = 60
_LONGEST_CELL = 400
_MOST_CELLS = 50_000


@dataclass(frozen=True)
class _Cell:
    """A cell: its pieces, whether it is a head, how its text is aligned."""

    pieces: tuple[Piece, ...] = ()
    head: bool = False
    align: str = ""
    joined: bool = False


def read_table(table: Element, inside: Inside) -> list[Piece]:
    """Return the table as one piece, with its caption before and its pictures behind it."""
    rows = _grid(table, inside)
    before = [piece for caption in table.iterchildren("caption") for piece in inside(caption)]
    if _arranges(table, rows):
        return [*before, *(piece for row in rows for cell in row for piece in cell.pieces)]
    photos = [
        piece
        for row in rows
        for cell in row
        for piece in cell.pieces
        if piece.kind is BlockKind.PHOTO
    ]
    filled = [row for row in rows if any(cell.pieces for cell in row)] or rows[:1]
    columns = max((len(row) for row in filled), default=0)
    used = [n for n in range(columns) if any(n < len(row) and row[n].pieces for row in filled)]
    if not used:
        return [*before, *photos]
    words = tuple(tuple(_words(row[n]) for n in used if n < len(row)) for row in filled)
    joined = sum(cell.joined for row in rows for cell in row)
    alignments = _alignments(filled, used)
    piece = Piece(BlockKind.TABLE, rows=words, alignments=alignments, joined=joined)
    return [*before, piece, *photos]


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _SECTIONS:
            yield from (row for row in child if row.tag == "tr")


def _grid(table: Element, inside: Inside) -> list[list[_Cell]]:
    """Read the cells; one that spans several places fills the first and leaves the others empty."""
    rows: list[list[_Cell]] = []
    spanning: dict[int, int] = {}
    cells = 0
    for row in _rows(table):
        line: list[_Cell] = []
        for element in row:
            if element.tag not in {"td", "th"}:
                continue
            _fill(line, spanning)
            head = element.tag == "th"
            width = _span(element, "colspan", _WIDEST)
            height = _span(element, "rowspan", 1_000)
            inner = tuple(inside(element))
            cell = _Cell(inner, head, _align(element), width > 1 or height > 1)
            for place in range(len(line), len(line) + width):
                if height > 1:
                    spanning[place] = height
            line.extend([cell, *[_Cell(head=head)] * (width - 1)])
        _fill(line, spanning)
        spanning = {place: left - 1 for place, left in spanning.items() if left > 1}
        cells += len(line)
        if cells > _MOST_CELLS:
            break
        rows.append(line)
    return rows


def _fill(line: list[_Cell], spanning: dict[int, int]) -> None:
    """Put empty cells where one from a row above reaches down."""
    while spanning.get(len(line), 0) > 0:
        line.append(_Cell())


def _arranges(table: Element, rows: Sequence[Sequence[_Cell]]) -> bool:
    """Say whether the table only puts things beside each other, as pages and mails once did."""
    cells = [cell for row in rows for cell in row if cell.pieces]
    if attribute(table, "role") in {"presentation", "none"}:
        return True
    if any(cell.head for row in rows for cell in row):
        return any(piece.kind is BlockKind.TABLE for cell in cells for piece in cell.pieces)
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return True
    if any(piece.kind in _ARRANGING for cell in cells for piece in cell.pieces):
        return True
    return sum(len(_text(cell)) for cell in cells) > _LONGEST_CELL * max(len(cells), 1)


def _text(cell: _Cell) -> str:
    return " ".join(piece.words for piece in cell.pieces)


def _words(cell: _Cell) -> Runs:
    """Return a cell's words on one line; what stood below each other is parted by a space."""
    runs: list[Run] = []
    for piece in cell.pieces:
        if piece.kind is BlockKind.PHOTO:
            continue
        runs.extend([Run(" ")] if runs else [])
        runs.extend(piece.runs or (Run(piece.words),))
    return tidy(runs, breaks=False)


def _span(element: Element, name: str, most: int) -> int:
    value = attribute(element, name)
    return min(max(int(value), 1), most) if value.isascii() and value.isdigit() else 1


def _align(element: Element) -> str:
    told = attribute(element, "align").lower()
    if told in {"left", "right", "center"}:
        return told
    found = _ALIGN.search(f"{element.get('style') or ''} {element.get('class') or ''}".lower())
    return found.group(1) if found else ""


def _alignments(rows: Sequence[Sequence[_Cell]], used: Sequence[int]) -> tuple[str, ...]:
    """Return each column's alignment: that of its first cell below the head, or of its head."""
    lines = [*rows[1:2], *rows[:1]]
    return tuple(
        next((line[n].align for line in lines if n < len(line) and line[n].align), "") for n in used
    )
