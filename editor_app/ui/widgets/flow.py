"""A layout that puts its items in lines like words, for chips and tags."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Items in lines from the left; height follows width.

    A stretching item fills its line; one that asks for no width never begins a line of its own.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6, line_gap: int = 6) -> None:
        """Start empty."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, line_gap
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item at the end."""
        self._items.append(item)

    def insert(self, place: int, widget: QWidget) -> None:
        """Put a widget before the one at ``place``."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return an item, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the items need in ``width``."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        """Put the items in their places."""
        super().setGeometry(area)
        self._arrange(area, move=True)

    def sizeHint(self) -> QSize:
        """One line if there is room."""
        margins = self.contentsMargins()
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        height = max((size.height() for size in sizes), default=0)
        return QSize(
            width + margins.left() + margins.right(), height + margins.top() + margins.bottom()
        )

    def minimumSize(self) -> QSize:
        """The largest item must fit."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, area: QRect, *, move: bool) -> int:
        """Walk through the lines; returns the height used."""
        margins = self.contentsMargins()
        inner = area.marginsRemoved(margins)
        x, y, line = inner.x(), inner.y(), 0
        for item in self._shown():
            size = item.sizeHint()
            stretches = bool(item.expandingDirections() & Qt.Orientation.Horizontal)
            fits = x + size.width() <= inner.right() + 1 or not size.width()
            if x > inner.x() and not fits:
                x, y, line = inner.x(), y + line + self._line_gap, 0
            width = max(size.width(), inner.right() + 1 - x, 0) if stretches else size.width()
            if move:
                width = min(width, inner.width())
                item.setGeometry(QRect(QPoint(x, y), QSize(width, size.height())))
            x += width + self._gap
            line = max(line, size.height())
        return y + line - area.y() + margins.bottom()


class SideBySide(QWidget):
    """Two parts side by side, the second at the right edge; below one another without the room."""

    def __init__(self, first: QWidget, second: QWidget, *, gap: int = 12) -> None:
        """Hold the two; the first takes the room that is left."""
        super().__init__()
        self._parts = (first, second)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        self._box.addWidget(first, 1)
        self._box.addWidget(second, 0, Qt.AlignmentFlag.AlignLeft)

    def minimumSizeHint(self) -> QSize:
        """Ask for the wider of the two."""
        widths = [part.minimumSizeHint().width() for part in self._parts]
        return QSize(max(widths), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand or lie as there is room."""
        super().resizeEvent(event)
        first, second = self._parts
        wanted = first.sizeHint().width() + self._box.spacing() + second.sizeHint().width()
        lies = QBoxLayout.Direction.LeftToRight
        self._box.setDirection(lies if wanted <= self.width() else QBoxLayout.Direction.TopToBottom)


def flowing(*parts: QWidget, gap: int = 8, line_gap: int = 4) -> QWidget:
    """Return a widget that holds parts side by side, in more lines where there is less room."""
    held = QWidget()
    flow = FlowLayout(held, gap=gap, line_gap=line_gap)
    for part in parts:
        flow.addWidget(part)
    return held


def in_a_row(*parts: QWidget, stretch: int = 0, gap: int = 12) -> QWidget:
    """Return a widget that holds parts side by side; the last takes what is left with a stretch."""
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    for part in parts:
        row.addWidget(part, stretch if part is parts[-1] else 0)
    return held
