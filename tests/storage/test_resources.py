"""What comes with the program is read as values, and nothing beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor_app.domain.errors import NotFound
from editor_app.storage.resources import read_folder, read_table, read_theme


def test_every_file_below_a_folder_is_read_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "sample" / "photos").mkdir(parents=True)
    (tmp_path / "sample" / "photos" / "cầu.jpg").write_bytes(b"photo")
    (tmp_path / "sample" / "desk.toml").write_bytes(b"desk")
    found = read_folder("sample", tmp_path)
    assert found == {"desk.toml": b"desk", "photos/cầu.jpg": b"photo"}


@pytest.mark.parametrize("name", ["nothing", "..", "../other", "/etc", ""])
def test_folders_outside_the_resources_are_not_found(tmp_path: Path, name: str) -> None:
    root = tmp_path / "resources"
    root.mkdir()
    (tmp_path / "other").mkdir()
    if name:
        with pytest.raises(NotFound):
            read_folder(name, root)
    else:
        assert read_folder(name, root) == {}


def test_the_theme_of_the_portal_is_there() -> None:
    assert read_theme("portal").name == "portal"


def test_a_theme_or_table_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        read_theme("nothing")
    with pytest.raises(NotFound):
        read_table("../theme.toml")
    with pytest.raises(NotFound):
        read_table("nothing.tsv")
