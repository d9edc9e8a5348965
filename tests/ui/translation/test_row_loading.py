"""Rows that come from the desk while somebody types: none is of another state than the text."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtGui import QGuiApplication, QTextCursor

from editor_app.domain.ids import BlockId
from editor_app.domain.link import Address, State, block_address
from editor_app.services.row_views import Intent
from editor_app.ui.translation.row_verbs import seen_in
from tests.ui.article.material import compose
from tests.ui.translation.translating import Translating


def paragraphs(work: Translating) -> list[Address]:
    """Return the addresses of the translation's paragraphs."""
    versions = work.desk.stories.view(work.story).articles
    body = next(item.body for item in versions if item.id == work.target)
    return [block_address(work.target, BlockId(block.id)) for block in body]


def rendered(work: Translating) -> dict[str, str]:
    """Return the target of each row of the desk by its source."""
    return {source: row.target_text for source, row in work.segments().items()}


def test_rows_read_before_the_text_was_settled_do_not_take_it_off_the_screen(
    work: Translating,
) -> None:
    work.open("Chuyến phà")
    edit = work.view.active.edit
    compose(edit, "The")
    work.refresh()  # reads rows without a word, which wait until nothing is composed
    work.settle()
    compose(edit, commit="The ferry")
    compose(edit, "lea")
    work.manuscripts.autosave.settle()
    work.settle()
    compose(edit, commit=" leaves.")
    QGuiApplication.processEvents()
    assert edit.toPlainText() == "The ferry leaves."
    work.type(" Now")
    work.view.leave()
    work.settle()
    assert work.body() == ["The ferry leaves. Now"]


def test_a_headline_that_is_typed_and_not_settled_is_confirmed_whatever_rows_come(
    work: Translating,
) -> None:
    work.open("Phà chạy điện")
    work.type("Solar ferries")
    work.view.loading.load()  # the desk has no word of it yet
    work.settle()
    row = work.view.active.row
    assert row is not None
    assert (row.target, row.state, row.words) == ("Solar ferries", State.DRAFT, "Draft")
    work.view.perform("translate.confirm")
    work.settle()
    headline = work.segments()["Phà chạy điện mặt trời"]
    assert (headline.target_text, headline.state) == ("Solar ferries", State.TRANSLATED)


def test_rows_of_a_text_that_is_not_in_the_window_yet_are_not_shown(work: Translating) -> None:
    work.open("Chuyến phà")
    work.write_elsewhere("The ferry leaves.")
    work.view.loading.load()
    work.settle()
    row = work.row(work.number("Chuyến phà"))
    assert (row.target, row.blocks) == ("", ())
    work.refresh()
    work.settle()
    assert work.row(work.number("Chuyến phà")).target == "The ferry leaves."
    assert work.view.active.edit.toPlainText() == "The ferry leaves."


def test_a_paragraph_renders_only_the_rows_it_was_typed_in(work: Translating) -> None:
    """The desk may take a long paragraph for the rendering of two short ones; the hand knows."""
    work.write_elsewhere("The ferry leaves.")
    first, second = (row.sources for row in work.view.list.rows[1:3])
    work.desk.translations.link(work.target, paragraphs(work), (*first, *second))
    joined = "Chuyến phà rời bến.\n\nThuyền trưởng đếm mây."
    assert rendered(work)[joined] == "The ferry leaves."
    work.view.verbs.relink([Intent(0, ("The ferry leaves.",), first)])
    work.settle()
    assert rendered(work)["Chuyến phà rời bến."] == "The ferry leaves."
    assert rendered(work)["Thuyền trưởng đếm mây."] == ""


def test_a_link_to_a_source_that_is_gone_takes_no_other_link_away(work: Translating) -> None:
    work.write_elsewhere("The ferry leaves.")
    first = work.view.list.rows[1].sources
    work.desk.translations.link(work.target, paragraphs(work), first)
    gone = block_address(work.source, BlockId("f" * 32))
    work.view.verbs.relink([Intent(0, ("The ferry leaves.",), (gone,))])
    work.view.verbs.relink([Intent(0, ("The ferry leaves.",), (*first, gone))])
    work.settle()
    assert rendered(work)["Chuyến phà rời bến."] == "The ferry leaves."


def test_a_second_paragraph_of_a_row_that_is_known_stays_in_it(work: Translating) -> None:
    work.open("Chuyến phà")
    work.type("The ferry leaves.")
    work.view.leave()
    work.settle()
    work.view.perform("translate.split")
    work.type("The skipper counts clouds.")  # looks like the next row's words
    work.view.leave()
    work.settle()
    assert rendered(work)["Chuyến phà rời bến."] == (
        "The ferry leaves.\n\nThe skipper counts clouds."
    )
    assert rendered(work)["Thuyền trưởng đếm mây."] == ""


def test_a_long_paragraph_does_not_swallow_the_row_below(work: Translating) -> None:
    work.view.work.open(1)
    work.type("The ferry leaves, and the skipper counts.")  # as long as two rows
    work.view.leave()
    work.settle()
    assert len(work.rows) == 5
    assert rendered(work)["Chuyến phà rời bến."] == "The ferry leaves, and the skipper counts."
    assert rendered(work)["Thuyền trưởng đếm mây."] == ""


def test_a_row_that_was_read_anew_still_stands_before_what_is_below_it(work: Translating) -> None:
    work.open("Tỉnh sẽ")
    work.type("The province will.")
    work.open("Chuyến phà")
    work.settle()
    work.refresh()
    work.settle()
    work.type("The ferry leaves.")
    work.view.leave()
    work.settle()
    assert work.body() == ["The ferry leaves.", "The province will."]


def test_a_row_is_left_out_though_the_one_above_is_as_long_as_both(work: Translating) -> None:
    work.view.work.open(1)
    work.type("The ferry leaves, and the skipper counts.")
    work.view.perform("translate.confirm")
    work.view.perform("translate.leave_out")
    work.settle()
    states = [row.state for row in work.rows]
    assert states == [State.TO_DO, State.TRANSLATED, State.LEFT_OUT, State.TO_DO, State.TO_DO]


def test_a_paragraph_typed_since_is_not_confirmed_with_the_row(work: Translating) -> None:
    """The desk may have it by then, and take it for the second half of the confirmed one."""
    work.write_elsewhere("The ferry\n\nleaves.")
    first, second = (row.sources for row in work.view.list.rows[1:3])
    work.desk.translations.link(work.target, paragraphs(work), first)
    intent = Intent(0, ("The ferry",), first)
    row = work.row(1)
    work.view.verbs.confirm(row, State.TRANSLATED, intent, seen_in(row))
    work.view.verbs.relink([Intent(1, ("leaves.",), second)])
    work.settle()
    states = [row.state for row in work.segments().values()]
    assert states[1:3] == [State.TRANSLATED, State.DRAFT]


@pytest.mark.parametrize("left_out", [1, 2, 3, 4])
def test_fast_work_holds_though_the_desk_comes_behind(work: Translating, left_out: int) -> None:
    """Texts go to disk before all else: the first settling has what was typed long after it."""
    gate = threading.Event()
    work.jobs.change(lambda: gate.wait(60))
    work.view.work.open(1)
    texts = ("The ferry leaves, and he counts.", "The skipper counts clouds.", "Four boats.", "It.")
    for number, text in enumerate(texts, 1):
        if number == left_out:
            work.view.perform("translate.leave_out")
        else:
            work.type(text)
            work.view.perform("translate.confirm")
    gate.set()
    work.settle()
    kept = [text for number, text in enumerate(texts, 1) if number != left_out]
    assert work.body() == kept
    expected = [text if number != left_out else "" for number, text in enumerate(texts, 1)]
    assert [row.target for row in work.rows] == ["", *expected]
    states = [row.state for row in work.rows[1:]]
    assert states.count(State.TRANSLATED) == 3
    assert states[left_out - 1] is State.LEFT_OUT


def test_a_row_emptied_elsewhere_shows_no_words_any_more(work: Translating) -> None:
    work.open("Chuyến phà")
    work.type("The ferry leaves.")
    work.view.leave()
    work.settle()
    cursor = QTextCursor(work.manuscripts.of(work.target).body.document)
    cursor.select(QTextCursor.SelectionType.Document)
    work.view.hide()
    cursor.removeSelectedText()  # as an editor does in Write
    work.view.show()
    work.refresh()
    work.view.leave()
    work.settle()
    assert work.row(1).target == ""
    work.view.perform("translate.confirm")
    work.settle()
    assert work.row(1).state is State.TO_DO


@pytest.mark.parametrize("source", ["Chuyến phà", "Phà chạy điện"])
def test_a_row_whose_words_undo_takes_back_from_another_row_is_confirmed_as_it_stands(
    work: Translating, source: str
) -> None:
    work.open(source)
    work.type("One")
    work.manuscripts.journal.rest()
    work.type(" two")
    work.open("Thuyền")
    work.settle()
    work.view.undo()
    row = work.view.active.row
    assert row is not None
    assert row.target == work.view.active.edit.toPlainText() == "One"
    work.view.perform("translate.confirm")
    work.settle()
    found = next(row for text, row in work.segments().items() if text.startswith(source))
    assert (found.target_text, found.state) == ("One", State.TRANSLATED)
