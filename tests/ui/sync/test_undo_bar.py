"""What can be taken back, and the offer of ten seconds."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError, Refused
from editor_app.domain.ids import StoryId
from editor_app.domain.messages import Message
from editor_app.ui.jobs import Jobs, Report
from editor_app.ui.orders import Failed
from editor_app.ui.sync.undo_bar import SECONDS, UndoBar, UndoStack, undo_by
from editor_app.ui.theme import Theme
from tests.ui.window import press

TOUCHED = Changes(stories=frozenset({StoryId("a")}))


class Thing:
    """Something that is on or off, with verbs like those of the services."""

    def __init__(self) -> None:
        self.on = False

    def switch(self, on: bool) -> Changes:
        before, self.on = self.on, on
        return TOUCHED.undone_by(
            Message("fields-changed", {"fields": "section"}), lambda: self.switch(before)
        )


def refuse() -> Changes:
    """An inverse that a rule of the desk forbids by now."""
    raise Refused("row-changed")


def stack(qtbot: QtBot) -> tuple[UndoStack, QWidget]:
    parent = QWidget()
    qtbot.addWidget(parent)
    kept: list[UndoStack] = []

    def run(inverse: Callable[[], Changes], failed: Failed) -> None:
        try:
            kept[0].note(inverse())
        except EditorError as error:
            failed(error)

    kept.append(UndoStack(run, parent))
    return kept[0], parent


class Kept(list[Callable[[], Changes]]):
    """Jobs that are asked for and wait."""

    def ask(self, inverse: Callable[[], Changes], _failed: Failed) -> None:
        self.append(inverse)


def test_the_last_deed_is_taken_back_and_done_again(qtbot: QtBot) -> None:
    undo, _parent = stack(qtbot)
    thing = Thing()
    undo.note(thing.switch(True))
    assert undo.can_undo
    seen = []
    for step in (undo.undo, undo.redo, undo.undo):
        step()
        seen.append((thing.on, undo.can_redo))
    assert seen == [(False, True), (True, False), (False, True)]


def test_a_new_deed_forgets_what_could_be_done_again(qtbot: QtBot) -> None:
    undo, _parent = stack(qtbot)
    thing = Thing()
    undo.note(thing.switch(True))
    undo.undo()
    undo.note(thing.switch(True))
    assert not undo.can_redo
    undo.redo()
    assert thing.on


def test_very_changes_are_taken_back_and_done_again_and_say_what_that_changed(qtbot: QtBot) -> None:
    undo, _parent = stack(qtbot)
    thing, other = Thing(), Thing()
    done = thing.switch(True)
    undo.note(done)
    undo.note(other.switch(True))
    told: list[Changes | None] = []
    assert undo.take_back(done, told.append)
    assert (thing.on, other.on) == (False, True)
    assert not undo.take_back(done, told.append)
    taken_back = told[0]
    assert taken_back is not None
    assert undo.do_again(taken_back, told.append)
    assert (thing.on, undo.can_redo) == (True, False)
    assert not undo.do_again(taken_back, told.append)
    assert len(told) == 2
    done_again = told[1]
    assert done_again is not None
    assert undo.take_back(done_again, told.append)
    assert not thing.on


def test_what_cannot_be_undone_is_not_offered(qtbot: QtBot) -> None:
    undo, _parent = stack(qtbot)
    offered: list[Changes] = []
    undo.offered.connect(offered.append)
    undo.note(TOUCHED)
    undo.note(Thing().switch(True))
    assert len(offered) == 1
    assert undo.can_undo


def test_what_is_done_every_few_seconds_is_not_offered_each_time(qtbot: QtBot) -> None:
    undo, _parent = stack(qtbot)
    offered: list[Changes] = []
    undo.offered.connect(offered.append)
    undo.note(TOUCHED.undone_by(Message("segment-confirmed"), Changes))
    assert offered == []
    assert undo.can_undo


def test_an_undo_is_not_offered_to_be_undone(qtbot: QtBot) -> None:
    undo, _parent = stack(qtbot)
    undo.note(Thing().switch(True))
    offered: list[Changes] = []
    undo.offered.connect(offered.append)
    undo.undo()
    assert offered == []


def test_a_failed_undo_does_not_confuse_what_follows(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    undo = UndoStack(lambda _inverse, _failed: None, parent)
    thing = Thing()
    undo.note(thing.switch(True))
    undo.undo()
    undo.note(thing.switch(False))
    assert undo.can_undo
    assert not undo.can_redo


def test_who_asked_for_an_undo_that_is_refused_hears_of_it(qtbot: QtBot) -> None:
    undo, _parent = stack(qtbot)
    said: list[str] = []
    undo.refused.connect(lambda error: said.append(error.message.key))
    done = TOUCHED.undone_by(Message("segment-confirmed"), refuse)
    undo.note(done)
    told: list[Changes | None] = []
    assert undo.take_back(done, told.append)
    assert (told, said) == ([None], ["row-changed"])
    assert not undo.can_undo
    undo.note(done)
    undo.undo()
    assert said == ["row-changed", "row-changed"]


def test_an_undo_without_a_way_back_does_not_take_the_next_deed_for_its_own(qtbot: QtBot) -> None:
    undo, _parent = stack(qtbot)
    undo.note(TOUCHED.undone_by(Message("segment-confirmed"), lambda: TOUCHED))
    undo.undo()
    thing = Thing()
    undo.note(thing.switch(True))
    assert undo.can_undo
    assert not undo.can_redo
    undo.undo()
    assert not thing.on


def test_a_long_way_back_is_gone_as_an_errand(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    jobs, errands = Kept(), Kept()
    undo = UndoStack(jobs.ask, parent, errands.ask)
    undo.note(Thing().switch(True))
    undo.note(TOUCHED.undone_by(Message("memory-taken-in"), lambda: TOUCHED, lengthy=True))
    undo.undo()
    undo.undo()
    assert (len(jobs), len(errands)) == (1, 1)


def test_a_long_way_back_takes_its_turn_among_the_errands_on_the_desk(
    jobs: Jobs, qtbot: QtBot
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    gate = threading.Event()
    ran: list[str] = []

    def take_in(_progress: Report) -> None:
        gate.wait(60)
        ran.append("taken in")

    def take_back() -> Changes:
        ran.append("taken back")
        return TOUCHED

    jobs.long(None, "Taking in", take_in)
    undo = undo_by(jobs, parent)
    undo.note(TOUCHED.undone_by(Message("memory-taken-in"), take_back, lengthy=True))
    undo.undo()
    jobs.long(None, "Syncing", lambda _progress: gate.set(), at_site=True)
    assert jobs.settle()
    assert ran == ["taken in", "taken back"]


def test_a_deed_that_ends_while_an_undo_runs_is_its_own(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    waiting = Kept()
    undo = UndoStack(waiting.ask, parent)
    first, second = Thing(), Thing()
    undo.note(first.switch(True))
    undo.undo()
    taken_back = waiting[0]()
    undo.note(second.switch(True))
    undo.note(taken_back)
    assert undo.can_undo
    assert undo.can_redo
    undo.undo()
    waiting[1]()
    assert (first.on, second.on) == (False, False)


def test_only_the_newest_deeds_are_kept(qtbot: QtBot) -> None:
    undo, _parent = stack(qtbot)
    thing = Thing()
    for number in range(80):
        undo.note(thing.switch(number % 2 == 0))
    undone = 0
    while undo.can_undo and undone < 80:
        undo.undo()
        undone += 1
    assert undone == 50


def shown_bar(theme: Theme, qtbot: QtBot) -> tuple[UndoStack, UndoBar, QWidget]:
    """Return a stack, its bar, and their window of 1000 x 700."""
    undo, window = stack(qtbot)
    window.resize(1000, 700)
    window.show()
    return undo, UndoBar(theme, window, undo), window


def test_the_offer_counts_down_and_goes(theme: Theme, qtbot: QtBot) -> None:
    undo, bar, window = shown_bar(theme, qtbot)
    undo.note(TOUCHED.undone_by(Message("story-trashed"), Changes))
    assert bar.text == "Story moved to the trash"
    assert bar._seconds.text() == "10 s"
    assert bar.geometry().bottom() < 700
    window.resize(1200, 800)
    assert 1200 - bar.geometry().right() < 30
    for _ in range(SECONDS):
        bar._tick()
    assert bar.text == ""


def test_the_offer_stands_while_rows_are_confirmed_and_takes_back_what_it_names(
    theme: Theme, qtbot: QtBot
) -> None:
    undo, bar, _window = shown_bar(theme, qtbot)
    published, confirmed = Thing(), Thing()
    undo.note(published.switch(True))
    named = bar.text
    confirmed.switch(True)
    undo.note(TOUCHED.undone_by(Message("segment-confirmed"), lambda: confirmed.switch(False)))
    assert bar.text == named != ""
    press(bar, "Undo")
    assert (published.on, confirmed.on) == (False, True)
    assert bar.text == ""


def test_the_offer_goes_when_what_it_names_was_taken_back_elsewhere(
    theme: Theme, qtbot: QtBot
) -> None:
    undo, bar, _window = shown_bar(theme, qtbot)
    undo.note(Thing().switch(True))
    assert bar.text
    undo.undo()
    assert bar.text == ""
