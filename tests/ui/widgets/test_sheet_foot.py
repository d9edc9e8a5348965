"""The foot of a sheet in rooms of several widths."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui.widgets.sheet_foot import GAP, SheetFoot

PARTS = ["Publish Vietnamese and Chinese now", "publish English tomorrow 08:30"]
WHOLE = "Publish Vietnamese and Chinese now, publish English tomorrow 08:30"


class Requests(QObject):
    """Counts how often a window is asked to lay itself out."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count, and let everything through."""
        self.count += event.type() == QEvent.Type.LayoutRequest
        return super().eventFilter(watched, event)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """Give a window with a foot of a hint and two buttons."""
    made = QWidget()
    qtbot.addWidget(made)
    hint, other, main = QLabel("You can take it back."), QPushButton("Cancel"), QPushButton(WHOLE)
    made.setLayout(SheetFoot(hint, other, main))
    made.show()
    yield made
    made.close()


def shape(window: QWidget, width: int) -> tuple[bool, str]:
    """Return whether the hint stands above the buttons, and the words of the last one."""
    foot = window.layout()
    assert isinstance(foot, SheetFoot)
    foot.fit(width, PARTS)
    foot.activate()
    hint = window.findChildren(QLabel)[0]
    other, main = window.findChildren(QPushButton)
    return hint.geometry().bottom() < other.geometry().top(), main.text()


def test_words_that_do_not_fit_send_the_hint_above_and_then_are_broken(window: QWidget) -> None:
    hint = window.findChildren(QLabel)[0].sizeHint().width()
    other, main = window.findChildren(QPushButton)
    buttons = other.sizeHint().width() + main.sizeHint().width() + GAP
    assert shape(window, buttons + GAP + hint) == (False, WHOLE)
    assert shape(window, buttons + hint) == (True, WHOLE)
    assert shape(window, buttons - 1) == (True, ",\n".join(PARTS))
    assert shape(window, buttons + GAP + hint) == (False, WHOLE)


def test_a_foot_that_fits_is_not_laid_out_again(window: QWidget) -> None:
    assert shape(window, 200) == (True, ",\n".join(PARTS))
    QApplication.sendPostedEvents()
    requests = Requests(window)
    window.installEventFilter(requests)
    assert shape(window, 200) == (True, ",\n".join(PARTS))
    QApplication.sendPostedEvents()
    assert requests.count == 0
