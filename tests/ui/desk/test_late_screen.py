"""Screens that are asked for before the window is whole show themselves once they are there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.assembly import Plugged, build_window
from editor_app.ui.desk.tag_screen import TagScreen
from editor_app.ui.jobs import Jobs
from editor_app.ui.main_window import MainWindow
from editor_app.ui.screens import supply_screens
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.thumbnails import Thumbnails
from editor_app.wiring import Desk
from tests.ui.material import PlainView, story
from tests.ui.window import Opened, focused


@pytest.fixture
def bare(desk: Desk, jobs: Jobs, theme: Theme, qtbot: QtBot) -> Iterator[Opened]:
    """A window whose screens are still to come."""
    window = MainWindow(theme, "")
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view = PlainView("write")
    thumbnails = Thumbnails(jobs, desk.photos.thumbnail, window)
    manuscripts = Manuscripts(desk.drafts, jobs, window)
    plugged = Plugged({"write": view}, manuscripts)
    conductor = build_window(desk, jobs, theme, window, thumbnails, plugged)
    conductor.postman.first_reading.stop()
    made = Opened(window, conductor, desk, jobs, theme, {"write": view}, manuscripts, qtbot)
    yield made
    made.close()


def supply(opened: Opened) -> None:
    """Let the screens be made, as what completes a window does."""
    thumbnails = opened.window.findChildren(Thumbnails)[0]
    supply_screens(
        opened.desk, opened.jobs, opened.theme, opened.window, thumbnails, opened.conductor
    )


def test_a_screen_asked_for_too_early_is_empty_and_then_comes_with_the_focus(bare: Opened) -> None:
    bare.conductor.start()
    bare.open(story(bare.desk).story)
    bare.views["write"].focus_text()
    bare.run("go.tags")
    assert bare.window.area == "tags"
    assert not bare.window.findChildren(TagScreen)
    supply(bare)
    bare.settle()
    (screen,) = bare.window.findChildren(TagScreen)
    assert screen.isVisible()
    assert screen.isAncestorOf(focused())


def test_what_is_asked_of_the_sync_screen_too_early_is_done_when_it_is_there(bare: Opened) -> None:
    bare.conductor.start()
    bare.run("go.site_posts")
    bare.conductor.sync.add_site()
    assert bare.window.area == "sync"
    supply(bare)
    bare.settle()
    assert bare.sync.isVisible()
    assert bare.sync.centre.posts.isVisible()
    assert bare.sync.accounts.site_sheet.isVisible()


def test_only_sync_is_made_before_it_is_wanted(bare: Opened) -> None:
    bare.conductor.start()
    supply(bare)
    bare.settle()
    assert bare.window.areas is not None
    made = [key for key, screen in bare.window.areas.screens.items() if screen.children()]
    assert made == ["sync"]
