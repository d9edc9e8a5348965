"""Writes an article as a Word file (Office Open XML), with headings, lists, emphasis and photos."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from editor_app.domain.article import Article
from editor_app.domain.block import Block, BlockKind
from editor_app.domain.ids import PhotoId
from editor_app.text.blocks import photo_of
from editor_app.text.marks import Mark, MarkKind, marks

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

PICTURE_INCHES = 5.5
INDENT = 4
"""Spaces of one level of a nested list in our dialect."""


def write_docx(article: Article, pictures: Mapping[PhotoId, tuple[bytes, str]]) -> bytes:
    """Return the article as .docx; ``pictures`` hold per photo the file and its caption."""
    import docx

    document = docx.Document()
    document.core_properties.language = article.language
    document.core_properties.title = article.headline
    document.add_heading(article.headline, level=0)
    if article.standfirst:
        document.add_paragraph(article.standfirst, style="Subtitle")
    for block in article.body:
        _write_block(document, block, pictures)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _write_block(
    document: Document, block: Block, pictures: Mapping[PhotoId, tuple[bytes, str]]
) -> None:
    photo = photo_of(block)
    if photo is not None:
        _write_picture(document, *pictures.get(photo, (b"", "")))
    elif block.kind is BlockKind.HEADING:
        level = len(block.text) - len(block.text.lstrip("#"))
        _write_runs(document.add_heading(level=level), block.text.lstrip("#").strip())
    elif block.kind is BlockKind.LIST:
        for line in block.text.split("\n"):
            _write_item(document, line)
    elif block.kind is BlockKind.TABLE:
        _write_table(document, block.text)
    elif block.kind in {BlockKind.QUOTE, BlockKind.PULL_QUOTE}:
        text = "\n".join(line.removeprefix(">").strip() for line in block.text.split("\n"))
        _write_runs(document.add_paragraph(style="Quote"), text)
    else:
        _write_runs(document.add_paragraph(), block.text)


def _write_picture(document: Document, data: bytes, caption: str) -> None:
    from docx.shared import Inches

    if data:
        document.add_picture(BytesIO(data), width=Inches(PICTURE_INCHES))
    if caption:
        document.add_paragraph(caption, style="Caption")


def _write_item(document: Document, line: str) -> None:
    text = line.strip()
    marker, _, words = text.partition(" ")
    depth = min((len(line) - len(line.lstrip())) // INDENT + 1, 3)
    base = "List Number" if marker[:1].isdigit() else "List Bullet"
    style = base if depth == 1 else f"{base} {depth}"
    _write_runs(document.add_paragraph(style=style), words)


def _write_table(document: Document, text: str) -> None:
    rows = [_cells(line) for line in text.split("\n")]
    rows = [row for number, row in enumerate(rows) if number != 1]
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=False):
            _write_runs(cell.paragraphs[0], words)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _write_runs(paragraph: Paragraph, text: str) -> None:
    """Write text with strong and emphasis as runs; the marks themselves are left out."""
    found = marks(text)
    edges = sorted({0, len(text), *(edge for mark in found for edge in (mark.start, mark.end))})
    for start, end in itertools.pairwise(edges):
        kinds = {mark.kind for mark in found if _covers(mark, start, end)}
        if kinds & {MarkKind.SIGN, MarkKind.ADDRESS}:
            continue
        run = paragraph.add_run(text[start:end])
        run.bold = MarkKind.STRONG in kinds or None
        run.italic = MarkKind.EMPHASIS in kinds or None
        run.font.superscript = MarkKind.RAISED in kinds or None
        run.font.subscript = MarkKind.LOWERED in kinds or None


def _covers(mark: Mark, start: int, end: int) -> bool:
    return mark.start <= start and end <= mark.end
