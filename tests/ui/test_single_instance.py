"""One window per desk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from editor_app.ui.single_instance import FrontDoor, door_name, knock


class _Caller(QThread):
    """Knocks from elsewhere, as another process would."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._name = door_name(folder)
        self.answered: bool | None = None

    def run(self) -> None:
        self.answered = knock(self._name)


def test_a_second_start_knocks_at_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    door = FrontDoor()
    assert door.open(tmp_path)
    caller = _Caller(tmp_path)
    with qtbot.waitSignal(door.knocked):
        caller.start()
    caller.wait()
    assert caller.answered
    door.close()


def test_desks_have_doors_of_their_own(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = FrontDoor(), FrontDoor()
    assert first.open(tmp_path / "a")
    assert second.open(tmp_path / "b")
    first.close()
    second.close()


def test_nobody_answers_where_nobody_listens(qtbot: QtBot, tmp_path: Path) -> None:
    assert not knock(door_name(tmp_path))


def test_a_closed_door_can_be_opened_again(qtbot: QtBot, tmp_path: Path) -> None:
    door = FrontDoor()
    assert door.open(tmp_path)
    door.close()
    assert door.open(tmp_path)
    door.close()


def test_the_same_folder_has_the_same_door_however_it_is_written(tmp_path: Path) -> None:
    assert door_name(tmp_path / "x" / "..") == door_name(tmp_path)
