"""Settings are kept as soon as they are chosen, and each does something."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from editor_app.domain.errors import DiskFull
from editor_app.domain.settings import Theme as Colours
from editor_app.text.checks.house import Wanted
from editor_app.ui.settings.settings_screen import SettingsScreen
from tests.ui.window import Opened, press


@pytest.fixture
def screen(opened: Opened) -> SettingsScreen:
    opened.run("go.settings")
    found = opened.window.findChild(SettingsScreen)
    assert found is not None
    return found


def test_the_name_is_kept_when_the_field_is_left(screen: SettingsScreen, opened: Opened) -> None:
    screen._editor.setFocus()
    screen._editor.selectAll()
    QTest.keyClicks(screen._editor, "Minh")
    QTest.keyClick(screen._editor, Qt.Key.Key_Return)
    opened.settle()
    assert opened.desk.settings.load().editor == "Minh"


def test_colours_change_at_once(screen: SettingsScreen, opened: Opened) -> None:
    screen._colours.choose(Colours.DARK)
    screen._colours.activated.emit(screen._colours.currentIndex())
    opened.settle()
    assert opened.desk.settings.load().theme is Colours.DARK
    assert opened.theme.dark


def test_ticks_are_kept(screen: SettingsScreen, opened: Opened) -> None:
    for tick in (screen._roomy, screen._quotes, screen._light):
        tick.click()
    opened.settle()
    kept = opened.desk.settings.load()
    assert (kept.roomy_list, kept.smart_quotes, kept.light_mode) == (True, False, True)
    assert opened.conductor._areas.stories._delegate.roomy


def test_a_choice_made_in_a_menu_is_shown(screen: SettingsScreen, opened: Opened) -> None:
    opened.run("view.roomy")
    assert screen._roomy.isChecked()


def test_the_backup_folder_is_chosen(
    screen: SettingsScreen, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(tmp_path))
    press(screen._backups, "Choose…")
    opened.settle()
    assert opened.desk.settings.load().backup_folder == str(tmp_path)
    opened.run("desk.backup")
    assert str(tmp_path) in opened.notice


def test_a_backup_goes_into_the_folder_that_is_typed(
    screen: SettingsScreen, opened: Opened, tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    line = screen._backups._line
    line.setFocus()
    QTest.keyClicks(line, str(folder))
    opened.run("view.roomy")  # what is chosen elsewhere is shown here
    assert line.text() == str(folder)
    press(screen, "Back up now")
    opened.settle()
    assert opened.desk.settings.load().backup_folder == str(folder)
    assert list(folder.iterdir())


def test_sites_and_accounts_stand_under_sync(screen: SettingsScreen, opened: Opened) -> None:
    press(screen, "Sites and accounts…")
    assert opened.window.area == "sync"
    assert opened.sync.accounts.isVisible()


def test_a_setting_that_cannot_be_kept_is_said_and_taken_back(
    screen: SettingsScreen, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_fields: object) -> None:
        raise DiskFull

    monkeypatch.setattr(opened.desk.settings, "save", full)
    screen._roomy.click()
    opened.settle()
    assert screen.notice.text.startswith("The disk is full.")
    assert not screen._roomy.isChecked()


def test_another_work_folder_can_be_opened(
    screen: SettingsScreen, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(tmp_path))
    with opened.qtbot.waitSignal(opened.conductor.desk_wanted) as wanted:
        press(screen, "Open another…")
    assert wanted.args == [tmp_path]


def test_the_house_says_how_grave_a_check_is(screen: SettingsScreen, opened: Opened) -> None:
    choices = screen._house.choices
    opened.qtbot.waitUntil(lambda: "M16" in choices)
    assert {"S1", "S9", "F1"}.isdisjoint(choices)
    assert choices["S4"].currentText() == "On probation: counted only"
    choices["N1"].choose("warning")
    choices["N1"].activated.emit(choices["N1"].currentIndex())
    opened.settle()
    wanted = {rule.check: rule.wanted for rule in opened.desk.checks.rules()}
    assert wanted["N1"] is Wanted.WARNING
    opened.conductor.undo.undo()
    opened.settle()
    opened.qtbot.waitUntil(lambda: choices["N1"].choice == "")
    assert choices["N1"].currentText() == "As it comes: Error"
