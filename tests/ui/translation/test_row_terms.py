"""Terms of the active row: shown, marked, inserted by key, completed, added from a pair."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import ENGLISH, VIETNAMESE, TermId
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.text.term_making import Likeness
from editor_app.ui.article.text_marks import MarkLook
from editor_app.ui.theme import Theme
from editor_app.ui.translation.row_terms import TermTyping
from editor_app.ui.translation.term_commands import TermCommands
from editor_app.ui.translation.term_slip import TermSlip
from tests.ui.article.material import compose
from tests.ui.translation.translating import Translating

FORMS = (
    TermForm(VIETNAMESE, "thuyền trưởng"),
    TermForm(ENGLISH, "skipper"),
    TermForm(ENGLISH, "captain", forbidden=True),
)
OLD = (TermForm(VIETNAMESE, "mây"), TermForm(ENGLISH, "haze"))


@pytest.fixture
def terms(qtbot: QtBot, work: Translating, theme: Theme) -> Iterator[TermCommands]:
    work.desk.terms.put_many(
        (
            Term(TermId("1"), TermKind.TERM, FORMS, note="Of a ferry."),
            Term(TermId("2"), TermKind.TERM, OLD, valid_to=date(2020, 1, 1)),
        )
    )
    made = TermCommands(
        work.desk, work.jobs, theme, work.view, work.manuscripts, lambda: (VIETNAMESE, ENGLISH)
    )
    work.open("Thuyền trưởng")
    work.settle()
    yield made
    made.terms.typing.close()
    work.settle()


def lines(work: Translating) -> list[tuple[str, str, bool]]:
    """Return the terms beside the row: source, form, and whether it is said to be used."""
    return [
        (line.offer.source, line.offer.target, line.used) for line in work.view.assist.terms.lines()
    ]


def select(edit: QTextEdit, text: str) -> None:
    cursor = edit.textCursor()
    start = edit.toPlainText().index(text)
    cursor.setPosition(start)
    cursor.setPosition(start + len(text), QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)


def type_and_look(work: Translating, text: str) -> None:
    work.type(text)
    look(work)


def look(work: Translating) -> None:
    """Let completions be looked for, which waits until what was typed is painted."""
    typing = work.view.findChild(TermTyping)
    while typing is not None and typing.looks:
        QApplication.processEvents()


def shown(terms: TermCommands) -> bool:
    return terms.terms.typing.completes


def asked(work: Translating, terms: TermCommands, source: str, target: str) -> TermSlip:
    """Mark a pair in the row that is open, and ask for its slip."""
    select(work.view.active.source, source)
    select(work.view.active.edit, target)
    terms.ask()
    work.settle()
    return terms.slip


def test_terms_stand_beside_the_row_and_are_marked_in_it(
    work: Translating, terms: TermCommands, qtbot: QtBot
) -> None:
    assert lines(work) == [("Thuyền trưởng", "skipper", False), ("mây", "haze", False)]
    source = work.row(work.view.list.active).sources[0]
    marks = work.manuscripts.marks.of(source, "Thuyền trưởng đếm mây.")
    assert [(mark.start, mark.end, mark.look) for mark in marks] == [
        (0, 13, MarkLook.TERM),
        (18, 21, MarkLook.TERM_OVER),
    ]
    assert "Not: captain" in marks[0].tip
    assert "Of a ferry." in marks[0].tip
    work.type("The skippers count.")
    qtbot.waitUntil(lambda: lines(work)[0][2])
    work.view.hide()  # Write shows the same texts, without the terms of a row
    assert work.manuscripts.marks.of(source, "Thuyền trưởng đếm mây.") == ()
    work.view.show()
    work.settle()
    assert len(work.manuscripts.marks.of(source, "Thuyền trưởng đếm mây.")) == 2
    work.open("Chuyến phà")
    work.settle()
    assert lines(work) == []
    assert work.manuscripts.marks.of(source, "Thuyền trưởng đếm mây.") == ()


def test_the_one_term_that_is_lacking_is_inserted_by_key_and_taken_back_as_one_step(
    work: Translating, terms: TermCommands
) -> None:
    work.type("Then the")
    terms.terms.insert_next()
    assert work.view.active.edit.toPlainText() == "Then the skipper"
    work.view.undo()
    assert work.view.active.edit.toPlainText() == "Then the"
    terms.terms.insert_next()
    terms.terms.insert_next()  # all are used: the list asks which
    menu = terms.terms.typing.menu
    QTest.keyClicks(menu.field, "thuyen")
    QTest.keyClick(menu.field, Qt.Key.Key_Return)
    assert work.view.active.edit.toPlainText() == "Then the skipper skipper"
    assert not menu.isVisible()


def test_a_key_does_not_insert_the_term_of_the_row_before(
    work: Translating, terms: TermCommands
) -> None:
    work.open("Chuyến phà")
    terms.terms.insert_next()  # what this row has is on its way
    assert work.view.active.edit.toPlainText() == ""
    work.settle()


def test_two_letters_are_completed_by_tab_and_no_key_is_taken_otherwise(
    work: Translating, terms: TermCommands
) -> None:
    edit = work.view.active.edit
    edit.setFocus()
    type_and_look(work, "S")
    assert not shown(terms)
    type_and_look(work, "k")
    assert shown(terms)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.toPlainText() == "Skipper"
    assert not shown(terms)
    work.view.undo()
    assert edit.toPlainText() == "Sk"
    type_and_look(work, "ip")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    type_and_look(work, "p")
    assert not shown(terms)  # it was refused for this word
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.toPlainText() == "Skipp\n"


def test_nothing_is_completed_while_an_input_method_composes(
    work: Translating, terms: TermCommands
) -> None:
    edit = work.view.active.edit
    edit.setFocus()
    compose(edit, "sk")
    look(work)
    assert not shown(terms)
    compose(edit, "", commit="sk")
    look(work)
    assert shown(terms)
    compose(edit, "i")
    assert not shown(terms)
    compose(edit, "")


def test_a_key_that_comes_right_after_a_letter_completes_what_is_typed_by_then(
    work: Translating, terms: TermCommands
) -> None:
    edit = work.view.active.edit
    edit.setFocus()
    type_and_look(work, "Sk")
    assert shown(terms)
    work.type("i")
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.toPlainText() == "Skipper"
    type_and_look(work, " sk")
    assert shown(terms)
    work.type("y")
    assert not terms.terms.typing.completes or terms.terms.typing.looks
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.toPlainText() == "Skipper sky"


def test_a_pair_that_is_marked_becomes_a_term_by_a_chord_and_enter(
    work: Translating, terms: TermCommands
) -> None:
    work.type("He counts clouds.")
    slip = asked(work, terms, "đếm", "counts")
    assert (slip.source.text(), slip.target.text()) == ("đếm", "counts")
    QTest.keyClick(slip.note, Qt.Key.Key_Return)
    work.settle()
    assert not slip.isVisible()
    kept = next(term for term in work.desk.terms.terms() if term.preferred(ENGLISH) == "counts")
    assert kept.source == work.desk.stories.view(work.story).story.slug_word
    assert ("đếm", "counts", True) in lines(work)  # at once, in the row that is open


def test_a_slip_that_is_asked_for_again_stays_when_the_pair_before_is_kept(
    work: Translating, terms: TermCommands
) -> None:
    work.type("He counts clouds.")
    slip = asked(work, terms, "đếm", "counts")
    QTest.keyClick(slip.note, Qt.Key.Key_Return)
    asked(work, terms, "trưởng", "clouds")
    assert slip.isVisible()
    assert slip.target.text() == "clouds"
    assert any(term.preferred(ENGLISH) == "counts" for term in work.desk.terms.terms())
    slip.leave()


def test_a_pair_that_contradicts_a_term_is_said_and_joins_it(
    work: Translating, terms: TermCommands
) -> None:
    work.type("A master and a captain.")
    slip = asked(work, terms, "Thuyền trưởng", "captain")
    assert slip.known.likeness is Likeness.FORBIDDEN
    assert slip.said.text() == "“captain” must not be used for “thuyền trưởng”: it is “skipper”."
    QTest.keyClick(slip.note, Qt.Key.Key_Return)
    assert slip.isVisible()  # Enter alone allows nothing that is forbidden
    slip.target.setText("master")
    slip.target.textEdited.emit("master")
    slip.looked.emit(slip.pair())
    work.settle()
    assert slip.said.text() == "In the terms “thuyền trưởng” is “skipper”."
    QTest.keyClick(slip.target, Qt.Key.Key_Return)
    work.settle()
    (term,) = [item for item in work.desk.terms.terms() if item.id == "1"]
    assert [form.text for form in term.forms] == ["thuyền trưởng", "skipper", "captain", "master"]
    assert lines(work)[0] == ("Thuyền trưởng", "skipper", True)
