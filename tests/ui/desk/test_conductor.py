"""The window as a whole: what is heard by whom, at the start, in between and at the end."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.errors import DiskFull, Refused
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import ENGLISH, PhotoId
from editor_app.domain.settings import Theme as Colours
from editor_app.ui.desk.centre_view import SavedState, Saving
from editor_app.ui.jobs import Jobs
from editor_app.ui.settings.settings_screen import SettingsScreen
from editor_app.ui.theme import Theme
from editor_app.ui.words import utc_now
from editor_app.wiring import Desk
from tests.ui.material import PlainView, folder_site, story, translated
from tests.ui.window import Opened, open_window, press


def test_the_window_goes_back_to_where_the_editor_was(
    desk: Desk, jobs: Jobs, theme: Theme, qtbot: QtBot
) -> None:
    made = story(desk)
    english = translated(desk, made)
    first = open_window(desk, jobs, theme, qtbot)
    first.conductor.navigator.open(made.story, ENGLISH, "translate")
    first.settle()
    first.views["translate"].place = ("headline", 7)
    first.window.toggle("inspector")
    first.close()
    second = open_window(desk, jobs, theme, qtbot)
    assert second.views["translate"].shown == english
    assert second.views["translate"].place == ("headline", 7)
    assert second.window.wishes.of("inspector", "translate") is False
    second.close()


def test_a_view_that_is_made_later_is_not_shown_and_leaves_the_text_its_width(
    desk: Desk, jobs: Jobs, theme: Theme, qtbot: QtBot
) -> None:
    made = story(desk)
    opened = open_window(desk, jobs, theme, qtbot)
    opened.open(made.story)
    seen: list[QEvent.Type] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
                seen.append(event.type())
            return False

    late, watch = PlainView("late"), Watch()
    for view in (late, opened.views["write"]):
        view.installEventFilter(watch)
    opened.conductor.add_view("late", late)
    QApplication.processEvents()
    assert seen == []
    opened.close()


class WindowsSeen(QObject):
    """Keeps the windows that come into sight."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(watched)
        return False


def test_no_other_window_flashes_up_while_the_window_is_built(
    desk: Desk, jobs: Jobs, theme: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    watcher = WindowsSeen()
    qapp.installEventFilter(watcher)
    opened = open_window(desk, jobs, theme, qtbot)
    opened.open(story(desk).story)
    for action in ("go.settings", "go.sync", "go.tags", "go.terms", "story.publish"):
        opened.run(action)
    qapp.removeEventFilter(watcher)
    assert watcher.seen == [opened.window]
    opened.close()


def test_text_that_a_crash_left_is_settled_and_said(
    desk: Desk, jobs: Jobs, theme: Theme, qtbot: QtBot
) -> None:
    made = story(desk)
    desk.drafts.save(made.article, "headline", "Phà chạy điện")
    window = open_window(desk, jobs, theme, qtbot)
    assert window.notice.startswith("Recovered, ")
    assert desk.stories.find_article(made.article).headline == "Phà chạy điện"
    window.close()


def test_the_status_bar_follows_the_view(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    status = opened.conductor._areas.status
    opened.views["write"].saved.emit(SavedState(Saving.SAVED, utc_now() - timedelta(seconds=2)))
    # How many seconds it says depends on how busy this machine is.
    assert re.fullmatch(r"Saved \d+ s ago", status._saved.text())
    assert status._language.text() == "Vietnamese"


def test_the_inspector_shows_the_tabs_that_the_view_wants(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    inspector = opened.conductor._areas.page.inspector
    assert list(inspector._row.keys) == ["details", "tags", "checks", "history"]
    inspector.show_tab("history")
    opened.conductor.navigator.show_view("translate")
    assert list(inspector._row.keys) == ["tags"]
    opened.conductor.navigator.show_view("write")
    assert inspector.choice == "history"


def test_a_known_trouble_is_said_over_the_story(opened: Opened) -> None:
    opened.jobs.refused.emit(DiskFull())
    assert opened.notice.startswith("The disk is full.")


def test_who_needs_a_name_is_led_to_the_settings(opened: Opened) -> None:
    opened.jobs.refused.emit(Refused("machine-read-by-nobody"))
    assert opened.notice.startswith("Say your name in Settings first")
    areas = opened.window.areas
    assert areas is not None
    press(areas.page.notice, "Settings")
    opened.settle()
    assert isinstance(opened.screen, SettingsScreen)


@pytest.mark.logs("A job broke")
def test_a_bug_is_told_once(opened: Opened) -> None:
    def broken() -> None:
        raise ValueError("oh")

    opened.jobs.change(broken)
    opened.jobs.change(broken)
    opened.settle()
    fault = opened.conductor.say._fault
    assert fault.isVisible()
    press(fault, "Go on")
    assert not fault.isVisible()


def test_dark_and_roomy_are_kept_as_settings(opened: Opened) -> None:
    opened.run("view.roomy")
    opened.run("view.dark")
    settings = opened.desk.settings.load()
    assert settings.roomy_list
    assert settings.theme is Colours.DARK
    assert opened.theme.dark
    assert opened.conductor._parts.actions["view.dark"].isChecked()
    opened.run("view.dark")
    assert opened.desk.settings.load().theme is Colours.LIGHT


def test_another_interface_language_asks_for_a_new_window(opened: Opened, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.conductor.rebuild_wanted):
        opened.jobs.change(lambda: opened.desk.settings.save(interface_language="vi"))


def test_what_waits_stands_on_the_rail_and_in_the_status_bar(
    opened: Opened, tmp_path: Path
) -> None:
    site = folder_site(opened.desk, tmp_path / "site")
    made = story(opened.desk)
    later = utc_now() + timedelta(hours=2)
    opened.jobs.change(lambda: opened.desk.publishing.publish(site.id, [(made.article, later)]))
    opened.settle()
    assert opened.conductor._areas.status._waits.text() == "1 scheduled"
    assert opened.conductor._areas.rail._entries["sync"].accessibleName() == "Sync"


def test_closing_asks_when_something_still_waits(opened: Opened, tmp_path: Path) -> None:
    site = folder_site(opened.desk, tmp_path / "site")
    made = story(opened.desk)
    later = utc_now() + timedelta(hours=2)
    opened.jobs.change(lambda: opened.desk.publishing.publish(site.id, [(made.article, later)]))
    opened.settle()
    assert not opened.window.close()
    question = opened.conductor.say._quit
    assert question.isVisible()
    press(question, "Stay")
    assert opened.window.isVisible()
    assert not opened.window.close()
    press(question, "Quit")
    assert not opened.window.isVisible()


def test_closing_keeps_everything_first(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    event = QCloseEvent()
    opened.window.closeEvent(event)
    assert event.isAccepted()
    assert opened.views["write"].calls[-1] == "leave"
    place = opened.desk.drafts.last_place()
    assert place is not None
    assert place.story == made.story


def test_a_copy_is_compared_in_the_middle(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    seen: list[object] = []
    opened.views["compare"].show_revision = lambda *found: seen.extend(found)  # type: ignore[method-assign]  # a plain recorder
    opened.desk.history.keep(made.article, RevisionReason.REST)
    revision = opened.desk.history.revisions(made.article)[0]
    opened.conductor._parts.history.compare_wanted.emit(made.article, revision)
    assert seen == [made.article, revision]
    assert opened.conductor._areas.page.centre.key == "compare"
    opened.conductor.navigator.show_view("write")
    assert opened.conductor._areas.page.centre.key == "write"


def test_the_palette_runs_what_it_offers(opened: Opened) -> None:
    opened.run("help.palette")
    palette = opened.conductor.commands._palette
    assert palette.isVisible()
    palette.hide()
    palette.chosen.emit("go.terms")
    assert opened.window.area == "terms"


def test_an_action_of_the_view_goes_to_the_view(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    opened.run("text.strong")
    assert opened.views["write"].calls[-1] == "text.strong"
    assert opened.conductor._parts.actions["text.strong"].isEnabled()
    opened.run("go.terms")
    assert not opened.conductor._parts.actions["text.strong"].isEnabled()


def test_backups_are_made_when_asked_for(opened: Opened) -> None:
    story(opened.desk)
    opened.run("desk.backup")
    assert opened.notice.startswith("Backed up to ")
    assert list((opened.desk.folder / "backups").glob("*"))


def test_another_photo_is_fetched_after_a_change(opened: Opened) -> None:
    opened.conductor._parts.thumbnails.forget(frozenset({PhotoId("p")}))
    opened.run("go.settings")
    assert opened.window.area == "settings"
    opened.run("find.stories")
    assert opened.conductor._areas.stories.search.hasFocus()
