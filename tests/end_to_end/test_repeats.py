"""What recurs in a story is confirmed once and filled in everywhere, by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import CHINESE, ENGLISH, ArticleId
from editor_app.domain.link import State
from editor_app.ui.translation.assist_panel import AssistPanel
from editor_app.ui.translation.repeat_sheet import RepeatSheet
from editor_app.wiring import new_desk
from tests.end_to_end.conftest import Start
from tests.end_to_end.hands import SECONDS
from tests.end_to_end.sitting import Sitting, written

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

CROWD = "Hàng nghìn người đứng hai bên bờ sông Lam."
BODY = f"{CROWD}\n\nMưa làm ngập 17 tuyến phố.\n\n{CROWD}"
PEOPLE = "Thousands of people stood along both banks of the Lam."
CHINESE_PEOPLE = "成千上万的人站在蓝江两岸。"


def begun(sitting: Sitting) -> tuple[ArticleId, ArticleId]:
    """Open a story whose headline recurs twice; one text is confirmed in each language."""
    desk = sitting.desk
    made = written(desk, CROWD, BODY)
    english = desk.translations.start(made.story, ENGLISH).article
    chinese = desk.translations.start(made.story, CHINESE).article
    row = desk.translations.segments(chinese)[3]
    desk.translations.write(chinese, row.sources, CHINESE_PEOPLE, State.TRANSLATED)
    sitting.conductor.navigator.open(made.story, ENGLISH)
    sitting.settle()
    sitting.conductor.commands.show_view("translate")
    sitting.settle()
    return english, chinese


def texts(sitting: Sitting, article: ArticleId) -> list[str]:
    return [row.target_text for row in sitting.desk.translations.segments(article)]


def test_repeats_are_offered_listed_filled_in_and_taken_back(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    new_desk(tmp_path / "desk")
    sitting = start(tmp_path / "desk")
    english, chinese = begun(sitting)
    hands = sitting.hands
    hands.begin("repeats")
    hands.type(PEOPLE)
    hands.press("Ctrl+Return")
    assert sitting.areas.page.notice.text.startswith("The same words are to do in 2 more rows.")
    assist = sitting.window.findChild(AssistPanel)
    assert assist is not None
    assert [match.offered for match in assist.matches] == [PEOPLE]
    hands.press("Ctrl+Alt+R")
    sheet = sitting.window.findChild(RepeatSheet)
    assert sheet is not None
    qtbot.waitUntil(sheet.isVisible, timeout=SECONDS)
    assert [item.language for item in sheet.ticked] == [ENGLISH, ENGLISH, CHINESE, CHINESE]
    hands.press("Return")
    assert sheet.isHidden()
    assert texts(sitting, english) == [PEOPLE, PEOPLE, "", PEOPLE]
    assert texts(sitting, chinese) == [CHINESE_PEOPLE, CHINESE_PEOPLE, "", CHINESE_PEOPLE]
    assert sitting.conductor.undo_bar.text == "Repeats filled in: 4"
    assert hands.count("repeats") == 3
    sitting.conductor.undo.undo()
    sitting.settle()
    assert texts(sitting, english) == [PEOPLE, "", "", ""]
    assert texts(sitting, chinese) == ["", "", "", CHINESE_PEOPLE]


def test_a_repeat_that_is_not_wanted_is_unticked_by_key(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    new_desk(tmp_path / "desk")
    sitting = start(tmp_path / "desk")
    english, chinese = begun(sitting)
    hands = sitting.hands
    hands.type(PEOPLE)
    hands.press("Ctrl+Return")
    hands.press("Ctrl+Alt+R")
    sheet = sitting.window.findChild(RepeatSheet)
    assert sheet is not None
    qtbot.waitUntil(sheet.isVisible, timeout=SECONDS)
    hands.press("Shift+Tab")
    hands.press("Shift+Tab")
    hands.press("Space")
    assert [item.language for item in sheet.ticked] == [ENGLISH, ENGLISH, CHINESE]
    hands.press("Tab")
    hands.press("Tab")
    hands.press("Return")
    assert texts(sitting, english) == [PEOPLE, PEOPLE, "", PEOPLE]
    assert texts(sitting, chinese) == [CHINESE_PEOPLE, "", "", CHINESE_PEOPLE]
