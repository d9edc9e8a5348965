"""Backups of the desk, and looking whether everything is well."""

from __future__ import annotations

from pathlib import Path

from editor_app.services.workplace import Workplace
from editor_app.storage import backups
from editor_app.storage.backups import BackupReport, VerifyReport


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

    def verify(self) -> VerifyReport:
        """Check the library, its references and every photo file against its hash."""
        return backups.verify(self._place.database.folder)
