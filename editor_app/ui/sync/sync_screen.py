"""The Sync screen: what needs a decision in the middle, outbox, log and accounts beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from editor_app.domain.changes import Changes
from editor_app.domain.conflict import WrittenResult
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId, ConflictId, SiteId, StoryId
from editor_app.domain.settings import Settings
from editor_app.domain.site import OutboxState, Site
from editor_app.sentences import _, sentence
from editor_app.services.views import ConflictView, LogRow, OutboxRow
from editor_app.ui.article.inspector import scrolled
from editor_app.ui.desk.centre_view import Screen
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.jobs import Jobs, Task
from editor_app.ui.sync.accounts_panel import AccountsPanel
from editor_app.ui.sync.log_panel import LogPanel
from editor_app.ui.sync.outbox_panel import OutboxPanel
from editor_app.ui.sync.postman import counted
from editor_app.ui.sync.site_words import report_words, site_words, synced_words
from editor_app.ui.sync.sync_bar import SyncBar
from editor_app.ui.sync.sync_centre import DECIDE, POSTS, TABS_HEIGHT, SyncCentre
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.labels import Rule, ground
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.widgets.tabs import UnderlineTabs
from editor_app.ui.words import utc_now

if TYPE_CHECKING:
    from editor_app.desk import Desk
    from editor_app.services.data_saving import Held
    from editor_app.services.syncing import SyncReport
    from editor_app.ui.main_window import MainWindow

MOST = 100
SIDE, NARROW_SIDE = 320, 280
WIDE = 900
LOOK = 400  # milliseconds between two looks while something is sent


@dataclass(frozen=True)
class SyncState:
    """What the screen shows, read in one go."""

    rows: tuple[OutboxRow, ...]
    log: tuple[LogRow, ...]
    sites: tuple[Site, ...]
    conflicts: tuple[ConflictView, ...]
    written: Mapping[ConflictId, WrittenResult]
    synced: Mapping[SiteId, datetime] = field(default_factory=dict)


class SyncScreen(Screen):
    """Fetches when it comes into sight and when the outbox changes.

    ``history_wanted`` carries the ArticleId whose kept copies are to be seen, ``taken`` a StoryId
    that came from a site and what is to be said of it, ``send_anyway`` entries that data saver
    holds back.
    """

    history_wanted = Signal(object)
    taken = Signal(object, str)
    send_anyway = Signal(object)

    def __init__(self, theme: Theme, jobs: Jobs, desk: Desk, window: MainWindow) -> None:
        """Show this desk's sites; sheets open over ``window``."""
        super().__init__()
        ground(self, "surface")
        self.setAccessibleName(_("Sync"))
        self._jobs, self._desk = jobs, desk
        self._vocabulary = Vocabulary()
        self._zone: ZoneInfo | None = None
        self._paused = self._known = False
        self._wrong = ""  # what the last sync met, in words
        self._later = QTimer(self, singleShot=True, interval=LOOK)
        self._later.timeout.connect(self.refresh)
        self.bar = SyncBar(theme)
        self.notice: Notice = Notice(theme)
        self.centre = SyncCentre(theme, jobs, desk)
        self.decisions = self.centre.decisions
        self.outbox = OutboxPanel(desk.publishing, desk.syncing, self._run)
        self.log = LogPanel()
        self.accounts = AccountsPanel(theme, jobs, desk, window)
        self._tabs = UnderlineTabs(theme, _("Outbox, log and accounts"), height=TABS_HEIGHT)
        self._pages = QStackedWidget()
        self._side = QWidget()
        self._join()
        self._build()

    def _join(self) -> None:
        self.bar.send_wanted.connect(lambda: self.requested.emit("desk.send"))
        self.bar.pause_wanted.connect(lambda on: self._keep(sending_paused=on))
        self.bar.saver_wanted.connect(lambda on: self._keep(data_saver=on))
        self.centre.changed.connect(self.abilities_changed)
        self.centre.posts.taken.connect(self.taken)
        self.centre.posts.site_wanted.connect(self.add_site)
        self.centre.posts.sign_in_wanted.connect(self.sign_in)
        for part in (self.decisions, self.outbox, self.log):
            part.story_wanted.connect(self.story_wanted)
        self.decisions.history_wanted.connect(self.history_wanted)
        self.decisions.site_wanted.connect(self.add_site)
        self.accounts.sync_wanted.connect(lambda: self.requested.emit("desk.send"))
        self.accounts.added.connect(self.centre.posts.ask_again)
        self.accounts.counted.connect(self._count_accounts)
        self.decisions.abilities_changed.connect(self.abilities_changed)
        self.outbox.conflict_wanted.connect(self.show_conflict)
        self.outbox.sign_in_wanted.connect(self.accounts.sign_in)
        self.outbox.answer_wanted.connect(lambda: self.show_tab("accounts"))

    def _build(self) -> None:
        self._build_side()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.centre, 1)
        row.addWidget(Rule(upright=True))
        row.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.notice)
        column.addLayout(row, 1)

    def _build_side(self) -> None:
        ground(self._side, "canvas")
        self._side.setFixedWidth(SIDE)
        panels: tuple[tuple[str, str, QWidget], ...] = (
            ("outbox", _("Outbox"), self.outbox),
            ("log", _("Log"), self.log),
            ("accounts", _("Accounts"), self.accounts),
        )
        self._keys = tuple(key for key, _title, _panel in panels)
        self._tabs.show_tabs(tuple((key, title) for key, title, _panel in panels))
        self._tabs.chosen.connect(self.show_tab)
        for _key, _title, panel in panels:
            self._pages.addWidget(scrolled(panel))
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.addWidget(self._tabs)
        head.addStretch(1)
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(self._pages, 1)
        self.show_tab("outbox")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the middle its room."""
        super().resizeEvent(event)
        self._side.setFixedWidth(SIDE if self.width() >= WIDE else NARROW_SIDE)

    def show_tab(self, key: str) -> None:
        """Bring outbox, log or accounts into sight."""
        self._tabs.choose(key)
        self._pages.setCurrentIndex(self._keys.index(key))

    # -- showing

    def use_zone(self, zone: ZoneInfo) -> None:
        """Show times in the zone of the site."""
        self._zone = zone

    def show_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Know what the languages call themselves."""
        self._vocabulary = vocabulary

    def apply_settings(self, settings: Settings) -> None:
        """Know whether sending is paused, and whether data is saved."""
        self._paused = settings.sending_paused
        self.bar.apply_settings(settings)
        if self.isVisible():
            self.refresh()

    def apply(self, changes: Changes) -> None:
        """Look again when the outbox, a site or a text that waits has changed."""
        if (changes.outbox or changes.sites or changes.articles) and self.isVisible():
            self.refresh()

    def leave(self) -> None:
        """Hand what is written into a result to the disk."""
        self.decisions.leave()

    def refresh(self) -> None:
        """Fetch conflicts, outbox, log and sites."""
        desk, known = self._desk, self.decisions.drafts.known

        def work() -> SyncState:
            return SyncState(
                desk.publishing.outbox(MOST),
                desk.publishing.log_rows(MOST),
                desk.publishing.sites(),
                desk.conflicts.open(),
                {} if known else desk.written_results.all(),
                desk.syncing.last_synced(),
            )

        self._jobs.fetch(self, work, self._show, settled=True, key="sync")

    def _show(self, state: SyncState) -> None:
        self.bar.show_sites(self._sites_words(state))
        waits = any(row.state is OutboxState.WAITING for row in state.rows)
        self.bar.allow(sends=bool(state.sites), waits=waits)
        self.outbox.show_rows(state.rows, self._vocabulary, self._zone, paused=self._paused)
        self.log.show_log(state.log, self._vocabulary, self._zone)
        self.accounts.show_sites(state.sites, state.synced, self._zone)
        idle = not self.decisions.performs()
        self.decisions.drafts.know(state.written)
        self.decisions.show_open(
            state.conflicts, self._vocabulary, self._zone, has_site=bool(state.sites)
        )
        self.centre.posts.know(state.sites, self._vocabulary, self._zone)
        self.centre.count(len(state.conflicts))
        waiting, need_you, _later = counted(state.rows, utc_now())
        count = waiting + need_you
        self._tabs.badge("outbox", str(count) if count else "", "err" if need_you else "plain")
        asked = idle and self.bar.send.hasFocus() and bool(self.decisions.performs())
        focus = QApplication.focusWidget()
        first = not self._known and focus is not None and self.isAncestorOf(focus)
        self._known = True
        if asked or first:
            self.focus_start()  # now it shows what there is to do

    def _sites_words(self, state: SyncState) -> str:
        facts = [site_words(state.sites)]
        if len(state.sites) == 1:
            facts.append(synced_words(state.sites[0], state.synced, utc_now(), self._zone))
        return " · ".join(filter(None, facts))

    def _count_accounts(self, need_you: int) -> None:
        self._tabs.badge("accounts", str(need_you) if need_you else "", "err")

    def add_site(self) -> None:
        """Ask for a new site."""
        self.show_tab("accounts")
        self.accounts.add_site()

    def follow(self, task: Task) -> None:
        """Show how far the sending is, photo by photo."""
        self.outbox.follow(task)
        task.moved.connect(self._look_later)

    def tell(self, report: SyncReport, asked: bool) -> None:
        """Say what a sync did: when the editor asked for it, and always what went wrong.

        What went wrong, or was left, is said no more once a sync has met nothing of it.
        """
        self.centre.note_fresh(report.fresh)
        tone, words = report_words(report, paused=self._paused)
        if report.asks:
            self.notice.tell(tone, words, _("Answer"), lambda: self.show_tab("accounts"))
        elif asked or tone == "err":
            self.notice.tell(tone, words)
        elif self._wrong and self.notice.text == self._wrong != words:
            self.notice.clear()
        self._wrong = words if tone != "ok" else ""
        self.accounts.look()
        if self.isVisible():
            self.refresh()

    def ask(self, held: Held) -> None:
        """Ask whether photos go out although data saver is on."""
        self.notice.tell(
            "warn",
            sentence(held.message),
            _("Send them"),
            lambda: self.send_anyway.emit(held.asked),
        )

    def offer_saver(self) -> None:
        """Offer data saver: the network is metered."""
        self.notice.tell(
            "info",
            _("This network is metered. Data saver leaves out what can wait."),
            _("Switch it on"),
            lambda: self._keep(data_saver=True),
        )

    def _look_later(self) -> None:
        if self.isVisible() and not self._later.isActive():
            self._later.start()

    # -- going

    def show_conflict(self, article: ArticleId) -> None:
        """Bring the conflicts of an article into sight."""
        self.centre.show_view(DECIDE)
        self.decisions.want(article)

    def decides(self, story: StoryId) -> bool:
        """Show a story's conflict when it has one; say whether it has."""
        article = self.decisions.holds(story)
        if article is not None:
            self.show_conflict(article)
        return article is not None

    def show_posts(self) -> None:
        """Bring the posts that were written on the site into sight."""
        self.centre.show_view(POSTS)
        self.centre.posts.focus_start()

    def sign_in(self, site: SiteId) -> None:
        """Ask for the password of a site."""
        self.show_tab("accounts")
        self.accounts.sign_in(site)

    def performs(self) -> frozenset[str]:
        """Return which actions can be done now."""
        return self.centre.performs()

    def perform(self, name: str) -> None:
        """Do one of the actions."""
        self.decisions.page.perform(name)

    def focus_start(self) -> None:
        """Put the focus on the decision or the posts, else on what sends."""
        if not self.centre.focus_start() and not self.bar.focus_start():
            self._tabs.focus_start()

    # -- doing

    def _run(self, verb: Callable[[], Changes]) -> None:
        self._jobs.change(verb, self, failed=self._failed)

    def _failed(self, error: EditorError) -> None:
        self.notice.tell("err", sentence(error.message))

    def _keep(self, **choice: bool) -> None:
        """Keep Pause or data saver."""
        self._run(lambda: self._desk.settings.save(**choice))  # type: ignore[arg-type]  # names and types of SettingsFields
