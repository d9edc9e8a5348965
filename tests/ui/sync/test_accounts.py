"""Sites and accounts in the window: added, signed in, examined, signed out, removed."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from editor_app.domain.changes import Changes
from editor_app.domain.diagnosis import Diagnosis, Severity
from editor_app.domain.messages import Message
from editor_app.services.site_facts import WORKED
from editor_app.storage.resources import read_folder
from editor_app.ui.jobs import ASKERS
from editor_app.ui.sync.accounts_panel import AccountsPanel, Standing
from editor_app.ui.sync.doctor_sheet import Finding
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.words import utc_now
from tests.portals import place_of, portal
from tests.servers.wordpress import WordPress
from tests.ui.material import folder_site
from tests.ui.window import Opened, focused, press


@pytest.fixture
def panel(opened: Opened) -> AccountsPanel:
    opened.run("go.accounts")
    return opened.sync.accounts


def texts(inside: QWidget) -> str:
    return "\n".join(
        label.text() for label in inside.findChildren(QLabel) if label.isVisibleTo(inside)
    )


def verbs(panel: AccountsPanel) -> set[str]:
    """Return what the cards offer."""
    QCoreApplication.processEvents()  # which shows what is new
    return {item.text() for item in panel.findChildren(Button) if item.isVisible()}


def find(panel: AccountsPanel, opened: Opened, address: str) -> None:
    press(panel, "Add a site…")
    panel.site_sheet.address.setText(address)
    press(panel.site_sheet, "Find the site")
    opened.settle()


def sign_in(panel: AccountsPanel, opened: Opened, site: WordPress, password: str = "") -> None:
    """Add a site with a pasted password."""
    find(panel, opened, site.url)
    user = site.user("editor")
    panel.site_sheet.account.setText(user.name)
    panel.site_sheet.password.setText(password or user.password)
    press(panel.site_sheet, "Add the site")
    opened.settle()


def test_a_folder_is_added_by_name_folder_and_address(
    panel: AccountsPanel, opened: Opened, tmp_path: Path
) -> None:
    press(panel, "Add a site…")
    press(panel.site_sheet, "A folder that a web server serves, instead")
    form = panel.site_sheet.folder
    press(form, "Add the site")
    assert form._notice.text == "Give the site a name."
    (tmp_path / "site").mkdir()
    form.fill("estuary.example", str(tmp_path / "site"), "estuary.example")
    press(form, "Add the site")
    opened.settle()
    sites = opened.desk.publishing.sites()
    assert [(site.name, site.url) for site in sites] == [
        ("estuary.example", "https://estuary.example")
    ]
    assert opened.conductor._areas.status._site.text() == "estuary.example"
    assert form._name.text() == ""
    assert panel.site_sheet.isHidden()
    assert "estuary.example" in texts(panel)


@pytest.mark.parametrize(
    ("name", "folder", "url", "said"),
    [
        ("", "/x", "a.example", "Give the site a name."),
        ("A", "", "a.example", "Choose the folder."),
        ("A", "/x", "", "Write the public address; links on the pages need it."),
    ],
)
def test_what_a_folder_lacks_is_said(
    panel: AccountsPanel, name: str, folder: str, url: str, said: str
) -> None:
    panel.add_site()
    press(panel.site_sheet, "A folder that a web server serves, instead")
    panel.site_sheet.folder.fill(name, folder, url)
    press(panel.site_sheet.folder, "Add the site")
    assert panel.site_sheet.folder._notice.text == said


def test_a_folder_that_cannot_be_used_is_said(
    panel: AccountsPanel, opened: Opened, tmp_path: Path
) -> None:
    panel.add_site()
    press(panel.site_sheet, "A folder that a web server serves, instead")
    panel.site_sheet.folder.fill("A", str(tmp_path / "gone"), "a.example")
    press(panel.site_sheet.folder, "Add the site")
    opened.settle()
    assert panel.site_sheet.folder._notice.text
    assert opened.desk.publishing.sites() == ()


def test_a_site_is_removed_after_a_question(
    panel: AccountsPanel, opened: Opened, tmp_path: Path
) -> None:
    folder_site(opened.desk, tmp_path / "site")
    opened.sync.refresh()
    opened.settle()
    press(panel, "Remove")
    opened.settle()
    press(panel.question, "Keep")
    press(panel, "Remove")
    opened.settle()
    press(panel.question, "Remove")
    opened.settle()
    assert opened.desk.publishing.sites() == ()


@pytest.mark.parametrize("verb", ["Sign out", "Remove"])
def test_enter_pressed_once_too_often_parts_with_no_site(
    panel: AccountsPanel, opened: Opened, verb: str
) -> None:
    site = portal(opened.desk)
    opened.sync.refresh()
    opened.settle()
    panel._take(Standing(frozenset({site.id})))
    verbs(panel)
    button = next(item for item in panel.findChildren(Button) if item.text() == verb)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    opened.settle()
    assert panel.question.isVisible()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert not panel.question.isVisible()
    opened.settle()
    assert panel.state_of(site) == ("Signed in", "ok")
    assert opened.desk.publishing.sites() == (site,)


def test_who_removes_a_site_hears_of_a_password_that_no_keyring_has_kept(
    panel: AccountsPanel, opened: Opened
) -> None:
    site = portal(opened.desk)
    with place_of(opened.desk).database.writing() as records:
        known = replace(site, found={WORKED: "2026-11-20T09:00:00+00:00"})
        records.sites.save(known, site.version)
    opened.sync.refresh()
    opened.settle()
    press(panel, "Remove")
    opened.settle()
    press(panel.question, "Remove")
    opened.settle()
    assert opened.desk.publishing.sites() == ()
    assert "lan.anh" in panel.notice.text  # whose password is to be revoked there


def test_a_site_without_a_password_here_says_so_and_offers_to_sign_in(
    panel: AccountsPanel, opened: Opened
) -> None:
    portal(opened.desk)
    opened.sync.refresh()
    opened.settle()
    assert "Password missing" in texts(panel)
    press(panel, "Sign in")
    assert panel.site_sheet.account.text() == "lan.anh"
    press(panel.site_sheet, "Cancel")


def test_a_card_says_that_a_site_is_being_signed_out_of_and_offers_nothing_meanwhile(
    panel: AccountsPanel, opened: Opened
) -> None:
    site = portal(opened.desk)
    opened.sync.refresh()
    opened.settle()
    panel._take(Standing(frozenset({site.id})))
    gate = threading.Event()
    for _asker in range(ASKERS):
        opened.jobs.fetch(panel, lambda: gate.wait(60), lambda _: None, elsewhere=True)
    assert "Sign out" in verbs(panel)
    press(panel, "Sign out")
    press(panel.question, "Sign out")
    assert not verbs(panel) & {"Sign out", "Remove", "Change password", "Settings"}
    assert "Signing out…" in texts(panel)
    gate.set()
    opened.settle()
    assert "Sign in" in verbs(panel)
    assert "Signing out…" not in texts(panel)


def test_a_button_keeps_the_focus_when_a_site_was_synced_anew(
    panel: AccountsPanel, opened: Opened
) -> None:
    site, now = portal(opened.desk), utc_now()
    panel.show_sites((site,), {site.id: now - timedelta(minutes=5, seconds=5)}, None)
    opened.settle()
    assert "Synced 5 min ago" in texts(panel)
    button = next(one for one in panel.findChildren(Button) if one.text() == "Examine")
    button.setFocus()
    panel.show_sites((site,), {site.id: now - timedelta(minutes=2, seconds=5)}, None)
    opened.settle()
    assert "Synced 2 min ago" in texts(panel)
    assert focused() is button


def test_what_is_no_address_is_said_and_the_sheet_stays(
    panel: AccountsPanel, opened: Opened
) -> None:
    press(panel, "Add a site…")
    press(panel.site_sheet, "Find the site")
    assert panel.site_sheet.notice.text == "Write the address of the site."
    panel.site_sheet.address.setText("http://nowhere.invalid")
    press(panel.site_sheet, "Find the site")
    opened.settle()
    assert "encryption" in panel.site_sheet.notice.text
    assert panel.site_sheet.address.isVisible()


def test_what_was_looked_for_before_is_not_told_to_the_sheet_that_is_opened_then(
    panel: AccountsPanel, opened: Opened
) -> None:
    press(panel, "Add a site…")
    panel.site_sheet.address.setText("http://nowhere.invalid")
    press(panel.site_sheet, "Find the site")
    panel.site_sheet.close_sheet()
    press(panel, "Add a site…")
    opened.settle()
    assert panel.site_sheet.notice.text == ""


def test_an_examination_that_was_left_says_nothing_of_the_next_one(
    panel: AccountsPanel, opened: Opened, tmp_path: Path
) -> None:
    site = folder_site(opened.desk, tmp_path / "site")
    sheet, gates = panel.doctor_sheet, [threading.Event(), threading.Event()]
    over: list[bool] = []
    opened.jobs.long(None, "busy", lambda _progress: gates[0].wait(60), at_site=True)
    sheet.examine(site)
    assert sheet._task is not None
    sheet._task.finished.connect(lambda: over.append(True))
    sheet.close_sheet()
    opened.jobs.long(None, "busy", lambda _progress: gates[1].wait(60), at_site=True)
    sheet.examine(site)
    gates[0].set()
    opened.qtbot.waitUntil(lambda: bool(over))
    assert sheet._stop.isVisible()  # the second one waits for its turn
    gates[1].set()
    opened.settle()
    assert sheet._close.isVisible()
    assert sheet.findChildren(Finding)


def test_the_keys_stay_in_the_sheet_of_an_examination_that_is_stopped(
    panel: AccountsPanel, opened: Opened, tmp_path: Path
) -> None:
    sheet, gate = panel.doctor_sheet, threading.Event()
    opened.jobs.long(None, "busy", lambda _progress: gate.wait(60), at_site=True)
    sheet.examine(folder_site(opened.desk, tmp_path / "site"))
    assert focused() is sheet._stop
    QTest.keyClick(sheet._stop, Qt.Key.Key_Space)
    assert sheet.isAncestorOf(focused())
    gate.set()
    opened.settle()
    assert focused() is sheet._close
    QTest.keyClick(sheet._close, Qt.Key.Key_Escape)
    assert sheet.isHidden()


def test_a_wordpress_is_added_examined_and_signed_out(
    panel: AccountsPanel, opened: Opened, wordpress: WordPress
) -> None:
    sign_in(panel, opened, wordpress)
    assert panel.site_sheet.isHidden(), panel.site_sheet.notice.text
    (site,) = opened.desk.publishing.sites()
    assert "Signed in" in texts(panel)
    assert panel.site_sheet.password.text() == ""
    press(panel, "Examine")
    opened.settle()
    sheet = panel.doctor_sheet
    findings = sheet.findChildren(Finding)
    assert len(findings) > 5
    assert "Fine" in texts(sheet)
    press(sheet, "Close")
    press(panel, "Sign out")
    press(panel.question, "Sign out")
    opened.settle()
    assert "Password missing" in texts(panel)
    assert "worth nothing there any more" in panel.notice.text
    assert not opened.desk.accounts.signed_in(site.id)


def test_few_findings_are_seen_without_scrolling(panel: AccountsPanel, opened: Opened) -> None:
    sheet = panel.doctor_sheet
    sheet.open_sheet()
    lacks, advice = Message("doctor-companion-none"), Message("doctor-companion-advice")
    found = tuple(Diagnosis(f"c{n}", Severity.WEAK, lacks, advice) for n in range(3))
    sheet._show((found, Changes()))
    opened.qtbot.waitUntil(lambda: all(item.isVisible() for item in sheet.findChildren(Finding)))
    QCoreApplication.processEvents()
    assert sheet._area.verticalScrollBar().maximum() == 0
    assert sheet._area.height() > 3 * 40
    sheet.close_sheet()


def test_the_companion_is_saved_from_the_finding_that_it_is_not_there(
    panel: AccountsPanel, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, place = panel.doctor_sheet, tmp_path / "plugin.php"
    sheet.open_sheet()
    lacks, has = Message("doctor-companion-none"), Message("doctor-companion", {"version": 1})
    advice = Message("doctor-companion-advice")
    sheet._show(((Diagnosis("companion", Severity.OK, has),), Changes()))
    assert "Save the plugin…" not in [item.text() for item in sheet.findChildren(Button)]
    sheet._show(((Diagnosis("companion", Severity.WEAK, lacks, advice),), Changes()))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    QCoreApplication.processEvents()
    press(sheet, "Save the plugin…")
    opened.settle()
    assert place.read_bytes() == read_folder("wordpress")["copydesk-companion.php"]
    assert sheet._notice.text == "Saved as “plugin.php”. Give it to whoever looks after the site."
    sheet.save_plugin(tmp_path / "nowhere" / "plugin.php")
    opened.settle()
    assert "plugin.php" in sheet._notice.text
    assert sheet._notice.text.startswith("“plugin.php” could not")
    sheet.close_sheet()


def test_a_wrong_password_is_said_and_nothing_is_added(
    panel: AccountsPanel, opened: Opened, wordpress: WordPress
) -> None:
    sign_in(panel, opened, wordpress, "aaaa bbbb cccc dddd")
    assert panel.site_sheet.isVisible()
    assert panel.site_sheet.notice.text
    assert opened.desk.publishing.sites() == ()


def test_the_browser_is_waited_for_and_can_be_given_up(
    panel: AccountsPanel,
    opened: Opened,
    wordpress: WordPress,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: pages.append(url.toString()))
    find(panel, opened, wordpress.url)
    press(panel.site_sheet, "Approve in the browser")
    opened.qtbot.waitUntil(lambda: bool(pages))
    assert "success_url" in pages[0]
    assert panel.site_sheet.wait.isVisible()
    press(panel.site_sheet, "Cancel")
    opened.settle()
    assert panel.site_sheet.isHidden()
    assert opened.desk.publishing.sites() == ()


def test_a_site_that_asks_offers_to_sign_in_once_it_was_signed_out_of(
    panel: AccountsPanel, opened: Opened
) -> None:
    site = portal(opened.desk)
    opened.sync.refresh()
    opened.settle()
    asks = {site.id: Message("site-lost-posts", {"site": site.name, "count": 9, "known": 9})}
    panel._take(Standing(frozenset({site.id}), None, asks))
    assert {"Change password", "Sign out"} <= verbs(panel)
    panel._take(Standing(frozenset(), None, asks))
    assert "Sign in" in verbs(panel)
    assert not {"Change password", "Sign out"} & verbs(panel)
