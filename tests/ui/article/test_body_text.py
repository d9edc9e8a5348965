"""The body: paragraphs, ids, and what comes in from the desk."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from editor_app.domain.block import Block, Body
from editor_app.domain.ids import BlockId
from editor_app.text.blocks import kind_of, reconcile
from editor_app.ui.article.body_text import BodyText


def body(*texts: str) -> Body:
    return tuple(Block(BlockId(f"id-{text[:5]}"), kind_of(text), text) for text in texts)


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


def opened(owner: QObject, *texts: str) -> BodyText:
    return BodyText("article", body(*texts), owner)


def ids(text: BodyText) -> list[str | None]:
    return [text.id_of(block) for block in text.blocks()]


def at(text: BodyText, number: int, offset: int = 0) -> QTextCursor:
    cursor = QTextCursor(text.document)
    cursor.setPosition(text.document.findBlockByNumber(number).position() + offset)
    return cursor


def settle(text: BodyText) -> Body:
    """Do what the desk does with a saved body, and hand its answer back."""
    before = text.known
    after = reconcile(before, text.send()).body
    text.receive(after)
    return after


def test_a_list_is_one_paragraph_with_line_breaks_inside(owner: QObject) -> None:
    text = opened(owner, "one", "- a\n- b\n    - c", "two")
    assert text.document.blockCount() == 3
    assert text.document.findBlockByNumber(1).text() == "- a\u2028- b\u2028    - c"
    assert text.markdown() == "one\n\n- a\n- b\n    - c\n\ntwo"


def test_spaces_that_do_not_break_stay(owner: QObject) -> None:
    text = opened(owner, "10\u00a0km  và 5\u202f%")
    assert text.markdown() == "10\u00a0km  và 5\u202f%"


def test_empty_paragraphs_are_not_stored(owner: QObject) -> None:
    text = opened(owner, "one", "two")
    at(text, 1).insertBlock()
    at(text, 2, 3).insertText("  ")
    assert text.texts() == ["one", "", "two"]
    assert text.markdown() == "one\n\ntwo"


def test_of_a_split_the_first_part_keeps_the_id(owner: QObject) -> None:
    text = opened(owner, "onetwo", "three")
    at(text, 0, 3).insertBlock()
    assert ids(text) == ["id-onetw", None, "id-three"]


def test_a_paragraph_begun_above_leaves_the_id_with_the_words(owner: QObject) -> None:
    text = opened(owner, "one", "two")
    at(text, 1).insertBlock()
    assert ids(text) == ["id-one", None, "id-two"]


def test_of_a_merge_the_first_id_stays(owner: QObject) -> None:
    text = opened(owner, "one", "two", "three")
    at(text, 1).deletePreviousChar()
    assert ids(text) == ["id-one", "id-three"]


def test_a_whole_paragraph_cut_out_takes_its_id_along(owner: QObject) -> None:
    text = opened(owner, "one", "two", "three")
    cursor = at(text, 1)
    cursor.setPosition(at(text, 2).position(), QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    assert ids(text) == ["id-one", "id-three"]


def test_new_paragraphs_get_the_ids_of_the_desk(owner: QObject) -> None:
    text = opened(owner, "one", "two")
    at(text, 1, 3).insertText("\u2029three ")
    settled = settle(text)
    assert ids(text) == [block.id for block in settled]
    assert text.document.lastBlock().text() == "three "  # the space just typed stays
    assert text.document.isUndoAvailable()


def test_what_comes_back_as_it_was_sent_changes_nothing(owner: QObject) -> None:
    text = opened(owner, "one", "two")
    at(text, 1, 3).insertText(" more")
    sent = reconcile(text.known, text.send()).body
    at(text, 1, 8).insertText(" and more")
    edits: list[int] = []
    text.document.contentsChanged.connect(lambda: edits.append(1))
    text.receive(sent)
    assert text.markdown() == "one\n\ntwo more and more"
    assert edits == []


def test_a_photo_line_from_the_desk_comes_in_while_somebody_types(owner: QObject) -> None:
    text = opened(owner, "one", "two", "three")
    caret = at(text, 1, 3)
    caret.insertText(" typed")
    text.receive(body("one", "![](photo:p)", "two", "three"))
    assert text.texts() == ["one", "![](photo:p)", "two typed", "three"]
    assert caret.block().text() == "two typed"
    assert caret.positionInBlock() == len("two typed")
    assert ids(text) == ["id-one", "id-![](p", "id-two", "id-three"]


def test_a_photo_put_into_a_text_that_was_cleared_and_sent_comes_in(owner: QObject) -> None:
    text = opened(owner, "one", "two", "three")
    cursor = at(text, 0)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    text.send()
    at(text, 0).insertText("typed since")
    text.send()
    text.receive(body("![](photo:p)"))
    assert text.texts() == ["![](photo:p)", "typed since"]


def test_a_restored_older_text_is_taken_although_it_was_sent_once(owner: QObject) -> None:
    text = opened(owner, "one")
    at(text, 0, 3).insertText(" two")
    first = settle(text)
    at(text, 0, 7).insertText(" three")
    settle(text)
    text.receive(first)
    assert text.markdown() == "one two"


def test_two_typed_list_items_become_the_desks_one_list(owner: QObject) -> None:
    text = opened(owner, "one", "- a", "two")
    at(text, 1, 3).insertText("\u2029- b")
    settle(text)
    assert text.texts() == ["one", "- a\n- b", "two"]


def test_the_form_of_the_paragraph_somebody_types_in_is_left_alone(owner: QObject) -> None:
    text = opened(owner, "one", "- a", "two")
    at(text, 1, 3).insertText("\u2029- b")
    after = reconcile(text.known, text.send()).body
    text.receive(after, but=text.document.findBlockByNumber(2))
    assert text.texts() == ["one", "- a", "- b", "two"]


def test_an_arrival_can_be_undone_in_one_step(owner: QObject) -> None:
    text = opened(owner, "one", "two", "three")
    text.receive(body("ONE", "two", "new", "three!"))
    assert text.texts() == ["ONE", "two", "new", "three!"]
    text.document.undo()
    assert text.texts() == ["one", "two", "three"]


def test_arrivals_are_no_edits_but_typing_is(owner: QObject) -> None:
    text = opened(owner, "one")
    edits = count()
    text.edited.connect(lambda: next(edits))
    text.receive(body("other"))
    assert next(edits) == 0
    at(text, 0).insertText("x")
    assert next(edits) == 2


def test_text_that_both_sides_changed_is_to_be_saved_again(owner: QObject) -> None:
    text = opened(owner, "one", "two")
    at(text, 1, 3).insertText(" typed")
    edits = count()
    text.edited.connect(lambda: next(edits))
    text.receive(body("one", "![](photo:p)", "two"))
    assert next(edits) == 1


@pytest.mark.parametrize(
    ("caret", "number", "offset"),
    [(0, 0, 0), (3, 0, 3), (5, 1, 0), (7, 1, 3), (8, 1, 4), (10, 3, 0), (999, 3, 2)],
)
def test_carets_count_code_points_of_the_markdown(
    owner: QObject, caret: int, number: int, offset: int
) -> None:
    text = opened(owner, "one", "t😀o", "ab")
    at(text, 2).insertBlock()
    place = text.position_at(caret)
    block = text.document.findBlock(place)
    assert (block.blockNumber(), place - block.position()) == (number, offset)
    if caret < 999:
        assert text.caret_at(place) == caret


PARAGRAPHS = st.lists(
    st.sampled_from(["a b c", "Một hai", "# no", "- x\n- y", "> q", "一二三", "w"]), max_size=5
)


@given(PARAGRAPHS, PARAGRAPHS)
def test_whatever_the_desk_has_is_what_the_screen_has(before: list[str], after: list[str]) -> None:
    owner = QObject()
    text = BodyText("article", reconcile((), "\n\n".join(before)).body, owner)
    theirs = reconcile((), "\n\n".join(after)).body
    text.receive(theirs)
    assert [item for item in text.texts() if item] == [block.text for block in theirs]
    known = [item for item in ids(text) if item is not None]
    assert known == [block.id for block in theirs]


@given(st.data())
def test_ids_and_texts_stay_in_step_with_any_edit(data: st.DataObject) -> None:
    owner = QObject()
    text = BodyText("article", reconcile((), "one\n\ntwo\n\nthree").body, owner)
    for _ in range(data.draw(st.integers(1, 8))):
        length = text.document.characterCount() - 1
        start = data.draw(st.integers(0, length))
        end = data.draw(st.integers(start, min(length, start + 9)))
        cursor = QTextCursor(text.document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(data.draw(st.sampled_from(["", "x", "\u2029", "a\u2029b", "\u2028"])))
        if data.draw(st.booleans()) and text.document.isUndoAvailable():
            text.document.undo()
        shown = [block.text().replace("\u2028", "\n").strip() for block in text.blocks()]
        assert text.texts() == shown
        assert len(ids(text)) == len(shown)
        found = [item for item in ids(text) if item]
        assert len(found) == len(set(found))
