"""Long work gives way: the longer its step the longer its rest, but only while somebody types."""

from __future__ import annotations

import threading

from editor_app.ui.giving_way import LATELY, LONGEST, TIMES, Rests, Typing
from editor_app.ui.jobs import Jobs, Report


class Watch:
    """A clock that is set by hand; waiting moves it on."""

    def __init__(self) -> None:
        self.at = 0.0
        self.waited: list[float] = []

    def __call__(self) -> float:
        return self.at

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.at += seconds


def test_somebody_types_until_a_while_after_the_last_save() -> None:
    watch = Watch()
    typing = Typing(watch)
    assert not typing()
    typing.typed()
    watch.at += LATELY / 2
    assert typing()
    watch.at += LATELY
    assert not typing()


def test_a_rest_is_many_times_as_long_as_its_step_and_has_an_end() -> None:
    watch = Watch()
    rests = Rests(lambda: True, watch.wait, watch)
    for step in (1 / 64, 1 / 128, 60.0):
        watch.at += step
        rests.take()
    assert watch.waited == [TIMES / 64, TIMES / 128, LONGEST]


def test_nobody_who_types_nobody_who_waits() -> None:
    watch = Watch()
    rests = Rests(lambda: False, watch.wait, watch)
    watch.at += 60
    rests.take()
    assert watch.waited == []


def test_work_that_rests_goes_on_and_can_be_stopped(jobs: Jobs) -> None:
    done = []
    known = threading.Event()

    def work(report: Report) -> None:
        known.wait()
        for step in range(3):
            report(step, 3)
            done.append(step)
        task.stop()
        while True:
            report(3, 3)

    jobs.change(lambda: None, urgent=True)
    task = jobs.long(None, "Working", work, gives_way=True)
    known.set()
    assert jobs.settle()
    assert done == [0, 1, 2]
    assert task.over
