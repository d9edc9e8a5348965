"""Tests that lack a server are never passed over in silence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

CONFTEST = """
from tests.servers import cores

cores.lacking = lambda core: f"nginx, WordPress {core} not installed"
pytest_plugins = ["tests.servers.fixtures"]
"""

TESTS = """
def test_one(wordpress):
    raise AssertionError("there is no site")

def test_both(either_wordpress):
    raise AssertionError("there is no site")

def test_without():
    pass
"""

MANY = """
import pytest

@pytest.mark.parametrize("number", range(10, 34))
def test_many(wordpress, number):
    raise AssertionError("there is no site")
"""


def _run(folder: Path, *arguments: str, tests: str = TESTS) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (folder / "test_them.py").write_text(tests, encoding="utf-8")
    (folder / "pytest.ini").write_text(
        "[pytest]\nmarkers =\n    servers: starts a server\n", encoding="utf-8"
    )
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(folder), *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )


def test_without_servers_the_tests_that_did_not_run_are_counted_and_named(tmp_path: Path) -> None:
    done = _run(tmp_path)
    assert done.returncode == 0, done.stdout
    assert "1 passed, 3 skipped" in done.stdout
    assert "3 tests against a real WordPress did NOT run" in done.stdout
    assert "nginx, WordPress debian not installed" in done.stdout
    assert "packaging/setup.sh servers" in done.stdout
    assert _named(done) == [
        "test_them.py::test_both[6.7-alpha]",
        "test_them.py::test_both[debian]",
        "test_them.py::test_one",
    ]


def test_of_many_that_did_not_run_twenty_are_named_and_how_many_more(tmp_path: Path) -> None:
    done = _run(tmp_path, tests=MANY)
    assert "24 tests against a real WordPress did NOT run" in done.stdout
    names = [f"test_them.py::test_many[{number}]" for number in range(10, 30)]
    assert _named(done) == [*names, "and 4 more"]


def _named(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the lines that stand indented below the word about tests that did not run."""
    _, _, after = done.stdout.partition("did NOT run")
    return [line.strip() for line in after.splitlines() if line.startswith("  ")]


def test_what_needs_a_site_is_marked_by_itself(tmp_path: Path) -> None:
    assert "1 passed, 3 deselected" in _run(tmp_path, "-m", "not servers").stdout
    assert "1 deselected" in _run(tmp_path, "-m", "wordpress").stdout
