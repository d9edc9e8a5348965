"""Changing a fact everywhere: what is asked first."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, ArticleId, Language
from editor_app.domain.link import field_address
from editor_app.text.fact_places import Carried, FactPlace
from editor_app.ui.theme import Theme
from editor_app.ui.translation.fact_commands import words_in_focus
from editor_app.ui.translation.fact_sheet import FactSheet
from editor_app.ui.widgets.choice import Tick


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 800)
    made.show()
    return made


@pytest.fixture
def sheet(theme: Theme, window: QWidget) -> FactSheet:
    return FactSheet(theme, window)


def carried(language: Language, *, likely: bool = True) -> Carried:
    """Return a place that carries 41% in a language."""
    place = FactPlace(field_address(ArticleId(language), "headline"), language, "Phà 41%", 4, 7)
    return Carried(place, ArticleId(language), likely)


@pytest.mark.parametrize(
    ("text", "caret", "language", "told"),
    [
        ("Phà chở 41 người.", 9, VIETNAMESE, ("41", True)),
        ("Phà chạy ngày 17/11/2026.", 16, VIETNAMESE, ("17/11/2026", True)),
        ("Phà chở người.", 6, VIETNAMESE, ("chở", False)),
        ("渡轮每天往返于两岸。", 5, CHINESE, ("渡轮每天往返于两岸", False)),
        ("", 0, VIETNAMESE, ("", False)),
    ],
)
def test_a_number_or_date_under_the_caret_is_surely_meant_and_a_word_is_not(
    qtbot: QtBot, text: str, caret: int, language: Language, told: tuple[str, bool]
) -> None:
    edit = QTextEdit(text)
    qtbot.addWidget(edit)
    edit.show()
    edit.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    cursor = edit.textCursor()
    cursor.setPosition(caret)
    edit.setTextCursor(cursor)
    assert words_in_focus(language) == told
    if text:
        cursor.setPosition(3, QTextCursor.MoveMode.KeepAnchor)
        edit.setTextCursor(cursor)
        assert words_in_focus(language) == (cursor.selectedText().strip(), True)


def test_what_is_not_sure_is_looked_at_first(window: QWidget, sheet: FactSheet) -> None:
    window.activateWindow()
    sheet.ask("41", ())
    assert sheet.focusWidget() is sheet._new
    sheet.close_sheet()
    sheet.ask("chở", (), sure=False)
    assert sheet.focusWidget() is sheet._old
    assert sheet._old.selectedText() == "chở"


def test_drafted_lines_are_shown_and_a_language_without_one_is_told(sheet: FactSheet) -> None:
    sheet.ask("41%", ())
    assert sheet._readers.isHidden()
    french = Language("fr")
    sheet.show_places([carried(item) for item in (VIETNAMESE, ENGLISH, CHINESE, french)])
    sheet.rows.propose(["42%"] * 4)
    drafted = {
        VIETNAMESE: "Bản trước viết “41%”.",
        ENGLISH: "It said “41%”.",
        CHINESE: "此前为“41%”。",
        french: "",
    }
    sheet.show_lines(drafted)
    assert sheet._readers.isVisible()
    assert {language: line.text() for language, line in sheet._lines.items()} == drafted
    assert all(line.isVisible() for line in sheet._lines.values())
    told = {language: line.accessibleDescription() for language, line in sheet._lines.items()}
    assert told == dict.fromkeys(drafted, "") | {
        french: "Neither the site nor Copydesk has a wording for corrections in this language."
        " Left empty, its readers get no line."
    }
    QTest.keyClicks(sheet._lines[french], "Lire 42 %.")
    sheet.show_lines(drafted)
    assert sheet._lines[french].text() == "Lire 42 %."


def test_readers_of_a_language_that_is_left_as_it_is_get_no_line(sheet: FactSheet) -> None:
    sheet.ask("12", ())
    sheet.show_places([carried(VIETNAMESE), carried(ENGLISH), carried(CHINESE, likely=False)])
    sheet.rows.propose(["14"] * 3)
    drafted = {VIETNAMESE: "“12” là “14”.", ENGLISH: "Not “12”, “14”.", CHINESE: "“12”应为“14”。"}
    sheet.show_lines(drafted)
    assert list(sheet.lines) == [VIETNAMESE, ENGLISH]
    assert not sheet._lines[CHINESE].isVisible()
    *_others, chinese = sheet.rows.findChildren(Tick)
    chinese.click()
    assert sheet.lines == drafted
    assert sheet._lines[CHINESE].isVisible()
    sheet._readers.click()
    assert sheet.lines == {}
