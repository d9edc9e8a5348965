"""Fresh programs in no time: a process that has imported everything forks one for each line.

The test holds a ``Nursery``; the program behind it ends in ``serve``.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

Life = Callable[[Path, int, Path], None]
"""A program: works on a desk with a seed, and writes an account of it, until it is killed."""


class Nursery:
    """The process whose children are killed."""

    def __init__(self, module: str) -> None:
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def bear(self, kind: str, folder: Path, seed: int, account: Path) -> int:
        """Start one program and return its process id."""
        asked = {"kind": kind, "folder": str(folder), "seed": seed, "account": str(account)}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._lock:
            self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.flush()
            return int(self._process.stdout.readline())

    def close(self) -> None:
        """End the nursery."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait(20)


def lives(child: int) -> bool:
    """Say whether a child still runs."""
    return Path(f"/proc/{child}").exists()


def wait_for_death(child: int) -> None:
    """Wait until the killed process is gone for good, and its locks with it."""
    while lives(child):
        time.sleep(0.01)


def serve(kinds: Mapping[str, Life]) -> None:
    """Fork a child for each line that comes in, and answer with its process id."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are buried at once
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _live(kinds[asked["kind"]], asked["folder"], asked["seed"], asked["account"])
        print(child, flush=True)


def _live(life: Life, folder: str, seed: int, account: str) -> None:
    """Be one program until somebody kills it; what goes wrong goes into the account."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        life(Path(folder), seed, Path(account))
    except BaseException:
        Path(account).write_text("E " + traceback.format_exc())
        raise
    finally:
        os._exit(1)
