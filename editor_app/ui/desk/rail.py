"""The rail at the left edge: the areas of the desk, with badges for what waits there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QMenu, QVBoxLayout, QWidget

from editor_app.sentences import _
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.labels import ground

SIDE = 38
ICON = 18


@dataclass(frozen=True)
class Area:
    """One entry of the rail; ``foot`` puts it at the lower end."""

    key: str
    title: str
    icon: str
    foot: bool = False


class Rail(QWidget):
    """The dark strip of areas; ``chosen`` carries the key."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        areas: Iterable[Area],
        menus: Iterable[QMenu],
        parent: QWidget | None = None,
    ) -> None:
        """Show the areas; the menus open from a button at the foot (a Mac has its menu bar)."""
        super().__init__(parent)
        ground(self, "rail")
        self.setAccessibleName(_("Areas"))
        self.setFixedWidth(theme.space("rail"))
        self._theme = theme
        self._group = QButtonGroup(self)
        self._entries: dict[str, _Entry] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(7, 10, 7, 10)
        self._column.setSpacing(6)
        listed = tuple(areas)
        for area in listed:
            if not area.foot:
                self._add(area)
        self._column.addStretch(1)
        self._menu_button = self._add_menu(menus)
        for area in listed:
            if area.foot:
                self._add(area)
        theme.changed.connect(self.update)

    def _add(self, area: Area) -> None:
        entry = _Entry(self._theme, area.icon, area.title, self)
        entry.setCheckable(True)
        entry.clicked.connect(lambda _checked=False: self.chosen.emit(area.key))
        self._group.addButton(entry)
        self._entries[area.key] = entry
        self._column.addWidget(entry)

    def _add_menu(self, menus: Iterable[QMenu]) -> _Entry:
        button = _Entry(self._theme, "more", _("Menu"), self)
        self._menu = QMenu(self)
        for menu in menus:
            self._menu.addMenu(menu)
        button.clicked.connect(self.open_menu)
        self._column.addWidget(button)
        return button

    def open_menu(self) -> None:
        """Open the menus beside their button."""
        corner = self._menu_button.mapToGlobal(QPoint(SIDE + 6, SIDE))
        height = self._menu.sizeHint().height()
        self._menu.popup(corner - QPoint(0, height))

    def choose(self, key: str) -> None:
        """Show an area as the one in sight, without telling anybody."""
        if key in self._entries:
            self._entries[key].setChecked(True)

    def count(self, key: str, waiting: int) -> None:
        """Show how many things wait in an area; zero takes the badge away."""
        if key in self._entries:
            self._entries[key].count(waiting)

    def focus_start(self) -> None:
        """Put the focus on the area in sight."""
        shown = self._group.checkedButton()
        if shown is not None:
            shown.setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dark ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("rail"))
        if self._theme.dark:
            painter.setPen(self._theme.colour("line"))
            painter.drawLine(self.rect().topRight(), self.rect().bottomRight())


class _Entry(QAbstractButton):
    """One area: icon and badge."""

    def __init__(self, theme: Theme, icon: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._title = theme, icon, title
        self._waiting = 0
        self.setFixedSize(QSize(SIDE, SIDE))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(title)
        self.setAccessibleName(title)

    def count(self, waiting: int) -> None:
        """Show a number in the corner."""
        self._waiting = waiting
        name = (
            f"{self._title}, {_('{count} waiting').format(count=waiting)}"
            if waiting
            else self._title
        )
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, icon, badge and the ring of the focus."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            hovered = QColor(theme.colour("rail-on"))
            hovered.setAlphaF(1.0 if self.isChecked() else 0.5)
            painter.setBrush(hovered)
            painter.drawRoundedRect(self.rect(), 8, 8)
        role = "rail-on-ink" if self.isChecked() else "rail-ink"
        offset = (SIDE - ICON) // 2
        painter.drawPixmap(
            offset, offset, theme.pixmap(self._icon, role, ICON, self.devicePixelRatioF())
        )
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("rail-on-ink"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        if self._waiting:
            self._paint_badge(painter)

    def _paint_badge(self, painter: QPainter) -> None:
        theme = self._theme
        text = str(self._waiting) if self._waiting < 100 else "99+"
        painter.setFont(theme.ui_font(9.5, 600))
        width = max(14.0, painter.fontMetrics().horizontalAdvance(text) + 7.0)
        pill = QRectF(SIDE - 2 - width, 3, width, 14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("badge"))
        painter.drawRoundedRect(pill, 7, 7)
        painter.setPen(theme.colour("badge-ink"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
