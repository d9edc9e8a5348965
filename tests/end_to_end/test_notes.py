"""Private notes by keyboard: written in Write and Translate, answered, resolved, and sent back."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import ENGLISH, ArticleId
from editor_app.domain.link import State
from editor_app.services.exchange_views import SendKind
from editor_app.services.note_views import NoteThread
from editor_app.ui.article.inspector_notes import NotesTab
from editor_app.ui.article.layout_marks import LayoutMarks
from editor_app.ui.article.note_card import NoteCard
from editor_app.ui.article.text_marks import MarkLook
from editor_app.ui.article.write_view import WriteView
from editor_app.ui.translation.returned_sheet import ReturnedSheet
from editor_app.ui.translation.translate_view import TranslateView
from editor_app.ui.widgets.buttons import Button
from editor_app.wiring import new_desk
from tests.end_to_end.conftest import Start
from tests.end_to_end.hands import SECONDS
from tests.end_to_end.sitting import Sitting, written

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

BODY = "Nước sông lên nhanh.\n\nKhông ai bị thương.\n\nHết lũ."


def begun(sitting: Sitting) -> tuple[ArticleId, ArticleId]:
    """Write a story and begin its translation; the last paragraph is translated already."""
    desk = sitting.desk
    made = written(desk, "Lũ về", BODY)
    english = desk.translations.start(made.story, ENGLISH).article
    row = next(row for row in desk.translations.segments(english) if row.source_text == "Hết lũ.")
    desk.translations.write(english, row.sources, "The flood is over.", State.TRANSLATED)
    sitting.conductor.navigator.open_article(made.article, "write")
    sitting.settle()
    return made.article, english


def tab_of(sitting: Sitting) -> NotesTab:
    found = sitting.window.findChild(NotesTab)
    assert found is not None
    return found


def threads(sitting: Sitting, article: ArticleId) -> tuple[NoteThread, ...]:
    return sitting.desk.notes.of(article).threads


def noted(sitting: Sitting, words: str) -> None:
    """Write a note by keys, where the caret stands."""
    sitting.hands.press("Ctrl+Alt+N")
    sitting.hands.type(words)
    sitting.hands.press("Ctrl+Return")
    sitting.settle()


def remarks(write: WriteView) -> list[str]:
    """Return what the signs of notes say in the body of the Write view."""
    body = write.body.body
    assert body is not None
    marks = body.layout.findChild(LayoutMarks)
    assert marks is not None
    block, found = body.document.begin(), []
    while block.isValid():
        found += [mark.tip for mark in marks.of(block) if mark.look is MarkLook.REMARK]
        block = block.next()
    return found


def test_notes_are_written_gone_to_answered_and_resolved_by_keys(
    start: Start, tmp_path: Path
) -> None:
    new_desk(tmp_path / "desk")
    sitting = start(tmp_path / "desk")
    source, english = begun(sitting)
    hands, tab = sitting.hands, tab_of(sitting)
    write = sitting.areas.page.centre.views()["write"]
    assert isinstance(write, WriteView)
    hands.begin("notes")

    # on marked words in Write
    place = BODY.index("Không ai")
    write.show_caret("body", place)
    for _letter in "Không ai":
        hands.press("Shift+Right", wait=False)
    noted(sitting, "Who says so?")
    (thread,) = threads(sitting, source)
    assert (thread.note.by, thread.note.quote) == ("Lan Anh", "Không ai")
    assert remarks(write) == ["Lan Anh: Who says so?"]
    assert sitting.areas.page.inspector._row.tab("notes").badge_text == "1"
    assert write.body.hasFocus()

    # the way there, and an answer
    write.show_caret("body", 0)
    hands.press("F9")
    assert write.caret() == ("body", place + len("Không ai"))
    (card,) = tab.cards
    press(card, "Answer")
    hands.type("The mayor.")
    hands.press("Ctrl+Return")
    sitting.settle()
    assert [answer.text for answer in threads(sitting, source)[0].answers] == ["The mayor."]

    # resolved and undone
    hands.press("Ctrl+F9")
    sitting.settle()
    assert remarks(write) == []
    sitting.conductor.undo.undo()
    sitting.settle()
    assert remarks(write) == ["Lan Anh: Who says so?"]

    sitting.conductor.navigator.open_article(english, "translate")
    sitting.settle()
    _note_in_translate(sitting, english)

    _close_half_typed(sitting)
    again = start(tmp_path / "desk")
    assert "Half a thought" in [thread.note.text for thread in threads(again, english)]
    assert again.desk.stories.find_article(english).slug == "floods"


def _close_half_typed(sitting: Sitting) -> None:
    """Close the window while a label and a note have been typed and not given."""
    translate = sitting.areas.page.centre.views()["translate"]
    assert isinstance(translate, TranslateView)
    rows = translate.list.rows
    translate.work.open(next(at for at, row in enumerate(rows) if row.label is not None))
    sitting.hands.type("floods")
    sitting.hands.press("Ctrl+Alt+N")
    sitting.hands.type("Half a thought")
    sitting.close()


def _note_in_translate(sitting: Sitting, english: ArticleId) -> None:
    """Note on a row that nobody has translated yet; the note on the source stands beside it."""
    tab, translate = tab_of(sitting), sitting.areas.page.centre.views()["translate"]
    assert isinstance(translate, TranslateView)
    number = next(at for at, row in enumerate(translate.list.rows) if row.source.startswith("Nước"))
    translate.work.open(number)
    noted(sitting, "Which river?")
    (thread,) = threads(sitting, english)
    assert thread.place.text == "Nước sông lên nhanh."
    assert [card.told.note.text for card in tab.cards if card.told] == [
        "Which river?",
        "Who says so?",
    ]
    signs = [translate.list.signs(row) for row in translate.list.rows]
    assert [sign[-1].tip for sign in signs if sign and sign[-1].look is MarkLook.REMARK] == [
        "Lan Anh: Which river?",
        "Lan Anh: Who says so?",
    ]


def press(card: NoteCard, words: str) -> None:
    next(item for item in card.findChildren(Button) if item.text() == words).click()


def test_a_returned_file_that_brings_only_a_note_is_seen_and_taken(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    new_desk(tmp_path / "desk")
    sitting = start(tmp_path / "desk")
    _source, english = begun(sitting)
    sitting.conductor.navigator.open_article(english, "translate")
    sitting.settle()
    sitting.hands.begin("exchange")
    sent = sitting.desk.exchanging.send(english, SendKind.XLIFF_12).data
    back = tmp_path / "back.xlf"
    mark = b"The flood is over.</target>"
    assert sent.count(mark) == 1
    back.write_bytes(sent.replace(mark, mark + b'<note from="Anna">Really over?</note>'))
    sitting.choose_file(back)
    sitting.conductor.commands.run("translate.take_back")
    sitting.settle()
    sheet = sitting.window.findChild(ReturnedSheet)
    assert sheet is not None
    assert sheet.units == ()
    take = next(item for item in sheet.findChildren(Button) if item.text() == "Take 1 note")
    assert take.isEnabled()
    sitting.hands.press("Return")
    qtbot.waitUntil(lambda: bool(threads(sitting, english)), timeout=SECONDS)
    sitting.settle()
    (thread,) = threads(sitting, english)
    assert (thread.note.by, thread.place.text) == ("Anna", "The flood is over.")
    assert sitting.areas.page.inspector._row.tab("notes").badge_text == "1"
