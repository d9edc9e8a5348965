"""Files that leave the desk, for window and command line: whole, or as they were before."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

__all__ = ["outgoing_file", "write_outgoing"]


@contextmanager
def outgoing_file(place: Path) -> Iterator[BinaryIO]:
    """Open a file to be written; it takes the place of an older one when all is on the disk.

    Whatever happens before, the older one stands as it was and no half of the new one is left. A
    link goes on leading where it led, and the rights of an older file are kept. What is no file (a
    device, a pipe) is written as it is. Raises OSError, which names ``place``.
    """
    try:
        if place.exists() and not place.is_file():
            with place.open("wb") as out:
                yield out
            return
        goal = Path(os.path.realpath(place))
        fresh = goal.with_name(f".{goal.name[:40]}.{uuid4().hex}.new")
        try:
            with fresh.open("xb") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            if goal.exists():
                fresh.chmod(stat.S_IMODE(goal.stat().st_mode))
            fresh.replace(goal)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(place)) from error


def write_outgoing(place: Path, data: bytes) -> None:
    """Write a whole file as ``outgoing_file`` does. Raises OSError, which names ``place``."""
    with outgoing_file(place) as out:
        out.write(data)
