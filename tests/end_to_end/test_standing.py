"""Standing paragraphs in the real window: written once, put into every language by one key."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from editor_app.domain.ids import ENGLISH, VIETNAMESE, StoryId
from editor_app.domain.link import State
from editor_app.ui.desk.standing_sheet import StandingSheet
from editor_app.ui.widgets.buttons import Button
from editor_app.wiring import new_desk
from tests.end_to_end.conftest import Start
from tests.end_to_end.sitting import Sitting, written

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

SOURCE, TARGET = "Con đập xây năm 2011.", "The dam was built in 2011."


def begun(sitting: Sitting) -> StoryId:
    """Open a story of two paragraphs in two languages, its caret in the first paragraph."""
    desk = sitting.desk
    made = written(desk, "Nước lên", "Một.\n\nHai.")
    english = desk.translations.start(made.story, ENGLISH).article
    for row in desk.translations.segments(english):
        desk.translations.write(english, row.sources, f"({row.source_text})", State.TRANSLATED)
    sitting.conductor.navigator.open(made.story)
    sitting.settle()
    sitting.conductor.commands.show_view("write")
    sitting.settle()
    view = sitting.areas.page.centre.main
    assert view is not None
    view.show_caret("body", 2)
    sitting.settle()
    return made.story


def sheet_of(sitting: Sitting) -> StandingSheet:
    sheet = sitting.window.findChild(StandingSheet)
    assert sheet is not None
    return sheet


def named(sheet: StandingSheet, kind: type[QWidget], name: str) -> QWidget:
    return next(item for item in sheet.findChildren(kind) if item.accessibleName() == name)


def button(sheet: StandingSheet, words: str) -> Button:
    return next(
        item for item in sheet.findChildren(Button) if item.text() == words and item.isVisible()
    )


def write_one(sitting: Sitting) -> None:
    """Write a standing paragraph in two languages through the sheet."""
    hands, sheet = sitting.hands, sheet_of(sitting)
    hands.click(button(sheet, "New…"), "New")
    for kind, name, text in [
        (QLineEdit, "Name", "Con đập"),
        (QPlainTextEdit, "Tiếng Việt", SOURCE),
        (QPlainTextEdit, "English", TARGET),
    ]:
        named(sheet, kind, name).setFocus()
        hands.type(text)
    hands.click(button(sheet, "Done"), "Done")


def test_background_is_written_once_and_put_into_both_languages(
    start: Start, tmp_path: Path
) -> None:
    new_desk(tmp_path / "desk")
    sitting = start(tmp_path / "desk")
    story = begun(sitting)
    sitting.hands.begin("standing")
    sitting.hands.press("Ctrl+Alt+P")
    write_one(sitting)
    sheet = sheet_of(sitting)
    assert sheet.chosen is not None
    assert sheet.chosen.name == "Con đập"
    sitting.hands.press("Return")
    bodies = {item.language: item.markdown for item in sitting.desk.stories.view(story).articles}
    assert bodies == {
        VIETNAMESE: f"Một.\n\n{SOURCE}\n\nHai.",
        ENGLISH: f"(Một.)\n\n{TARGET}\n\n(Hai.)",
    }
    assert sitting.conductor.undo_bar.text == "Standing paragraph “Con đập” put in"
    sitting.conductor.undo.undo()
    sitting.settle()
    bodies = {item.language: item.markdown for item in sitting.desk.stories.view(story).articles}
    assert bodies == {VIETNAMESE: "Một.\n\nHai.", ENGLISH: "(Một.)\n\n(Hai.)"}


def test_closing_the_sheet_keeps_what_was_written(start: Start, tmp_path: Path) -> None:
    new_desk(tmp_path / "desk")
    sitting = start(tmp_path / "desk")
    sitting.hands.begin("standing")
    sitting.hands.press("Ctrl+Alt+P")
    sheet = sheet_of(sitting)
    assert not button(sheet, "Edit…").isEnabled()
    sitting.hands.click(button(sheet, "New…"), "New")
    named(sheet, QPlainTextEdit, "Tiếng Việt").setFocus()
    sitting.hands.type(SOURCE)
    sitting.hands.press("Escape")
    assert sheet.isHidden()
    (kept,) = sitting.desk.standing.all()
    assert (kept.name, dict(kept.texts)) == (SOURCE, {VIETNAMESE: SOURCE})
    assert kept.owner == "Lan Anh"
