"""One fact changed everywhere in the real window, by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import ENGLISH, VIETNAMESE, StoryId
from editor_app.domain.link import State
from editor_app.ui.translation.fact_sheet import FactSheet
from editor_app.wiring import new_desk
from tests.end_to_end.conftest import Start
from tests.end_to_end.hands import SECONDS
from tests.end_to_end.sitting import Sitting, written

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

BODY = "Phà chở 40 người.\n\nPhí chiếm 41% thu nhập của 12 hộ.\n\nCó 12 chuyến."
ENGLISH_TEXTS = ("The ferry carries 40.", "Fuel takes 41 per cent of 12 homes.", "12 trips a day.")


def begun(sitting: Sitting) -> StoryId:
    """Open a story in two languages in Write, its caret in the figure of the second paragraph."""
    desk = sitting.desk
    made = written(desk, "Phà tốn 41%", BODY)
    english = desk.translations.start(made.story, ENGLISH).article
    rows = desk.translations.segments(english)
    for row, text in zip(rows, ("Ferries take 41%", *ENGLISH_TEXTS), strict=True):
        desk.translations.write(english, row.sources, text, State.TRANSLATED)
    sitting.conductor.navigator.open(made.story)
    sitting.settle()
    sitting.conductor.commands.show_view("write")
    sitting.settle()
    return made.story


def put_caret(sitting: Sitting, place: int) -> None:
    view = sitting.areas.page.centre.main
    assert view is not None
    view.show_caret("body", place)
    sitting.settle()


def change(sitting: Sitting, qtbot: QtBot, words: str) -> None:
    """Press the key, type what it should be, and let it be done once it is seen."""
    hands = sitting.hands
    hands.press("Ctrl+Alt+H")
    sheet = sitting.window.findChild(FactSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: bool(sheet.rows.found), timeout=SECONDS)
    hands.type(words)
    qtbot.waitUntil(lambda: bool(sheet.rows.edits), timeout=SECONDS)
    sitting.settle()
    hands.press("Return")
    assert sheet.isHidden()


def texts(sitting: Sitting, story: StoryId) -> dict[str, tuple[str, str]]:
    return {
        item.language: (item.headline, item.markdown)
        for item in sitting.desk.stories.view(story).articles
    }


def test_a_figure_is_changed_everywhere_by_two_keys_and_undone(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    new_desk(tmp_path / "desk")
    sitting = start(tmp_path / "desk")
    story = begun(sitting)
    before = texts(sitting, story)
    sitting.hands.begin("fact")
    put_caret(sitting, BODY.index("41%") + 1)
    change(sitting, qtbot, "42%")
    after = texts(sitting, story)
    assert after == {
        language: (headline.replace("41", "42"), body.replace("41", "42"))
        for language, (headline, body) in before.items()
    }
    assert sitting.conductor.undo_bar.text == "Changed in all languages, places: 4"
    assert sitting.hands.count("fact") == 2
    sitting.conductor.undo.undo()
    sitting.settle()
    assert texts(sitting, story) == before


def test_a_small_number_is_changed_only_where_it_is_the_same_one(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    new_desk(tmp_path / "desk")
    sitting = start(tmp_path / "desk")
    story = begun(sitting)
    sitting.hands.begin("fact")
    put_caret(sitting, BODY.index("12 hộ") + 1)
    change(sitting, qtbot, "13")
    after = texts(sitting, story)
    assert "13 hộ.\n\nCó 12 chuyến" in after[VIETNAMESE][1]
    assert "13 homes.\n\n12 trips" in after[ENGLISH][1]


def test_a_typo_is_mended_without_flagging_the_translation(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    new_desk(tmp_path / "desk")
    sitting = start(tmp_path / "desk")
    story = begun(sitting)
    english = sitting.desk.stories.view(story).article(ENGLISH)
    assert english is not None
    sitting.hands.begin("minor")
    put_caret(sitting, BODY.index("người"))
    sitting.hands.type("x")
    sitting.hands.press("Ctrl+Alt+K")
    rows = sitting.desk.translations.segments(english.id)
    assert "xngười" in rows[1].source_text
    assert [row.stale for row in rows] == [False] * 4
    assert sitting.conductor.undo_bar.text == "Change of the source counted as minor"
