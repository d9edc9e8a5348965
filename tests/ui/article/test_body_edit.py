"""The body on the screen: typing, cards as one step, pasting, layout."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor_app.text.blocks import fresh, photo_line
from editor_app.ui.article.body_edit import LINE, SPACE, BodyEdit
from editor_app.ui.article.body_text import BodyText
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.given import Given, insert_markdown
from editor_app.ui.article.styling import Styling
from editor_app.ui.article.typesetting import FormatRanges
from editor_app.ui.theme import Theme
from tests.ui.article.material import PHOTO, compose

CARD = photo_line(PHOTO)
CARD_HEIGHT = 120


@pytest.fixture
def edit(qtbot: QtBot, composing: Composing, theme: Theme) -> BodyEdit:
    made = BodyEdit(composing, theme)
    made.room = lambda text: CARD_HEIGHT if text.startswith("![](photo:") else None
    qtbot.addWidget(made)
    made.resize(760, 600)
    made.show()
    return made


def opened(edit: BodyEdit, markdown: str) -> BodyText:
    body = BodyText("article", fresh(markdown), edit)
    edit.show_body(body)
    return body


def caret(edit: BodyEdit, number: int, offset: int = 0) -> None:
    cursor = QTextCursor(edit.document().findBlockByNumber(number))
    cursor.setPosition(cursor.position() + offset)
    edit.setTextCursor(cursor)


def place(edit: BodyEdit) -> tuple[int, int]:
    cursor = edit.textCursor()
    return cursor.blockNumber(), cursor.positionInBlock()


def press(edit: BodyEdit, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(edit, key)


def test_return_begins_a_paragraph_and_never_an_empty_one(qtbot: QtBot, edit: BodyEdit) -> None:
    body = opened(edit, "one\n\ntwo")
    caret(edit, 0, 3)
    press(edit, Qt.Key.Key_Return, Qt.Key.Key_Return)
    QTest.keyClicks(edit, "new")
    assert body.texts() == ["one", "new", "two"]


def test_shift_return_breaks_the_line(qtbot: QtBot, edit: BodyEdit) -> None:
    body = opened(edit, "one two")
    caret(edit, 0, 3)
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert body.markdown() == "one\\\n two"


def test_the_caret_takes_a_card_as_one_step(qtbot: QtBot, edit: BodyEdit) -> None:
    opened(edit, f"one\n\n{CARD}\n\ntwo")
    caret(edit, 0, 3)
    press(edit, Qt.Key.Key_Right)
    assert place(edit) == (1, 0)
    press(edit, Qt.Key.Key_Right)
    assert place(edit) == (2, 0)
    press(edit, Qt.Key.Key_Left)
    assert place(edit) == (1, 0)
    press(edit, Qt.Key.Key_Left)
    assert place(edit) == (0, 3)
    press(edit, Qt.Key.Key_Down)
    assert place(edit) == (1, 0)
    press(edit, Qt.Key.Key_Down)
    assert place(edit)[0] == 2
    press(edit, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert place(edit)[0] == 0


def test_typing_on_a_card_goes_below_it(qtbot: QtBot, edit: BodyEdit) -> None:
    body = opened(edit, f"one\n\n{CARD}\n\ntwo")
    caret(edit, 1)
    QTest.keyClicks(edit, "new")
    assert body.texts() == ["one", CARD, "new", "two"]


def test_composing_on_a_card_goes_below_it(edit: BodyEdit) -> None:
    body = opened(edit, f"one\n\n{CARD}")
    caret(edit, 1)
    compose(edit, "ni")
    compose(edit, commit="你")
    assert body.texts() == ["one", CARD, "你"]


def test_backspace_goes_onto_a_card_first_and_then_takes_its_line(
    qtbot: QtBot, edit: BodyEdit
) -> None:
    body = opened(edit, f"one\n\n{CARD}\n\ntwo")
    caret(edit, 2)
    press(edit, Qt.Key.Key_Backspace)
    assert body.texts() == ["one", CARD, "two"]
    assert place(edit) == (1, 0)
    press(edit, Qt.Key.Key_Backspace)
    assert body.texts() == ["one", "two"]
    edit.document().undo()
    assert body.texts() == ["one", CARD, "two"]


def test_delete_goes_onto_a_card_first(qtbot: QtBot, edit: BodyEdit) -> None:
    body = opened(edit, f"one\n\n{CARD}")
    caret(edit, 0, 3)
    press(edit, Qt.Key.Key_Delete)
    assert body.texts() == ["one", CARD]
    press(edit, Qt.Key.Key_Delete)
    assert body.texts() == ["one"]


def test_up_on_the_first_line_leaves_the_body(qtbot: QtBot, edit: BodyEdit) -> None:
    opened(edit, "one\n\ntwo")
    caret(edit, 0, 1)
    with qtbot.waitSignal(edit.left):
        press(edit, Qt.Key.Key_Up)
    caret(edit, 1, 1)
    with qtbot.assertNotEmitted(edit.left):
        press(edit, Qt.Key.Key_Up)


def test_tab_sets_items_in(qtbot: QtBot, edit: BodyEdit) -> None:
    body = opened(edit, "- a\n- b")
    caret(edit, 0, 7)
    press(edit, Qt.Key.Key_Tab)
    assert body.markdown() == "- a\n    - b"
    QTest.keyClick(edit, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert body.markdown() == "- a\n- b"


# -- layout


def test_lines_have_air_and_cards_have_room(edit: BodyEdit) -> None:
    body = opened(edit, f"one\n\n{CARD}\n\ntwo")
    edit.set_top(100)
    tops = [body.layout.blockBoundingRect(block).top() for block in body.blocks()]
    assert tops == [100, 100 + LINE + SPACE, 100 + LINE + SPACE + CARD_HEIGHT + SPACE]


def test_the_column_stands_in_the_middle_and_holds_about_66_letters(edit: BodyEdit) -> None:
    body = opened(edit, "The ferry leaves without a sound and the river is wide. " * 8)
    column = body.layout.column
    assert abs((column.left() * 2 + column.width()) - edit.viewport().width()) <= 2
    layout = body.document.firstBlock().layout()
    lengths = [layout.lineAt(number).textLength() for number in range(layout.lineCount() - 1)]
    assert 60 <= sum(lengths) / len(lengths) <= 74


def test_marks_are_dimmed_and_not_hidden(edit: BodyEdit, theme: Theme) -> None:
    body = opened(edit, "## Head **bold** 😀 *em*")
    formats = body.document.firstBlock().layout().formats()
    signs = [
        (item.start, item.length)
        for item in formats
        if item.format.foreground().color() == theme.colour("ink3")
    ]
    assert {(8, 2), (14, 2)} < set(signs)  # the stars of **bold**
    assert (20, 1) in signs  # the star behind the emoji, which takes two units
    assert body.document.toRawText() == "## Head **bold** 😀 *em*"


def test_styling_is_no_edit(qtbot: QtBot, edit: BodyEdit, theme: Theme) -> None:
    body = opened(edit, "## Head\n\nwords " * 300)
    edits: list[tuple[int, int, int]] = []
    body.document.contentsChange.connect(lambda *args: edits.append(args))
    with qtbot.assertNotEmitted(body.edited):
        edit.verticalScrollBar().setValue(edit.verticalScrollBar().maximum())
        edit.grab()
        theme.changed.emit()
    edits.clear()
    caret(edit, 0, 7)
    QTest.keyClicks(edit, "x")
    assert edits == [(7, 0, 1)]  # what was styled on the way is not part of this edit


def test_a_very_long_text_opens_at_once_and_is_measured_when_seen(
    qtbot: QtBot, edit: BodyEdit
) -> None:
    body = opened(edit, "\n\n".join(f"Paragraph {n} " + "word " * (n % 60) for n in range(900)))
    bar = edit.verticalScrollBar()
    caret(edit, 899, 3)
    edit.ensureCursorVisible()
    seen = edit.viewport().rect().contains(edit.cursorRect())
    assert seen
    qtbot.waitUntil(lambda: all(block.layout().lineCount() for block in body.blocks()))
    assert bar.maximum() > 900 * LINE - edit.height()


def test_a_key_after_another_width_or_theme_lays_out_its_paragraph_alone(
    edit: BodyEdit, theme: Theme
) -> None:
    body = opened(edit, "one\n\n**two**\n\nthree")
    styling, styled = Styling(theme, edit.font()), list[str]()

    def watched(text: str) -> FormatRanges:
        styled.append(text)
        return styling.ranges(text)

    ways: tuple[Callable[[], None], ...] = (partial(edit.resize, 700, 600), edit.dress)
    for make_anew in ways:
        make_anew()
        body.layout.style = watched
        QTest.keyClicks(edit, "a")
        assert set(styled) <= {edit.document().firstBlock().text()}
        styled.clear()


def test_a_paragraph_of_fifty_thousand_letters_can_be_typed_in(
    qtbot: QtBot, edit: BodyEdit
) -> None:
    body = opened(edit, "word " * 10_000)
    caret(edit, 0, 25_000)
    QTest.keyClicks(edit, "typed")
    assert body.markdown()[25_000:25_005] == "typed"


def test_clicks_and_carets_meet(qtbot: QtBot, edit: BodyEdit) -> None:
    body = opened(edit, "First paragraph here.\n\n" + "Second one wraps. " * 12)
    for position in (0, 5, 21, 25, 60, 100, 150):
        cursor = QTextCursor(body.document)
        cursor.setPosition(position)
        edit.setTextCursor(cursor)
        middle = edit.cursorRect().center()
        assert edit.cursorForPosition(middle).position() == position


def test_an_input_method_keeps_the_styles_of_its_paragraph(edit: BodyEdit) -> None:
    body = opened(edit, "**bold** and *more*")
    caret(edit, 0, 9)
    compose(edit, "xin")
    layout = body.document.firstBlock().layout()
    bold = [item for item in layout.formats() if item.format.fontWeight() == 700]
    italic = [item for item in layout.formats() if item.format.fontItalic()]
    assert [(item.start, item.length) for item in bold] == [(2, 4)]
    assert [(item.start, item.length) for item in italic] == [(14 + 3, 4)]
    compose(edit, commit="xin")
    assert body.markdown() == "**bold** xinand *more*"


def test_a_preedit_changes_nothing_in_the_text(qtbot: QtBot, edit: BodyEdit) -> None:
    body = opened(edit, "one\n\ntwo")
    caret(edit, 1, 3)
    with qtbot.assertNotEmitted(body.edited):
        compose(edit, "nguy")
        compose(edit, "nguyễ")
    assert body.markdown() == "one\n\ntwo"
    with qtbot.waitSignal(body.edited):
        compose(edit, commit="nguyễn")


def test_a_photo_put_in_behind_the_paragraph_leaves_the_caret_in_it(edit: BodyEdit) -> None:
    body = opened(edit, "one\n\ntwo")
    caret(edit, 1, 3)
    body.receive(fresh(f"one\n\ntwo\n\n{CARD}"))
    assert place(edit) == (1, 3)
    QTest.keyClicks(edit, " more")
    assert body.texts() == ["one", "two more", CARD]


# -- paste and copy


def test_copied_text_is_markdown_and_comes_back_the_same(edit: BodyEdit) -> None:
    body = opened(edit, "one **bold**\n\n- a\n- b\n\ntwo")
    edit.selectAll()
    source = edit.createMimeDataFromSelection()
    assert source.text() == "one **bold**\n\n- a\n- b\n\ntwo"
    given: list[Given] = []
    edit.given.connect(given.append)
    edit.insertFromMimeData(source)
    assert given == [Given(own=body.markdown())]


def test_text_beats_the_picture_that_office_programs_send_along(edit: BodyEdit) -> None:
    given: list[Given] = []
    edit.given.connect(given.append)
    source = QMimeData()
    source.setText("cells")
    source.setHtml("<table></table>")
    source.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    edit.insertFromMimeData(source)
    assert given == [Given("<table></table>", "cells")]


def test_a_copied_picture_is_given_as_its_bytes(edit: BodyEdit) -> None:
    given: list[Given] = []
    edit.given.connect(given.append)
    source = QMimeData()
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    source.setImageData(image)
    edit.insertFromMimeData(source)
    assert QImage.fromData(given[0].pictures[0].data).size() == image.size()


def test_dropped_picture_files_are_given_by_their_paths(edit: BodyEdit) -> None:
    given: list[Given] = []
    edit.given.connect(given.append)
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile("/photos/ferry.JPG"), QUrl.fromLocalFile("/notes.txt")])
    edit.insertFromMimeData(source)
    assert [item.name for item in given[0].pictures] == ["ferry.JPG"]


def test_other_files_are_left_to_the_window(edit: BodyEdit) -> None:
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile("/notes.docx")])
    assert not edit.canInsertFromMimeData(source)
    source.setUrls([QUrl.fromLocalFile("/notes.docx"), QUrl.fromLocalFile("/ferry.png")])
    assert edit.canInsertFromMimeData(source)
    source.setUrls([QUrl("https://delta.example/x")])
    assert edit.canInsertFromMimeData(source)


def test_an_empty_text_says_what_belongs_there(edit: BodyEdit, theme: Theme) -> None:
    opened(edit, "")

    def hinted() -> bool:
        picture = edit.viewport().grab().toImage()
        ink = theme.colour("ink3").lightness() + 40
        return any(
            picture.pixelColor(x, y).lightness() < ink
            for x in range(150, 450)
            for y in range(4, LINE)
        )

    assert hinted()
    compose(edit, "x")
    caret(edit, 0)
    compose(edit, commit="")
    QTest.keyClicks(edit, " ")
    assert not hinted()


@pytest.mark.parametrize(
    ("before", "offset", "markdown", "after"),
    [
        ("one two", 4, "and ", ["one and two"]),
        ("one two", 4, "a\n\nb", ["one a", "btwo"]),
        ("one two", 4, "## h\n\nb", ["one", "## h", "btwo"]),
        ("one two", 4, "a\n\n- x\n- y", ["one a", "- x\n- y", "two"]),
        ("## one", 6, "a\n\nb", ["## one", "a", "b"]),
        ("one", 3, " more", ["one more"]),
    ],
)
def test_pasted_blocks_join_only_where_they_may(
    edit: BodyEdit, before: str, offset: int, markdown: str, after: list[str]
) -> None:
    body = opened(edit, before)
    caret(edit, 0, offset)
    insert_markdown(edit.textCursor(), markdown)
    assert body.texts() == after


def test_the_list_of_a_clipboard_is_read_from_it(edit: BodyEdit) -> None:
    opened(edit, "one")
    given: list[Given] = []
    edit.given.connect(given.append)
    QApplication.clipboard().setText("copied")
    edit.paste()
    assert given == [Given(None, "copied")]


def select(edit: BodyEdit, start: tuple[int, int], end: tuple[int, int]) -> None:
    find = edit.document().findBlockByNumber
    cursor = edit.textCursor()
    cursor.setPosition(find(start[0]).position() + start[1])
    cursor.setPosition(find(end[0]).position() + end[1], QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [
        ((0, 0), (1, 0), ["x", CARD, "two"]),  # a paragraph to where the card begins
        ((0, 3), (1, 0), ["onex", CARD, "two"]),
        ((0, 1), (1, 5), ["ox", "two"]),
        ((0, 1), (2, 1), ["oxwo"]),
        ((1, len(CARD)), (2, 2), ["one", CARD, "xo"]),
        ((1, 4), (2, 2), ["one", "xo"]),
        ((1, 0), (2, 0), ["one", "xtwo"]),
    ],
)
def test_a_selection_holds_a_card_whole_or_not_at_all(
    edit: BodyEdit, start: tuple[int, int], end: tuple[int, int], left: list[str]
) -> None:
    body = opened(edit, f"one\n\n{CARD}\n\ntwo")
    select(edit, start, end)
    QTest.keyClicks(edit, "x")
    assert body.texts() == left
    body = opened(edit, f"one\n\n{CARD}\n\ntwo")
    select(edit, end, start)
    QTest.keySequence(edit, QKeySequence.StandardKey.Cut)
    assert body.texts() == [item.replace("x", "") for item in left]


def test_nothing_but_the_gap_before_a_card_takes_no_letter(edit: BodyEdit) -> None:
    body = opened(edit, f"one\n\n{CARD}\n\ntwo")
    for key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
        select(edit, (0, 3), (1, 0))
        press(edit, key)
    assert body.texts() == ["one", CARD, "two"]


def test_words_are_not_deleted_into_a_card(edit: BodyEdit) -> None:
    body = opened(edit, f"one\n\n{CARD}\n\ntwo")
    caret(edit, 0, 3)
    QTest.keyClick(edit, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert place(edit) == (1, 0)
    caret(edit, 2)
    QTest.keyClick(edit, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert place(edit) == (1, 0)
    assert body.texts() == ["one", CARD, "two"]


def test_the_third_click_takes_a_paragraph_and_glues_it_to_no_other(edit: BodyEdit) -> None:
    body = opened(edit, "one two\n\nthree")
    where = edit.cursorRect(edit.textCursor()).center()
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(edit.viewport(), left, pos=where)
    QTest.mouseDClick(edit.viewport(), left, pos=where)
    QTest.mousePress(edit.viewport(), left, pos=where)
    assert edit.textCursor().selectedText() == "one two"
    QTest.mouseRelease(edit.viewport(), left, pos=where)
    QTest.keyClicks(edit, "x")
    assert body.texts() == ["x", "three"]


def test_what_is_typed_over_the_gap_between_two_cards_stands_between_them(edit: BodyEdit) -> None:
    for key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
        body = opened(edit, f"one\n\n{CARD}\n\n{CARD}")
        select(edit, (2, 0), (1, len(CARD)))
        press(edit, key)
        assert body.texts() == ["one", CARD, CARD]
    body = opened(edit, f"one\n\n{CARD}\n\n{CARD}")
    select(edit, (2, 0), (1, len(CARD)))
    QTest.keyClicks(edit, "x")
    assert body.texts() == ["one", CARD, "x", CARD]


def test_a_click_on_what_is_selected_selects_nothing_else(edit: BodyEdit) -> None:
    opened(edit, "one two\n\nthree")
    select(edit, (0, 0), (1, 0))
    where = edit.cursorRect(QTextCursor(edit.document().firstBlock())).center()
    QTest.mousePress(edit.viewport(), Qt.MouseButton.RightButton, pos=where)
    assert edit.textCursor().selectedText() == "one two\u2029"


@pytest.mark.parametrize(
    ("start", "end", "taken", "left"),
    [
        ((0, 1), (1, 0), (0, 2), ["o", CARD, "two"]),
        ((0, 1), (1, 5), (0, 2), ["o", "two"]),
        ((1, 4), (2, 2), (2, 1), ["one", "o"]),
    ],
)
def test_what_is_dragged_away_holds_cards_whole_or_not_at_all(
    edit: BodyEdit,
    start: tuple[int, int],
    end: tuple[int, int],
    taken: tuple[int, int],
    left: list[str],
) -> None:
    body = opened(edit, f"one\n\n{CARD}\n\ntwo")
    select(edit, start, end)
    inside = QTextCursor(edit.document().findBlockByNumber(taken[0]))
    inside.movePosition(QTextCursor.MoveOperation.Right, n=taken[1])
    spot = edit.cursorRect(inside).center()
    QTest.mousePress(edit.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    dragged = edit.textCursor()
    assert dragged.hasSelection()
    dragged.removeSelectedText()  # as Qt does once it was let fall elsewhere
    assert [text for text in body.texts() if text] == left
    QTest.mouseRelease(edit.viewport(), Qt.MouseButton.LeftButton, pos=spot)
