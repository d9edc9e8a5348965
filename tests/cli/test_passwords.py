"""Passwords on standard input that are none: they are refused, and shown nowhere."""

from __future__ import annotations

import getpass
import io
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from editor_app.cli.answers import FINDINGS, WRONG_USE
from editor_app.cli.main import run
from editor_app.wiring import open_desk
from tests.portals import portal

NOBODY = "http://127.0.0.1:9/wp-json/"
"""Where nobody listens."""


class Terminal(io.StringIO):
    """Standard input that is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.fixture
def desk(tmp_path: Path) -> str:
    """A desk with one WordPress, which does not answer."""
    folder = tmp_path / "desk"
    assert run(["new-desk", str(folder), "--quiet"]) == 0
    with closing(open_desk(folder)) as opened:
        site = portal(opened, "Portal")
        opened.publishing.change_site(replace(site, target=NOBODY), site.version)
    return str(folder)


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_a_password_that_is_not_utf_8_is_refused_and_not_shown(
    desk: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    errors: str,
) -> None:
    given = io.BytesIO(b"geheim\xe9\n")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(given, encoding="utf-8", errors=errors))
    capsys.readouterr()
    assert run(["doctor", "Portal", "--desk", desk]) == WRONG_USE
    answer = capsys.readouterr()
    assert "UTF-8" in answer.err
    assert "geheim" not in answer.out + answer.err
    assert answer.err.count("\n") == 1


def test_ending_the_input_at_the_prompt_gives_no_password(
    desk: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(_question: str) -> NoReturn:
        raise EOFError

    monkeypatch.setattr(getpass, "getpass", ended)
    monkeypatch.setattr("sys.stdin", Terminal())
    capsys.readouterr()
    assert run(["doctor", "Portal", "--desk", desk]) == FINDINGS
    assert "mistake" not in capsys.readouterr().err
