"""Tables of WordPress, read without losing anything, and written again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from editor_app.domain.block import BlockKind
from editor_app.formats.html_tree import Element, attribute
from editor_app.formats.inline import Runs
from editor_app.formats.pieces import Piece
from editor_app.formats.wordpress_words import Unmodelled

_ALIGNED = re.compile(r"(?:has-text-align|align)-(left|right|center)")
_Row = list[tuple[Runs, str]]


def read_table(table: Element, words: Callable[[Element], Runs]) -> Piece:
    """Return a table as a piece; one without a head gets an empty one. Raises Unmodelled."""
    head: list[_Row] = []
    body: list[_Row] = []
    for part in _children(table):
        if part.tag == "thead":
            head.extend(_row(row, "th", words) for row in _children(part))
        elif part.tag == "tbody":
            body.extend(_row(row, "td", words) for row in _children(part))
        elif part.tag == "tr":
            body.append(_row(part, "td", words))
        else:
            raise Unmodelled(str(part.tag))
    columns = max(map(len, [*head, *body]), default=0)
    if len(head) > 1 or not columns or any(len(row) != columns for row in [*head, *body]):
        raise Unmodelled("table")
    rows = [*(head or [[((), "")] * columns]), *body]
    alignments = tuple(_alignment([row[n][1] for row in [*head, *body]]) for n in range(columns))
    words_only = tuple(tuple(cell for cell, _ in row) for row in rows)
    return Piece(BlockKind.TABLE, rows=words_only, alignments=alignments)


def _children(parent: Element) -> list[Element]:
    found = [child for child in parent if isinstance(child.tag, str)]
    if len(found) != len(parent) or any(
        (text or "").strip() for text in (parent.text, *(child.tail for child in parent))
    ):
        raise Unmodelled("table")
    return found


def _row(row: Element, tag: str, words: Callable[[Element], Runs]) -> _Row:
    if row.tag != "tr" or row.attrib:
        raise Unmodelled("row")
    return [_cell(cell, tag, words) for cell in _children(row)]


def _cell(cell: Element, tag: str, words: Callable[[Element], Runs]) -> tuple[Runs, str]:
    if cell.tag not in {tag, "th"} or (cell.tag == "th" and tag == "td"):
        raise Unmodelled(str(cell.tag))
    align = attribute(cell, "data-align")
    found = _ALIGNED.fullmatch(attribute(cell, "class")) if cell.get("class") else None
    told = align or (found[1] if found else "")
    if set(cell.attrib) - {"class", "data-align", "align"} or (cell.get("class") and not found):
        raise Unmodelled("cell")
    runs = words(cell)
    if any(run.text == "\n" for run in runs):
        raise Unmodelled("cell")
    return runs, told or attribute(cell, "align")


def _alignment(told: Sequence[str]) -> str:
    if len(set(told)) > 1:
        raise Unmodelled("alignment")
    return told[0] if told else ""


def table_html(piece: Piece, words: Callable[[Runs], str]) -> str:
    """Return a table as the block editor writes it; an empty head is left out."""
    head, *rows = piece.rows
    aligned = [*piece.alignments, *[""] * len(head)]

    def line(cells: Sequence[Runs], tag: str) -> str:
        written = (
            f"<{tag}{_align(align)}>{words(cell)}</{tag}>"
            for cell, align in zip(cells, aligned, strict=False)
        )
        return f"<tr>{''.join(written)}</tr>"

    top = f"<thead>{line(head, 'th')}</thead>" if any(head) or not rows else ""
    body = "".join(line(row, "td") for row in rows)
    return f"<table>{top}{f'<tbody>{body}</tbody>' if body else ''}</table>"


def _align(align: str) -> str:
    return f' class="has-text-align-{align}" data-align="{align}"' if align else ""
