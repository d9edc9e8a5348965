"""Starts the programs whose windows are measured, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SECONDS = 600.0
PROGRAM = "tests.bench.window"
DO_NOT_COMPILE = "PYTHONDONTWRITEBYTECODE"


def answer(environment: Mapping[str, str], *words: str) -> dict[str, Any]:
    """Run the program with these words and return what it measured.

    It is told when it was started, in nanoseconds of the clock that all processes share. It may
    keep its bytecode, as an installed program has it: the first run, which does not count, does.
    """
    with tempfile.TemporaryDirectory() as folder:
        ours = {
            f"XDG_{kind}_HOME": str(Path(folder) / kind.lower())
            for kind in ("CONFIG", "DATA", "STATE", "CACHE")
        }
        begun = str(time.monotonic_ns())
        done = subprocess.run(
            [sys.executable, "-m", PROGRAM, begun, *words],
            env={**_with_bytecode(environment), **ours, "LANGUAGE": "en"},
            capture_output=True,
            check=False,
            timeout=SECONDS,
            text=True,
        )
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        raise RuntimeError(
            f"{' '.join(words)} ended with {done.returncode}:\n{done.stderr[-2000:]}"
        )
    found: dict[str, Any] = json.loads(lines[-1])
    return found


def _with_bytecode(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of an installed program: modules are not compiled at each start."""
    ours = {name: value for name, value in environment.items() if name != DO_NOT_COMPILE}
    return ours | {"PYTHONWARNINGS": "ignore"}
