"""What a sync did is said where the editor is, and taken back when it holds no more."""

from __future__ import annotations

import pytest

from editor_app.domain.messages import Message
from editor_app.services.syncing import SyncReport
from editor_app.ui.sync.sync_screen import SyncScreen
from editor_app.ui.widgets.notice import Notice
from tests.portals import portal
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
