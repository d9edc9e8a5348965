"""What somebody waits to see goes before what is to be written about it.

Two threads of Python share one interpreter: a text that is sorted into the desk, and a row that is
confirmed, made the look-ups for the row that is opened next take twice and three times as long.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

PAINTED = 20
"""Milliseconds in which what has come is painted: Qt does so a moment later."""

LONGEST = 250
"""Milliseconds that writing waits at most, however long the looks take."""


class FirstLooks(QObject):
    """Holds work back from ``begin`` on until the first looks are shown, and painted.

    First looks are those that are asked for in the same turn of the event loop, and those asked for
    while these are on their way.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._on_the_way = 0
        self._held: list[Callable[[], None]] = []
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self._look_round)
        self._longest = QTimer(self, singleShot=True)
        self._longest.timeout.connect(self.end)

    def begin(self) -> None:
        """Hold back what comes from now on."""
        self._turn.start(0)
        if not self._longest.isActive():
            self._longest.start(LONGEST)

    def hold(self, go_on: Callable[[], None]) -> None:
        """Have something done when the first looks are over: now, when there are none."""
        if self._longest.isActive():
            self._held.append(go_on)
        else:
            go_on()

    def asked(self) -> None:
        """Take note that a first look is on its way."""
        self._on_the_way += 1

    def shown(self) -> None:
        """Take note that one is back."""
        self._on_the_way -= 1
        self._turn.start(PAINTED)

    def end(self) -> None:
        """Do what was held back, in the order it came."""
        self._turn.stop()
        self._longest.stop()
        held, self._held = self._held, []
        for go_on in held:
            go_on()

    def _look_round(self) -> None:
        if not self._on_the_way:
            self.end()
