"""The theme, the threads and the guard that the widgets of the text need."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor_app.domain.settings import Theme as Choice
from editor_app.formats.intake import read_paste
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.given import _as_png
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.write_view import WriteView
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from tests.patience import PatientJobs
from tests.ui.article.material import EDITIONS, TARGET, KeptDrafts, ferry_story


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    made = Theme()
    made.apply(Choice.LIGHT)
    return made


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = PatientJobs()
    yield made
    made.close()


@pytest.fixture
def composing(qtbot: QtBot) -> Composing:
    return Composing()


def thumbnail(_photo: object, width: int) -> bytes:
    image = QImage(width, width // 2, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    return _as_png(image)


@pytest.fixture
def drafts() -> KeptDrafts:
    return KeptDrafts()


@pytest.fixture
def view(jobs: Jobs, theme: Theme, drafts: KeptDrafts) -> Iterator[WriteView]:
    desk: Any = SimpleNamespace(
        drafts=drafts,
        photos=SimpleNamespace(thumbnail=thumbnail),
        vocabulary=SimpleNamespace(editions=lambda: EDITIONS),
        importing=SimpleNamespace(paste=read_paste),
    )
    manuscripts = Manuscripts(drafts, jobs)
    made = WriteView(desk, jobs, theme, manuscripts)
    made.resize(800, 700)
    made.show()
    made.show_story(ferry_story(), TARGET)
    jobs.settle()
    QApplication.processEvents()
    yield made
    made.clear()
    jobs.settle()
    made.deleteLater()
