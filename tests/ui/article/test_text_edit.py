"""The widget that texts are typed in: quotes, undo, composing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from editor_app.ui.article.composing import Composing
from editor_app.ui.article.journal import Journal
from editor_app.ui.article.text_edit import TextEdit
from tests.ui.article.material import CURLY, compose


@pytest.fixture
def edit(qtbot: QtBot, composing: Composing) -> TextEdit:
    made = TextEdit(composing)
    qtbot.addWidget(made)
    made.show()
    return made


def test_quotes_become_those_of_the_language(qtbot: QtBot, edit: TextEdit) -> None:
    edit.set_quotes(CURLY, "en")
    QTest.keyClicks(edit, '"We\'re \'here\'," he said ("so").')
    assert edit.toPlainText() == "“We’re ‘here’,” he said (“so”)."


def test_chinese_quotes_open_and_close_without_spaces(qtbot: QtBot, edit: TextEdit) -> None:
    edit.set_quotes(CURLY, "zh")
    edit.insertPlainText("他说")
    QTest.keyClicks(edit, '"')
    edit.insertPlainText("你好")
    QTest.keyClicks(edit, '"')
    assert edit.toPlainText() == "他说“你好”"


def test_pasted_lines_become_one_and_spaces_that_hold_stay(edit: TextEdit) -> None:
    source = QMimeData()
    source.setText(" 10\u00a0km\n\tto the\u2028 pier\u3000东 ")
    edit.insertFromMimeData(source)
    assert edit.document().toRawText() == "10\u00a0km to the pier\u3000东"


def test_one_undo_gives_the_straight_quote_back(qtbot: QtBot, edit: TextEdit) -> None:
    edit.set_quotes(CURLY, "en")
    journal = Journal()
    journal.watch(edit.document())
    QTest.keyClicks(edit, 'say "')
    assert edit.toPlainText() == "say “"
    place = journal.undo([edit.document()])
    assert edit.toPlainText() == 'say "'
    assert place is not None
    edit.setTextCursor(place)
    QTest.keyClicks(edit, "x")
    assert edit.toPlainText() == 'say "x'


def test_quotes_stay_straight_when_that_is_wanted(qtbot: QtBot, edit: TextEdit) -> None:
    edit.set_quotes(None, "en")
    QTest.keyClicks(edit, '"it\'s"')
    assert edit.toPlainText() == '"it\'s"'


def test_undo_and_redo_are_asked_of_the_view(qtbot: QtBot, edit: TextEdit) -> None:
    edit.insertPlainText("words")
    with qtbot.waitSignal(edit.undo_wanted):
        QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(edit.redo_wanted):
        QTest.keyClick(
            edit,
            Qt.Key.Key_Z,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
    assert edit.toPlainText() == "words"


def test_pasted_lines_become_one_line(edit: TextEdit) -> None:
    source = QMimeData()
    source.setHtml("<b>one</b>")
    source.setText("one\r\n two\u2028three ")
    edit.insertFromMimeData(source)
    assert edit.toPlainText() == "one two three"


def test_the_guard_is_closed_while_something_is_composed(
    edit: TextEdit, composing: Composing
) -> None:
    seen = []
    for event in ({"preedit": "xin"}, {"commit": "xin"}):
        compose(edit, **event)
        seen.append((composing.active, edit.composes, edit.toPlainText()))
    assert seen == [(True, True, ""), (False, False, "xin")]


def test_who_waits_runs_after_the_composition_in_order(
    qtbot: QtBot, edit: TextEdit, composing: Composing
) -> None:
    ran: list[str] = []
    composing.when_over(edit, lambda: ran.append("at once"))
    compose(edit, "ni")
    composing.when_over(edit, lambda: ran.append("first"))
    composing.when_over(edit, lambda: ran.append("second"))
    assert ran == ["at once"]
    compose(edit, commit="你")
    qtbot.waitUntil(lambda: ran == ["at once", "first", "second"])


def test_who_is_gone_does_not_run(qtbot: QtBot, edit: TextEdit, composing: Composing) -> None:
    ran: list[str] = []
    gone = QWidget()
    compose(edit, "ni")
    composing.when_over(gone, lambda: ran.append("gone"))
    composing.when_over(edit, lambda: ran.append("here"))
    gone.deleteLater()
    qtbot.waitUntil(lambda: not _alive(gone))
    compose(edit, commit="你")
    qtbot.waitUntil(lambda: ran == ["here"])


def test_a_new_composition_keeps_who_waits_waiting(
    qtbot: QtBot, edit: TextEdit, composing: Composing
) -> None:
    ran: list[str] = []
    compose(edit, "ni")
    composing.when_over(edit, lambda: ran.append("ran"))
    compose(edit, commit="你")
    compose(edit, "hao")
    qtbot.waitUntil(lambda: composing.active)
    assert ran == []
    compose(edit, commit="好")
    qtbot.waitUntil(lambda: ran == ["ran"])
    assert edit.toPlainText() == "你好"


def test_no_quote_is_set_inside_a_composition(edit: TextEdit) -> None:
    edit.set_quotes(CURLY, "en")
    compose(edit, "xin")
    assert not edit.type_quote('"')


def test_quotes_that_an_input_method_commits_are_set_too(edit: TextEdit) -> None:
    edit.set_quotes(CURLY, "vi")
    journal = Journal()
    journal.watch(edit.document())
    compose(edit, commit='"')
    compose(edit, "sắt")
    compose(edit, commit='sắt.", ')
    assert edit.toPlainText() == "“sắt.”, "
    journal.undo([edit.document()])
    assert edit.toPlainText() == '“sắt.", '


def test_another_document_can_be_shown(edit: TextEdit) -> None:
    document = QTextDocument(edit)
    document.setPlainText("other")
    edit.show_document(document)
    assert edit.toPlainText() == "other"


def _alive(widget: QWidget) -> bool:
    return isValid(widget)
