"""Errands: how far they are, Stop, and what waits for them."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.errors import Cancelled, EditorError
from editor_app.domain.messages import Message
from editor_app.ui.jobs import Jobs, Report


def test_long_work_tells_how_far_it_is_and_ends(jobs: Jobs, qtbot: QtBot) -> None:
    steps: list[tuple[int, int]] = []
    shown: list[str] = []

    def work(progress: Report) -> str:
        progress(1, 3, Message("taking-in", {"name": "a"}))
        return "done"

    with qtbot.waitSignal(jobs.began) as began:
        task = jobs.long(None, "Taking in", work, shown.append)
    assert began.args == [task]
    task.moved.connect(lambda: steps.append((task.done, task.total)))
    assert jobs.settle()
    assert (task.done, task.total, task.over) == (1, 3, True)
    assert shown == ["done"]


def test_long_work_stops_at_its_next_step(jobs: Jobs) -> None:
    told: list[EditorError] = []
    reached, gate = threading.Event(), threading.Event()

    def work(progress: Report) -> None:
        reached.set()
        gate.wait(60)
        progress(1, 2)

    task = jobs.long(None, "Taking in", work, failed=told.append)
    reached.wait(60)
    task.stop()
    gate.set()
    assert jobs.settle()
    assert isinstance(told[0], Cancelled)
    assert task.stopped


def test_stopped_work_that_nobody_asks_about_is_no_trouble(jobs: Jobs) -> None:
    refused: list[EditorError] = []
    jobs.refused.connect(refused.append)

    def stop(_progress: Report) -> None:
        raise Cancelled

    jobs.long(None, "Taking in", stop)
    assert jobs.settle()
    assert refused == []


def test_errands_at_sites_wait_for_each_other_and_for_no_other_errand(
    jobs: Jobs, qtbot: QtBot
) -> None:
    gate = threading.Event()
    ran: list[str] = []

    def take_in(_progress: Report) -> None:
        gate.wait(60)
        ran.append("memory")

    jobs.long(None, "Taking in a memory", take_in)
    jobs.long(None, "Publishing", lambda _progress: ran.append("first"), at_site=True)
    jobs.long(None, "Syncing", lambda _progress: ran.append("second"), at_site=True)
    try:
        qtbot.waitUntil(lambda: ran == ["first", "second"])
    finally:
        gate.set()
    assert jobs.settle()
    assert ran == ["first", "second", "memory"]


def test_typed_text_is_saved_while_an_errand_runs(jobs: Jobs, qtbot: QtBot) -> None:
    gate, saved = threading.Event(), threading.Event()
    jobs.long(None, "Backing up", lambda _progress: gate.wait(60))
    jobs.change(saved.set, urgent=True)
    qtbot.waitUntil(saved.is_set)
    gate.set()
    assert jobs.settle()


def test_an_errand_that_goes_on_and_on_is_stopped_at_the_end(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor_app.ui.jobs.FINISHING", 10)
    jobs, pause, begun = Jobs(), threading.Event(), threading.Event()
    ended: list[str] = []

    def take_in(progress: Report) -> None:
        try:
            for step in range(500):
                begun.set()
                progress(step, 500)
                pause.wait(0.01)
        except Cancelled:
            ended.append("stopped")
            raise
        ended.append("through")

    jobs.long(None, "Taking in", take_in)
    assert begun.wait(60)
    jobs.close()
    assert ended == ["stopped"]
