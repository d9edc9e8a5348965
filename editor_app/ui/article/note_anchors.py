"""What a new note is about: the words that are marked, or the paragraph of the caret."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCursor

from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address, block_address
from editor_app.services.note_views import Anchor
from editor_app.ui.article.body_text import BodyText, stored
from editor_app.ui.article.manuscript import Manuscript
from editor_app.ui.article.mark_drawing import lead_of
from editor_app.ui.article.passage import Passage
from editor_app.ui.widgets.positions import to_code_points


def anchor_at(manuscript: Manuscript, cursor: QTextCursor) -> Anchor | None:
    """Return what stands under a cursor in one of the texts of a Manuscript; None elsewhere."""
    passages = (item for item in manuscript.passages() if item.document is cursor.document())
    passage = next(passages, None)
    if passage is None:
        return None
    if isinstance(passage, BodyText):
        return _in_body(passage, cursor)
    return _in_field(passage, cursor)


def _in_field(passage: Passage, cursor: QTextCursor) -> Anchor:
    start, end = (
        passage.caret_at(place) for place in (cursor.selectionStart(), cursor.selectionEnd())
    )
    return _anchor(Address(passage.owner, passage.part), passage.markdown(), start, end)


def _in_body(body: BodyText, cursor: QTextCursor) -> Anchor:
    """Return the paragraph where the selection begins; of a longer one what lies in it."""
    block = body.document.findBlock(cursor.selectionStart())
    ident = body.id_of(block)
    address = block_address(ArticleId(body.owner), ident) if ident is not None else None
    start, end = (
        _inside(block, place) for place in (cursor.selectionStart(), cursor.selectionEnd())
    )
    return _anchor(address, stored(block.text()), start, end)


def _inside(block: QTextBlock, position: int) -> int:
    """Return a position of the document in code points of a paragraph's Markdown."""
    text = block.text()
    place = min(max(position - block.position(), 0), block.length() - 1)
    length = len(stored(text))
    return min(max(to_code_points(text, place) - lead_of(text), 0), length)


def _anchor(address: Address | None, text: str, start: int, end: int) -> Anchor:
    """Return an anchor on marked words, or on all of a text."""
    if start < end and text[start:end].strip():
        return Anchor(address, text[start:end], start, end)
    return Anchor(address, text)
