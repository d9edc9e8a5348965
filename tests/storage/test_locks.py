"""One program at a time has a desk, and a second start is told who."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from editor_app.domain.errors import DeskInUse, DeskMissing
from editor_app.storage.folder import DeskFolder
from editor_app.storage.locks import DeskLock

HOLDING = """
import sys
from pathlib import Path
from editor_app.storage.folder import DeskFolder
from editor_app.storage.locks import DeskLock
lock = DeskLock(DeskFolder(Path(sys.argv[1])), "the other window")
lock.acquire()
print("has it", flush=True)
sys.stdin.read()
"""


def test_a_second_start_is_refused_and_told_who_has_the_desk(tmp_path: Path) -> None:
    folder = DeskFolder(tmp_path)
    with DeskLock(folder, "the window"):
        with pytest.raises(DeskInUse) as trouble:
            DeskLock(folder, "the command line").acquire()
        assert "the window, process" in str(trouble.value.message.fields["holder"])
    with DeskLock(folder, "the command line"):
        pass


def test_a_program_that_was_killed_leaves_the_desk_free(tmp_path: Path) -> None:
    folder = DeskFolder(tmp_path)
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdin is not None
    assert other.stdout is not None
    with other.stdin, other.stdout:
        assert other.stdout.readline() == "has it\n"
        with pytest.raises(DeskInUse, match="the other window"):
            DeskLock(folder, "the window").acquire()
        other.kill()
        other.wait()
    with DeskLock(folder, "the window") as lock:
        assert lock.holder().startswith("the window")


def test_a_lock_can_be_taken_again_after_it_was_given_back(tmp_path: Path) -> None:
    lock = DeskLock(DeskFolder(tmp_path), "the window")
    for _ in range(3):
        lock.acquire()
        lock.release()
    lock.release()
    assert lock.holder() == ""


def test_giving_back_what_one_does_not_have_takes_it_from_nobody(tmp_path: Path) -> None:
    folder = DeskFolder(tmp_path)
    with DeskLock(folder, "the window"):
        DeskLock(folder, "another").release()
        with pytest.raises(DeskInUse):
            DeskLock(folder, "a third").acquire()


def test_a_note_that_says_nothing_sensible_does_no_harm(tmp_path: Path) -> None:
    folder = DeskFolder(tmp_path)
    with DeskLock(folder, "the window"):
        (tmp_path / "desk.holder").write_bytes(b"\xff[]")
        with pytest.raises(DeskInUse) as trouble:
            DeskLock(folder, "another").acquire()
    assert trouble.value.message.key == "desk-in-use"


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(DeskMissing):
        DeskLock(DeskFolder(tmp_path / "nowhere"), "the window").acquire()
    assert not (tmp_path / "nowhere").exists()
