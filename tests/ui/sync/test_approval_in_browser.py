"""Approve in browser, from the window to a real WordPress's authorise page and back."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import httpx2
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel

from editor_app.ui.sync.accounts_panel import AccountsPanel
from tests.servers.browsing import approve_on
from tests.servers.wordpress import WordPress
from tests.ui.window import Opened, press

PATIENCE = 120_000  # milliseconds


@dataclass
class Browser:
    """Stands where the system's browser is; the editor presses ``button`` on every page."""

    wordpress: WordPress
    threads: ThreadPoolExecutor
    button: str = "approve"
    pages: list[Future[httpx2.Response]] = field(default_factory=list)

    def open(self, url: QUrl) -> bool:
        """Open a page, beside the window."""
        page = self.threads.submit(approve_on, self.wordpress, url.toString(), self.button)
        self.pages.append(page)
        return True


@pytest.fixture
def browser(wordpress: WordPress, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    with ThreadPoolExecutor(1) as threads:
        made = Browser(wordpress, threads)
        monkeypatch.setattr(QDesktopServices, "openUrl", made.open)
        yield made


def approving(opened: Opened, wordpress: WordPress) -> AccountsPanel:
    """Ask for a new site to be approved in the browser."""
    opened.run("go.accounts")
    panel = opened.sync.accounts
    press(panel, "Add a site…")
    panel.site_sheet.address.setText(wordpress.url)
    press(panel.site_sheet, "Find the site")
    opened.settle()
    press(panel.site_sheet, "Approve in the browser")
    return panel


def texts(panel: AccountsPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_the_account_is_signed_in_when_the_browser_comes_back(
    opened: Opened, wordpress: WordPress, browser: Browser
) -> None:
    panel = approving(opened, wordpress)
    opened.qtbot.waitUntil(panel.site_sheet.isHidden, timeout=PATIENCE)
    opened.settle()
    (site,) = opened.desk.publishing.sites()
    assert site.account == "editor"
    assert opened.desk.accounts.signed_in(site.id)
    assert "Signed in" in texts(panel)
    assert panel.site_sheet.password.text() == ""
    page = browser.pages[0].result()
    assert "Copydesk" in page.text
    assert "password=" not in str(page.url)


def test_who_says_no_in_the_browser_is_asked_again_in_the_window(
    opened: Opened, wordpress: WordPress, browser: Browser
) -> None:
    browser.button = "reject"
    sheet = approving(opened, wordpress).site_sheet
    opened.qtbot.waitUntil(lambda: bool(browser.pages), timeout=PATIENCE)
    opened.qtbot.waitUntil(
        lambda: bool(sheet.notice.text) and sheet.prove.isVisible(), timeout=PATIENCE
    )
    opened.settle()
    assert opened.desk.publishing.sites() == ()
    browser.button = "approve"
    press(sheet, "Approve in the browser")
    opened.qtbot.waitUntil(sheet.isHidden, timeout=PATIENCE)
    opened.settle()
    assert len(opened.desk.publishing.sites()) == 1
