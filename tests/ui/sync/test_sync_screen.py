"""The outbox, the log, and the postman."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QLabel

from editor_app.connectors.site_folder import SiteFolder
from editor_app.domain.site import OutboxState
from editor_app.formats.page_view import SiteFile
from editor_app.ui.sync.postman import counted
from editor_app.ui.sync.sync_screen import SyncScreen
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.words import utc_now
from tests.ui.material import folder_site, story
from tests.ui.window import Opened, press


def screen(opened: Opened) -> SyncScreen:
    opened.run("go.sync")
    found = opened.window.screen_in_sight
    assert isinstance(found, SyncScreen)
    return found


def texts(inside: SyncScreen) -> list[str]:
    return [label.text() for label in inside.findChildren(QLabel) if label.isVisible()]


def queue(opened: Opened, tmp_path: Path, hours: float = 0) -> None:
    """Publish a story, now or later."""
    site = folder_site(opened.desk, tmp_path / "site")
    made = story(opened.desk)
    when = utc_now() + timedelta(hours=hours) if hours else None
    opened.jobs.change(lambda: opened.desk.publishing.publish(site.id, [(made.article, when)]))
    opened.settle()


def test_without_a_site_the_screen_leads_to_the_form(opened: Opened) -> None:
    shown = screen(opened)
    assert shown.decisions.empty.accessibleName() == "No site yet"
    press(shown, "Add a site")
    assert shown.accounts.site_sheet.address.isVisible()


def test_an_empty_outbox_says_what_it_is_for(opened: Opened, tmp_path: Path) -> None:
    folder_site(opened.desk, tmp_path / "site")
    shown = screen(opened)
    assert shown.decisions.empty.accessibleName() == "Nothing to decide"
    assert "What you publish stands here until the site has it" in "".join(texts(shown))


def test_what_waits_can_be_taken_back(opened: Opened, tmp_path: Path) -> None:
    queue(opened, tmp_path, hours=2)
    shown = screen(opened)
    assert "Scheduled" in texts(shown)
    press(shown, "Take back")
    opened.settle()
    assert opened.desk.publishing.waiting() == 0
    assert "Taken back" in texts(shown)


def test_what_was_sent_stands_in_outbox_and_log(opened: Opened, tmp_path: Path) -> None:
    queue(opened, tmp_path)
    shown = screen(opened)
    press(shown, "Sync now")
    opened.settle()
    said = texts(shown)
    assert "Sent, verified" in said
    assert any("estuary.example" in text for text in said)
    shown.show_tab("log")
    assert any("estuary.example" in text for text in texts(shown))
    assert not shown.outbox.isVisible()


def test_a_trouble_needs_the_editor_who_can_try_again(opened: Opened, tmp_path: Path) -> None:
    queue(opened, tmp_path)
    shutil.rmtree(tmp_path / "site")
    opened.run("desk.send")
    shown = screen(opened)
    assert "Needs you" in texts(shown)
    assert opened.conductor._areas.status._waits.text() == "1 needs you"
    (tmp_path / "site").mkdir()
    press(shown, "Try again")
    opened.settle()
    opened.run("desk.send")
    assert "Sent, verified" in texts(shown)


def test_a_foreign_file_is_asked_about_and_left_or_written_over(
    opened: Opened, tmp_path: Path
) -> None:
    queue(opened, tmp_path)
    theirs = tmp_path / "site" / "index.html"
    theirs.write_bytes(b"somebody's own page")
    opened.run("desk.send")
    shown = screen(opened)
    assert "Needs you" in texts(shown)
    assert not any(button.text() == "Try again" for button in shown.findChildren(Button))
    press(shown, "Leave them")
    opened.settle()
    opened.run("desk.send")
    assert "Sent, verified" in texts(shown)
    assert theirs.read_bytes() == b"somebody's own page"


def test_a_large_removal_is_asked_about_once_with_its_number(
    opened: Opened, tmp_path: Path
) -> None:
    queue(opened, tmp_path)
    folder = SiteFolder(tmp_path / "site", opened.desk.publishing.sites()[0].id)
    gone = [SiteFile(f"old/{number}.html", "", lambda: b"old") for number in range(30)]
    folder.bring_up_to_date(gone)
    opened.run("desk.send")
    shown = screen(opened)
    press(shown, "Remove 30 files")
    opened.settle()
    opened.run("desk.send")
    assert "Sent, verified" in texts(shown)
    assert not (tmp_path / "site" / "old").exists()


def test_what_needs_the_editor_stands_first(opened: Opened, tmp_path: Path) -> None:
    queue(opened, tmp_path, hours=2)
    made = story(opened.desk, "Night trains")
    site = opened.desk.publishing.sites()[0]
    opened.jobs.change(lambda: opened.desk.publishing.publish(site.id, [(made.article, None)]))
    opened.settle()
    shutil.rmtree(tmp_path / "site")
    opened.run("desk.send")
    titles = [text for text in texts(screen(opened)) if text.startswith(("Scheduled", "Needs"))]
    assert titles[0] == "Needs you"
    assert titles[1] == "Scheduled"


def test_a_card_leads_to_its_story(opened: Opened, tmp_path: Path) -> None:
    queue(opened, tmp_path, hours=2)
    shown = screen(opened)
    press(shown, "Solar ferries")
    opened.settle()
    assert opened.window.area == "stories"
    assert opened.conductor.navigator.story is not None


def test_what_is_due_is_sent_by_itself(opened: Opened, tmp_path: Path) -> None:
    queue(opened, tmp_path)
    postman = opened.conductor.postman
    assert postman._clock.isActive()
    assert postman._clock.remainingTime() <= 11_000
    rows = opened.desk.publishing.outbox()
    assert counted(rows, utc_now()) == (1, 0, 0)
    assert rows[0].state is OutboxState.WAITING
