"""A process that types without a pause and is killed: in the real window, or without one.

It types a stream of numbered words whose every character can be told from its place, so that what
is found afterwards says exactly what was kept. It reports on standard output, unbuffered:
``typing`` before the first key, ``key N`` after the Nth key, ``kept N`` when the commit of a text
with N characters of the stream has returned.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from editor_app.ui import environment

environment.prepare()

from PySide6.QtCore import QObject, Qt, QTimer  # noqa: E402  (after environment.prepare)
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from editor_app.domain.ids import ArticleId, StoryId  # noqa: E402
from editor_app.services.drafts import DraftService  # noqa: E402
from editor_app.services.preferences import SettingsService  # noqa: E402
from editor_app.ui.article.manuscripts import Manuscripts  # noqa: E402
from editor_app.ui.jobs import Jobs  # noqa: E402
from editor_app.ui.start import Workstation  # noqa: E402
from editor_app.wiring import open_desk  # noqa: E402
from tests.end_to_end.sitting import begun  # noqa: E402
from tests.kills.stream import KEY_EVERY, stream  # noqa: E402

LOOK_EVERY = 20


def report(line: str) -> None:
    """Say a line at once; a killed process keeps no buffer."""
    os.write(1, f"{line}\n".encode())


def tell_of_saves() -> None:
    """Let every commit of a body say how long the text was that it kept."""
    whole = DraftService.save

    def telling(
        drafts: DraftService, owner: str, part: str, text: str, based_on: int = 0, caret: int = 0
    ) -> datetime:
        at = whole(drafts, owner, part, text, based_on, caret)
        if part == "body":
            report(f"kept {len(text)}")
        return at

    # It listens and does all that it did; mypy allows no method to be set.
    setattr(DraftService, "save", telling)  # noqa: B010


class Typist(QObject):
    """Presses a key every ``KEY_EVERY`` milliseconds, going on where the text ends."""

    def __init__(self, press: Callable[[str], None], length: int) -> None:
        """Type the stream from its character ``length`` on."""
        super().__init__()
        self._press, self._length = press, length
        self._clock = QTimer(self, interval=KEY_EVERY)
        self._clock.timeout.connect(self._type)

    def start(self) -> None:
        """Begin."""
        report("typing")
        self._clock.start()

    def _type(self) -> None:
        self._press(stream(self._length, self._length + 1))
        self._length += 1
        report(f"key {self._length}")


class Window(QObject):
    """Waits until the real window shows the article, then lets somebody type at its end."""

    def __init__(self, workstation: Workstation, article: ArticleId) -> None:
        """Look from time to time whether the window is ready."""
        super().__init__(workstation)
        self._workstation, self._article = workstation, article
        self._clock = QTimer(self, interval=LOOK_EVERY)
        self._clock.timeout.connect(self._look)
        self._clock.start()

    def _look(self) -> None:
        conductor, areas = self._workstation.conductor, self._workstation.window.areas
        if conductor is None or areas is None or self._workstation.jobs.busy:
            return
        shown = conductor.navigator.article
        if shown is None or shown.id != self._article:
            conductor.navigator.open_article(self._article)
            return
        view = areas.page.centre.views()["write"]
        if not self._workstation.window.isActiveWindow():
            self._workstation.window.activateWindow()
            return
        self._clock.stop()
        view.show_caret("body", len(shown.markdown))
        view.focus_text()
        target = QApplication.focusWidget()
        assert target is not None
        self._typist = Typist(lambda character: press(target, character), len(shown.markdown))
        self._typist.start()


def press(target: QWidget, character: str) -> None:
    """Press and release a key that types this character."""
    modifier = Qt.KeyboardModifier.NoModifier
    QTest.sendKeyEvent(QTest.KeyAction.Click, target, Qt.Key.Key_unknown, character, modifier)


def in_the_window(folder: Path, settings: Path, article: ArticleId) -> None:
    """Type in the whole program."""
    application = QApplication(["copydesk"])
    workstation = begun(SettingsService(settings), folder)
    window = Window(workstation, article)
    application.exec()
    window.deleteLater()


def without_window(folder: Path, article: ArticleId) -> None:
    """Type into a Manuscript with its saving and the storage, and nothing else."""
    application = QApplication(["copydesk"])
    desk = open_desk(folder)
    desk.drafts.recover()
    jobs = Jobs()
    manuscripts = Manuscripts(desk.drafts, jobs)
    story = StoryId(desk.stories.find_article(article).story)
    manuscripts.take(desk.stories.view(story))
    body = manuscripts.of(article).body
    cursor = body.document.rootFrame().lastCursorPosition()

    def write(character: str) -> None:
        if character == "\n":
            cursor.insertBlock()
        else:
            cursor.insertText(character)

    typist = Typist(write, len(desk.stories.find_article(article).markdown))
    typist.start()
    application.exec()


if __name__ == "__main__":
    tell_of_saves()
    where, wanted = Path(sys.argv[2]), ArticleId(sys.argv[3])
    if sys.argv[1] == "window":
        in_the_window(where, Path(sys.argv[4]), wanted)
    else:
        without_window(where, wanted)
