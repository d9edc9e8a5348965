"""What a sync did is said where the editor is, and taken back when it holds no more."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from editor_app.domain.messages import Message
from editor_app.domain.site import OutboxState
from editor_app.services.syncing import SyncReport
from editor_app.ui.sync.sync_screen import SyncScreen
from editor_app.ui.widgets.notice import Notice
from tests.portals import portal
from tests.ui.material import story
from tests.ui.sync.clashes import queue as put
from tests.ui.sync.outboxes import queue, screen
from tests.ui.window import Opened, press

AWAY = SyncReport(troubles=(Message("unreachable", {"site": "estuary.example"}),))


def over_the_story(opened: Opened) -> Notice:
    areas = opened.window.areas
    assert areas is not None
    return areas.page.notice


def test_what_went_wrong_is_said_where_the_editor_asked_for_a_sync(opened: Opened) -> None:
    portal(opened.desk)
    opened.run("desk.send")
    said = opened.sync.notice.text
    assert "estuary.example" in said
    assert opened.notice == said
    press(over_the_story(opened), "Sync")
    assert opened.window.area == "sync"
    assert opened.sync.notice.text == said


@pytest.mark.parametrize("area", ["tags", "terms", "settings"])
def test_it_is_said_over_the_screen_in_sight_and_no_more_once_all_is_well(
    opened: Opened, area: str
) -> None:
    opened.run(f"go.{area}")
    synced, screen = opened.conductor.postman.synced, opened.window.screen_in_sight
    synced.emit(AWAY, True)
    assert screen is not None
    assert screen.notice is not None
    assert screen.notice.isVisible()
    assert screen.notice.text == opened.notice != ""
    synced.emit(SyncReport(), False)
    assert (screen.notice.text, opened.notice) == ("", "")


def test_what_a_site_asks_is_said_there_with_the_way_to_the_answer(opened: Opened) -> None:
    opened.conductor.postman.synced.emit(SyncReport(asks=AWAY.troubles), True)
    press(over_the_story(opened), "Answer")
    assert opened.sync.accounts.isVisible()


def test_what_a_sync_of_its_own_accord_met_is_not_said_over_a_story(opened: Opened) -> None:
    opened.conductor.postman.synced.emit(AWAY, False)
    assert opened.notice == ""


def test_what_went_wrong_is_said_no_more_once_all_is_well(opened: Opened) -> None:
    synced, shown = opened.conductor.postman.synced, opened.sync
    synced.emit(AWAY, True)
    assert opened.notice == shown.notice.text != ""
    synced.emit(SyncReport(), False)
    assert (opened.notice, shown.notice.text) == ("", "")


def test_what_another_said_meanwhile_stands_on(opened: Opened) -> None:
    synced, shown = opened.conductor.postman.synced, opened.sync
    synced.emit(AWAY, True)
    for notice in (over_the_story(opened), shown.notice):
        notice.tell("info", "Something else.")
    synced.emit(SyncReport(), False)
    assert (opened.notice, shown.notice.text) == ("Something else.", "Something else.")


def test_what_an_editor_asked_for_is_said_when_all_is_well(opened: Opened) -> None:
    opened.run("go.sync")
    shown = opened.screen
    assert isinstance(shown, SyncScreen)
    opened.conductor.postman.synced.emit(SyncReport(sent=2), True)
    assert shown.notice.text == "2 sent"
    opened.conductor.postman.synced.emit(SyncReport(), False)
    assert shown.notice.text == "2 sent"


def test_what_needs_the_editor_is_said_when_a_sync_that_was_asked_for_has_left_it(
    opened: Opened, tmp_path: Path
) -> None:
    queue(opened, tmp_path)
    shutil.rmtree(tmp_path / "site")
    shown = screen(opened)
    opened.run("desk.send")
    assert (shown.notice.text, shown.notice.property("notice")) == ("1 needs you", "warn")
    opened.conductor.postman.synced.emit(SyncReport(), False)
    assert shown.notice.text == ""


def test_what_was_changed_in_two_places_is_no_good_news(opened: Opened) -> None:
    opened.run("go.sync")
    opened.conductor.postman.synced.emit(SyncReport(received=1, merged=1, conflicts=1), True)
    notice = opened.sync.notice
    assert (notice.text, notice.property("notice")) == ("1 fetched · 1 conflict", "warn")


def test_what_is_only_scheduled_is_nothing_that_was_left(opened: Opened, tmp_path: Path) -> None:
    queue(opened, tmp_path, hours=2)
    shown = screen(opened)
    opened.run("desk.send")
    assert shown.notice.text == "Nothing was new."
    assert shown.notice.property("notice") == "ok"


def test_while_sending_is_paused_sync_now_says_so_and_wakes_nothing(opened: Opened) -> None:
    site, article = portal(opened.desk), story(opened.desk).article
    put(opened.desk, article, site.id, OutboxState.NEEDS_YOU, "not-allowed-publish", site="S")
    opened.jobs.change(lambda: opened.desk.settings.save(sending_paused=True))
    opened.settle()
    opened.run("desk.send")
    assert [row.state for row in opened.desk.publishing.outbox()] == [OutboxState.NEEDS_YOU]
    opened.conductor.postman.synced.emit(SyncReport(received=1, needs_you=1), True)
    assert opened.notice == "1 fetched · sending is paused · 1 needs you"
    press(over_the_story(opened), "Sync")
    opened.conductor.postman.synced.emit(SyncReport(), True)
    assert opened.sync.notice.text == "Sending is paused"
