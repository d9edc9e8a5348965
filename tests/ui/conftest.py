"""What tests of the window share: the theme, the threads, and a real desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor_app.domain.settings import Theme as Choice
from editor_app.paths import resource_folder
from editor_app.sentences import speak
from editor_app.services.preferences import SettingsService
from editor_app.ui.jobs import Jobs
from editor_app.ui.preview.engine_setup import before_application
from editor_app.ui.room_for_types import make_room_for_types
from editor_app.ui.theme import Theme
from editor_app.wiring import Desk, new_desk, open_desk
from tests.patience import LONG, PatientJobs, PatientQtBot
from tests.ui.window import Opened, open_window

before_application()  # the test application is made later
make_room_for_types()


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Wait with more patience than pytest-qt's own."""
    return PatientQtBot(request)


@pytest.fixture
def patient_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let writing wait for first looks as long as a busy machine needs."""
    monkeypatch.setattr("editor_app.ui.first_looks.LONGEST", LONG)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English, whatever a test before has chosen."""
    speak("en", resource_folder() / "locale")
    yield
    speak("en", resource_folder() / "locale")


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """Delete at the end what a test has left to be deleted later.

    No event loop runs between two tests that would do it, and a window that is still
    there is dressed with the next one, hears its signals, and takes the focus.
    """
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def nothing_copied(qapp: QApplication) -> None:
    """Begin with an empty clipboard, whatever a test before has copied."""
    qapp.clipboard().clear()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme()
    made.apply(Choice.LIGHT)
    yield made
    made.deleteLater()


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = PatientJobs()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def settings(tmp_path: Path) -> SettingsService:
    made = SettingsService(tmp_path / "settings.json")
    made.save(editor="Lan Anh", theme=Choice.LIGHT)
    return made


@pytest.fixture
def desk(tmp_path: Path, settings: SettingsService) -> Iterator[Desk]:
    """An open desk with editions and sections and nothing else."""
    folder = tmp_path / "desk"
    new_desk(folder)
    made = open_desk(folder, settings=settings)
    yield made
    made.close()


@pytest.fixture
def opened(desk: Desk, jobs: Jobs, theme: Theme, qtbot: QtBot) -> Iterator[Opened]:
    """A started window on an empty desk."""
    made = open_window(desk, jobs, theme, qtbot)
    yield made
    made.close()
