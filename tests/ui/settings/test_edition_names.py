"""An edition's policy for names is chosen in the settings."""

from __future__ import annotations

from editor_app.domain.ids import ENGLISH
from editor_app.ui.settings.edition_names import EditionNames
from tests.ui.window import Opened


def test_an_edition_in_latin_letters_keeps_marks_by_a_tick_and_undo(opened: Opened) -> None:
    opened.run("go.settings")
    names = opened.window.findChild(EditionNames)
    assert names is not None
    assert list(names.ticks) == [ENGLISH]
    names.ticks[ENGLISH].click()
    opened.settle()
    editions = {item.language: item for item in opened.desk.vocabulary.editions()}
    assert editions[ENGLISH].keeps_marks
    opened.run("edit.undo")
    assert not names.ticks[ENGLISH].isChecked()
