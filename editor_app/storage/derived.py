"""Keeping what was made of photos within bounds: what was not used for longest goes first.

The time of a derived file's last change is the time of its last use: ``mark_used`` sets it. Any of
these files can be thrown away, because it is made again from the original when it is wanted.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

HOUR = 60 * 60
DAY = 24 * HOUR


class _File(NamedTuple):
    """A derived file: when it was last used (seconds since 1970), its bytes, where it lies."""

    used: float
    size: int
    path: str


def mark_used(file: Path) -> None:
    """Note that a file is used now, to the hour; where nothing can be written it stays unnoted."""
    with suppress(OSError):
        if file.stat().st_mtime < time.time() - HOUR:
            os.utime(file)


def trim(folder: Path, limit: int) -> int:
    """Remove the files that were not used for longest until ``limit`` bytes are left.

    Those of the last day stay, whatever their size: somebody may be about to read them. Returns how
    many bytes were freed. A file that cannot be removed is passed over.
    """
    files = sorted(_files(str(folder)))
    too_much = sum(file.size for file in files) - limit
    recent = time.time() - DAY
    freed = 0
    for file in files:
        if freed >= too_much or file.used > recent:
            break
        with suppress(OSError):
            place = Path(file.path)
            place.unlink()
            freed += file.size
            _without_empty(place.parent, folder)
    return freed


def _files(folder: str) -> Iterator[_File]:
    """Yield all files below a folder; what vanishes meanwhile is passed over."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
                continue
            with suppress(OSError):
                found = entry.stat(follow_symlinks=False)
                yield _File(found.st_mtime, found.st_size, entry.path)


def _without_empty(place: Path, folder: Path) -> None:
    """Remove folders that hold nothing any more; one that holds something is no error."""
    while place != folder:
        place.rmdir()
        place = place.parent
