"""How our texts lie on the screen: a column of paragraphs with air, and room for cards in between.

Qt's own layouts know neither a line height of 1.7 for plain text nor a picture under a paragraph,
and QPlainTextEdit scrolls by whole lines, which makes cards jump. This layout serves QTextEdit,
which scrolls by pixels: paragraphs are laid out and styled when they are first seen, those out of
sight are estimated and measured in idle moments, so that a very long text opens at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPainter,
    QPalette,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextLine,
)

from editor_app.ui.article.changed_lines import changed_lines
from editor_app.ui.article.heights import Heights
from editor_app.ui.article.typesetting import (
    Edit,
    Form,
    FormatRanges,
    Typed,
    lay_paragraph,
    lay_typed,
    plain_range,
)

AT_ONCE = 200  # so many changed paragraphs are measured at once; more wait until they are seen
IDLE_CHUNK = 40
CARET_WIDTH = 2
BESIDE = 6  # pixels beside the column that are painted with it: a caret, a letter that leans out
LINE_BREAK = "\u2028"
NOWHERE = (-1, QRectF())


@dataclass(frozen=True)
class Measures:
    """Lengths in pixels. ``column`` 0 means as wide as the page; a column stands centred."""

    line: float
    space: float
    column: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    margin: float = 0.0

    def column_in(self, page: float) -> QRectF:
        """Return where the column stands on a page so wide: left and width."""
        free = max(page - 2 * self.margin, 40.0)
        width = min(self.column or free, free)
        return QRectF(max((page - width) / 2, self.margin), 0, width, 0)

    def guess(self, letters: int, width: float) -> float:
        """Guess the height of a text in a column so wide that nobody has seen yet."""
        return ceil(max(letters, 1) / max(width / (self.line * 0.32), 1)) * self.line


class PaperLayout(QAbstractTextDocumentLayout):
    """The layout of one document.

    ``style`` gives the format ranges of a paragraph's text, ``hang`` how far wrapped lines are set
    in that belong to the line beginning at an offset of it, ``room`` the height of a paragraph that
    a card stands for (None: it is text).
    ``placeholder`` is shown in ``faint_ink`` while there is no text.
    ``before_text`` and ``after_text`` paint under and over a paragraph that begins at a place;
    ``tip`` says what is marked at an offset of it.
    ``ink`` and ``caret_colour`` go before the palette, which a style sheet rules.
    ``shifted`` tells that everything below a place (first number) moved by the second number.
    """

    shifted = Signal(float, float)

    def __init__(self, document: QTextDocument, measures: Measures) -> None:
        super().__init__(document)
        self.style: Callable[[str], FormatRanges] | None = None
        self.hang: Callable[[str, int], float] | None = None
        self.room: Callable[[str], float | None] | None = None
        self.before_text: Callable[[QPainter, QTextBlock, QPointF], None] | None = None
        self.after_text: Callable[[QPainter, QTextBlock, QPointF], None] | None = None
        self.tip: Callable[[QTextBlock, int], str] | None = None
        self.ink: QColor | None = None
        self.caret_colour: QColor | None = None
        self.placeholder = ""
        self.faint_ink = QColor()
        self._measures = measures
        self._heights = Heights()
        self._width = 0.0
        self._busy = False
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._measure_some)
        self._idle_at = 0
        self._typed_in: Typed | None = None
        self._found = NOWHERE  # the paragraph that was asked for last: at a key it is one alone
        self._column: QRectF | None = None
        self._asleep = False

    # -- for the view

    @property
    def measures(self) -> Measures:
        """The lengths in use."""
        return self._measures

    def set_measures(self, measures: Measures) -> None:
        """Lay everything out again with other lengths."""
        if measures == self._measures:
            return
        old, self._measures = self._measures, measures
        self._column, self._found = None, NOWHERE
        if (old.line, old.space, old.column, old.margin) != (
            measures.line,
            measures.space,
            measures.column,
            measures.margin,
        ):
            self.lay_out_again()
        else:
            self._say_all_changed()

    def sleep(self, asleep: bool) -> None:
        """Lay out nothing while nobody sees the text: what is typed elsewhere changes it too."""
        self._asleep, self._typed_in, self._found = asleep, None, NOWHERE
        if not asleep:
            self._idle_at = 0
            self._idle.start()

    def lay_out_again(self) -> None:
        """Measure and style every paragraph anew: another font, theme or width."""
        self.documentChanged(0, 0, self.document().characterCount())

    def measure_again(self, block: QTextBlock) -> None:
        """Measure one paragraph anew, because its card has another height now."""
        self.documentChanged(block.position(), 0, 1)

    def height_of(self, block: QTextBlock) -> float:
        """Return the height of a paragraph as it is known now, its space below included."""
        return self._heights[block.blockNumber()]

    @property
    def column(self) -> QRectF:
        """Where the text column stands: left and width count, top and height are 0."""
        if self._column is None:
            self._column = self._measures.column_in(self._width)
        return self._column

    def blocks_between(self, top: float, bottom: float) -> Iterator[tuple[QTextBlock, QRectF]]:
        """Yield the paragraphs at least partly between two places, with their rectangles."""
        block = self._block_at(top)
        while block.isValid():
            rectangle = self.blockBoundingRect(block)
            if rectangle.top() > bottom:
                return
            yield block, rectangle
            block = block.next()

    # -- for Qt

    def documentChanged(self, start: int, removed: int, added: int) -> None:
        """Take a change of the text in: Qt calls this after each edit."""
        if self._busy:
            return
        document, self._found = self.document(), NOWHERE
        width = max(document.pageSize().width(), 0.0)
        if width != self._width:
            self._width, self._column = width, None
            start, removed, added = 0, 0, document.characterCount()
        first = document.findBlock(start)
        last = document.findBlock(start + added)  # what comes right behind may lie as it did before
        if not last.isValid():
            last = document.lastBlock()
        begin, end = first.blockNumber(), last.blockNumber()
        gone = end + 1 - (document.blockCount() - len(self._heights)) - begin
        in_sight = self._width > 0 and not self._asleep
        if not in_sight and gone == end + 1 - begin:
            _forget(first, gone)
        elif begin == end and in_sight and self._room(first) is None:
            self._take_typed(first, max(gone, 0), Edit(start, removed, added))
        else:
            self._take_many(first, begin, end + 1 - begin, max(gone, 0))

    def _take_typed(self, block: QTextBlock, gone: int, edit: Edit) -> None:
        """Take in what was typed in a paragraph, and say which of its lines are others now."""
        before, number = self._typed_in, block.blockNumber()
        if before is not None and (before.number != number or gone != 1):
            before = None
        self._typed_in = typed = lay_typed(block, self._form(), edit, before)
        laid = typed.laid
        if self._heights.replace(number, gone, [laid.height + self._measures.space]):
            self._say_all_changed()
            return
        top, changed = self._top(number), QRectF(0, 0, self._width, self._heights[number])
        if before is not None:
            at = edit.start - block.position()
            lines = changed_lines(before.laid, laid, at, edit.removed, edit.added)
            changed = _area_of(lines, laid.tops, self.column.left(), self._width)
        changed.translate(0, top)
        self.update[QRectF].emit(changed)  # type: ignore[index]  # the stubs forget overloads

    def _take_many(self, first: QTextBlock, begin: int, count: int, gone: int) -> None:
        """Take in that paragraphs are others now, or more, or fewer."""
        self._typed_in = None
        heights = self._measure_all(first, count)
        self._take_as_known(first.position(), self.document().characterCount() - first.position())
        if self._heights.replace(begin, gone, heights):
            self._say_all_changed()
            return
        top = self._top(begin)
        changed = QRectF(0, top, self._width, self._top(begin + count) - top)
        self.update[QRectF].emit(changed)  # type: ignore[index]  # the stubs forget overloads

    def documentSize(self) -> QSizeF:
        """Return the size of everything, the room above and below included."""
        return QSizeF(self._width, self._top(len(self._heights)) + self._measures.bottom)

    def pageCount(self) -> int:
        """Return 1: the screen has no pages."""
        return 1

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        """Return the rectangle of the only frame, the document."""
        return QRectF(QPointF(0, 0), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return where a paragraph stands, its space below included."""
        number = block.blockNumber()
        if number == self._found[0]:
            return self._found[1]
        if not 0 <= number < len(self._heights):
            return QRectF()
        if self._typed_in is None or number != self._typed_in.number:
            self._ensure(block)
        area = QRectF(0, self._top(number), self._width, self._heights[number])
        self._found = number, area
        return area

    def hitTest(  # type: ignore[override]  # Qt gives a QPointF; the stubs list what it takes
        self, point: QPointF, accuracy: Qt.HitTestAccuracy
    ) -> int:
        """Return the position in the text at a point; -1 for an exact hit on nothing."""
        block = self._block_at(point.y())
        if not block.isValid():
            return -1
        rectangle = self.blockBoundingRect(block)
        if accuracy is Qt.HitTestAccuracy.ExactHit and not rectangle.contains(point):
            return -1
        layout = block.layout()
        if layout.lineCount() == 0 or self._room(block) is not None:
            return block.position()
        line = _line_at(layout, point.y() - rectangle.top())
        place, end = line.xToCursor(point.x()), line.textStart() + line.textLength()
        wraps = line.lineNumber() + 1 < layout.lineCount()
        if wraps and place == end > line.textStart():
            place -= 1  # behind the last character of a line that wraps is the next line's start
        return block.position() + place

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Paint the paragraphs in sight with selection and caret; cards paint themselves."""
        clip = QRectF(context.clip)
        painter.setPen(self.ink or context.palette.color(QPalette.ColorRole.Text))
        kept = context.selections  # cursors and formats live no longer than this list
        selections = [
            (item.cursor.selectionStart(), item.cursor.selectionEnd(), item.format) for item in kept
        ]
        caret, colour = context.cursorPosition, self.caret_colour or painter.pen().color()
        if self.placeholder and self.document().isEmpty():
            column = self.column
            line = QRectF(column.left(), self._top(0), column.width(), self._measures.line)
            _draw_placeholder(painter, self.document(), line, self.placeholder, self.faint_ink)
        for block, rectangle in self.blocks_between(clip.top(), clip.bottom()):
            if self._room(block) is not None:
                continue
            layout, origin, start = block.layout(), rectangle.topLeft(), block.position()
            ranges = [
                plain_range(begin - start, end - begin, form)
                for begin, end, form in selections
                if begin < start + block.length() and end > start and begin < end
            ]
            if self.before_text is not None:
                self.before_text(painter, block, origin)
            layout.draw(painter, origin, ranges, clip)
            if self.after_text is not None:
                self.after_text(painter, block, origin)
            if caret < -1 and layout.preeditAreaText():
                place = layout.preeditAreaPosition() - caret - 2
                _draw_caret(painter, layout, origin, place, colour)
            elif start <= caret < start + block.length():
                _draw_caret(painter, layout, origin, caret - start, colour)

    # -- inside

    def _top(self, number: int) -> float:
        return self._measures.top + self._heights.top(number)

    def _block_at(self, place: float) -> QTextBlock:
        number = self._heights.index_at(place - self._measures.top)
        return self.document().findBlockByNumber(number)

    def _room(self, block: QTextBlock) -> float | None:
        return self.room(block.text()) if self.room is not None else None

    def _say_all_changed(self) -> None:
        self.documentSizeChanged.emit(self.documentSize())
        self.update.emit()

    def _measure_all(self, block: QTextBlock, count: int) -> list[float]:
        """Return the heights of so many paragraphs, estimated when they are very many.

        While no view shows the text it has no width, and all of them are estimated.
        """
        in_sight = self._width > 0 and not self._asleep
        if count <= AT_ONCE and in_sight:
            return [self._measure(item) for item in _following(block, count)]
        _forget(block, count)
        heights = [self._estimate(item) for item in _following(block, count)]
        if not in_sight:
            return heights
        self._idle_at = min(self._idle_at, block.blockNumber())
        self._idle.start()
        return heights

    def _estimate(self, block: QTextBlock) -> float:
        """Guess the height of a paragraph that nobody has seen yet."""
        guess = self._room(block) or self._measures.guess(block.length(), self.column.width())
        return guess + self._measures.space

    def _ensure(self, block: QTextBlock) -> None:
        """Measure a paragraph that was only estimated, and tell what that moved."""
        if self._width <= 0 or self._asleep or block.layout().lineCount():
            return
        number = block.blockNumber()
        before = self._heights[number]
        after = self._measure(block)
        self._take_as_known(block.position(), block.length())
        if self._heights.replace(number, 1, [after]):
            self._found = NOWHERE
            self.documentSizeChanged.emit(self.documentSize())
            self.shifted.emit(self._top(number) + before, after - before)

    def _take_as_known(self, start: int, length: int) -> None:
        """Let no text that was styled just now count as part of the next edit, as Qt would."""
        self._busy = True
        self.document().markContentsDirty(start, length)
        self._busy = False

    def _measure_some(self) -> None:
        """Measure some paragraphs nobody has seen, in an idle moment."""
        document = self.document()
        block = document.findBlockByNumber(self._idle_at)
        done = 0
        while block.isValid() and done < IDLE_CHUNK:
            if not block.layout().lineCount():
                self._ensure(block)
                done += 1
            self._idle_at += 1
            block = block.next()
        if not block.isValid():
            self._idle_at = 0
            self._idle.stop()

    def _measure(self, block: QTextBlock) -> float:
        """Style a paragraph, break it into lines and return its height."""
        room = self._room(block)
        laid = lay_paragraph(block, self._form(), wraps=room is None)
        return (laid.height if room is None else room) + self._measures.space

    def _form(self) -> Form:
        return Form(self.style, self.hang, self.column, self._measures.line)


def _forget(block: QTextBlock, count: int) -> None:
    """Forget how so many paragraphs lie: they are measured when they are seen."""
    for item in _following(block, count):
        item.clearLayout()


def _area_of(lines: range, tops: Sequence[float], left: float, width: float) -> QRectF:
    """Return where lines stand in the paragraph that is typed in, from its own top on.

    Of one line the margin is left out: what stands there moves with whole lines.
    """
    above, below = tops[lines.start], tops[lines.stop]
    left = left - BESIDE if len(lines) == 1 else 0.0
    return QRectF(left, above - 1, width - left, below - above + 2)


def _draw_placeholder(
    painter: QPainter, document: QTextDocument, line: QRectF, words: str, ink: QColor
) -> None:
    """Say in an empty text what belongs there, where its first line will be."""
    if document.firstBlock().layout().preeditAreaText():
        return
    pen = painter.pen()
    painter.setPen(ink)
    painter.setFont(document.defaultFont())
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
    painter.setPen(pen)


def _draw_caret(
    painter: QPainter, layout: QTextLayout, origin: QPointF, place: int, colour: QColor
) -> None:
    """Paint the caret; Qt's own way would invert what is under it instead of colouring it."""
    line = layout.lineForTextPosition(place)
    if line.isValid():
        left = max(x_of(line, place) - CARET_WIDTH / 2, 0.0)
        caret = QRectF(left, line.y(), CARET_WIDTH, line.height())
        painter.fillRect(caret.translated(origin), colour)


def _line_at(layout: QTextLayout, place: float) -> QTextLine:
    """Return the line at a height inside a paragraph; its share of the air belongs to it."""
    number = 0
    while number + 1 < layout.lineCount():
        line, below = layout.lineAt(number), layout.lineAt(number + 1)
        if place < (line.y() + line.height() + below.y()) / 2:
            break
        number += 1
    return layout.lineAt(number)


def x_of(line: QTextLine, place: int) -> float:
    """Return where a place of a line stands (Qt gives the place back beside it)."""
    found: Any = line.cursorToX(place)
    return float(found[0])


def _following(block: QTextBlock, count: int) -> Iterator[QTextBlock]:
    """Yield so many paragraphs from ``block`` on."""
    while count > 0 and block.isValid():
        yield block
        block = block.next()
        count -= 1
