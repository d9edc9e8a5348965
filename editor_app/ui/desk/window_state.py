"""What the window remembers of itself on a desk: its place, panels and the editor's wishes."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow

from editor_app.ui.desk.folding import Wishes
from editor_app.ui.main_window import MainWindow


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


class Standing:
    """How the window of a desk stands, kept from one sitting to the next."""

    def __init__(self, window: MainWindow) -> None:
        """Look after this window."""
        self._window = window
        self._is_put_back = False

    def put_back(self, kept: str) -> None:
        """Put the window back to how it stood; once, for the editor may have moved it since."""
        if not self._is_put_back:
            self._is_put_back = True
            self._window.widths = unpack(self._window, self._window.wishes, kept)

    def now(self) -> str:
        """Return how it stands, to be kept."""
        return pack(self._window, self._window.wishes, self._window.widths)
