"""A sheet: a decision in a card over the dimmed window. Nothing else is modal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from editor_app.ui.actions import ActionSet
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import PlainLabel

TOP = 90
SHADOW = 40

T = TypeVar("T")


class Sheet(QWidget):
    """The dimmed window with a card; the window's actions rest while it stands open."""

    def __init__(self, theme: Theme, window: QWidget, width: int = 560) -> None:
        """Stay hidden until ``open_sheet``."""
        super().__init__(window)
        self._theme = theme
        self._before: QWidget | None = None
        self._closed = 0  # times
        self.card = QFrame(self)
        self.card.setProperty("card", True)
        self.card.setFixedWidth(width)
        self._width = width
        shadow = QGraphicsDropShadowEffect(self.card)
        shadow.setBlurRadius(SHADOW)
        shadow.setOffset(0, 8)
        shadow.setColor(theme.colour("shade"))
        self.card.setGraphicsEffect(shadow)
        self.body = QVBoxLayout(self.card)
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(0)
        self.hide()

    def open_sheet(self) -> None:
        """Show the card and keep the focus inside it."""
        if self.isHidden():
            focus = QApplication.focusWidget() or self.window().focusWidget()  # of a file dialog
            self._before = focus
        self._pause_actions(True)
        self.show()
        self.raise_()
        self.place()
        self.focus_start()

    def close_sheet(self) -> None:
        """Take it away and give the focus back."""
        if self.isHidden():
            return
        self.hide()
        self._closed += 1
        self._pause_actions(self._is_over_another)
        if self._before is not None and isValid(self._before):
            self._before.setFocus()
        self._before = None

    @property
    def _is_over_another(self) -> bool:
        window = self.parentWidget()
        sheets = window.findChildren(Sheet) if window is not None else []
        return any(not sheet.isHidden() for sheet in sheets)

    def while_open(
        self, show: Callable[[T], object], otherwise: Callable[[T], object] = lambda _result: None
    ) -> Callable[[T], None]:
        """Return what hands a result to ``show``, or to ``otherwise`` once the sheet was closed.

        When it is opened again, what was asked for before is not meant for it.
        """
        asked = self._closed

        def hand_on(result: T) -> None:
            (show if asked == self._closed else otherwise)(result)

        return hand_on

    def _pause_actions(self, paused: bool) -> None:
        window = self.parentWidget()
        for actions in window.findChildren(ActionSet) if window is not None else ():
            actions.pause(paused)

    def focus_start(self) -> None:
        """Put the focus on what is decided first."""
        self.card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.card.setFocus()

    def place(self) -> None:
        """Cover the window and put the card near its top, in the middle."""
        window = self.parentWidget()
        if window is None:
            return
        self.setGeometry(window.rect())
        width = min(self._width, window.width() - 32)
        self.card.setFixedWidth(width)
        self.body.activate()
        height = self.body.totalSizeHint().height()
        if self.body.hasHeightForWidth():  # else the other says only how thick the frame is
            height = self.body.totalHeightForWidth(width)
        self.card.resize(width, min(height, window.height() - 32))
        room = max(16, window.height() - self.card.height() - 16)
        self.card.move((window.width() - self.card.width()) // 2, min(TOP, room))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to follow the window; each filter would cost every event of the window its time."""
        super().showEvent(event)
        window = self.parentWidget()
        if window is not None:
            window.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow the window no longer."""
        super().hideEvent(event)
        window = self.parentWidget()
        if window is not None:
            window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self.place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Follow the card's size."""
        if event.type() == QEvent.Type.LayoutRequest and not self.isHidden():
            self.place()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape decides nothing and closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the card closes as Escape does."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Let Tab walk inside the card only."""
        inside = [
            widget
            for widget in self.card.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isEnabled()
            and widget.isVisibleTo(self)
            and widget.focusProxy() is None
        ]
        if not inside:
            return False
        ordered = self._in_tab_order(inside)
        current = QApplication.focusWidget()
        place = ordered.index(current) if current in ordered else (-1 if next_one else 0)
        reason = Qt.FocusReason.TabFocusReason if next_one else Qt.FocusReason.BacktabFocusReason
        ordered[(place + (1 if next_one else -1)) % len(ordered)].setFocus(reason)
        return True

    def _in_tab_order(self, widgets: list[QWidget]) -> list[QWidget]:
        """Return the widgets as Tab would walk them."""
        wanted = set(widgets)
        found: list[QWidget] = []
        walker = self.card.nextInFocusChain()
        while walker is not None and walker is not self.card and len(found) < len(wanted):
            if walker in wanted:
                found.append(walker)
            walker = walker.nextInFocusChain()
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window."""
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), self._theme.colour("shade"))


def close_sheets(window: QWidget) -> None:
    """Close what stands open over a window that goes: what is written in it is kept by that."""
    for sheet in window.findChildren(Sheet):
        sheet.close_sheet()


class Question(Sheet):
    """A decision between a few buttons; ``answered`` carries the key of the one pressed."""

    answered = Signal(str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Start without words."""
        super().__init__(theme, window, 460)
        self._title = PlainLabel(role="title", wrap=True)
        self._text = PlainLabel(role="quiet", wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)
        self.body.addWidget(self._title)
        self.body.addSpacing(6)
        self.body.addWidget(self._text)
        self.body.addSpacing(18)
        self.body.addLayout(self._buttons)

    def ask(self, title: str, text: str, *choices: tuple[str, str, str]) -> None:
        """Ask; ``choices`` are (key, words, kind of button), the last is what Enter does."""
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(title)
        while (item := self._buttons.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        self._buttons.addStretch(1)
        for key, words, kind in choices:
            button = Button(words, kind)
            button.clicked.connect(lambda _checked=False, key=key: self._answer(key))
            self._buttons.addWidget(button)
        self.open_sheet()

    def focus_start(self) -> None:
        """Enter does what the last button says."""
        last = self._buttons.itemAt(self._buttons.count() - 1)
        button = last.widget() if last is not None else None
        if button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def _answer(self, key: str) -> None:
        self.close_sheet()
        self.answered.emit(key)
