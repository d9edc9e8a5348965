"""The guard for input methods, with input methods that give and that drop what they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui.article.composing import Composing
from editor_app.ui.article.text_edit import TextEdit
from tests.ui.article.material import compose


@dataclass
class Method:
    """An input method that sends what a real one sends; ``gives`` is what it answers when asked."""

    gives: str
    composing: Composing = field(init=False)
    edit: TextEdit = field(init=False)

    def __post_init__(self) -> None:
        self.composing = Composing(ask=lambda: self.send("", self.gives))
        self.edit = TextEdit(self.composing)

    def send(self, shown: str, committed: str = "") -> None:
        compose(self.edit, shown, committed)

    @property
    def text(self) -> str:
        return self.edit.toPlainText()


@pytest.fixture(params=["文字", ""], ids=["gives", "drops"])
def method(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Method]:
    """Give an input method that composes in a text beside another field."""
    made = Method(request.param)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(made.edit)
    column.addWidget(QLineEdit())
    window.show()
    window.activateWindow()
    made.edit.setFocus()
    qtbot.waitUntil(made.edit.hasFocus)
    made.send("为")
    made.send("文字")
    assert made.composing.active
    yield made
    window.close()


def test_what_is_composed_is_in_the_text_once_when_it_is_asked_for(method: Method) -> None:
    method.composing.commit()
    assert method.text == "文字"
    assert not method.composing.active
    method.composing.commit()
    assert method.text == "文字"


def test_a_click_into_the_text_commits_first(method: Method) -> None:
    QTest.mouseClick(method.edit.viewport(), Qt.MouseButton.LeftButton)
    assert method.text == "文字"


def test_another_field_gets_the_focus_after_the_commit(method: Method) -> None:
    field_beside = method.edit.window().findChild(QLineEdit)
    assert isinstance(field_beside, QLineEdit)
    field_beside.setFocus()
    assert (method.text, field_beside.text()) == ("文字", "")


def test_what_the_editor_takes_back_stays_away(method: Method) -> None:
    method.send("")
    method.composing.commit()
    assert method.text == ""
    assert not method.composing.active


def test_what_is_composed_after_a_commit_is_committed_too(method: Method) -> None:
    method.composing.commit()
    method.gives = "" if not method.gives else "新"
    method.send("新")
    method.composing.commit()
    assert method.text == "文字新"
