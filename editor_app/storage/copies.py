"""One copy of a library file, made while others write to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from editor_app.domain.errors import DeskDamaged
from editor_app.storage.checks import LibraryCheck, check_library
from editor_app.storage.files import flush_file, flush_folder
from editor_app.storage.header import file_address

PAGES_A_STEP = 512
"""Pages (of 4 KB) copied before ``progress`` is told."""


def copy_library(
    library: Path, file: Path, progress: Callable[[int, int], None] | None = None
) -> LibraryCheck:
    """Copy a library into a new file, whole or not at all, and check it by opening it again.

    Raises DeskDamaged when the copy does not pass; sqlite3.Error and OSError as they come.
    """
    fresh = file.with_name(f".{file.name}.new")
    fresh.unlink(missing_ok=True)
    try:
        _copy_pages(library, fresh, progress)
        checked = check_library(fresh, immutable=True)
        if checked.troubles:
            raise DeskDamaged("backup-failed-check", folder=str(library.parent))
        flush_file(fresh)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    flush_folder(file.parent)
    return checked


def _copy_pages(library: Path, fresh: Path, progress: Callable[[int, int], None] | None) -> None:
    """Copy one consistent view of a library while others go on writing."""

    def tell(_: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    source = sqlite3.connect(file_address(library, "mode=ro"), uri=True, isolation_level=None)
    with closing(source), closing(sqlite3.connect(fresh, isolation_level=None)) as target:
        source.execute("BEGIN")
        source.execute("PRAGMA user_version").fetchone()
        source.backup(target, pages=PAGES_A_STEP, progress=tell)
        target.execute("PRAGMA journal_mode = DELETE")
