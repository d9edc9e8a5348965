"""Filter chips: a row of words of which one is chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from editor_app.ui.theme import Theme
from editor_app.ui.widgets.flow import FlowLayout

HEIGHT = 22
PADDING = 9


class ChipRow(QWidget):
    """Chips of which one is chosen; ``chosen`` carries its key."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        choices: tuple[tuple[str, str], ...],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        """Offer ``choices`` (key, text); the first is chosen."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._chips: dict[str, Chip] = {}
        row = FlowLayout(self, gap=5, line_gap=5)
        for key, text in choices:
            chip = Chip(theme, text, self)
            chip.setVisible(bool(text))
            chip.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._group.addButton(chip)
            self._chips[key] = chip
            row.addWidget(chip)
        self.choose(choices[0][0])

    def choose(self, key: str) -> None:
        """Show one as chosen, without telling anybody."""
        if key in self._chips:
            self._chips[key].setChecked(True)

    def say(self, key: str, text: str, name: str = "") -> None:
        """Change the words of one chip; ``name`` is what a screen reader and the tip say."""
        self._chips[key].setText(text)
        self._chips[key].setAccessibleName(name or text)
        self._chips[key].setToolTip(name)
        self._chips[key].setVisible(bool(text))
        self._chips[key].updateGeometry()

    @property
    def choice(self) -> str:
        """The key of the chosen chip."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")


class Chip(QAbstractButton):
    """One rounded word."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        """Show ``text``."""
        super().__init__(parent)
        self._theme = theme
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFont(theme.ui_font(12))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for the words."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2 * PADDING, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill and its words."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        on = self.isChecked()
        ground = "accent" if on else "sunken" if self.underMouse() else "surface"
        painter.setBrush(theme.colour(ground))
        painter.setPen(QPen(theme.colour("accent" if on else "line-strong"), 1))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("ink" if on else "accent"), 2))
            ring = pill.adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        painter.setPen(theme.colour("accent-ink" if on else "ink2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
