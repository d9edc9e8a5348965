"""Goes from story to story, view to view and language to language, and then rests."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from editor_app.services.views import ListQuery
from editor_app.ui.desk.conductor import Conductor
from editor_app.ui.start import Workstation
from tests.bench.window import REST, Sitting

ACTIONS = ("open a story", "show Translate", "next language", "show Write")
ROUNDS = 7
SPACING = 400  # milliseconds between two actions
RESTING = 5.0  # seconds


def walk(workstation: Workstation, sitting: Sitting) -> None:
    """Begin as soon as the window has come to rest."""
    walker = _Walker(workstation, sitting)
    QTimer.singleShot(2 * REST, walker, walker.next)


class _Walker(QObject):
    def __init__(self, workstation: Workstation, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._workstation, self._sitting = workstation, sitting
        self._steps = [action for _ in range(ROUNDS) for action in ACTIONS]
        self._opened = 0
        for action in ACTIONS:
            sitting.found[action] = []
            sitting.found[f"{action} computed"] = []

    def next(self) -> None:
        """Do the next action and note what it took until everything was shown."""
        conductor = self._workstation.conductor
        if conductor is None or not self._steps:
            self._rest()
            return
        action = self._steps.pop(0)
        begun, computed = time.monotonic_ns(), time.process_time_ns()
        self._deeds(conductor)[ACTIONS.index(action)]()
        self._workstation.window.repaint()
        self._workstation.jobs.settle(20_000)
        found = self._sitting.found
        found[action].append((time.monotonic_ns() - begun) / 1e6)
        found[f"{action} computed"].append((time.process_time_ns() - computed) / 1e6)
        QTimer.singleShot(SPACING, self, self.next)

    def _deeds(self, conductor: Conductor) -> Sequence[Callable[[], object]]:
        return (
            lambda: self._open(conductor),
            lambda: conductor.commands.run("view.translate"),
            lambda: conductor.commands.run("view.next_language"),
            lambda: conductor.commands.run("view.write"),
        )

    def _open(self, conductor: Conductor) -> None:
        desk = self._workstation.desk
        if desk is not None:
            rows = desk.stories.rows(ListQuery())
            self._opened += 1
            conductor.navigator.open(rows[self._opened % len(rows)].story)

    def _rest(self) -> None:
        """Do nothing for a while, and note what that costs."""
        QTimer.singleShot(2 * REST, self, self._begin_rest)

    def _begin_rest(self) -> None:
        computed, woken = time.process_time(), _switches()

        def over() -> None:
            self._sitting.found["rest"] = (time.process_time() - computed) * 1000 / RESTING
            self._sitting.found["wakes"] = (_switches() - woken) / RESTING
            self._sitting.end()

        QTimer.singleShot(round(RESTING * 1000), self, over)


def _switches() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_nvcsw
