"""Completes a window that can be typed in: the other views of a story, and all that serves them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from editor_app.ui.article.compare_view import CompareView
from editor_app.ui.article.typed_checks import TypedChecks
from editor_app.ui.desk.standing_commands import StandingCommands
from editor_app.ui.desk.standing_sheet import StandingSheet
from editor_app.ui.desk.taking_again import TakingAgain
from editor_app.ui.main_window import MainWindow
from editor_app.ui.preview.preview_view import PreviewView
from editor_app.ui.screens import supply_screens
from editor_app.ui.theme import Theme
from editor_app.ui.translation.exchange_commands import ExchangeCommands
from editor_app.ui.translation.fact_commands import FactCommands
from editor_app.ui.translation.fact_sheet import FactSheet
from editor_app.ui.translation.link_sheet import LinkSheet
from editor_app.ui.translation.machine_commands import MachineCommands
from editor_app.ui.translation.machine_sheet import MachineSheet
from editor_app.ui.translation.memory_commands import MemoryCommands
from editor_app.ui.translation.memory_sheet import MemorySheet
from editor_app.ui.translation.repeat_commands import RepeatCommands
from editor_app.ui.translation.repeat_sheet import RepeatSheet
from editor_app.ui.translation.returned_sheet import ReturnedSheet
from editor_app.ui.translation.row_anchors import anchor_in_row
from editor_app.ui.translation.send_sheet import SendSheet
from editor_app.ui.translation.start_commands import StartCommands
from editor_app.ui.translation.term_commands import TermCommands, languages_in_sight
from editor_app.ui.translation.translate_view import TranslateView
from editor_app.ui.widgets.sheet import Sheet
from editor_app.ui.workroom import Workroom

Kind = TypeVar("Kind", bound=Sheet)


def complete(room: Workroom) -> None:
    """Add what the first sight of a desk does without, all in one go."""
    for _turn in complete_in_turns(room):
        pass


def complete_in_turns(room: Workroom) -> Iterator[None]:
    """Add what the first sight does without; between two turns, what is typed may be painted."""
    desk, jobs, theme, conductor = room.desk, room.jobs, room.theme, room.conductor
    supply_screens(desk, jobs, theme, room.window, room.thumbnails, conductor)
    yield
    translate = TranslateView(desk, jobs, theme, room.manuscripts)
    yield
    conductor.add_view("translate", translate)
    yield
    preview = PreviewView(desk, jobs, theme)
    yield
    preview.follow(room.manuscripts)
    conductor.add_view("preview", preview)
    yield
    conductor.add_view("compare", CompareView(desk, jobs, theme))
    typed = TypedChecks(jobs, desk.checks, room.manuscripts, room.window)
    conductor.checks.join_text(typed, room.manuscripts.settle, translate.assist.checks)
    yield
    _join_writing(room)
    yield
    _join_translating(room, translate)
    conductor.commands.refresh()


def _join_writing(room: Workroom) -> None:
    """Join the parts that serve every text: standing paragraphs, files taken again, facts."""
    desk, jobs, theme, window = room.desk, room.jobs, room.theme, room.window
    conductor, manuscripts = room.conductor, room.manuscripts
    if window.areas is None:
        return
    centre = window.areas.page.centre
    standing = StandingCommands(
        desk, jobs, _later(StandingSheet, theme, window), conductor.navigator, centre, manuscripts
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


def _join_translating(room: Workroom, translate: TranslateView) -> None:
    """Join the parts that serve a translation: machine, memories, files for translators."""
    desk, jobs, theme, window = room.desk, room.jobs, room.theme, room.window
    conductor, manuscripts = room.conductor, room.manuscripts
    room.anchors["translate"] = partial(anchor_in_row, translate.active)
    translate.work.linking.make_sheet = _later(LinkSheet, theme, window)
    for part in (translate.work.linking, translate.work.moving):
        part.told.connect(lambda words: conductor.say.say_in_passing("info", words))
    machine = MachineCommands(
        desk, jobs, _later(MachineSheet, theme, window), conductor.navigator, translate, manuscripts
    )
    machine.told.connect(lambda words: conductor.say.say("warn", words))
    machine.saved.connect(lambda words: conductor.say.say("info", words))
    machine.failed.connect(conductor.say.say_error)
    conductor.commands.add(machine.table(), machine.possible)
    memories = MemoryCommands(
        desk, jobs, _later(MemorySheet, theme, window), lambda: conductor.facts.zone, window
    )
    memories.told.connect(conductor.say.say)
    memories.failed.connect(conductor.say.say_error)
    conductor.commands.add(memories.table())
    again = RepeatCommands(
        desk, jobs, _later(RepeatSheet, theme, window), conductor.navigator, translate, manuscripts
    )
    again.told.connect(lambda words: conductor.say.say_in_passing("info", words))
    conductor.commands.add(again.table(), again.possible)
    exchange = ExchangeCommands(
        desk,
        jobs,
        (_later(SendSheet, theme, window), _later(ReturnedSheet, theme, window)),
        conductor.navigator,
        manuscripts,
        window,
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
