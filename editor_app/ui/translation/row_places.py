"""Where rows stand in the body of the translation, and which row holds a place of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextDocument

from editor_app.domain.ids import UseId
from editor_app.services.row_views import Intent
from editor_app.text.blocks import split
from editor_app.ui.article.manuscript import Manuscript
from editor_app.ui.translation.row import Row


def place_for(rows: Sequence[Row], row: Row, manuscript: Manuscript | None) -> int:
    """Return the number of the paragraph before which a row without paragraphs belongs.

    Behind what stands for the nearest row above it, else before the nearest one below, else at the
    end. Rows of a photo's texts stand where the photo stands.
    """
    if manuscript is None:
        return 0
    at = next((number for number, item in enumerate(rows) if _is_same(item, row)), len(rows))
    for above in reversed(rows[:at]):
        numbers = _numbers(above, manuscript)
        if numbers:
            return max(numbers) + 1
    for below in rows[at + 1 :]:
        numbers = _numbers(below, manuscript)
        if numbers:
            return min(numbers)
    return manuscript.body.document.blockCount()


def _is_same(item: Row, row: Row) -> bool:
    """Say whether it is this row, also when the desk's rows were read anew since."""
    return item is row or (row.text is not None and item.text is row.text)


def intent_of(row: Row, manuscript: Manuscript) -> Intent | None:
    """Return what was written into a row for its sources; None when nothing was.

    A row that was just added has none, and what is written in it is for none.
    """
    if row.text is None or not row.text.made or (row.targets and not row.sources):
        return None
    texts = split(row.text.markdown())
    written = [block for block in row.text.blocks() if block.text().strip()]
    if not texts or not written:
        return None
    return Intent(manuscript.body.number_among_written(written[0]), texts, row.sources)


def intents(rows: Sequence[Row], manuscript: Manuscript) -> tuple[Intent, ...]:
    """Return what was written for which sources and is not known to the desk yet."""
    written = (row for row in rows if row.text is not None and row.text.written)
    found = (intent_of(row, manuscript) for row in written if not _is_known(row, manuscript))
    return tuple(intent for intent in found if intent is not None)


def _is_known(row: Row, manuscript: Manuscript) -> bool:
    """Say whether the desk has all paragraphs of a row in it."""
    if row.text is None:
        return True
    written = [block for block in row.text.blocks() if block.text().strip()]
    return all(manuscript.body.id_of(block) in row.blocks for block in written)


def row_at(
    rows: Sequence[Row], document: QTextDocument, position: int, manuscript: Manuscript
) -> int | None:
    """Return the number of the row that holds a place of the Manuscript, None without one."""
    body = manuscript.body
    if document is body.document:
        block = body.document.findBlock(position)
        ident = body.id_of(block)
        for number, row in enumerate(rows):
            held = row.text is not None and row.text.holds(position)
            if held or (ident is not None and ident in row.blocks):
                return number
        return None
    for number, row in enumerate(rows):
        for address in row.targets:
            passage = manuscript.passage(address.owner, address.part)
            if passage is not None and passage.document is document:
                return number
    return None


def _numbers(row: Row, manuscript: Manuscript) -> list[int]:
    """Return the numbers of the paragraphs that stand for a row."""
    body = manuscript.body
    if row.text is not None and row.text.made:
        return [block.blockNumber() for block in row.text.blocks()]
    blocks = [body.block_of(ident) for ident in row.blocks]
    for address in row.targets:
        photo = manuscript.photo_of(UseId(address.owner))
        if photo is not None:
            blocks.append(body.photo_block(photo))
    return [block.blockNumber() for block in blocks if block is not None]
