"""A short text to be read, some of it marked: gone, new, adapted, in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from math import ceil

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor_app.domain.term import Match
from editor_app.text.differences import PieceKind, word_difference
from editor_app.ui.article.cell import Cell
from editor_app.ui.article.paper_layout import Measures
from editor_app.ui.article.styling import format_range
from editor_app.ui.article.typesetting import FormatRanges
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.positions import utf16_length

PIXELS = 13
LINE = 19.0
UNBROKEN = 10_000  # pixels, wider than any line of such a text


class Look(StrEnum):
    """What a piece of text is; WRONG is a form that must not be used.

    USED says that one is used.
    """

    PLAIN = "plain"
    GONE = "gone"
    NEW = "new"
    ADAPTED = "adapted"
    DOUBT = "doubt"
    FOUND = "found"
    TERM = "term"
    WRONG = "wrong"
    USED = "used"


Piece = tuple[str, Look]

TONES = {
    Look.GONE: "err",
    Look.NEW: "ok",
    Look.ADAPTED: "ok",
    Look.DOUBT: "warn",
    Look.FOUND: "info",
}
DIFFERENCE = {PieceKind.SAME: Look.PLAIN, PieceKind.GONE: Look.GONE, PieceKind.NEW: Look.NEW}


def difference_pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return both sources in one text: what the pair has struck, what this one has marked."""
    return tuple((piece.text, DIFFERENCE[piece.kind]) for piece in word_difference(before, after))


def offer_pieces(match: Match) -> tuple[Piece, ...]:
    """Return the text that a match offers, with what was adapted and what is in doubt."""
    looks = {True: Look.ADAPTED, False: Look.DOUBT}
    return marked_pieces(
        match.offered, [(mark.start, mark.end, looks[mark.sure]) for mark in match.marks]
    )


def marked_pieces(text: str, marks: Sequence[tuple[int, int, Look]]) -> tuple[Piece, ...]:
    """Return a text in pieces; ``marks`` are its stretches from, up to, and how they look."""
    done = 0
    pieces: list[Piece] = []
    for start, end, look in marks:
        pieces += [(text[done:start], Look.PLAIN), (text[start:end], look)]
        done = end
    return tuple(piece for piece in (*pieces, (text[done:], Look.PLAIN)) if piece[0])


class MarkedText(QWidget):
    """A text as high as it needs; ``ink`` is the colour of what is not marked."""

    def __init__(self, theme: Theme, ink: str = "ink") -> None:
        super().__init__()
        self._theme, self._ink = theme, ink
        self._pieces: tuple[Piece, ...] = ()
        self._cell: tuple[int, Cell] | None = None
        self._unbroken: tuple[int, Cell] | None = None  # as it is from this width on
        self._heights: dict[int, int] = {}  # a layout asks for many widths, again and again
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._look_again)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What is shown."""
        return self._pieces

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show pieces of text behind each other."""
        self._pieces = tuple(pieces)
        self.setAccessibleName("".join(text for text, _ in self._pieces))
        self._look_again()

    def hasHeightForWidth(self) -> bool:
        """Say that the height goes by the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the text in lines of this width."""
        if width not in self._heights:
            self._heights[width] = ceil(self._cell_of(width).height)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Ask for the height at the present width."""
        return QSize(200, self.heightForWidth(max(self.width(), 120)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text."""
        painter = QPainter(self)
        painter.setPen(self._theme.colour(self._ink))
        self._cell_of(self.width()).draw(painter, QPointF(0, 0))

    def _look_again(self) -> None:
        self._cell = self._unbroken = None
        self._heights.clear()
        self.updateGeometry()
        self.update()

    def _cell_of(self, width: int) -> Cell:
        if self._unbroken is None:
            cell = self._laid(UNBROKEN)
            self._unbroken = ceil(cell.natural_width) + 1, cell
        if width >= self._unbroken[0]:
            return self._unbroken[1]
        if self._cell is None or self._cell[0] != width:
            self._cell = width, self._laid(width)
        return self._cell[1]

    def _laid(self, width: int) -> Cell:
        """Return the text in lines of a width."""
        text = "".join(text for text, _ in self._pieces).replace("\n\n", " \n")
        ranges, font = self._ranges(), self._theme.ui_font(PIXELS)
        return Cell([text], width, font, Measures(LINE, 0.0), lambda _text: ranges)

    def _ranges(self) -> FormatRanges:
        ranges: FormatRanges = []
        place = 0
        for text, look in self._pieces:
            end = place + utf16_length(text)
            if look is not Look.PLAIN and end > place:
                ranges.append(format_range(place, end, self._form(look)))
            place = end
        return ranges

    def _form(self, look: Look) -> QTextCharFormat:
        form = QTextCharFormat()
        if look is Look.TERM:
            form.setBackground(self._theme.colour("term-soft"))
            return form
        if look is Look.USED:
            form.setForeground(self._theme.colour("ok"))
            return form
        if look is Look.WRONG:
            form.setForeground(self._theme.colour("ink3"))
            form.setFontStrikeOut(True)
            return form
        form.setBackground(self._theme.colour(f"{TONES[look]}-soft"))
        form.setForeground(self._theme.colour(TONES[look]))
        form.setFontStrikeOut(look is Look.GONE)
        form.setFontUnderline(look is Look.DOUBT)
        return form
