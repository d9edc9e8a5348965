"""The rows of the list: what they say and how they change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from editor_app.domain.article import Shown
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, StoryId
from editor_app.services.views import Pip, StoryRow
from editor_app.ui.desk.story_model import (
    ROW,
    StoryModel,
    spoken_row,
    state_of,
    time_of,
    title_of,
)

NOW = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
PIPS = ((VIETNAMESE, Pip.FULL), (ENGLISH, Pip.HALF), (CHINESE, Pip.EMPTY))


def row(
    number: int = 1,
    word: str = "Solar ferries",
    shown: Shown = Shown.DRAFT,
    when: datetime | None = None,
) -> StoryRow:
    return StoryRow(StoryId(str(number)), word, "Phà", shown, "Lan", when, PIPS, None, None)


def test_the_model_is_a_good_model(qtbot: QtBot) -> None:
    model = StoryModel()
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, fatal)
    model.show_rows(tuple(row(number) for number in range(5)))
    model.show_rows(tuple(row(number) for number in range(3)))
    assert tester.model() is model


def test_rows_that_stay_in_their_order_are_only_painted_again(qtbot: QtBot) -> None:
    model = StoryModel()
    assert model.show_rows((row(1), row(2)))
    resets: list[int] = []
    changed: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    assert not model.show_rows((row(1), row(2, shown=Shown.PUBLISHED)))
    assert (resets, changed) == ([], [1])


def test_a_row_is_found_by_its_story(qtbot: QtBot) -> None:
    model = StoryModel()
    model.show_rows((row(1), row(2)))
    assert model.place_of(StoryId("2")) == 1
    assert model.place_of(StoryId("9")) == -1
    assert model.place_of(None) == -1
    assert model.row(5) is None


def test_a_screen_reader_hears_the_whole_row(qtbot: QtBot) -> None:
    model = StoryModel()
    model.zone = HANOI
    model.show_rows((row(),))
    index = model.index(0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert (
        said
        == "Solar ferries, Draft, Lan, Vietnamese: done, English: in work, Chinese: not started"
    )
    assert index.data(Qt.ItemDataRole.DisplayRole) == "Solar ferries"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Solar ferries\nPhà\nDraft"
    assert index.data(ROW) == row()


def test_the_tip_has_the_whole_name_where_it_is_another_than_the_headline(qtbot: QtBot) -> None:
    model = StoryModel()
    model.show_rows((row(word="Solar ferries on the lower river"), row(2, word="Phà")))
    tips = [model.index(place).data(Qt.ItemDataRole.ToolTipRole) for place in range(2)]
    assert tips == ["Solar ferries on the lower river\nPhà\nDraft", "Phà\nDraft"]
    model.show_rows((row(word="<img src='file:///etc/hosts'>"),))
    assert "<img" not in model.index(0).data(Qt.ItemDataRole.ToolTipRole)


def test_a_story_without_a_name_is_called_by_its_headline() -> None:
    assert title_of(row(word="")) == "Phà"
    nameless = StoryRow(StoryId("1"), "", "", Shown.DRAFT, "", None, (), None, None)
    assert title_of(nameless) == "Untitled"
    assert spoken_row(nameless, NOW) == "Untitled, Draft"


def test_what_is_to_come_has_its_time_and_what_is_long_past_has_none() -> None:
    soon = row(shown=Shown.APPROVED, when=NOW + timedelta(hours=5))
    assert state_of(soon, NOW, HANOI) == "Approved 17:00"
    assert time_of(row(when=NOW + timedelta(days=3)), NOW, HANOI) == "28 Nov"
    assert time_of(row(when=NOW - timedelta(hours=2)), NOW, HANOI) == "10:00"
    assert time_of(row(when=NOW - timedelta(days=3)), NOW, HANOI) == ""
    assert time_of(row(), NOW, HANOI) == ""
