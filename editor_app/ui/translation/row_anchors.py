"""What a new note is about in Translate: marked words, else the row that is typed in."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from editor_app.services.note_views import Anchor
from editor_app.ui.article.note_anchors import anchor_at
from editor_app.ui.translation.active_row import ActiveRow
from editor_app.ui.translation.row import Row


def anchor_in_row(active: ActiveRow) -> Anchor | None:
    """Return the words that are marked in the source or the translation, else the row's text.

    A row that nobody has translated yet is noted on at its source; a label is no text to note on.
    """
    row, edit = active.row, active.edit
    if row is None or row.label is not None:
        return None
    beside = active.source.textCursor()
    if beside.hasSelection() and not edit.textCursor().hasSelection():
        return _in_source(row, beside.selectedText().replace("\u2029", "\n\n"))
    cursor = _in_manuscript(active) if row.target.strip() else None
    if cursor is not None and active.manuscript is not None:
        found = anchor_at(active.manuscript, cursor)
        if found is not None:
            return found
    if row.target.strip() and row.targets:
        return Anchor(row.targets[0], row.target)
    return _in_source(row, "")


def _in_manuscript(active: ActiveRow) -> QTextCursor | None:
    """Return the selection of the live editor as one of the Manuscript's own document.

    Its ends are looked up each by itself: paragraphs of other rows may stand between them.
    """
    edit = active.edit.textCursor()
    begins, ends = active.place_of(edit.anchor()), active.place_of(edit.position())
    if begins is None or ends is None:
        return None
    cursor = QTextCursor(ends[0])
    cursor.setPosition(begins[1])
    cursor.setPosition(ends[1], QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _in_source(row: Row, words: str) -> Anchor | None:
    """Return marked words of the source, or all of it; the paragraph of several that has them."""
    if not row.sources:
        return None
    texts = row.source.split("\n\n")
    if len(texts) != len(row.sources):
        return Anchor(row.sources[0], words or row.source)
    pairs = list(zip(row.sources, texts, strict=True))
    address, text = next((pair for pair in pairs if words and words in pair[1]), pairs[0])
    start = text.find(words) if words else -1
    if start < 0:
        return Anchor(address, text)
    return Anchor(address, words, start, start + len(words))
