"""Makes the views and screens of the other rooms of the window and plugs them into the frame."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from editor_app.sentences import _
from editor_app.ui.article.compare_view import CompareView
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.typed_checks import TypedChecks
from editor_app.ui.article.write_view import WriteView
from editor_app.ui.assembly import Plugged, build_window
from editor_app.ui.desk.centre_view import CentreView
from editor_app.ui.desk.conductor import Conductor
from editor_app.ui.desk.late_screen import LateScreen
from editor_app.ui.desk.standing_commands import StandingCommands
from editor_app.ui.desk.standing_sheet import StandingSheet
from editor_app.ui.desk.taking_again import TakingAgain
from editor_app.ui.jobs import Jobs
from editor_app.ui.main_window import MainWindow
from editor_app.ui.photos.photo_tab import PhotoTab
from editor_app.ui.photos.photos_screen import PhotosScreen
from editor_app.ui.preview.preview_view import PreviewView
from editor_app.ui.theme import Theme
from editor_app.ui.translation.exchange_commands import ExchangeCommands
from editor_app.ui.translation.fact_commands import FactCommands
from editor_app.ui.translation.fact_sheet import FactSheet
from editor_app.ui.translation.machine_commands import MachineCommands
from editor_app.ui.translation.machine_sheet import MachineSheet
from editor_app.ui.translation.memory_commands import MemoryCommands
from editor_app.ui.translation.memory_sheet import MemorySheet
from editor_app.ui.translation.repeat_commands import RepeatCommands
from editor_app.ui.translation.repeat_sheet import RepeatSheet
from editor_app.ui.translation.returned_sheet import ReturnedSheet
from editor_app.ui.translation.send_sheet import SendSheet
from editor_app.ui.translation.start_commands import StartCommands
from editor_app.ui.translation.term_commands import TermCommands, languages_in_sight
from editor_app.ui.translation.translate_view import TranslateView
from editor_app.ui.widgets.sheet import Sheet
from editor_app.ui.widgets.thumbnails import Thumbnails

if TYPE_CHECKING:
    from editor_app.wiring import Desk

Kind = TypeVar("Kind", bound=Sheet)


def build(desk: Desk, jobs: Jobs, theme: Theme, window: MainWindow) -> Conductor:
    """Fill the window with everything there is for a desk."""
    thumbnails = Thumbnails(jobs, desk.photos.thumbnail, window)
    manuscripts = Manuscripts(desk.drafts, jobs, window)
    preview = PreviewView(desk, jobs, theme)
    preview.follow(manuscripts)
    translate = TranslateView(desk, jobs, theme, manuscripts)
    views: dict[str, CentreView] = {
        "write": WriteView(desk, jobs, theme, manuscripts, thumbnails),
        "translate": translate,
        "preview": preview,
        "compare": CompareView(desk, jobs, theme),
    }
    photos = LateScreen(lambda: PhotosScreen(desk, jobs, theme, thumbnails))
    photo_tab = PhotoTab(desk, jobs, theme, thumbnails, manuscripts)
    plugged = Plugged(views, {"photos": photos}, {"photos": (_("Photos"), photo_tab)})
    conductor = build_window(desk, jobs, theme, window, thumbnails, plugged)
    typed = TypedChecks(jobs, desk.checks, manuscripts, window)
    conductor.checks.join_text(typed, manuscripts.settle, translate.assist.checks)

    def add_photos() -> None:
        """Add to all photos where they are in sight, else to the open story."""
        screen = photos.inner if window.screen_in_sight is photos else None
        if isinstance(screen, PhotosScreen):
            screen.add_photos()
        else:
            conductor.commands.run("go.story_photos")
            photo_tab.add_photos()

    def possible() -> frozenset[str]:
        in_story = window.area == "stories" and conductor.navigator.article is not None
        can = in_story or window.screen_in_sight is photos
        return frozenset({"photos.add"}) if can else frozenset()

    conductor.commands.add({"photos.add": add_photos}, possible)
    if window.areas is not None:
        centre = window.areas.page.centre
        standing = StandingCommands(
            desk,
            jobs,
            _later(StandingSheet, theme, window),
            conductor.navigator,
            centre,
            manuscripts,
        )
        conductor.commands.add(standing.table())
        start = StartCommands(desk, jobs, conductor.navigator)
        start.failed.connect(conductor.say.say_error)
        conductor.commands.add(start.table(), start.possible)
        again = TakingAgain(desk, jobs, conductor.navigator, centre, window)
        again.told.connect(conductor.say.say_taken_in)
        conductor.commands.add(again.table(), again.possible)
        facts = FactCommands(
            desk, jobs, _later(FactSheet, theme, window), conductor.navigator, centre, manuscripts
        )
        facts.told.connect(lambda words: conductor.say.say("warn", words))
        conductor.commands.add(facts.table(), facts.possible)
    _join_translating(desk, jobs, theme, window, conductor, translate, manuscripts)
    return conductor


def _join_translating(
    desk: Desk,
    jobs: Jobs,
    theme: Theme,
    window: MainWindow,
    conductor: Conductor,
    translate: TranslateView,
    manuscripts: Manuscripts,
) -> None:
    """Join the parts that serve a translation: machine, memories, files for translators."""
    memory = _later(MemorySheet, theme, window)()
    exchange_sheets = _later(SendSheet, theme, window)(), _later(ReturnedSheet, theme, window)()
    machine = MachineCommands(
        desk, jobs, _later(MachineSheet, theme, window), conductor.navigator, translate, manuscripts
    )
    machine.told.connect(lambda words: conductor.say.say("warn", words))
    machine.saved.connect(lambda words: conductor.say.say("info", words))
    machine.failed.connect(conductor.say.say_error)
    conductor.commands.add(machine.table(), machine.possible)
    memories = MemoryCommands(desk, jobs, memory)
    memories.told.connect(conductor.say.say)
    memories.failed.connect(conductor.say.say_error)
    conductor.commands.add(memories.table())
    again = RepeatCommands(
        desk, jobs, _later(RepeatSheet, theme, window), conductor.navigator, translate, manuscripts
    )
    again.told.connect(lambda words: conductor.say.say("info", words))
    conductor.commands.add(again.table(), again.possible)
    exchange = ExchangeCommands(
        desk, jobs, exchange_sheets, conductor.navigator, manuscripts, window
    )
    exchange.told.connect(conductor.say.say)
    exchange.failed.connect(conductor.say.say_error)
    conductor.commands.add(exchange.table(), exchange.possible)
    languages = partial(languages_in_sight, conductor.navigator)
    terms = TermCommands(desk, jobs, theme, translate, manuscripts, languages)
    terms.changed.connect(conductor.commands.refresh)
    conductor.commands.add(terms.table(), terms.possible)


def _later(
    kind: Callable[[Theme, QWidget], Kind], theme: Theme, window: MainWindow
) -> Callable[[], Kind]:
    """Return what makes a sheet when it is first wanted."""
    return lambda: kind(theme, window)
