"""Languages, views and Publish over a story."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE
from editor_app.ui.desk.header import Header
from editor_app.ui.theme import Theme
from editor_app.wiring import Desk
from tests.ui.material import story, translated


@pytest.fixture
def header(theme: Theme, qtbot: QtBot, desk: Desk) -> Header:
    made = Header(theme)
    qtbot.addWidget(made)
    made.know_editions(desk.vocabulary.editions())
    made.resize(1100, 44)
    made.show()
    return made


def names(header: Header) -> list[str]:
    return [header._tabs.tab(key).accessibleName() for key in header._tabs.keys]


def test_tabs_show_every_language_with_its_state(header: Header, desk: Desk) -> None:
    made = story(desk)
    translated(desk, made)
    header.show_story(desk.stories.view(made.story), ENGLISH)
    assert names(header) == ["Tiếng Việt, source", "English, 4 left", "中文, not started"]
    assert header._tabs.choice == ENGLISH


def test_the_count_on_a_tab_goes_down_while_the_editor_translates(
    header: Header, desk: Desk
) -> None:
    made = story(desk)
    translated(desk, made)
    header.show_story(desk.stories.view(made.story), ENGLISH)
    header.show_left(ENGLISH, 1)
    assert header._tabs.tab(ENGLISH).badge_text == "1 left"


def test_pressing_a_language_or_view_tells_the_frame(
    header: Header, desk: Desk, qtbot: QtBot
) -> None:
    made = story(desk)
    header.show_story(desk.stories.view(made.story), VIETNAMESE)
    with qtbot.waitSignal(header.language_chosen) as language:
        header._tabs.tab(CHINESE).click()
    assert language.args == [CHINESE]
    with qtbot.waitSignal(header.view_chosen) as view:
        header._views.button("preview").click()
    assert view.args == ["preview"]


def test_a_narrow_header_shows_icons_and_one_badge_but_cuts_nothing(
    header: Header, desk: Desk, qtbot: QtBot
) -> None:
    made = story(desk)
    translated(desk, made)
    header.show_story(desk.stories.view(made.story), ENGLISH)
    wide = header._views.width_for(small=False)
    header.resize(header.minimumSizeHint().width(), 44)
    assert header.minimumSizeHint().width() <= 680
    qtbot.waitUntil(lambda: header._views.width() < wide)
    inside = [part for part in header.findChildren(QAbstractButton) if part.isVisible()]
    rights = [part.mapTo(header, part.rect().topRight()).x() for part in inside]
    assert max(rights) <= header.width()
    tab = header._tabs.tab(ENGLISH)
    qtbot.waitUntil(lambda: tab.width() >= tab.sizeHint().width())


def test_without_a_story_there_is_nothing_to_press(header: Header) -> None:
    header.clear()
    assert not [part for part in header.findChildren(QAbstractButton) if part.isVisible()]
