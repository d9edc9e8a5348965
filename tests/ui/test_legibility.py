"""The checks that ``make shots`` makes see what a picky reader sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from editor_app.ui.widgets.labels import Elided
from tests.legibility import Catalogue, cut_texts, untranslated

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Write"
msgstr "Viết"

msgid "Slug"
msgstr "Slug"

msgid "Not translated yet"
msgstr ""

msgid "Saved to {path} on disk"
msgstr "Đã lưu vào {path}"

msgid "{name}, {words}"
msgstr "{name} ({words})"

msgid "English"
msgstr "Tiếng Anh"
"""


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(400, 300)
    qtbot.addWidget(made)
    return made


def put(window: QWidget, widget: QWidget, width: int, height: int = 30, left: int = 0) -> QWidget:
    widget.setParent(window)
    widget.setGeometry(left, 0, width, height)
    widget.show()
    return widget


def troubles(window: QWidget) -> list[str]:
    window.show()
    return [found.trouble for found in cut_texts(window)]


def test_a_text_that_fits_is_no_trouble(window: QWidget) -> None:
    put(window, QLabel("Short"), 200)
    put(window, QPushButton("Write"), 120)
    put(window, QLineEdit("A long text in a field can be scrolled, so it may be longer"), 100)
    assert troubles(window) == []


def test_a_label_narrower_than_its_text_is_found(window: QWidget) -> None:
    put(window, QLabel("A label that says much"), 40)
    assert troubles(window) == ["label too narrow"]


def test_a_label_lower_than_its_lines_is_found(window: QWidget) -> None:
    label = QLabel("A label that says much and wraps into several lines of text")
    label.setWordWrap(True)
    put(window, label, 90, 20)
    assert troubles(window) == ["label too low"]
    assert str(cut_texts(window)[0]).startswith("label too low: 'A label")


def test_a_label_that_gives_way_on_purpose_is_no_trouble(window: QWidget) -> None:
    put(window, Elided("A label that says much"), 40)
    assert troubles(window) == []


def test_buttons_choices_and_hints_that_are_cut_are_found(window: QWidget) -> None:
    put(window, QPushButton("Publish English and Chinese now"), 60)
    put(window, QCheckBox("Spare memory when asked"), 50)
    choice = QComboBox()
    choice.addItem("A choice with many words")
    put(window, choice, 70)
    hinted = QLineEdit()
    hinted.setPlaceholderText("Caption, credit, place, file name")
    put(window, hinted, 60)
    found = sorted(troubles(window))
    assert found == ["button too narrow", "button too narrow", "choice cut", "hint cut"]


def test_what_reaches_out_of_its_holder_is_found(window: QWidget) -> None:
    put(window, QLabel("Beyond"), 100, left=350)
    assert troubles(window) == ["beyond the edge"]


def test_what_can_be_scrolled_to_is_no_trouble(window: QWidget) -> None:
    area = QScrollArea()
    inner = QWidget()
    inner.resize(100, 900)
    label = put(inner, QLabel("Far below"), 80)
    label.move(0, 850)
    area.setWidget(inner)
    put(window, area, 150, 200)
    assert troubles(window) == []


def test_hidden_text_is_no_trouble(window: QWidget) -> None:
    put(window, QLabel("A label that says much"), 40).hide()
    field = QPlainTextEdit("Text that is written")
    put(window, field, 40)
    assert troubles(window) == []


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    folder = tmp_path / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "copydesk.po").write_text(PO, encoding="utf-8")
    return Catalogue("vi", tmp_path)


@pytest.mark.parametrize("text", ["Write", "Not translated yet", "Saved to /x/y on disk"])
def test_english_that_has_another_form_is_found(catalogue: Catalogue, text: str) -> None:
    assert catalogue.is_english(text)


@pytest.mark.parametrize(
    "text", ["Viết", "Slug", "Nguyễn An, phóng viên", "English", "17:00", "A headline of a story"]
)
def test_what_is_translated_or_no_word_of_ours_is_not(catalogue: Catalogue, text: str) -> None:
    assert not catalogue.is_english(text)


def test_texts_tips_and_names_are_looked_at(window: QWidget, catalogue: Catalogue) -> None:
    button = put(window, QPushButton("Write"), 100)
    button.setToolTip("Not translated yet")
    button.setAccessibleName("Write")
    window.show()
    found = {item.trouble for item in untranslated(window, catalogue)}
    assert found == {"untranslated", "untranslated tip", "untranslated name"}


def test_a_language_without_catalogue_has_nothing_to_find(window: QWidget, tmp_path: Path) -> None:
    put(window, QLabel("Write"), 100)
    window.show()
    assert untranslated(window, Catalogue("en", tmp_path)) == []
