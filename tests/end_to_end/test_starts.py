"""Starting twice, on desks that others have, on newer and read-only ones; verbs beside a window."""

from __future__ import annotations

import ctypes
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import VIETNAMESE
from editor_app.ui.desk.first_run import FirstRun
from editor_app.ui.start import Workstation
from editor_app.ui.widgets.notice import Notice
from editor_app.wiring import new_desk, open_desk
from tests.end_to_end.conftest import Begin, Start
from tests.end_to_end.hands import SECONDS
from tests.end_to_end.processes import PROGRAM, run, surroundings

HOLDING = """
import sys
from pathlib import Path
from editor_app.storage.folder import DeskFolder
from editor_app.storage.locks import DeskLock
lock = DeskLock(DeskFolder(Path(sys.argv[1])), "another program")
lock.acquire()
print("has it", flush=True)
sys.stdin.read()
"""

CAPABILITIES_V3 = 0x20080522
CAP_DAC_OVERRIDE = 1

pytestmark = [pytest.mark.slow]


def trouble(workstation: Workstation, qtbot: QtBot) -> str:
    """Return the sentence with which the window asks for another desk."""

    def asks() -> bool:
        return isinstance(workstation.window.centralWidget(), FirstRun)

    qtbot.waitUntil(asks, timeout=SECONDS)
    asked = workstation.window.centralWidget()
    assert isinstance(asked, FirstRun)
    notice = asked.findChild(Notice)
    assert isinstance(notice, Notice)
    qtbot.waitUntil(lambda: bool(notice.text), timeout=SECONDS)
    return notice.text


def test_a_second_start_ends_by_itself_and_the_first_window_comes_forward(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    new_desk(tmp_path / "desk")
    sitting = start(tmp_path / "desk")
    sitting.window.showMinimized()
    qtbot.waitUntil(sitting.window.isMinimized, timeout=SECONDS)
    second = subprocess.Popen(
        [*PROGRAM, "--desk", str(tmp_path / "desk")],
        env=surroundings(tmp_path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=SECONDS)
    assert second.stderr is not None
    said = second.stderr.read().decode()
    second.stderr.close()
    assert second.returncode == 0, said
    qtbot.waitUntil(lambda: not sitting.window.isMinimized(), timeout=SECONDS)
    assert sitting.window.isVisible()


def test_a_desk_that_another_program_has_is_told_in_one_sentence(
    begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    new_desk(tmp_path / "desk")
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(tmp_path / "desk")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdin is not None
    assert other.stdout is not None
    with other.stdin, other.stdout:
        assert other.stdout.readline() == "has it\n"
        said = trouble(begin(tmp_path / "desk"), qtbot)
        other.kill()
        other.wait()
    assert "another program" in said
    assert said.count("\n") == 0


def test_a_newer_library_is_not_touched_and_told(
    begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    new_desk(tmp_path / "desk")
    library = tmp_path / "desk" / "library.sqlite3"
    with sqlite3.connect(library) as opened:
        opened.execute("PRAGMA user_version = 9999")
    opened.close()
    before = library.read_bytes()
    said = trouble(begin(tmp_path / "desk"), qtbot)
    assert "newer" in said
    assert library.read_bytes() == before


@contextmanager
def without_privilege() -> Iterator[None]:
    """Give up root's right to write what is closed to writing, for this thread and those it starts.

    Somebody else's identity would do, but might not be able to read the program. On Linux root's
    rights are a set (capabilities(7)), and this is the right CAP_DAC_OVERRIDE.
    """
    if os.getuid() != 0:
        yield
        return
    system = ctypes.CDLL(None, use_errno=True)
    header, held = (ctypes.c_uint32 * 2)(CAPABILITIES_V3, 0), (ctypes.c_uint32 * 6)()
    assert system.capget(header, held) == 0
    less = (ctypes.c_uint32 * 6)(*held)
    less[0] &= ~(1 << CAP_DAC_OVERRIDE)
    assert system.capset(header, less) == 0
    try:
        yield
    finally:
        assert system.capset(header, held) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows closes folders in another way")
def test_a_read_only_folder_is_told_in_one_sentence(
    begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "desk"
    new_desk(folder)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for parent in folder.parents[:4]:  # the fourth is there when tests run side by side
        if not parent.stat().st_mode & 0o001:
            parent.chmod(0o755)
    with without_privilege():
        said = trouble(begin(folder), qtbot)
    folder.chmod(0o755)
    assert str(folder) in said
    assert "writ" in said
    assert said.count("\n") == 0


def test_verbs_beside_the_window_read_and_do_not_write(
    start: Start, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    folder = tmp_path / "desk"
    new_desk(folder)
    desk = open_desk(folder)
    made = desk.stories.create(VIETNAMESE)
    desk.drafts.save(made.article, "headline", "Phà chạy điện mặt trời")
    desk.drafts.settle(made.article)
    desk.close()
    start(folder)
    read = run(tmp_path, "list", "--json", "--desk", str(folder))
    assert read.returncode == 0, read.stderr
    assert "Phà chạy điện mặt trời" in json.dumps(json.loads(read.stdout), ensure_ascii=False)
    written = run(tmp_path, "set", made.article, "headline=Khác", "--desk", str(folder))
    assert written.returncode == 3
    assert len(written.stderr.strip().splitlines()) == 1
    assert "window" in written.stderr
