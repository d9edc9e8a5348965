"""A third language is started from the second, by a key and by a button."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import CHINESE
from editor_app.services.preferences import SettingsService
from editor_app.ui.actions import ActionSet
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.translation.start_commands import StartCommands
from editor_app.ui.widgets.buttons import Button
from editor_app.wiring import new_desk, open_desk
from tests.ui.material import story
from tests.ui.window import Opened, open_window


@pytest.fixture
def opened(qtbot: QtBot, jobs: Jobs, theme: Theme, tmp_path: Path) -> Iterator[Opened]:
    new_desk(tmp_path / "desk")
    desk = open_desk(tmp_path / "desk", settings=SettingsService(tmp_path / "settings.toml"))
    made = open_window(desk, jobs, theme, qtbot)
    start = StartCommands(desk, jobs, made.conductor.navigator)
    made.conductor.commands.add(start.table(), start.possible)
    yield made
    made.close()
    jobs.close()
    desk.close()


def test_a_language_is_started_from_the_translation_that_was_in_sight(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    opened.run("view.next_language")
    assert not offered(opened)
    opened.run("translate.start")
    begun = opened.conductor.navigator.article
    assert begun is not None
    english = begun.id
    rows = opened.desk.translations.segments(english)
    for row, text in zip(rows, ("Solar ferry", "Standfirst."), strict=False):
        opened.desk.translations.write(english, row.sources, text)
    opened.run("view.next_language")
    assert offered(opened)
    buttons = opened.window.findChildren(Button)
    button = next(item for item in buttons if item.text() == "Start from a translation")
    button.click()
    opened.settle()
    article = opened.conductor.navigator.article
    assert article is not None
    assert (article.language, article.translated_from) == (CHINESE, english)
    rows = opened.desk.translations.segments(article.id)
    assert [row.source_text for row in rows] == ["Solar ferry", "Standfirst."]


def offered(opened: Opened) -> bool:
    """Say whether the action can be done now."""
    opened.conductor.commands.refresh()
    actions = opened.window.findChild(ActionSet)
    assert actions is not None
    return any(row.name == "translate.start_from" for row in actions.possible())
