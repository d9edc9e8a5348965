"""A desk that is on its way can be handed round; its verbs wait for it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from editor_app.desk import Opening
from editor_app.domain.errors import DeskInUse
from editor_app.services.preferences import SettingsService
from editor_app.wiring import Desk, new_desk, open_desk


def opening_of(folder: Path) -> Opening:
    return Opening(folder / "desk", SettingsService(folder / "settings.json"))


def test_a_verb_asked_for_early_is_done_as_soon_as_the_desk_is_open(tmp_path: Path) -> None:
    new_desk(tmp_path / "desk")
    opening = opening_of(tmp_path)
    found: list[int] = []
    early = threading.Thread(target=lambda: found.append(len(opening.desk.vocabulary.editions())))
    early.start()
    desk = opening.open(lambda: open_desk(tmp_path / "desk"))
    early.join(60)
    assert desk is opening.desk
    assert found == [len(desk.vocabulary.editions())]
    assert desk.folder == tmp_path / "desk"
    desk.close()
    open_desk(tmp_path / "desk").close()


def test_what_kept_a_desk_from_opening_is_said_to_everybody_who_asks(tmp_path: Path) -> None:
    opening = opening_of(tmp_path)

    def work() -> Desk:
        raise DeskInUse(holder="another window")

    with pytest.raises(DeskInUse):
        opening.open(work)
    with pytest.raises(DeskInUse):
        opening.desk.vocabulary.editions()
    opening.desk.close()


def test_the_settings_are_there_before_the_desk(tmp_path: Path) -> None:
    assert opening_of(tmp_path).desk.settings.load().desk_folder == ""
