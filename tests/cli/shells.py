"""A shell for tests of bad input: it tells a refusal of one sentence from everything else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from editor_app.cli.answers import DONE
from editor_app.cli.main import run


class Shell:
    """Runs verbs on one desk and hands back code, standard output and standard error."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Use the desk in ``folder``."""
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        self._capsys.readouterr()
        code = run([*arguments, "--desk", str(self.folder)])
        captured = self._capsys.readouterr()
        return code, captured.out, captured.err

    def refused(self, *arguments: str) -> tuple[int, str]:
        """Run a verb that says one sentence and nothing else; return code and sentence."""
        code, out, err = self(*arguments)
        assert out == ""
        assert err.endswith("\n")
        assert err.count("\n") == 1, err
        return code, err.strip()

    def document(self, *arguments: str) -> Any:
        code, out, err = self(*arguments, "--json")
        assert code == DONE, err
        return json.loads(out)

    def taken_in(self, file: Path, text: str) -> str:
        """Take a Vietnamese text in for the news section; return its article."""
        file.write_text(text, encoding="utf-8")
        taken = self.document("import", str(file), "--language", "vi", "--section", "News")
        return str(taken[0]["articles"][0])
