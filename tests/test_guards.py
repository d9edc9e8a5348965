"""The guards of conftest.py catch what they are there for: each is shown a test that sins."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _outcome(folder: Path, body: str, **more: str) -> str:
    """Run one small test file under a copy of our conftest and project file."""
    (folder / "tests").mkdir()
    for name in ("pyproject.toml", "tests/conftest.py"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    (folder / "tests" / "servers").symlink_to(ROOT / "tests" / "servers")  # the conftest's plugin
    (folder / "tests" / "test_sinner.py").write_text(body, encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:randomly",
            "-p",
            "no:cacheprovider",
            "--tb=line",
            "tests/test_sinner.py",
        ],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        | more,
        capture_output=True,
        check=False,
        text=True,
        timeout=200,
    )
    return done.stdout + done.stderr


LOGGING = """
import logging, pytest
{mark}
def test_it() -> None:
    logging.getLogger("editor_app.storage").{level}("the folder %s is gone", "x")
"""


@pytest.mark.parametrize(
    ("mark", "level", "outcome"),
    [
        ("", "warning", "1 error"),
        ("", "info", "1 passed"),
        ('@pytest.mark.logs("WARNING .*folder x is gone")', "warning", "1 passed"),
        ('@pytest.mark.logs("another matter")', "warning", "1 error"),
        ('@pytest.mark.logs("folder x")', "info", "1 error"),
    ],
)
def test_log_lines_come_when_expected_and_only_then(
    tmp_path: Path, mark: str, level: str, outcome: str
) -> None:
    assert outcome in _outcome(tmp_path, LOGGING.format(mark=mark, level=level))


@pytest.mark.slow
def test_a_thread_left_behind_is_named(tmp_path: Path) -> None:
    body = """
import threading, time

def sleep() -> None:
    while threading.main_thread().is_alive():
        time.sleep(0.05)

def test_it() -> None:
    threading.Thread(target=sleep, name="forgotten").start()
"""
    outcome = _outcome(tmp_path, body, COPYDESK_THREADS_END="1")
    assert "threads still running: ['forgotten']" in outcome


def test_a_warning_is_an_error(tmp_path: Path) -> None:
    body = "import warnings\n\ndef test_it() -> None:\n    warnings.warn('old', stacklevel=1)\n"
    assert "1 failed" in _outcome(tmp_path, body)


def test_a_mark_that_nobody_registered_is_an_error(tmp_path: Path) -> None:
    body = "import pytest\n\n@pytest.mark.slwo\ndef test_it() -> None: ...\n"
    assert "'slwo' not found in `markers`" in _outcome(tmp_path, body)


def test_tests_see_no_screen_no_keyring_and_no_folder_of_the_user(tmp_path: Path) -> None:
    body = """
import os, keyring, platformdirs

def test_it() -> None:
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    assert "null" in type(keyring.get_keyring()).__module__
    if os.name == "posix" and os.uname().sysname == "Linux":
        assert "copydesk-tests-" in platformdirs.user_config_dir("copydesk")
        assert "copydesk-tests-" in platformdirs.user_data_dir("copydesk")
"""
    assert "1 passed" in _outcome(tmp_path, body)


def test_a_window_left_behind_is_collected_between_two_tests_and_in_no_thread(
    tmp_path: Path,
) -> None:
    body = """
import gc, threading
import pytest

ended_in = []

class Window:
    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        ended_in.append(threading.current_thread())

@pytest.fixture
def qapp() -> None:
    pass

def _work() -> None:
    kept = [[] for _ in range(100_000)]

def _in_a_thread() -> None:
    thread = threading.Thread(target=_work)
    thread.start()
    thread.join()

def test_a_window(qapp: None) -> None:
    Window()
    _in_a_thread()
    assert ended_in == []

def test_something_else() -> None:
    assert gc.isenabled()
    _in_a_thread()
    assert ended_in == [threading.main_thread()]
"""
    assert "2 passed" in _outcome(tmp_path, body)
