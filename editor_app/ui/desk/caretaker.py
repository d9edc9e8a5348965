"""The caretaker: backups when due, the trash emptied of what is old, the memory's index tidied."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.domain.errors import Cancelled, EditorError
from editor_app.sentences import _, sentence
from editor_app.ui.desk.facts import Facts
from editor_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from editor_app.wiring import Desk

EVERY = 60 * 1000  # milliseconds between two looks whether a backup is due
BREATH = 150  # milliseconds between two pieces of tidying, for whoever types meanwhile


class Caretaker(QObject):
    """Looks after the desk once a minute; ``told`` carries tone and words."""

    told = Signal(str, str)

    def __init__(self, desk: Desk, jobs: Jobs, facts: Facts, parent: QObject) -> None:
        """Rest until ``start``."""
        super().__init__(parent)
        self._desk, self._jobs, self._facts = desk, jobs, facts
        self._clock = QTimer(self, interval=EVERY)
        self._clock.timeout.connect(self.look)
        self._clock.timeout.connect(self.tidy)
        self._breath = QTimer(self, interval=BREATH, singleShot=True)
        self._breath.timeout.connect(self.tidy)

    def start(self) -> None:
        """Empty the old trash, make room of what can be made again, and begin to look."""
        self._jobs.change(self._desk.stories.clear_trash, self)
        self._jobs.fetch(self, self._desk.backups.trim_derived, lambda _freed: None)
        self._clock.start()
        self.tidy()

    def tidy(self) -> None:
        """Let the memory put pairs that were taken in into its index, a piece at a time."""
        self._jobs.change(self._desk.memory.tidy, self, self._tidied, lambda _error: None)

    def _tidied(self, more: bool) -> None:
        if more:
            self._breath.start()

    def look(self) -> None:
        """Make a backup if one is due."""
        folder, backups = self._folder, self._desk.backups
        self._jobs.long(
            self,
            _("Backing up"),
            lambda _progress: backups.back_up_if_due(folder),
            failed=self._failed,
        )

    def back_up_now(self) -> None:
        """Make a backup because the editor asked, and say where it lies."""
        folder, backups = self._folder, self._desk.backups
        self._jobs.long(
            self,
            _("Backing up"),
            lambda _progress: str(backups.back_up(folder).file),
            lambda path: self.told.emit("ok", _("Backed up to {path}").format(path=path)),
            self._failed,
        )

    @property
    def _folder(self) -> Path | None:
        """The folder that was chosen for backups; None for the desk's own."""
        chosen = self._facts.settings.backup_folder
        return Path(chosen) if chosen else None

    def _failed(self, error: EditorError) -> None:
        if not isinstance(error, Cancelled):
            self.told.emit("err", sentence(error.message))
