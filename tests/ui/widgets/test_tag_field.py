"""Chips and completion."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui.theme import Theme
from editor_app.ui.widgets.tag_field import Item, TagField

KNOWN = (Item("a", "Mekong"), Item("b", "solar power"), Item("c", "river transport"))


def complete(typed: str) -> tuple[Item, ...]:
    return tuple(item for item in KNOWN if typed.strip().lower() in item.label.lower())


@pytest.fixture
def field(theme: Theme, qtbot: QtBot) -> Iterator[TagField]:
    window = QWidget()
    made = TagField(theme, "Tags", complete, new_words="New tag “{name}”")
    QVBoxLayout(window).addWidget(made)
    window.resize(300, 200)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.show_items(KNOWN[:2])
    yield made
    window.close()


def test_enter_takes_the_first_that_fits(field: TagField, qtbot: QtBot) -> None:
    QTest.keyClicks(field.line, "river")
    with qtbot.waitSignal(field.added) as added:
        QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert added.args == ["c"]
    assert field.line.text() == ""


def test_what_is_unknown_is_offered_to_be_made(field: TagField, qtbot: QtBot) -> None:
    QTest.keyClicks(field.line, "ferries")
    assert field._model.stringList() == ["New tag “ferries”"]
    with qtbot.waitSignal(field.made) as made:
        QTest.keyClick(field.line, Qt.Key.Key_Comma)
    assert made.args == ["ferries"]


def test_what_is_taken_already_is_not_offered(field: TagField) -> None:
    field._offer("")
    assert field._model.stringList() == ["river transport"]


def test_picking_in_the_list_takes_it(field: TagField, qtbot: QtBot) -> None:
    QTest.keyClicks(field.line, "riv")
    with qtbot.waitSignal(field.added) as added:
        field._take_offered("river transport")
    assert added.args == ["c"]
    qtbot.waitUntil(lambda: field.line.text() == "")
    QTest.keyClicks(field.line, "new one")
    with qtbot.waitSignal(field.made) as made:
        field._take_offered("New tag “new one”")
    assert made.args == ["new one"]


def test_backspace_goes_to_the_last_chip_and_takes_it_away(field: TagField, qtbot: QtBot) -> None:
    field.line.setFocus()
    QTest.keyClick(field.line, Qt.Key.Key_Backspace)
    chip = field.chip("b")
    assert chip.hasFocus()
    with qtbot.waitSignal(field.removed) as removed:
        QTest.keyClick(chip, Qt.Key.Key_Backspace)
    assert removed.args == ["b"]


def test_the_cross_takes_a_chip_away_and_the_words_open_it(field: TagField, qtbot: QtBot) -> None:
    chip = field.chip("a")
    left = Qt.MouseButton.LeftButton
    with qtbot.waitSignal(field.removed) as removed:
        QTest.mouseClick(chip, left, pos=QPoint(chip.width() - 6, 8))
    assert removed.args == ["a"]
    with qtbot.waitSignal(field.pressed) as pressed:
        QTest.mouseClick(chip, left, pos=QPoint(8, 8))
    assert pressed.args is not None
    assert pressed.args[0] == "a"


def test_no_empty_line_stands_under_the_chips(field: TagField, qtbot: QtBot) -> None:
    assert field._row.heightForWidth(290) == 20
    field.show_items(KNOWN)
    assert field._row.heightForWidth(290) > 20


def test_chips_say_when_they_are_unsure(field: TagField) -> None:
    field.show_items((Item("a", "Mekong", unsure=True),))
    assert field.chip("a").accessibleName() == "Mekong, not sure"
    assert not field.grab().isNull()


def test_pressing_the_field_opens_everything(field: TagField) -> None:
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(280, 10))
    assert field._popup.isVisible()
    field._popup.hide()


def test_the_focus_is_kept_when_chips_change(field: TagField) -> None:
    field.chip("b").setFocus()
    field.show_items(KNOWN[:1])
    assert field.line.hasFocus()
    assert field.items == KNOWN[:1]


def test_an_ampersand_in_a_tag_gives_no_key_to_its_chip(field: TagField) -> None:
    field.show_items((Item("a", "R&D"),))
    chip = field.chip("a")
    assert (chip.text(), chip.shortcut().isEmpty()) == ("R&D", True)
