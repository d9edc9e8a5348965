"""Makes room for all types that PySide will know, before there is a second thread.

Until Python 3.12 PySide keeps what it knows of each type in one table. It asks that table for the
meta-object of a widget without holding Python's lock: while the window is painted, at any instant.
A type that is made meanwhile on another thread, by an import, may have the table grow; what is
asked for at that instant is not found, and the program crashes. A table that has grown once stays
as it is, so it is made to grow here.
"""

from __future__ import annotations

import gc
import sys

from shiboken6 import Shiboken

TYPES = 600
"""Made and forgotten at once; beyond 541 the table has room for 1109, twice what a window needs."""


def make_room_for_types() -> None:
    """Let PySide's table of types grow now; only the GUI thread may run."""
    if sys.version_info >= (3, 12):
        return
    collected = gc.isenabled()
    gc.disable()  # none of them may get old, or the first full collection would have to find it
    for_a_moment = [type("Room", (Shiboken.Object,), {}) for _number in range(TYPES)]
    del for_a_moment
    gc.collect(0)
    if collected:
        gc.enable()
