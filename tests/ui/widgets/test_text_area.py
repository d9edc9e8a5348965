"""A caption field: kept soon, never torn from the hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui.widgets.text_area import TextArea


@pytest.fixture
def area(qtbot: QtBot) -> TextArea:
    made = TextArea("Caption")
    qtbot.addWidget(made)
    made.resize(300, 40)
    made.show()
    return made


def compose(area: TextArea, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(area, event)


def test_typed_text_is_kept_without_leaving_the_field(qtbot: QtBot, area: TextArea) -> None:
    with qtbot.waitSignal(area.kept) as kept:
        QTest.keyClicks(area, "A caption")
    assert kept.args == ["A caption"]


def test_leaving_the_field_keeps_at_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    area, other = TextArea("Caption"), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(area)
    column.addWidget(other)
    window.show()
    window.activateWindow()
    area.setFocus()
    qtbot.waitUntil(area.hasFocus)
    QTest.keyClicks(area, "Left")
    heard: list[str] = []
    area.kept.connect(heard.append)
    other.setFocus()
    assert heard == ["Left"]  # no event was handled that could be the timer's


def test_nothing_typed_keeps_nothing(area: TextArea) -> None:
    heard: list[str] = []
    area.kept.connect(heard.append)
    area.show_text("From the desk")
    area.keep()
    assert heard == []


def test_the_desk_does_not_overwrite_what_is_typed(qtbot: QtBot, area: TextArea) -> None:
    area.show_text("One")
    area.selectAll()
    QTest.keyClicks(area, "Mine")
    area.show_text("Theirs")
    assert area.text() == "Mine"
    heard: list[str] = []
    area.kept.connect(heard.append)
    area.keep()
    assert heard == ["Mine"]


def test_text_from_the_desk_leaves_the_caret_where_it_was(area: TextArea) -> None:
    area.show_text("A ferry leaves.")
    cursor = area.textCursor()
    cursor.setPosition(len("A ferry leaves."))
    area.setTextCursor(cursor)
    area.show_text("The old ferry leaves.")
    assert area.text() == "The old ferry leaves."
    assert area.textCursor().position() == len("The old ferry leaves.")


def test_a_syllable_being_composed_is_neither_dropped_nor_doubled(area: TextArea) -> None:
    area.show_text("Phà")
    compose(area, "đ")
    area.show_text("Phà khác")
    assert area.text() == "Phà"
    compose(area, "", "đi")
    assert "đi" in area.text()
    assert area.text().count("đi") == 1


def test_a_given_up_composition_lets_the_desk_in(area: TextArea) -> None:
    area.show_text("Phà")
    compose(area, "đ")
    area.show_text("Phà khác")
    compose(area, "")
    assert area.text() == "Phà khác"


def test_a_caption_is_one_line_and_keeps_its_no_break_spaces(area: TextArea) -> None:
    area.setPlainText("18\u00a0km\nfrom here ")
    assert area.text() == "18\u00a0km from here"


def test_return_goes_on_and_tab_does_too(qtbot: QtBot, area: TextArea) -> None:
    QTest.keyClicks(area, "One")
    QTest.keyClick(area, Qt.Key.Key_Return)
    assert area.text() == "One"
    assert area.tabChangesFocus()


def test_the_field_grows_with_its_text(area: TextArea) -> None:
    low = area.height()
    area.show_text("A long caption about a ferry on a river. " * 5)
    assert area.height() > low
    area.show_text("")
    assert area.height() == low
