"""Backups by themselves: a dated copy of the library after a quarter of an hour of changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.domain.changes import Changes
from editor_app.domain.errors import Cancelled, EditorError
from editor_app.sentences import _, sentence
from editor_app.ui.desk.facts import Facts
from editor_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from editor_app.wiring import Desk

AFTER = 15 * 60 * 1000  # milliseconds between the first change and its backup


class BackupClock(QObject):
    """Waits after the first change, then copies; ``told`` carries tone and words."""

    told = Signal(str, str)

    def __init__(self, desk: Desk, jobs: Jobs, facts: Facts, parent: QObject) -> None:
        """Sleep until something changes."""
        super().__init__(parent)
        self._desk, self._jobs, self._facts = desk, jobs, facts
        self._clock = QTimer(self, singleShot=True, interval=AFTER)
        self._clock.timeout.connect(self._back_up)

    def note(self, changes: Changes) -> None:
        """Start the clock at the first change since the last backup."""
        if changes and not self._clock.isActive():
            self._clock.start()

    def back_up_now(self) -> None:
        """Make a backup because the editor asked, and say where it lies."""
        self._clock.stop()
        self._run(lambda path: self.told.emit("ok", _("Backed up to {path}").format(path=path)))

    def _back_up(self) -> None:
        self._run(lambda _path: None)

    def _run(self, done: Callable[[str], None]) -> None:
        chosen = self._facts.settings.backup_folder
        folder = Path(chosen) if chosen else None
        backups = self._desk.backups
        self._jobs.long(
            self,
            _("Backing up"),
            lambda _progress: str(backups.back_up(folder).file),
            done,
            self._failed,
        )

    def _failed(self, error: EditorError) -> None:
        if not isinstance(error, Cancelled):
            self.told.emit("err", sentence(error.message))
