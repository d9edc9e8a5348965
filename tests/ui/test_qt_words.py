"""Qt's own dialogs speak the language of the window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLabel, QLineEdit

from editor_app.paths import resource_folder
from editor_app.sentences import speak
from editor_app.tongue import LOCALES
from editor_app.ui.photos.photo_words import day_words
from editor_app.ui.qt_words import QT_TEXTS, QtWords


@pytest.fixture
def words(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[QtWords]:
    """Qt's words in the language that the test is given, installed for its time."""
    speak(request.param, resource_folder() / LOCALES)
    made = QtWords(request.param)
    qapp.installTranslator(made)
    yield made
    qapp.removeTranslator(made)
    speak("en", resource_folder() / LOCALES)


in_vietnamese = pytest.mark.parametrize("words", ["vi"], indirect=True)
in_chinese = pytest.mark.parametrize("words", ["zh"], indirect=True)


@in_vietnamese
@pytest.mark.usefixtures("words")
def test_the_file_chooser_speaks_vietnamese() -> None:
    chooser = QFileDialog()
    chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
    chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
    labels = {label.text() for label in chooser.findChildren(QLabel)}
    assert {"&Tìm trong:", "&Loại tệp:"} <= labels
    box = chooser.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    assert {button.text().replace("&", "") for button in box.buttons()} == {"Mở", "Hủy"}
    chooser.deleteLater()


@in_vietnamese
@pytest.mark.usefixtures("words")
def test_the_menu_of_a_field_speaks_vietnamese() -> None:
    field = QLineEdit("một dòng")
    menu = field.createStandardContextMenu()
    titles = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert titles == ["&Hoàn tác", "&Làm lại", "&Cắt", "&Sao chép", "&Dán", "Xóa", "Chọn tất cả"]
    field.deleteLater()


@in_chinese
@pytest.mark.usefixtures("words")
def test_the_file_chooser_speaks_chinese() -> None:
    assert QCoreApplication.translate("QFileDialog", "&Look in:") == "查找范围(&L)："
    assert QCoreApplication.translate("QPlatformTheme", "&Cancel") == "取消(&C)"


@in_chinese
@pytest.mark.usefixtures("words")
def test_keys_keep_the_names_that_stand_on_them() -> None:
    native = QKeySequence.SequenceFormat.NativeText
    assert QKeySequence("Ctrl+Alt+Backspace").toString(native) in {"Ctrl+Alt+Backspace", "⌥⌘⌫"}


@in_vietnamese
@pytest.mark.usefixtures("words")
def test_a_text_nobody_translated_stays_as_it_is() -> None:
    assert QCoreApplication.translate("QFileDialog", "Never heard of") == "Never heard of"


@pytest.mark.parametrize("words", ["en"], indirect=True)
def test_english_is_left_to_qt(words: QtWords) -> None:
    assert all(words.translate("QFileDialog", text) == text for text in QT_TEXTS)


@in_chinese
@pytest.mark.usefixtures("words")
def test_a_chinese_day_has_no_weekday_in_a_narrow_line() -> None:
    assert day_words(date(2026, 11, 30), date(2026, 11, 25)) == "11/30"
    assert day_words(date(2027, 11, 30), date(2026, 11, 25)) == "2027/11/30"
