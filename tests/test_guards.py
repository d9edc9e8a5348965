"""The guards of conftest.py catch what they are there for: each is shown a test that sins."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _outcome(folder: Path, body: str, *options: str, **more: str) -> str:
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
            *options,
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


SIDE_BY_SIDE = """
import os, time
from pathlib import Path
import pytest

def _note(name: str) -> None:
    time.sleep(0.1)
    with Path("ran").open("a") as file:
        print(os.environ.get("PYTEST_XDIST_WORKER"), name, file=file)

@pytest.mark.slow
@pytest.mark.all_processors
def test_all_processors() -> None:
    _note("all")

MARKS = [pytest.param(name, marks=getattr(pytest.mark, name))
    for name in ("slow", "kills", "servers", "typing")]

@pytest.mark.parametrize("mark", MARKS)
def test_that_takes_patience(mark: str) -> None:
    _note("patient")

@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.wordpress
def test_with_a_site(mark: str) -> None:
    _note("wordpress")

@pytest.mark.ordeal
def test_large_size() -> None: ...

@pytest.mark.parametrize("number", range(8))
def test_quick(number: int) -> None:
    _note("quick")
"""


def test_what_shares_a_site_or_takes_patience_runs_in_one_process_and_for_all_processors_at_the_end(
    tmp_path: Path,
) -> None:
    assert "17 passed" in _outcome(tmp_path, SIDE_BY_SIDE, "-n", "2", "--dist", "loadgroup")
    ran = [line.split() for line in (tmp_path / "ran").read_text(encoding="utf-8").splitlines()]
    processes = {name: {process for process, each in ran if each == name} for _, name in ran}
    assert sorted(len(processes[name]) for name in ("patient", "wordpress")) == [1, 1]
    assert processes["patient"] != processes["wordpress"]
    last = [name for _, name in ran].index("all")
    assert {name for _, name in ran[last + 1 :]} <= {"quick"}


def test_who_has_no_patience_runs_none_that_takes_it(tmp_path: Path) -> None:
    assert "8 passed, 10 deselected" in _outcome(tmp_path, SIDE_BY_SIDE, "-m", "not patient")


def test_a_file_that_differs_from_process_to_process_is_collected_under_one_id(
    tmp_path: Path,
) -> None:
    body = """
import os
import pytest

@pytest.mark.parametrize(("name", "data"), [("a", b"%PDF"), ("a", os.urandom(8))])
def test_it(name: str, data: bytes) -> None: ...
"""
    assert "2 passed" in _outcome(tmp_path, body, "-n", "2")


@pytest.mark.parametrize("options", [(), ("-n", "2", "--dist", "loadgroup")])
def test_tests_that_lack_a_server_are_named_aloud(tmp_path: Path, options: Sequence[str]) -> None:
    body = """
import pytest
from tests.servers import cores

pytest.MonkeyPatch().setattr(cores, "lacking", lambda core: "nginx is not installed")

def test_one(wordpress: object) -> None: ...
def test_another(newer_wordpress: object) -> None: ...
"""
    outcome = _outcome(tmp_path, body, *options)
    assert "2 skipped" in outcome
    assert "2 tests against a real WordPress did NOT run: nginx is not installed." in outcome
    names = ("test_another", "test_one")
    assert "\n".join(f"  tests/test_sinner.py::{name}" for name in names) in outcome
