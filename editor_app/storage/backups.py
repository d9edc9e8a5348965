"""Copies of the library: made by SQLite's backup API, opened and checked, thinned as they grow old.

A copy is one file, ``library-20260301-083000.sqlite3`` (UTC). Photos are content-addressed and
never change, so they are not copied: the copy lists their digests, and says how many are missing.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from editor_app.domain.errors import DeskDamaged, DeskMissing, DeskNewer
from editor_app.domain.messages import Message
from editor_app.storage.checks import check_library
from editor_app.storage.copies import copy_library
from editor_app.storage.database import Database
from editor_app.storage.file_troubles import told_of_files
from editor_app.storage.files import flush_folder
from editor_app.storage.folder import DeskFolder
from editor_app.storage.header import SCHEMA, schema_of
from editor_app.storage.media import MediaFolder
from editor_app.storage.troubles import told

NAME = re.compile(r"library-(\d{8}-\d{6})(?:-\d+)?\.sqlite3")
STAMP = "%Y%m%d-%H%M%S"
LARGE = 200 * 1024 * 1024
MOST_BYTES = 5 * 1024 * 1024 * 1024


@dataclass(frozen=True)
class BackupReport:
    """A copy that was made and checked; ``removed`` are older copies that were thinned out."""

    file: Path
    size: int
    at: datetime
    stories: int
    photos: int
    missing_photos: int
    removed: tuple[Path, ...] = ()


@dataclass(frozen=True)
class VerifyReport:
    """What was looked at, and what is wrong; ``troubles`` is empty when all is well."""

    stories: int
    articles: int
    photos: int
    troubles: tuple[Message, ...]
    newest_backup: Path | None = None


@dataclass(frozen=True)
class RestoreReport:
    """A copy that took the place of a library, which lies ``aside`` (None: there was none)."""

    restored: Path
    aside: Path | None
    stories: int
    articles: int
    photos: int
    missing_photos: int


def back_up(
    database: Database,
    to: Path | None = None,
    *,
    now: datetime | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> BackupReport:
    """Copy the library as it is now into ``to`` (default: the desk's own folder), check it, thin.

    Writing goes on meanwhile. ``progress`` is told pages done and pages in all, and may raise to
    stop. Raises DiskFull, DeskReadOnly, DeskDamaged (the copy does not pass the check); the earlier
    copies stay as they are then, and no half-made one is left.
    """
    folder = to or database.folder.backups
    at = now or datetime.now(UTC)
    with told(folder), told_of_files(folder):
        folder.mkdir(parents=True, exist_ok=True)
        file = _free_name(folder, at)
        checked = copy_library(database.folder.library, file, progress)
        missing = MediaFolder(database.folder).missing(checked.digests)
        size = file.stat().st_size
        removed = thin(folder, at)
    return BackupReport(file, size, at, checked.stories, checked.photos, len(missing), removed)


def verify(folder: DeskFolder) -> VerifyReport:
    """Read the whole library and every photo. Raises DeskMissing, DeskDamaged (not a library)."""
    if not folder.library.is_file():
        raise DeskMissing(folder=str(folder.path))
    with told(folder.path):
        checked = check_library(folder.library)
    media = MediaFolder(folder)
    missing = sorted(media.missing(checked.digests))
    harmed = sorted(media.harmed(checked.digests))
    troubles = (
        *checked.troubles,
        *(Message("photo-file-missing", {"name": digest}) for digest in missing),
        *(Message("photo-file-harmed", {"name": digest}) for digest in harmed),
    )
    copies = backups_in(folder.backups)
    newest = max(copies, key=lambda file: copies[file], default=None)
    return VerifyReport(checked.stories, checked.articles, checked.photos, troubles, newest)


def restore(folder: DeskFolder, copy: Path, *, now: datetime | None = None) -> RestoreReport:
    """Put a copy in the place of a desk's library; the caller holds the desk and has it closed.

    The library that was there is kept beside it, with its log. Raises DeskDamaged when the copy
    does not pass its check, DeskNewer when a newer program made it, DiskFull, DeskReadOnly, and
    OSError for a file that cannot be read; nothing was changed then.
    """
    if schema_of(copy) > SCHEMA:
        raise DeskNewer("copy-newer", name=str(copy))
    with told_of_files(folder.path):
        folder.path.mkdir(parents=True, exist_ok=True)
        fresh = folder.library.with_name("library.sqlite3.restored")
        try:
            with told(folder.path, opening=True):
                checked = copy_library(copy, fresh)
        except DeskDamaged as error:
            raise DeskDamaged("copy-damaged", name=str(copy)) from error
        aside = _put_aside(folder, now or datetime.now(UTC))
        fresh.replace(folder.library)
        flush_folder(folder.path)
    missing = MediaFolder(folder).missing(checked.digests)
    return RestoreReport(
        copy, aside, checked.stories, checked.articles, checked.photos, len(missing)
    )


def due(folder: DeskFolder, now: datetime, to: Path | None = None) -> bool:
    """Say whether the library has changed and its newest copy is 15 minutes old (large: 60).

    ``to`` is where the copies are, when not in the desk's own folder.
    """
    changed = max(
        (file.stat().st_mtime for file in (folder.library, folder.log) if file.exists()),
        default=0.0,
    )
    copies = backups_in(to or folder.backups).values()
    newest = max(copies, default=datetime.min.replace(tzinfo=UTC))
    size = folder.library.stat().st_size if folder.library.exists() else 0
    wait = timedelta(minutes=60 if size > LARGE else 15)
    return datetime.fromtimestamp(changed, UTC) > newest and now - newest >= wait


def backups_in(folder: Path) -> dict[Path, datetime]:
    """Return the copies in a folder with the instants of their making, the oldest first."""
    found: dict[Path, datetime] = {}
    for file in sorted(folder.glob("library-*.sqlite3")) if folder.is_dir() else ():
        stamp = NAME.fullmatch(file.name)
        if stamp:
            found[file] = datetime.strptime(stamp[1], STAMP).replace(tzinfo=UTC)
    return found


def thin(folder: Path, now: datetime) -> tuple[Path, ...]:
    """Remove copies that newer ones stand for; return them. Only files with a copy's name go.

    All of the last day stay, then one a day for two weeks, one a week for two months, one a month;
    together at most 5 GB and a tenth of the free disk. The newest always stays.
    """
    copies = backups_in(folder)
    sizes = {file: file.stat().st_size for file in copies}
    room = (shutil.disk_usage(folder).free + sum(sizes.values())) // 10
    wanted = _within(worth_keeping(copies, now), sizes, min(MOST_BYTES, room))
    gone = tuple(file for file in copies if file not in wanted)
    for file in gone:
        file.unlink(missing_ok=True)
    return gone


def worth_keeping(copies: Mapping[Path, datetime], now: datetime) -> list[Path]:
    """Return the copies to keep by their age, the newest first."""
    kept: list[Path] = []
    periods: set[tuple[str, object]] = set()
    for file in sorted(copies, key=lambda item: (copies[item], item.name), reverse=True):
        period = _period(copies[file], now)
        if period is None or period not in periods:
            kept.append(file)
        if period is not None:
            periods.add(period)
    return kept


def _put_aside(folder: DeskFolder, at: datetime) -> Path | None:
    """Rename the library with its log, so that both can still be opened together."""
    if not folder.library.exists():
        return None
    aside = _free_name(folder.path, at, "library-before-restore")
    folder.library.with_name(folder.library.name + "-shm").unlink(missing_ok=True)
    for file in (folder.log, folder.journal):
        if file.exists():
            file.replace(aside.with_name(file.name.replace(folder.library.name, aside.name)))
    folder.library.replace(aside)
    return aside


def _free_name(folder: Path, at: datetime, kind: str = "library") -> Path:
    """Return a name for a copy made at that instant that is not taken."""
    stamp = at.astimezone(UTC).strftime(STAMP)
    names = (f"{kind}-{stamp}{end}.sqlite3" for end in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(folder / name for name in names if not (folder / name).exists())


def _period(made: datetime, now: datetime) -> tuple[str, object] | None:
    """Return the stretch of time of which one copy is enough; None when each is worth keeping."""
    age = now - made
    if age <= timedelta(days=1):
        return None
    if age <= timedelta(days=14):
        return "day", made.date()
    if age <= timedelta(days=61):
        return "week", made.isocalendar()[:2]
    return "month", (made.year, made.month)


def _within(newest_first: Iterable[Path], sizes: Mapping[Path, int], room: int) -> set[Path]:
    """Return as many of the newest copies as fit into ``room`` bytes; at least one."""
    wanted: set[Path] = set()
    for file in newest_first:
        room -= sizes[file]
        if wanted and room < 0:
            break
        wanted.add(file)
    return wanted
