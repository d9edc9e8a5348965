"""The search field with its glass and the keys that lead to it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from editor_app.ui.actions import keys_of, tip_of
from editor_app.ui.theme import Theme

GLASS = 14


class SearchField(QLineEdit):
    """A line to search with; ``left`` when the editor goes down to the results."""

    left = Signal()

    def __init__(
        self, theme: Theme, words: str, action: str = "", parent: QWidget | None = None
    ) -> None:
        """Show ``words`` while it is empty, and the keys of ``action`` at its right."""
        super().__init__(parent)
        self._theme = theme
        self._keys = keys_of(action) if action else ""
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setToolTip(tip_of(action) if action else words)
        self.setClearButtonEnabled(False)
        self.setTextMargins(GLASS + 7, 0, 0, 0)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As high as the buttons."""
        return QSize(super().sizeHint().width(), 28)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter lead to the results, Escape empties the field."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hide the keys."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the glass, and the keys while nothing is typed."""
        super().paintEvent(event)
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - GLASS) // 2
        painter.drawPixmap(9, top, theme.pixmap("find", "ink3", GLASS, self.devicePixelRatioF()))
        if self._keys and not self.text() and not self.hasFocus():
            words = self.fontMetrics().horizontalAdvance(self.placeholderText())
            painter.setFont(theme.ui_font(11, 500))
            width = painter.fontMetrics().horizontalAdvance(self._keys) + 9
            if GLASS + words + width + 32 > self.width():
                return
            box = self.rect().adjusted(self.width() - width - 8, 6, -8, -6)
            painter.setBrush(theme.colour("canvas"))
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(theme.colour("ink3"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._keys)
