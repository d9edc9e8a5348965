"""What the window remembers of itself on a desk: its place, panels and the editor's wishes."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow

from editor_app.ui.desk.folding import Wishes


def pack(window: QMainWindow, wishes: Wishes, widths: dict[str, int]) -> str:
    """Return the state as text; ``widths`` are those of panels in pixels."""
    geometry = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
    return json.dumps({"geometry": geometry, "wishes": wishes.said, "widths": widths})


def unpack(window: QMainWindow, wishes: Wishes, kept: str) -> dict[str, int]:
    """Put the window back to where it was and return the widths; nonsense is passed over."""
    state = _read(kept)
    geometry = state.get("geometry")
    if isinstance(geometry, str):
        window.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "ignore")))
    said = state.get("wishes")
    wishes.take(said if isinstance(said, dict) else {})
    widths = state.get("widths")
    known = widths.items() if isinstance(widths, dict) else ()
    return {str(name): width for name, width in known if isinstance(width, int) and width > 0}


def _read(kept: str) -> dict[str, Any]:
    try:
        state = json.loads(kept or "{}")
    except ValueError:
        return {}
    return state if isinstance(state, dict) else {}
