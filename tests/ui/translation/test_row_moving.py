"""A paragraph of a row moves in the text by key; its row stays beside its source and says so."""

from __future__ import annotations

from tests.ui.translation.translating import Translating

FIRST, SECOND, THIRD = "Chuyến phà", "Thuyền trưởng", "Bốn chiếc"


def write(work: Translating, source: str, text: str) -> None:
    work.open(source)
    work.type(text)


def three(work: Translating) -> None:
    """Translate three rows; what was typed last is not settled yet."""
    write(work, FIRST, "A ferry leaves.")
    write(work, SECOND, "The captain counts clouds.")
    write(work, THIRD, "Four ferries run.")


def texts(work: Translating) -> list[str]:
    manuscript = work.view.active.manuscript
    assert manuscript is not None
    return [text for text in manuscript.body.texts() if text]


def test_a_paragraph_moves_in_the_text_and_its_row_keeps_source_and_caret(
    work: Translating,
) -> None:
    three(work)
    edit = work.view.active.edit
    cursor = edit.textCursor()
    cursor.setPosition(5)
    edit.setTextCursor(cursor)
    assert {"text.move_up", "text.move_down"} <= work.view.performs()
    work.view.perform("text.move_down")
    assert texts(work) == ["A ferry leaves.", "The captain counts clouds.", "Four ferries run."]
    work.view.perform("text.move_up")
    assert texts(work) == ["A ferry leaves.", "Four ferries run.", "The captain counts clouds."]
    assert edit.toPlainText() == "Four ferries run."
    assert edit.textCursor().position() == 5
    row = work.view.active.row
    assert row is not None
    assert row.stands == "Stands in the text after “A ferry leaves.”"
    work.settle()
    assert work.body() == ["A ferry leaves.", "Four ferries run.", "The captain counts clouds."]
    assert [row.target_text for row in work.segments().values() if row.target_text] == [
        "A ferry leaves.",
        "The captain counts clouds.",
        "Four ferries run.",
    ]
    assert edit.textCursor().position() == 5
    work.type("!")
    assert texts(work)[1] == "Four !ferries run."
    work.view.undo()
    work.view.undo()
    assert texts(work) == ["A ferry leaves.", "The captain counts clouds.", "Four ferries run."]
    assert not any(row.stands for row in work.view.list.rows)
    assert edit.toPlainText() == "Four ferries run."
    work.view.redo()
    assert texts(work) == ["A ferry leaves.", "Four ferries run.", "The captain counts clouds."]
    assert edit.toPlainText() == "Four ferries run."
    for source, text in zip(
        (FIRST, SECOND, THIRD),
        ("A ferry leaves.", "The captain counts clouds.", "Four ferries run."),
        strict=True,
    ):
        work.open(source)
        assert edit.toPlainText() == text


def test_paragraphs_of_one_row_change_places_in_it(work: Translating) -> None:
    write(work, FIRST, "A ferry leaves.")
    work.settle()
    write(work, SECOND, "One.")
    work.view.perform("translate.split")
    work.type("Two.")
    work.view.perform("text.move_up")
    edit = work.view.active.edit
    assert texts(work) == ["A ferry leaves.", "Two.", "One."]
    assert edit.toPlainText() == "Two.\nOne."
    assert edit.textCursor().position() == 4
    work.view.perform("text.move_up")
    assert texts(work) == ["Two.", "A ferry leaves.", "One."]
    assert edit.toPlainText() == "Two.\nOne."
    work.settle()
    assert work.body() == ["Two.", "A ferry leaves.", "One."]
    assert [row.target_text for row in work.segments().values() if row.target_text] == [
        "A ferry leaves.",
        "Two.\n\nOne.",
    ]
    work.type(" More.")
    work.manuscripts.settle()
    work.settle()
    assert work.body() == ["Two. More.", "A ferry leaves.", "One."]
