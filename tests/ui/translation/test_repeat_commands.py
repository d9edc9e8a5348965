"""What recurs in a story is told of the story that is in sight, and of no other."""

from __future__ import annotations

from editor_app.domain.ids import ENGLISH
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.translation.repeat_commands import RepeatCommands
from editor_app.ui.translation.repeat_sheet import RepeatSheet
from editor_app.ui.translation.translate_view import TranslateView
from tests.ui.material import story
from tests.ui.window import Opened


def test_nothing_is_told_of_a_story_that_was_left_meanwhile(opened: Opened) -> None:
    desk, jobs, navigator = opened.desk, opened.jobs, opened.conductor.navigator
    first, second = (
        desk.translations.start(story(desk, word).story, ENGLISH).article
        for word in ("Solar ferries", "Harbour lights")
    )
    manuscripts = Manuscripts(desk.drafts, jobs, jobs)
    view = TranslateView(desk, jobs, opened.theme, manuscripts)
    opened.qtbot.addWidget(view)
    commands = RepeatCommands(
        desk, jobs, lambda: RepeatSheet(opened.theme, opened.window), navigator, view, manuscripts
    )
    told: list[str] = []
    commands.told.connect(told.append)
    navigator.open_article(first)
    opened.settle()
    commands.open()
    navigator.open(desk.stories.find_article(second).story, ENGLISH)
    opened.settle()
    assert told == []
    commands.open()
    opened.settle()
    assert told == ["Nothing that is to do recurs in what is confirmed of this story."]
