"""The program that is measured: the bare editor or the workstation, typed into by itself.

``python -m tests.bench.window BEGUN bare|ours start|type|preview|assist PATH [VIEW [TMX]]`` prints
a JSON document. ``display`` has prepared its environment. A key is an event in Qt's queue; it
counts as painted when the paint event that follows it has been worked off, so that the picture has
been handed to the display. Both programs are measured in the same way, in the same process as they
run.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit, QTextEdit, QWidget

if TYPE_CHECKING:
    from editor_app.ui.jobs import Report
    from editor_app.ui.start import Workstation

Editor = QPlainTextEdit | QTextEdit

SIZE = (1440, 900)
KEYS = 150
PAUSE = 25  # milliseconds between two keys
TICK = 4  # milliseconds between two looks
REST = 2500  # milliseconds after which the program is at rest
EDITORS = ("BodyEdit", "RowEdit")
MOST = 60_000  # milliseconds that anything may take


class Painted(QObject):
    """Tells once when a widget has painted itself and the event loop turned again."""

    def __init__(self, widget: QWidget, tell: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget, self._tell = widget, tell
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for the paint event."""
        if event.type() == QEvent.Type.Paint and watched is self._widget:
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self._tell)
        return False


class Keys(NamedTuple):
    """Milliseconds per key until it was painted: by the clock, and computing in this thread."""

    times: list[float]
    computed: list[float]


class Typist(QObject):
    """Types a key, waits until it is painted, pauses, and types the next."""

    def __init__(self, editor: Editor, keys: int, done: Callable[[Keys], None]) -> None:
        super().__init__(editor)
        self._editor, self._left, self._done = editor, keys, done
        self._keys = Keys([], [])
        self._begun = self._computed = 0

    def next(self) -> None:
        """Type one key, or say how long all took."""
        if self._left == 0:
            self._done(self._keys)
            return
        self._left -= 1
        letter = "abcdefghij "[self._left % 11]
        self._begun, self._computed = time.monotonic_ns(), time.thread_time_ns()
        Painted(self._editor.viewport(), self._on_painted)
        press(self._editor, letter)

    def _on_painted(self) -> None:
        self._keys.times.append((time.monotonic_ns() - self._begun) / 1e6)
        self._keys.computed.append((time.thread_time_ns() - self._computed) / 1e6)
        QTimer.singleShot(PAUSE, self.next)


def press(editor: QWidget, letter: str) -> None:
    """Put a key into the queue, pressed and let go."""
    key = Qt.Key.Key_Space if letter == " " else Qt.Key(ord(letter.upper()))
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.postEvent(editor, event)


def once(condition: Callable[[], bool], then: Callable[[], None], parent: QObject) -> None:
    """Do something as soon as a condition holds."""
    timer = QTimer(parent, interval=TICK)
    end = time.monotonic() + MOST / 1000

    def look() -> None:
        if condition():
            timer.stop()
            then()
        elif time.monotonic() > end:
            sys.exit("It took too long.")

    timer.timeout.connect(look)
    timer.start()


class Sitting(QObject):
    """One measurement: what was found goes into ``found``, which is printed at the end."""

    ended = Signal()

    def __init__(self, application: QApplication, begun: int) -> None:
        super().__init__(application)
        self._application, self._begun = application, begun
        self.found: dict[str, Any] = {}

    def since(self) -> float:
        """Return the milliseconds since this process was started."""
        return (time.monotonic_ns() - self._begun) / 1e6

    def watch_window(self, window: QWidget) -> None:
        """Note when the window is first painted."""
        Painted(window, lambda: self.found.setdefault("window", self.since()))

    def type_first(self, editor: Editor) -> None:
        """Note when a typed letter shows."""

        def shown() -> None:
            self.found["typing"] = self.since()
            QTimer.singleShot(REST, self.end)

        Painted(editor.viewport(), shown)
        press(editor, "x")

    def type_many(self, editor: Editor) -> None:
        """Type for a while; the first keys warm up and do not count."""
        editor.moveCursor(QTextCursor.MoveOperation.End)
        editor.ensureCursorVisible()

        def done(keys: Keys) -> None:
            self.found["times"], self.found["computed"] = keys.times[20:], keys.computed[20:]
            self.end()

        QTimer.singleShot(REST, Typist(editor, KEYS, done).next)

    def end(self) -> None:
        """Print what was found."""
        self.ended.emit()
        self.found["memory"] = memory_at_rest()
        print(json.dumps(self.found), flush=True)
        self._application.exit()


def memory_at_rest() -> float:
    """Return the memory of this process and its children in MB, shared parts divided (Linux)."""
    total = 0
    for process in [os.getpid(), *_children(os.getpid())]:
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def _children(process: int) -> list[int]:
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    except OSError:
        return []
    found = [int(child) for child in listed]
    return found + [grandchild for child in found for grandchild in _children(child)]


def bare(begun: int, what: str, text: str) -> int:
    """Measure a window with nothing but Qt's editor in it."""
    application = QApplication(["bare"])
    sitting = Sitting(application, begun)
    window = QMainWindow()
    editor = QPlainTextEdit(Path(text).read_text("utf-8"))
    window.setCentralWidget(editor)
    window.resize(*SIZE)
    sitting.watch_window(window)
    window.show()
    window.activateWindow()
    editor.setFocus()
    then = sitting.type_first if what == "start" else sitting.type_many
    once(editor.isVisible, lambda: then(editor), sitting)
    return application.exec()


def ours(begun: int, what: str, desk: str, view: str, memory: Path | None = None) -> int:
    """Measure the workstation on a desk whose last place is in its only story.

    ``memory`` is a TMX file that is taken in meanwhile.
    """
    from editor_app.__main__ import doors
    from editor_app.services.preferences import SettingsService
    from editor_app.ui.preview import engine_setup
    from editor_app.ui.start import Workstation

    engine_setup.before_application()
    application = QApplication(["copydesk"])
    settings = SettingsService()
    settings.save(light_mode=view == "light", editor="Lan")
    sitting = Sitting(application, begun)
    workstation = Workstation(doors(settings), application)
    sitting.watch_window(workstation.window)
    workstation.start(Path(desk))
    if what == "open":
        once(lambda: workstation.desk is not None, partial(_open, workstation, sitting), sitting)
    elif what == "assist":
        once(
            lambda: workstation.conductor is not None, partial(_step, workstation, sitting), sitting
        )
    else:
        opened = partial(_measure, workstation, sitting, what, view, memory)
        once(lambda: editor_of(workstation) is not None, opened, sitting)
    code = application.exec()
    workstation.window.leave()
    workstation.end()
    return code


def _measure(
    workstation: Workstation, sitting: Sitting, what: str, view: str, memory: Path | None
) -> None:
    """Type into the story that stands open now."""
    editor = editor_of(workstation)
    if editor is None or workstation.conductor is None:
        sys.exit("No story stands open.")
    if what == "start":
        sitting.type_first(editor)
        return
    workstation.window.resize(*SIZE)
    workstation.conductor.navigator.show_view("write" if view == "light" else view)
    if what == "preview":
        from tests.bench.seeing import see

        see(workstation.window, editor, sitting)
        return

    def begin() -> None:
        if memory is not None:
            _import(workstation, sitting, memory)
        sitting.type_many(editor)

    once(lambda: not workstation.jobs.busy, begin, sitting)


def _step(workstation: Workstation, sitting: Sitting) -> None:
    """Go through the rows of the translation that was open last."""
    from tests.bench.stepping import step

    workstation.window.resize(*SIZE)
    if workstation.conductor is not None:
        step(workstation.window, workstation.conductor, sitting)


def _open(workstation: Workstation, sitting: Sitting) -> None:
    """Go from story to story and from view to view."""
    from tests.bench.walking import walk

    workstation.window.resize(*SIZE)
    walk(workstation, sitting)


def _import(workstation: Workstation, sitting: Sitting, memory: Path) -> None:
    """Take a translation memory in, again and again until the measurement ends."""
    desk = workstation.desk
    if desk is None:
        sys.exit("The desk is not open.")
    files = desk.word_files

    def work(report: Report) -> None:
        while "times" not in sitting.found:
            with memory.open("rb") as file:
                files.import_tmx(file, memory.name, progress=report)

    task = workstation.jobs.long(sitting, "Taking in", work, gives_way=True)
    sitting.ended.connect(task.stop)


def editor_of(workstation: Workstation) -> Editor | None:
    """Return the editor of the body, or of a row, once it shows the story's text."""
    found = workstation.window.findChildren(QTextEdit)
    bodies = (item for item in found if type(item).__name__ in EDITORS)  # nothing is loaded for it
    return next((item for item in bodies if item.isVisible() and item.toPlainText()), None)


def main(words: list[str]) -> int:
    """Measure what the words say."""
    begun, who, what, path, *rest = words
    if who == "bare":
        return bare(int(begun), what, path)
    view, *files = rest or ["write"]
    return ours(int(begun), what, path, view, Path(files[0]) if files else None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
