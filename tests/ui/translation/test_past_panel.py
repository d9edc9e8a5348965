"""Past stories: words looked up in the memory and in the archive, from the source or back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor_app.domain.changes import Changes
from editor_app.ui.translation.marked_text import Look
from editor_app.ui.translation.past_panel import MOST, PastPanel
from editor_app.ui.widgets.buttons import Button
from tests.confirmed import pair
from tests.ui.translation.translating import Translating


@pytest.fixture
def panel(qtbot: QtBot, work: Translating) -> Iterator[PastPanel]:
    work.view.work.open(work.number("Bốn"))
    work.type("Four ferries sail two routes.")
    work.view.perform("translate.confirm")
    work.settle()
    made = work.view.past
    qtbot.addWidget(made)
    made.resize(260, 500)
    made.show()
    yield made
    work.settle()


def typed(work: Translating, words: str) -> None:
    """Type words and press Return; all that was asked for is shown afterwards."""
    field = work.view.past.field
    field.clear()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)
    work.settle()


def test_words_typed_without_marks_find_their_translation(
    work: Translating, panel: PastPanel
) -> None:
    typed(work, "chiec pha")
    card = panel.cards()[0]
    assert card.other.accessibleName() == "Four ferries sail two routes."
    marked = [text for text, look in card.text.pieces if look is Look.FOUND]
    assert marked == ["chiếc", "phà"]
    assert panel.said.text() == "1 place, the newest first"


def test_words_of_the_translation_find_the_source(work: Translating, panel: PastPanel) -> None:
    typed(work, "ferries")
    assert panel.cards()[0].other.accessibleName() == "Bốn chiếc phà chạy hai tuyến."


def test_words_that_were_never_translated_are_said(work: Translating, panel: PastPanel) -> None:
    typed(work, "zeppelin")
    assert panel.said.text() == "“zeppelin” was not translated before."
    assert panel.cards() == ()


def test_what_is_not_shown_any_more_is_said(work: Translating, panel: PastPanel) -> None:
    pairs = tuple(pair(f"Phà {n}.", f"Ferry {n}.") for n in range(MOST + 1))
    work.desk.terms.put_pairs(pairs)
    while work.desk.memory.tidy():
        pass
    typed(work, "ferry")
    assert len(panel.cards()) == MOST
    assert panel.said.text().startswith(f"The newest {MOST} places. There are more")
    typed(work, "ferry 7")
    assert panel.said.text() == "1 place, the newest first"


def test_marked_words_of_the_row_are_looked_up(work: Translating, panel: PastPanel) -> None:
    work.view.work.open(work.number("Bốn"))
    cursor = work.view.active.edit.textCursor()
    cursor.setPosition(5)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
    work.view.active.edit.setTextCursor(cursor)
    panel.look_up_selected()
    assert panel.field.text() == "ferries"
    work.settle()
    assert len(panel.cards()) == 1


def test_a_pair_is_removed_and_comes_back(work: Translating, panel: PastPanel) -> None:
    typed(work, "chiec pha")
    changes: list[Changes] = []
    work.jobs.changed.connect(changes.append)
    button = panel.cards()[0].findChildren(Button)[0]
    button.click()
    work.settle()
    assert work.desk.terms.memory_count() == 0
    assert all(item.pair is None for item in panel.found)
    assert changes[0].inverse is not None
    changes[0].inverse()
    assert work.desk.terms.memory_count() == 1
