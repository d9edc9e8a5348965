"""The machine's keys in the window: what was in sight when a key was pressed is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pytest_httpserver import HTTPServer

from editor_app.domain.ids import ENGLISH, ArticleId, EngineId, new_id
from editor_app.domain.machine import Engine, EngineKind
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.desk.vocabulary import read_vocabulary
from editor_app.ui.translation.machine_commands import MachineCommands
from editor_app.ui.translation.machine_sheet import MachineSheet
from editor_app.ui.translation.translate_view import TranslateView
from tests.connectors.machine_server import MachineServer
from tests.ui.material import story
from tests.ui.window import Opened


@dataclass
class Room:
    """A window with two stories that are to be translated; the first one stands in the rows."""

    opened: Opened
    view: TranslateView
    commands: MachineCommands
    service: MachineServer
    first: ArticleId
    second: ArticleId

    def written(self, article: ArticleId) -> list[str]:
        """Return the texts of a translation, one for each row."""
        return [row.target_text for row in self.opened.desk.translations.segments(article)]

    def show(self, article: ArticleId) -> None:
        """Bring a translation into sight, in the frame and in the rows."""
        navigator = self.opened.conductor.navigator
        navigator.open_article(article)
        self.opened.settle()
        assert navigator.article is not None
        desk = self.opened.desk
        found = desk.stories.find_article(article)
        self.view.show_story(desk.stories.view(found.story), article)
        self.opened.settle()

    def begin_to_show(self, article: ArticleId) -> None:
        """Ask the frame for the story of a translation, which is then on its way."""
        story_of = self.opened.desk.stories.find_article(article).story
        self.opened.conductor.navigator.open(story_of, ENGLISH)


@pytest.fixture
def room(opened: Opened, httpserver: HTTPServer) -> Iterator[Room]:
    desk, jobs = opened.desk, opened.jobs
    begun = [
        desk.translations.start(story(desk, word).story, ENGLISH).article
        for word in ("Solar ferries", "Harbour lights")
    ]
    service = MachineServer(httpserver)
    desk.machine.put(Engine(EngineId(new_id()), EngineKind.LIBRE, "Here", service.url))
    manuscripts = Manuscripts(desk.drafts, jobs, jobs)
    view = TranslateView(desk, jobs, opened.theme, manuscripts)
    view.show_vocabulary(read_vocabulary(desk.vocabulary))
    view.show()
    commands = MachineCommands(
        desk,
        jobs,
        lambda: MachineSheet(opened.theme, opened.window),
        opened.conductor.navigator,
        view,
        manuscripts,
    )
    made = Room(opened, view, commands, service, *begun)
    made.show(begun[0])
    yield made
    view.leave()
    opened.settle()
    view.clear()
    view.deleteLater()


def test_the_row_that_was_worked_on_is_written_although_another_one_is_meanwhile(
    room: Room,
) -> None:
    room.view.work.open(1)
    room.commands.write_row()
    room.view.work.open(3)
    room.opened.qtbot.waitUntil(lambda: any(room.written(room.first)))
    room.opened.settle()
    assert [bool(text) for text in room.written(room.first)] == [False, True, False, False]


def test_a_story_that_is_opened_meanwhile_is_not_sent_to_a_machine(room: Room) -> None:
    room.view.work.open(1)
    room.commands.write_row()
    room.begin_to_show(room.second)
    room.view.clear()
    room.opened.qtbot.waitUntil(lambda: any(room.written(room.first)))
    room.opened.settle()
    assert not any(room.written(room.second))
    assert len(room.service.texts) == 1


def test_the_sheet_does_not_come_up_over_another_story(room: Room) -> None:
    room.commands.open()
    room.begin_to_show(room.second)
    room.opened.settle()
    assert room.commands.sheet.isHidden()


def test_the_sheet_writes_the_row_it_was_opened_for(room: Room) -> None:
    room.view.work.open(1)
    room.commands.open()
    room.opened.settle()
    sheet = room.commands.sheet
    assert not sheet.isHidden()
    room.view.work.open(2)
    sheet._one.click()
    room.opened.qtbot.waitUntil(lambda: any(room.written(room.first)))
    room.opened.settle()
    assert [bool(text) for text in room.written(room.first)] == [False, True, False, False]
