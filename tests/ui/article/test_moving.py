"""Paragraphs change places in the text: whole, with their ids and the selection, as one step."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from editor_app.text.blocks import fresh, reconcile
from editor_app.ui.article.body_text import BodyText
from editor_app.ui.article.moving import move
from editor_app.ui.article.write_view import WriteView

KEEP = QTextCursor.MoveMode.KeepAnchor
PHOTO = "![](photo:" + "c" * 32 + ")"
CODE = "```\ncode\n```"
PIECES = ("one two", "- a\n- b\n    - c", "> said\\\n> again", PHOTO, CODE, "10\u00a0km 𝄞")


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


def opened(owner: QObject, *texts: str) -> BodyText:
    return BodyText("article", fresh("\n\n".join(texts)), owner)


def select(text: BodyText, anchor: tuple[int, int], position: tuple[int, int]) -> QTextCursor:
    cursor = QTextCursor(text.document)
    for (number, offset), mode in ((anchor, QTextCursor.MoveMode.MoveAnchor), (position, KEEP)):
        block = text.document.findBlockByNumber(number)
        cursor.setPosition(block.position() + min(offset, block.length() - 1), mode)
    return cursor


def known(text: BodyText) -> dict[str, object]:
    """Return the ids of the paragraphs by their words."""
    return {block.text(): text.id_of(block) for block in text.blocks()}


BODIES = st.lists(st.sampled_from(range(len(PIECES))), min_size=1, max_size=6, unique=True)
PLACES = st.tuples(st.integers(0, 5), st.integers(0, 20))


@settings(max_examples=60)
@given(BODIES, st.lists(st.tuples(PLACES, PLACES, st.sampled_from((-1, 1))), max_size=5))
def test_what_moves_keeps_its_ids_and_undo_brings_each_step_back(
    pieces: list[int], steps: list[tuple[tuple[int, int], tuple[int, int], int]]
) -> None:
    owner = QObject()
    text = opened(owner, *(PIECES[piece] for piece in pieces))
    before = text.known
    history = [text.texts()]
    for (anchor, at), (position, to), way in steps:
        size = len(pieces)
        cursor = select(text, (anchor % size, at), (position % size, to))
        ids = known(text)
        if move(text, cursor, way):
            history.append(text.texts())
            same = known(text).keys() & ids.keys()
            assert all(known(text)[item] == ids[item] for item in same)
        assert None not in known(text).values()
    settled = reconcile(before, text.markdown())
    assert [block.id for block in settled.body] == [text.id_of(item) for item in text.blocks()]
    assert not settled.added
    assert not settled.removed
    for earlier in reversed(history[:-1]):
        text.document.undo()
        assert text.texts() == earlier
    assert [text.id_of(block) for block in text.blocks()] == [block.id for block in before]
    assert not text.document.isUndoAvailable()


def test_a_selection_moves_together_and_stays_selected(owner: QObject) -> None:
    text = opened(owner, "first", "second", "third", "fourth")
    cursor = select(text, (1, 3), (2, 2))
    assert move(text, cursor, 1)
    assert text.texts() == ["first", "fourth", "second", "third"]
    assert cursor.selectedText() == "ond\u2029th"
    assert move(text, cursor, -1)
    assert move(text, cursor, -1)
    assert text.texts() == ["second", "third", "first", "fourth"]
    assert cursor.selectedText() == "ond\u2029th"
    assert not move(text, cursor, -1)
    assert text.texts() == ["second", "third", "first", "fourth"]


def test_a_selection_backwards_over_whole_lines_keeps_its_direction(owner: QObject) -> None:
    text = opened(owner, "first", "second", "third")
    cursor = select(text, (2, 0), (1, 0))  # as Shift+Up selects a line
    assert move(text, cursor, -1)
    assert text.texts() == ["second", "first", "third"]
    assert cursor.selectedText() == "second"
    assert cursor.position() < cursor.anchor()


def test_an_item_moves_in_its_list_with_the_caret_and_the_list_as_a_whole(owner: QObject) -> None:
    text = opened(owner, "before", "9. one\n10. two\n11. three", "after")
    caret = (1, len("9. one\u202810. tw"))
    cursor = select(text, caret, caret)
    assert move(text, cursor, -1)
    assert text.texts()[1] == "9. two\n10. one\n11. three"
    assert cursor.positionInBlock() == len("9. tw")
    assert not move(text, cursor, -1)
    assert text.texts()[0] == "before"
    whole = select(text, (1, 0), (1, 99))
    assert move(text, whole, -1)
    assert text.texts() == ["9. two\n10. one\n11. three", "before", "after"]


def test_the_key_moves_a_card_in_the_text_and_nothing_while_the_headline_is_typed(
    qtbot: QtBot, view: WriteView
) -> None:
    body = view.body.body
    assert body is not None
    before = body.texts()
    place = next(at for at, text in enumerate(before) if text.startswith("![](photo:"))
    view.head.headline.field.setFocus()
    view.perform("text.move_down")
    assert body.texts() == before
    view.body.setFocus()
    view.body.setTextCursor(QTextCursor(body.document.findBlockByNumber(place)))
    way = "text.move_up" if place else "text.move_down"
    assert way in view.performs()
    view.perform(way)
    there = place - 1 if place else 1
    assert body.texts()[there] == before[place]
    assert view.body.textCursor().blockNumber() == there
    view.perform("edit.undo")
    assert body.texts() == before
    assert view.body.textCursor().blockNumber() == place
    view.perform("edit.redo")
    assert body.texts()[there] == before[place]
    assert view.body.textCursor().blockNumber() == there
