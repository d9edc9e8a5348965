"""The hand-over to the threads: order, results, errors, and what happens when nobody waits."""

from __future__ import annotations

import gc
import threading
import weakref
from dataclasses import dataclass
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer
from pytestqt.qtbot import QtBot

from editor_app.domain.changes import Changes
from editor_app.domain.errors import ChangedMeanwhile, EditorError
from editor_app.domain.ids import StoryId
from editor_app.ui.jobs import Jobs, changes_in
from tests.patience import LONG

TOUCHED = Changes(stories=frozenset({StoryId("a")}))


@dataclass
class Reported:
    """A report of a verb with its changes inside."""

    changes: Changes


def test_changes_run_one_after_another_in_the_order_they_were_asked_for(jobs: Jobs) -> None:
    seen: list[int] = []
    for number in range(20):
        jobs.change(partial(seen.append, number))
    assert jobs.settle()
    assert seen == list(range(20))


def test_an_urgent_change_goes_before_those_that_wait(jobs: Jobs) -> None:
    seen: list[str] = []
    gate = threading.Event()
    jobs.change(lambda: gate.wait(60))
    jobs.change(lambda: seen.append("settle"))
    jobs.change(lambda: seen.append("save"), urgent=True)
    gate.set()
    assert jobs.settle()
    assert seen == ["save", "settle"]


def test_writing_waits_for_what_is_wanted_first_and_keeps_its_order(
    jobs: Jobs, qtbot: QtBot, patient_looks: None
) -> None:
    owner, gate = QObject(), threading.Event()
    seen: list[str] = []
    jobs.look_first()
    jobs.change(lambda: seen.append("settle"))
    jobs.change(lambda: seen.append("confirm"))
    jobs.fetch(owner, lambda: gate.wait(60), lambda _there: seen.append("matches"), first=True)
    jobs.change(lambda: seen.append("save"), urgent=True)
    jobs.fetch(owner, lambda: None, lambda _read: seen.append("rows"), settled=True)
    qtbot.waitUntil(lambda: bool(seen), timeout=LONG)
    gate.set()
    assert jobs.settle()
    assert seen == ["save", "matches", "settle", "confirm", "rows"]


def test_writing_waits_for_the_newest_of_the_looks_that_are_wanted_first(
    jobs: Jobs, qtbot: QtBot, patient_looks: None
) -> None:
    owner, gate = QObject(), threading.Event()
    seen: list[object] = []
    jobs.look_first()
    jobs.change(lambda: seen.append("settle"))
    jobs.fetch(owner, lambda: "one row", seen.append, first=True, key="matches")
    jobs.look_first()
    jobs.fetch(owner, lambda: gate.wait(60), seen.append, first=True, key="matches")
    jobs.fetch(owner, lambda: "terms", seen.append, first=True, key="terms")
    qtbot.waitUntil(lambda: bool(seen), timeout=LONG)
    gate.set()
    assert jobs.settle()
    assert seen == ["terms", True, "settle"]


def test_writing_does_not_wait_long_for_a_look_that_takes_long(jobs: Jobs, qtbot: QtBot) -> None:
    owner, gate = QObject(), threading.Event()
    seen: list[object] = []
    jobs.look_first()
    jobs.change(lambda: seen.append("settle"))
    jobs.fetch(owner, lambda: gate.wait(60), seen.append, first=True)
    qtbot.waitUntil(lambda: bool(seen), timeout=LONG)
    gate.set()
    assert jobs.settle()
    assert seen == ["settle", True]


def test_writing_waits_for_no_look_when_none_was_asked_for(jobs: Jobs, patient_looks: None) -> None:
    seen: list[str] = []
    jobs.look_first()
    jobs.change(lambda: seen.append("settle"))
    assert jobs.settle(LONG // 2)
    assert seen == ["settle"]


def test_what_waits_for_a_look_is_written_before_the_threads_end(
    qtbot: QtBot, patient_looks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor_app.ui.jobs.FINISHING", 10)
    jobs, owner, gate = Jobs(), QObject(), threading.Event()
    seen: list[object] = []

    def settle() -> None:
        seen.append("settle")
        gate.set()

    jobs.look_first()
    jobs.change(settle)
    jobs.fetch(owner, lambda: gate.wait(60), seen.append, first=True)
    jobs.close()
    assert seen[0] == "settle"


def test_results_are_shown_on_the_gui_thread(jobs: Jobs) -> None:
    threads: list[QThread] = []
    owner = QObject()
    jobs.fetch(owner, QThread.currentThread, threads.append)
    jobs.fetch(owner, lambda: 1, lambda _one: threads.append(QThread.currentThread()))
    assert jobs.settle()
    here = QThread.currentThread()
    assert here in threads
    assert any(thread is not here for thread in threads)


def test_a_question_that_takes_long_keeps_nobody_waiting_and_of_later_ones_the_last_is_put(
    jobs: Jobs, qtbot: QtBot
) -> None:
    put: list[str] = []
    shown: list[str] = []
    gate, begun = threading.Event(), threading.Event()
    owner = QObject()

    def question(name: str) -> str:
        put.append(name)
        begun.set()
        gate.wait(60)
        return name

    def ask(name: str) -> None:
        jobs.ask(owner, lambda: question(name), shown.append, lambda _error: None, key="row")

    ask("first")
    assert begun.wait(60)
    ask("second")
    ask("third")
    for number in range(6):
        jobs.fetch(owner, partial("read {}".format, number), shown.append)
    qtbot.waitUntil(lambda: len(shown) == 6, timeout=LONG)
    gate.set()
    assert jobs.settle()
    assert put == ["first", "third"]
    assert shown[-1] == "third"


def test_the_trouble_of_a_question_that_nobody_asks_any_more_is_told_to_nobody(jobs: Jobs) -> None:
    told: list[object] = []
    shown: list[str] = []
    gate, begun = threading.Event(), threading.Event()
    owner = QObject()
    jobs.refused.connect(told.append)

    def trouble() -> str:
        begun.set()
        gate.wait(60)
        raise EditorError("unreachable")

    jobs.ask(owner, trouble, shown.append, told.append, key="row")
    assert begun.wait(60)
    jobs.ask(owner, lambda: "said", shown.append, told.append, key="row")
    gate.set()
    assert jobs.settle()
    assert (told, shown) == ([], ["said"])


def test_who_waits_for_no_answers_waits_for_everything_else(jobs: Jobs) -> None:
    owner, gate = QObject(), threading.Event()
    shown: list[object] = []
    jobs.ask(owner, lambda: gate.wait(60), shown.append, shown.append, key="row")
    jobs.fetch(owner, lambda: "read", shown.append)
    assert jobs.settle(answers=False)
    assert shown == ["read"]
    assert jobs.busy
    gate.set()
    assert jobs.settle()
    assert shown == ["read", True]


def test_servers_that_hang_keep_nobody_from_reading_the_desk(jobs: Jobs, qtbot: QtBot) -> None:
    owner, gate = QObject(), threading.Event()
    shown: list[object] = []
    for _sheet in range(6):
        jobs.fetch(owner, lambda: gate.wait(60), shown.append, elsewhere=True)
    jobs.fetch(owner, lambda: "read", shown.append)
    jobs.fetch(owner, lambda: "read settled", shown.append, settled=True)
    try:
        qtbot.waitUntil(lambda: len(shown) == 2, timeout=LONG // 2)
    finally:
        gate.set()
    assert set(shown) == {"read", "read settled"}
    assert jobs.settle()
    assert shown[2:] == [True] * 6


def test_the_end_waits_for_no_question_to_a_server_that_hangs(qtbot: QtBot) -> None:
    jobs, owner = Jobs(), QObject()
    told: list[object] = []
    put: list[str] = []
    gate, begun, over = threading.Event(), threading.Event(), threading.Event()

    def hangs() -> str:
        begun.set()
        gate.wait(LONG / 1000)
        over.set()
        return "said"

    jobs.broke.connect(told.append)
    jobs.ask(owner, hangs, told.append, told.append, key="row")
    assert begun.wait(60)
    jobs.ask(owner, lambda: put.append("late"), told.append, told.append, key="another")
    jobs.close()
    assert not jobs.busy
    assert not over.is_set()
    gate.set()
    assert over.wait(60)
    QCoreApplication.processEvents()
    assert (told, put) == ([], [])


@pytest.mark.parametrize("result", [TOUCHED, Reported(TOUCHED), ("a tag", TOUCHED)])
def test_changes_are_announced_wherever_the_verb_puts_them(
    jobs: Jobs, qtbot: QtBot, result: object
) -> None:
    with qtbot.waitSignal(jobs.changed) as announced:
        jobs.change(lambda: result)
    assert announced.args == [TOUCHED]


def test_changes_are_announced_before_the_result_is_shown(jobs: Jobs) -> None:
    order: list[str] = []
    jobs.changed.connect(lambda _changes: order.append("changed"))
    jobs.change(lambda: TOUCHED, None, lambda _changes: order.append("shown"))
    assert jobs.settle()
    assert order == ["changed", "shown"]


def test_nothing_is_announced_when_nothing_changed(jobs: Jobs) -> None:
    announced: list[Changes] = []
    jobs.changed.connect(announced.append)
    jobs.change(Changes)
    jobs.change(lambda: "Saved")
    assert jobs.settle()
    assert announced == []
    assert changes_in("Saved") is None


def test_a_result_is_dropped_when_its_owner_is_gone(jobs: Jobs) -> None:
    shown: list[int] = []
    owner, gate = QObject(), threading.Event()
    jobs.fetch(owner, lambda: gate.wait(60) and 1, lambda _found: shown.append(1))
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete.value)
    gate.set()
    assert jobs.settle()
    assert shown == []


def test_a_newer_fetch_of_the_same_kind_makes_the_older_worthless(jobs: Jobs) -> None:
    shown: list[str] = []
    owner, gate = QObject(), threading.Event()
    jobs.fetch(owner, lambda: str(gate.wait(60)), shown.append, key="rows")
    jobs.fetch(owner, lambda: "new", shown.append, key="rows")
    gate.set()
    assert jobs.settle()
    assert shown == ["new"]


def test_a_settled_fetch_sees_what_was_written_before(jobs: Jobs) -> None:
    library: list[str] = []
    found: list[list[str]] = []
    owner, gate = QObject(), threading.Event()
    jobs.change(lambda: gate.wait(60))
    jobs.change(lambda: library.append("typed"))
    jobs.fetch(owner, lambda: list(library), found.append, settled=True)
    gate.set()
    assert jobs.settle()
    assert found == [["typed"]]


def _raise(error: Exception) -> None:
    raise error


def test_a_known_error_goes_to_who_asked(jobs: Jobs) -> None:
    told: list[EditorError] = []
    refused: list[EditorError] = []
    jobs.refused.connect(refused.append)
    jobs.change(lambda: _raise(ChangedMeanwhile()), failed=told.append)
    assert jobs.settle()
    assert isinstance(told[0], ChangedMeanwhile)
    assert refused == []


def test_a_known_error_that_nobody_takes_goes_to_the_frame(jobs: Jobs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(jobs.refused) as refused:
        jobs.change(lambda: _raise(ChangedMeanwhile()))
    assert isinstance(refused.args[0], ChangedMeanwhile)


@pytest.mark.logs("A job broke: oh")
def test_a_bug_is_logged_and_told_and_the_threads_go_on(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[EditorError] = []
    with qtbot.waitSignal(jobs.broke):
        jobs.change(lambda: _raise(ValueError("oh")), failed=told.append)
    assert told[0].message.key == "bug"
    seen: list[int] = []
    jobs.change(lambda: seen.append(1))
    assert jobs.settle()
    assert seen == [1]


def test_settling_waits_for_what_a_clock_asks_for_in_the_last_moment(jobs: Jobs) -> None:
    """The last result and the clock are both due when the loop has its first turn."""
    seen: list[str] = []
    clock = QTimer(singleShot=True, interval=1)
    clock.timeout.connect(lambda: jobs.change(lambda: seen.append("more")))
    clock.start()
    jobs.change(lambda: seen.append("first"))
    QThread.msleep(100)
    assert jobs.settle()
    assert seen == ["first", "more"]


def test_settling_gives_up_after_its_time(jobs: Jobs) -> None:
    gate = threading.Event()
    jobs.change(lambda: gate.wait(60))
    assert not jobs.settle(30)
    assert jobs.busy
    gate.set()
    assert jobs.settle()


def test_closed_threads_take_nothing_more(qtbot: QtBot) -> None:
    jobs = Jobs()
    seen: list[int] = []
    jobs.change(lambda: seen.append(1))
    jobs.close()
    jobs.close()
    jobs.change(lambda: seen.append(2))
    assert not jobs.busy
    assert seen == [1]


@pytest.mark.parametrize("collected", [True, False])
def test_closed_threads_leave_the_collecting_of_garbage_as_they_found_it(collected: bool) -> None:
    (gc.enable if collected else gc.disable)()
    jobs = Jobs()
    assert not gc.isenabled()
    jobs.close()
    assert gc.isenabled() == collected
    gc.disable()


def test_no_thread_is_the_last_to_hold_a_piece_of_work(jobs: Jobs, qtbot: QtBot) -> None:
    ended_in: list[QThread] = []

    class Piece:
        def __call__(self) -> int:
            return 1

        def __del__(self) -> None:
            ended_in.append(QThread.currentThread())

    owner = QObject()
    for _ in range(50):
        jobs.fetch(owner, Piece(), lambda _one: None)
    assert jobs.settle()
    qtbot.waitUntil(lambda: len(ended_in) == 50)
    assert set(ended_in) == {QThread.currentThread()}


def test_what_was_loaded_at_the_start_is_left_out_of_collecting() -> None:
    jobs = Jobs()
    assert gc.get_freeze_count() == 0
    jobs.loaded()
    assert gc.get_freeze_count() > 0
    jobs.close()
    assert gc.get_freeze_count() == 0


def test_what_another_window_left_behind_goes_when_the_next_is_there() -> None:
    class Part:
        def __init__(self) -> None:
            self.itself = self

    jobs = Jobs()
    part = Part()
    jobs.loaded()
    left = weakref.ref(part)
    del part
    jobs.loaded()
    assert left() is None
    assert gc.get_freeze_count() > 0
    jobs.close()


def test_a_start_that_is_over_after_the_end_changes_nothing_any_more() -> None:
    jobs = Jobs()
    jobs.close()
    jobs.loaded()
    assert gc.get_freeze_count() == 0
