"""What the window shows in the first moment, before the desk is open: its own outline."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QLineF, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from editor_app.ui.theme import Theme

TRACK = QSizeF(240, 4)
PIECE = 60  # pixels of the bar that go to and fro
ROUND = 2_400  # milliseconds there and back
FRAME = 40  # milliseconds between two pictures of it


class Curtain(QWidget):
    """Paints rail, list and page as empty areas with one sentence; costs nothing to make.

    ``painted`` tells once that it can be seen. ``typed`` are the keys of an editor who types
    already. During long work it says what that is, a bar moves for as long as the program does, and
    no keys are kept.
    """

    painted = Signal()

    def __init__(self, theme: Theme, words: str) -> None:
        """Say ``words`` in the middle."""
        super().__init__()
        self._theme, self.words = theme, words
        self.more = ""
        self._is_seen = False
        self._moving = QTimer(self, interval=FRAME)
        self._moving.timeout.connect(self.update)
        self._since = QElapsedTimer()
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.typed: list[QKeyEvent] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is typed for the text that will come."""
        if self.is_working:
            self.typed.clear()
        else:
            self.typed.append(event.clone())

    def say(self, words: str) -> None:
        """Say something else."""
        self.words = words
        self.setAccessibleName(words)
        self.update()

    @property
    def is_working(self) -> bool:
        """Whether it shows that long work goes on."""
        return self._moving.isActive()

    def work(self, words: str, more: str) -> None:
        """Say what long work goes on and, below it, what is good to know of it."""
        self.more = more
        self.say(words)
        self.setAccessibleDescription(more)
        self._since.start()
        self._moving.start()

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
        if self.is_working:
            self._paint_work(painter, page)
        if not self._is_seen:
            self._is_seen = True
            QTimer.singleShot(0, self, self.painted.emit)  # when the picture has been handed on

    def _paint_work(self, painter: QPainter, page: QRectF) -> None:
        """Paint a bar below the sentence, a piece of it on its way, and what else is said."""
        middle = page.center()
        track = QRectF(middle + QPointF(-TRACK.width() / 2, 26), TRACK)
        painter.fillRect(track, self._theme.colour("line"))
        gone = self._since.elapsed() % ROUND / ROUND
        share = 2 * min(gone, 1 - gone)
        left = track.left() + share * (track.width() - PIECE)
        painter.fillRect(
            QRectF(left, track.top(), PIECE, track.height()), self._theme.colour("accent")
        )
        below = page.adjusted(24, 0, -24, 0)
        below.setTop(track.bottom() + 16)
        where = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.setFont(self._theme.ui_font(12))
        painter.drawText(below, where | Qt.TextFlag.TextWordWrap, self.more)
