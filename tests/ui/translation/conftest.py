"""The theme, the threads and the guard that the rows need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import ENGLISH, VIETNAMESE
from editor_app.domain.settings import Theme as Choice
from editor_app.services.preferences import SettingsService
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.translation.translate_view import TranslateView
from editor_app.wiring import new_desk, open_desk
from tests.patience import PatientJobs
from tests.ui.translation.translating import SOURCE, Translating


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


@pytest.fixture
def work(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Translating]:
    new_desk(tmp_path / "desk")
    desk = open_desk(tmp_path / "desk", settings=SettingsService(tmp_path / "settings.toml"))
    created = desk.stories.create(VIETNAMESE)
    desk.drafts.save(created.article, "headline", "Phà chạy điện mặt trời")
    desk.drafts.save(created.article, "body", SOURCE)
    desk.drafts.settle(created.article)
    target = desk.translations.start(created.story, ENGLISH).article
    jobs = PatientJobs()
    manuscripts = Manuscripts(desk.drafts, jobs)
    view = TranslateView(desk, jobs, theme, manuscripts)
    view.resize(1056, 640)
    made = Translating(desk, jobs, manuscripts, view, created.story, created.article, target)
    jobs.changed.connect(lambda changes: made.refresh() if made.concerned(changes) else None)
    view.show()
    made.refresh()
    made.settle()
    yield made
    view.leave()
    made.settle()
    view.clear()
    jobs.close()
    desk.close()
    view.deleteLater()
