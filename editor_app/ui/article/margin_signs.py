"""The margin of the Write view: a sign beside each line that a finding or a note is about."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QToolTip, QWidget

from editor_app.ui.article.body_edit import BodyEdit
from editor_app.ui.article.body_text import BodyText
from editor_app.ui.article.head_room import HeadRoom
from editor_app.ui.article.layout_marks import LayoutMarks
from editor_app.ui.article.passage import Passage
from editor_app.ui.article.signs import SIZE, draw_sign, parted, signed, tip_of
from editor_app.ui.article.text_marks import Marks, TextMark, TextMarks
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.positions import to_utf16
from editor_app.ui.widgets.tips import as_tip

APART = 8  # pixels between sign and text
BETWEEN = 3  # and between the sign of a finding and that of a note on the same line

NEAR = SIZE + BETWEEN  # where the sign next to the text begins

Place = tuple[QRectF, Marks]


class MarginSigns(QWidget):
    """Lies over the left margin of the body; a click on a sign tells ``TextMarks.chosen``."""

    def __init__(self, body: BodyEdit, head: HeadRoom, marks: TextMarks, theme: Theme) -> None:
        """Show the signs of what body and head show."""
        super().__init__(body.viewport())
        self._body, self._head, self._marks, self._theme = body, head, marks, theme
        self.setMouseTracking(True)
        body.placed.connect(self.place)
        head.grown.connect(self.update)
        marks.changed.connect(self.update)
        theme.changed.connect(self.update)

    def place(self) -> None:
        """Stand beside the column, whatever the scrolling has moved."""
        body = self._body.body
        self.setVisible(body is not None)
        if body is not None:
            left = round(body.layout.column.left()) - APART - NEAR - SIZE
            self.setGeometry(left, 0, NEAR + SIZE + 1, self._body.viewport().height())
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the signs that are in sight."""
        painter = QPainter(self)
        for area, marks in self._places(event.rect().top(), event.rect().bottom()):
            draw_sign(painter, area, marks[0].look, self._theme)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the finding under the mouse; elsewhere it is the text's."""
        marks = self._under(event.position())
        if marks:
            self._marks.chosen.emit(marks[0].key)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over a sign."""
        over = bool(self._under(event.position()))
        shapes = Qt.CursorShape
        self.setCursor(shapes.PointingHandCursor if over else shapes.IBeamCursor)

    def event(self, event: QEvent) -> bool:
        """Say what was found when the mouse rests on a sign."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            marks = self._under(QPointF(event.pos()))
            if marks:
                QToolTip.showText(event.globalPos(), as_tip(tip_of(marks)), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _under(self, place: QPointF) -> Marks:
        for area, marks in self._places(place.y(), place.y()):
            if area.contains(place):
                return marks
        return ()

    # -- where signs stand

    def _places(self, top: float, bottom: float) -> Iterator[Place]:
        """Yield the signs between two heights of the viewport."""
        for field in self._head.fields():
            if field.passage is not None and field.isVisible():
                start = field.mapTo(self._body.viewport(), field.rect().topLeft()).y()
                yield from self._of_paragraphs(field.passage, 0, 0, float(start))
        body = self._body.body
        if body is not None:
            scrolled = self._body.verticalScrollBar().value()
            yield from self._of_paragraphs(body, top + scrolled, bottom + scrolled, -scrolled)

    def _of_paragraphs(
        self, passage: Passage, top: float, bottom: float, moved: float
    ) -> Iterator[Place]:
        """Yield the signs of a text; ``moved`` leads from its own heights to the viewport's."""
        layout = passage.layout
        known = layout.findChild(LayoutMarks)
        if known is None:
            return
        for block, area in layout.blocks_between(top - SIZE, bottom + SIZE):
            marks = signed(known.of(block))
            if not marks:
                continue
            is_card = isinstance(passage, BodyText) and self._body.room(block.text()) is not None
            lines = {} if is_card else _by_line(block.layout(), block.text(), marks)
            for height, found in (lines or {0.0: list(marks)}).items():
                here = area.top() + height + moved
                signs = [marks for marks in parted(found) if marks]
                for marks, left in zip(signs, (NEAR, 0), strict=False):
                    yield QRectF(left, here, SIZE, SIZE), marks


def _by_line(layout: QTextLayout, text: str, marks: Marks) -> dict[float, list[TextMark]]:
    """Return the marks by the height at which a sign is centred on the line of their first word."""
    found: dict[float, list[TextMark]] = {}
    for mark in marks:
        line = layout.lineForTextPosition(to_utf16(text, mark.start))
        if line.isValid():
            height = line.y() + (line.height() - SIZE) / 2
            found.setdefault(height, []).append(mark)
    return found
