"""Backups of the desk, looking whether everything is well, and room for what is made again."""

from __future__ import annotations

from pathlib import Path

from editor_app.services.workplace import Workplace
from editor_app.storage import backups
from editor_app.storage.backups import BackupReport, VerifyReport

MOST_DERIVED = 2_000_000_000
"""How many bytes of thumbnails and sent sizes a desk keeps: those of some 2,000 photos."""


class BackupService:
    """The verbs on copies of the library."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place

    def back_up(self, to: Path | None = None) -> BackupReport:
        """Make a dated copy of the library in the desk's backup folder or in ``to``; check it.

        Raises DiskFull, DeskReadOnly.
        """
        return backups.back_up(self._place.database, to)

    def back_up_if_due(self, to: Path | None = None) -> BackupReport | None:
        """Make a copy when the library has changed and the newest one is old enough; else None.

        For a timer of the window: 15 minutes between copies, an hour for a large library.
        """
        if not backups.due(self._place.database.folder, self._place.now(), to):
            return None
        return self.back_up(to)

    def trim_derived(self, limit: int = MOST_DERIVED) -> int:
        """Remove the thumbnails and sent sizes of photos that were not used for longest.

        Done when all of them take more than ``limit`` bytes; they are made again when wanted.
        Returns how many bytes were freed. Touches no library, so that it may run beside anything.
        """
        return self._place.media.trim_derived(limit)

    def verify(self) -> VerifyReport:
        """Check the library, its references and every photo file against its hash."""
        return backups.verify(self._place.database.folder)
