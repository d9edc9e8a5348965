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


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (folder / "test_them.py").write_text(TESTS, encoding="utf-8")
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


def test_without_servers_the_tests_that_did_not_run_are_counted(tmp_path: Path) -> None:
    done = _run(tmp_path)
    assert done.returncode == 0, done.stdout
    assert "1 passed, 3 skipped" in done.stdout
    assert "3 tests against a real WordPress did NOT run" in done.stdout
    assert "nginx, WordPress debian not installed" in done.stdout
    assert "packaging/setup.sh servers" in done.stdout


def test_what_needs_a_site_is_marked_by_itself(tmp_path: Path) -> None:
    assert "1 passed, 3 deselected" in _run(tmp_path, "-m", "not servers").stdout
    assert "1 deselected" in _run(tmp_path, "-m", "wordpress").stdout
