"""A day that is typed."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor_app.ui.photos.day_field import DayField, read_day


@pytest.mark.parametrize("typed", ["31/12/2026", "31.12.2026", "2026-12-31", "2026年12月31日"])
def test_a_day_is_read_in_the_forms_of_the_desk(typed: str) -> None:
    assert read_day(typed) == date(2026, 12, 31)


@pytest.mark.parametrize("typed", ["", "soon", "31/02/2026", "31/12", "2026", "0/0/2026"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed) is None


@pytest.fixture
def field(qtbot: QtBot) -> DayField:
    made = DayField("No end")
    qtbot.addWidget(made)
    made.show()
    return made


def type_in(qtbot: QtBot, field: DayField, text: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, text) if text else QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_typed_day_is_told(qtbot: QtBot, field: DayField) -> None:
    with qtbot.waitSignal(field.changed) as told:
        type_in(qtbot, field, "31/12/2026")
    assert told.args == [date(2026, 12, 31)]
    assert field.day == date(2026, 12, 31)


def test_a_day_that_is_typed_counts_before_it_is_taken(field: DayField) -> None:
    field.show_day(date(2026, 12, 31))
    field.selectAll()
    QTest.keyClicks(field, "1/2/2027")
    assert field.day == date(2027, 2, 1)
    QTest.keyClicks(field, "x")
    assert field.day == date(2026, 12, 31)
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert field.day is None


def test_an_emptied_field_means_no_end(qtbot: QtBot, field: DayField) -> None:
    field.show_day(date(2026, 12, 31))
    with qtbot.waitSignal(field.changed) as told:
        type_in(qtbot, field, "")
    assert told.args == [None]


def test_what_is_no_day_stays_and_is_marked(qtbot: QtBot, field: DayField) -> None:
    heard: list[object] = []
    field.changed.connect(heard.append)
    type_in(qtbot, field, "next week")
    assert heard == []
    assert field.property("wrong") is True
    assert field.text() == "next week"


def test_a_day_is_shown_in_words(field: DayField) -> None:
    field.show_day(date(2026, 12, 31))
    assert field.text() == "31 Dec 2026"
    field.show_day(None)
    assert field.text() == ""


def test_a_day_that_is_typed_stays_while_a_menu_is_open(field: DayField) -> None:
    field.show_day(date(2026, 12, 31))
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "1/1/")
    menu = field.createStandardContextMenu()
    menu.popup(field.mapToGlobal(field.rect().bottomLeft()))
    assert field.text() == "1/1/"
    menu.close()
    assert (field.text(), field.isModified()) == ("1/1/", True)
