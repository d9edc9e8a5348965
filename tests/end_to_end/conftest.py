"""What the tests of the whole program share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor_app.paths import resource_folder
from editor_app.sentences import speak
from editor_app.services.preferences import SettingsService
from editor_app.ui.preview.engine_setup import before_application
from editor_app.ui.start import Workstation
from tests.end_to_end.sitting import Sitting, begun, ended
from tests.end_to_end.wordpress_scene import Scene, opened_scene
from tests.patience import PatientQtBot
from tests.servers.fixtures import Between
from tests.servers.wordpress import WordPress

before_application()  # the test application is made later

Begin = Callable[[Path], Workstation]
Start = Callable[[Path], Sitting]


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Wait with more patience than pytest-qt's own."""
    return PatientQtBot(request)


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """Delete at the end what a test has left to be deleted later (see tests/ui)."""
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English, whatever a test before has chosen."""
    speak("en", resource_folder() / "locale")
    yield
    speak("en", resource_folder() / "locale")


@pytest.fixture(autouse=True)
def nothing_copied(qapp: QApplication) -> None:
    """Begin with an empty clipboard, whatever a test before has copied."""
    qapp.clipboard().clear()


@pytest.fixture
def settings(tmp_path: Path) -> SettingsService:
    made = SettingsService(tmp_path / "settings.toml")
    made.save(editor="Lan Anh", interface_language="en")
    return made


@pytest.fixture
def begin(qapp: QApplication, settings: SettingsService) -> Iterator[Begin]:
    """Start the program on a desk and leave it to itself; it ends with the test."""
    workstations: list[Workstation] = []

    def start_it(folder: Path) -> Workstation:
        workstations.append(begun(settings, folder))
        return workstations[-1]

    yield start_it
    for workstation in workstations:
        ended(workstation)


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, settings: SettingsService) -> Iterator[Start]:
    """Start the program on a desk and wait for it; what is still open at the end is closed."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    sittings: list[Sitting] = []

    def start_it(folder: Path) -> Sitting:
        sittings.append(Sitting(qtbot, begun(settings, folder)))
        return sittings[-1]

    yield start_it
    for sitting in sittings:
        if sitting.is_open:
            sitting.close()


@pytest.fixture
def role() -> str:
    """The role of the account on a WordPress, where a test does not say."""
    return "editor"


@pytest.fixture
def scene(
    tmp_path: Path,
    either_wordpress: WordPress,
    between: Between,
    settings: SettingsService,
    role: str,
) -> Iterator[Scene]:
    """A desk signed in to either WordPress by way of a proxy, its story written."""
    faults = between(either_wordpress.url)
    with opened_scene(tmp_path / "desk", either_wordpress, faults, settings, role) as made:
        yield made
