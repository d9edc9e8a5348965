"""The Write view: one text on one screen, one order of undo, the caret found again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from editor_app.domain.ids import ArticleId
from editor_app.domain.settings import Settings
from editor_app.domain.settings import Theme as Choice
from editor_app.text.blocks import fresh, photo_line
from editor_app.text.counting import Counts
from editor_app.ui.article import autosave
from editor_app.ui.article.photo_card import PhotoCard
from editor_app.ui.article.write_view import WriteView
from editor_app.ui.desk.centre_view import SavedState, Saving
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from tests.ui.article.material import (
    PHOTO,
    SOURCE,
    SOURCE_USE,
    TARGET,
    TARGET_USE,
    KeptDrafts,
    article,
    compose,
    ferry_story,
    story,
)

OTHER = ArticleId("another")


def headline(view: WriteView) -> Any:
    return view.head.headline.field


def put_caret(view: WriteView, number: int, offset: int = 0) -> None:
    cursor = QTextCursor(view.body.document().findBlockByNumber(number))
    cursor.setPosition(cursor.position() + offset)
    view.body.setTextCursor(cursor)
    view.body.setFocus()


def card(view: WriteView) -> PhotoCard:
    view.shelf.place()
    found = view.shelf.card_of(PHOTO)
    assert found is not None
    return found


# -- showing


def test_a_story_that_is_saved_late_takes_nothing_from_the_one_that_is_shown(
    view: WriteView, drafts: KeptDrafts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "TRY_AGAIN", 20)
    left = view.places.manuscript
    assert left is not None
    drafts.full = True
    put_caret(view, 0)
    QTest.keyClicks(view.body, "Precious. ")
    view.clear()
    view.show_story(story(article("Another story.", ident=OTHER)), OTHER)
    shown = view.places.manuscript
    assert shown is not None
    qtbot.waitUntil(lambda: view._manuscripts.autosave.state.saving is Saving.FAILED)
    drafts.full = False
    qtbot.waitUntil(lambda: not isValid(left))
    assert view.places.manuscript is shown
    assert "edit.undo" not in view.performs()
    assert "text.paste_plain" in view.performs()


def test_headline_standfirst_and_body_are_one_column(view: WriteView) -> None:
    column = view.body.body.layout.column if view.body.body else None
    assert column is not None
    assert view.head.x() == round(column.left())
    assert view.head.width() == round(column.width())
    first = view.body.cursorRect(QTextCursor(view.body.document()))
    assert first.top() > view.head.geometry().bottom()
    assert headline(view).toPlainText() == "Solar ferries"


def test_a_longer_headline_pushes_the_body_down(qtbot: QtBot, view: WriteView) -> None:
    before = view.body.cursorRect(QTextCursor(view.body.document())).top()
    headline(view).setFocus()
    QTest.keyClicks(headline(view), " that carry forty passengers across the lower river and back")
    qtbot.waitUntil(lambda: view.body.cursorRect(QTextCursor(view.body.document())).top() > before)
    assert view.head.geometry().bottom() < view.body.cursorRect().top()


def test_the_gauge_says_how_much_of_the_limit_is_used(view: WriteView) -> None:
    gauge = view.head.headline._gauge
    assert gauge.text() == "13 / 70"
    assert gauge.property("tone") == "ok"
    headline(view).setPlainText("x" * 71)
    assert gauge.text().startswith("71 / 70")
    assert gauge.property("tone") == "err"


def test_the_head_scrolls_away_with_the_text(view: WriteView) -> None:
    view.show_story(story(article("word " * 3000)), TARGET)
    QApplication.processEvents()
    before = view.head.y()
    view.body.verticalScrollBar().setValue(60)
    assert view.head.y() == before - 60


def test_return_and_arrows_go_from_field_to_field(view: WriteView) -> None:
    headline(view).put_caret(at_end=True)
    QTest.keyClick(headline(view), Qt.Key.Key_Return)
    assert view.head.standfirst.field.hasFocus()
    QTest.keyClick(view.head.standfirst.field, Qt.Key.Key_Down)
    assert view.body.hasFocus()
    QTest.keyClick(view.body, Qt.Key.Key_Up)
    assert view.head.standfirst.field.hasFocus()
    QTest.keyClick(view.head.standfirst.field, Qt.Key.Key_Up)
    assert headline(view).hasFocus()
    assert headline(view).toPlainText() == "Solar ferries"


def test_counts_come_after_a_pause(qtbot: QtBot, view: WriteView) -> None:
    heard: list[Counts] = []
    view.counted.connect(heard.append)
    put_caret(view, 0)
    QTest.keyClicks(view.body, "Two words ")
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[-1].words == 9


# -- one order of undo


def test_undo_takes_back_the_last_edit_wherever_it_was_made(view: WriteView) -> None:
    put_caret(view, 0)
    QTest.keyClicks(view.body, "A")
    headline(view).put_caret(at_end=True)
    QTest.keyClicks(headline(view), "B")
    caption = card(view).fields()[0]
    caption.put_caret(at_end=True)
    QTest.keyClicks(caption, "C")
    put_caret(view, 2)
    QTest.keyClicks(view.body, "D")
    seen = []
    for _ in range(4):
        view.perform("edit.undo")
        focus = QApplication.focusWidget()
        seen.append((caption.toPlainText(), headline(view).toPlainText(), focus))
    assert [item[:2] for item in seen] == [
        ("Fitting a panelC", "Solar ferriesB"),
        ("Fitting a panel", "Solar ferriesB"),
        ("Fitting a panel", "Solar ferries"),
        ("Fitting a panel", "Solar ferries"),
    ]
    assert [item[2] for item in seen] == [view.body, caption, headline(view), view.body]
    assert "edit.undo" not in view.performs()
    for _ in range(4):
        view.perform("edit.redo")
    assert view.body.document().toRawText().startswith("AThe ferry")
    assert caption.toPlainText() == "Fitting a panelC"


def test_control_z_in_a_field_undoes_in_the_whole_article(view: WriteView) -> None:
    put_caret(view, 0)
    QTest.keyClicks(view.body, "A")
    headline(view).put_caret(at_end=True)
    QTest.keyClick(headline(view), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert view.body.document().toRawText().startswith("The ferry")


# -- cards


def test_a_card_stands_over_its_line_with_all_languages(view: WriteView) -> None:
    shown = card(view)
    assert [field.toPlainText() for field in shown.fields()] == [
        "Fitting a panel",
        "Lắp pin",
        "Two people",
        "",
    ]
    assert [name.text() for name in shown._names] == ["English", "Tiếng Việt"]
    line = view.body.document().findBlockByNumber(1)
    body = view.body.body
    assert body is not None
    place = body.layout.blockBoundingRect(line)
    assert shown.geometry().top() == round(place.top()) - view.body.verticalScrollBar().value()
    assert shown.height() == round(place.height() - body.layout.measures.space)


def test_a_caption_of_another_language_is_saved_under_its_own_use(
    view: WriteView, drafts: KeptDrafts, jobs: Jobs
) -> None:
    foreign = card(view).fields()[1]
    foreign.put_caret(at_end=True)
    QTest.keyClicks(foreign, " x")
    view.leave()
    jobs.settle()
    assert drafts.text("caption", SOURCE_USE) == "Lắp pin x"
    assert drafts.text("caption", TARGET_USE) is None
    assert drafts.settled == [SOURCE]


def test_a_longer_caption_gives_its_card_more_room(qtbot: QtBot, view: WriteView) -> None:
    shown = card(view)
    before = shown.height()
    shown.enter()
    QTest.keyClicks(shown.fields()[0], " on the roof of a ferry in Can Tho" * 5)
    qtbot.waitUntil(lambda: shown.height() > before + 40)
    body = view.body.body
    assert body is not None
    line = body.photo_block(PHOTO)
    assert line is not None
    assert shown.height() == round(body.layout.height_of(line) - body.layout.measures.space)


def test_a_click_on_the_picture_chooses_the_card(view: WriteView) -> None:
    shown = card(view)
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    assert view.body.textCursor().blockNumber() == 1
    assert shown._chosen
    put_caret(view, 0)
    assert not shown._chosen


def test_a_photo_that_is_not_on_the_desk_keeps_its_line(view: WriteView) -> None:
    base = ferry_story()
    view.show_story(replace(base, photos={}), TARGET)
    assert "not on the desk" in card(view)._credit.text()
    assert photo_line(PHOTO) in view.body.document().toRawText()


def test_credit_and_rights_are_said_once(view: WriteView) -> None:
    assert card(view)._credit.text() == "Photo: Delta Courier"


def test_cards_exist_only_near_the_window(qtbot: QtBot, view: WriteView) -> None:
    filler = "\n\n".join("word " * 80 for _ in range(40))
    base = ferry_story()
    target = article(f"{filler}\n\n{photo_line(PHOTO)}", version=2)
    view.show_story(replace(base, articles=(base.articles[0], target)), TARGET)
    view.shelf.place()
    assert view.shelf.card_of(PHOTO) is None
    view.body.verticalScrollBar().setValue(view.body.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: view.shelf.card_of(PHOTO) is not None)


def test_a_caption_that_is_typed_in_keeps_the_focus_when_its_card_is_scrolled_away(
    qtbot: QtBot, view: WriteView
) -> None:
    filler = "\n\n".join("word " * 80 for _ in range(40))
    base = ferry_story()
    target = article(f"{photo_line(PHOTO)}\n\n{filler}", version=2)
    view.show_story(replace(base, articles=(base.articles[0], target)), TARGET)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    card(view).enter()
    typed_in = QApplication.focusWidget()
    assert card(view).busy
    view.body.verticalScrollBar().setValue(view.body.verticalScrollBar().maximum())
    view.shelf.place()
    assert QApplication.focusWidget() is typed_in
    view.body.setFocus()
    view.shelf.place()
    assert view.shelf.card_of(PHOTO) is None


# -- pasting


def test_pasted_html_keeps_its_structure_and_can_be_made_plain(
    qtbot: QtBot, view: WriteView, jobs: Jobs
) -> None:
    put_caret(view, 2, 4)
    source = QMimeData()
    source.setHtml("<h2>Fares</h2><p>Up by <b>4</b> %.</p>")
    source.setText("Fares\nUp by 4 %.")
    view.body.insertFromMimeData(source)
    jobs.settle()
    body = view.body.body
    assert body is not None
    assert "## Fares" in body.texts()
    assert any("**4**" in text for text in body.texts())
    assert view.paste_bar.isVisible()
    view.perform("text.paste_plain")
    assert "Fares" in "\n".join(body.texts())
    assert "**4**" not in "\n".join(body.texts())
    assert not view.paste_bar.isVisible()
    view.undo()
    assert any("**4**" in text for text in body.texts())


def test_a_paste_can_be_given_back_as_it_was(view: WriteView, jobs: Jobs) -> None:
    put_caret(view, 2, 4)
    source = QMimeData()
    source.setHtml("<p>One <i>two</i></p>")
    source.setText("One two")
    view.body.insertFromMimeData(source)
    jobs.settle()
    assert "text.paste_raw" in view.performs()
    view.perform("text.paste_raw")
    assert "<p>One <i>two</i></p>" in view.body.document().toRawText()
    assert "text.paste_raw" not in view.performs()


def test_what_is_typed_while_a_paste_is_read_stands_behind_it(view: WriteView, jobs: Jobs) -> None:
    put_caret(view, 0, 4)
    source = QMimeData()
    source.setHtml("<p>big <b>green</b></p>")
    view.body.insertFromMimeData(source)
    QTest.keyClicks(view.body, " typed ")
    jobs.settle()
    assert view.body.document().firstBlock().text() == "The big **green** typed ferry leaves."


def test_a_paste_waits_for_the_input_method(qtbot: QtBot, view: WriteView, jobs: Jobs) -> None:
    put_caret(view, 0, 4)
    source = QMimeData()
    source.setHtml("<p><b>x</b></p>")
    view.body.insertFromMimeData(source)
    compose(view.body, "ngu")
    jobs.settle()
    assert "**x**" not in view.body.document().toRawText()
    compose(view.body, commit="ngủ")
    qtbot.waitUntil(lambda: "**x**" in view.body.document().toRawText())
    assert view.body.document().firstBlock().text() == "The **x**ngủferry leaves."


def test_plain_text_of_five_megabytes_can_be_pasted(qtbot: QtBot, view: WriteView) -> None:
    put_caret(view, 2, 4)
    source = QMimeData()
    source.setText("\n".join("A line of pasted words. " * 20 for _ in range(10_500)))
    assert len(source.text()) > 5_000_000
    QApplication.clipboard().setMimeData(source)
    view.perform("text.paste_plain")
    assert view.body.document().blockCount() > 10_000
    QTest.keyClicks(view.body, "on it goes")
    assert "on it goes" in view.body.textCursor().block().text()


# -- the frame's side


def test_the_caret_is_found_again_in_headline_and_body(view: WriteView) -> None:
    view.show_caret("headline", 5)
    assert view.caret() == ("headline", 5)
    assert headline(view).hasFocus()
    view.show_caret("body", 68)
    assert view.caret() == ("body", 68)
    assert view.body.textCursor().blockNumber() == 2
    assert view.body.hasFocus()


def test_each_language_keeps_its_place(view: WriteView) -> None:
    put_caret(view, 2, 7)
    view.show_story(ferry_story(), SOURCE)
    assert view.body.textCursor().position() == 0
    view.show_story(ferry_story(), TARGET)
    assert view.body.textCursor().blockNumber() == 2
    assert view.body.textCursor().positionInBlock() == 7


def test_new_values_of_the_same_article_leave_caret_and_scroll_alone(view: WriteView) -> None:
    put_caret(view, 2, 7)
    base = ferry_story()
    newer = replace(
        base.articles[1],
        version=2,
        body=fresh(
            "Inserted above.\n\nThe ferry leaves.\n\n"
            f"{photo_line(PHOTO)}\n\nThe skipper counts clouds."
        ),
    )
    view.show_story(replace(base, articles=(base.articles[0], newer)), TARGET)
    assert view.body.textCursor().block().text() == "The skipper counts clouds."
    assert view.body.textCursor().positionInBlock() == 7


def test_leaving_saves_and_settles(view: WriteView, drafts: KeptDrafts, jobs: Jobs) -> None:
    states: list[SavedState] = []
    view.saved.connect(states.append)
    put_caret(view, 0)
    QTest.keyClicks(view.body, "X")
    view.leave()
    jobs.settle()
    assert (drafts.text() or "").startswith("XThe ferry")
    assert drafts.settled == [TARGET]
    assert [state.saving for state in states] == [Saving.TYPING, Saving.SAVED]


def test_settings_decide_about_quotes(view: WriteView, jobs: Jobs) -> None:
    jobs.settle()
    put_caret(view, 0)
    QTest.keyClicks(view.body, '"a"')
    view.apply_settings(Settings(smart_quotes=False))
    QTest.keyClicks(view.body, '"b"')
    assert view.body.document().firstBlock().text().startswith('“a”"b"The')


def test_find_walks_through_all_texts_and_skips_photo_lines(view: WriteView) -> None:
    put_caret(view, 0)
    places = []
    for _ in range(4):
        assert view.find_text("FERR")
        cursor = view.places.cursor()
        document = cursor.document()
        places.append("head" if document is headline(view).document() else cursor.blockNumber())
    assert places in ([0, "head", 0, "head"], ["head", 0, "head", 0])
    assert not view.find_text(PHOTO)


def test_replace_changes_the_hit_and_goes_on(view: WriteView) -> None:
    put_caret(view, 0)
    assert view.find_text("the")
    while view.replace_text("the", "a"):
        pass
    body = view.body.body
    assert body is not None
    assert "the" not in body.markdown().lower()


def test_find_and_replace_leave_alone_what_write_does_not_show(view: WriteView) -> None:
    assert view.places.manuscript is not None
    push = view.places.manuscript.field("push").document
    QTextCursor(push).insertText("Sampans leave")
    put_caret(view, 0)
    assert not view.find_text("sampan")
    assert not view.replace_text("sampan", "ship")
    assert push.toPlainText() == "Sampans leave"


def test_nothing_is_done_when_no_story_is_open(view: WriteView) -> None:
    view.clear()
    assert view.performs() == frozenset()
    assert view.caret() == ("body", 0)
    view.show_caret("body", 5)
    assert not view.find_text("x")
    view.undo()


def test_text_actions_work_at_the_caret(view: WriteView) -> None:
    body = view.body.body
    assert body is not None
    put_caret(view, 0, 5)
    view.perform("text.strong")
    assert body.texts()[0] == "The **ferry** leaves."
    view.perform("text.strong")
    view.perform("text.heading")
    assert body.texts()[0] == "## The ferry leaves."
    view.perform("text.quote")
    assert body.texts()[0] == "> The ferry leaves."
    view.perform("text.paragraph")
    view.perform("text.footnote")
    assert body.texts()[0] == "The f[^1]erry leaves." or "[^1]" in body.texts()[0]
    assert body.texts()[-1] == "[^1]:"
    assert view.body.textCursor().block().text() == "[^1]: "


def test_a_link_is_typed_at_the_caret(qtbot: QtBot, view: WriteView) -> None:
    QApplication.clipboard().setText("https://delta.example/report")
    put_caret(view, 0, 5)
    view.perform("text.link")
    field = view.formatting._link._address
    assert field.text() == "https://delta.example/report"
    QTest.keyClick(field, Qt.Key.Key_Return)
    body = view.body.body
    assert body is not None
    assert body.texts()[0] == "The [ferry](https://delta.example/report) leaves."
    view.perform("text.link")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert body.texts()[0] == "The [ferry](https://delta.example/report) leaves."
    assert view.body.hasFocus()


@pytest.mark.parametrize("dark", [False, True])
def test_it_paints_in_both_themes(view: WriteView, theme: Theme, dark: bool) -> None:
    theme.apply(Choice.DARK if dark else Choice.LIGHT)
    picture = view.grab().toImage()
    assert picture.pixelColor(3, 300) == theme.colour("surface")
