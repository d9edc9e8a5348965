"""Return, Backspace and Tab in paragraphs, lists, tables and quotes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from editor_app.ui.article.typing_keys import break_line, press_backspace, press_return, press_tab
from editor_app.ui.widgets.positions import to_utf16

Key = Callable[[QTextCursor], object]


def after(text: str, *keys: Key | str) -> str:
    """Return a document after keys; ``|`` is the caret, ``/`` a line break, ``¶`` a paragraph."""
    document = QTextDocument()
    document.setPlainText(text.replace("|", "").replace("/", "\u2028").replace("¶", "\n"))
    cursor = QTextCursor(document)
    cursor.setPosition(to_utf16(text, text.index("|")))
    for key in keys:
        if isinstance(key, str):
            cursor.insertText(key)
        else:
            key(cursor)
    cursor.insertText("|")
    raw = document.toRawText()
    return raw.replace("\u2028", "/").replace("\u2029", "¶")


@pytest.fixture(autouse=True)
def application(qtbot: QtBot) -> None:
    """Qt's documents need an application."""


@pytest.mark.parametrize(
    ("before", "result"),
    [
        ("one| two", "one¶| two"),
        ("one|", "one¶|"),
        ("|", "|"),
        ("one¶|", "one¶|"),
        ("## head|", "## head¶|"),
        ("- a|", "- a/- |"),
        ("- a|b", "- a/- |b"),
        ("3. a|", "3. a/4. |"),
        ("- a/    - b|", "- a/    - b/    - |"),
        ("- a\\/    more|", "- a\\/    more/- |"),
        ("- a/- |", "- a¶|"),
        ("- |", "|"),
        ("- a/- |/- c", "- a¶|¶- c"),
    ],
)
def test_return(before: str, result: str) -> None:
    assert after(before, press_return) == result


def test_return_in_a_table_makes_a_row_and_an_empty_row_ends_the_table(qtbot: QtBot) -> None:
    document = QTextDocument()
    document.setPlainText("| a | b |\u2028|---|---|\u2028| c | d |\nend")
    cursor = QTextCursor(document)
    cursor.setPosition(len("| a | b |\u2028|---|---|\u2028| c"))
    press_return(cursor)
    assert cursor.block().text() == "| a | b |\u2028|---|---|\u2028| c | d |\u2028|  |  |"
    cursor.insertText("x")
    assert cursor.block().text().endswith("\u2028| x |  |")
    press_return(cursor)
    press_return(cursor)
    assert cursor.block().text() == ""
    assert document.blockCount() == 3


@pytest.mark.parametrize(
    ("before", "result"),
    [
        ("one| two", "one\\/| two"),
        ("- a|", "- a\\/    |"),
        ("    - a|", "    - a\\/        |"),
        ("> a|", "> a\\/> |"),
        ("## head|", "## head¶|"),
        ("|", "|"),
    ],
)
def test_shift_return_breaks_the_line_in_its_item(before: str, result: str) -> None:
    assert after(before, break_line) == result


@pytest.mark.parametrize(
    ("before", "result"),
    [
        ("one\\/|two", "one|two"),
        ("> a\\/> |b", "> a|b"),
        ("- a\\/    |b", "- a|b"),
        ("😀 one\\/|two", "😀 one|two"),
        ("- a/- |b", None),
        ("one|", None),
        ("|one", None),
    ],
)
def test_backspace_takes_a_whole_line_break_back(before: str, result: str | None) -> None:
    assert after(before, press_backspace) == (result or before)


def test_what_shift_return_makes_backspace_takes_back() -> None:
    for text in ("one| two", "- a|b", "> a|b", "- a/    - b|c"):
        assert after(text, break_line, press_backspace) == text


@pytest.mark.parametrize(
    ("before", "deeper", "result"),
    [
        ("- a/- b|", True, "- a/    - b|"),
        ("- a/    - b|", False, "- a/- b|"),
        ("- a|/- b", True, "- a|/- b"),
        ("- 😀/- b|", True, "- 😀/    - b|"),
        ("words|", True, "words|"),
    ],
)
def test_tab_moves_items_in_and_out(before: str, deeper: bool, result: str) -> None:
    assert after(before, lambda cursor: press_tab(cursor, deeper=deeper)) == result
