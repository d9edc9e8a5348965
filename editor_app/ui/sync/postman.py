"""The postman: carries what is due in the outbox to the sites, at its time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.site import OutboxState, SiteKind
from editor_app.sentences import _
from editor_app.services.views import OutboxRow
from editor_app.ui.jobs import Jobs
from editor_app.ui.sync.connection import Connection
from editor_app.ui.sync.outbox_words import is_scheduled
from editor_app.ui.words import utc_now

if TYPE_CHECKING:
    from editor_app.desk import Desk
    from editor_app.services.syncing import SyncReport

LONGEST_SLEEP = timedelta(minutes=10)
BETWEEN_READINGS = 600_000  # milliseconds


class Postman(QObject):
    """Wakes when the next entry is due; ``trouble`` carries what went wrong.

    ``seen`` carries the open rows of the outbox, ``began`` the Task that sends, ``synced`` a
    SyncReport and whether the editor asked for it.
    """

    trouble = Signal(object)
    seen = Signal(object)
    began = Signal(object)
    synced = Signal(object, bool)

    def __init__(self, jobs: Jobs, desk: Desk, parent: QObject) -> None:
        """Sleep until ``start``."""
        super().__init__(parent)
        self._jobs, self._publishing, self._syncing = jobs, desk.publishing, desk.syncing
        self._sending = False
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._send)
        self._reading = QTimer(self, interval=BETWEEN_READINGS)
        self._reading.timeout.connect(self._read)
        self.connection = Connection(self)
        self.connection.back.connect(self._go_on)

    def start(self) -> None:
        """Pick up what a crash left half sent, and look when something is due."""
        self._reading.start()
        self.connection.watch()
        self._jobs.change(self._publishing.resume, self, lambda _changes: self.look())

    def apply(self, changes: Changes) -> None:
        """Look again when the outbox has changed."""
        if changes.outbox:
            self.look()

    def look(self) -> None:
        """Count the outbox and set the clock for the next entry."""
        self._jobs.fetch(
            self,
            lambda: (self._publishing.next_due(), self._publishing.outbox(1)),
            self._set_clock,
            settled=True,
            key="look",
        )

    def sync_now(self) -> None:
        """Send what waits without the ten seconds of Undo and the pause before another try, read.

        What is scheduled waits for its time.
        """
        self._jobs.change(self._wake, self, lambda _changes: self._sync(at_once=True))

    def _go_on(self) -> None:
        """Try again what failed while there was no network."""
        self._jobs.change(self._wake, self, lambda _changes: self._sync(at_once=False))

    def _read(self) -> None:
        """Read the sites from time to time, as somebody may have written there."""
        self._sync(at_once=False)

    def _sync(self, *, at_once: bool) -> None:
        if self._sending:
            return
        self._sending = True
        said = _("Syncing")
        task = self._jobs.long(
            self,
            said,
            lambda progress: self._syncing.sync(None, progress, at_once=at_once),
            lambda report: self._synced(report, asked=at_once),
            self._failed,
        )
        self.began.emit(task)

    def _synced(self, report: SyncReport, *, asked: bool) -> None:
        self._sending = False
        self.synced.emit(report, asked)
        self.look()

    def _wake(self) -> Changes:
        """Let what waits for its next try be due."""
        changes = Changes()
        for site in self._publishing.sites():
            if site.kind is SiteKind.WORDPRESS:
                changes |= self._publishing.try_now(site.id)
        return changes

    def _set_clock(self, found: tuple[datetime | None, tuple[OutboxRow, ...]]) -> None:
        due, rows = found
        self.seen.emit(tuple(row for row in rows if row.state.open))
        self._clock.stop()
        if due is not None:
            wait = min(max(timedelta(), due - utc_now()), LONGEST_SLEEP)
            self._clock.start(int(wait.total_seconds() * 1000) + 50)

    def _send(self) -> None:
        if self._sending:
            return
        self._sending = True
        task = self._jobs.long(
            self,
            _("Publishing"),
            self._publishing.send_due,
            self._sent,
            self._failed,
        )
        self.began.emit(task)

    def _sent(self, _changes: Changes) -> None:
        self._sending = False
        self.look()

    def _failed(self, error: EditorError) -> None:
        self._sending = False
        self.trouble.emit(error)
        self.look()


def counted(rows: tuple[OutboxRow, ...], now: datetime) -> tuple[int, int, int]:
    """Return how many open entries go out now, how many need the editor, how many go later."""
    need_you = sum(row.state is OutboxState.NEEDS_YOU for row in rows)
    later = sum(is_scheduled(row, now) for row in rows)
    return sum(row.state.open for row in rows) - need_you - later, need_you, later
