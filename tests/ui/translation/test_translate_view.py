"""The Translate view on a real desk: rows, confirming, joining, splitting, one order of undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor_app.domain.link import State
from tests.ui.article.material import compose
from tests.ui.translation.translating import SOURCE, Translating


def test_the_first_unfinished_row_is_open(work: Translating) -> None:
    assert [row.source for row in work.view.list.rows][:2] == [
        "Phà chạy điện mặt trời",
        "Chuyến phà rời bến.",
    ]
    assert work.view.list.active == 0
    assert work.view.active.row is work.row(0)


def test_a_headline_is_typed_into_its_own_document(work: Translating) -> None:
    work.type("Solar ferries")
    assert work.manuscripts.of(work.target).headline.markdown() == "Solar ferries"
    assert work.row(0).state is State.DRAFT


def test_confirming_goes_on_to_the_next_unfinished_row(work: Translating) -> None:
    left: list[int] = []
    work.view.left_changed.connect(lambda _article, number: left.append(number))
    work.type("Solar ferries")
    work.view.perform("translate.confirm")
    assert work.view.list.active == 1
    assert left[-1] == 4
    work.settle()
    assert work.segments()["Phà chạy điện mặt trời"].state is State.TRANSLATED
    work.type("The ferry leaves.")
    work.view.perform("translate.review")
    work.settle()
    assert work.segments()["Chuyến phà rời bến."].state is State.REVIEWED
    assert work.segments()["Chuyến phà rời bến."].target_text == "The ferry leaves."


def test_a_paragraph_belongs_to_the_row_it_was_typed_in(work: Translating) -> None:
    work.open("Tỉnh sẽ")
    work.type("Boats, 2.")  # looks like another row's words
    work.open("Thuyền trưởng")
    work.type("The province will extend it.")
    work.view.leave()
    work.settle()
    rows = work.segments()
    assert rows["Tỉnh sẽ mở rộng đợt thử nghiệm."].target_text == "Boats, 2."
    assert rows["Thuyền trưởng đếm mây."].target_text == "The province will extend it."
    assert work.body() == ["The province will extend it.", "Boats, 2."]


def test_fast_work_keeps_the_order_of_the_source(work: Translating) -> None:
    for number, text in ((4, "four"), (1, "one"), (3, "three"), (2, "two")):
        work.view.work.open(number)
        work.type(text)
        work.view.work.confirm(State.TRANSLATED)
    work.settle()
    assert work.body() == ["one", "two", "three", "four"]
    assert [row.state for row in work.rows[1:]] == [State.TRANSLATED] * 4
    texts = [row.target_text for row in work.segments().values()]
    assert texts == ["", "one", "two", "three", "four"]


def test_rows_that_come_back_do_not_move_the_one_that_is_typed_in(work: Translating) -> None:
    work.open("Bốn chiếc")
    work.type("Four boats")
    cursor = work.view.active.edit.textCursor()
    cursor.setPosition(4)
    work.view.active.edit.setTextCursor(cursor)
    top = work.view.list.target_area(work.view.list.active).top()
    work.desk.drafts.save(work.source, "body", "Thêm một đoạn mới ở trên.\n\n" + SOURCE)
    work.jobs.change(lambda: work.desk.drafts.settle(work.source))
    work.settle()
    QGuiApplication.processEvents()  # the scroll bar that comes makes the rows narrower
    assert work.row(work.view.list.active).source.startswith("Bốn chiếc")
    assert work.view.list.target_area(work.view.list.active).top() == top
    work.type("!")
    assert work.view.active.edit.toPlainText() == "Four! boats"


def test_a_changed_source_is_shown_and_can_be_looked_at(work: Translating) -> None:
    work.open("Thuyền trưởng")
    work.type("The skipper counts clouds.")
    work.view.perform("translate.confirm")
    work.settle()
    work.desk.drafts.save(work.source, "body", SOURCE.replace("mây", "sao"))
    work.jobs.change(lambda: work.desk.drafts.settle(work.source))
    work.settle()
    row = work.row(work.number("Thuyền trưởng"))
    assert row.stale
    assert row.before == "Thuyền trưởng đếm mây."
    work.open("Thuyền trưởng")
    assert "mây" in work.view.active.source.toPlainText()
    assert "translate.looked_at" in work.view.performs()
    work.view.perform("translate.looked_at")
    work.settle()
    assert not work.segments()["Thuyền trưởng đếm sao."].stale
    assert work.segments()["Thuyền trưởng đếm sao."].target_text == "The skipper counts clouds."


def test_leaving_out_is_a_decision_that_can_be_taken_back(work: Translating) -> None:
    work.open("Bốn chiếc")
    work.view.perform("translate.leave_out")
    work.settle()
    assert work.segments()["Bốn chiếc phà chạy hai tuyến."].state is State.LEFT_OUT
    work.open("Bốn chiếc")
    work.view.perform("translate.leave_out")
    work.settle()
    assert work.segments()["Bốn chiếc phà chạy hai tuyến."].state is State.TO_DO


def test_two_rows_can_be_joined_with_their_words(work: Translating) -> None:
    for number, text in ((1, "The ferry leaves."), (2, "The skipper counts clouds.")):
        work.view.work.open(number)
        work.type(text)
    work.settle()
    work.view.work.open(2)
    work.view.perform("translate.merge")
    work.settle()
    assert work.body() == ["The ferry leaves. The skipper counts clouds."]
    joined = work.row(1)
    assert len(joined.sources) == 2
    assert work.view.list.active == 1
    work.view.undo()
    assert work.manuscripts.of(work.target).body.markdown() == (
        "The ferry leaves.\n\nThe skipper counts clouds."
    )


def test_a_row_not_written_yet_can_be_rendered_by_the_one_above(work: Translating) -> None:
    work.view.work.open(1)
    work.type("The ferry leaves, and the skipper counts.")
    work.view.work.open(2)
    work.view.perform("translate.merge")
    work.settle()
    assert len(work.row(1).sources) == 2
    assert work.body() == ["The ferry leaves, and the skipper counts."]
    assert work.view.list.active == 1


def test_return_splits_a_paragraph_and_both_parts_stay_in_the_row(work: Translating) -> None:
    work.view.work.open(1)
    work.type("The ferry leaves. It is silent.")
    work.view.leave()
    work.settle()
    cursor = work.view.active.edit.textCursor()
    cursor.setPosition(18)
    work.view.active.edit.setTextCursor(cursor)
    work.view.perform("translate.split")
    work.view.leave()
    work.settle()
    assert work.body() == ["The ferry leaves.", "It is silent."]
    assert work.segments()["Chuyến phà rời bến."].target_text == (
        "The ferry leaves.\n\nIt is silent."
    )
    assert work.view.active.edit.textCursor().blockNumber() == 1


def test_a_paragraph_of_the_translators_own_can_be_added(work: Translating) -> None:
    for number, text in ((1, "one"), (2, "two"), (3, "three"), (4, "four")):
        work.view.work.open(number)
        work.type(text)
        work.view.perform("translate.confirm")
    work.settle()
    work.view.work.open(2)
    work.view.perform("translate.add_after")
    assert work.row(3).sources == ()
    work.type("A note for readers abroad.")
    work.view.leave()
    work.settle()
    assert work.body() == ["one", "two", "A note for readers abroad.", "three", "four"]
    assert work.view.active.row is not None
    assert work.view.active.row.target == "A note for readers abroad."


def test_an_added_paragraph_is_taken_for_no_translation_of_what_is_still_to_do(
    work: Translating,
) -> None:
    work.open("Chuyến phà")
    work.type("The ferry leaves.")
    work.view.perform("translate.add_after")
    work.type("A note for readers.")
    work.manuscripts.settle()
    work.settle()
    work.type(" Abroad.")
    work.manuscripts.settle()
    work.settle()
    rows = [(row.source, row.target) for row in work.rows if not row.is_field]
    first, *others = SOURCE.split("\n\n")
    own = ("", "A note for readers. Abroad.")
    assert rows == [(first, "The ferry leaves."), own, *((source, "") for source in others)]
    assert [(row.source_text, row.target_text) for row in work.segments().values()][1:] == rows


def test_an_added_paragraph_that_is_confirmed_at_once_is_nothing_that_changed(
    work: Translating,
) -> None:
    said: list[str] = []
    work.jobs.refused.connect(lambda error: said.append(error.message.key))
    work.open("Chuyến phà")
    work.type("The ferry leaves.")
    work.view.perform("translate.add_after")
    work.type("Ferries were introduced in 1990.")
    work.view.perform("translate.confirm")
    work.settle()
    assert work.body() == ["The ferry leaves.", "Ferries were introduced in 1990."]
    assert said == []


def test_list_items_of_two_rows_are_one_list_that_renders_both_sources(work: Translating) -> None:
    said: list[str] = []
    work.jobs.refused.connect(lambda error: said.append(error.message.key))
    first, second, *others = SOURCE.split("\n\n")

    def settled() -> list[tuple[str, str]]:
        work.manuscripts.settle()
        work.settle()
        rows = [(row.source_text, row.target_text) for row in work.segments().values()][1:]
        assert [(row.source, row.target) for row in work.rows if not row.is_field] == rows
        return rows

    to_do = [(source, "") for source in others]
    work.open(first)
    work.type("- one")
    assert settled() == [(first, "- one"), (second, ""), *to_do]
    work.open(second)
    work.type("- two")
    both = f"{first}\n\n{second}"
    assert settled() == [(both, "- one\n- two"), *to_do]
    work.type(" and more")
    assert settled() == [(both, "- one\n- two and more"), *to_do]
    work.view.perform("translate.confirm")
    settled()
    assert work.segments()[both].state is State.TRANSLATED
    assert said == []


def test_a_list_item_that_is_confirmed_at_once_is_a_part_of_the_list_before_it(
    work: Translating,
) -> None:
    said: list[str] = []
    work.jobs.refused.connect(lambda error: said.append(error.message.key))
    first, second, *_others = SOURCE.split("\n\n")
    for source, text in ((first, "- one"), (second, "- two")):
        work.open(source)
        work.type(text)
        work.view.perform("translate.confirm")
    work.settle()
    assert work.segments()[f"{first}\n\n{second}"].target_text == "- one\n- two"
    assert said == []


def test_an_exact_match_of_the_memory_is_offered_and_inserted_by_its_key(
    qtbot: QtBot, work: Translating
) -> None:
    work.view.work.open(1)
    work.type("The ferry leaves the pier.")
    work.view.perform("translate.confirm")
    work.settle()
    work.view.work.open(1)
    qtbot.waitUntil(lambda: bool(work.view.assist.matches))
    work.view.active.edit.write("")
    assert "translate.match1" in work.view.performs()
    work.view.perform("translate.match1")
    assert work.view.active.edit.toPlainText() == "The ferry leaves the pier."
    work.view.undo()
    assert work.view.active.edit.toPlainText() == ""


def test_undo_goes_to_the_row_of_the_last_step(work: Translating) -> None:
    work.view.work.open(0)
    work.type("Head")
    work.view.work.open(1)
    work.type("one")
    work.view.work.open(2)
    work.type("two")
    work.settle()
    work.view.undo()
    work.view.undo()
    assert work.view.list.active == 2
    assert work.manuscripts.of(work.target).body.markdown() == "one"
    while work.manuscripts.of(work.target).body.markdown():
        work.view.undo()
    work.view.undo()
    assert work.view.list.active == 0
    assert work.manuscripts.of(work.target).headline.markdown() == ""
    for _ in range(8):
        work.view.redo()
    assert work.manuscripts.of(work.target).body.markdown() == "one\n\ntwo"


def test_rows_are_walked_by_keys_alone(work: Translating) -> None:
    edit = work.view.active.edit
    QTest.keyClick(edit, Qt.Key.Key_Down)
    assert work.view.list.active == 1
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert work.view.list.active == 2
    QTest.keyClick(edit, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(edit, Qt.Key.Key_Up)
    assert work.view.list.active == 0


def test_confirming_commits_what_is_composed_first(
    work: Translating, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.view.work.open(1)
    edit = work.view.active.edit
    compose(edit, "Phà")
    # The platform's input method answers commit() by sending what it holds.
    monkeypatch.setattr(
        work.manuscripts.composing, "_commit", lambda: compose(edit, commit="Phà"), raising=True
    )
    work.view.perform("translate.confirm")
    work.settle()
    assert work.segments()["Chuyến phà rời bến."].target_text == "Phà"
    assert work.view.list.active == 2


def test_rows_from_the_desk_wait_while_something_is_composed(work: Translating) -> None:
    work.view.work.open(1)
    edit = work.view.active.edit
    compose(edit, "Ph")
    work.desk.drafts.save(work.source, "body", "Đoạn mới.\n\n" + SOURCE)
    work.jobs.change(lambda: work.desk.drafts.settle(work.source))
    work.settle()
    assert edit.composes
    assert len(work.rows) == 5
    compose(edit, commit="Phà")
    work.settle()
    QGuiApplication.processEvents()
    assert len(work.rows) == 6
    assert work.view.active.edit.toPlainText() == "Phà"
    assert work.row(work.view.list.active).source == "Chuyến phà rời bến."


def test_the_caret_is_found_again_by_part_and_code_point(work: Translating) -> None:
    work.view.work.open(2)
    work.type("one two")
    work.view.leave()
    work.settle()
    place = work.view.caret()
    assert place == ("body", 7)
    work.view.work.open(0)
    assert work.view.caret() == ("headline", 0)
    work.view.show_caret("body", 4)
    assert work.view.list.active == 2
    assert work.view.active.edit.textCursor().position() == 4


def test_find_goes_through_the_rows(work: Translating) -> None:
    for number, text in ((0, "Solar ferries"), (2, "the ferries, and ferries")):
        work.view.work.open(number)
        work.type(text)
    work.settle()
    hits = []
    for _ in range(4):
        assert work.view.find_text("ferries")
        cursor = work.view.active.edit.textCursor()
        hits.append((work.view.list.active, cursor.selectionStart()))
    assert hits == [(0, 6), (2, 4), (2, 17), (0, 6)]
    assert not work.view.find_text("nowhere")


def test_leave_and_come_back_shows_everything_again(work: Translating) -> None:
    work.view.work.open(1)
    work.type("kept")
    work.view.leave()
    work.view.clear()
    work.opened = False
    work.settle()
    assert work.view.performs() == frozenset()
    work.refresh()
    work.settle()
    assert work.row(1).target == "kept"


def test_the_source_has_no_rows_of_its_own(work: Translating) -> None:
    work.view.show_story(work.desk.stories.view(work.story), work.source)
    work.settle()
    assert work.view.list.rows == []
    assert work.view._stack.currentIndex() == 0


def test_quotes_follow_the_language_in_rows_too(qtbot: QtBot, work: Translating) -> None:
    work.view.work.open(1)
    work.type('"yes"')
    assert work.view.active.edit.toPlainText() == "“yes”"
    cursor = QTextCursor(work.manuscripts.of(work.target).body.document)
    assert cursor.document().toRawText() == "“yes”"


def test_find_goes_on_behind_a_selection_that_was_made_backwards(work: Translating) -> None:
    work.view.work.open(1)
    work.type("The ferry, the ferry, the ferry.")
    cursor = work.view.active.edit.textCursor()
    for place in (4, 15, 26):
        cursor.setPosition(place + 5)
        cursor.setPosition(place, QTextCursor.MoveMode.KeepAnchor)
        work.view.active.edit.setTextCursor(cursor)
        assert work.view.find_text("ferry")
        here = work.view.active.edit.textCursor().selectionStart()
        assert here == {4: 15, 15: 26, 26: 4}[place]


def test_replace_changes_the_hit_in_a_row_and_goes_on(work: Translating) -> None:
    for number, text in ((1, "The ferry and the river."), (2, "The cloud.")):
        work.view.work.open(number)
        work.type(text)
    work.settle()
    work.view.work.open(1, 0)
    assert work.view.find_text("the")
    changed = 1
    while work.view.replace_text("the", "a"):
        changed += 1
    assert work.manuscripts.of(work.target).body.markdown() == "a ferry and a river.\n\na cloud."


def test_hiding_and_showing_goes_on_in_the_same_row(work: Translating) -> None:
    work.view.work.open(2)
    work.type("two")
    work.view.leave()
    work.view.hide()
    assert work.view.active.row is None
    work.settle()
    work.view.show()
    work.refresh()
    work.settle()
    assert work.view.list.active == 2
    work.type(" more")
    assert work.manuscripts.of(work.target).body.markdown() == "two more"


def test_match_and_source_are_written_as_one_step_each(work: Translating) -> None:
    work.view.work.open(1)
    work.view.perform("translate.copy_source")
    assert work.row(1).target == "Chuyến phà rời bến."
    work.view.undo()
    assert work.row(1).target == ""


def test_a_field_says_how_long_it_is_and_stands_level_with_its_source(work: Translating) -> None:
    work.type("Solar ferries")
    rows = work.view.list
    assert rows.target_area(0).top() == rows.source_area(0).top()
    assert rows.gauge_of(work.row(0)) == "13 / 70"
    work.type(" that go on for much longer than any list or search result would ever show")
    assert rows.gauge_of(work.row(0)) == "87 / 70 · too long"
    assert rows.gauge_of(work.row(1)) == ""


def test_all_exact_matches_that_were_filled_in_are_confirmed_by_one_key(work: Translating) -> None:
    for source, text in (("Chuyến phà", "The ferry leaves."), ("Bốn chiếc", "Four boats.")):
        work.open(source)
        work.type(text)
        work.view.perform("translate.confirm")
    work.settle()
    work.open("Bốn chiếc")
    assert "translate.confirm_safe" not in work.view.performs()
    for source in ("Chuyến phà", "Bốn chiếc"):
        work.open(source)
        work.view.active.edit.write("")
    work.view.leave()
    work.settle()
    work.view.perform("translate.fill")
    work.settle()
    work.open("Bốn chiếc")
    work.type("!")
    work.view.leave()
    work.settle()
    work.view.perform("translate.confirm_safe")
    work.settle()
    states = [row.state for row in work.segments().values()]
    assert states == [State.TO_DO, State.TRANSLATED, State.TO_DO, State.DRAFT, State.TO_DO]
