"""The postman: carries what is due in the outbox to the sites, at its time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.site import OutboxState
from editor_app.sentences import _
from editor_app.services.views import OutboxRow
from editor_app.ui.jobs import Jobs
from editor_app.ui.words import utc_now

if TYPE_CHECKING:
    from editor_app.services.publishing import PublishingService

LONGEST_SLEEP = timedelta(minutes=10)
SOON = timedelta(minutes=1)


class Postman(QObject):
    """Wakes when the next entry is due; ``trouble`` carries what went wrong.

    ``counted`` carries how many entries wait, how many need the editor, how many go out later.
    """

    trouble = Signal(object)
    counted = Signal(int, int, int)

    def __init__(self, jobs: Jobs, publishing: PublishingService, parent: QObject) -> None:
        """Sleep until ``start``."""
        super().__init__(parent)
        self._jobs, self._publishing = jobs, publishing
        self._sending = False
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._send)

    def start(self) -> None:
        """Pick up what a crash left half sent, and look when something is due."""
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

    def send_now(self) -> None:
        """Send what waits without the ten seconds of Undo; what is scheduled waits for its time."""
        self._send(at_once=True)

    def _set_clock(self, found: tuple[datetime | None, tuple[OutboxRow, ...]]) -> None:
        due, rows = found
        self.counted.emit(*counted(rows, utc_now()))
        self._clock.stop()
        if due is not None:
            wait = min(max(timedelta(), due - utc_now()), LONGEST_SLEEP)
            self._clock.start(int(wait.total_seconds() * 1000) + 50)

    def _send(self, *, at_once: bool = False) -> None:
        if self._sending:
            return
        self._sending = True
        self._jobs.long(
            self,
            _("Publishing"),
            lambda progress: self._publishing.send_due(progress, at_once=at_once),
            self._sent,
            self._failed,
        )

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


def is_scheduled(row: OutboxRow, now: datetime) -> bool:
    """Say whether an entry waits for its time, not only for the ten seconds of Undo."""
    waits = row.state is OutboxState.WAITING and row.not_before is not None
    return waits and row.not_before is not None and row.not_before - now > SOON
