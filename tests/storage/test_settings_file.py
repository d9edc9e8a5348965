"""Settings belong to the computer, survive damage, and lose nothing that a newer program wrote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from editor_app.domain.errors import DeskReadOnly
from editor_app.domain.settings import Settings, Theme
from editor_app.storage.settings_file import FOLDER_VARIABLE, load, save, settings_path

CHOSEN = Settings("vi", Theme.DARK, True, True, False, "Lan Hương", "/bàn", "/sao lưu")


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "settings.json"
    save(CHOSEN, file)
    assert load(file).settings == CHOSEN
    assert load(file).message is None
    assert "Lan Hương" in file.read_text("utf-8")


def test_a_new_computer_has_plain_settings(tmp_path: Path) -> None:
    loaded = load(tmp_path / "settings.json")
    assert loaded.settings == Settings()
    assert loaded.message is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("harm", [b"", b"{", b"\xff\xfe\x00", b"[1, 2]", b"null", b'{"theme": "da'])
def test_a_damaged_file_is_kept_aside_and_told(tmp_path: Path, harm: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(harm)
    loaded = load(file)
    assert loaded.settings == Settings()
    assert loaded.message is not None
    assert loaded.message.key == "settings-damaged"
    (aside,) = tmp_path.iterdir()
    assert aside.name.startswith("settings.damaged-")
    assert aside.read_bytes() == harm
    assert str(loaded.message.fields["file"]) == str(aside)


def test_a_single_senseless_value_costs_only_itself(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(
        json.dumps({"theme": "purple", "light_mode": 1, "editor": "Lan", "desk_folder": []})
    )
    loaded = load(file)
    assert loaded.settings == Settings(editor="Lan")
    assert loaded.message is not None
    assert loaded.message.fields["names"] == "theme, light_mode, desk_folder"


def test_what_a_newer_program_wrote_stays(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"future": {"a": 1}, "editor": "Lan"}))
    save(Settings(editor="Minh"), file)
    kept = json.loads(file.read_bytes())
    assert kept["future"] == {"a": 1}
    assert kept["editor"] == "Minh"


def test_a_portable_copy_names_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "stick"))
    save(CHOSEN)
    assert (tmp_path / "stick" / "settings.json").is_file()
    assert load().settings == CHOSEN


def test_without_it_the_file_lies_where_the_system_keeps_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    assert settings_path().name == "settings.json"
    assert settings_path().parent.name == "copydesk"


def test_a_settings_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises((DeskReadOnly, FileExistsError, NotADirectoryError)):
        save(CHOSEN, tmp_path / "taken" / "settings.json")
    loaded = load(tmp_path / "taken" / "settings.json")
    assert loaded.settings == Settings()
    assert loaded.message is not None
    assert loaded.message.key == "settings-unreadable"
