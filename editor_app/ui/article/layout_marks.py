"""Draws the marks of a text under its lines: quiet, and without touching the text or its layout."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QHelpEvent,
    QPainter,
    QTextBlock,
)
from PySide6.QtWidgets import QTextEdit, QToolTip

from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address, block_address
from editor_app.ui.article.body_text import BodyText, stored
from editor_app.ui.article.manuscript import Manuscript
from editor_app.ui.article.mark_drawing import (
    Stretch,
    draw_grounds,
    draw_lines,
    lead_of,
    stretches,
)
from editor_app.ui.article.paper_layout import PaperLayout
from editor_app.ui.article.passage import FieldText, Passage
from editor_app.ui.article.text_marks import Marks, TextMarks
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.positions import to_code_points
from editor_app.ui.widgets.tips import as_tip

AddressOf = Callable[[QTextBlock], Address | None]


class LayoutMarks(QObject):
    """The marks of one document, drawn by its layout, with which it lives and dies."""

    def __init__(
        self, layout: PaperLayout, marks: TextMarks, theme: Theme, address_of: AddressOf
    ) -> None:
        """Draw the marks at the addresses of the document's paragraphs."""
        super().__init__(layout)
        self._layout, self._marks, self._theme = layout, marks, theme
        self._address_of = address_of
        self._found: list[Stretch] = []
        layout.before_text = self._draw_grounds
        layout.after_text = self._draw_lines
        layout.tip = self.tip
        marks.changed.connect(self._look_again)

    def of(self, block: QTextBlock) -> Marks:
        """Return the marks of a paragraph as its text stands, in code points of its Markdown."""
        address = self._address_of(block)
        if address is None or not self._marks.any_at(address):
            return ()
        return self._marks.of(address, stored(block.text()))

    def tip(self, block: QTextBlock, position: int) -> str:
        """Return what is to be said of a place (UTF-16 units of the paragraph's text)."""
        address, text = self._address_of(block), block.text()
        if address is None:
            return ""
        place = to_code_points(text, position) - lead_of(text)
        here = self._marks.at(address, stored(text), place)
        return "\n".join(dict.fromkeys(mark.tip for mark in here if mark.tip and mark.end))

    def _draw_grounds(self, painter: QPainter, block: QTextBlock, origin: QPointF) -> None:
        marks = self.of(block)
        self._found = (
            stretches(painter, block.layout(), block.text(), origin, marks) if marks else []
        )
        if self._found:
            draw_grounds(painter, self._found, origin, self._theme)

    def _draw_lines(self, painter: QPainter, _block: QTextBlock, origin: QPointF) -> None:
        if self._found:
            draw_lines(painter, self._found, origin, self._theme)

    def _look_again(self) -> None:
        self._layout.update.emit()


def mark_passages(manuscript: Manuscript, marks: TextMarks, theme: Theme) -> None:
    """Let the texts of a Manuscript draw their marks, whoever shows them; asked often."""
    for passage in manuscript.passages():
        if passage.layout.after_text is None:
            LayoutMarks(passage.layout, marks, theme, address_in(passage))


def address_in(passage: Passage) -> AddressOf:
    """Return how the paragraphs of a text are addressed."""
    if not isinstance(passage, BodyText):
        address = Address(passage.owner, passage.part)
        return lambda _block: address
    owner = ArticleId(passage.owner)

    def of_block(block: QTextBlock) -> Address | None:
        known = passage.id_of(block)
        return None if known is None else block_address(owner, known)

    return of_block


def text_at(passage: Passage, address: Address) -> str | None:
    """Return the text of a passage that stands at an address, None when none does."""
    if isinstance(passage, FieldText):
        return passage.markdown()
    if not isinstance(passage, BodyText) or address.block is None:
        return None
    block = passage.block_of(address.block)
    return None if block is None else stored(block.text())


# -- tips


def show_tip(edit: QTextEdit, event: QHelpEvent) -> bool:
    """Say what is marked under the mouse; False when nothing is."""
    layout = edit.document().documentLayout()
    if not isinstance(layout, PaperLayout) or layout.tip is None:
        return False
    place = QPointF(event.pos()) + QPointF(0, edit.verticalScrollBar().value())
    position = layout.hitTest(place, Qt.HitTestAccuracy.ExactHit)
    if position < 0:
        return False
    block = edit.document().findBlock(position)
    words = layout.tip(block, position - block.position())
    if words:
        area = QRectF(edit.cursorRect(edit.cursorForPosition(event.pos()))).adjusted(-9, 0, 9, 0)
        QToolTip.showText(event.globalPos(), as_tip(words), edit.viewport(), area.toRect())
    return bool(words)
