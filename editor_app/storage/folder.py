"""Where things lie inside a desk folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class DeskFolder:
    """One copyable folder holds a whole desk; these are its parts.

    ``derived`` can be thrown away at any time: it is made again from ``media``.
    """

    path: Path

    @property
    def library(self) -> Path:
        """The database file."""
        return self.path / "library.sqlite3"

    @property
    def log(self) -> Path:
        """SQLite's write-ahead log, which holds the newest pages while the library is open."""
        return self.path / "library.sqlite3-wal"

    @property
    def journal(self) -> Path:
        """SQLite's rollback journal, which is there during a migration or after a cut-off one."""
        return self.path / "library.sqlite3-journal"

    @property
    def media(self) -> Path:
        """The folder of original photos, by content."""
        return self.path / "media"

    @property
    def derived(self) -> Path:
        """The folder of thumbnails and renditions made from the originals."""
        return self.path / "derived"

    @property
    def backups(self) -> Path:
        """The folder of dated copies of the library."""
        return self.path / "backups"

    @property
    def lock(self) -> Path:
        """The file whose operating-system lock says that a window has the desk."""
        return self.path / "desk.lock"
