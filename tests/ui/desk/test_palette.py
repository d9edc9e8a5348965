"""The palette finds what can be done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui.actions import ACTIONS
from editor_app.ui.desk.palette import Palette, found
from editor_app.ui.theme import Theme

OFFERED = tuple(row for row in ACTIONS if row.in_palette)


@pytest.fixture
def palette(theme: Theme, qtbot: QtBot) -> Iterator[Palette]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    made = Palette(theme, window)
    made.open(OFFERED)
    yield made
    window.close()


def test_words_are_found_in_any_order_and_beginnings_come_first() -> None:
    names = [row.name for row in found(OFFERED, "story")]
    assert names[0].startswith(("view.list", "story"))
    assert "story.new" in names
    assert [row.name for row in found(OFFERED, "language next")] == ["view.next_language"]
    assert found(OFFERED, "xyzzy") == ()


def test_a_menu_finds_its_actions() -> None:
    assert {row.menu for row in found(OFFERED, "translate")} >= {"translate"}


def test_enter_does_what_is_chosen(palette: Palette, qtbot: QtBot) -> None:
    QTest.keyClicks(palette._search, "take in what")
    with qtbot.waitSignal(palette.chosen) as chosen:
        QTest.keyClick(palette._search, Qt.Key.Key_Return)
    assert chosen.args == ["story.take_in_copied"]
    assert not palette.isVisible()


def test_arrows_walk_and_escape_leaves(palette: Palette, qtbot: QtBot) -> None:
    QTest.keyClick(palette._search, Qt.Key.Key_Down)
    QTest.keyClick(palette._search, Qt.Key.Key_Down)
    QTest.keyClick(palette._search, Qt.Key.Key_Up)
    assert palette._view.currentIndex().row() == 1
    QTest.keyClick(palette._search, Qt.Key.Key_PageDown)
    assert palette._view.currentIndex().row() > 5
    QTest.keyClick(palette._search, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_nothing_found_is_said(palette: Palette, qtbot: QtBot) -> None:
    QTest.keyClicks(palette._search, "xyzzy")
    assert palette._nothing.isVisible()
    QTest.keyClick(palette._search, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_a_click_does_what_is_under_it(palette: Palette, qtbot: QtBot) -> None:
    with qtbot.waitSignal(palette.chosen) as chosen:
        palette._view.clicked.emit(palette._model.index(0))
    assert chosen.args == [OFFERED[0].name]
    assert not palette.grab().isNull()
