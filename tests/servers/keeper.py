"""A small process that starts servers and ends them, whatever becomes of the tests.

It becomes the user that the servers run as as soon as it has what it needs of the
interpreter, which that user may not be able to read. Orders come as lines
of JSON on standard input, each is answered by one line on standard output:

    {"start": NAME, "command": [...]}    {"pid": N}
    {"stop": NAME}                       {}
    {"dead": true}                       {"names": [...]}

When the input ends, or the parent is another one than at the start (it was killed
while something else still held the pipe), everything is ended and the folder,
the first argument, is removed (the others are user and group). When this process
itself is killed, the kernel tells its servers to end.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

END_WITH_KEEPER = ["setpriv", "--pdeathsig", "TERM", "--"]
"""What goes before a command so that the kernel ends it when the keeper is gone."""


def become(user: int, group: int) -> None:
    """Give up root for good."""
    os.setgroups([])
    os.setresgid(group, group, group)
    os.setresuid(user, user, user)


class Servers:
    """The processes of one folder, by name, in the order of their start."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def obey(self, order: dict[str, object]) -> dict[str, object]:
        """Carry out one order and return the answer."""
        if "start" in order:
            command = order["command"]
            assert isinstance(command, list)
            return {"pid": self.start(str(order["start"]), [str(part) for part in command])}
        if "stop" in order:
            self.stop(str(order["stop"]))
            return {}
        return {
            "names": [name for name, server in self.running.items() if server.poll() is not None]
        }

    def start(self, name: str, command: list[str]) -> int:
        """Start a server in a session of its own; what it prints goes to ``log/NAME.out``."""
        with (self.folder / "log" / f"{name}.out").open("ab") as output:
            server = subprocess.Popen(
                [*END_WITH_KEEPER, *command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self.folder,
                start_new_session=True,
            )
        self.running[name] = server
        return server.pid

    def stop(self, name: str) -> None:
        """Let a server end in its own way, and after 20 seconds in ours."""
        server = self.running.pop(name)
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(20)
        self.kill(server)

    def kill(self, server: subprocess.Popen[bytes]) -> None:
        """End a server and its workers at once: they share a session, so a process group."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()

    def end(self) -> None:
        """End everything and remove the folder: nobody wants its contents any more."""
        for server in reversed(self.running.values()):
            self.kill(server)
        shutil.rmtree(self.folder, ignore_errors=True)


def lines_until_orphaned() -> Iterator[bytes]:
    """Yield the lines of standard input until it ends or the parent is gone."""
    parent = os.getppid()
    waiting = b""
    while os.getppid() == parent:
        if not select.select([0], [], [], 1.0)[0]:
            continue
        piece = os.read(0, 65536)
        if not piece:
            return
        *lines, waiting = (waiting + piece).split(b"\n")
        yield from lines


def main() -> None:
    """Obey until the parent has enough or is gone."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    folder, *identity = sys.argv[1:]
    if identity:
        become(*map(int, identity))
    servers = Servers(Path(folder))
    try:
        for line in lines_until_orphaned():
            print(json.dumps(servers.obey(json.loads(line))), flush=True)
    finally:
        servers.end()


if __name__ == "__main__":
    main()
