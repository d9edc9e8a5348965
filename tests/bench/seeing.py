"""How long a typed letter takes until the page beside the text shows it."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from editor_app.ui.preview.exact_page import ExactPage
from tests.bench.window import REST, Editor, Sitting, once, press

KEYS = 60
WARM = 10
SPACING = 110  # milliseconds between two keys: a fast typist

# The page's own clock tells in which frame a change is painted: the look stands at its beginning.
# It counts from the same day as ours. Where the page runs no script, observers are not called.
WATCH = """
window.seen = [];
let before = document.body.textContent;
const look = () => {
  const now = document.body.textContent;
  if (now !== before) { window.seen.push(performance.timeOrigin + performance.now()); }
  before = now;
  requestAnimationFrame(look);
};
look();
true
"""
FIRST = "window.seen.length ? window.seen.splice(0)[0] : 0"


def see(window: QWidget, editor: Editor, sitting: Sitting) -> None:
    """Type into the text when the page stands, and note when each letter shows there."""

    def begin() -> None:
        page = page_in(window)
        if page is not None:
            page.ask(
                WATCH, lambda _done: QTimer.singleShot(REST, _Seer(page, editor, sitting).next)
            )

    once(lambda: (page := page_in(window)) is not None and page.is_ready, begin, sitting)


def page_in(window: QWidget) -> ExactPage | None:
    """Return the page that is in sight."""
    return next((page for page in window.findChildren(ExactPage) if page.isVisible()), None)


class _Seer(QObject):
    def __init__(self, page: ExactPage, editor: Editor, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._page, self._editor, self._sitting = page, editor, sitting
        self._times: list[float] = []
        self._left = KEYS + WARM
        self._begun = 0.0
        cursor = editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        editor.setTextCursor(cursor)

    def next(self) -> None:
        """Type a letter; what earlier ones have changed since is not counted for it."""
        if self._left == 0:
            self._sitting.found["times"] = self._times[WARM:]
            self._sitting.end()
            return
        self._left -= 1
        self._page.ask("window.seen.length = 0", lambda _done: self._type())

    def _type(self) -> None:
        self._begun = time.time() * 1000
        press(self._editor, "abcdefghij"[self._left % 10])
        QTimer.singleShot(SPACING, self._look)

    def _look(self) -> None:
        self._page.ask(FIRST, self._on_seen)

    def _on_seen(self, at: object) -> None:
        if not isinstance(at, (int, float)) or not at:
            QTimer.singleShot(SPACING, self._look)
            return
        self._times.append(float(at) - self._begun)
        self.next()
