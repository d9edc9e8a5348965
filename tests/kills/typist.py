"""Somebody who types twelve characters a second without a pause, until the process is killed.

What is typed, and what the program says is saved, goes line by line into a file that survives:
``T 17 12.345`` the seventeenth character stands in the text, ``S 12 12.400`` twelve are said to be
saved; the times are those of the system's monotonic clock.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from editor_app.domain.changes import Changes
from editor_app.services.preferences import SettingsService
from editor_app.services.views import ListQuery
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.write_view import WriteView
from editor_app.ui.desk.centre_view import SavedState
from editor_app.ui.jobs import Jobs
from editor_app.wiring import open_desk
from tests.end_to_end.sitting import begun

EVERY = 83  # milliseconds: twelve characters a second
PAUSE_AFTER, PAUSE = 30, 2600  # in some runs a rest comes, long enough for the text to be settled
WORDS = [
    "phà",
    "sông",
    "mây",
    "điện",
    "ferry",
    "river",
    "cloud",
    "solar",
    "渡船",
    "江河",
    "云",
    "太阳",
    "😀",
]


def stream(seed: int, length: int) -> str:
    """Return the first characters of the text that belongs to a seed; no two spaces meet."""
    chance = random.Random(seed)
    text = ""
    while len(text) < length:
        text += f"{chance.choice(WORDS)}{len(text)} "
    return text[:length]


class Typist(QObject):
    """Types a stream through ``put`` and keeps the account."""

    def __init__(self, seed: int, account: Path, put: Callable[[str], None]) -> None:
        super().__init__()
        self._text = stream(seed, 4000)
        self._rests = seed % 3 == 0
        self._put = put
        self._typed = 0
        self._file = os.open(account, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._lengths: dict[datetime, int] = {}
        self._timer = QTimer(self, interval=EVERY, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._type)

    def start(self) -> None:
        """Begin to type."""
        self._timer.start()

    def keep_lengths(self, drafts: Any) -> None:
        """Note how long the text of each save is, by the instant it was committed."""
        save = drafts.save

        def noting(owner: str, part: str, text: str, *rest: int) -> datetime:
            at: datetime = save(owner, part, text, *rest)
            self._lengths[at] = max(self._lengths.get(at, 0), len(text))
            return at

        drafts.save = noting

    def on_saved(self, state: SavedState) -> None:
        """Take the program at its word."""
        if state.at in self._lengths:
            self._note("S", self._lengths[state.at])

    def _type(self) -> None:
        self._put(self._text[self._typed])
        self._typed += 1
        self._note("T", self._typed)
        if self._rests and self._typed % PAUSE_AFTER == 0:
            self._timer.stop()
            QTimer.singleShot(PAUSE, self, self._timer.start)

    def _note(self, what: str, number: int) -> None:
        os.write(self._file, f"{what} {number} {time.monotonic():.4f}\n".encode())


def type_into_manuscript(folder: Path, seed: int, account: Path) -> None:
    """Open the desk and type into a Manuscript, with saving and storage and nothing else."""
    application = QApplication([])
    desk = open_desk(folder, settings=SettingsService(folder / "settings.toml"))
    jobs = Jobs()
    manuscripts = Manuscripts(desk.drafts, jobs, jobs)
    story = desk.stories.rows(ListQuery())[0].story
    manuscripts.take(desk.stories.view(story))
    body = manuscripts.all()[0].body

    def put(character: str) -> None:
        cursor = QTextCursor(body.document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(character)

    def show_again(changes: Changes) -> None:
        if changes.articles:
            manuscripts.take(desk.stories.view(story))

    typist = Typist(seed, account, put)
    typist.keep_lengths(desk.drafts)
    manuscripts.saved.connect(typist.on_saved)
    jobs.changed.connect(show_again)
    typist.start()
    application.exec()


def type_into_window(folder: Path, seed: int, account: Path) -> None:
    """Open the real window on the desk and type into it."""
    application = QApplication([])
    workstation = begun(SettingsService(folder / "settings.toml"), folder)
    waiting = QTimer(application, interval=20)

    def put(character: str) -> None:
        window = workstation.window.windowHandle()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(window, key)

    typist = Typist(seed, account, put)

    def begin_when_open() -> None:
        conductor, desk = workstation.conductor, workstation.desk
        areas = workstation.window.areas
        if conductor is None or desk is None or areas is None:
            return
        view = areas.page.centre.main
        if conductor.navigator.story_id is None:
            conductor.navigator.open(desk.stories.rows(ListQuery())[0].story)
        elif isinstance(view, WriteView) and view.places.manuscript is not None:
            waiting.stop()
            workstation.window.activateWindow()
            view.body.moveCursor(QTextCursor.MoveOperation.End)
            view.body.setFocus()
            typist.keep_lengths(view._manuscripts.autosave._drafts)
            view.saved.connect(typist.on_saved)
            typist.start()

    waiting.timeout.connect(begin_when_open)
    waiting.start()
    application.exec()
