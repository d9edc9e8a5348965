"""The postman: carries what is due in the outbox to the sites, at its time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.domain.changes import Changes
from editor_app.domain.errors import Cancelled, EditorError
from editor_app.domain.ids import ArticleId, OutboxId, SiteId
from editor_app.domain.site import OutboxState, SiteKind
from editor_app.sentences import _
from editor_app.services.views import OutboxRow
from editor_app.ui.jobs import Jobs, Report, Task
from editor_app.ui.sync.connection import Connection
from editor_app.ui.sync.outbox_words import grouped, is_scheduled
from editor_app.ui.sync.restraint import Rest, Restraint
from editor_app.ui.words import utc_now

if TYPE_CHECKING:
    from editor_app.desk import Desk
    from editor_app.services.data_saving import Held
    from editor_app.services.syncing import SyncReport

T = TypeVar("T")

LONGEST_SLEEP = timedelta(minutes=10)
FIRST_READING = 30_000  # milliseconds after the start
BETWEEN_READINGS = 600_000
BETWEEN_PAGES = timedelta(seconds=10)
ASKED_FOR = frozenset({"publish-queued", "draft-queued", "withdraw-queued", "conflict-resolved"})
"""What is said when somebody has asked for something to go out; taking back asks for nothing."""


@dataclass(frozen=True)
class Seen:
    """What the postman found in the outbox, and when each site was synced last.

    In ``clashing`` articles somebody must choose between two texts. ``rest`` is there while nothing
    is sent by itself.
    """

    due: datetime | None = None
    rows: tuple[OutboxRow, ...] = ()
    synced: Mapping[SiteId, datetime] = field(default_factory=dict)
    clashing: frozenset[ArticleId] = frozenset()
    rest: Rest | None = None


class Postman(QObject):
    """Wakes when the next entry is due; ``trouble`` carries what went wrong.

    ``seen`` carries Seen with the open rows of the outbox, ``began`` the Task that sends,
    ``synced`` a SyncReport, in which nothing waits that is only scheduled, and whether the editor
    asked for it, ``asked`` what data saver holds back until the editor says a word (Held).
    """

    trouble = Signal(object)
    seen = Signal(object)
    began = Signal(object)
    synced = Signal(object, bool)
    asked = Signal(object)

    def __init__(self, jobs: Jobs, desk: Desk, parent: QObject) -> None:
        """Sleep until ``start``."""
        super().__init__(parent)
        self._jobs, self._publishing, self._syncing = jobs, desk.publishing, desk.syncing
        self._public_pages, self._settings = desk.public_pages, desk.settings
        self._conflicts, self._pages = desk.conflicts, desk.pages
        self._task: Task | None = None  # the errand that sends
        self._wanted = False  # Sync now was pressed, and has not begun
        self._after_stop = False  # something was asked for while the errand stops
        self._is_back = False  # the network came back while nothing was to go by itself
        self._restraint = Restraint()
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._on_clock)
        self.first_reading = QTimer(self, singleShot=True, interval=FIRST_READING)
        self._reading = QTimer(self, interval=BETWEEN_READINGS)
        for timer in (self.first_reading, self._reading):
            timer.timeout.connect(self._read)
        self.connection = Connection(self)
        self.connection.back.connect(self._go_on)

    def start(self) -> None:
        """Pick up what a crash left half sent, and look when something is due."""
        self._reading.start()
        self.first_reading.start()
        self.connection.watch()
        self._jobs.change(self._publishing.resume, self, lambda _changes: self.look())

    def apply(self, changes: Changes) -> None:
        """Look again when the outbox has changed; what somebody asked for ends the rest."""
        if changes.outbox:
            if changes.said is not None and changes.said.key in ASKED_FOR:
                self.end_rest()
                if changes.said.key != "withdraw-queued":
                    self._clean_photos(changes.articles)
            self.look()

    def _clean_photos(self, articles: Set[ArticleId]) -> None:
        """Use the ten seconds of Undo; whatever is left of it is done while it is sent."""
        self._jobs.long(
            self,
            _("Preparing photos"),
            lambda progress: self._pages.clean_photos(articles, progress),
            gives_way=True,
        )

    def end_rest(self) -> None:
        """Let things go at their time again: Stop was not said of what is asked for after it."""
        self._after_stop |= self._task is not None and self._task.stopped
        rested = self._restraint.until(utc_now()) is not None
        self._restraint.lift()
        if rested:
            self._end_of_rest()

    def _end_of_rest(self) -> None:
        """Look at what waits, and try again what failed before the network came back."""
        if self._is_back:
            self._go_on()
        self.look()

    def look(self) -> None:
        """Count the outbox and set the clock for the next entry."""
        self._jobs.fetch(
            self,
            self._find,
            self._set_clock,
            settled=True,
            key="look",
        )

    def sync_now(self) -> None:
        """Send what waits without the ten seconds of Undo and the pause before another try, read.

        What is scheduled waits for its time.
        """
        self._is_back = False  # all is woken now
        self.end_rest()
        self._wanted = True
        self._jobs.change(self._wake, self, lambda _changes: self._sync_wanted(), self._not_woken)

    def _sync_wanted(self) -> None:
        """Sync, unless Stop was pressed meanwhile; what is being sent now ends first."""
        if self._wanted and self._task is None:
            self._wanted = False
            self._sync(at_once=True)

    def _not_woken(self, error: EditorError) -> None:
        self._wanted = False
        self.trouble.emit(error)

    def _go_on(self) -> None:
        """Try again what failed while there was no network, once things go by themselves."""
        self._is_back = self._restraint.until(utc_now()) is not None
        if not self._is_back:
            self._jobs.change(self._wake, self, lambda _changes: self._sync(at_once=False))

    def _read(self) -> None:
        """Read the sites from time to time, as somebody may have written there.

        While nothing is to go by itself, it is read only.
        """
        self._sync(at_once=False)

    def _sync(self, *, at_once: bool) -> None:
        def done(report: SyncReport) -> None:
            self.synced.emit(report, at_once)
            self._ask(report.held)

        if self._task is None:
            push = at_once or self._restraint.until(utc_now()) is None

            def work(progress: Report) -> SyncReport:
                report = self._syncing.sync(None, progress, push=push, at_once=at_once)
                waiting, _need_you, _later = counted(self._publishing.outbox(1), utc_now())
                return replace(report, waiting=waiting)

            self._go(_("Syncing"), work, done)

    def _wake(self) -> Changes:
        """Let what waits for its next try be due, unless sending is paused."""
        changes = Changes()
        if self._settings.load().sending_paused:
            return changes
        for site in self._publishing.sites():
            if site.kind is SiteKind.WORDPRESS:
                changes |= self._publishing.try_now(site.id)
        return changes

    # -- data saver

    def send_anyway(self, entries: tuple[OutboxId, ...]) -> None:
        """Let go what data saver holds back."""
        self.end_rest()
        self._jobs.change(lambda: self._syncing.send_anyway(entries), self)

    def let_go(self) -> None:
        """Let go all that is held back: data saver is off."""
        self._jobs.change(self._syncing.let_go, self)

    def _ask(self, held: Held) -> None:
        if held.asked:
            self.asked.emit(held)

    # -- sending

    def _find(self) -> Seen:
        """Look into the outbox; for a thread of the jobs."""
        rows = tuple(row for row in self._publishing.outbox(1) if row.state.open)
        due = (self._publishing.next_due(), self._next_page())
        first = min((when for when in due if when is not None), default=None)
        return Seen(first, rows, self._syncing.last_synced(), self._conflicts.articles())

    def _next_page(self) -> datetime | None:
        """Return when a public page is looked at next; data saver looks at none."""
        due = None if self._settings.load().data_saver else self._public_pages.next_due()
        return due and max(due, utc_now() + BETWEEN_PAGES)

    def _set_clock(self, found: Seen) -> None:
        now = utc_now()
        self.seen.emit(replace(found, rest=self._restraint.rest(now)))
        self._clock.stop()
        until = self._restraint.until(now)
        due = until or (now if self._is_back else found.due)
        if due is not None:
            wait = min(max(timedelta(), due - now), LONGEST_SLEEP)
            self._clock.start(int(wait.total_seconds() * 1000) + 50)

    def _on_clock(self) -> None:
        if self._is_back:
            self._end_of_rest()
        elif self._task is None:
            self._go(_("Publishing"), self._syncing.send, self._ask)

    def _go(self, said: str, work: Callable[[Report], T], show: Callable[[T], None]) -> None:
        """Run one errand of sending; none begins beside it."""
        sends = self._restraint.until(utc_now()) is None

        def done(result: T) -> None:
            self._task = None
            if sends:  # who only reads knows nothing of that
                self._restraint.succeed()
            show(result)
            self._rest()

        self._after_stop = False
        self._task = self._jobs.long(self, said, work, done, self._failed, at_site=True)
        self.began.emit(self._task)

    def _failed(self, error: EditorError) -> None:
        self._task = None
        if not isinstance(error, Cancelled):
            if self._restraint.fail(utc_now(), error.message):
                self.trouble.emit(error)
        elif not self._after_stop:
            self._wanted = False
            self._restraint.stop(utc_now())
            self._clock.stop()  # it may have been set while this was sent
        self._rest()

    def _rest(self) -> None:
        """Look at what is left; what the editor asked for meanwhile comes first."""
        if self._wanted:
            self.sync_now()
        self.look()


def counted(rows: tuple[OutboxRow, ...], now: datetime) -> tuple[int, int, int]:
    """Return how many cards of the outbox go out now, need the editor, and go out later."""
    cards = [group[0] for group in grouped(rows) if group[0].state.open]
    need_you = sum(row.state is OutboxState.NEEDS_YOU for row in cards)
    later = sum(is_scheduled(row, now) for row in cards)
    return len(cards) - need_you - later, need_you, later


def silent_clashes(seen: Seen) -> int:
    """Return in how many articles somebody must choose without an entry that says so."""
    asking = {row.article for row in seen.rows if row.state is OutboxState.NEEDS_YOU}
    return len(seen.clashing - asking)
