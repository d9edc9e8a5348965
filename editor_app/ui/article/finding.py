"""Finding text in the documents of a view, one after the other and round again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor, QTextDocument

from editor_app.text.kinds import object_of


def find_next(
    documents: Sequence[QTextDocument], text: str, start: QTextCursor, *, backwards: bool
) -> QTextCursor | None:
    """Return the next place that holds ``text``, upper and lower case alike; None without one.

    The search begins behind the selection of ``start`` (before it when ``backwards``), goes through
    the documents in their order and comes round to where it began. Lines of photos do not count.
    """
    if not text or not documents:
        return None
    order = list(documents)
    here = order.index(start.document()) if start.document() in order else 0
    way = -1 if backwards else 1
    for step in range(len(order) + 1):
        document = order[(here + way * step) % len(order)]
        first = start if step == 0 and document is start.document() else None
        found = _find_in(document, text, first, backwards=backwards)
        if found is not None:
            return found
    return None


def _find_in(
    document: QTextDocument, text: str, start: QTextCursor | None, *, backwards: bool
) -> QTextCursor | None:
    flags = QTextDocument.FindFlag(0)
    if backwards:
        flags |= QTextDocument.FindFlag.FindBackward
    if start is None:
        start = QTextCursor(document)
        if backwards:
            start.movePosition(QTextCursor.MoveOperation.End)
    found = document.find(text, start, flags)
    while not found.isNull() and object_of(found.block().text()) is not None:
        found = document.find(text, found, flags)
    return None if found.isNull() else found
