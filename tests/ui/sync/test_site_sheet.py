"""The sheet of a site where something comes between: a move, a refusal, Cancel, another way."""

from __future__ import annotations

import threading
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtGui import QDesktopServices

from editor_app.domain.changes import Changes
from editor_app.domain.site import Site
from editor_app.services.approval import Granted
from editor_app.ui.sync.accounts_panel import AccountsPanel
from editor_app.ui.sync.site_sheet import SiteSheet
from tests.patience import LONG
from tests.portals import place_of, portal
from tests.servers import faults as fault
from tests.servers.browsing import patient_browser
from tests.servers.fault_proxy import FaultProxy
from tests.servers.wordpress import WordPress
from tests.ui.sync.signing import signed_in
from tests.ui.window import Opened, press


@pytest.fixture
def panel(opened: Opened) -> AccountsPanel:
    opened.run("go.accounts")
    return opened.sync.accounts


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was opened in the browser."""
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toString()))
    return shown


def moved_words(sheet: SiteSheet) -> str:
    return sheet.prove._moved.text


@pytest.fixture
def moved(opened: Opened, wordpress: WordPress, faults: FaultProxy) -> Site:
    """A site that is known at an address which leads on to where it is now."""
    site, old = signed_in(opened, wordpress), faults.url_as("localhost")
    with place_of(opened.desk).database.writing() as records:
        records.sites.save(replace(site, url=old, target=f"{old}/wp-json/"), site.version)
    faults.always(fault.redirect(wordpress.url))
    opened.sync.refresh()
    opened.settle()
    return site


def test_a_site_that_has_moved_is_followed_once_somebody_has_seen_where_to(
    opened: Opened, wordpress: WordPress, moved: Site, pages: list[str]
) -> None:
    panel, user = opened.sync.accounts, wordpress.user("editor")
    press(panel, "Change password")
    sheet = panel.site_sheet
    sheet.password.setText(user.password)
    press(sheet, "Sign in")
    opened.settle()
    assert sheet.isVisible()
    assert "sign in to it again" in sheet.notice.text
    press(sheet, "Open the page of the site that makes one")
    opened.settle()
    assert "This site was at localhost:" in moved_words(sheet)
    assert not pages  # nobody types a password on a host that was not named
    press(sheet, "Open the page of the site that makes one")
    opened.settle()
    assert pages[0].startswith(wordpress.url)
    assert opened.desk.publishing.sites()[0].target != moved.target
    sheet.password.setText(user.password)
    press(sheet, "Sign in")
    opened.settle()
    assert sheet.isHidden(), sheet.notice.text
    now = opened.desk.publishing.sites()[0]
    assert (now.url, now.target) == (moved.url, moved.target)


def test_the_browser_approves_on_another_host_once_somebody_has_seen_that(
    opened: Opened, wordpress: WordPress, moved: Site, pages: list[str]
) -> None:
    panel, user = opened.sync.accounts, wordpress.user("editor")
    press(panel, "Change password")
    sheet = panel.site_sheet
    press(sheet, "Approve in the browser")
    opened.settle()
    assert moved_words(sheet)
    assert not pages
    press(sheet, "Approve in the browser")
    opened.qtbot.waitUntil(lambda: bool(pages))
    back = parse_qs(urlsplit(pages[0]).query)["success_url"][0]
    said = {"site_url": wordpress.url, "user_login": user.name, "password": user.password}
    with patient_browser() as browser:
        browser.get(back, params=said)
    opened.settle()
    assert sheet.isHidden(), sheet.notice.text
    assert opened.desk.publishing.sites()[0].target == moved.target


def test_a_password_that_the_browser_approved_is_kept_for_another_try(
    opened: Opened, wordpress: WordPress
) -> None:
    name = signed_in(opened, wordpress).name
    panel, author = opened.sync.accounts, wordpress.user("author")
    press(panel, "Add a site…")
    sheet = panel.site_sheet
    sheet.address.setText(wordpress.url)
    press(sheet, "Find the site")
    opened.settle()
    assert sheet.name.text() == name
    sheet._on_granted(Granted(author.name, author.password))
    opened.settle()
    assert "Choose another name" in sheet.notice.text
    sheet.name.setText("As the author")
    press(sheet, "Add the site")
    opened.settle()
    assert sheet.isHidden(), sheet.notice.text
    assert [site.account for site in opened.desk.publishing.sites()] == ["editor", "author"]


def test_a_password_that_was_pasted_for_one_address_does_not_stay_for_the_next(
    panel: AccountsPanel, opened: Opened, wordpress: WordPress
) -> None:
    press(panel, "Add a site…")
    sheet = panel.site_sheet
    for _turn in range(2):
        sheet.address.setText(wordpress.url)
        press(sheet, "Find the site")
        opened.settle()
        assert not sheet.password.text()
        sheet.password.setText("abcd efgh ijkl mnop")
        press(sheet, "Back")
    sheet.close_sheet()


def test_what_the_site_takes_after_cancel_is_said_and_goes_on(
    panel: AccountsPanel, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, gate, on = portal(opened.desk), threading.Event(), []

    def change_password(*_said: object) -> Changes:
        gate.wait(LONG / 1000)
        return Changes(sites=frozenset({site.id}))

    monkeypatch.setattr(opened.desk.accounts, "change_password", change_password)
    panel.site_sheet.signed_in.connect(lambda: on.append(site.id))
    panel.site_sheet.change(site)
    panel.site_sheet.password.setText("abcd efgh ijkl mnop")
    press(panel.site_sheet, "Sign in")
    press(panel.site_sheet, "Cancel")
    gate.set()
    opened.qtbot.waitUntil(lambda: bool(on))
    assert panel.notice.text.startswith(f"Signed in to {site.name} all the same")


def folder_instead(panel: AccountsPanel) -> SiteSheet:
    """Choose a folder while a site is still being looked for."""
    press(panel, "Add a site…")
    panel.site_sheet.address.setText("http://nowhere.invalid")
    press(panel.site_sheet, "Find the site")
    press(panel.site_sheet, "A folder that a web server serves, instead")
    return panel.site_sheet


def test_a_folder_that_is_chosen_instead_hears_nothing_of_the_search(
    panel: AccountsPanel, opened: Opened
) -> None:
    sheet = folder_instead(panel)
    assert sheet._back.isEnabled()
    opened.settle()
    assert sheet.folder.isVisible()
    assert not sheet.notice.text
    sheet.close_sheet()


def test_a_search_that_was_given_up_answers_nobody_any_more(
    panel: AccountsPanel, opened: Opened
) -> None:
    sheet = folder_instead(panel)
    press(sheet, "Back")
    opened.settle()
    assert sheet.address.isVisible()
    assert not sheet.notice.text
    sheet.close_sheet()


def test_a_site_that_was_added_after_cancel_is_called_by_its_own_name(
    panel: AccountsPanel, opened: Opened, wordpress: WordPress
) -> None:
    press(panel, "Add a site…")
    sheet = panel.site_sheet
    sheet.address.setText(wordpress.url)
    press(sheet, "Find the site")
    opened.settle()
    user, name = wordpress.user("editor"), sheet.name.text()
    sheet.name.clear()
    sheet.account.setText(user.name)
    sheet.password.setText(user.password)
    press(sheet, "Add the site")
    press(sheet, "Cancel")
    opened.qtbot.waitUntil(lambda: bool(panel.notice.text))
    assert panel.notice.text.startswith(f"{name} was added all the same")
    assert [site.name for site in opened.desk.publishing.sites()] == [name]
