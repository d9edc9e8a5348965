"""A display for the window's benches: the one there is, or an Xvfb of our own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from editor_app.ui.environment import prepare

SCREEN = "1600x1000x24"
SECONDS = 20.0


@contextmanager
def display() -> Iterator[Mapping[str, str]]:
    """Give the environment of a program that shows windows; off-screen where there is no X."""
    environment = dict(os.environ)
    environment.pop("QT_QPA_PLATFORM", None)
    shown = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    if shown or not sys.platform.startswith("linux"):
        yield _prepared(environment)
        return
    server = shutil.which("Xvfb")
    if server is None:
        print("(no display and no Xvfb: windows are painted off-screen)")
        yield _prepared(environment)
        return
    with _xvfb(server) as name:
        yield _prepared(environment | {"DISPLAY": name})


def _prepared(environment: dict[str, str]) -> dict[str, str]:
    """Return what the program sets for itself before Qt is imported, for the bare one too."""
    prepare(environment)
    return environment


@contextmanager
def _xvfb(server: str) -> Iterator[str]:
    """Start a server on a free number; it writes the number when it is ready."""
    reader, writer = os.pipe()
    command = [server, "-displayfd", str(writer), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=(writer,), stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader, encoding="ascii") as ready:
            number = ready.readline().strip()
        yield f":{number}"
    finally:
        process.terminate()
        process.wait(SECONDS)
