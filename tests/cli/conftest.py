"""What tests of refusals begin with; a file that asks for more has a shell of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor_app.cli.answers import DONE
from editor_app.cli.main import run
from tests.cli.shells import Shell


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A shell on a new desk."""
    assert run(["new-desk", str(tmp_path / "desk"), "--quiet"]) == DONE
    return Shell(tmp_path / "desk", capsys)
