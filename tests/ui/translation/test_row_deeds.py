"""What was decided about rows is taken back and done again, in one order with the typing."""

from __future__ import annotations

from editor_app.domain.ids import ENGLISH, VIETNAMESE
from editor_app.domain.link import State
from tests.ui.translation.translating import SOURCE, Translating, undone_by_the_desk


def taught(work: Translating) -> list[str]:
    """Return what the memory offers for the first paragraph."""
    sources = work.segments()["Chuyến phà rời bến."].sources
    return [match.pair.target for match in work.desk.translations.matches(work.target, sources)]


def test_undo_takes_back_what_was_decided_before_what_was_typed(work: Translating) -> None:
    undo = undone_by_the_desk(work)
    work.open("Chuyến phà")
    work.type("The ferry leaves.")
    work.view.perform("translate.confirm")
    work.view.perform("translate.leave_out")
    work.settle()
    ferry, skipper = "Chuyến phà rời bến.", "Thuyền trưởng đếm mây."
    assert work.segments()[ferry].state is State.TRANSLATED
    assert work.segments()[skipper].state is State.LEFT_OUT
    work.view.undo()
    work.settle()
    assert work.segments()[skipper].state is State.TO_DO
    assert work.view.list.active == work.number("Thuyền")
    work.view.undo()
    work.settle()
    assert work.segments()[ferry].state is State.DRAFT
    assert work.view.list.active == work.number("Chuyến")
    assert work.row(1).target == "The ferry leaves."
    assert not undo.can_undo
    work.view.undo()
    assert work.manuscripts.of(work.target).body.markdown() != "The ferry leaves."


def test_a_decision_that_is_still_on_its_way_can_be_taken_back(work: Translating) -> None:
    undone_by_the_desk(work)
    work.open("Thuyền")
    work.view.perform("translate.leave_out")
    work.view.undo()
    work.settle()
    assert work.segments()["Thuyền trưởng đếm mây."].state is State.TO_DO


def test_a_decision_taken_back_elsewhere_is_passed_over(work: Translating) -> None:
    undo = undone_by_the_desk(work)
    work.open("Chuyến phà")
    work.type("The ferry")
    work.view.perform("translate.confirm")
    work.settle()
    undo.undo()
    work.settle()
    work.view.undo()
    assert work.manuscripts.of(work.target).body.markdown() == ""


def test_what_was_taken_back_is_decided_again_in_the_order_it_was_done(work: Translating) -> None:
    undo = undone_by_the_desk(work)
    ferry, skipper = "Chuyến phà rời bến.", "Thuyền trưởng đếm mây."

    def states() -> tuple[State, State]:
        work.manuscripts.autosave.settle()
        work.settle()
        rows = work.segments()
        return rows[ferry].state, rows[skipper].state

    work.open("Chuyến phà")
    work.type("The ferry leaves.")
    work.view.perform("translate.review")
    work.view.perform("translate.leave_out")
    done = states()
    assert done == (State.REVIEWED, State.LEFT_OUT)
    steps = 0
    while steps < 2 or work.row(1).target:
        work.view.perform("edit.undo")
        steps += 1
    assert states() == (State.TO_DO, State.TO_DO)
    assert taught(work) == []
    for _step in range(steps):
        assert "edit.redo" in work.view.performs()
        work.view.perform("edit.redo")
    assert states() == done
    assert taught(work) == ["The ferry leaves."]
    assert undo.can_undo
    assert not undo.can_redo
    work.view.perform("edit.undo")
    work.view.perform("edit.redo")  # while the way back is still on its way
    assert states() == done


def test_who_types_on_cannot_decide_again_what_was_taken_back(work: Translating) -> None:
    undone_by_the_desk(work)
    work.open("Chuyến phà")
    work.type("The ferry leaves.")
    work.view.perform("translate.confirm")
    work.settle()
    work.view.undo()
    work.type(" Now.")
    steps = 0
    while work.row(1).target != "The ferry leaves.":
        work.view.undo()
        steps += 1
    for _step in range(steps):
        work.view.redo()
    assert work.row(1).target == "The ferry leaves. Now."
    work.view.redo()
    work.settle()
    assert work.segments()["Chuyến phà rời bến."].state is State.DRAFT


def test_a_text_that_is_another_one_by_now_is_not_confirmed_again(work: Translating) -> None:
    undone_by_the_desk(work)
    said: list[str] = []
    work.jobs.refused.connect(lambda error: said.append(error.message.key))
    work.open("Chuyến phà")
    work.type("The ferry leaves.")
    work.view.perform("translate.confirm")
    work.settle()
    work.view.undo()
    work.settle()
    work.write_elsewhere("The ferry is late.")
    work.view.redo()
    work.settle()
    row = work.segments()["Chuyến phà rời bến."]
    assert (row.target_text, row.state) == ("The ferry is late.", State.DRAFT)
    assert said == ["row-changed"]


def test_a_decision_that_could_not_be_turned_round_does_not_swallow_the_next_undo(
    work: Translating,
) -> None:
    undone_by_the_desk(work)
    skipper, ferries = "Thuyền trưởng đếm mây.", "Bốn chiếc phà chạy hai tuyến."
    work.open("Thuyền")
    work.view.perform("translate.leave_out")
    work.open("Bốn")
    work.type("Four ferries run two routes.")
    work.view.perform("translate.confirm")
    work.settle()
    work.view.undo()
    work.settle()
    work.write_elsewhere("Two ferries run four routes.")
    assert work.segments()[ferries].state is State.DRAFT
    work.view.redo()
    work.settle()
    while work.segments()[skipper].state is State.LEFT_OUT:
        before = (work.row(3).target, work.segments()[skipper].state)
        work.view.undo()
        work.settle()
        assert (work.row(3).target, work.segments()[skipper].state) != before
    assert work.segments()[skipper].state is State.TO_DO


def test_who_takes_back_what_the_memory_filled_in_stays_in_the_row(work: Translating) -> None:
    twin = work.desk.stories.create(VIETNAMESE)
    work.desk.drafts.save(twin.article, "body", SOURCE)
    work.desk.drafts.settle(twin.article)
    taught = work.desk.translations.start(twin.story, ENGLISH).article
    texts = ("The ferry leaves.", "The skipper counts clouds.", "Four ferries run two routes.")
    for row, text in zip(work.desk.translations.segments(taught)[-4:-1], texts, strict=True):
        work.desk.translations.write(taught, row.sources, text, State.TRANSLATED)
    work.open("Chuyến phà")
    work.view.perform("translate.fill")
    work.settle()
    assert tuple(row.target for row in work.view.list.rows[1:4]) == texts
    work.view.perform("edit.undo")
    work.settle()
    assert work.view.list.active == work.number("Chuyến phà")
    assert [row.target for row in work.view.list.rows[1:4]] == ["", "", ""]
    work.view.perform("edit.redo")
    work.settle()
    assert work.view.list.active == work.number("Chuyến phà")
    assert tuple(row.target for row in work.view.list.rows[1:4]) == texts
