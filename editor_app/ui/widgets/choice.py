"""A field that offers a few choices, and a box to tick."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from editor_app.ui.theme import Theme

ARROW = 14
BOX = 16


class Choice(QComboBox):
    """A list that opens; ``chosen`` carries the key the editor picked (never what code sets)."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str = "", parent: QWidget | None = None) -> None:
        """Start without choices."""
        super().__init__(parent)
        self._theme = theme
        if name:
            self.setAccessibleName(name)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda _place: self.chosen.emit(self.choice))
        theme.changed.connect(self.update)

    def offer(self, choices: tuple[tuple[str, str], ...]) -> None:
        """Offer these (key, text), keeping the choice when it is among them."""
        known = [(str(self.itemData(n)), self.itemText(n)) for n in range(self.count())]
        if known == list(choices):
            return
        chosen = self.choice
        self.clear()
        for key, text in choices:
            self.addItem(text, key)
        self.choose(chosen)

    def choose(self, key: str) -> None:
        """Show one as chosen; an unknown key shows nothing."""
        self.setCurrentIndex(self.findData(key))

    @property
    def choice(self) -> str:
        """The key of the chosen one, or nothing."""
        return str(self.currentData() or "")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the panel scroll: a wheel over a field must not change it."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the arrow in the theme's colour."""
        super().paintEvent(event)
        picture = self._theme.pixmap("down", "ink3", ARROW, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(self.width() - ARROW - 7, (self.height() - ARROW) // 2, picture)


class Tick(QCheckBox):
    """A box to tick, drawn in the theme's colours; ``ticked`` only when the editor did it."""

    ticked = Signal(bool)

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        """Show ``text`` beside the box."""
        super().__init__(text, parent)
        self._theme = theme
        self.clicked.connect(self.ticked)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for box and words."""
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(BOX + 4 + (width + 8 if self.text() else 0), max(20, BOX + 4))

    def hitButton(self, place: object) -> bool:
        """Say that the words belong to the box."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, tick, words and the ring of the focus."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(2, (self.height() - BOX) / 2, BOX, BOX).adjusted(0.5, 0.5, -0.5, -0.5)
        on = self.isChecked()
        if not self.isEnabled():
            ground, line = "sunken", "line"
        else:
            ground, line = ("accent", "accent") if on else ("surface", "line-strong")
        painter.setBrush(theme.colour(ground))
        painter.setPen(QPen(theme.colour(line), 1))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            role = "accent-ink" if self.isEnabled() else "ink3"
            tick = theme.pixmap("tick", role, BOX - 2, self.devicePixelRatioF())
            painter.drawPixmap(3, int((self.height() - BOX) / 2) + 1, tick)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), 5, 5)
        painter.setPen(theme.colour("ink" if self.isEnabled() else "ink3"))
        words = self.rect().adjusted(BOX + 11, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
