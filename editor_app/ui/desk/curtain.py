"""What the window shows in the first moment, before the desk is open: its own outline."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from editor_app.ui.theme import Theme


class Curtain(QWidget):
    """Paints rail, list and page as empty areas with one sentence; costs nothing to make.

    ``painted`` tells once that it can be seen.
    """

    painted = Signal()

    def __init__(self, theme: Theme, words: str) -> None:
        """Say ``words`` in the middle."""
        super().__init__()
        self._theme, self.words = theme, words
        self._is_seen = False
        self.setAccessibleName(words)

    def say(self, words: str) -> None:
        """Say something else."""
        self.words = words
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the outline."""
        theme = self._theme
        painter = QPainter(self)
        area = QRectF(self.rect())
        rail, listed = theme.space("rail"), theme.space("list")
        top, status = theme.space("top"), theme.space("status")
        painter.fillRect(area, theme.colour("canvas"))
        page = area.adjusted(rail + listed, 0, 0, -status)
        painter.fillRect(page, theme.colour("surface"))
        painter.fillRect(QRectF(0, 0, rail, area.height()), theme.colour("rail"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(page.topLeft(), page.bottomLeft())
        painter.drawLine(QLineF(page.left(), top, page.right(), top))
        painter.drawLine(QLineF(rail, page.bottom(), area.right(), page.bottom()))
        painter.setPen(theme.colour("ink3"))
        painter.setFont(theme.ui_font(13))
        painter.drawText(page, Qt.AlignmentFlag.AlignCenter, self.words)
        if not self._is_seen:
            self._is_seen = True
            QTimer.singleShot(0, self, self.painted.emit)  # when the picture has been handed on
