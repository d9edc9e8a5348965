"""Steps of the sheet for a site: proving who one is, in the browser or by a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from editor_app.domain.site import Site
from editor_app.sentences import _
from editor_app.ui.sync.site_words import moved_words, netloc
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.field import Field
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from editor_app.services.accounts import Found


class FindStep(QWidget):
    """The address of a new site, or the way to a folder instead."""

    def __init__(self) -> None:
        """Start empty; the sheet connects ``address`` and ``folder_link``."""
        super().__init__()
        self.address = QLineEdit()
        self.address.setPlaceholderText("https://")
        self.folder_link = Button(_("A folder that a web server serves, instead"), "link")
        hint = _("A WordPress, as you type it into the browser. No password is sent yet.")
        lay_below(self, Field(_("Address of the site"), self.address, hint), self.folder_link)


class ProveStep(QWidget):
    """Name of the site, approval in the browser, or account and application password."""

    def __init__(self, theme: Theme) -> None:
        """Start empty; the sheet connects ``browser`` and ``page_link``."""
        super().__init__()
        self._where = PlainLabel(role="quiet", wrap=True)
        self._moved = Notice(theme, closable=False)
        self.name, self.account, self.password = QLineEdit(), QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._name_field = Field(_("Name"), self.name, _("What this desk calls the site."))
        self.browser = Button(_("Approve in the browser"), "primary")
        self._browser_hint = PlainLabel(
            _("You sign in there as always; the site makes a password for Copydesk alone."),
            "hint",
            wrap=True,
        )
        self._or = PlainLabel(_("Or paste an application password:"), "strong")
        self.page_link = Button(_("Open the page of the site that makes one"), "link")
        kept = _("It is never put into a file of the desk.")
        lay_below(
            self,
            self._where,
            self._moved,
            self._name_field,
            self.browser,
            self._browser_hint,
            self._or,
            Field(_("Account"), self.account),
            Field(_("Application password"), self.password, kept),
            self.page_link,
        )

    def show_site(self, found: Found | None, site: Site | None) -> None:
        """Say where a password would go; ``site`` is one that is there already."""
        self._name_field.setVisible(site is None)
        possible = found is None or bool(found.authorize)
        for part in (self.browser, self._browser_hint, self._or, self.page_link):
            part.setVisible(possible)
        if found is not None:
            self._where.say(_("WordPress at {host}").format(host=found.host))
        else:
            self._where.say("" if site is None else site.url)
        if found is not None and site is not None and found.leads_away(site):
            self._moved.tell("warn", moved_words(netloc(site.target), found.host))
        elif found is not None and site is None and found.moved:
            words = _("The address leads on to {host}. Your password would go there.")
            self._moved.tell("warn", words.format(host=found.host))
        else:
            self._moved.clear()

    @property
    def first(self) -> QWidget:
        """What is asked first."""
        return self.browser if self.browser.isVisibleTo(self) else self.account


class WaitStep(QWidget):
    """Waiting for the browser, with the ways out of it."""

    def __init__(self) -> None:
        """Start without a host; the sheet connects ``again`` and ``paste``."""
        super().__init__()
        self.words = PlainLabel(wrap=True)
        self.again = Button(_("Open the page again"), "link")
        self.paste = Button(_("Paste a password instead"), "link")
        lay_below(self, self.words, self.again, self.paste)

    def say_host(self, host: str) -> None:
        """Say on whose page Copydesk is to be approved."""
        words = _("Waiting for your browser. Approve Copydesk on the page of {host}.")
        self.words.setText(words.format(host=host))


def lay_below(held: QWidget, *parts: QWidget) -> None:
    """Put parts below one another into a widget; buttons are as wide as their words."""
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    for part in parts:
        if isinstance(part, Button):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            column.addWidget(part)
