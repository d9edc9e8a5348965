"""A text beside a row is as high as its lines are at each width, however often it is asked."""

from __future__ import annotations

import random
from math import ceil

import pytest
from pytestqt.qtbot import QtBot

from editor_app.ui.article.cell import Cell
from editor_app.ui.article.paper_layout import Measures
from editor_app.ui.theme import Theme
from editor_app.ui.translation.marked_text import LINE, PIXELS, Look, MarkedText

TEXTS = ("", "tàu", "Thuyền trưởng đếm mây trên sông", "một\nhai ba bốn", "总统 nói " * 40)


@pytest.mark.parametrize("text", TEXTS)
def test_the_height_is_that_of_the_lines_at_each_width(
    text: str, theme: Theme, qtbot: QtBot
) -> None:
    shown = MarkedText(theme)
    qtbot.addWidget(shown)
    shown.show_pieces([(text, Look.PLAIN)])
    widths = list(range(30, 700, 7))
    random.Random(3).shuffle(widths)
    for width in widths:
        font, measures = theme.ui_font(PIXELS), Measures(LINE, 0.0)
        cell = Cell([text], width, font, measures, lambda _text: [])
        assert shown.heightForWidth(width) == ceil(cell.height)


def test_another_text_has_another_height(theme: Theme, qtbot: QtBot) -> None:
    shown = MarkedText(theme)
    qtbot.addWidget(shown)
    shown.show_pieces([("tàu", Look.PLAIN)])
    low = shown.heightForWidth(60)
    shown.show_pieces([("tàu thuyền neo lại trong cảng", Look.PLAIN)])
    assert shown.heightForWidth(60) > low
