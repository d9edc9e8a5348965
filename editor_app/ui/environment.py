"""What must be said to Qt through the environment before it is imported. Names no Qt itself."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path

RENDER_NODES = Path("/dev/dri")


def prepare(
    environment: MutableMapping[str, str] = os.environ,
    *,
    platform: str = sys.platform,
    is_root: bool | None = None,
    render_nodes: Path = RENDER_NODES,
) -> None:
    """Set what this machine needs; what the user has set stays.

    As root the browser engine refuses its sandbox. Without a display the window is drawn
    off-screen. Without a graphics card the software backend is several times faster. The Qt wheel
    has no fcitx plug-in, but speaks to fcitx through its ibus interface.
    """
    root = is_root if is_root is not None else getattr(os, "geteuid", lambda: 1)() == 0
    if root:
        environment.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    if platform.startswith("linux"):
        if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        if draws_in_software(environment, render_nodes):
            environment.setdefault("QT_QUICK_BACKEND", "software")
        if environment.get("QT_IM_MODULE") in {"fcitx", "fcitx5"}:
            environment["QT_IM_MODULE"] = "ibus"


def draws_in_software(environment: MutableMapping[str, str], render_nodes: Path) -> bool:
    """Say whether OpenGL is drawn by the processor: no card, a forced one, or a remote display."""
    if environment.get("LIBGL_ALWAYS_SOFTWARE") in {"1", "true"}:
        return True
    if environment.get("DISPLAY", "").partition(":")[0] not in {"", "unix"}:
        return True
    return not any(render_nodes.glob("renderD*"))
