"""Tabs with a line under the one in sight, and a badge for what waits in one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from editor_app.ui.theme import Theme

LINE = 2
BADGE_GAP, DENSE_GAP = 7, 4
BADGE_PADDING = 4
CLOSEST = 4
SIZE, APART = 13, 2
WAYS = ((SIZE, False, CLOSEST), (12, False, 2), (SIZE, True, CLOSEST), (12, True, 2), (11, True, 1))
"""Size of type, whether titles are written in two lines, and how close: what is best read first."""


class UnderlineTabs(QWidget):
    """A row of tabs; ``chosen`` carries the key of the one that was pressed."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        height: int,
        padding: int = 9,
        parent: QWidget | None = None,
    ) -> None:
        """Start without tabs; ``name`` is what a screen reader calls the row."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._theme, self._height, self._padding = theme, height, padding
        self._group = QButtonGroup(self)
        self._tabs: dict[str, Tab] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(APART)

    def show_tabs(self, tabs: tuple[tuple[str, str], ...]) -> None:
        """Offer these tabs (key, title); those that stay keep their badge and choice."""
        if [(key, tab.title) for key, tab in self._tabs.items()] == list(tabs):
            return
        chosen = self.choice
        for old in self._tabs.values():
            self._group.removeButton(old)
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._tabs = {}
        for key, title in tabs:
            tab = Tab(self._theme, title, self._height, self._padding, self)
            tab.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._group.addButton(tab)
            self._tabs[key] = tab
            self._row.addWidget(tab)
        self.choose(chosen)

    def choose(self, key: str) -> None:
        """Show one as in sight, without telling anybody."""
        if key in self._tabs:
            self._tabs[key].setChecked(True)

    def badge(self, key: str, text: str, tone: str = "warn") -> None:
        """Put a badge on a tab; an empty text takes it away."""
        if key in self._tabs:
            self._tabs[key].badge(text, tone)

    def tab(self, key: str) -> Tab:
        """Return one tab. Raises KeyError."""
        return self._tabs[key]

    def show_small(self, small: bool) -> None:
        """Show the badge of the tab in sight only, or all badges."""
        for tab in self._tabs.values():
            tab.show_small(small)

    def fit(self, width: int) -> None:
        """Set tabs closer where the row would be wider than ``width``.

        Where that is not enough, the first of ``WAYS`` is taken in which the row fits; in none,
        the badges of tabs out of sight are left out.
        """
        tabs, least = self._tabs.values(), CLOSEST
        for size, wrapped, least in WAYS:
            for tab in tabs:
                tab.set_wrapped(wrapped)
                tab.set_type(size)
            self._row.setSpacing(APART if least > 1 else 0)
            if self.width_for(small=False, padding=least) <= width:
                break
        small = self.width_for(small=False, padding=least) > width
        self.show_small(small)
        spare = width - self.width_for(small=small, padding=self._padding)
        closer = -(spare // (2 * max(1, len(tabs)))) if spare < 0 else 0
        for tab in tabs:
            tab.set_padding(max(least, self._padding - closer))

    def width_for(self, *, small: bool, padding: int | None = None) -> int:
        """Return the width in pixels that the row takes with one badge or with all."""
        tabs = self._tabs.values()
        widths = (tab.width_for(small=small, padding=padding) for tab in tabs)
        return sum(widths) + self._row.spacing() * max(0, len(tabs) - 1)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the tabs in their order."""
        return tuple(self._tabs)

    @property
    def choice(self) -> str:
        """The key of the tab in sight, or nothing."""
        return next((key for key, tab in self._tabs.items() if tab.isChecked()), "")

    def focus_start(self) -> None:
        """Put the focus on the tab in sight."""
        shown = self._group.checkedButton()
        if shown is not None:
            shown.setFocus(Qt.FocusReason.TabFocusReason)


class Tab(QAbstractButton):
    """One tab."""

    def __init__(
        self, theme: Theme, title: str, height: int, padding: int, parent: QWidget | None = None
    ) -> None:
        """Show ``title``."""
        super().__init__(parent)
        self._theme, self._padding = theme, padding
        self.title = title
        self.badge_text = ""
        self._tone = "plain"
        self._small = False
        self._lines: tuple[str, ...] = (title,)
        self._badge_font = theme.ui_font(10, 600)
        self.toggled.connect(self._on_toggled)
        self.setText(title)
        self.setAccessibleName(title)
        self._size = SIZE
        self.setFont(theme.ui_font(SIZE, 500))
        self.setFixedHeight(height)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def badge(self, text: str, tone: str) -> None:
        """Show ``text`` on a soft ground behind the title."""
        if (text, tone) == (self.badge_text, self._tone):
            return
        self.badge_text, self._tone = text, tone
        self.setAccessibleName(f"{self.title}, {text}" if text else self.title)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for title and badge."""
        return QSize(self.width_for(small=self._small), self.height())

    def show_small(self, small: bool) -> None:
        """Leave the badge out while another tab is in sight."""
        if small != self._small:
            self._small = small
            self.updateGeometry()
            self.update()

    def set_padding(self, padding: int) -> None:
        """Leave so many pixels at each side of the title."""
        if padding != self._padding:
            self._padding = padding
            self.updateGeometry()
            self.update()

    def set_type(self, size: int) -> None:
        """Write the title in type of so many pixels."""
        if size != self._size:
            self._size = size
            self.setFont(self._theme.ui_font(size, 500))
            self.updateGeometry()

    def set_wrapped(self, wrapped: bool) -> None:
        """Write a title of several words in two lines, or in one."""
        lines = halves(self.title) if wrapped else (self.title,)
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()
            self.update()

    def width_for(self, *, small: bool, padding: int | None = None) -> int:
        """Return the width with or without the badge of a tab out of sight."""
        sides = self._padding if padding is None else padding
        metrics = self.fontMetrics()
        width = max(map(metrics.horizontalAdvance, self._lines)) + 2 * sides
        if self._shows_badge(small=small):
            gap = BADGE_GAP if self._size == SIZE else DENSE_GAP
            width += gap + self._badge_width()
        return width

    def _shows_badge(self, *, small: bool) -> bool:
        return bool(self.badge_text) and (self.isChecked() or not small)

    def _on_toggled(self, _on: bool) -> None:
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """A tab is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, badge, and the line under the tab in sight."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        painter.setPen(theme.colour("ink" if on or self.underMouse() else "ink2"))
        words = QRectF(self.rect()).adjusted(self._padding, 0, -self._padding, 0)
        painter.drawText(
            words,
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            "\n".join(self._lines),
        )
        if self._shows_badge(small=self._small):
            self._paint_badge(painter, words)
        if on:
            painter.fillRect(0, self.height() - LINE, self.width(), LINE, theme.colour("accent"))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)  # a badge leaves its ground behind
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 4, -2, -6), 5, 5)

    def _badge_width(self) -> int:
        metrics = self.fontMetrics().__class__(self._badge_font)
        return metrics.horizontalAdvance(self.badge_text) + 2 * BADGE_PADDING

    def _paint_badge(self, painter: QPainter, words: QRectF) -> None:
        theme = self._theme
        width = self._badge_width()
        box = QRectF(words.right() - width, words.center().y() - 7.5, width, 15)
        soft = "sunken" if self._tone == "plain" else f"{self._tone}-soft"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(soft))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(theme.colour("ink3" if self._tone == "plain" else self._tone))
        painter.setFont(self._badge_font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.badge_text)


def halves(title: str) -> tuple[str, ...]:
    """Return a title in two lines that are about as long as each other; one word stays whole."""
    words = title.split(" ")
    ways = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
    return min(ways, key=lambda way: max(map(len, way)), default=(title,))
