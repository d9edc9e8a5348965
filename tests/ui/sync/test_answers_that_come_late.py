"""What was asked of a sheet that is closed before the answer comes does nothing to it later."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor_app.domain.ids import SiteId
from editor_app.domain.site import OutboxState, Wish
from editor_app.services.views import Created
from editor_app.ui.sync.publish_sheet import PublishSheet
from editor_app.ui.sync.site_sheet import SiteSheet
from tests.portals import place_of, portal
from tests.ui.material import folder_site, story, write
from tests.ui.sync.clashes import queue
from tests.ui.window import Opened, focused, press


class Lane:
    """The lane of the window, kept busy until ``go_on``."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._free = threading.Event()
        self._free.set()

    def hold(self) -> None:
        """Let all writing wait."""
        self._free.clear()
        self._opened.jobs.change(self._free.wait)

    def go_on(self) -> None:
        """Let what waits be done, and wait for it."""
        self._free.set()
        self._opened.settle()


@pytest.fixture
def lane(opened: Opened) -> Iterator[Lane]:
    made = Lane(opened)
    yield made
    made.go_on()


def in_sight(opened: Opened) -> Created:
    """Return a story that is in sight, on a desk that knows its sites."""
    opened.conductor.facts.read()
    made = story(opened.desk)
    opened.open(made.story)
    return made


def escape() -> None:
    QTest.keyClick(focused(), Qt.Key.Key_Escape)


def pick(sheet: PublishSheet, site: SiteId) -> None:
    """Choose a site as somebody does."""
    sheet._site.choose(site)
    sheet._site.activated.emit(sheet._site.currentIndex())


def test_publishing_does_not_close_a_sheet_that_was_opened_again(
    opened: Opened, tmp_path: Path, lane: Lane
) -> None:
    folder_site(opened.desk, tmp_path / "site")
    made = in_sight(opened)
    opened.run("story.publish")
    sheet = opened.conductor.stories.publish_sheet
    lane.hold()
    press(sheet, "Publish Vietnamese now")
    escape()
    opened.conductor.commands.run("story.publish")
    lane.go_on()
    assert sheet.isVisible()
    assert [row.article for row in sheet._rows] == [made.article]
    assert [row.article for row in opened.desk.publishing.outbox()] == [made.article]


def test_what_is_refused_after_the_sheet_was_closed_is_said_in_the_window(
    opened: Opened, tmp_path: Path, lane: Lane
) -> None:
    folder_site(opened.desk, tmp_path / "site")
    made = in_sight(opened)
    opened.run("story.publish")
    sheet = opened.conductor.stories.publish_sheet
    write(opened.desk, made.article, headline="")
    lane.hold()
    press(sheet, "Publish Vietnamese now")
    escape()
    lane.go_on()
    assert opened.notice == "The headline is empty."


def test_rows_that_come_late_leave_the_focus_in_the_text(
    opened: Opened, tmp_path: Path, lane: Lane
) -> None:
    folder_site(opened.desk, tmp_path / "site")
    in_sight(opened)
    opened.views["write"].focus_text()
    lane.hold()
    opened.conductor.commands.run("story.publish")
    escape()
    assert focused() is opened.views["write"].text
    lane.go_on()
    assert focused() is opened.views["write"].text


def add_folder(opened: Opened, folder: Path, name: str = "Folder") -> SiteSheet:
    """Fill in the form for a site that is a folder, and press its button."""
    opened.sync.accounts.add_site()
    sheet = opened.sync.accounts.site_sheet
    press(sheet, "A folder that a web server serves, instead")
    sheet.folder.fill(name, str(folder), "https://news.example")
    press(sheet.folder, "Add the site")
    return sheet


def test_a_folder_that_is_added_late_does_not_close_the_sheet_that_was_opened_next(
    opened: Opened, tmp_path: Path, lane: Lane
) -> None:
    opened.run("go.accounts")
    lane.hold()
    sheet = add_folder(opened, tmp_path)
    escape()
    opened.sync.accounts.add_site()
    sheet.address.setText("https://estuary.example")
    lane.go_on()
    assert sheet.isVisible()
    assert sheet.address.text() == "https://estuary.example"
    assert [site.name for site in opened.desk.publishing.sites()] == ["Folder"]


def test_a_folder_that_is_added_late_leaves_alone_who_has_gone_back(
    opened: Opened, tmp_path: Path, lane: Lane
) -> None:
    opened.run("go.accounts")
    lane.hold()
    sheet = add_folder(opened, tmp_path)
    sheet._go_back()
    sheet.address.setText("https://estuary.example")
    lane.go_on()
    assert sheet.isVisible()
    assert sheet.address.text() == "https://estuary.example"


def test_a_folder_that_is_refused_after_the_sheet_was_closed_is_said_in_the_window(
    opened: Opened, tmp_path: Path, lane: Lane
) -> None:
    opened.run("go.accounts")
    (tmp_path / "file").write_text("No folder.")
    lane.hold()
    sheet = add_folder(opened, tmp_path / "file" / "site")
    escape()
    lane.go_on()
    assert opened.notice != ""
    assert sheet.folder._notice.text == ""


def test_the_form_of_a_folder_begins_empty_each_time(opened: Opened, tmp_path: Path) -> None:
    opened.run("go.accounts")
    sheet = add_folder(opened, tmp_path, name="")
    assert sheet.folder._notice.text == "Give the site a name."
    press(sheet, "Cancel")
    opened.sync.accounts.add_site()
    press(sheet, "A folder that a web server serves, instead")
    assert focused() is sheet.folder._name
    assert sheet.folder._notice.text == ""
    assert sheet.folder.folder.path == ""


def test_no_row_of_one_site_goes_to_another(opened: Opened, tmp_path: Path, lane: Lane) -> None:
    folder_site(opened.desk, tmp_path / "site")
    other = portal(opened.desk, "other.example")
    in_sight(opened)
    opened.run("story.publish")
    sheet = opened.conductor.stories.publish_sheet
    assert sheet._go.isEnabled()
    lane.hold()
    pick(sheet, other.id)
    assert not sheet._go.isEnabled()
    lane.go_on()
    assert sheet._go.isEnabled()
    sheet._rows[0]._tick.click()
    pick(sheet, other.id)
    opened.settle()
    assert not sheet._rows[0].ticked  # it is the same site: what was chosen stands


def test_keys_walk_through_the_sites(opened: Opened, tmp_path: Path) -> None:
    folder_site(opened.desk, tmp_path / "site")
    for name in ("b.example", "c.example"):
        portal(opened.desk, name)
    in_sight(opened)
    opened.run("story.publish")
    sheet = opened.conductor.stories.publish_sheet
    sheet._site.setFocus()
    for name in ("b.example", "c.example"):
        QTest.keyClick(focused(), Qt.Key.Key_Down)
        opened.settle()
        assert focused() is sheet._site
        assert sheet.site is not None
        assert sheet.site.name == name
        assert [row.ticked for row in sheet._rows] == [True]


def test_withdrawing_does_not_close_a_sheet_that_was_opened_again(
    opened: Opened, lane: Lane
) -> None:
    site = portal(opened.desk)
    made = story(opened.desk)
    queue(opened.desk, made.article, site.id, OutboxState.DONE, wish=None)
    opened.conductor.facts.read()
    opened.open(made.story)
    opened.run("story.withdraw")
    sheet = opened.conductor.stories.withdraw_sheet
    lane.hold()
    press(sheet, "Withdraw Vietnamese")
    escape()
    opened.conductor.commands.run("story.withdraw")
    lane.go_on()
    assert sheet.isVisible()
    with place_of(opened.desk).database.reading() as records:
        known = records.publications.find(made.article, site.id)
    assert known is not None
    assert known.wish is Wish.WITHDRAW
