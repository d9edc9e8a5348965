"""Marks in edited text: where they stand, how they move, and that nothing else hears of them."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor_app.domain.link import Address, block_address
from editor_app.ui.article.layout_marks import LayoutMarks
from editor_app.ui.article.text_marks import MarkLook, Marks, TextMark, TextMarks, moved
from editor_app.ui.article.write_view import WriteView
from editor_app.ui.theme import Theme
from tests.ui.article.material import TARGET, compose, ferry_story

HEADLINE = Address(TARGET, "headline")
LETTERS = "ab c\U0001f6f6đ"


def mark(start: int, end: int, **fields: Any) -> TextMark:
    return TextMark(start, end, MarkLook.ERROR, **fields)


def words(marks: Marks, text: str) -> list[str]:
    return [text[item.start : item.end] for item in marks]


# -- moving with what is typed


def test_marks_move_with_what_is_typed_before_them() -> None:
    before, after = "Ten boats came home.", "At dawn ten boats came home."
    kept = moved((mark(10, 14),), before, after)
    assert words(kept, after) == ["came"]


def test_a_mark_whose_words_were_changed_is_gone() -> None:
    assert moved((mark(0, 3), mark(10, 14)), "Ten boats came home.", "Six boats came home.") == (
        mark(10, 14),
    )


def test_what_is_typed_inside_a_long_mark_makes_it_longer() -> None:
    after = "Ten old boats came home."
    assert words(moved((mark(0, 9),), "Ten boats came home.", after), after) == ["Ten old boats"]


@given(
    some.text("ab c\U0001f6f6đ", max_size=40),
    some.text("ab c\U0001f6f6đ", max_size=40),
    some.data(),
)
def test_a_mark_that_is_left_never_leaves_the_text(
    before: str, after: str, data: some.DataObject
) -> None:
    start = data.draw(some.integers(0, len(before)))
    end = data.draw(some.integers(start, len(before)))
    for kept in moved((mark(start, end),), before, after):
        assert 0 <= kept.start <= kept.end <= len(after)


# -- the store


def test_the_marks_of_a_layer_are_replaced_and_those_of_others_stay(qtbot: QtBot) -> None:
    marks = TextMarks()
    marks.put("checks", HEADLINE, "Solar ferries", [mark(0, 5)])
    marks.put("terms", HEADLINE, "Solar ferries", [mark(6, 13)])
    marks.put("checks", HEADLINE, "Solar ferries", [])
    assert words(marks.of(HEADLINE, "Solar ferries"), "Solar ferries") == ["ferries"]
    marks.put_all("terms", {TARGET}, {})
    assert marks.of(HEADLINE, "Solar ferries") == ()


def test_a_result_that_changes_nothing_says_nothing(qtbot: QtBot) -> None:
    marks = TextMarks()
    marks.put("checks", HEADLINE, "Solar ferries", [mark(0, 5)])
    with qtbot.assertNotEmitted(marks.changed):
        marks.put("checks", HEADLINE, "Solar ferries", [mark(0, 5)])
        marks.put_all("checks", {TARGET}, {HEADLINE: ("Solar ferries", [mark(0, 5)])})


def test_the_gravest_mark_at_a_place_comes_first(qtbot: QtBot) -> None:
    marks = TextMarks()
    marks.put("terms", HEADLINE, "Solar ferries", [TextMark(0, 13, MarkLook.TERM, key="term")])
    marks.put("checks", HEADLINE, "Solar ferries", [mark(0, 5, key="error")])
    assert [item.key for item in marks.at(HEADLINE, "Solar ferries", 3)] == ["error", "term"]
    assert [item.key for item in marks.at(HEADLINE, "Solar ferries", 9)] == ["term"]


# -- in the Write view


def marked(view: WriteView, *marks: TextMark) -> Address:
    """Mark words of the first paragraph: "The ferry leaves."."""
    body = view.body.body
    assert body is not None
    address = block_address(TARGET, ferry_block(view))
    view._manuscripts.marks.put("checks", address, "The ferry leaves.", marks)
    return address


def ferry_block(view: WriteView) -> Any:
    body = view.body.body
    assert body is not None
    return body.id_of(body.document.firstBlock())


def reds(view: WriteView, theme: Theme) -> int:
    """Count the pixels of the first paragraph that have the colour of an error."""
    body = view.body.body
    assert body is not None
    area = body.layout.blockBoundingRect(body.document.firstBlock()).toRect()
    picture = view.body.viewport().grab(area.adjusted(60, 0, -300, 0)).toImage()
    wanted = theme.colour("err")
    places = product(range(picture.width()), range(picture.height()))
    return sum(near(picture.pixelColor(x, y), wanted) for x, y in places)


def near(one: QColor, other: QColor) -> bool:
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return all(abs(mine - theirs) < 40 for mine, theirs in pairs)


def test_marked_words_are_underlined_and_typing_undo_and_selection_hear_nothing(
    view: WriteView, theme: Theme
) -> None:
    body = view.body.body
    assert body is not None
    cursor = view.body.textCursor()
    cursor.setPosition(3)
    view.body.setTextCursor(cursor)
    before = reds(view, theme)
    address = marked(view, mark(4, 9))
    assert reds(view, theme) > before
    assert not body.document.isUndoAvailable()
    assert view.body.textCursor().position() == 3
    QTest.keyClicks(view.body, " old")
    text = body.document.firstBlock().text()
    assert words(view._manuscripts.marks.of(address, text), text) == ["ferry"]
    view.undo()
    assert body.document.firstBlock().text() == "The ferry leaves."
    assert reds(view, theme) > before


def test_marks_stay_at_their_words_while_a_syllable_is_composed(
    view: WriteView, theme: Theme
) -> None:
    body = view.body.body
    assert body is not None
    marked(view, mark(4, 9))
    cursor = view.body.textCursor()
    cursor.setPosition(0)
    view.body.setTextCursor(cursor)
    compose(view.body, "đo")
    assert reds(view, theme) > 0
    assert view.body.composes
    assert body.document.firstBlock().text() == "The ferry leaves."


def test_marked_words_say_what_is_marked(view: WriteView) -> None:
    body = view.body.body
    assert body is not None
    marked(view, mark(4, 9, tip="No such boat."))
    block = body.document.firstBlock()
    assert body.layout.tip is not None
    assert body.layout.tip(block, 6) == "No such boat."
    assert body.layout.tip(block, 12) == ""


def test_a_finding_has_a_sign_in_the_margin_that_leads_to_it(view: WriteView) -> None:
    marked(view, mark(4, 9, key="N1 abc", tip="Why", sign=True), mark(0, 3, key="term"))
    view._manuscripts.marks.put(
        "checks", HEADLINE, "Solar ferries", [mark(0, 0, key="S2 x", sign=True)]
    )
    margin = view.margin
    chosen: list[str] = []
    view._manuscripts.marks.chosen.connect(chosen.append)
    places = list(margin._places(0, margin.height()))
    assert [[item.key for item in found] for _area, found in places] == [["S2 x"], ["N1 abc"]]
    for area, _found in places:
        QTest.mouseClick(margin, Qt.MouseButton.LeftButton, pos=area.center().toPoint())
    assert chosen == ["S2 x", "N1 abc"]
    assert margin._under(QPointF(QPoint(5, margin.height() - 5))) == ()


def test_a_text_draws_its_marks_once_however_often_it_is_shown(view: WriteView) -> None:
    body = view.body.body
    assert body is not None
    view.show_story(ferry_story(), TARGET)
    assert len(body.layout.findChildren(LayoutMarks)) == 1
