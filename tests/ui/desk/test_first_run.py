"""The questions of the first run can be read, whatever went wrong."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor_app.ui.desk.first_run import FirstRun
from editor_app.ui.theme import Theme
from tests.legibility import cut_texts


def test_a_long_trouble_is_shown_in_full(theme: Theme, qtbot: QtBot) -> None:
    questions = FirstRun(theme, "vi", Path("desk"))
    qtbot.addWidget(questions)
    questions.resize(1366, 700)
    questions.show()
    questions.say_trouble(
        "Không có dữ liệu Copydesk trong “/home/lan-anh/Tài liệu/Tòa soạn/bàn làm việc”. Chưa tạo"
        " gì: hãy chọn thư mục khác hoặc bắt đầu thư mục làm việc mới."
    )
    QApplication.processEvents()
    words = questions._notice._words
    assert words.height() >= words.heightForWidth(words.width())
    assert cut_texts(questions) == []
