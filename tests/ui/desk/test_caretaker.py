"""The caretaker makes room when the window starts."""

from __future__ import annotations

import os

from PySide6.QtCore import QObject

from editor_app.services.backups import MOST_DERIVED
from editor_app.ui.desk.caretaker import Caretaker
from editor_app.ui.desk.facts import Facts
from editor_app.ui.jobs import Jobs
from editor_app.wiring import Desk

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
