"""Threads write in turn: a save need not wait until long work has no more to write."""

from __future__ import annotations

import threading
import time

from editor_app.storage.lane import Lane


def test_whoever_waits_writes_before_the_one_who_wrote_last() -> None:
    lane = Lane()
    order = []

    def save() -> None:
        with lane:
            order.append("save")

    for _ in range(100):
        waiting = threading.Thread(target=save)
        with lane:
            waiting.start()
            while not lane.wanted:
                time.sleep(0.000_1)
        with lane:
            order.append("long work")
        waiting.join()
    assert order == ["save", "long work"] * 100


def test_after_an_error_the_next_one_writes() -> None:
    lane = Lane()
    try:
        with lane:
            raise ValueError
    except ValueError:
        pass
    with lane:
        assert not lane.wanted
