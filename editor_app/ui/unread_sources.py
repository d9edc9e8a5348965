"""Keeps PySide from reading the source of every module that is imported.

For its ``__feature__`` switch, which we do not use, it looks for its own name in each source, and
Python's ``linecache`` keeps all that was read: of a thousand modules 12 MB of text, in 29 MB of
memory.
"""

from __future__ import annotations

import linecache
import sys

FEATURES = "shibokensupport.feature"
LOOK = "_mod_uses_pyside"


def leave_sources_unread() -> None:
    """Let no source be read from now on, and forget those that were read; PySide must be loaded.

    Modules are then as those that name no PySide: they switch nothing. A PySide that looks in
    another way goes on looking.
    """
    features = sys.modules.get(FEATURES)
    if hasattr(features, LOOK):
        setattr(features, LOOK, lambda _module: False)
        linecache.clearcache()
