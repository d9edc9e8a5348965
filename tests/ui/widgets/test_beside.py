"""What floats beside a place of the text stays inside the window, and there when it is resized."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui.widgets.beside import GAP, MARGIN, Beside

SIZE = (120, 80)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    return window


def floating(over: QWidget, place: QRect) -> QFrame:
    """Let a frame stand beside a place of a widget."""
    frame = QFrame()
    frame.resize(*SIZE)
    Beside(frame).stand(over, lambda: place)
    frame.show()
    return frame


def test_it_stands_below_its_place(window: QWidget) -> None:
    frame = floating(window, QRect(40, 100, 2, 20))
    assert frame.parentWidget() is window
    assert (frame.x(), frame.y()) == (40, 119 + GAP)


def test_where_there_is_no_room_below_it_stands_above(window: QWidget) -> None:
    frame = floating(window, QRect(40, 370, 2, 20))
    assert frame.geometry().bottom() < 370


def test_it_never_leaves_the_window(window: QWidget) -> None:
    for place in (QRect(590, 10, 2, 20), QRect(-50, 200, 2, 20), QRect(590, 395, 2, 600)):
        frame = floating(window, place)
        assert window.rect().contains(frame.geometry())


def test_it_follows_its_widget_when_the_window_is_resized(window: QWidget, qtbot: QtBot) -> None:
    column = QVBoxLayout(window)
    column.addStretch(1)
    foot = QWidget()
    foot.setFixedHeight(20)
    column.addWidget(foot)
    qtbot.waitUntil(lambda: foot.y() > 300)
    frame = floating(foot, QRect(0, 0, 2, 20))
    before = frame.geometry()
    window.resize(600, 700)
    qtbot.waitUntil(lambda: frame.y() > before.y() + 200)
    assert frame.geometry().bottom() < window.height() - MARGIN
