"""Times as one says them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui.theme import Theme
from editor_app.ui.widgets.when_field import WhenField, read_when
from editor_app.ui.words import full_moment

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)  # 12:00 in Hanoi


def hanoi(day: int, hour: int, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=HANOI).astimezone(UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("17:00", hanoi(25, 17)),
        ("17h", hanoi(25, 17)),
        ("17h30", hanoi(25, 17, 30)),
        ("17.30", hanoi(25, 17, 30)),
        ("9:00", hanoi(26, 9)),
        ("tomorrow 8:30", hanoi(26, 8, 30)),
        ("ngày mai 8:30", hanoi(26, 8, 30)),
        ("明天 8:30", hanoi(26, 8, 30)),
        ("23/11/2027 17:00", hanoi(23, 17, year=2027)),
        ("17:00 27/11", hanoi(27, 17)),
        ("23/11 17:00", hanoi(23, 17, year=2027)),
        ("2026-11-28 08:00", hanoi(28, 8)),
        ("2026/11/28 17:00", hanoi(28, 17)),
        ("today 17:00", hanoi(25, 17)),
        ("hôm nay lúc 17h", hanoi(25, 17)),
        ("17h ngày 27/11", hanoi(27, 17)),
        ("27/11, 17:00", hanoi(27, 17)),
        ("11月28日 8:00", hanoi(28, 8)),
        ("2027年1月2日 8：00", hanoi(2, 8, month=1, year=2027)),
    ],
)
def test_a_time_is_understood(typed: str, meant: datetime) -> None:
    assert read_when(typed, NOW, HANOI) == meant


@pytest.mark.parametrize("typed", ["", "soon", "25:00", "12:75", "31/2 8:00", "28/11", "12"])
def test_what_is_no_time_is_not_guessed(typed: str) -> None:
    assert read_when(typed, NOW, HANOI) is None


@pytest.mark.parametrize(
    "typed",
    [
        *("30-11 17:00", "30 Nov 17:00", "Mon 17:00", "thứ hai 17:00", "后天 8:30"),
        *("5:30 pm", "5:30 chiều", "下午5:30", "17:00:30", "1/2/3 17:00", "12 17:00"),
    ],
)
def test_a_word_that_would_change_what_is_meant_is_not_passed_over(typed: str) -> None:
    assert read_when(typed, NOW, HANOI) is None


BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("now", "typed", "meant"),
    [
        ("25T00:10", "02:40", "25T00:40"),  # before the clocks go back: the first 02:40
        ("25T01:10", "02:40", "25T01:40"),  # after that: the second, not half an hour ago
        ("25T01:10", "25/10/2026 02:40", "25T01:40"),
        ("25T00:50", "02:20", "25T01:20"),  # the clock shows 02:50 and will show 02:20 again
        ("25T01:10", "25/10/2026 01:30", "24T23:30"),  # past: it comes once only
    ],
)
def test_an_hour_that_comes_twice_is_the_one_that_is_still_to_come(
    now: str, typed: str, meant: str
) -> None:
    at, then = (datetime.fromisoformat(f"2026-10-{one}:00+00:00") for one in (now, meant))
    assert read_when(typed, at, BERLIN) == then


@given(st.text(max_size=30))
def test_any_text_is_a_time_or_none(typed: str) -> None:
    found = read_when(typed, NOW, HANOI)
    assert found is None or found.tzinfo is UTC


@given(st.integers(1, 60 * 24 * 300))
def test_what_the_field_shows_while_typing_is_read_back(minutes: int) -> None:
    when = NOW + timedelta(minutes=minutes)
    assert read_when(when.astimezone(HANOI).strftime("%d/%m/%Y %H:%M"), NOW, HANOI) == when


@pytest.fixture
def field(theme: Theme, qtbot: QtBot) -> Iterator[WhenField]:
    made = WhenField(HANOI, "Not planned")
    other = QLineEdit()
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(other)
    column.addWidget(made)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    other.setFocus()
    yield made
    window.close()


def test_the_field_shows_words_and_the_typed_form_in_turn(field: WhenField, qtbot: QtBot) -> None:
    when = hanoi(28, 8)
    field.show_when(when)
    assert field.text() == full_moment(when, HANOI)
    field.setFocus()
    assert field.text() == "28/11/2026 08:00"
    field.window().findChildren(QLineEdit)[0].setFocus()
    assert field.text() == full_moment(when, HANOI)


def test_typing_another_time_tells_it_once(field: WhenField, qtbot: QtBot) -> None:
    told: list[object] = []
    field.changed.connect(told.append)
    field.setFocus()
    QTest.keyClicks(field, "23/11/2030 17:00")
    QTest.keyClick(field, Qt.Key.Key_Return)
    field.window().findChildren(QLineEdit)[0].setFocus()
    assert told == [hanoi(23, 17, year=2030)]


def test_nonsense_is_marked_and_changes_nothing(field: WhenField, qtbot: QtBot) -> None:
    told: list[object] = []
    field.changed.connect(told.append)
    field.setFocus()
    QTest.keyClicks(field, "soon")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.property("wrong")
    assert told == []
    QTest.keyClicks(field, "x")
    assert not field.property("wrong")


def test_what_is_typed_counts_before_it_is_taken(field: WhenField) -> None:
    field.show_when(hanoi(28, 8))
    field.setFocus()
    QTest.keyClicks(field, "23/11/2030 17:00")
    assert (field.when, field.unreadable) == (hanoi(23, 17, year=2030), False)
    field.selectAll()
    QTest.keyClicks(field, "so")
    assert (field.when, field.unreadable) == (hanoi(28, 8), True)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.unreadable
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert (field.when, field.unreadable) == (None, False)


def test_what_was_no_time_is_forgotten_with_the_next_story(field: WhenField) -> None:
    field.setFocus()
    QTest.keyClicks(field, "soon")
    field.window().findChildren(QLineEdit)[0].setFocus()
    assert (field.text(), field.unreadable) == ("soon", True)
    field.setFocus()
    assert field.text() == "soon"
    field.window().findChildren(QLineEdit)[0].setFocus()
    field.show_when(hanoi(28, 8))
    assert (field.text(), field.unreadable) == (full_moment(hanoi(28, 8), HANOI), False)


def test_emptying_takes_the_time_away(field: WhenField, qtbot: QtBot) -> None:
    field.show_when(hanoi(28, 8))
    told: list[object] = []
    field.changed.connect(told.append)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert told == [None]
    assert field.placeholderText() == "Not planned"


def test_what_is_being_typed_is_not_overwritten(field: WhenField, qtbot: QtBot) -> None:
    field.setFocus()
    QTest.keyClicks(field, "17:")
    field.show_when(hanoi(28, 8))
    assert field.text() == "17:"


def test_another_zone_shows_the_same_instant_otherwise(field: WhenField) -> None:
    field.show_when(hanoi(28, 8))
    field.use_zone(ZoneInfo("UTC"))
    assert field.text().endswith("01:00 · GMT")


def test_the_zone_that_it_has_disturbs_no_typing(field: WhenField) -> None:
    field.show_when(hanoi(28, 8))
    field.setFocus()
    QTest.keyClicks(field, "17:")
    field.use_zone(ZoneInfo(HANOI.key))
    assert (field.text(), field.isModified()) == ("17:", True)


def test_now_is_typed_with_or_without_marks(theme: Theme, qtbot: QtBot) -> None:
    field = WhenField(HANOI, "bây giờ", brief=True)
    qtbot.addWidget(field)
    field.show_when(hanoi(28, 8))
    field.selectAll()
    QTest.keyClicks(field, "bay gio")
    assert not field.unreadable
    assert field.when is None


def test_what_is_typed_stays_while_a_menu_is_open(field: WhenField) -> None:
    field.show_when(hanoi(28, 8))
    field.setFocus()
    QTest.keyClicks(field, "23/11/2030 ")
    menu = field.createStandardContextMenu()
    menu.popup(field.mapToGlobal(field.rect().bottomLeft()))
    assert field.text() == "23/11/2030 "
    menu.close()
    assert (field.text(), field.isModified()) == ("23/11/2030 ", True)


def test_a_time_that_comes_while_it_stands_typed_is_not_tomorrows(
    field: WhenField, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [hanoi(25, 16, 59)]
    monkeypatch.setattr("editor_app.ui.widgets.when_field.utc_now", lambda: now[0])
    field.setFocus()
    QTest.keyClicks(field, "17:00")
    now[0] = hanoi(25, 17) + timedelta(seconds=5)
    assert field.when == hanoi(25, 17)
    field.take()
    assert field.when == hanoi(25, 17)
    field.selectAll()
    QTest.keyClicks(field, "17:00")
    assert field.when == hanoi(26, 17)
