"""What the whole window knows of its desk: vocabulary, sites, and the editor's choices."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from editor_app.domain.changes import Changes
from editor_app.domain.settings import Settings
from editor_app.domain.site import Site
from editor_app.ui.desk.vocabulary import Vocabulary, read_vocabulary
from editor_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from editor_app.wiring import Desk

DEFAULT_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""The zone of times until the desk has a site, which has its own."""


class Facts(QObject):
    """Reads them at the start and when they change; ``changed`` when any is different."""

    changed = Signal()
    settings_changed = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject) -> None:
        """Know nothing of the desk yet, but the settings."""
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self.vocabulary = Vocabulary()
        self.sites: tuple[Site, ...] = ()
        self.settings: Settings = desk.settings.load()

    def read(self) -> None:
        """Read vocabulary and sites."""
        self._jobs.fetch(
            self,
            lambda: (read_vocabulary(self._desk.vocabulary), self._desk.publishing.sites()),
            lambda found: self._take(*found),
            settled=True,
            key="facts",
        )

    def apply(self, changes: Changes) -> None:
        """Read again what these changes may have touched."""
        if changes.vocabulary or changes.sites:
            self.read()
        if changes.settings:
            self._take_settings()

    def _take(self, vocabulary: Vocabulary, sites: tuple[Site, ...]) -> None:
        self.vocabulary, self.sites = vocabulary, sites
        self.changed.emit()

    def _take_settings(self) -> None:
        settings = self._desk.settings.load()
        if settings != self.settings:
            self.settings = settings
            self.settings_changed.emit(settings)
            self.changed.emit()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the desk's first site."""
        return ZoneInfo(self.sites[0].zone) if self.sites else DEFAULT_ZONE
