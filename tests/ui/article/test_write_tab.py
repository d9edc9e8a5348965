"""Tab in the Write view: from field to field, through the captions of a card, in lists."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from editor_app.ui.article.photo_card import PhotoCard
from editor_app.ui.article.write_view import WriteView
from tests.ui.article.material import PHOTO


def card(view: WriteView) -> PhotoCard:
    view.shelf.place()
    found = view.shelf.card_of(PHOTO)
    assert found is not None
    return found


def test_tab_goes_from_the_standfirst_into_the_body_and_back(view: WriteView) -> None:
    headline, standfirst = view.head.fields()
    headline.setFocus()
    QTest.keyClick(headline, Qt.Key.Key_Tab)
    assert standfirst.hasFocus()
    QTest.keyClick(standfirst, Qt.Key.Key_Tab)
    assert view.body.hasFocus()
    QTest.keyClick(view.body, Qt.Key.Key_Backtab)
    assert standfirst.hasFocus()


def test_tab_on_a_card_goes_into_its_captions(view: WriteView) -> None:
    view.body.setTextCursor(QTextCursor(view.body.document().findBlockByNumber(1)))
    view.body.setFocus()
    QTest.keyClick(view.body, Qt.Key.Key_Tab)
    assert card(view).fields()[0].hasFocus()


def test_tab_sets_list_items_in_and_stays_in_the_body(view: WriteView) -> None:
    cursor = QTextCursor(view.body.document().lastBlock())
    view.body.setTextCursor(cursor)
    view.body.setFocus()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.insertBlock()
    cursor.insertText("- a\u2028- b")
    view.body.setTextCursor(cursor)
    QTest.keyClick(view.body, Qt.Key.Key_Tab)
    assert view.body.hasFocus()
    assert view.body.document().lastBlock().text() == "- a\u2028    - b"


def test_tab_walks_captions_then_alt_texts_then_the_text_below(view: WriteView) -> None:
    shown = card(view)
    shown.enter()
    walked = []
    for _ in range(4):
        focused = next(field for field in shown.fields() if field.hasFocus())
        walked.append(shown.fields().index(focused))
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert walked == [0, 1, 2, 3]
    assert view.body.hasFocus()
    assert view.body.textCursor().blockNumber() == 2
