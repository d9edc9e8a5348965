"""One order of undo over several documents."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from editor_app.ui.article.journal import Journal


class Desk:
    """Three documents and their journal."""

    def __init__(self) -> None:
        self.documents = {name: QTextDocument() for name in ("headline", "body", "caption")}
        self.journal = Journal()
        for document in self.documents.values():
            self.journal.watch(document)

    def type(self, name: str, text: str) -> None:
        cursor = QTextCursor(self.documents[name])
        cursor.movePosition(QTextCursor.MoveOperation.End)
        for character in text:
            cursor.insertText(character)

    def texts(self) -> tuple[str, ...]:
        return tuple(document.toPlainText() for document in self.documents.values())

    def undo(self, *names: str) -> QTextCursor | None:
        wanted = names or tuple(self.documents)
        return self.journal.undo([self.documents[name] for name in wanted])

    def redo(self) -> QTextCursor | None:
        return self.journal.redo(self.documents.values())


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk()


def test_undo_takes_the_last_step_back_wherever_it_was_made(desk: Desk) -> None:
    desk.type("headline", "ab")
    desk.type("body", "cd")
    desk.type("headline", "ef")
    assert desk.texts() == ("abef", "cd", "")
    desk.undo()
    assert desk.texts() == ("ab", "cd", "")
    desk.undo()
    assert desk.texts() == ("ab", "", "")
    desk.undo()
    assert desk.texts() == ("", "", "")
    assert desk.undo() is None


def test_redo_goes_forward_in_the_same_order(desk: Desk) -> None:
    desk.type("headline", "ab")
    desk.type("body", "cd")
    desk.type("headline", "ef")
    for _ in range(3):
        desk.undo()
    states = []
    while desk.redo() is not None:
        states.append(desk.texts())
    assert states == [("ab", "", ""), ("ab", "cd", ""), ("abef", "cd", "")]


def test_a_new_step_ends_what_could_be_redone_everywhere(desk: Desk) -> None:
    desk.type("headline", "ab")
    desk.type("body", "cd")
    desk.undo()
    desk.undo()
    desk.type("caption", "x")
    assert desk.redo() is None
    assert desk.texts() == ("", "", "x")


def test_a_rest_parts_two_steps(desk: Desk) -> None:
    desk.type("body", "one")
    desk.journal.rest()
    desk.type("body", " two")
    desk.undo()
    assert desk.texts() == ("", "one", "")


def test_only_documents_that_are_shown_are_undone(desk: Desk) -> None:
    desk.type("body", "body")
    desk.type("caption", "caption")
    desk.undo("headline", "body")
    assert desk.texts() == ("", "", "caption")
    assert desk.undo("headline", "body") is None


def test_undo_says_where_it_was(desk: Desk) -> None:
    desk.type("body", "one")
    desk.journal.rest()
    desk.type("body", " two")
    cursor = desk.undo()
    assert cursor is not None
    assert cursor.document() is desk.documents["body"]
    assert cursor.position() == 3


def test_typing_after_undo_and_redo_is_a_step_of_its_own(desk: Desk) -> None:
    desk.type("body", "one")
    desk.undo()
    desk.redo()
    desk.type("body", "two")
    desk.undo()
    assert desk.texts() == ("", "one", "")


def test_a_forgotten_document_is_left_out(desk: Desk) -> None:
    desk.type("body", "body")
    desk.type("caption", "caption")
    desk.journal.forget(desk.documents["caption"])
    desk.undo()
    assert desk.texts() == ("", "", "caption")


def test_an_edit_block_is_one_step(desk: Desk) -> None:
    desk.type("body", "one two")
    cursor = QTextCursor(desk.documents["body"])
    cursor.beginEditBlock()
    cursor.insertText("X")
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText("Y")
    cursor.endEditBlock()
    desk.type("headline", "h")
    desk.undo()
    desk.undo()
    assert desk.texts() == ("", "one two", "")
