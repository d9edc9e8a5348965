"""The sheet for a new site: its address, then approval in the browser or a pasted password."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor_app.domain.changes import Changes
from editor_app.domain.errors import Cancelled, EditorError
from editor_app.domain.site import Site
from editor_app.sentences import _, sentence, spoken
from editor_app.ui.jobs import Jobs
from editor_app.ui.settings.site_form import SiteForm
from editor_app.ui.sync.site_steps import FindStep, ProveStep, WaitStep
from editor_app.ui.sync.site_words import by_hand_words, late_words, other_account_words
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from editor_app.desk import Desk
    from editor_app.services.accounts import Found
    from editor_app.services.approval import Approval, Granted
    from editor_app.ui.main_window import MainWindow

WIDTH = 560


class SiteSheet(Sheet):
    """Adds a WordPress or a folder, or gives a site another password.

    ``added`` when a site was added or signed in, ``signed_in`` when it was known before; ``late``
    carries what to say where that came after Cancel. Steps: ``find`` (address), ``prove`` (browser
    or password), ``wait`` (for the browser), ``folder``.
    """

    added = Signal()
    signed_in = Signal()
    late = Signal(str)

    def __init__(self, theme: Theme, window: MainWindow, jobs: Jobs, desk: Desk) -> None:
        """Stay hidden until ``add`` or ``change``."""
        super().__init__(theme, window, WIDTH)
        self._jobs, self._desk = jobs, desk
        self._site: Site | None = None
        self._found: Found | None = None
        self._approval: Approval | None = None
        self._step, self._working = "find", False
        self._title, self.notice = PlainLabel(role="title", wrap=True), Notice(theme)
        self._steps: dict[str, QWidget] = {}
        self._make_find()
        self._make_prove(theme)
        self._make_wait()
        self.folder = SiteForm(theme, jobs, desk.publishing)
        self.folder.added.connect(self._on_signed_in)
        self._back = Button(_("Back"), clicked=self._go_back)
        self._cancel = Button(_("Cancel"), clicked=self.close_sheet)
        self._next = Button("", "primary", clicked=self._go_on)
        self._build()
        window.leaving.connect(self._stop_waiting)

    # -- making

    def _make_find(self) -> None:
        find = FindStep()
        find.folder_link.clicked.connect(lambda _checked=False: self._choose_folder())
        self.address = find.address
        self.address.returnPressed.connect(self._go_on)
        self._steps["find"] = find

    def _make_prove(self, theme: Theme) -> None:
        prove = self.prove = self._steps["prove"] = ProveStep(theme)
        self.name, self.account, self.password = prove.name, prove.account, prove.password
        for field in (self.account, self.password):
            field.returnPressed.connect(self._go_on)
        prove.browser.clicked.connect(lambda _checked=False: self._approve())
        prove.page_link.clicked.connect(lambda _checked=False: self._open_by_hand())

    def _make_wait(self) -> None:
        self.wait = WaitStep()
        self.wait.again.clicked.connect(lambda _checked=False: self._open_page())
        self.wait.paste.clicked.connect(lambda _checked=False: self._show_step("prove"))
        self._steps["wait"] = self.wait

    def _build(self) -> None:
        self._steps["folder"] = self.folder
        steps = QVBoxLayout()
        steps.setContentsMargins(0, 10, 0, 16)
        steps.setSpacing(10)  # below the notice: only one step is shown
        steps.addWidget(self.notice)
        for step in self._steps.values():
            steps.addWidget(step)
        self.body.addWidget(self._title)
        self.body.addLayout(steps)
        self.body.addLayout(_foot(self._back, self._cancel, self._next))

    # -- opening and closing

    def add(self) -> None:
        """Ask for a new site."""
        self._site = self._found = None
        self._begin(_("Add a site"), "find")

    def change(self, site: Site) -> None:
        """Ask for another password of a site."""
        self._site, self._found = site, None
        self._begin(_("Sign in to {site}").format(site=site.name), "prove")

    def _begin(self, title: str, step: str) -> None:
        for field in (self.address, self.name, self.password):
            field.clear()
        self.account.setText(self._site.account if self._site is not None else "")
        self._title.setText(title)
        self.setAccessibleName(title)
        self._work(False)
        self._show_step(step)
        self.open_sheet()

    def close_sheet(self) -> None:
        """Stop waiting for the browser, forget what was typed, and go."""
        self._stop_waiting()
        self.password.clear()
        self.folder.begin()
        super().close_sheet()

    def _stop_waiting(self) -> None:
        approval, self._approval = self._approval, None
        if approval is not None:
            approval.cancel()

    def _show_step(self, step: str) -> None:
        if step != "wait":
            self._stop_waiting()
        self._step = step
        self.notice.clear()
        for key, widget in self._steps.items():
            widget.setVisible(key == step)
        adding = self._site is None
        self._back.setVisible((adding and step in {"prove", "folder"}) or step == "wait")
        self._next.setVisible(step in {"find", "prove"})
        self._next.setText(_("Find the site") if step == "find" else self._last_words())
        self.prove.show_site(self._found, self._site)
        self.place()
        if self.isVisible():
            self.focus_start()

    def _last_words(self) -> str:
        return _("Add the site") if self._site is None else _("Sign in")

    def focus_start(self) -> None:
        """Put the focus on what is asked first."""
        firsts = {"find": self.address, "prove": self.prove.first, "wait": self._cancel}
        firsts.get(self._step, self.folder).setFocus(Qt.FocusReason.TabFocusReason)

    # -- going on

    def _choose_folder(self) -> None:
        self._work(False)  # a site that is still being looked for answers nobody any more
        self._show_step("folder")

    def _go_back(self) -> None:
        if self._step == "folder":
            self.folder.begin()  # what was asked of it answers nobody any more
        self._show_step("prove" if self._step == "wait" else "find")

    def _go_on(self) -> None:
        if self._working:
            return
        if self._step == "find":
            self._find()
        elif self._step == "prove":
            self._sign_in(self.account.text(), self.password.text())

    def _work(self, on: bool, words: str = "") -> None:
        """Say that something is looked up or tried; nothing can be pressed twice meanwhile."""
        self._working = on
        for button in (self._next, self.prove.browser, self.prove.page_link, self._back):
            button.setEnabled(not on)
        if on:
            self.notice.tell("info", words)
        else:
            self.notice.clear()
        self.place()

    def _find(self) -> None:
        address = self.address.text().strip()
        if not address:
            self.notice.tell("warn", _("Write the address of the site."))
            return
        self._work(True, _("Looking for the site…"))
        accounts = self._desk.accounts
        self._jobs.fetch(
            self,
            lambda: accounts.find(address),
            self.while_open(self._on_found),
            self.while_open(self._on_none_found),
            elsewhere=True,
            key="find",
        )

    def _on_found(self, found: Found) -> None:
        if self._working and self._step == "find":  # else it was given up
            self._work(False)
            self._found = found
            self.name.setText(found.name or found.host)
            self.password.clear()  # one that was pasted for another address
            self._show_step("prove")

    def _on_none_found(self, error: EditorError) -> None:
        if self._working and self._step == "find":
            self._failed(error)

    # -- in the browser

    def _approve(self) -> None:
        self._with_approval(self._on_approval)

    def _open_by_hand(self) -> None:
        self._with_approval(self._on_page)

    def _on_page(self, pair: tuple[Found, Approval]) -> None:
        self._work(False)
        self._found, approval = pair
        approval.cancel()
        _browse(approval.by_hand)

    def _with_approval(self, show: Callable[[tuple[Found, Approval]], None]) -> None:
        """Find the site where that was not done yet, and begin an approval there."""
        if self._working:
            return
        self._work(True, _("Looking for the site…"))
        accounts, found, site = self._desk.accounts, self._found, self._site

        def work() -> tuple[Found, Approval]:
            there = found or accounts.find(site.url if site is not None else "")
            return there, accounts.approve(there, sentence, spoken())

        def first(pair: tuple[Found, Approval]) -> None:
            """Show where the site leads to now before its page asks anybody to sign in."""
            if found is not None or site is None or not pair[0].leads_away(site):
                show(pair)
                return
            self._found = pair[0]
            pair[1].cancel()
            self._work(False)
            self._show_step("prove")

        shown = self.while_open(first, lambda pair: pair[1].cancel())
        self._jobs.fetch(self, work, shown, self.while_open(self._failed), elsewhere=True)

    def _on_approval(self, pair: tuple[Found, Approval]) -> None:
        self._work(False)
        self._found, approval = pair
        if not approval.returns:
            _browse(approval.by_hand)
            self._show_step("prove")
            self.notice.tell("info", by_hand_words())
            self.account.setFocus()
            return
        self._approval = approval
        self._show_step("wait")
        self.wait.say_host(self._found.host)
        self.place()
        _browse(approval.url)
        shown, failed = self.while_open(self._on_granted), self.while_open(self._not_granted)
        self._jobs.fetch(self, approval.granted, shown, failed, elsewhere=True)

    def _open_page(self) -> None:
        if self._approval is not None:
            _browse(self._approval.url)

    def _on_granted(self, granted: Granted) -> None:
        self._approval = None
        self._show_step("prove")
        self.account.setText(granted.account)
        self.password.setText(granted.password)  # until it is known to be kept
        was = self._site.account if self._site is not None else granted.account
        another = granted.account.casefold() != was.casefold()
        if not another:
            self._sign_in(granted.account, granted.password)
            return
        self._work(False)
        self.notice.tell("warn", other_account_words(granted.account, was))
        self.place()

    def _not_granted(self, error: EditorError) -> None:
        if not isinstance(error, Cancelled):
            self._approval = None
            self._show_step("prove")
            self._failed(error)

    # -- signing in

    def _sign_in(self, account: str, password: str) -> None:
        if not account.strip() or not password.strip():
            self.notice.tell("warn", _("Write the account and its application password."))
            self.place()
            return
        accounts, found, site, name = self._desk.accounts, self._found, self._site, self.name.text()
        self.account.setText(account)
        self._work(True, _("Asking the site whether it takes the account…"))

        def work() -> Changes:
            if site is not None:
                return accounts.change_password(site.id, password, account, found)
            if found is None:
                return Changes()
            return accounts.add_wordpress(name, found, account, password)[1]

        def late(_changes: Changes) -> None:
            self._tell_signed_in(site)
            self.late.emit(late_words(name, found, site))

        shown = self.while_open(self._on_signed_in, late)
        self._jobs.fetch(self, work, shown, self.while_open(self._failed), elsewhere=True)

    def _on_signed_in(self, _changes: Changes | None = None) -> None:
        site = self._site
        self._work(False)
        self.close_sheet()
        self._tell_signed_in(site)

    def _tell_signed_in(self, site: Site | None) -> None:
        self.added.emit()
        if site is not None:
            self.signed_in.emit()

    def _failed(self, error: EditorError) -> None:
        self._work(False)
        self.notice.tell("err", sentence(error.message))
        self.place()


def _foot(back: QWidget, *others: QWidget) -> QHBoxLayout:
    """Return the way back at the left, and the other buttons at the right."""
    foot = QHBoxLayout()
    foot.setSpacing(10)
    foot.addWidget(back)
    foot.addStretch(1)
    for button in others:
        foot.addWidget(button)
    return foot


def _browse(url: str) -> None:
    """Open a page of a site in the editor's browser."""
    QDesktopServices.openUrl(QUrl(url))
