"""Joins the Sync screen with the rest of the window: list, story, status bar, rail, quitting."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.domain.article import Shown
from editor_app.domain.changes import Changes
from editor_app.domain.ids import ArticleId, OutboxId, StoryId
from editor_app.domain.settings import Settings
from editor_app.domain.site import Site, SiteKind
from editor_app.sentences import _, sentence
from editor_app.services.views import StoryView
from editor_app.ui.desk.navigator import Navigator
from editor_app.ui.jobs import Jobs
from editor_app.ui.main_window import Areas, MainWindow
from editor_app.ui.sync.outbox_words import is_cut_off, rest_words, unaccepted_words, waits_for
from editor_app.ui.sync.postman import Postman, Seen, counted, silent_clashes
from editor_app.ui.sync.site_words import report_words, standing_words
from editor_app.ui.words import utc_now

if TYPE_CHECKING:
    from editor_app.desk import Desk
    from editor_app.services.data_saving import Held
    from editor_app.services.syncing import SyncReport
    from editor_app.ui.sync.sync_screen import SyncScreen

A_WHILE = 30_000  # milliseconds between two looks at the clock: "synced 5 min ago"


class SyncLinks(QObject):
    """Knows what waits to go out; ``requested`` carries the name of an action."""

    requested = Signal(str)

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        window: MainWindow,
        areas: Areas,
        navigator: Navigator,
    ) -> None:
        """Join; ``postman.start`` begins."""
        super().__init__(window)
        self._window, self._areas = window, areas
        self._navigator = navigator
        self._screen: SyncScreen | None = None
        self._waiting: list[Callable[[SyncScreen], object]] = []
        self._seen = Seen()
        self._sites: tuple[Site, ...] = ()
        self._zone: ZoneInfo | None = None
        self._paused = self._saves = False
        self._then = self._wrong = ""
        self.postman = Postman(jobs, desk, self)
        self.postman.seen.connect(self._on_seen)
        self.postman.asked.connect(self._ask)
        self.postman.synced.connect(self._tell)
        self.postman.connection.moved.connect(self._say_site)
        self.postman.connection.metered.connect(self._on_metered)
        areas.status.outbox_wanted.connect(lambda: window.show_area("sync"))
        navigator.opened.connect(self._on_opened)
        navigator.refreshed.connect(self._tell_of_conflict)
        navigator.language_changed.connect(lambda _language: self._tell_of_conflict())
        clock = QTimer(self, interval=A_WHILE)
        clock.timeout.connect(self._say_site)
        clock.start()

    def join_screen(self, screen: SyncScreen) -> None:
        """Join the Sync screen, which is made once somebody can type, and do what waits for it."""
        self._screen = screen
        self.postman.began.connect(screen.follow)
        self.postman.synced.connect(screen.tell)
        screen.send_anyway.connect(self._send_anyway)
        screen.outbox.let_go.connect(self.postman.end_rest)
        screen.outbox.rest(self._seen.rest)
        screen.taken.connect(self._on_taken)
        screen.history_wanted.connect(self._show_history)
        waiting, self._waiting = self._waiting, []
        for do in waiting:
            do(screen)

    def _on_screen(self, do: Callable[[SyncScreen], object]) -> None:
        """Do something on the Sync screen, or as soon as it is there."""
        if self._screen is not None:
            do(self._screen)
        else:
            self._waiting.append(do)

    # -- what waits

    def know(self, sites: tuple[Site, ...], zone: ZoneInfo) -> None:
        """Know where stories go, and in which zone times are shown."""
        self._sites, self._zone = sites, zone
        self._say_site()

    def apply_settings(self, settings: Settings) -> None:
        """Look what is due when sending goes on; let go what waits when data saver ends."""
        went_on = self._paused and not settings.sending_paused
        ended = self._saves and not settings.data_saver
        self._paused, self._saves = settings.sending_paused, settings.data_saver
        self._say_site()
        if went_on:
            self.postman.end_rest()
            self.postman.look()
        if ended:
            self.postman.let_go()

    def apply(self, changes: Changes) -> None:
        """Look again when the outbox has changed."""
        self.postman.apply(changes)

    @property
    def waiting(self) -> int:
        """How many entries go out by themselves, now or later."""
        waiting, _need_you, later = counted(self._seen.rows, utc_now())
        return waiting + later

    @property
    def unaccepted(self) -> list[str]:
        """A sentence for each scheduled story that its site has not accepted."""
        return unaccepted_words(self._seen.rows, utc_now(), self._zone)

    def _on_seen(self, seen: Seen) -> None:
        self._seen = seen
        waiting, need_you, later = counted(seen.rows, utc_now())
        need_you += silent_clashes(seen)
        self._areas.status.show_waiting(waiting, need_you, later)
        self._areas.rail.count("sync", waiting + need_you)
        if self._screen is not None:
            self._screen.outbox.rest(seen.rest)
        self._say_site()

    def _say_site(self) -> None:
        rest, now = self._seen.rest, utc_now()
        names = _(", ").join(site.name for site in self._sites) or _("No site yet")
        unaccepted = self.unaccepted
        if unaccepted:
            self._areas.status.show_site(unaccepted[0], "err")
        elif self._paused:
            self._areas.status.show_site(f"{names} · {_('sending is paused')}", "warn")
        elif rest is not None and any(waits_for(rest, row, now) for row in self._seen.rows):
            self._areas.status.show_site(rest_words(rest, now, self._zone), "warn")
        elif is_cut_off(self._seen.rows) or (self._asks_the_network and not self._is_online):
            words = _("no connection, goes on by itself")
            self._areas.status.show_site(f"{names} · {words}", "warn")
        else:
            words = standing_words(self._sites, self._seen.synced, now, self._zone)
            self._areas.status.show_site(words or names)

    @property
    def _is_online(self) -> bool:
        return self.postman.connection.online

    @property
    def _asks_the_network(self) -> bool:
        return any(site.kind is SiteKind.WORDPRESS for site in self._sites)

    def _tell(self, report: SyncReport, asked: bool) -> None:
        """Say what went wrong or was left to who asked for a sync elsewhere, until it is no more.

        The Sync screen says so by itself.
        """
        tone, words = report_words(report, paused=self._paused)
        if self._wrong and tone != "err" and words != self._wrong:
            self._window.unsay(self._wrong)
            self._wrong = ""
        if tone != "ok" and asked and self._window.area != "sync":
            self._wrong = words
            if report.asks:
                self._window.say(tone, words, _("Answer"), self.show_accounts)
            else:
                self._window.say(tone, words, _("Sync"), lambda: self._window.show_area("sync"))

    # -- data saver

    def _ask(self, held: Held) -> None:
        """Ask, wherever the editor is, whether photos go out; nobody's typing is stopped."""
        self._on_screen(lambda screen: screen.ask(held))
        self._areas.page.notice.tell(
            "warn", sentence(held.message), _("Send them"), lambda: self._send_anyway(held.asked)
        )

    def _on_metered(self, metered: bool) -> None:
        """Offer data saver on a network that costs by what goes over it."""
        if metered and not self._saves:
            self._on_screen(lambda screen: screen.offer_saver())

    def _send_anyway(self, entries: tuple[OutboxId, ...]) -> None:
        self._on_screen(lambda screen: screen.notice.clear())
        self._areas.page.notice.clear()
        self.postman.send_anyway(entries)

    # -- going there and back

    def add_site(self) -> None:
        """Ask for a new site."""
        self._window.show_area("sync")
        self._on_screen(lambda screen: screen.add_site())

    def show_accounts(self) -> None:
        """Bring the accounts into sight."""
        self._window.show_area("sync")
        self._on_screen(lambda screen: screen.show_tab("accounts"))

    def show_posts(self) -> None:
        """Bring the posts that were written on a site into sight."""
        self._window.show_area("sync")
        self._on_screen(lambda screen: screen.show_posts())

    def _on_taken(self, story: StoryId, words: str) -> None:
        """Say what was taken in from a site, and open it for who still looks at its posts.

        Who has gone elsewhere meanwhile writes or reads there.
        """
        screen = self._screen
        if screen is not None and screen.centre.posts.isVisible():
            self._show_taken(story)
            self._window.say("ok", words)
            return

        def open_it() -> None:
            self._window.unsay(words)
            self._show_taken(story)

        self._window.say("ok", words, _("Open it"), open_it)

    def _show_taken(self, story: StoryId) -> None:
        self._window.show_area("stories")
        self._navigator.open(story, focus=True)

    def _show_history(self, article: ArticleId) -> None:
        """Show the kept copies of an article, as soon as it is in sight."""
        story = self._navigator.story
        here = story is not None and any(item.id == article for item in story.articles)
        self._window.show_area("stories")
        self._then = "" if here else "go.history"
        self._navigator.open_article(article)
        if here:
            self.requested.emit("go.history")

    def _on_opened(self, story: StoryView | None) -> None:
        self._tell_of_conflict()
        wanted, self._then = self._then, ""
        if wanted and story is not None:
            self.requested.emit(wanted)

    # -- conflicts

    def open_from_list(self, story: StoryId) -> bool:
        """Show a story's conflict when the editor is deciding; say whether there is one."""
        screen = self._screen
        return screen is not None and self._window.area == "sync" and screen.decides(story)

    def show_conflict(self, article: ArticleId) -> None:
        """Bring the conflicts of an article into sight."""
        self._on_screen(lambda screen: screen.show_conflict(article))
        self._window.show_area("sync")
        self._on_screen(lambda screen: screen.focus_start())

    def _tell_of_conflict(self) -> None:
        """Say over a text that it waits for a decision, with the way there."""
        notice = self._areas.page.conflict
        story, article = self._navigator.story, self._navigator.article
        if story is None or article is None or story.shown.get(article.id) is not Shown.CONFLICT:
            notice.clear()
            return
        known = article.id
        notice.tell(
            "err",
            _("This text was changed here and on the site. Both versions are kept."),
            _("Decide"),
            lambda: self.show_conflict(known),
        )
