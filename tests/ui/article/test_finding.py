"""Finding text in several documents, forwards and backwards and round again."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from editor_app.ui.article.finding import find_next


@pytest.fixture
def documents(qtbot: QtBot) -> list[QTextDocument]:
    made = []
    for text in ("One ferry", "none here", "Ferry and ferry\n![](photo:ferry)"):
        document = QTextDocument()
        document.setPlainText(text)
        made.append(document)
    return made


def walk(documents: list[QTextDocument], count: int, *, backwards: bool) -> list[tuple[int, int]]:
    cursor = QTextCursor(documents[0])
    found = []
    for _ in range(count):
        hit = find_next(documents, "ferry", cursor, backwards=backwards)
        assert hit is not None
        cursor = hit
        found.append((documents.index(cursor.document()), cursor.selectionStart()))
    return found


def test_it_goes_through_all_documents_and_round(documents: list[QTextDocument]) -> None:
    assert walk(documents, 4, backwards=False) == [(0, 4), (2, 0), (2, 10), (0, 4)]


def test_it_goes_backwards_too(documents: list[QTextDocument]) -> None:
    assert walk(documents, 4, backwards=True) == [(2, 10), (2, 0), (0, 4), (2, 10)]


def test_lines_of_photos_do_not_count(documents: list[QTextDocument]) -> None:
    cursor = QTextCursor(documents[0])
    assert find_next(documents, "photo:", cursor, backwards=False) is None


def test_nothing_is_found_in_nothing(documents: list[QTextDocument]) -> None:
    assert find_next([], "x", QTextCursor(), backwards=False) is None
    assert find_next(documents, "", QTextCursor(documents[0]), backwards=False) is None
