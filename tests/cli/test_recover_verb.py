"""``recover``: the way back from a backup, also where the library can no longer be opened."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from editor_app.cli.answers import COULD_NOT, DONE, FINDINGS
from editor_app.cli.main import run
from editor_app.storage.folder import DeskFolder
from editor_app.wiring import open_desk
from tests.cli.test_verbs import Shell, picture


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    assert run(["new-desk", str(tmp_path / "desk"), "--quiet"]) == DONE
    return Shell(tmp_path / "desk", capsys)


@pytest.fixture
def article(shell: Shell, tmp_path: Path) -> str:
    return shell.article(tmp_path)


def headline(shell: Shell, article: str) -> str:
    return str(shell("show", article)["article"]["headline"])


def test_a_backup_takes_the_place_of_the_library_which_is_kept(shell: Shell, article: str) -> None:
    copy = shell("backup")["file"]
    shell("set", article, "headline=Newer")
    found = shell("recover", copy)
    assert headline(shell, article) == "Lũ về sớm"
    assert (found["restored"], found["stories"], found["missing_photos"]) == (copy, 1, 0)
    aside = Path(found["aside"])
    assert aside.parent == shell.folder
    shell("recover", str(aside))
    assert headline(shell, article) == "Newer"
    assert aside.exists()


def test_a_library_that_cannot_be_read_says_the_way_back(shell: Shell, article: str) -> None:
    copy = shell("backup")["file"]
    library = DeskFolder(shell.folder).library
    library.write_bytes(b"no library" * 1000)
    assert "copydesk --desk FOLDER recover" in shell("show", article, code=COULD_NOT)
    found = shell("recover", copy)
    assert Path(found["aside"]).read_bytes().startswith(b"no library")
    assert headline(shell, article) == "Lũ về sớm"


def test_a_photo_that_the_desk_has_no_more_is_a_finding(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    shell("attach", article, str(picture(tmp_path / "lu.jpg")))
    copy = shell("backup")["file"]
    for file in DeskFolder(shell.folder).media.rglob("*"):
        if file.is_file():
            file.unlink()
    found = shell("recover", copy, code=FINDINGS)
    assert (found["photos"], found["missing_photos"]) == (1, 1)


def test_what_is_no_whole_backup_changes_nothing(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    harmed, strange, newer = (tmp_path / f"{name}.sqlite3" for name in ("harmed", "other", "new"))
    harmed.write_bytes(b"SQLite format 3\x00" + b"\x01" * 8000)
    with closing(sqlite3.connect(strange)) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    newer.write_bytes(Path(shell("backup")["file"]).read_bytes())
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 99")
    for file in (harmed, strange, newer, tmp_path / "none.sqlite3", tmp_path):
        said = shell("recover", str(file), code=COULD_NOT)
        assert file.name in said
        assert "Nothing was changed" in said
    assert headline(shell, article) == "Lũ về sớm"
    assert not list(shell.folder.glob("library-before-*"))


def test_a_desk_that_a_window_has_is_not_recovered(shell: Shell, article: str) -> None:
    copy = shell("backup")["file"]
    shell("set", article, "headline=Newer")
    window = open_desk(shell.folder)
    try:
        assert str(shell.folder) in shell("recover", copy, code=COULD_NOT)
    finally:
        window.close()
    assert headline(shell, article) == "Newer"
