"""The lock that the threads of this program take one after another to write the library."""

from __future__ import annotations

import threading


class Lane:
    """A lock that whoever waits gets before the one who had it last gets it again.

    Long work in many short transactions takes a plain lock back before a waiting thread is awake:
    a save then waited for the whole of an import, not for one of its transactions.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._taken = threading.Lock()

    @property
    def wanted(self) -> bool:
        """Say whether somebody waits."""
        return self._turn.locked()

    def __enter__(self) -> None:
        with self._turn:
            self._taken.acquire()

    def __exit__(self, *_error: object) -> None:
        self._taken.release()
