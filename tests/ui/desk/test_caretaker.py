"""The caretaker makes room and tidies the memory when the window starts."""

from __future__ import annotations

import os

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import ENGLISH, VIETNAMESE, PairId, new_id
from editor_app.domain.term import MemoryPair
from editor_app.services.backups import MOST_DERIVED
from editor_app.ui.desk.caretaker import Caretaker
from editor_app.ui.desk.facts import Facts
from editor_app.ui.jobs import Jobs
from editor_app.wiring import Desk
from tests.desks import NOON

LONG_AGO = 1_000_000_000


def test_what_can_be_made_again_gives_way_at_the_start(desk: Desk, jobs: Jobs) -> None:
    kept = desk.folder / "derived" / "3f" / "3fc9" / "960.jpg"
    kept.parent.mkdir(parents=True)
    kept.touch()
    os.truncate(kept, MOST_DERIVED + 1)
    os.utime(kept, (LONG_AGO, LONG_AGO))
    parent = QObject()
    Caretaker(desk, jobs, Facts(desk, jobs, parent), parent).start()
    assert jobs.settle()
    assert not kept.exists()
    parent.deleteLater()


def test_pairs_that_were_taken_in_are_put_into_the_index_piece_by_piece(
    qtbot: QtBot, desk: Desk, jobs: Jobs
) -> None:
    desk.terms.put_pairs(
        tuple(
            MemoryPair(PairId(new_id()), VIETNAMESE, ENGLISH, f"Mưa lớn ngày {day}.", "Rain.", NOON)
            for day in range(250)
        )
    )
    parent = QObject()
    Caretaker(desk, jobs, Facts(desk, jobs, parent), parent).start()
    qtbot.waitUntil(
        lambda: len(desk.memory.concordance("mưa lớn", most=1_000)) == 250, timeout=60_000
    )
    assert jobs.settle()
    parent.deleteLater()
