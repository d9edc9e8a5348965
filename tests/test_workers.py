"""Doubtful work runs apart: errors come through, crashes and limits cost the worker alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType

import pytest

from editor_app.domain.errors import Cancelled, Protected, TooLarge, Unreadable
from editor_app.workers import NICE, Workers

MEGABYTE = 1024 * 1024


def double(number: int, *, by: int = 2) -> int:
    return number * by


def refuse(name: str) -> None:
    raise Protected(name=name)


def crash() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def fill(size: int) -> int:
    return len(bytearray(size))


def blunder() -> None:
    raise ZeroDivisionError("by nothing")


def given(mapping: MappingProxyType[str, str]) -> MappingProxyType[str, str]:
    return mapping


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers(seconds=60, memory=400 * MEGABYTE)
    yield made
    made.close()


def test_a_result_comes_back(workers: Workers) -> None:
    assert workers(double, 21) == 42
    assert workers(double, 2, by=5) == 10


def test_a_known_error_comes_through_with_its_fields(workers: Workers) -> None:
    with pytest.raises(Protected) as caught:
        workers(refuse, "a.docx")
    assert dict(caught.value.message.fields) == {"name": "a.docx"}


def test_a_crash_costs_the_worker_and_the_next_call_works(workers: Workers) -> None:
    with pytest.raises(Unreadable):
        workers(crash)
    assert workers(double, 1) == 2


def test_work_that_takes_too_long_is_stopped() -> None:
    workers = Workers(seconds=0.5)
    with pytest.raises(Unreadable) as caught:
        workers(sleep, 60)
    assert caught.value.message.key == "took-too-long"
    workers.close()


@pytest.mark.skipif(sys.platform == "win32", reason="priorities are classes there")
def test_a_worker_behind_lets_others_go_first(workers: Workers) -> None:
    behind = Workers(behind=True)
    steps = behind(os.nice, 0) - workers(os.nice, 0)
    behind.close()
    assert steps == min(NICE, 19 - os.nice(0))


def test_a_call_after_closing_starts_no_process_any_more(workers: Workers) -> None:
    before = set(multiprocessing.active_children())
    assert workers(double, 1) == 2
    workers.close()
    with pytest.raises(Cancelled):
        workers(double, 1)
    assert set(multiprocessing.active_children()) <= before


def test_a_call_that_waits_while_another_one_runs_ends_when_the_workers_are_closed(
    workers: Workers,
) -> None:
    with ThreadPoolExecutor(2) as threads:
        calls = [threads.submit(workers, sleep, 60) for _ in range(2)]
        while workers._process is None:
            time.sleep(0.01)
        workers.close()
        errors = {type(call.exception()) for call in calls}
    assert Cancelled in errors <= {Cancelled, Unreadable}
    assert workers._process is None


def test_memory_is_limited(workers: Workers) -> None:
    with pytest.raises(TooLarge):
        workers(fill, 2048 * MEGABYTE)
    assert workers(fill, MEGABYTE) == MEGABYTE


def test_a_bug_is_a_bug(workers: Workers) -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        workers(blunder)


def test_frozen_mappings_travel(workers: Workers) -> None:
    assert workers(given, MappingProxyType({"vi": "Phà"})) == {"vi": "Phà"}
