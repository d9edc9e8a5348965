"""What is typed into a field of plain text, and how high its lines are."""

from __future__ import annotations

from math import ceil

from PySide6.QtWidgets import QPlainTextEdit


def typed_lines(field: QPlainTextEdit) -> str:
    """Return what was typed; ``toPlainText`` would make a space of a no-break space."""
    return field.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n").strip()


def height_of_lines(field: QPlainTextEdit, least: int, most: int) -> int:
    """Return how high in pixels a field's text is, as if it had ``least`` to ``most`` lines."""
    layout, block, height = field.document().documentLayout(), field.document().begin(), 0.0
    while block.isValid():
        height += layout.blockBoundingRect(block).height()
        block = block.next()
    line = field.fontMetrics().lineSpacing()
    return ceil(min(most * line, max(least * line, height)))
