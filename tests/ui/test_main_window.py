"""The frame: areas, folding, walking with F6."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui.desk.curtain import Curtain
from editor_app.ui.main_window import MainWindow
from editor_app.ui.theme import Theme
from tests.ui.material import story, translated
from tests.ui.sync.outboxes import queue
from tests.ui.window import Opened, focused


def area_of(opened: Opened) -> str:
    """Return in which area the focus is."""
    areas = opened.window.areas
    assert areas is not None
    named: dict[str, QWidget] = {
        "rail": areas.rail,
        "list": areas.stories,
        "header": areas.page.header,
        "centre": areas.page.centre,
        "inspector": areas.page.inspector,
    }
    return next((name for name, area in named.items() if area.isAncestorOf(focused())), "")


def test_a_curtain_is_shown_before_the_desk_is_open(theme: Theme, qtbot: QtBot) -> None:
    window = MainWindow(theme, "Opening the desk…")
    qtbot.addWidget(window)
    window.show()
    assert window.centralWidget() is window.curtain
    assert window.curtain.accessibleName() == "Opening the desk…"
    picture = window.grab().toImage()
    assert picture.pixelColor(10, 400) == theme.colour("rail")
    assert picture.pixelColor(200, 400) == theme.colour("canvas")
    window.curtain.say("Still opening")
    assert window.curtain.words == "Still opening"
    assert not window.curtain.is_working


def test_a_curtain_before_long_work_moves_and_says_what_is_good_to_know(
    theme: Theme, qtbot: QtBot
) -> None:
    curtain = Curtain(theme, "Opening the desk…")
    qtbot.addWidget(curtain)
    curtain.resize(1200, 800)
    curtain.work("Bringing the library up to date…", "This takes some minutes.")
    assert curtain.is_working
    assert curtain.accessibleName() == "Bringing the library up to date…"
    assert curtain.accessibleDescription() == "This takes some minutes."
    first = curtain.grab().toImage()
    qtbot.waitUntil(lambda: curtain.grab().toImage() != first)


def test_f6_walks_through_all_areas_and_back(opened: Opened) -> None:
    opened.open(story(opened.desk).story)
    opened.views["write"].focus_text()
    seen = []
    for _ in range(5):
        opened.run("view.next_area")
        seen.append(area_of(opened))
    assert seen == ["inspector", "rail", "list", "header", "centre"]
    opened.run("view.previous_area")
    assert area_of(opened) == "header"


def test_f6_comes_by_what_waits_and_by_the_offer_to_undo(opened: Opened, tmp_path: Path) -> None:
    queue(opened, tmp_path, hours=2)
    opened.run("go.settings")
    bar = opened.conductor.undo_bar
    assert bar.text
    seen = []
    for _ in range(6):
        opened.run("view.next_area")
        seen.append(focused())
    waits, undo = opened.conductor._areas.status._waits, bar._button
    assert seen.index(undo) == seen.index(waits) + 1
    undo.setFocus()
    bar.hide()
    screen = opened.window.screen_in_sight
    assert screen is not None
    assert screen.isAncestorOf(focused())


def test_f6_passes_over_what_is_folded(opened: Opened) -> None:
    opened.open(story(opened.desk).story)
    opened.run("view.inspector")
    opened.run("view.list")
    opened.views["write"].focus_text()
    seen = []
    for _ in range(3):
        opened.run("view.next_area")
        seen.append(area_of(opened))
    assert seen == ["rail", "header", "centre"]


def test_f6_walks_screens_too(opened: Opened) -> None:
    opened.run("go.settings")
    opened.run("view.next_area")
    opened.run("view.next_area")
    opened.run("view.next_area")
    screen = opened.window.screen_in_sight
    assert screen is not None
    assert screen.isAncestorOf(focused())


@pytest.mark.parametrize("key", ["tags", "terms", "sync", "settings"])
def test_another_area_takes_the_focus_over_and_gives_it_back(opened: Opened, key: str) -> None:
    opened.open(story(opened.desk).story)
    opened.views["write"].focus_text()
    typing = focused()
    opened.run(f"go.{key}")
    screen, there = opened.window.screen_in_sight, focused()
    assert screen is not None
    assert screen.isAncestorOf(there)
    screen.focus_start()
    assert focused() is there
    opened.run("go.stories")
    assert focused() is typing


@pytest.mark.parametrize("key", [Qt.Key.Key_F6])
def test_the_key_itself_walks(opened: Opened, key: Qt.Key) -> None:
    opened.open(story(opened.desk).story)
    opened.views["write"].focus_text()
    QTest.keyClick(opened.views["write"].text, key)
    assert area_of(opened) == "inspector"


def test_the_list_folds_by_itself_in_translate_on_a_laptop(opened: Opened, qtbot: QtBot) -> None:
    made = story(opened.desk)
    translated(opened.desk, made)
    opened.open(made.story)
    areas = opened.window.areas
    assert areas is not None
    opened.window.resize(1366, 768)
    opened.conductor.navigator.show_view("translate")
    qtbot.waitUntil(lambda: not areas.stories.isVisible())
    assert areas.page.inspector.width() <= 262
    opened.conductor.navigator.show_view("write")
    qtbot.waitUntil(areas.stories.isVisible)


def test_a_panel_opened_by_hand_stays_open_in_that_view(opened: Opened, qtbot: QtBot) -> None:
    opened.open(story(opened.desk).story)
    areas = opened.window.areas
    assert areas is not None
    opened.window.resize(1024, 700)
    qtbot.waitUntil(lambda: not areas.page.inspector.isVisible())
    opened.run("view.inspector")
    assert areas.page.inspector.isVisible()
    opened.window.resize(1000, 700)
    opened.settle()
    assert areas.page.inspector.isVisible()
    assert opened.conductor._parts.actions["view.inspector"].isChecked()


@pytest.mark.parametrize("size", [(1440, 900), (1366, 768), (1024, 700)])
def test_nothing_stands_outside_the_window(
    opened: Opened, size: tuple[int, int], qtbot: QtBot
) -> None:
    made = story(opened.desk)
    translated(opened.desk, made)
    opened.open(made.story)
    opened.window.resize(*size)
    opened.settle()
    areas = opened.window.areas
    assert areas is not None
    for view in ("write", "translate", "preview", "both"):
        opened.conductor.navigator.show_view(view)
        opened.settle()
        page = areas.page
        qtbot.waitUntil(lambda: opened.window.width() == size[0])
        right = page.header.mapTo(opened.window, page.header.rect().topRight()).x()
        assert right < size[0]
        assert page.header.width() >= page.header.minimumSizeHint().width()


def test_the_window_is_never_too_small_for_its_parts(opened: Opened) -> None:
    least = opened.window.minimumSize()
    assert least.width() <= 1024
    assert least.height() <= 700


def test_dropped_files_are_handed_on(opened: Opened, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/nowhere/a.docx")])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    opened.window.dropped.disconnect()
    with qtbot.waitSignal(opened.window.dropped):
        opened.window.dropEvent(event)


def test_a_raised_window_comes_back_from_the_task_bar(opened: Opened) -> None:
    opened.window.showMinimized()
    opened.window.come_forward()
    assert not opened.window.isMinimized()
    assert opened.window.isVisible()
