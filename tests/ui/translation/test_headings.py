"""A heading stays a heading in the translation, though it is typed without its marks."""

from __future__ import annotations

from editor_app.domain.link import State
from tests.ui.translation.translating import Translating

HEADED = "## Chín triệu đồng\n\nChuyến phà rời bến."


def begin(work: Translating) -> None:
    """Open a row that is a heading, in the story that is shown."""
    work.desk.drafts.save(work.source, "body", HEADED)
    work.desk.drafts.settle(work.source)
    work.refresh()
    work.settle()
    work.open("## Chín")


def test_words_confirmed_for_a_heading_are_a_heading(work: Translating) -> None:
    begin(work)
    work.type("Nine million dong")
    work.view.perform("translate.confirm")
    work.settle()
    assert work.body() == ["## Nine million dong"]
    assert work.segments()["## Chín triệu đồng"].state is State.TRANSLATED


def test_who_takes_the_marks_away_again_is_left_alone(work: Translating) -> None:
    begin(work)
    work.type("Nine million dong")
    work.view.perform("translate.confirm")
    work.settle()
    work.open("## Chín")
    work.view.work.write("Nine million dong")
    work.view.perform("translate.confirm")
    work.settle()
    assert work.body() == ["Nine million dong"]
