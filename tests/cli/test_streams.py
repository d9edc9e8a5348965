"""What a shell does to a program: readers that leave, full disks, closed streams, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from editor_app.cli.answers import COULD_NOT, DONE, FINDINGS, tell
from editor_app.cli.main import run
from tests.servers.processes import PATIENCE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its shells do otherwise")

COPYDESK = [sys.executable, "-m", "editor_app"]

BY_HAND = """
import runpy
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where we run in the background
runpy.run_module("editor_app", run_name="__main__")
"""


@pytest.fixture
def long(tmp_path: Path) -> str:
    """A text longer than a pipe holds."""
    file = tmp_path / "long.md"
    file.write_text("# Lũ về\n\n" + "Sáng nay nước dâng.\n\n" * 20_000, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_reader_that_has_read_enough_is_no_trouble(long: str, form: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as stream:
        ran = _ran("convert", long, *form, stdout=stream)
    assert (ran.returncode, ran.stderr) == (DONE, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_an_answer_that_cannot_be_written_is_told(long: str, form: list[str]) -> None:
    with Path("/dev/full").open("wb") as stream:
        ran = _ran("convert", long, *form, stdout=stream)
    assert ran.returncode == COULD_NOT
    assert "No space left on device" in ran.stderr
    assert ran.stderr.count("\n") == 1, ran.stderr


def test_a_reader_of_trouble_that_has_left_is_no_trouble(long: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as stream:
        ran = subprocess.run(
            [*COPYDESK, "convert", f"{long}.none"],
            stderr=stream,
            stdout=subprocess.PIPE,
            check=False,
            timeout=PATIENCE,
        )
    assert (ran.returncode, ran.stdout) == (COULD_NOT, b"")


def test_nothing_to_read_is_said() -> None:
    ran = subprocess.run(
        ["/bin/sh", "-c", '"$@" <&-', "sh", *COPYDESK, "convert", "-"],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert ran.returncode == FINDINGS, ran.stderr
    assert ran.stdout.count("\n") == 1
    assert ran.stderr == ""


def test_progress_never_gets_into_the_answer(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)  # what Python makes of a closed one
    tell("under way")
    assert capsys.readouterr().out == ""


def test_a_verb_that_is_stopped_says_so_in_one_sentence(tmp_path: Path) -> None:
    pipe = tmp_path / "story.md"
    os.mkfifo(pipe)
    with (
        subprocess.Popen(
            [sys.executable, "-c", BY_HAND, "convert", str(pipe)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
        pipe.open("wb"),
    ):  # opens when the verb begins to read
        process.send_signal(signal.SIGINT)
        out, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == COULD_NOT, said
    assert (out, said) == ("", "Stopped. What was finished by then was kept.\n")


class Clumsy:
    """Pictures that fail by a mistake nobody knows of."""

    def page(self, *_: object) -> None:
        """Fail."""
        raise ZeroDivisionError

    def windows(self, *_: object) -> list[Path]:
        """Fail."""
        raise ZeroDivisionError


@pytest.mark.logs("by a mistake of our own")
def test_a_mistake_of_our_own_is_never_taken_for_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = str(tmp_path / "desk")
    assert run(["new-desk", desk, "--sample", "--quiet"]) == DONE
    capsys.readouterr()
    assert run(["list", "--desk", desk, "--json"]) == DONE
    story = json.loads(capsys.readouterr().out)[0]["story"]
    words = ["page", f"{story}/vi", "--out", str(tmp_path / "p.png"), "--desk", desk]
    assert run(words, Clumsy()) == COULD_NOT
    assert "mistake of its own" in capsys.readouterr().err


SLIP = """
import sys
from editor_app.cli import main


def slip(*_):
    raise ZeroDivisionError("the password: geheim")


main.ON_DESK[sys.argv[1]] = slip
sys.exit(main.run(sys.argv[1:]))
"""
"""The program with a verb that makes a mistake nobody knows of."""


@pytest.mark.parametrize(("verb", "writes"), [("backup", True), ("verify", False)])
def test_a_mistake_of_our_own_is_one_sentence_and_stands_in_the_log(
    tmp_path: Path, verb: str, writes: bool
) -> None:
    desk = tmp_path / "desk"
    assert run(["new-desk", str(desk), "--quiet"]) == DONE
    ran = subprocess.run(
        [sys.executable, "-c", SLIP, verb, "--desk", str(desk)],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert ran.returncode == COULD_NOT
    assert "ZeroDivisionError" in ran.stderr
    assert "geheim" not in ran.stderr
    assert ran.stderr.count("\n") == 1, ran.stderr
    log = desk / "logs" / "copydesk.log"
    assert ("in slip" in log.read_text(encoding="utf-8") if log.exists() else False) == writes


def _ran(*words: str, stdout: BinaryIO) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COPYDESK, *words],
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
