"""Goes from row to row of a translation and notes when the Assist panel shows all it has."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from editor_app.ui.desk.conductor import Conductor
from editor_app.ui.translation.translate_view import TranslateView
from tests.bench.window import REST, Painted, Sitting, once, press

STEPS = 40
WARM = 5
SPACING = 60  # milliseconds between two steps, and two letters


def step(window: QWidget, conductor: Conductor, sitting: Sitting) -> None:
    """Go through rows as soon as they stand there: first without a word, then confirming each."""
    view = window.findChildren(TranslateView)[0]

    def begin() -> None:
        walker = _Walker(view, conductor, sitting)
        QTimer.singleShot(REST, walker, walker.next)

    once(lambda: view.isVisible() and view.active.row is not None, begin, sitting)


class _Walker(QObject):
    def __init__(self, view: TranslateView, conductor: Conductor, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._view, self._conductor, self._sitting = view, conductor, sitting
        self._kind, self._left = "going", STEPS + WARM
        self._begun = self._computed = 0
        for key in ("going", "going computed", "confirming", "confirming computed", "matches"):
            sitting.found[key] = []
        view.assist.filled.connect(self._on_filled)

    def next(self) -> None:
        """Take the next step, or go on with the other kind."""
        if self._left == 0 and self._kind == "confirming":
            self._end()
            return
        if self._left == 0:
            self._kind, self._left = "confirming", STEPS + WARM
        self._left -= 1
        if self._kind == "going":
            self._go("translate.next")
            return
        editor = self._view.active.edit
        for place, letter in enumerate("words so"):
            QTimer.singleShot(SPACING * place, self, _typing(editor, letter))
        QTimer.singleShot(SPACING * 12, self, lambda: self._go("translate.confirm"))

    def _go(self, action: str) -> None:
        self._begun, self._computed = time.monotonic_ns(), time.process_time_ns()
        self._conductor.commands.run(action)

    def _on_filled(self) -> None:
        if not self._begun:
            return
        if self._view.assist.visibleRegion().isEmpty():
            self._shown()
        else:
            Painted(self._view.assist, self._shown)
            self._view.assist.update()

    def _shown(self) -> None:
        times = (time.monotonic_ns() - self._begun, time.process_time_ns() - self._computed)
        self._begun = 0
        if self._left < STEPS:
            found = self._sitting.found
            found[self._kind].append(times[0] / 1e6)
            found[f"{self._kind} computed"].append(times[1] / 1e6)
            found["matches"].append(len(self._view.assist.matches))
        QTimer.singleShot(SPACING * 3, self, self.next)

    def _end(self) -> None:
        self._view.assist.filled.disconnect(self._on_filled)
        self._sitting.end()


def _typing(editor: QWidget, letter: str) -> Callable[[], None]:
    return lambda: press(editor, letter)
