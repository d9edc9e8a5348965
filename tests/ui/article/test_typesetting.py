"""A paragraph that is typed in has the formats of its text after each key, set anew or not."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextCursor, QTextLayout
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from editor_app.ui.article.paper_layout import Measures, PaperLayout
from editor_app.ui.article.styling import Styling
from editor_app.ui.theme import Theme
from tests.ui.article.material import compose

TEXT = (
    "Nước **dâng cao** hơn hôm qua, [đồ đạc](https://estuary.example/3) lên *tầng trên* 总统 𠀀 ở"
)
TYPED = ("a", " ", "*", "**", "`", "[x](https://a.vn)", "nghiêng ", "总统", "😀", "\u2028- ")
KEEP = QTextCursor.MoveMode.KeepAnchor


class Page:
    """An editor on a paragraph that is styled, and another text below it."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.edit = QTextEdit()
        qtbot.addWidget(self.edit)
        document = self.edit.document()
        document.setDocumentMargin(0)
        self.layout = PaperLayout(document, Measures(29, 14))
        self._font = theme.read_font()
        styling = Styling(theme, self._font)
        self.layout.style, self.layout.hang = styling.ranges, styling.hang
        document.setDocumentLayout(self.layout)
        document.setPageSize(QSizeF(460, 700))
        self.edit.setPlainText(f"{TEXT}\nA **second** one")
        self._fresh = Styling(theme, self._font)

    def act(self, chance: random.Random) -> None:
        """Type, delete, compose or commit something somewhere, or in the other paragraph."""
        cursor = self.edit.textCursor()
        if chance.random() < 0.5:
            cursor.setPosition(chance.randrange(self.edit.document().characterCount()))
            self.edit.setTextCursor(cursor)
        what = chance.random()
        if what < 0.5:
            cursor.insertText(chance.choice(TYPED))
        elif what < 0.7:
            cursor.deletePreviousChar()
        elif what < 0.9:
            if chance.random() < 0.5:  # some input methods commit without showing anything before
                compose(self.edit, "vie")
            compose(self.edit, "", commit=chance.choice(("việ", "ở", "")))
        else:
            cursor.movePosition(QTextCursor.MoveOperation.Left, KEEP, 3)
            cursor.insertText("x")

    def is_styled(self) -> bool:
        """Say whether each paragraph has the formats that its text asks for."""
        block = self.edit.document().firstBlock()
        while block.isValid():
            text = block.text()
            if shapes(block.layout().formats()) != shapes(self._fresh.ranges(text)):
                return False
            block = block.next()
        return True


def shapes(ranges: list[QTextLayout.FormatRange]) -> list[tuple[int, int, bool, bool]]:
    """Return where formats stand, and what can be told of them."""
    return [
        (item.start, item.length, item.format.fontItalic(), item.format.hasProperty(0x2003))
        for item in ranges
    ]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_typed_or_composed_is_styled_as_its_text_says(
    theme: Theme, qtbot: QtBot, seed: int
) -> None:
    page, chance = Page(theme, qtbot), random.Random(seed)
    for _ in range(80):
        page.act(chance)
        assert page.is_styled()


def test_what_an_input_method_commits_behind_all_marks_leaves_them_styled(
    theme: Theme, qtbot: QtBot
) -> None:
    page = Page(theme, qtbot)
    cursor = page.edit.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    page.edit.setTextCursor(cursor)
    for letter in "xy":
        cursor.insertText(letter)
        compose(page.edit, "", commit="ở")  # Qt sets the formats of what it has composed: none
        assert page.is_styled()


def test_formats_that_a_key_leaves_where_they_are_need_no_new_ones(theme: Theme) -> None:
    styling = Styling(theme, theme.read_font())
    known = styling.ranges(TEXT)
    assert styling.ranges(TEXT + " a") is known
    assert shapes(styling.ranges("Xa " + TEXT)) == shapes(
        Styling(theme, theme.read_font()).ranges("Xa " + TEXT)
    )


def test_another_theme_is_taken_over_by_the_paragraph_that_is_typed_in(
    theme: Theme, qtbot: QtBot
) -> None:
    page = Page(theme, qtbot)
    page.edit.setPlainText("A **second** one")
    page.edit.textCursor().insertText("x")
    page.layout.style = lambda _text: []
    page.layout.lay_out_again()
    assert page.edit.document().firstBlock().layout().formats() == []


def test_a_paragraph_behind_those_that_undo_gives_back_lies_as_its_own_text(
    theme: Theme, qtbot: QtBot
) -> None:
    page = Page(theme, qtbot)
    page.edit.setPlainText("one\ntwo\nthree words")
    cursor = page.edit.textCursor()
    cursor.setPosition(page.edit.document().lastBlock().position(), KEEP)
    cursor.insertText("xy")
    page.edit.document().undo()
    last = page.edit.document().lastBlock()
    assert last.layout().lineAt(0).textLength() == len("three words")
