"""Styles a paragraph and breaks it into lines: with little ado where it is typed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextLayout, QTextOption

from editor_app.ui.article.changed_lines import Laid, lay_lines, shapes_of
from editor_app.ui.widgets.positions import utf16_length

FormatRanges = list[QTextLayout.FormatRange]

WRAPPED = QTextOption()
WRAPPED.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
ON_ONE_LINE = QTextOption()
ON_ONE_LINE.setWrapMode(QTextOption.WrapMode.NoWrap)


class Form(NamedTuple):
    """How paragraphs are to look: what ``PaperLayout`` was told, and where their column stands.

    ``line`` is the least height of a line in pixels.
    """

    style: Callable[[str], FormatRanges] | None
    hang: Callable[[str, int], float] | None
    column: QRectF
    line: float


class Edit(NamedTuple):
    """A change of a document: at ``start``, ``removed`` characters gave way to ``added`` ones."""

    start: int
    removed: int
    added: int


class Typed(NamedTuple):
    """The paragraph that was typed in last: its number, its formats, and how it lies."""

    number: int
    formats: FormatRanges
    laid: Laid


def lay_paragraph(block: QTextBlock, form: Form, *, wraps: bool = True) -> Laid:
    """Style a paragraph and break it into lines; what a card stands for has one alone."""
    layout, text = block.layout(), block.text()
    layout.setTextOption(WRAPPED if wraps else ON_ONE_LINE)
    formats = form.style(text) if form.style is not None else []
    if form.style is not None:
        _set_formats(layout, formats)
    hang = form.hang if wraps else None
    return lay_lines(layout, text, shapes_of(formats), form.column, form.line, hang)


def lay_typed(block: QTextBlock, form: Form, edit: Edit, before: Typed | None) -> Typed:
    """Lay a paragraph out that was edited; ``before`` is how it lay, if it was typed in last.

    Formats that stay where they are need not be set again: Qt has them still, unless it has set
    those of an input method, which counts as an exchange of the whole paragraph.
    """
    layout, text = block.layout(), block.text()
    formats = form.style(text) if form.style is not None else []
    alone = (not edit.removed or not edit.added) and edit.removed + edit.added < block.length()
    if before is None or before.laid.composed or not alone:
        layout.setTextOption(WRAPPED)
        layout.setCacheEnabled(True)  # what is typed in is drawn right after
        before = None
    if before is not None and formats is before.formats:
        shapes = before.laid.formats
    else:
        shapes = shapes_of(formats)
        if form.style is not None:
            _set_formats(layout, formats)
    laid = lay_lines(layout, text, shapes, form.column, form.line, form.hang)
    return Typed(block.blockNumber(), formats, laid)


def plain_range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    """Return a format from ``start`` on, so many UTF-16 units long."""
    item = QTextLayout.FormatRange()
    item.start, item.length, item.format = start, length, form
    return item


def _set_formats(layout: QTextLayout, ranges: FormatRanges) -> None:
    """Give the layout our formats, and leave those of an input method's preedit text in place."""
    preedit = utf16_length(layout.preeditAreaText())
    if not preedit:
        if ranges or layout.formats():
            layout.setFormats(ranges)
        return
    start = layout.preeditAreaPosition()
    kept = [item for item in layout.formats() if start <= item.start < start + preedit]
    moved = []
    for item in ranges:
        first, last = item.start, item.start + item.length
        first += preedit * (first >= start)
        last += preedit * (last > start)
        moved.append(plain_range(first, last - first, item.format))
    layout.setFormats(moved + kept)
