"""Python's garbage, collected on the GUI thread only, because Qt's objects must die there."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_FOR_GARBAGE = 1000  # milliseconds


class Garbage(QObject):
    """Keeps Python from collecting by itself, in whichever thread, until ``end``."""

    def __init__(self, parent: QObject) -> None:
        """Collect nothing before ``start``."""
        super().__init__(parent)
        self._collected = gc.isenabled()
        gc.disable()
        self._clock = QTimer(self, interval=LOOK_FOR_GARBAGE)
        self._clock.timeout.connect(self._collect)

    def start(self) -> None:
        """Collect from now on.

        What is there now stays: it is left out, or each look would take 20 to 60 ms. When a window
        has taken the place of another one, what that one left behind is let go before.
        """
        if self._clock.isActive():
            gc.unfreeze()
            gc.collect()
        gc.freeze()
        self._clock.start()

    def end(self) -> None:
        """Leave it to Python as it was before."""
        self._clock.stop()
        gc.unfreeze()
        if self._collected:
            gc.enable()

    def _collect(self) -> None:
        """Collect as Python would by itself."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
