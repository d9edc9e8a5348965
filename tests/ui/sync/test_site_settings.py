"""The settings of a site: its name, address and zone, and which of its categories sections are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from PySide6.QtCore import QThread

from editor_app.ui.sync import site_settings
from editor_app.ui.sync.accounts_panel import AccountsPanel
from editor_app.ui.sync.site_settings import SiteSettingsSheet
from tests.portals import portal
from tests.servers.wordpress import WordPress
from tests.ui.material import folder_site
from tests.ui.sync.signing import signed_in
from tests.ui.window import Opened, press


@pytest.fixture
def panel(opened: Opened) -> AccountsPanel:
    opened.run("go.accounts")
    return opened.sync.accounts


def settings(panel: AccountsPanel, opened: Opened) -> SiteSettingsSheet:
    """Open the settings of the one site there is."""
    opened.sync.refresh()
    opened.settle()
    press(panel, "Settings")
    opened.settle()
    return panel.settings_sheet


def test_a_section_is_given_a_category_of_the_site(
    panel: AccountsPanel, opened: Opened, wordpress: WordPress
) -> None:
    number = wordpress.run("return wp_insert_term('Quốc tế', 'category')['term_id'];")
    signed_in(opened, wordpress)
    sheet = settings(panel, opened)
    assert sheet.notice.text == ""
    section = opened.desk.vocabulary.sections()[0]
    choice = sheet._choices[section.id]
    assert choice.choice == ""
    choice.choose(str(number))
    press(sheet, "Save")
    opened.settle()
    assert sheet.isHidden()
    (site,) = opened.desk.publishing.sites()
    assert site.categories[section.id] == str(number)
    sheet = settings(panel, opened)
    assert sheet._choices[section.id].currentText() == "Quốc tế"
    sheet._choices[section.id].choose("")
    press(sheet, "Save")
    opened.settle()
    (site,) = opened.desk.publishing.sites()
    assert section.id not in site.categories


def test_zones_are_offered_that_were_looked_up_beside_the_window(
    panel: AccountsPanel, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder_site(opened.desk, tmp_path / "site")
    threads: list[QThread] = []

    def looked_up() -> set[str]:
        threads.append(QThread.currentThread())
        return available_timezones()

    monkeypatch.setattr(site_settings, "available_timezones", looked_up)
    sheet = settings(panel, opened)
    offered = sheet.zone.completer()
    offered.setCompletionPrefix("ho_chi")
    assert offered.currentCompletion() == "Asia/Ho_Chi_Minh"
    assert threads
    assert QThread.currentThread() not in threads


def test_in_a_low_window_the_sections_scroll_and_the_buttons_are_in_sight(
    panel: AccountsPanel, opened: Opened
) -> None:
    portal(opened.desk)
    opened.window.resize(1024, 700)
    sheet = settings(panel, opened)
    assert sheet.notice.text
    sheet._show_rows(opened.desk.vocabulary.sections(), (("4", "Quốc tế"),))
    opened.settle()
    assert sheet._area.isVisible()
    assert sheet.card.height() <= opened.window.height() - 32
    assert sheet.body.totalHeightForWidth(sheet.card.width()) <= sheet.card.height()
    assert sheet._save.geometry().bottom() < sheet.card.height()


def test_what_is_known_of_a_site_that_cannot_be_asked_is_kept(
    panel: AccountsPanel, opened: Opened
) -> None:
    before = portal(opened.desk)
    sheet = settings(panel, opened)
    assert "no password" in sheet.notice.text
    sheet.name.setText("Estuary")
    press(sheet, "Save")
    opened.settle()
    (site,) = opened.desk.publishing.sites()
    assert (site.name, site.categories) == ("Estuary", before.categories)


def test_a_zone_that_there_is_not_is_said_and_one_that_there_is_is_kept(
    panel: AccountsPanel, opened: Opened, tmp_path: Path
) -> None:
    folder_site(opened.desk, tmp_path / "site")
    sheet = settings(panel, opened)
    assert not sheet._area.isVisible()
    sheet.zone.setText("Asia/Atlantis")
    press(sheet, "Save")
    opened.settle()
    assert sheet.isVisible()
    assert "Asia/Atlantis" in sheet.notice.text
    sheet.zone.setText("Europe/Paris")
    sheet.address.setText("https://news.example/")
    press(sheet, "Save")
    opened.settle()
    (site,) = opened.desk.publishing.sites()
    assert (site.zone, site.url) == ("Europe/Paris", "https://news.example")


def test_what_the_doctor_learns_does_not_keep_settings_from_being_saved(
    panel: AccountsPanel, opened: Opened, wordpress: WordPress
) -> None:
    signed_in(opened, wordpress)
    press(panel, "Examine")
    opened.settle()
    press(panel.doctor_sheet, "Close")
    opened.settle()
    press(panel, "Settings")
    opened.settle()
    panel.settings_sheet.name.setText("Other")
    press(panel.settings_sheet, "Save")
    opened.settle()
    assert panel.settings_sheet.isHidden(), panel.settings_sheet.notice.text
    assert [site.name for site in opened.desk.publishing.sites()] == ["Other"]


def test_what_is_typed_while_somebody_else_changes_the_site_is_kept_at_the_second_try(
    panel: AccountsPanel, opened: Opened, tmp_path: Path
) -> None:
    site = folder_site(opened.desk, tmp_path / "site")
    sheet = settings(panel, opened)
    opened.desk.publishing.change_site(replace(site, zone="Europe/Paris"), site.version)
    sheet.name.setText("Other")
    press(sheet, "Save")
    opened.settle()
    assert "changed in the meantime" in sheet.notice.text
    press(sheet, "Save")
    opened.settle()
    assert sheet.isHidden(), sheet.notice.text
    (site,) = opened.desk.publishing.sites()
    assert (site.name, site.zone) == ("Other", "Europe/Paris")


def test_a_site_without_a_name_is_not_kept(
    panel: AccountsPanel, opened: Opened, tmp_path: Path
) -> None:
    site = folder_site(opened.desk, tmp_path / "site")
    sheet = settings(panel, opened)
    sheet.name.clear()
    press(sheet, "Save")
    assert sheet.notice.text == "Give the site a name."
    press(sheet, "Cancel")
    opened.settle()
    assert opened.desk.publishing.sites() == (site,)


def test_what_a_site_answers_late_is_not_shown_for_the_next_one(
    panel: AccountsPanel, opened: Opened, tmp_path: Path
) -> None:
    asked = portal(opened.desk, "portal.example")
    folder = folder_site(opened.desk, tmp_path / "site")
    sheet = panel.settings_sheet
    sheet.open(asked)
    press(sheet, "Cancel")
    sheet.open(folder)
    opened.settle()
    assert (sheet.notice.text, sheet.name.text()) == ("", folder.name)

    press(sheet, "Save")
    press(sheet, "Cancel")
    sheet.open(asked)
    opened.settle()
    assert sheet.isVisible()
    assert sheet._save.isEnabled()
