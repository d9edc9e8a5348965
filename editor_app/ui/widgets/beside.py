"""Where a small window of ours stands: at a place of the text, also when the window is resized."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QWidget

GAP, MARGIN = 6, 4


class Beside(QObject):
    """Keeps a floating widget below a place of another one, or above it where there is no room.

    It ends with the other widget where that is wide enough, else with the window. ``edge`` is how
    far its frame stands out of its words, which begin where the place does.
    """

    def __init__(self, floating: QWidget, edge: int = 0) -> None:
        """Serve a widget that has no place yet."""
        super().__init__(floating)
        self._floating, self._edge = floating, edge
        self._over: QWidget | None = None
        self._place: Callable[[], QRect] = QRect
        self._window: QWidget | None = None
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.follow)

    def stand(self, over: QWidget, place: Callable[[], QRect]) -> None:
        """Stand in the window of a widget from now on, at what ``place`` says of it."""
        self._over, self._place = over, place
        window = over.window()
        if self._floating.parentWidget() is not window:
            self._floating.setParent(window)
        if self._window is not window:
            self._window = window
            window.installEventFilter(self)
        self.follow()

    def follow(self) -> None:
        """Go to where the place is now."""
        over, floating, place = self._over, self._floating, self._place()
        if over is None:
            return
        window = over.window()
        low = over.mapTo(window, place.bottomLeft() + QPoint(-self._edge, GAP))
        high = over.mapTo(window, place.topLeft()).y() - GAP - floating.height()
        last = window.height() - MARGIN - floating.height()
        top = low.y() if low.y() <= last or high < MARGIN else high
        inner = over.mapTo(window, over.rect().bottomRight()).x() + self._edge
        right = inner if inner - floating.width() >= MARGIN else window.width() - MARGIN
        left = min(low.x(), right - floating.width())
        floating.move(max(MARGIN, left), max(MARGIN, min(top, last)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow when the window has given everything its new place."""
        if event.type() == QEvent.Type.Resize and self._floating.isVisible():
            self._soon.start()
        return super().eventFilter(watched, event)
