"""A translation goes out as a file, comes back changed, and is compared before it is taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import ENGLISH, ArticleId
from editor_app.domain.link import State
from editor_app.ui.translation.returned_sheet import ReturnedSheet
from editor_app.ui.translation.send_sheet import SendSheet
from editor_app.ui.widgets.buttons import Button
from editor_app.wiring import new_desk
from tests.end_to_end.conftest import Start
from tests.end_to_end.hands import SECONDS
from tests.end_to_end.sitting import Sitting, written

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def begun(sitting: Sitting) -> ArticleId:
    """Open a story in Translate; its first paragraph is translated already."""
    desk = sitting.desk
    made = written(desk, "Nước lên", "Một.\n\nHai.\n\nBa.")
    article = desk.translations.start(made.story, ENGLISH).article
    row = desk.translations.segments(article)[1]
    desk.translations.write(article, row.sources, "One.", State.TRANSLATED)
    sitting.conductor.navigator.open_article(article)
    sitting.settle()
    sitting.conductor.commands.show_view("translate")
    sitting.settle()
    return article


def sent_out(sitting: Sitting, file: Path) -> str:
    """Send the translation out by the sheet; return the file."""
    sitting.conductor.commands.run("translate.send_out")
    sheet = sitting.window.findChild(SendSheet)
    assert sheet is not None
    assert sheet.isVisible()
    sitting.choose_file(file)
    sitting.hands.press("Return")
    assert sitting.areas.page.notice.text == f"4 rows saved as “{file.name}”."
    return file.read_text("utf-8")


def taken_back(sitting: Sitting, file: Path) -> ReturnedSheet:
    """Choose the file that came back; return the sheet that shows what it would change."""
    sitting.choose_file(file)
    sitting.conductor.commands.run("translate.take_back")
    sitting.settle()
    sheet = sitting.window.findChild(ReturnedSheet)
    assert sheet is not None
    assert sheet.isVisible()
    return sheet


def ticked(sheet: ReturnedSheet) -> int:
    return len(sheet.units)


def texts(sitting: Sitting, article: ArticleId) -> list[str]:
    return [row.target_text for row in sitting.desk.translations.segments(article)]


def test_what_comes_back_is_seen_and_then_taken_in_one_step(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    new_desk(tmp_path / "desk")
    sitting = start(tmp_path / "desk")
    article = begun(sitting)
    sitting.hands.begin("exchange")
    out = sent_out(sitting, tmp_path / "out.xlf")
    first = sitting.desk.translations.segments(article)[1]
    sitting.desk.translations.write(article, first.sources, "One, here.", State.TRANSLATED)
    back = tmp_path / "back.xlf"
    back.write_text(out.replace("One.", "One, there."), "utf-8")
    sheet = taken_back(sitting, back)
    assert ticked(sheet) == 0
    assert texts(sitting, article)[1] == "One, here."
    sitting.hands.press("Space")
    assert ticked(sheet) == 1
    take = next(item for item in sheet.findChildren(Button) if item.text() == "Take 1 row")
    sitting.hands.click(take, "Take")
    qtbot.waitUntil(lambda: texts(sitting, article)[1] == "One, there.", timeout=SECONDS)
    sitting.settle()
    sitting.conductor.undo.undo()
    sitting.settle()
    assert texts(sitting, article)[1] == "One, here."


def test_a_file_that_is_no_translation_is_refused_in_words(start: Start, tmp_path: Path) -> None:
    new_desk(tmp_path / "desk")
    sitting = start(tmp_path / "desk")
    begun(sitting)
    sitting.hands.begin("exchange")
    bad = tmp_path / "bad.xlf"
    bad.write_text("no xml at all", "utf-8")
    sitting.choose_file(bad)
    sitting.conductor.commands.run("translate.take_back")
    sitting.settle()
    assert "“bad.xlf”" in sitting.areas.page.notice.text
    assert not sitting.window.findChildren(ReturnedSheet)
