"""The whole program is killed in the middle of a sentence, and goes on where it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import ArticleId
from editor_app.ui.article.write_view import WriteView
from editor_app.wiring import new_desk, open_desk
from tests.end_to_end.conftest import Start
from tests.end_to_end.hands import SECONDS
from tests.end_to_end.processes import surroundings
from tests.end_to_end.sitting import written

BODY = "Chuyến phà rời bến trước bình minh.\n\nThuyền trưởng đếm mây."
TYPED = " Rồi ông gõ thêm một câu nữa."

# A window of its own, typed into until it says Saved; then it waits to be killed.
WRITER = """
import sys
from pathlib import Path
from editor_app.ui import environment
environment.prepare()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from editor_app.services.preferences import SettingsService
from tests.end_to_end.sitting import begun
from tests.end_to_end.writer import Writer
application = QApplication(["copydesk"])
folder, settings, article, typed = sys.argv[1:]
station = begun(SettingsService(Path(settings)), Path(folder))
writer = Writer(station, article, typed)
application.exec()
"""

pytestmark = [pytest.mark.slow]


def a_story(folder: Path) -> ArticleId:
    """Make a desk with a story and return its article."""
    new_desk(folder)
    desk = open_desk(folder)
    made = written(desk, "Phà chạy điện mặt trời", BODY)
    desk.close()
    return made.article


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_killed_window_opens_again_on_the_same_story_and_caret(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "desk"
    article = a_story(folder)
    settings = tmp_path / "settings.toml"
    typing = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(settings), article, TYPED],
        stdout=subprocess.PIPE,
        text=True,
        env=surroundings(tmp_path),
    )
    assert typing.stdout is not None
    with typing.stdout:
        assert typing.stdout.readline() == "saved\n"
        os.kill(typing.pid, signal.SIGKILL)
    typing.wait()

    sitting = start(folder)
    page = sitting.areas.page
    qtbot.waitUntil(lambda: "Recovered" in page.notice.text, timeout=SECONDS)
    assert sitting.conductor.navigator.article is not None
    assert sitting.conductor.navigator.article.id == article
    assert page.centre.key == "write"
    view = page.centre.views()["write"]
    assert isinstance(view, WriteView)
    assert view.caret() == ("body", len(BODY.split("\n\n", maxsplit=1)[0]) + len(TYPED))
    sitting.hands.type(" Và gõ tiếp.")
    view.leave()
    sitting.settle()
    story = sitting.conductor.navigator.story_id
    assert story is not None
    (written,) = sitting.desk.stories.view(story).articles
    assert written.markdown == BODY.replace("minh.", f"minh.{TYPED} Và gõ tiếp.")
