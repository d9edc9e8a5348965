"""The slip that stands for an embed, or for a block of the site that we keep as it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from editor_app.domain.block import BlockKind
from editor_app.sentences import _
from editor_app.ui.theme import Theme

SLIP_HEIGHT = 38


class Slip(QWidget):
    """A quiet bar with words; ``picked`` tells of a click."""

    picked = Signal()

    def __init__(self, kind: BlockKind, theme: Theme, parent: QWidget, name: str = "") -> None:
        """Stand for a block of that kind; ``name`` says what it is where that is known."""
        super().__init__(parent)
        self._theme = theme
        self._chosen = False
        embed = kind is BlockKind.EMBED
        kept = _("Block of the site, kept as it is")
        self._words = _("Embedded page") if embed else " · ".join(filter(None, (name, kept)))
        self.setAccessibleName(self._words)

    def choose(self, chosen: bool) -> None:
        """Show whether the caret of the body stands here."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell of the click."""
        self.picked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar and its words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self._chosen else 1
        painter.setPen(QPen(self._theme.colour("accent" if self._chosen else "line"), width))
        painter.setBrush(self._theme.colour("canvas"))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, 8, 8)
        painter.setPen(self._theme.colour("ink3"))
        painter.setFont(self._theme.ui_font())
        room = area.adjusted(12, 0, -12, 0)
        words = painter.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
