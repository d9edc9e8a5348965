"""A piece of text laid out for painting: the cells of rows that nobody types in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from editor_app.text.differences import Piece, PieceKind, word_difference
from editor_app.ui.article.changed_lines import lay_lines
from editor_app.ui.article.mark_drawing import draw_grounds, draw_lines, stretches
from editor_app.ui.article.paper_layout import LINE_BREAK, Measures
from editor_app.ui.article.styling import Styling, format_range
from editor_app.ui.article.text_marks import Marks
from editor_app.ui.article.typesetting import FormatRanges
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.positions import utf16_length

Style = Callable[[str], FormatRanges]
Hang = Callable[[str, int], float]
GAP = "\n\n"


@dataclass(frozen=True)
class Marked:
    """What is marked in the paragraphs of a cell, and the theme that says how."""

    paragraphs: Sequence[Marks]
    theme: Theme

    def of(self, number: int) -> Marks:
        """Return the marks of the paragraph with that number."""
        return self.paragraphs[number] if number < len(self.paragraphs) else ()


class Cell:
    """Paragraphs at a width, with the same lines as an editor would give them."""

    def __init__(
        self,
        paragraphs: Sequence[str],
        width: float,
        font: QFont,
        measures: Measures,
        style: Style,
        hang: Hang = lambda _text, _start: 0.0,
    ) -> None:
        self._hang = hang
        self._layouts: list[tuple[QTextLayout, float]] = []
        self.height = 0.0
        for text in paragraphs:
            self._add(text.replace("\n", LINE_BREAK), width, font, measures, style)
        self.height = max(self.height - measures.space, measures.line)

    @property
    def natural_width(self) -> float:
        """The width of the longest line; at that width or more the lines are the same ones."""
        return max(
            (
                layout.lineAt(number).naturalTextWidth()
                for layout, _top in self._layouts
                for number in range(layout.lineCount())
            ),
            default=0.0,
        )

    def draw(self, painter: QPainter, place: QPointF, marked: Marked | None = None) -> None:
        """Paint the text with its upper left corner at a place."""
        for number, (layout, top) in enumerate(self._layouts):
            here, text = place + QPointF(0, top), layout.text()
            marks = marked.of(number) if marked is not None else ()
            if marked is None or not marks:
                layout.draw(painter, here)
                continue
            found = stretches(painter, layout, text, here, marks)
            draw_grounds(painter, found, here, marked.theme)
            layout.draw(painter, here)
            draw_lines(painter, found, here, marked.theme)

    def _add(self, text: str, width: float, font: QFont, measures: Measures, style: Style) -> None:
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(style(text))
        laid = lay_lines(layout, text, (), QRectF(0, 0, width, 0), measures.line, self._hang)
        self._layouts.append((layout, self.height))
        self.height += laid.height + measures.space


class Difference:
    """What changed in a source text, to be shown in it: gone words struck, new ones marked."""

    def __init__(self, before: str, after: str, theme: Theme) -> None:
        self._pieces = word_difference(before, after)
        self._forms = {
            PieceKind.GONE: _form(theme, "err", struck=True),
            PieceKind.NEW: _form(theme, "ok", struck=False),
        }
        self.text = "".join(piece.text for piece in self._pieces)

    def paragraphs(self) -> list[tuple[str, FormatRanges]]:
        """Return the paragraphs of old and new text together, each with its marks."""
        found: list[tuple[str, FormatRanges]] = [("", [])]
        for piece in self._pieces:
            for number, part in enumerate(piece.text.split(GAP)):
                if number:
                    found.append(("", []))
                found[-1] = self._with(found[-1], piece, part)
        return found

    def _with(
        self, known: tuple[str, FormatRanges], piece: Piece, part: str
    ) -> tuple[str, FormatRanges]:
        text, ranges = known
        start = utf16_length(text)
        if part and piece.kind in self._forms:
            end = start + utf16_length(part)
            ranges = [*ranges, format_range(start, end, self._forms[piece.kind])]
        return text + part, ranges


def difference_cell(difference: Difference, width: float, font: QFont, measures: Measures) -> Cell:
    """Return the cell that shows a difference."""
    paragraphs = difference.paragraphs()
    marked = iter(ranges for _, ranges in paragraphs)
    return Cell([text for text, _ in paragraphs], width, font, measures, lambda _: next(marked))


def text_cell(text: str, width: float, font: QFont, measures: Measures, styling: Styling) -> Cell:
    """Return the cell that shows Markdown with its marks dimmed."""
    return Cell(text.split(GAP), width, font, measures, styling.ranges, styling.hang)


def side_cells(
    before: str | None,
    after: str | None,
    width: float,
    font: QFont,
    measures: Measures,
    theme: Theme,
) -> tuple[Cell | None, Cell | None]:
    """Return the two sides of a comparison: what is gone is struck, what is new is marked."""
    pieces = word_difference(before or "", after or "")
    sides = (
        (before, PieceKind.GONE, _form(theme, "err", struck=True)),
        (after, PieceKind.NEW, _form(theme, "ok", struck=False)),
    )
    cells: list[Cell | None] = []
    for text, own, form in sides:
        ranges: FormatRanges = []
        place = 0
        for piece in pieces:
            if piece.kind not in {PieceKind.SAME, own}:
                continue
            end = place + utf16_length(piece.text)
            if piece.kind is own:
                ranges.append(format_range(place, end, form))
            place = end
        cells.append(None if text is None else _marked_cell(text, ranges, width, font, measures))
    return cells[0], cells[1]


def _marked_cell(
    text: str, ranges: FormatRanges, width: float, font: QFont, measures: Measures
) -> Cell:
    return Cell([text], width, font, measures, lambda _: ranges)


def _form(theme: Theme, tone: str, *, struck: bool) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(theme.colour(f"{tone}-soft"))
    form.setForeground(theme.colour(tone))
    form.setFontStrikeOut(struck)
    return form
