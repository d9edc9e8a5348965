"""Servers of one folder, seen from the tests: started, stopped, asked, never as root."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pwd

KEEPER = Path(__file__).with_name("keeper.py")

PATIENCE = 200.0
"""Seconds that anything may take here: within a test's own limit, and past what is needed."""

UNPRIVILEGED = ("www-data", "nobody")
"""Whom the servers run as when the tests run as root: the first of these that exists."""


class ServerTrouble(AssertionError):
    """A server did not start, ended by itself or did not answer; the text has its log."""


class HeldPort:
    """A port on the loopback address, kept for a server of ours until ``close``.

    Nobody else is given it: a socket is bound to it that never listens. A server that may use
    an address again (``SO_REUSEADDR``, as nginx does) can listen there all the same.
    """

    def __init__(self) -> None:
        self._holder = socket.socket()
        self._holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._holder.bind(("127.0.0.1", 0))
        self.number: int = self._holder.getsockname()[1]

    def close(self) -> None:
        """Let it go."""
        self._holder.close()


def _account() -> pwd.struct_passwd | None:
    """The account to change to, or None when the tests do not run as root."""
    if os.geteuid() != 0:
        return None
    import pwd  # Windows collects these tests too and has none

    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in UNPRIVILEGED if name in known)


class ServerFolder:
    """A temporary folder, the processes that run in it, and the user they run as.

    The folder is private to that user. It goes, with all its processes, at
    ``close`` and also when the tests are killed (see keeper.py).
    """

    def __init__(self, name: str) -> None:
        self.account = _account()
        self.path = Path(tempfile.mkdtemp(prefix=f"copydesk-{name}-"))
        self._give(self.path)
        for inside in ("run", "log", "tmp"):
            self.make(inside)
        self._keeper = subprocess.Popen(
            [sys.executable, "-I", KEEPER, self.path, *self._identity()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd="/",
            start_new_session=True,
        )

    @property
    def keeper_pid(self) -> int:
        """The process number of the keeper, the parent of all servers here."""
        return self._keeper.pid

    def make(self, name: str) -> Path:
        """Make a folder, with its parents, that the servers may write into."""
        path = self.path / name
        path.mkdir(parents=True, exist_ok=True)
        self._give(path)
        return path

    def write(self, name: str, text: str) -> Path:
        """Write a file at one stroke: a server reads the old text or the new one."""
        path = self.path / name
        unfinished = path.with_name(path.name + ".new")
        unfinished.write_text(text, encoding="utf-8")
        self._give(unfinished)
        unfinished.rename(path)
        return path

    def copy_in(self, source: Path, name: str) -> Path:
        """Copy a folder of ours into this one, for the servers to change."""
        path = self.path / name
        shutil.copytree(source, path)
        for copied in (path, *path.rglob("*")):
            self._give(copied)
        return path

    def link_in(self, source: Path, name: str) -> Path:
        """Show the files of a folder of ours in this one, for the servers to read."""
        path = self.path / name
        try:
            shutil.copytree(source, path, copy_function=os.link)
        except shutil.Error:  # on another disk there are no links
            shutil.rmtree(path)
            shutil.copytree(source, path)
        for folder in (path, *(below for below in path.rglob("*") if below.is_dir())):
            self._give(folder)  # the keeper must be able to empty it
        return path

    def _give(self, path: Path) -> None:
        if self.account is not None:
            os.chown(path, self.account.pw_uid, self.account.pw_gid, follow_symlinks=False)

    def start(self, name: str, command: Sequence[str | Path], ready: Callable[[], bool]) -> int:
        """Start a server, wait until ``ready`` says so, and return its process number."""
        answer = self._order({"start": name, "command": [str(part) for part in command]})
        pid = answer["pid"]
        assert isinstance(pid, int)
        self.wait_until(ready, name)
        return pid

    def stop(self, name: str) -> None:
        """Let a server end in its own way."""
        self._order({"stop": name})

    def wait_until(self, ready: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """Wait for a server. Raises ServerTrouble when one has died or time is up."""
        deadline = time.monotonic() + seconds
        while not ready():
            dead = self._order({"dead": True})["names"]
            if dead or time.monotonic() > deadline:
                raise ServerTrouble(f"{what} is not ready, ended: {dead}\n{self.logs()}")
            time.sleep(0.02)

    def run(self, *command: str | Path, given: str = "") -> str:
        """Run a program as the user of the servers and return what it printed.

        Raises ServerTrouble with its error output when it fails.
        """
        done = subprocess.run(
            [str(part) for part in command],
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            cwd=self.path,
            timeout=PATIENCE,
            user=self.account.pw_uid if self.account else None,
            group=self.account.pw_gid if self.account else None,
            extra_groups=[] if self.account else None,
        )
        if done.returncode:
            raise ServerTrouble(f"{command[0]}: {done.stderr}{done.stdout}\n{self.logs()}")
        return done.stdout

    def logs(self) -> str:
        """The ends of all logs in the folder, for the text of a failure."""
        files = sorted((self.path / "log").glob("*"))
        texts = {file.name: file.read_text(encoding="utf-8", errors="replace") for file in files}
        return "\n".join(f"--- {name}\n{text[-2000:]}" for name, text in texts.items() if text)

    def let_go(self) -> None:
        """Begin to end: the keeper sees that nobody wants anything any more."""
        assert self._keeper.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._keeper.stdin.close()

    def close(self) -> None:
        """End all processes and remove the folder."""
        assert self._keeper.stdout is not None
        self.let_go()
        self._keeper.wait(PATIENCE)
        self._keeper.stdout.close()
        shutil.rmtree(self.path, ignore_errors=True)

    def _identity(self) -> list[str]:
        """User and group for the keeper to become, as arguments."""
        return [str(self.account.pw_uid), str(self.account.pw_gid)] if self.account else []

    def _order(self, order: dict[str, object]) -> dict[str, object]:
        assert self._keeper.stdin is not None
        assert self._keeper.stdout is not None
        self._keeper.stdin.write(json.dumps(order) + "\n")
        self._keeper.stdin.flush()
        line = self._keeper.stdout.readline()
        if not line:
            raise ServerTrouble(f"the keeper of the servers has ended\n{self.logs()}")
        answer: dict[str, object] = json.loads(line)
        return answer


def socket_answers(path: Path) -> bool:
    """Whether somebody listens on a unix socket."""
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(str(path))
        except OSError:
            return False
    return True


def port_answers(port: int) -> bool:
    """Whether somebody listens on a loopback port."""
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0
