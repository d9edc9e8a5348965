"""Keys that are typed before the text that was asked for is in sight."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import ENGLISH
from editor_app.ui.desk.held_keys import HeldKeys
from tests.ui.article.material import compose
from tests.ui.material import story
from tests.ui.window import Opened, focused


@pytest.fixture
def area(qtbot: QtBot) -> Iterator[QWidget]:
    """Give a window whose area holds a text, a button and a text that comes later."""
    window = QWidget()
    qtbot.addWidget(window)
    made = QWidget(window)
    inside = QVBoxLayout(made)
    for part in (QLineEdit(), QPushButton("Go"), QLineEdit()):
        inside.addWidget(part)
    QVBoxLayout(window).addWidget(made)
    window.show()
    window.activateWindow()
    before(made).setFocus()
    qtbot.waitUntil(before(made).hasFocus)
    yield made
    window.close()


def before(area: QWidget) -> QLineEdit:
    return area.findChildren(QLineEdit)[0]


def after(area: QWidget) -> QLineEdit:
    return area.findChildren(QLineEdit)[1]


def test_what_is_typed_after_new_story_stands_in_the_new_story(opened: Opened) -> None:
    opened.open(story(opened.desk).story)
    write = opened.views["write"]
    write.focus_text()
    opened.conductor.commands.run("story.new")
    QTest.keyClicks(focused(), "Boat")
    assert "Boat" not in write.text.toPlainText()
    opened.settle()
    assert write.text.toPlainText() == "Boat"


def test_what_is_typed_while_another_story_comes_is_not_typed_in_the_one_before(
    opened: Opened,
) -> None:
    first, second = story(opened.desk).story, story(opened.desk).story
    opened.open(first)
    write = opened.views["write"]
    write.focus_text()
    opened.conductor.navigator.open(second)
    QTest.keyClicks(focused(), "x")
    opened.settle()
    assert opened.conductor.navigator.story_id == second
    assert write.text.toPlainText().count("x") == 1
    assert not opened.conductor.navigator.keys.holding


def test_keys_come_in_their_order_and_commands_pass(area: QWidget) -> None:
    keys = HeldKeys(area)
    keys.hold(wanted=False)
    QTest.keyClicks(before(area), "ab")
    QTest.keyClick(before(area), Qt.Key.Key_Backspace)
    compose(before(area), commit="Ế")
    QTest.keyClick(before(area), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert before(area).text() == ""
    after(area).setFocus()
    keys.arrive(late=False)
    assert (before(area).text(), after(area).text()) == ("", "aẾ")


def test_a_dash_of_a_mac_is_kept_too(area: QWidget) -> None:
    keys = HeldKeys(area)
    keys.hold(wanted=False)
    alt = Qt.KeyboardModifier.AltModifier
    dash = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Minus, alt, "–")
    QApplication.sendEvent(before(area), dash)
    after(area).setFocus()
    keys.arrive(late=False)
    assert (before(area).text(), after(area).text()) == ("", "–")


def test_a_letter_of_alt_gr_is_kept_and_no_command_of_ctrl_alt(area: QWidget) -> None:
    keys = HeldKeys(area)
    keys.hold(wanted=False)
    windows = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    for key, text in ((Qt.Key.Key_Q, "@"), (Qt.Key.Key_N, "\x0e"), (Qt.Key.Key_M, "")):
        QApplication.sendEvent(before(area), QKeyEvent(QEvent.Type.KeyPress, key, windows, text))
    after(area).setFocus()
    keys.arrive(late=False)
    assert (before(area).text(), after(area).text()) == ("", "@")


def test_what_was_kept_before_there_was_a_text_is_typed_in_the_one_that_comes(
    area: QWidget,
) -> None:
    window, keys = area.window(), HeldKeys(area)
    before(area).clearFocus()
    none, control = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
    typed = ((Qt.Key.Key_A, none, "a"), (Qt.Key.Key_V, control, "v"), (Qt.Key.Key_B, none, "b"))
    keys.take_over(QKeyEvent(QEvent.Type.KeyPress, *press) for press in typed)
    QTest.keyClicks(window, "c")
    after(area).setFocus()
    keys.arrive(late=False)
    assert after(area).text() == "abc"


def test_a_late_text_gets_its_keys_when_it_has_the_focus(area: QWidget, qtbot: QtBot) -> None:
    keys = HeldKeys(area)
    keys.hold(wanted=False)
    QTest.keyClicks(before(area), "a")
    button = area.findChildren(QPushButton)[0]
    button.setFocus()
    keys.arrive(late=True)
    QTest.keyClicks(button, "b")
    after(area).setFocus()
    qtbot.waitUntil(lambda: after(area).text() == "ab")
    assert not keys.holding


def test_nothing_is_kept_from_outside_the_text(area: QWidget) -> None:
    keys = HeldKeys(area)
    area.findChildren(QPushButton)[0].setFocus()
    keys.hold(wanted=False)
    assert not keys.holding
    keys.arrive(late=False)
    keys.let_go()


def test_what_comes_between_gets_no_keys(area: QWidget, qtbot: QtBot) -> None:
    keys = HeldKeys(area)
    keys.hold(wanted=False)
    QTest.keyClicks(before(area), "a")
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    after(area).setFocus()
    keys.arrive(late=False)
    assert (before(area).text(), after(area).text(), other.text()) == ("", "a", "")


def test_a_button_is_not_pressed_by_what_was_typed_in_a_text(area: QWidget) -> None:
    keys = HeldKeys(area)
    keys.hold(wanted=False)
    QTest.keyClicks(before(area), "a b")
    button = area.findChildren(QPushButton)[0]
    button.setFocus()
    keys.arrive(late=False)
    assert not button.isDown()


def test_nothing_is_kept_any_more_when_the_story_is_closed_that_was_to_come(opened: Opened) -> None:
    first, second = story(opened.desk).story, story(opened.desk).story
    opened.open(first)
    opened.views["write"].focus_text()
    navigator = opened.conductor.navigator
    navigator.open(second)
    navigator.close_story()
    assert not navigator.keys.holding
    opened.settle()


def test_no_rows_are_waited_for_in_a_language_that_is_not_begun(opened: Opened) -> None:
    first, second = story(opened.desk).story, story(opened.desk).story
    navigator = opened.conductor.navigator
    navigator.open(first, view="translate")
    opened.settle()
    opened.views["translate"].focus_text()
    navigator.open(second, ENGLISH)
    assert navigator.keys.holding
    opened.settle()
    assert navigator.article is None
    assert not navigator.keys.holding


def test_a_window_that_goes_keeps_nothing_any_more(opened: Opened) -> None:
    opened.open(story(opened.desk).story)
    opened.views["write"].focus_text()
    keys = opened.conductor.navigator.keys
    keys.hold(wanted=False)
    QTest.keyClicks(focused(), "x")
    opened.window.leave()
    assert not keys.holding
    assert opened.views["write"].text.toPlainText().count("x") == 1
