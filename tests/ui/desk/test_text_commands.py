"""Undo, clipboard and find go where the focus is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.ui.material import story
from tests.ui.window import Opened


def test_undo_goes_to_the_text_that_has_the_focus(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    text = opened.views["write"].text
    text.setFocus()
    text.insertPlainText("mới ")
    opened.run("edit.undo")
    assert not text.toPlainText().startswith("mới")
    opened.run("edit.redo")
    assert text.toPlainText().startswith("mới")


def test_a_view_that_undoes_by_itself_is_asked(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    view = opened.views["write"]
    view.abilities = frozenset({"edit.undo"})
    view.text.setFocus()
    opened.run("edit.undo")
    assert view.calls[-1] == "edit.undo"


def test_undo_goes_to_the_desk_when_no_text_has_the_focus(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    opened.run("story.approve")
    assert opened.window.areas is not None
    opened.window.areas.rail.focus_start()
    opened.run("edit.undo")
    assert "story.approve" in opened.conductor.stories.possible()
    opened.run("edit.redo")
    assert "story.approve" not in opened.conductor.stories.possible()


def test_what_was_just_done_is_taken_back_by_key_while_a_text_has_the_focus(
    opened: Opened,
) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    action = opened.conductor._parts.actions["edit.take_back"]
    assert not action.isEnabled()
    opened.run("story.approve")
    field = QLineEdit(opened.window)
    field.show()
    field.setFocus()
    QTest.keyClicks(field, "Pha")
    assert action.isEnabled()
    QTest.keyClick(
        field,
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
    )
    opened.settle()
    assert "story.approve" in opened.conductor.stories.possible()
    assert field.text() == "Pha"
    assert not action.isEnabled()


def test_clipboard_actions_serve_any_field(opened: Opened) -> None:
    field = QLineEdit("Phà", opened.window)
    field.show()
    field.setFocus()
    for name in ("edit.select_all", "edit.cut", "edit.paste", "edit.paste", "edit.copy"):
        opened.run(name)
    assert field.text() == "PhàPhà"


def test_find_looks_in_the_text_and_says_when_there_is_nothing(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    opened.views["write"].text.setFocus()
    opened.run("find.text")
    bar = opened.conductor._areas.page.find_bar
    assert bar.isVisible()
    bar._text.setText("chuyến phà")
    opened.run("find.next")
    assert bar._said.text() == ""
    bar._text.setText("không có")
    opened.run("find.next")
    assert bar._said.text() == "Not in this text"
    opened.run("find.replace")
    bar._by.setText("x")
    bar._on_replace()
    assert opened.views["write"].calls[-1] == "replace không có x"
    bar.close_bar()
    assert opened.views["write"].text.hasFocus()


def test_find_begins_with_what_is_selected(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    view = opened.views["write"]
    view.text.setFocus()
    view.text.find("bình minh")
    opened.run("find.text")
    assert opened.conductor._areas.page.find_bar._text.text() == "bình minh"
