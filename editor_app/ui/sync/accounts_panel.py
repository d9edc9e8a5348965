"""The accounts beside the conflicts: the sites of the desk and how they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import SiteId
from editor_app.domain.messages import Message
from editor_app.domain.site import RemoteStatus, Site, SiteKind
from editor_app.sentences import _, sentence
from editor_app.ui.jobs import Jobs
from editor_app.ui.sync.doctor_sheet import DoctorSheet
from editor_app.ui.sync.site_settings import SiteSettingsSheet
from editor_app.ui.sync.site_sheet import SiteSheet
from editor_app.ui.sync.site_words import host_words, kind_words, removal_words, synced_words
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.emptying import empty_out
from editor_app.ui.widgets.flow import flowing
from editor_app.ui.widgets.labels import Elided, PlainLabel
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.widgets.sheet import Question
from editor_app.ui.words import capital, utc_now

if TYPE_CHECKING:
    from editor_app.desk import Desk
    from editor_app.services.accounts import Parted
    from editor_app.ui.main_window import MainWindow

T = TypeVar("T")


@dataclass(frozen=True)
class Standing:
    """Which sites have a password here, what the keyring says, and who must answer what."""

    signed_in: frozenset[SiteId] = frozenset()
    trouble: Message | None = None
    doubts: Mapping[SiteId, Message] = field(default_factory=dict)


class AccountsPanel(QWidget):
    """A card for each site, and the way to add one.

    ``counted`` carries how many sites need the editor, ``sync_wanted`` that one was answered;
    ``added`` that a site was added or signed in.
    """

    counted = Signal(int)
    sync_wanted = Signal()
    added = Signal()

    def __init__(self, theme: Theme, jobs: Jobs, desk: Desk, window: MainWindow) -> None:
        """Start empty; sheets open over ``window``."""
        super().__init__()
        self._jobs, self._desk = jobs, desk
        self._sites: tuple[Site, ...] = ()
        self._standing = Standing()
        self._synced: Mapping[SiteId, datetime] = {}
        self._zone: ZoneInfo | None = None
        self._shown: tuple[tuple[object, ...], ...] = ()
        self._times: dict[SiteId, PlainLabel] = {}
        self.notice = Notice(theme)
        self._trouble = Notice(theme, closable=False)
        self._none = PlainLabel(role="hint", wrap=True)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self.add = Button(_("Add a site…"), clicked=self.add_site)
        self._theme, self._window = theme, window
        self.question = Question(theme, window)
        self.question.answered.connect(self._on_answer)
        self._asked: Site | None = None
        self._parting: dict[SiteId, str] = {}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 14)
        whole.setSpacing(8)
        for part in (self.notice, self._trouble, self._none):
            whole.addWidget(part)
        whole.addLayout(self._cards)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        whole.addLayout(foot)
        whole.addStretch(1)

    @cached_property
    def site_sheet(self) -> SiteSheet:
        """What asks for a site and its password."""
        sheet = SiteSheet(self._theme, self._window, self._jobs, self._desk)
        sheet.added.connect(self.look)
        sheet.added.connect(self.added)
        sheet.signed_in.connect(self._go_on)
        sheet.late.connect(partial(self.notice.tell, "ok"))
        return sheet

    @cached_property
    def doctor_sheet(self) -> DoctorSheet:
        """What examines the connection of a site."""
        return DoctorSheet(self._theme, self._window, self._jobs, self._desk)

    @cached_property
    def settings_sheet(self) -> SiteSettingsSheet:
        """What asks how a site is called, in which zone it is, and what its categories are here."""
        return SiteSettingsSheet(self._theme, self._window, self._jobs, self._desk)

    def _go_on(self) -> None:
        """Send what waited for nothing but the password, unless sending is paused."""
        if not self._desk.settings.load().sending_paused:
            self.sync_wanted.emit()

    # -- showing

    def show_sites(
        self, sites: tuple[Site, ...], synced: Mapping[SiteId, datetime], zone: ZoneInfo | None
    ) -> None:
        """Show these sites; the keyring and what the sites ask are looked at meanwhile."""
        others = {site.id for site in sites} != {site.id for site in self._sites}
        self._sites, self._zone = sites, zone
        self._synced = synced
        self._show()
        if others or self.isVisible():  # a keyring may ask its owner: only when it matters
            self.look()

    def look(self) -> None:
        """Ask the keyring which sites have a password, and the desk what the sites ask."""
        desk = self._desk
        sites = tuple(site for site in self._sites if site.kind is SiteKind.WORDPRESS)
        if not sites:
            self._take(Standing())
            return

        def work() -> Standing:
            signed_in = frozenset(site.id for site in sites if desk.accounts.signed_in(site.id))
            doubts = {site.id: doubt.message(site.name) for site, doubt in desk.syncing.doubts()}
            return Standing(signed_in, desk.accounts.trouble(), doubts)

        self._jobs.fetch(self, work, self._take, key="standing")

    def _take(self, standing: Standing) -> None:
        if standing != self._standing:
            self._standing = standing
            self._show()
        signed_out = sum(
            site.kind is SiteKind.WORDPRESS and site.id not in standing.signed_in
            for site in self._sites
        )
        self.counted.emit(len(standing.doubts) + signed_out)

    def _show(self) -> None:
        gists = tuple(self._gist(site) for site in self._sites)
        if gists != self._shown:
            self._shown = gists
            self._make_cards()
        for site in self._sites:
            self._times[site.id].say(
                capital(synced_words(site, self._synced, utc_now(), self._zone))
            )
        self._none.say(
            ""
            if self._sites
            else _("Say where your stories go: a WordPress, or a folder that a web server serves.")
        )
        trouble = self._standing.trouble
        if trouble is None:
            self._trouble.clear()
        else:
            self._trouble.tell("warn", sentence(trouble))

    def _gist(self, site: Site) -> tuple[object, ...]:
        """Return all a card says and offers: one that is the same stays, with the focus it has.

        How long ago it was synced is said in its place.
        """
        inside, doubt = site.id in self._standing.signed_in, self._standing.doubts.get(site.id)
        return site, self.state_of(site), inside, doubt

    def _make_cards(self) -> None:
        empty_out(self._cards)
        for site in self._sites:
            self._cards.addWidget(self._card(site))

    def _card(self, site: Site) -> QWidget:
        card = QFrame()
        card.setProperty("card", True)
        words, tone = self.state_of(site)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Elided(site.name, "strong"), 1)
        head.addWidget(PlainLabel(words, tone=tone))
        column = QVBoxLayout(card)
        column.setContentsMargins(11, 8, 11, 8)
        column.setSpacing(3)
        column.addLayout(head)
        facts = [kind_words(site), site.account, host_words(site)]
        column.addWidget(PlainLabel(" · ".join(filter(None, facts)), "hint", wrap=True))
        self._times[site.id] = PlainLabel(role="hint")
        column.addWidget(self._times[site.id])
        doubt = self._standing.doubts.get(site.id)
        if doubt is not None:
            column.addWidget(PlainLabel(sentence(doubt), tone="err", wrap=True))
            column.addWidget(self._answers(site))
        if not self._parting.get(site.id):
            column.addSpacing(2)
            column.addWidget(self._verbs(site))
        card.setAccessibleName(f"{site.name}, {words}")
        return card

    def state_of(self, site: Site) -> tuple[str, str]:
        """Return how an account stands, in words and with their tone."""
        if self._parting.get(site.id):
            return self._parting[site.id], "warn"
        if site.kind is SiteKind.FOLDER:
            return "", ""
        if site.id in self._standing.doubts:
            return _("Asks you"), "err"
        if site.id in self._standing.signed_in:
            return _("Signed in"), "ok"
        return _("Password missing"), "err"

    def _answers(self, site: Site) -> QWidget:
        syncing = self._desk.syncing
        ours = partial(self._answer, site, syncing.keep_ours)
        return flowing(
            Button(_("Take it as it is"), clicked=partial(self._answer, site, syncing.believe)),
            Button(_("Leave ours as they are"), "quiet", clicked=ours),
        )

    def _verbs(self, site: Site) -> QWidget:
        verbs: dict[str, Callable[[], object]] = {
            _("Examine"): lambda: self.doctor_sheet.examine(site)
        }
        if site.kind is SiteKind.WORDPRESS:
            inside = site.id in self._standing.signed_in
            words = _("Change password") if inside else _("Sign in")
            verbs[words] = lambda: self.site_sheet.change(site)
            if inside:
                verbs[_("Sign out")] = partial(self._ask_sign_out, site)
        verbs[_("Settings")] = lambda: self.settings_sheet.open(site)
        verbs[_("Remove")] = partial(self._ask_remove, site)
        buttons = []
        for words, act in verbs.items():
            button = Button(words, "link", clicked=act)
            button.setAccessibleName(f"{words}: {site.name}")
            buttons.append(button)
        return flowing(*buttons, gap=14)

    # -- doing

    def add_site(self) -> None:
        """Ask for a new site."""
        self.site_sheet.add()

    def sign_in(self, site_id: SiteId) -> None:
        """Ask for the password of a site."""
        site = next((site for site in self._sites if site.id == site_id), None)
        if site is not None:
            self.site_sheet.change(site)

    def _answer(self, site: Site, verb: Callable[[SiteId], Changes]) -> None:
        """Answer what a site's missing posts ask, and look again."""

        def done(_changes: Changes) -> None:
            self.look()
            self.sync_wanted.emit()

        self._jobs.change(lambda: verb(site.id), self, done, self._failed)

    def _ask_sign_out(self, site: Site) -> None:
        self._asked = site
        self.question.ask(
            _("Sign out of {site}?").format(site=site.name),
            _("The password is revoked there and removed here. What waits is kept."),
            ("sign-out", _("Sign out"), ""),
            ("stay", _("Stay signed in"), "primary"),
        )

    def _ask_remove(self, site: Site) -> None:
        def ask(standing: tuple[RemoteStatus, ...]) -> None:
            self._asked = site
            self.question.ask(
                _("Remove {site} from this desk?").format(site=site.name),
                removal_words(site, standing),
                ("remove", _("Remove"), "danger"),
                ("keep", _("Keep"), ""),
            )

        self._jobs.fetch(self, lambda: self._desk.publishing.standing(site.id), ask)

    def _on_answer(self, answer: str) -> None:
        site, self._asked = self._asked, None
        if site is None:
            return
        if answer == "sign-out":
            sign_out = partial(self._desk.accounts.sign_out, site.id)
            self._part(site, _("Signing out…"), sign_out, self._parted)
        elif answer == "remove":
            self._part(site, _("Removing…"), partial(self._remove, site), self._removed)

    def _part(
        self, site: Site, words: str, work: Callable[[], T], then: Callable[[T], object]
    ) -> None:
        """Say on its card that a site is being parted with: one that hangs takes half a minute."""

        def done(answer: T) -> None:
            self._say_parting(site, "")
            then(answer)

        def failed(error: EditorError) -> None:
            self._say_parting(site, "")
            self._failed(error)

        self._say_parting(site, words)
        self._jobs.fetch(self, work, done, failed, elsewhere=True)

    def _say_parting(self, site: Site, words: str) -> None:
        self._parting[site.id] = words
        self._show()

    def _remove(self, site: Site) -> tuple[Message | None, Changes]:
        """Sign out of a site, then forget it; for a thread of the jobs."""
        parted = self._desk.accounts.part(site.id)
        said = parted.said if parted is not None and not parted.revoked else None
        return said, self._desk.publishing.remove_site(site.id)

    def _removed(self, found: tuple[Message | None, Changes]) -> None:
        said, _changes = found
        if said is not None:
            self.notice.tell("warn", sentence(said))

    def _parted(self, parted: Parted) -> None:
        self.notice.tell("ok" if parted.revoked else "warn", sentence(parted.said))
        self.look()

    def _failed(self, error: EditorError) -> None:
        self.notice.tell("err", sentence(error.message))

    def focus_start(self) -> None:
        """Put the focus on what adds a site."""
        self.add.setFocus()
