"""The door of the program: verbs and window, each without what the other needs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from editor_app import __main__ as door

PROGRAM = [sys.executable, "-m", "editor_app"]


def run(*arguments: str, code: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code] if code else [*PROGRAM, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)


def printed_by_the_window(code: str) -> str:
    """Return what code prints in a program that is ready for Qt."""
    pytest.importorskip("PySide6", reason="this environment is the one without Qt")
    ready = "from editor_app.ui import environment; environment.prepare(); "
    done = run(code=ready + code)
    assert done.stdout, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("argv", "folder"),
    [
        ([], ""),
        (["--desk", "some/desk"], "some/desk"),
        (["--desk=some/desk"], "some/desk"),
        (["--help"], None),
        (["list"], None),
        (["--desk", "some/desk", "list"], None),
        (["--desk"], None),
        (["--desk", ""], None),
        (["--desk="], None),
        (["--json"], None),
    ],
)
def test_without_a_verb_the_window_opens(argv: list[str], folder: str | None) -> None:
    assert door.window_folder(argv) == folder


def test_a_verb_is_run_and_its_code_returned(tmp_path: Path) -> None:
    done = run("new-desk", str(tmp_path / "desk"))
    assert done.returncode == 0, done.stderr
    assert "sections" in done.stdout
    assert run("list", "--desk", str(tmp_path / "missing")).returncode == 3
    assert run("no-such-verb").returncode == 2


def test_an_empty_name_of_a_desk_does_not_open_the_last_one() -> None:
    for argv in (["--desk", ""], ["--desk="], ["list", "--desk", ""]):
        done = run(*argv)
        assert (done.returncode, "--desk: it is empty" in done.stderr) == (2, True)


def test_the_command_line_loads_no_window(tmp_path: Path) -> None:
    code = (
        "import sys; from editor_app.__main__ import main; "
        f"main(['new-desk', {str(tmp_path / 'desk')!r}, '--quiet']); "
        "print([name for name in sys.modules if name.startswith('PySide6')])"
    )
    done = run(code=code)
    assert done.stdout.strip().endswith("[]"), done.stderr


def test_the_window_is_imported_without_the_database() -> None:
    code = (
        "import sys, editor_app.__main__, editor_app.ui.completion; "
        "import editor_app.services.first_sight; "
        "heavy = ('sqlalchemy', 'alembic', 'PIL', 'mammoth', 'httpx2', 'jinja2', 'numpy', "
        "'rapidfuzz', 'lxml', 'markdown', 'multiprocessing', 'PySide6.QtWebEngineCore'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    assert printed_by_the_window(code) == "[]"


def test_what_the_first_sight_does_without_is_not_imported_for_it() -> None:
    code = (
        "import sys, editor_app.ui.plugs; "
        "late = tuple(f'editor_app.ui.{n}' for n in ('translation', 'preview', 'completion')); "
        "print([name for name in sys.modules if name.startswith(late)])"
    )
    assert printed_by_the_window(code) == "[]"


def test_no_source_is_read_and_kept_for_what_the_window_imports() -> None:
    code = (
        "import linecache, editor_app.ui.start; read = len(linecache.cache); "
        "from editor_app.ui.unread_sources import leave_sources_unread; leave_sources_unread(); "
        "import editor_app.ui.plugs; print(read > 50, len(linecache.cache))"
    )
    assert printed_by_the_window(code) == "True 0"


def test_pictures_are_taken_by_the_window_room(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[object] = []

    class Taker:
        def __init__(self, open_desk: Callable[..., object]) -> None:
            self.open_desk = open_desk

        def page(self, *said: object) -> None:
            asked.append(said)

        def windows(self, *said: object) -> list[Path]:
            asked.append(said)
            return [tmp_path]

    pictures = pytest.importorskip("editor_app.ui.pictures")
    monkeypatch.setattr(pictures, "EnginePictures", Taker)
    late = door.LatePictures()
    late.page(lambda _address: None, "a.html", tmp_path / "a.png", 10)
    assert late.windows(tmp_path, "story", tmp_path) == [tmp_path]
    assert len(asked) == 2
