"""From the first run to a second start."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import ArticleId
from editor_app.services.first_sight import first_sight, is_behind
from editor_app.services.preferences import SettingsService
from editor_app.services.views import StoryView
from editor_app.storage.folder import DeskFolder
from editor_app.tongue import choose_language
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.assembly import Plugged, build_window
from editor_app.ui.desk.curtain import Curtain
from editor_app.ui.desk.first_run import FirstRun
from editor_app.ui.jobs import Jobs, Report
from editor_app.ui.main_window import MainWindow
from editor_app.ui.screens import supply_screens
from editor_app.ui.single_instance import FrontDoor
from editor_app.ui.start import Doors, Workstation
from editor_app.ui.sync.site_sheet import SiteSheet
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.thumbnails import Thumbnails
from editor_app.ui.workroom import Workroom
from editor_app.wiring import Desk, new_desk, open_desk
from tests.patience import LONG
from tests.storage.make_library import library_of
from tests.ui.material import PlainView, story
from tests.ui.window import press


class SteadyView(PlainView):
    """A view that shows a text once: what is typed in it stays, as in the real ones."""

    def show_story(self, story: StoryView, article: ArticleId | None) -> None:
        """Show another text."""
        if article != self.shown:
            super().show_story(story, article)


def build_plainly(desk: Desk, jobs: Jobs, theme: Theme, window: MainWindow) -> Workroom:
    """Build the window with a plain view: the real ones have tests of their own."""
    thumbnails = Thumbnails(jobs, desk.photos.thumbnail, window)
    manuscripts = Manuscripts(desk.drafts, jobs, window)
    plugged = Plugged({"write": PlainView("write")}, manuscripts)
    conductor = build_window(desk, jobs, theme, window, thumbnails, plugged)
    return Workroom(desk, jobs, theme, window, conductor, manuscripts, thumbnails)


def complete_plainly(room: Workroom) -> Iterator[None]:
    """Add the screens, and the other views, plain ones too."""
    desk, jobs, theme, window = room.desk, room.jobs, room.theme, room.window
    supply_screens(desk, jobs, theme, window, room.thumbnails, room.conductor)
    for name in ("translate", "preview"):
        room.conductor.add_view(name, SteadyView(name))
        yield


@dataclass
class Started:
    """A workstation and what it was given."""

    settings: SettingsService
    made: list[tuple[Path, bool]] = field(default_factory=list)
    meanwhile: list[str] = field(default_factory=list)
    station: Workstation | None = None

    def opened(self, folder: Path, settings: SettingsService) -> Desk:
        """Open a desk, and note what the window says meanwhile."""
        shown = self.station.window.centralWidget() if self.station is not None else None
        if isinstance(shown, Curtain):
            self.meanwhile = [shown.words, shown.more]
        elif isinstance(shown, FirstRun):
            self.meanwhile = [shown._busy_words.text()]
        return open_desk(folder, settings=settings)

    def doors(self) -> Doors:
        """Lead to real desks; what is made is remembered."""

        def new(folder: Path, sample: bool) -> None:
            self.made.append((folder, sample))
            new_desk(folder)

        return Doors(
            lambda: self.settings,
            choose_language,
            self.opened,
            new,
            lambda: build_plainly,
            lambda: complete_plainly,
            FirstRun,
            first_sight,
            is_behind,
        )


Begin = Callable[[Path | None], Workstation]


@pytest.fixture
def started(settings: SettingsService) -> Started:
    settings.save(interface_language="en")
    return Started(settings)


@pytest.fixture
def begin(started: Started, qapp: QApplication, qtbot: QtBot) -> Iterator[Begin]:
    made: list[Workstation] = []

    def begun(folder: Path | None) -> Workstation:
        station = started.station = Workstation(started.doors(), qapp)
        made.append(station)
        station.start(folder)
        return station

    yield begun
    for station in made:
        station.window.leave()
        station.end()
        station.window.deleteLater()
        station.deleteLater()


def questions(station: Workstation) -> FirstRun:
    """Return the questions of the first run that are in sight."""
    found = station.window.centralWidget()
    assert isinstance(found, FirstRun)
    QApplication.processEvents()
    return found


def wait_for_desk(station: Workstation, qtbot: QtBot) -> Desk:
    """Wait until a desk is open in the window."""
    qtbot.waitUntil(lambda: station.window.areas is not None)
    station.jobs.settle()
    assert station.desk is not None
    return station.desk


def test_the_first_run_asks_three_things(begin: Begin, qtbot: QtBot) -> None:
    station = begin(None)
    asked = questions(station)
    assert asked._language.choice == "en"
    assert asked.folder.name == "desk"
    assert station.window.isVisible()


@pytest.mark.parametrize(("words", "sample"), [("Open the sample", True), ("Start empty", False)])
def test_the_answers_make_a_desk_and_open_it(
    begin: Begin, started: Started, tmp_path: Path, qtbot: QtBot, words: str, sample: bool
) -> None:
    station = begin(None)
    asked = questions(station)
    asked._folder.show_path(str(tmp_path / "mine"))
    press(asked, words)
    desk = wait_for_desk(station, qtbot)
    assert started.made == [(tmp_path / "mine", sample)]
    assert desk.folder == tmp_path / "mine"
    assert started.settings.load().desk_folder == str(tmp_path / "mine")


def test_connecting_a_site_begins_with_its_form(begin: Begin, tmp_path: Path, qtbot: QtBot) -> None:
    station = begin(None)
    asked = questions(station)
    asked._folder.show_path(str(tmp_path / "mine"))
    press(asked, "Connect a site")
    wait_for_desk(station, qtbot)
    assert station.window.area == "sync"
    sheet = station.window.findChild(SiteSheet)
    assert sheet is not None
    qtbot.waitUntil(sheet.isVisible)


def test_choosing_a_language_speaks_it_at_once(begin: Begin, started: Started) -> None:
    station = begin(None)
    questions(station)._language.button("vi").click()
    assert started.settings.load().interface_language == "vi"
    assert questions(station)._language.choice == "vi"


def test_a_folder_that_holds_a_desk_already_is_not_overwritten(
    begin: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    new_desk(tmp_path / "mine")
    station = begin(None)
    asked = questions(station)
    asked._folder.show_path(str(tmp_path / "mine"))
    press(asked, "Start empty")
    qtbot.waitUntil(lambda: bool(asked._notice.text))
    assert "There is a desk in" in asked._notice.text
    press(asked, "Open a work folder you already have")
    assert wait_for_desk(station, qtbot).folder == tmp_path / "mine"


def test_no_folder_is_said(begin: Begin) -> None:
    asked = questions(begin(None))
    asked._folder.show_path("")
    press(asked, "Start empty")
    assert asked._notice.text == "Choose a folder first."


def test_the_desk_used_last_is_opened(
    begin: Begin, started: Started, tmp_path: Path, qtbot: QtBot
) -> None:
    new_desk(tmp_path / "mine")
    started.settings.save(desk_folder=str(tmp_path / "mine"))
    assert wait_for_desk(begin(None), qtbot).folder == tmp_path / "mine"
    assert started.meanwhile == ["Opening the desk…", ""]


def test_what_is_typed_before_the_desk_is_open_is_typed_in_the_text_that_comes(
    begin: Begin, tmp_path: Path, settings: SettingsService, qtbot: QtBot
) -> None:
    new_desk(tmp_path / "mine")
    desk = open_desk(tmp_path / "mine", settings=settings)
    made = story(desk)
    desk.drafts.remember_place(made.story, made.article, "translate", "body", 0)
    desk.close()
    station = begin(tmp_path / "mine")
    QTest.keyClicks(station.window.curtain, "Boat")
    wait_for_desk(station, qtbot)
    conductor = station.conductor
    assert conductor is not None
    view = conductor.navigator._page.centre.views()["translate"]
    assert isinstance(view, PlainView)
    qtbot.waitUntil(lambda: "Boat" in view.text.toPlainText())
    assert view.shown == made.article


def older_desk(folder: Path) -> Path:
    """Return a desk that an older Copydesk has left."""
    new_desk(folder)
    shutil.copy(library_of(1), DeskFolder(folder).library)
    return folder


def test_a_library_that_is_brought_up_to_date_says_so_until_it_is_open(
    begin: Begin, started: Started, tmp_path: Path, qtbot: QtBot
) -> None:
    assert wait_for_desk(begin(older_desk(tmp_path / "mine")), qtbot).folder == tmp_path / "mine"
    assert started.meanwhile[0] == "Bringing the library up to date…"
    assert "takes some minutes, and cannot be stopped" in started.meanwhile[1]


def test_an_older_desk_chosen_in_the_first_run_says_so_too(
    begin: Begin, started: Started, tmp_path: Path, qtbot: QtBot
) -> None:
    station = begin(None)
    questions(station)._folder.show_path(str(older_desk(tmp_path / "mine")))
    press(questions(station), "Open a work folder you already have")
    wait_for_desk(station, qtbot)
    assert started.meanwhile[0].startswith("Bringing the library up to date…")


def test_a_missing_desk_is_said_and_another_can_be_chosen(
    begin: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    station = begin(tmp_path / "gone")
    qtbot.waitUntil(lambda: isinstance(station.window.centralWidget(), FirstRun))
    asked = questions(station)
    assert "There is no desk in" in asked._notice.text
    assert asked.folder == tmp_path / "gone"


def test_a_second_start_raises_the_first_window_and_goes_away(
    begin: Begin, started: Started, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    new_desk(tmp_path / "mine")
    first = begin(tmp_path / "mine")
    wait_for_desk(first, qtbot)
    knocks: list[int] = []
    first._door.knocked.connect(lambda: knocks.append(1))
    second = FrontDoor()
    assert not second.open(tmp_path / "mine")
    qtbot.waitUntil(lambda: knocks == [1])


def test_another_interface_language_makes_a_new_window_on_the_same_desk(
    begin: Begin, started: Started, tmp_path: Path, qtbot: QtBot
) -> None:
    new_desk(tmp_path / "mine")
    station = begin(tmp_path / "mine")
    desk = wait_for_desk(station, qtbot)
    old = station.window
    station.jobs.change(lambda: started.settings.save(interface_language="zh"))
    qtbot.waitUntil(lambda: station.window is not old)
    assert wait_for_desk(station, qtbot) is desk
    assert station.window.isVisible()


def test_another_desk_opens_in_place_of_this_one(
    begin: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    new_desk(tmp_path / "one")
    new_desk(tmp_path / "two")
    station = begin(tmp_path / "one")
    wait_for_desk(station, qtbot)
    assert station.conductor is not None
    station.conductor.desk_wanted.emit(tmp_path / "two")
    qtbot.waitUntil(
        lambda: station.desk is not None and station.desk.folder == tmp_path / "two",
        timeout=60_000,
    )
    reopened = open_desk(tmp_path / "one")
    reopened.close()


def test_an_errand_of_the_desk_before_is_no_fault_of_the_next_one(
    begin: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    new_desk(tmp_path / "one")
    new_desk(tmp_path / "two")
    station = begin(tmp_path / "one")
    old = wait_for_desk(station, qtbot)
    gate, tried = threading.Event(), threading.Event()
    broken: list[object] = []
    station.jobs.broke.connect(broken.append)

    def sync(_progress: Report) -> None:
        gate.wait(LONG / 1000)  # for a server that hangs
        tried.set()
        old.publishing.sites()

    station.jobs.long(None, "Syncing", sync)
    assert station.conductor is not None
    station.conductor.desk_wanted.emit(tmp_path / "two")
    qtbot.waitUntil(lambda: station.desk is not None and station.desk is not old)
    gate.set()
    assert tried.wait(LONG / 1000)
    station.jobs.settle()
    assert wait_for_desk(station, qtbot).folder == tmp_path / "two"
    assert broken == []


@pytest.mark.logs("Copydesk made a mistake")
def test_what_no_one_has_caught_is_logged_and_told(begin: Begin, qtbot: QtBot) -> None:
    station = begin(None)
    with qtbot.waitSignal(station.jobs.broke):
        try:
            raise ValueError("oh")
        except ValueError:
            sys.excepthook(*sys.exc_info())
