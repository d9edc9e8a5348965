"""Findings in Translate: marked words and signs of rows, cards in Assist, nothing said twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from editor_app.domain.finding import Finding, Severity, SourceWords
from editor_app.domain.ids import ENGLISH
from editor_app.domain.link import State
from editor_app.domain.messages import Message
from editor_app.ui.article.check_card import caret_of
from editor_app.ui.article.layout_marks import LayoutMarks
from editor_app.ui.article.text_marks import MarkLook
from editor_app.ui.article.typed_checks import TypedChecks
from editor_app.ui.translation.row import Row
from editor_app.ui.translation.row_gutter import sign_area
from tests.ui.translation.translating import Translating


@pytest.fixture
def typed(work: Translating) -> TypedChecks:
    """Return the checks that look on, with a row that lacks the number of its source."""
    row = work.row(work.number("Bốn chiếc"))
    work.desk.translations.write(work.target, row.sources, "Five ferries (run.", State.TRANSLATED)
    work.refresh()
    work.settle()
    made = TypedChecks(work.jobs, work.desk.checks, work.manuscripts, work.view)
    work.view.assist.checks.found_at = made.found_at
    made.changed.connect(work.view.assist.checks.look_again)
    made.take(work.desk.checks.report(work.target))
    return made


def test_a_row_has_the_sign_of_its_gravest_finding_and_a_click_leads_to_it(
    work: Translating, typed: TypedChecks
) -> None:
    rows, number = work.view.list, work.number("Bốn chiếc")
    marks = rows.signs(work.row(number))
    assert [mark.look for mark in marks] == [MarkLook.ERROR] * len(marks)
    rows.bring_into_sight(number)
    chosen: list[str] = []
    typed.marks.chosen.connect(chosen.append)
    place = sign_area(rows._row_area(number)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert chosen == [marks[0].key]
    assert rows._signs_at(number, QPointF(5, place.y())) == ()


def test_the_number_that_differs_is_marked_in_the_source_too_without_a_sign_of_its_own(
    work: Translating, typed: TypedChecks
) -> None:
    number = work.number("Bốn chiếc")
    row = work.row(number)
    typed.take(replace(work.desk.checks.report(work.target), open=(differs(row),)))
    painted = work.view.list.marked(row.sources, row.source)
    assert painted is not None
    ((mark,),) = painted.paragraphs
    assert (row.source[mark.start : mark.end], mark.look) == ("Bốn", MarkLook.SOURCE_ERROR)
    assert [sign.look for sign in work.view.list.signs(row)] == [MarkLook.ERROR]
    typed.take(replace(work.desk.checks.report(work.target), open=()))
    assert work.view.list.marked(row.sources, row.source) is None


def differs(row: Row) -> Finding:
    """Return a finding that holds the first word of a row's source against its target."""
    (target,), (source,) = row.targets, row.sources
    words = SourceWords(source, 0, len("Bốn"), row.source)
    told = Message("check-n1", {"text": "Five", "source": "Bốn"})
    return Finding("N1", Severity.ERROR, target, 0, 4, told, "Bốn>Five", origin=words)


def test_a_row_that_nobody_has_translated_is_not_told_of_twice(
    work: Translating, typed: TypedChecks
) -> None:
    found = work.desk.checks.report(work.target).to_do
    assert "S3" in {item.check for item in found}
    assert work.view.list.signs(work.row(work.number("Chuyến phà"))) == ()


def test_the_words_of_a_row_are_marked_painted_or_typed_in(
    work: Translating, typed: TypedChecks
) -> None:
    row = work.row(work.number("Bốn chiếc"))
    painted = work.view.list.marked(row.targets, row.target)
    assert painted is not None
    (marks,) = painted.paragraphs
    assert "(" in [row.target[mark.start : mark.end] for mark in marks]
    work.open("Bốn chiếc")
    work.settle()
    text = work.view.active.edit.document()
    (drawn,) = text.documentLayout().findChildren(LayoutMarks)
    assert drawn.of(text.firstBlock()) == marks


def test_assist_says_what_is_found_in_the_row_and_nothing_of_others(
    work: Translating, typed: TypedChecks
) -> None:
    cards = work.view.assist.checks
    work.open("Bốn chiếc")
    work.settle()
    assert {"Q1", "N1"} >= {card.finding.check for card in cards.cards} > set()
    assert not cards.isHidden()
    work.open("Tỉnh sẽ")
    work.settle()
    assert cards.cards == ()
    assert cards.isHidden()


def test_a_lost_paragraph_leads_to_its_row(work: Translating, typed: TypedChecks) -> None:
    article = work.desk.stories.view(work.story).article(ENGLISH)
    assert article is not None
    found = work.desk.checks.report(work.target).to_do
    lost = next(item for item in found if item.check == "S3")
    work.view.show_caret(*caret_of(lost, article))
    work.settle()
    row = work.view.active.row
    assert row is not None
    assert row.sources == (lost.address,)
