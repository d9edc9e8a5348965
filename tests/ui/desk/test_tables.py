"""Tags and terms as tables to type in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, TermId, new_id
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.ui.desk.table_screen import Row, TableScreen
from editor_app.ui.desk.term_screen import kind_words, valid_words, with_form
from editor_app.ui.theme import Theme
from tests.ui.window import Opened, focused

FORMS = (TermForm(VIETNAMESE, "thuyền trưởng"), TermForm(ENGLISH, "skipper"))
SKIPPER = Term(TermId("t"), TermKind.TERM, (*FORMS, TermForm(ENGLISH, "captain", forbidden=True)))


@pytest.fixture
def table(theme: Theme, qtbot: QtBot) -> TableScreen:
    made = TableScreen(theme, "Tags", "Find", "New tag", "tags")
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    made.show_columns(
        (("vi", "Tiếng Việt"), ("en", "English"), ("kind", "Kind")), frozenset({"kind"})
    )
    made.show_rows(
        (Row("1", {"vi": "phà"}, "pha"), Row("2", {"vi": "sông", "en": "river"}, "song river"))
    )
    return made


def screen(opened: Opened, key: str) -> TableScreen:
    opened.run(f"go.{key}")
    found = opened.screen
    assert isinstance(found, TableScreen)
    return found


def cells(table: TableScreen, row: int) -> list[str]:
    model = table._model
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def test_the_model_is_a_good_model(table: TableScreen) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(table._model, fatal)
    table.show_rows((Row("3", {"vi": "x"}, "x"),))
    assert tester.model() is table._model


def test_typing_in_a_cell_tells_what_was_typed(table: TableScreen, qtbot: QtBot) -> None:
    model = table._model
    with qtbot.waitSignal(table.typed) as typed:
        model.setData(model.index(0, 1), " ferry ")
    assert typed.args == ["1", "en", "ferry"]
    assert not model.setData(model.index(1, 1), "river")
    assert not model.flags(model.index(0, 2)) & Qt.ItemFlag.ItemIsEditable


def test_searching_needs_all_words_and_no_marks(table: TableScreen) -> None:
    table._search.setText("Sông RIVER")
    assert cells(table, 0) == ["sông", "river", ""]
    assert table._model.rowCount() == 1
    table._search.setText("nothing")
    assert table._empty.accessibleName() == "Nothing found"


def test_delete_takes_the_row_away_and_enter_edits(table: TableScreen, qtbot: QtBot) -> None:
    table.focus_start()
    with qtbot.waitSignal(table.removed) as removed:
        QTest.keyClick(table._view, Qt.Key.Key_Delete)
    assert removed.args == ["1"]
    QTest.keyClick(table._view, Qt.Key.Key_Return)
    assert table._view.state() == table._view.State.EditingState


def test_the_row_in_sight_stays_when_others_come(table: TableScreen) -> None:
    table._view.setCurrentIndex(table._model.index(1, 1))
    rows = (Row("0", {}, ""), Row("1", {}, ""), Row("2", {}, ""))
    table.show_rows(rows)
    assert table._view.currentIndex().row() == 2
    assert table._view.currentIndex().column() == 1


@pytest.mark.parametrize("others", [(), (Row("0", {"vi": "a"}, "a"),)])
def test_what_comes_while_a_cell_is_typed_in_waits_until_it_is_left(
    table: TableScreen, qtbot: QtBot, others: tuple[Row, ...]
) -> None:
    typed: list[tuple[str, ...]] = []
    table.typed.connect(lambda *told: typed.append(told))
    table.activateWindow()
    qtbot.waitUntil(table.isActiveWindow)
    table.focus_start()
    table._view.setCurrentIndex(table._model.index(0, 0))
    QTest.keyClick(table._view, Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "ferry")
    known = (Row("1", {"vi": "phà", "en": "boat"}, "pha"), Row("2", {"vi": "sông"}, "song"))
    table.show_rows((*others, *known))
    assert isinstance(focused(), QLineEdit)
    QTest.keyClicks(focused(), " boat")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: typed == [("1", "vi", "ferry boat")])
    qtbot.waitUntil(lambda: not table._view.is_typed_in)
    assert cells(table, len(others)) == ["phà", "boat", ""]


def test_tags_are_made_named_and_retired(opened: Opened) -> None:
    tags = screen(opened, "tags")
    assert tags._empty.accessibleName() == "No tags yet"
    tags._new.setText("ferry")
    QTest.keyClick(tags._new, Qt.Key.Key_Return)
    opened.settle()
    assert cells(tags, 0) == ["ferry", "", ""]
    tags._model.setData(tags._model.index(0, 1), "phà")
    opened.settle()
    (tag,) = opened.desk.vocabulary.tags()
    assert tag.labels == {ENGLISH: "ferry", VIETNAMESE: "phà"}
    assert tags._count.text() == "1 tag"
    tags.removed.emit(tag.id)
    opened.settle()
    assert opened.desk.vocabulary.tags()[0].retired
    assert tags._model.rowCount() == 0


def test_a_tag_that_was_removed_or_changed_comes_back_by_undo(opened: Opened) -> None:
    tags = screen(opened, "tags")
    tags.made.emit("ferry")
    opened.settle()
    tags._model.setData(tags._model.index(0, 0), "ferries")
    opened.settle()
    (tag,) = opened.desk.vocabulary.tags()
    tags.removed.emit(tag.id)
    opened.settle()
    assert opened.conductor.undo_bar.text == "Tag “ferries” removed"
    for label in ("ferries", "ferry"):
        opened.run("edit.undo")
        opened.settle()
        assert opened.desk.vocabulary.tags() == (replace(tag, labels={ENGLISH: label}),)
    assert cells(tags, 0) == ["ferry", "", ""]
    for _step in range(2):
        opened.run("edit.redo")
        opened.settle()
    assert opened.desk.vocabulary.tags() == (replace(tag, retired=True),)


def test_the_last_label_of_a_tag_cannot_be_emptied(opened: Opened) -> None:
    tags = screen(opened, "tags")
    tags.made.emit("ferry")
    opened.settle()
    tags._model.setData(tags._model.index(0, 0), "")
    opened.settle()
    assert opened.desk.vocabulary.tags()[0].labels == {ENGLISH: "ferry"}


def test_terms_are_made_changed_and_removed(opened: Opened) -> None:
    terms = screen(opened, "terms")
    terms._new.setText("skipper")
    terms._make_typed()
    opened.settle()
    terms._model.setData(terms._model.index(0, 1), "thuyền trưởng")
    opened.settle()
    (term,) = opened.desk.terms.terms()
    assert term.preferred(ENGLISH) == "skipper"
    assert term.preferred(VIETNAMESE) == "thuyền trưởng"
    assert cells(terms, 0)[3] == "Term"
    assert terms._count.text() == "1 term · 0 pairs in memory"
    terms.removed.emit(term.id)
    opened.settle()
    assert opened.desk.terms.terms() == ()


def test_terms_stand_in_the_order_of_the_first_column(opened: Opened) -> None:
    for forms in ((FORMS[0],), (TermForm(ENGLISH, "Water"),), FORMS):
        opened.desk.terms.put(Term(TermId(new_id()), TermKind.TERM, forms))
    terms = screen(opened, "terms")
    opened.settle()
    assert [cells(terms, row)[:2] for row in range(3)] == [
        ["skipper", "thuyền trưởng"],
        ["Water", ""],
        ["", "thuyền trưởng"],
    ]


def test_another_form_leaves_the_forbidden_ones_alone() -> None:
    changed = with_form(SKIPPER, ENGLISH, "master")
    assert changed.preferred(ENGLISH) == "master"
    assert TermForm(ENGLISH, "captain", forbidden=True) in changed.forms
    assert TermForm(ENGLISH, "skipper") not in changed.forms
    assert with_form(changed, ENGLISH, "").preferred(ENGLISH) is None
    assert with_form(SKIPPER, CHINESE, "船长").preferred(CHINESE) == "船长"


def test_kinds_and_dates_are_words() -> None:
    assert all(kind_words(kind) for kind in TermKind)
    assert valid_words(SKIPPER) == ""
    july = replace(SKIPPER, valid_from=date(2025, 7, 1))
    assert valid_words(july) == "from 1 Jul 2025"
    assert valid_words(replace(july, valid_to=date(2025, 8, 1))) == "1 Jul 2025 – 1 Aug 2025"
    assert valid_words(replace(SKIPPER, valid_to=date(2025, 8, 1))) == "until 1 Aug 2025"
