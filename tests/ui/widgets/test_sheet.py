"""A decision is as high as what it says, whether its words wrap or not."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

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


def test_a_question_shows_all_of_itself(theme: Theme, window: QWidget) -> None:
    question = Question(theme, window)
    question.ask("Quit now?", "A change waits.", ("stay", "Stay", ""), ("quit", "Quit", "primary"))
    assert question.card.height() >= question.body.totalMinimumSize().height()
