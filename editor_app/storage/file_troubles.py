"""What the system says of files, turned into the errors that editors can be told.

Apart from ``troubles``, because settings and photos are read before the database is loaded.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from editor_app.domain.errors import DeskError, DeskReadOnly, DiskFull

NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NOT_WRITABLE = {errno.EROFS, errno.EACCES, errno.EPERM}


@contextmanager
def told_of_files(folder: Path) -> Iterator[None]:
    """Raise DeskError's children for troubles with files in ``folder``."""
    try:
        yield
    except OSError as error:
        known = of_system(error, folder)
        if known is None:
            raise
        raise known from error


def of_system(error: OSError, folder: Path) -> DeskError | None:
    """Return what a system error means for the desk, or None when it is something else."""
    if error.errno in NO_SPACE:
        return DiskFull(folder=str(folder))
    if error.errno in NOT_WRITABLE:
        return DeskReadOnly(folder=str(folder))
    if error.errno == errno.EIO:
        return DeskError("desk-input-output", folder=str(folder), reason=error.strerror or "")
    return None
