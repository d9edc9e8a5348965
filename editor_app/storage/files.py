"""Writing files so that a reader finds the old one or the new one, even after a power cut."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from uuid import uuid4


def write_whole(file: Path, data: bytes) -> None:
    """Put ``data`` into ``file`` at once: another name, flushed to the disk, renamed.

    Raises OSError, and leaves no half-written file behind.
    """
    fresh = file.with_name(f".{file.name[:40]}.{uuid4().hex}.new")
    try:
        with fresh.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(file)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    flush_folder(file.parent)


def flush_file(file: Path) -> None:
    """Wait until the contents of a file are on the disk."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
