"""A stage for real typing: a screen nobody looks at, a bus, a window manager, and ibus."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[3]
NEEDED = ("Xvfb", "dbus-daemon", "openbox", "ibus-daemon", "ibus", "xdotool")
VIETNAMESE, PINYIN = "Unikey", "libpinyin"
PATIENCE = 200.0
KEY_DELAY = 24  # milliseconds between keys, about forty a second


def missing() -> list[str]:
    """Return the programs that are not installed here."""
    return [name for name in NEEDED if shutil.which(name) is None]


class Stage:
    """Everything around the window; leaving it ends every process it has started."""

    def __init__(self) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="typing-", ignore_cleanup_errors=True)
        self._notices = Path(self._home.name) / "notices"
        self._heard = self._notices.open("a")
        self._processes: list[subprocess.Popen[str]] = []
        self.environment = {
            **os.environ,
            "HOME": self._home.name,
            "XDG_RUNTIME_DIR": self._home.name,
            "XDG_CONFIG_HOME": f"{self._home.name}/config",
            "XDG_CACHE_HOME": f"{self._home.name}/cache",
            "XDG_DATA_HOME": f"{self._home.name}/data",
            "QT_IM_MODULE": "ibus",
            "QT_QPA_PLATFORM": "xcb",
            "LANG": "C.UTF-8",
        }

    def __enter__(self) -> Self:
        Path(self._home.name).chmod(0o700)
        self._start_screen()
        bus = self._start(
            "dbus-daemon", "--session", "--nofork", "--print-address", keep_output=True
        )
        assert bus.stdout is not None
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        self._start("openbox")
        self._start("ibus-daemon", "--panel", "disable", "--xim")
        self._until(lambda: self.engine(VIETNAMESE))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in reversed(self._processes):
            process.terminate()
        for process in reversed(self._processes):
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
        self._heard.close()
        self._home.cleanup()

    def engine(self, name: str) -> bool:
        """Choose the input method; False when ibus does not take it yet."""
        self._run("ibus", "engine", name)
        return self._run("ibus", "engine").stdout.strip() == name

    def type(self, keys: str, delay: int = KEY_DELAY) -> None:
        """Type keys as a quick typist does."""
        self._run("xdotool", "type", "--delay", str(delay), keys)

    def press(self, *keys: str) -> None:
        """Press keys or chords by their X names."""
        self._run("xdotool", "key", *keys)

    def type_through(self, window: Window, keys: str, delay: int = KEY_DELAY) -> None:
        """Type keys that leave nothing composed, and wait until the window has them all.

        A busy machine's input method is far behind the keyboard. A key that does nothing goes the
        same way last.
        """
        self.type(keys, delay)
        self.wait_through(window)

    def wait_through(self, window: Window) -> None:
        """Wait until all keys pressed so far have come through the input method."""
        marks = int(window.ask("marks"))
        self.press("Pause")
        wait_until(lambda: int(window.ask("marks")) > marks)

    def activate(self, name: str) -> None:
        """Give a window the focus."""
        found = self._run("xdotool", "search", "--onlyvisible", "--name", name).stdout.split()
        if found:
            self._run("xdotool", "windowactivate", "--sync", found[-1])

    def window(self, desk: Path, settings: Path) -> Window:
        """Start the program in a process of its own."""
        process = self._start(
            sys.executable,
            "-m",
            "tests.end_to_end.typing.window",
            str(desk),
            str(settings),
            keep_output=True,
        )
        return Window(process, self._notices)

    # -- inside

    def _start_screen(self) -> None:
        """Start a screen on a free display number."""
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24"]
        screen = subprocess.Popen(
            [*command, "-nolisten", "tcp"],
            pass_fds=(writing,),
            stderr=subprocess.DEVNULL,
            text=True,
        )
        os.close(writing)
        self._processes.append(screen)
        with os.fdopen(reading) as answer:
            self.environment["DISPLAY"] = f":{answer.readline().strip()}"

    def _start(self, *command: str, keep_output: bool = False) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command,
            env=self.environment,
            cwd=ROOT,
            stdin=subprocess.PIPE if keep_output else subprocess.DEVNULL,
            stdout=subprocess.PIPE if keep_output else subprocess.DEVNULL,
            stderr=self._heard if keep_output else subprocess.DEVNULL,
            text=True,
        )
        self._processes.append(process)
        return process

    def _run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def _until(self, holds: Callable[[], bool]) -> None:
        wait_until(holds)


class Window:
    """The program under test, to be asked about its text."""

    def __init__(self, process: subprocess.Popen[str], notices: Path) -> None:
        self._process, self._notices = process, notices

    def ask(self, question: str) -> Any:
        """Ask one question and return the answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(question + "\n")
        self._process.stdin.flush()
        while True:
            line = self._process.stdout.readline()
            if not line:
                raise AssertionError(f"the window is gone: {self._notices.read_text()[-3000:]}")
            try:
                return json.loads(line)
            except json.JSONDecodeError:
                continue  # Qt's own notices

    def text(self) -> dict[str, Any]:
        """Return the texts in sight."""
        found: dict[str, Any] = self.ask("text")
        return found

    def still(self) -> dict[str, Any]:
        """Wait until texts, threads and the input method are at rest; return the texts."""
        seen: list[dict[str, Any]] = []

        def rests() -> bool:
            seen.append(self.text())
            time.sleep(0.2)
            same = len(seen) > 2 and seen[-1] == seen[-2] == seen[-3]
            return same and not seen[-1]["preedit"] and not self.ask("busy")

        wait_until(rests)
        return seen[-1]

    def quit(self) -> None:
        """Close the window."""
        self.ask("quit")
        self._process.wait(PATIENCE)


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait for another process: there is no signal of its to wait for."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError("it did not happen in time")
        time.sleep(0.05)
