"""Where the editor is in a translation, and how long it is, whoever wrote the words."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.translation.translating import Translating


@pytest.mark.parametrize("source", ["Bốn chiếc", "pha-chay", "Phà chạy"])
def test_the_place_of_an_empty_row_is_known_again(work: Translating, source: str) -> None:
    work.open(source)
    place = work.view.caret()
    work.open("Chuyến phà")
    work.view.show_caret(*place)
    row = work.view.active.row
    assert row is not None
    assert row.source.startswith(source)


def test_words_that_were_filled_in_are_counted(work: Translating, qtbot: QtBot) -> None:
    work.open("Chuyến phà")
    work.type("The ferry leaves.")
    work.view.perform("translate.confirm")
    work.settle()
    work.open("Chuyến phà")
    work.view.active.edit.write("")
    work.view.leave()
    work.settle()
    counted: list[int] = []
    work.view.counted.connect(lambda counts: counted.append(counts.words))
    qtbot.waitUntil(lambda: counted[-1:] == [0])
    work.view.perform("translate.fill")
    work.settle()
    qtbot.waitUntil(lambda: counted[-1:] == [3])
