"""What SQLite answers, turned into the errors that editors can be told.

Only troubles are turned. A broken rule of the schema is a bug of ours and passes through as it is.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from editor_app.domain.errors import DeskDamaged, DeskError, DeskInUse, DeskReadOnly, DiskFull
from editor_app.storage.harm import HarmedRow

TIGHT = 4 * 1024 * 1024
"""Bytes of free disk below which a failed write is taken for a full disk."""

NOT_TEXT = "Could not decode to UTF-8"
"""How Python's driver begins to say that a text is none."""


@contextmanager
def told(folder: Path, *, opening: bool = False) -> Iterator[None]:
    """Raise DeskError's children for troubles of the database in ``folder``.

    While ``opening``, when nothing of ours has been asked yet, any other word of SQLite means
    damage.
    """
    try:
        yield
    except (HarmedRow, UnicodeDecodeError) as error:
        # The driver cannot decode SQLite's own message when that quotes a harmed name.
        raise DeskDamaged(folder=str(folder)) from error
    except (DBAPIError, sqlite3.Error) as error:
        known = of_database(error.orig if isinstance(error, DBAPIError) else error, folder)
        if known is None and opening:
            known = DeskDamaged(folder=str(folder))
        if known is None:
            raise
        raise known from error


def of_database(error: BaseException | None, folder: Path) -> DeskError | None:
    """Return what an SQLite error means for the desk, or None when it is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    place = str(folder)
    if not code and str(error).startswith(NOT_TEXT):
        return DeskDamaged(folder=place)
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(folder=place)
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}:
        return DeskReadOnly(folder=place)
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return DeskDamaged(folder=place)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return DeskInUse(folder=place)
    if code in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}:
        return _of_input_output(error, folder)
    return None


def _of_input_output(error: BaseException | None, folder: Path) -> DeskError:
    """Tell a full disk, where SQLite says only "disk I/O error", from a failing one."""
    if folder.exists() and shutil.disk_usage(folder).free < TIGHT:
        return DiskFull(folder=str(folder))
    return DeskError("desk-input-output", folder=str(folder), reason=str(error))
