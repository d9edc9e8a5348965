"""A row's paragraphs keep in step with the body, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.block import Block
from editor_app.domain.ids import BlockId
from editor_app.text.blocks import kind_of
from editor_app.ui.article.body_text import BodyText
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.paper_layout import Measures
from editor_app.ui.article.passage import raw
from editor_app.ui.translation.row_text import RowText

MEASURES = Measures(line=24, space=0)


class Rows:
    """A body with rows on it."""

    def __init__(self, *texts: str) -> None:
        self.owner = QObject()
        self.composing = Composing(self.owner)
        blocks = tuple(
            Block(BlockId(str(number)), kind_of(text), text) for number, text in enumerate(texts)
        )
        self.body = BodyText("article", blocks, self.owner)

    def row(self, *ids: int, place: int = 999) -> RowText:
        wanted = [BlockId(str(number)) for number in ids]
        return RowText(self.body, wanted, lambda: place, self.composing, MEASURES, self.owner)


def edit(row: RowText, start: int, end: int, text: str) -> None:
    cursor = QTextCursor(row.document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text)


@pytest.fixture(autouse=True)
def application(qtbot: QtBot) -> None:
    """Qt's documents need an application."""


def test_typing_in_a_row_is_typing_in_the_body() -> None:
    rows = Rows("one", "two", "three")
    row = rows.row(1)
    edit(row, 3, 3, " and more")
    assert rows.body.texts() == ["one", "two and more", "three"]
    rows.body.document.undo()
    assert rows.body.texts() == ["one", "two", "three"]
    assert row.markdown() == "two"


def test_letters_typed_one_by_one_are_one_step_of_undo() -> None:
    rows = Rows("one", "hel")
    row = rows.row(1)
    for letter in "llo":
        edit(row, len(raw(row.document)), len(raw(row.document)), letter)
    assert rows.body.texts() == ["one", "helllo"]
    rows.body.document.undo()
    assert rows.body.texts() == ["one", "hel"]


def test_return_in_a_row_makes_a_second_paragraph_of_the_row() -> None:
    rows = Rows("one", "two three", "four")
    row = rows.row(1)
    edit(row, 3, 4, "\n")
    assert rows.body.texts() == ["one", "two", "three", "four"]
    assert row.markdown() == "two\n\nthree"
    assert row.ids() == ["1"]
    assert len(row.blocks()) == 2


def test_the_first_words_of_an_empty_row_make_a_paragraph_at_its_place() -> None:
    rows = Rows("one", "three")
    row = rows.row(place=1)
    assert not row.made
    edit(row, 0, 0, "t")
    edit(row, 1, 1, "wo")
    assert rows.body.texts() == ["one", "two", "three"]
    while rows.body.document.isUndoAvailable():
        rows.body.document.undo()
    assert rows.body.texts() == ["one", "three"]
    assert not row.made
    assert row.markdown() == ""
    edit(row, 0, 0, "again")
    assert rows.body.texts() == ["one", "again", "three"]


def test_the_last_row_writes_at_the_end_and_the_first_into_an_empty_body() -> None:
    rows = Rows("one")
    edit(rows.row(), 0, 0, "two")
    assert rows.body.texts() == ["one", "two"]
    empty = Rows()
    row = empty.row()
    edit(row, 0, 0, "first")
    assert empty.body.texts() == ["first"]
    empty.body.document.undo()
    assert row.markdown() == ""
    edit(row, 0, 0, "again")
    assert empty.body.texts() == ["again"]


def test_new_rows_beside_each_other_do_not_swallow_one_another() -> None:
    rows = Rows("one", "five")
    last, middle, first = rows.row(place=1), rows.row(place=1), rows.row(place=1)
    for row, text in ((last, "four"), (middle, "three"), (first, "two")):
        edit(row, 0, 0, text)
    assert rows.body.texts() == ["one", "two", "three", "four", "five"]
    assert [row.markdown() for row in (first, middle, last)] == ["two", "three", "four"]
    at_end = [rows.row() for _ in range(2)]
    for row, text in zip(at_end, ("six", "seven"), strict=True):
        edit(row, 0, 0, text)
    assert rows.body.texts()[-2:] == ["six", "seven"]
    assert [row.markdown() for row in at_end] == ["six", "seven"]


def test_a_photo_from_the_desk_behind_a_row_is_not_of_the_row() -> None:
    rows = Rows("one", "two")
    row = rows.row(1)
    line = Block(BlockId("p"), kind_of("![](photo:p)"), "![](photo:p)")
    rows.body.receive((*rows.body.known, line))
    assert row.markdown() == "two"
    edit(row, 3, 3, "!")
    assert rows.body.texts() == ["one", "two!", "![](photo:p)"]


def test_an_emptied_row_keeps_its_place() -> None:
    rows = Rows("one", "two", "three")
    row = rows.row(1)
    edit(row, 0, 3, "")
    assert rows.body.markdown() == "one\n\nthree"
    edit(row, 0, 0, "new")
    assert rows.body.texts() == ["one", "new", "three"]


def test_rows_whose_paragraphs_were_taken_out_elsewhere_begin_anew() -> None:
    rows = Rows("one", "two")
    first, second = rows.row(0, place=0), rows.row(1)
    cursor = QTextCursor(rows.body.document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    assert (first.made, second.made) == (False, False)
    edit(first, 0, 0, "new one")
    edit(second, 0, 0, "new two")
    assert rows.body.texts() == ["new one", "new two"]
    assert [first.markdown(), second.markdown()] == ["new one", "new two"]


def test_paragraphs_that_stand_apart_are_one_row() -> None:
    rows = Rows("a", "b", "c", "d")
    row = rows.row(0, 2)
    assert row.markdown() == "a\n\nc"
    edit(row, 3, 3, "!")
    assert rows.body.texts() == ["a", "b", "c!", "d"]
    edit(row, 1, 2, " ")
    assert rows.body.texts() == ["a c!", "b", "d"]
    assert row.markdown() == "a c!"


def test_places_of_row_and_body_meet() -> None:
    rows = Rows("a", "b", "cc", "d")
    row = rows.row(0, 2)
    assert row.place_of(3) == 5
    assert row.position_of(5) == 3
    assert row.holds(5)
    assert not row.holds(2)


def test_what_the_body_changes_waits_for_the_input_method(qtbot: QtBot) -> None:
    rows = Rows("one", "two")
    row = rows.row(1)
    widget = QWidget()
    rows.composing.look(widget, "ngu")
    cursor = QTextCursor(rows.body.document)
    cursor.setPosition(4)
    cursor.insertText("X")
    assert row.markdown() == "two"
    rows.composing.look(widget, "")
    qtbot.waitUntil(lambda: row.markdown() == "Xtwo")


@given(st.data())
def test_row_and_body_say_the_same_after_any_edits(data: st.DataObject) -> None:
    rows = Rows("one", "two", "three", "four")
    first = rows.row(0)
    row = rows.row(*data.draw(st.sampled_from([(1,), (1, 2), (1, 3), ()])), place=1)
    for _ in range(data.draw(st.integers(1, 8))):
        length = row.document.characterCount() - 1
        start = data.draw(st.integers(0, length))
        end = data.draw(st.integers(start, length))
        if data.draw(st.integers(0, 3)):
            edit(row, start, end, data.draw(st.sampled_from(["", "x", "a\nb", "\n", "yy y"])))
        elif rows.body.document.isUndoAvailable():
            rows.body.document.undo()
        shown = [block.text() for block in row.blocks()]
        text = raw(row.document)
        assert text == "\n".join(shown) if row.made else not text.strip()
        assert first.markdown() == "one"
        assert "one" in rows.body.texts()
