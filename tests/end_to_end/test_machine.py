"""Machine translation in the real window: set up, agreed to, let write, and read by a person."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytest_httpserver import HTTPServer
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import ENGLISH, ArticleId
from editor_app.domain.link import Made, State
from editor_app.ui.translation.machine_sheet import MachineSheet
from editor_app.ui.widgets.buttons import Button
from editor_app.wiring import new_desk
from tests.connectors.machine_server import KEY, MachineServer
from tests.end_to_end.conftest import Start
from tests.end_to_end.hands import SECONDS
from tests.end_to_end.sitting import Sitting, written

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def begun(sitting: Sitting) -> ArticleId:
    """Open a story in Translate, in a language that is still to do."""
    desk = sitting.desk
    made = written(desk, "Nước lên", "Một.\n\nHai.")
    article = desk.translations.start(made.story, ENGLISH).article
    sitting.conductor.navigator.open_article(article)
    sitting.settle()
    sitting.conductor.commands.show_view("translate")
    sitting.settle()
    return article


def button(sheet: MachineSheet, words: str) -> Button:
    return next(
        item for item in sheet.findChildren(Button) if item.text() == words and item.isVisible()
    )


def field(sheet: MachineSheet, name: str) -> QLineEdit:
    return next(item for item in sheet.findChildren(QLineEdit) if item.accessibleName() == name)


def test_a_machine_writes_drafts_and_a_person_confirms_them(
    start: Start, qtbot: QtBot, tmp_path: Path, httpserver: HTTPServer
) -> None:
    service = MachineServer(httpserver)
    new_desk(tmp_path / "desk")
    sitting = start(tmp_path / "desk")
    article = begun(sitting)
    hands = sitting.hands
    hands.begin("machine")
    hands.press("Ctrl+Alt+T")
    sheet = sitting.window.findChild(MachineSheet)
    assert sheet is not None
    hands.click(button(sheet, "New service…"), "New")
    field(sheet, "Address").setText(service.url)
    field(sheet, "Key").setText(KEY)
    hands.click(button(sheet, "Try it"), "Try")
    said = sheet.findChildren(type(sheet._form._said))
    assert "It answers: <Xin chào>" in [label.text() for label in said]
    hands.click(button(sheet, "Done"), "Done")
    hands.press("Escape")
    view = sitting.areas.page.centre.main
    assert view is not None
    view.focus_text()
    hands.press("Ctrl+M")
    qtbot.waitUntil(lambda: len(sitting.desk.machine.unread(article)) == 1, timeout=SECONDS)
    sitting.settle()
    hands.press("Ctrl+Alt+T")
    hands.click(button(sheet, "Translate 2 rows"), "Translate")
    rows = sitting.desk.translations.segments(article)
    assert [(row.target_text, row.state, row.made) for row in rows] == [
        ("<Nước lên>", State.DRAFT, Made.MACHINE),
        ("<Một.>", State.DRAFT, Made.MACHINE),
        ("<Hai.>", State.DRAFT, Made.MACHINE),
    ]
    assert len(sitting.desk.machine.unread(article)) == 3
    view.focus_text()
    hands.press("Ctrl+Return")
    qtbot.waitUntil(lambda: len(sitting.desk.machine.unread(article)) == 2, timeout=SECONDS)
    sitting.settle()
    page = tmp_path / "read.html"
    sitting.choose_file(page)
    sitting.conductor.commands.run("translate.machine_page")
    sitting.settle()
    assert "Not yet read by a named person against the source: 2." in page.read_text("utf-8")
    assert sitting.areas.page.notice.text == (
        "Saved as “read.html”. 2 texts of a machine are not read yet."
    )
    assert KEY.encode() not in b"".join(
        file.read_bytes() for file in (tmp_path / "desk").rglob("*") if file.is_file()
    )


def test_nothing_goes_away_before_somebody_agreed(start: Start, tmp_path: Path) -> None:
    new_desk(tmp_path / "desk")
    sitting = start(tmp_path / "desk")
    begun(sitting)
    sitting.hands.begin("machine")
    sitting.hands.press("Ctrl+Alt+T")
    sheet = sitting.window.findChild(MachineSheet)
    assert sheet is not None
    sitting.hands.click(button(sheet, "New service…"), "New")
    field(sheet, "Address").setText("https://mt.away.example")
    sitting.hands.click(button(sheet, "Done"), "Done")
    assert not button(sheet, "Translate 3 rows").isEnabled()
    sitting.hands.click(button(sheet, "I agree, Lan Anh"), "agree")
    assert button(sheet, "Translate 3 rows").isEnabled()
    (kept,) = sitting.desk.machine.engines()
    assert kept.agreed_by == "Lan Anh"
    sitting.hands.press("Escape")


def test_a_form_that_nobody_touched_keeps_nothing(start: Start, tmp_path: Path) -> None:
    new_desk(tmp_path / "desk")
    sitting = start(tmp_path / "desk")
    begun(sitting)
    sitting.hands.begin("machine")
    for touched in (False, True):
        sitting.hands.press("Ctrl+Alt+T")
        sheet = sitting.window.findChild(MachineSheet)
        assert sheet is not None
        sitting.hands.click(button(sheet, "New service…"), "New")
        if touched:
            field(sheet, "Name").setText("Mine")
        sitting.hands.press("Escape")
        assert len(sitting.desk.machine.engines()) == touched
