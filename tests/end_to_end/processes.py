"""Copydesk in processes of its own: windows nobody sees, and verbs of the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = (sys.executable, "-m", "editor_app")
SECONDS = 200


def surroundings(home: Path) -> dict[str, str]:
    """Return an environment whose settings live in ``home``, with windows that nobody sees."""
    folders = {"HOME": home, "XDG_CONFIG_HOME": home / "config", "XDG_DATA_HOME": home / "data"}
    told = {name: str(folder) for name, folder in folders.items()}
    return {**os.environ, **told, "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Copydesk to its end."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        env=surroundings(home),
    )
