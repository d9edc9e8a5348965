"""The source changes while its translation is open: nothing moves under the hands."""

from __future__ import annotations

from editor_app.domain.link import State
from tests.ui.translation.translating import SOURCE, Translating


def change_source(work: Translating, text: str) -> None:
    """Give the source another text, as a pull or another view does."""
    work.desk.drafts.save(work.source, "body", text)
    work.jobs.change(lambda: work.desk.drafts.settle(work.source))
    work.settle()


def translated(work: Translating, source: str, text: str) -> None:
    """Translate a row and come back to it."""
    work.open(source)
    work.type(text)
    work.view.perform("translate.confirm")
    work.settle()
    work.open(source)


def test_a_change_waits_in_the_row_that_is_typed_in(work: Translating) -> None:
    translated(work, "Thuyền trưởng", "The skipper counts clouds.")
    work.type(" And")
    view = work.view
    top, picture = view.list.target_area(view.list.active).top(), view.active.source.toPlainText()
    change_source(work, "Đoạn mới.\n\n" + SOURCE.replace("đếm mây", "nhìn sao"))
    row = work.row(view.list.active)
    assert row is view.active.row
    assert (row.stale, row.state, row.letter) == (False, State.TRANSLATED, "T")
    assert view.list.target_area(view.list.active).top() == top
    assert view.active.source.toPlainText() == picture == "Thuyền trưởng đếm mây."
    assert view.heads.show_change.isVisible()
    assert "has 1 change here" in view.heads.change.text()
    work.type(" stars.")
    assert view.active.edit.toPlainText() == "The skipper counts clouds. And stars."
    view.perform("translate.looked_at")
    assert view.active.source.toPlainText() == "Thuyền trưởng đếm mâynhìn sao."
    assert row.stale
    assert not view.heads.show_change.isVisible()
    view.perform("translate.looked_at")
    work.settle()
    assert not work.segments()["Thuyền trưởng nhìn sao."].stale
    assert view.active.source.toPlainText() == "Thuyền trưởng nhìn sao."


def test_nothing_is_confirmed_against_a_source_that_was_not_seen(work: Translating) -> None:
    translated(work, "Thuyền trưởng", "The skipper counts clouds.")
    change_source(work, SOURCE.replace("mây", "sao"))
    number = work.view.list.active
    work.view.perform("translate.confirm")
    work.settle()
    assert work.view.list.active == number
    assert work.row(number).stale
    assert work.segments()["Thuyền trưởng đếm sao."].stale
    work.view.perform("translate.confirm")
    work.settle()
    assert work.view.list.active != number
    assert not work.segments()["Thuyền trưởng đếm sao."].stale


def test_a_source_that_changes_on_the_way_of_a_confirmation_leaves_it_open(
    work: Translating,
) -> None:
    work.open("Thuyền trưởng")
    work.type("The skipper counts clouds.")
    work.manuscripts.autosave.settle()
    work.settle()
    work.desk.drafts.save(work.source, "body", SOURCE.replace("mây", "sao"))
    work.desk.drafts.settle(work.source)  # the window has not heard of it yet
    work.view.perform("translate.confirm")
    work.settle()
    row = work.segments()["Thuyền trưởng đếm sao."]
    assert (row.state, row.stale) == (State.DRAFT, True)
    assert work.row(work.number("Thuyền trưởng")).stale


def test_a_translation_that_changes_on_the_way_of_a_confirmation_is_shown_and_stays_a_draft(
    work: Translating,
) -> None:
    work.open("Thuyền trưởng")
    work.type("The skipper counts clouds.")
    work.manuscripts.autosave.settle()
    work.settle()
    said: list[str] = []
    work.jobs.refused.connect(lambda error: said.append(error.message.key))
    work.write_elsewhere("The skipper counts stars.")
    work.view.perform("translate.confirm")
    work.settle()
    row = work.segments()["Thuyền trưởng đếm mây."]
    assert (row.target_text, row.state) == ("The skipper counts stars.", State.DRAFT)
    shown = work.row(work.number("Thuyền trưởng"))
    assert (shown.target, shown.state) == (row.target_text, State.DRAFT)
    assert said == ["row-changed"]
    work.open("Thuyền trưởng")
    work.view.perform("translate.confirm")
    work.settle()
    assert work.segments()["Thuyền trưởng đếm mây."].state is State.TRANSLATED


def test_what_waited_is_shown_when_the_row_is_left(work: Translating) -> None:
    translated(work, "Thuyền trưởng", "The skipper counts clouds.")
    change_source(work, SOURCE.replace("mây", "sao"))
    work.open("Bốn chiếc")
    row = work.row(work.number("Thuyền trưởng"))
    assert row.stale
    assert row.before == "Thuyền trưởng đếm mây."
    work.settle()
    assert work.row(work.number("Thuyền trưởng")).stale
    assert not work.view.heads.show_change.isVisible()


def test_an_empty_row_whose_source_goes_keeps_the_caret(work: Translating) -> None:
    work.open("Bốn chiếc")
    place = work.view.list.target_area(work.view.list.active).top()
    change_source(work, SOURCE.replace("Bốn chiếc phà chạy hai tuyến.\n\n", ""))
    view = work.view
    assert view.active.row is not None
    assert view.active.row.source == "Bốn chiếc phà chạy hai tuyến."
    assert view.list.target_area(view.list.active).top() == place
    assert "no longer has this" in view.heads.change.text()
    work.open("Tỉnh")
    work.settle()
    assert [row.source for row in work.rows][1:] == [
        "Chuyến phà rời bến.",
        "Thuyền trưởng đếm mây.",
        "Tỉnh sẽ mở rộng đợt thử nghiệm.",
    ]


def test_a_paragraph_whose_source_is_gone_asks_and_is_taken_out_by_one_key(
    work: Translating,
) -> None:
    translated(work, "Bốn chiếc", "Four ferries run two routes.")
    work.open("Chuyến phà")
    change_source(work, SOURCE.replace("Bốn chiếc phà chạy hai tuyến.\n\n", ""))
    number = next(at for at, row in enumerate(work.view.list.rows) if row.gone)
    row = work.row(number)
    assert (row.name, row.before) == ("No longer in the source", "Bốn chiếc phà chạy hai tuyến.")
    assert not row.finished
    assert work.desk.stories.view(work.story).progress[work.target].left == 5
    work.view.work.open(number)
    work.view.perform("translate.leave_out")
    work.settle()
    assert work.body() == []
    assert not any(row.gone for row in work.view.list.rows)
    work.view.undo()
    work.view.leave()
    work.settle()
    assert work.body() == ["Four ferries run two routes."]


def test_a_paragraph_whose_source_is_gone_is_kept_by_one_key(work: Translating) -> None:
    translated(work, "Bốn chiếc", "Four ferries run two routes.")
    work.open("Chuyến phà")
    change_source(work, SOURCE.replace("Bốn chiếc phà chạy hai tuyến.\n\n", ""))
    work.view.work.open(next(at for at, row in enumerate(work.view.list.rows) if row.gone))
    work.view.perform("translate.looked_at")
    work.settle()
    assert work.body() == ["Four ferries run two routes."]
    assert not any(row.gone for row in work.view.list.rows)
    assert work.desk.stories.view(work.story).progress[work.target].left == 4
