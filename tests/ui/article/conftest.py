"""The theme, the threads and the guard that the widgets of the text need."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.settings import Theme as Choice
from editor_app.ui.article.composing import Composing
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from tests.patience import PatientJobs


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
