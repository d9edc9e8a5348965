"""A decision is as high as what it says, whether its words wrap or not."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui.actions import ActionSet
from editor_app.ui.desk.keys_sheet import KeysSheet
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.sheet import Question, Sheet


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1000, 700)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_sheet_whose_words_do_not_wrap_has_its_full_height(theme: Theme, window: QWidget) -> None:
    sheet = KeysSheet(theme, window)
    sheet.open_sheet()
    assert sheet.card.height() >= sheet.body.totalSizeHint().height() > 400
    assert sheet.card.geometry().bottom() < window.height()


def test_a_sheet_whose_words_wrap_is_as_high_as_its_lines(theme: Theme, window: QWidget) -> None:
    heights = []
    for words in ("Short.", "Words that fill a line and more. " * 12):
        sheet = Sheet(theme, window, 400)
        sheet.body.addWidget(PlainLabel(words, wrap=True))
        sheet.open_sheet()
        heights.append(sheet.card.height())
        sheet.close_sheet()
    assert heights[1] > heights[0] + 60


def test_actions_rest_until_the_last_of_two_sheets_is_closed(theme: Theme, window: QWidget) -> None:
    actions = ActionSet(window)
    actions.allow(frozenset({"story.new"}))
    sheet, question = Sheet(theme, window), Question(theme, window)
    sheet.open_sheet()
    question.ask("Quit now?", "A change waits.", ("stay", "Stay", ""))
    question.close_sheet()
    assert not actions["story.new"].isEnabled()
    sheet.close_sheet()
    assert actions["story.new"].isEnabled()


def test_the_focus_comes_back_to_what_had_it_before_the_sheet(
    theme: Theme, window: QWidget, qtbot: QtBot
) -> None:
    field = QLineEdit(window)
    field.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    sheet = Sheet(theme, window)
    sheet.open_sheet()
    sheet.open_sheet()  # asked for once more while it stands open
    sheet.close_sheet()
    assert QApplication.focusWidget() is field


def test_what_was_asked_for_before_a_sheet_was_closed_is_not_shown_in_it(
    theme: Theme, window: QWidget
) -> None:
    sheet = Sheet(theme, window)
    shown: list[str] = []
    sheet.open_sheet()
    late: list[str] = []
    first = sheet.while_open(shown.append, late.append)
    first("now")
    sheet.close_sheet()
    sheet.open_sheet()
    first("late")
    sheet.while_open(shown.append)("again")
    assert (shown, late) == (["now", "again"], ["late"])


def test_a_question_shows_all_of_itself(theme: Theme, window: QWidget) -> None:
    question = Question(theme, window)
    question.ask("Quit now?", "A change waits.", ("stay", "Stay", ""), ("quit", "Quit", "primary"))
    assert question.card.height() >= question.body.totalMinimumSize().height()
