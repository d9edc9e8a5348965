"""What Qt must know before the application exists, so that the browser engine can start later.

For ``__main__`` and ``ui.pictures``, after ``ui.environment.prepare``. Nothing here loads the
browser engine.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping

from PySide6.QtCore import QCoreApplication, Qt

FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
CUT_OFF = '--host-resolver-rules="MAP * ~NOTFOUND"'
"""No name and no address leads anywhere: even ``<link rel=preconnect>`` opens no connection."""

QUIET = "--log-level=3 --disable-background-networking --no-pings"
WITHOUT_GRAPHICS = "--disable-gpu"
WINDOWS_BY_GRAPHICS = "QT_WIDGETS_RHI"


def before_application(
    environment: MutableMapping[str, str] = os.environ, *, light: bool = False
) -> None:
    """Set the engine's flags and the one attribute it needs; what the user has set stays.

    To be called before QApplication is made. Where there is a graphics card, windows are drawn by
    it from the start (not in ``light`` mode, which has no engine): else the first page would make
    the window anew, which flashes and drops a syllable that is being composed.
    """
    environment[FLAGS] = flags(environment)
    if not light and environment.get("QT_QUICK_BACKEND") != "software":
        environment.setdefault(WINDOWS_BY_GRAPHICS, "1")
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


def flags(environment: MutableMapping[str, str]) -> str:
    """Return the engine's flags: those that are set already, and ours where they are missing."""
    wanted = [CUT_OFF, QUIET]
    if environment.get("QT_QUICK_BACKEND") == "software":
        wanted.append(WITHOUT_GRAPHICS)
    own = environment.get(FLAGS, "")
    return " ".join([*([own] if own else []), *(flag for flag in wanted if flag not in own)])
