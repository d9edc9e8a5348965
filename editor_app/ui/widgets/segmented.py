"""A row of joined buttons of which one is chosen: the views, the widths of the preview."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from editor_app.ui.theme import Theme

RADIUS = 7.0
PADDING = 12
ICON = 16
SMALL = 36
NO_ICONS: Mapping[str, str] = MappingProxyType({})


class Segmented(QWidget):
    """Joined buttons; ``chosen`` carries the key of the one that was pressed."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        choices: tuple[tuple[str, str], ...],
        name: str,
        parent: QWidget | None = None,
        *,
        icons: Mapping[str, str] = NO_ICONS,
    ) -> None:
        """Offer ``choices`` (key, text); ``name`` is what a screen reader calls the group.

        With ``icons`` (key -> name) the row can be shown small.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._parts: dict[str, _Part] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, (key, text) in enumerate(choices):
            part = _Part(theme, text, place == 0, place == len(choices) - 1, self)
            part.icon_name = icons.get(key, "")
            part.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._group.addButton(part)
            self._parts[key] = part
            row.addWidget(part)

    def show_small(self, small: bool) -> None:
        """Show icons in place of words, or words again."""
        for part in self._parts.values():
            part.small = small and bool(part.icon_name)
            part.updateGeometry()
            part.update()

    def width_for(self, *, small: bool) -> int:
        """Return the width in pixels that the row takes with icons or with words."""
        return sum(part.width_for(small=small) for part in self._parts.values())

    def choose(self, key: str) -> None:
        """Show one as chosen, without telling anybody."""
        if key in self._parts:
            self._parts[key].setChecked(True)

    @property
    def choice(self) -> str:
        """The key of the chosen button, or nothing."""
        return next((key for key, part in self._parts.items() if part.isChecked()), "")

    def button(self, key: str) -> QAbstractButton:
        """Return one button, for its tip."""
        return self._parts[key]

    def enable(self, key: str, possible: bool) -> None:
        """Say whether one can be chosen now."""
        self._parts[key].setEnabled(possible)


class _Part(QAbstractButton):
    """One of the joined buttons."""

    def __init__(self, theme: Theme, text: str, first: bool, last: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._first, self._last = theme, first, last
        self.icon_name = ""
        self.small = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFont(theme.ui_font(13, 500))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for the words and their padding."""
        return QSize(self.width_for(small=self.small), 28)

    def width_for(self, *, small: bool) -> int:
        """Return the width with an icon or with words."""
        if small and self.icon_name:
            return SMALL
        return self.fontMetrics().horizontalAdvance(self.text()) + 2 * PADDING

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, border and words."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = self._shape()
        soft = "accent-soft" if self.isChecked() else "sunken" if self.underMouse() else "surface"
        painter.fillPath(shape, theme.colour(soft))
        painter.setPen(QPen(theme.colour("line-strong"), 1))
        painter.drawPath(shape)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 5, 5)
        ink = "ink3" if not self.isEnabled() else "accent" if self.isChecked() else "ink2"
        if self.small:
            picture = theme.pixmap(self.icon_name, ink, ICON, self.devicePixelRatioF())
            left, top = (self.width() - ICON) // 2, (self.height() - ICON) // 2
            painter.drawPixmap(left, top, picture)
            return
        painter.setPen(theme.colour(ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _shape(self) -> QPainterPath:
        """Return the outline: round only at the ends of the row, one line between two."""
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5 if self._last else 0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(area, RADIUS, RADIUS)
        square = QPainterPath()
        left, right = RADIUS if self._first else 0.0, RADIUS if self._last else 0.0
        square.addRect(area.adjusted(left, 0, -right, 0))
        return path.united(square).simplified()
