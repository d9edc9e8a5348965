"""Where the source is in sight, Translate says so and leads on by the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.translation.translating import Translating
from tests.ui.window import focused


def test_the_source_leads_to_the_next_language(work: Translating, qtbot: QtBot) -> None:
    asked: list[str] = []
    work.view.requested.connect(asked.append)
    work.view.activateWindow()
    qtbot.waitUntil(work.view.isActiveWindow)
    work.view.show_story(work.desk.stories.view(work.story), work.source)
    work.view.focus_text()
    before = focused()
    work.view.show_story(work.desk.stories.view(work.story), work.source)  # it was saved meanwhile
    assert focused() is not before
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert asked == ["view.next_language"]
