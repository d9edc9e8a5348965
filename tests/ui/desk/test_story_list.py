"""The story list: rows, search, filters, keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from editor_app.domain.article import Shown
from editor_app.domain.changes import Changes
from editor_app.domain.ids import ENGLISH, PersonId, PhotoId, StoryId
from editor_app.services.views import ListQuery, Pip, StoryRow
from editor_app.ui.desk.story_list import FIRST, StoryList
from editor_app.ui.desk.story_model import StoryModel
from editor_app.ui.desk.story_row import StoryRowDelegate, room_for_name
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.chips import Chip
from editor_app.ui.widgets.thumbnails import Thumbnails
from editor_app.ui.words import brief_moment, utc_now


def row(number: int, *, lead: PhotoId | None = None) -> StoryRow:
    word = f"Story {number}"
    pips = ((ENGLISH, Pip.ALERT if number % 2 else Pip.HALF),)
    return StoryRow(StoryId(str(number)), word, word, Shown.DRAFT, "Lan", None, pips, lead, None)


@dataclass
class Rows:
    """Answers like the service, and remembers what it was asked."""

    count: int = 3
    asked: list[ListQuery] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)

    def __call__(self, query: ListQuery, limit: int) -> tuple[StoryRow, ...]:
        self.asked.append(query)
        there = [number for number in range(self.count) if number not in self.gone]
        found = (row(number) for number in there[:limit])
        return tuple(item for item in found if query.text in item.slug_word)


Maker = Callable[[Rows], StoryList]


@pytest.fixture
def make(theme: Theme, jobs: Jobs, qtbot: QtBot) -> Maker:
    thumbnails = Thumbnails(jobs, lambda _photo, _width: b"")

    def made(rows: Rows) -> StoryList:
        panel = StoryList(theme, jobs, rows, thumbnails)
        qtbot.addWidget(panel)
        panel.resize(292, 700)
        panel.show()
        panel.refresh()
        assert jobs.settle()
        return panel

    return made


def words(panel: StoryList) -> list[str]:
    model = panel.model
    return [str(model.index(n).data()) for n in range(model.rowCount())]


def press(panel: StoryList, text: str) -> None:
    buttons = panel.findChildren(QAbstractButton)
    next(item for item in buttons if item.text() == text and item.isVisible()).click()


def test_about_twenty_five_rows_are_in_sight_and_each_is_thirty_pixels_high(
    make: Maker, theme: Theme
) -> None:
    panel = make(Rows(40))
    panel.resize(292, 874)
    view = panel._view
    assert view.sizeHintForRow(0) == theme.space("row") == 30
    assert view.viewport().height() // 30 >= 24


def test_a_hundred_thousand_rows_are_shown_at_once(make: Maker, jobs: Jobs) -> None:
    panel = make(Rows(100_000))
    assert panel.model.rowCount() == 100_000
    assert "100,000" in panel.search.placeholderText()
    panel._view.scrollToBottom()
    assert not panel._view.grab().isNull()


def test_searching_waits_for_a_pause_in_typing(make: Maker, qtbot: QtBot) -> None:
    rows = Rows(20)
    panel = make(rows)
    QTest.keyClicks(panel.search, "Story 1")
    qtbot.waitUntil(lambda: words(panel)[:1] == ["Story 1"])
    texts = [query.text for query in rows.asked]
    assert texts[-1] == "Story 1"
    assert len(texts) < 8


def test_escape_empties_the_search_and_down_leads_to_the_rows(make: Maker, qtbot: QtBot) -> None:
    panel = make(Rows())
    panel.search.setText("nothing")
    QTest.keyClick(panel.search, Qt.Key.Key_Escape)
    assert panel.search.text() == ""
    QTest.keyClick(panel.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is panel._view
    assert panel._view.currentIndex().row() == 0


def test_enter_opens_the_story_under_the_caret(make: Maker, qtbot: QtBot) -> None:
    panel = make(Rows())
    panel.focus_rows()
    QTest.keyClick(panel._view, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.opened) as opened:
        QTest.keyClick(panel._view, Qt.Key.Key_Return)
    assert opened.args == [StoryId("1")]


def test_walking_opens_the_story_that_one_rests_on(make: Maker, qtbot: QtBot) -> None:
    panel = make(Rows(5))
    panel.focus_rows()
    opened: list[StoryId] = []
    panel.opened.connect(opened.append)
    for _ in range(3):
        QTest.keyClick(panel._view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: opened == [StoryId("3")])


def test_delete_throws_away_the_row_it_is_pressed_on(make: Maker, qtbot: QtBot) -> None:
    panel = make(Rows())
    panel.choose(StoryId("0"))
    panel.focus_rows()
    opened: list[StoryId] = []
    panel.opened.connect(opened.append)
    with qtbot.waitSignal(panel.thrown_away) as asked:
        QTest.keyClick(panel._view, Qt.Key.Key_Down)  # not opened yet
        QTest.keyClick(panel._view, Qt.Key.Key_Delete)
    assert asked.args == [StoryId("1")]
    assert not panel._walking.isActive()
    assert opened == []


def test_what_lies_in_the_trash_is_not_thrown_away_again(make: Maker, jobs: Jobs) -> None:
    panel = make(Rows())
    panel._filter_by("trash")
    assert jobs.settle()
    panel.focus_rows()
    thrown: list[StoryId] = []
    panel.thrown_away.connect(thrown.append)
    QTest.keyClick(panel._view, Qt.Key.Key_Delete)
    assert thrown == []


def test_a_story_far_down_goes_from_a_long_list_when_it_is_thrown_away(
    make: Maker, qtbot: QtBot
) -> None:
    rows = Rows(FIRST + 50)
    panel = make(rows)
    qtbot.waitUntil(lambda: panel.model.rowCount() == FIRST + 50)
    rows.gone.add(FIRST + 20)
    panel.apply(Changes(stories=frozenset({StoryId(str(FIRST + 20))})))
    qtbot.waitUntil(lambda: panel.model.rowCount() == FIRST + 49)


def test_chips_filter_by_state_and_by_holder(make: Maker, jobs: Jobs) -> None:
    rows = Rows()
    panel = make(rows)
    press(panel, "For approval")
    assert jobs.settle()
    assert rows.asked[-1].shown == frozenset({Shown.FOR_APPROVAL})
    panel.know_editor(PersonId("lan"))
    press(panel, "Mine")
    assert jobs.settle()
    assert rows.asked[-1].mine == PersonId("lan")
    press(panel, "All")
    assert jobs.settle()
    assert rows.asked[-1] == ListQuery()


def test_nobody_has_stories_of_an_unknown_editor(make: Maker, jobs: Jobs) -> None:
    rows = Rows()
    panel = make(rows)
    press(panel, "Mine")
    assert jobs.settle()
    assert rows.asked[-1].mine == PersonId("")


def test_the_trash_is_a_filter_with_a_chip_of_its_own(make: Maker, jobs: Jobs) -> None:
    rows = Rows()
    panel = make(rows)
    panel._filter_by("trash")
    assert jobs.settle()
    assert rows.asked[-1].trashed
    chips = [chip.text() for chip in panel.findChildren(Chip) if chip.isVisible()]
    assert chips[-1] == "Trash"
    press(panel, "All")
    assert not any(chip.text() == "Trash" for chip in panel.findChildren(Chip))


def test_empty_lists_say_why_and_what_to_do(make: Maker, jobs: Jobs, qtbot: QtBot) -> None:
    panel = make(Rows(0))
    assert panel._empty.accessibleName() == "No stories yet"
    with qtbot.waitSignal(panel.requested) as asked:
        panel._empty.findChildren(QAbstractButton)[0].click()
    assert asked.args == ["story.take_in"]
    panel.search.setText("xyz")
    qtbot.waitUntil(lambda: panel._empty.accessibleName() == "Nothing found")
    panel.show_all()
    panel._filter_by("trash")
    assert jobs.settle()
    assert panel._empty.accessibleName() == "The trash is empty"
    panel._filter_by("for-approval")
    assert jobs.settle()
    assert panel._empty.accessibleName() == "No story here"


def test_the_open_story_stays_chosen_when_rows_move(make: Maker, jobs: Jobs) -> None:
    rows = Rows(50)
    panel = make(rows)
    panel.choose(StoryId("7"))
    rows.count = 60
    panel.apply(Changes(stories=frozenset({StoryId("3")})))
    assert jobs.settle()
    assert panel._view.currentIndex().row() == 7


def test_changes_that_concern_no_story_fetch_nothing(make: Maker, jobs: Jobs) -> None:
    rows = Rows()
    panel = make(rows)
    asked = len(rows.asked)
    panel.apply(Changes(terms=True))
    assert jobs.settle()
    assert len(rows.asked) == asked


def test_stepping_opens_the_neighbours(make: Maker, qtbot: QtBot) -> None:
    panel = make(Rows(3))
    panel.choose(StoryId("1"))
    with qtbot.waitSignal(panel.opened) as opened:
        panel.step(1)
    assert opened.args == [StoryId("2")]


def test_the_roomy_list_has_tall_rows_with_pictures(make: Maker, theme: Theme) -> None:
    panel = make(Rows(3))
    panel.set_roomy(True)
    assert panel._view.sizeHintForRow(0) == theme.space("roomy-row")
    panel.model.show_rows((row(1, lead=PhotoId("p")), row(2)))
    panel.choose(StoryId("1"))
    assert not panel.grab().isNull()


def test_new_and_take_in_ask_the_frame(make: Maker, qtbot: QtBot) -> None:
    panel = make(Rows())
    asked: list[str] = []
    panel.requested.connect(asked.append)
    press(panel, "New")
    press(panel, "Take in…")
    assert asked == ["story.new", "story.take_in"]


@pytest.mark.parametrize(
    ("name", "state", "width"),
    [
        (80, 70, 96),  # both fit: states stand below each other
        (110, 70, 110),  # the state gives what it does not need
        (300, 70, 130),  # all but the state
        (80, 115, 85),  # the name gives what it does not need
        (300, 300, 96),  # neither fits
    ],
)
def test_a_name_takes_the_room_that_its_state_leaves(
    name: float, state: float, width: float
) -> None:
    assert room_for_name(200, name, state) == width


def test_a_time_in_a_row_is_whole_or_left_out(
    make: Maker, theme: Theme, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel, texts = make(Rows()), list[str]()
    monkeypatch.setattr(QPainter, "drawText", lambda *asked: texts.append(str(asked[-1])))
    model = StoryModel()
    hours = [utc_now() + timedelta(days=n) for n in range(1, 61)]  # words of many widths
    model.show_rows(
        tuple(replace(row(n), shown=Shown.SCHEDULED, when=hours[n]) for n in range(len(hours)))
    )
    delegate = StoryRowDelegate(theme, Thumbnails(jobs, lambda _photo, _width: b""), panel)
    option = QStyleOptionViewItem()
    written: set[str] = set()
    for width in range(270, 340):
        option.rect = QRect(0, 0, width, 30)
        image = QImage(width, 30, QImage.Format.Format_ARGB32)
        painter = QPainter(image)
        for number, hour in enumerate(hours):
            texts.clear()
            delegate.paint(painter, option, model.index(number))
            words = f"Scheduled {brief_moment(hour, utc_now())}"
            written.add(texts[1].replace(words, "both"))
        painter.end()
    assert written == {"both", "Scheduled"}
