"""The Notes tab: cards, what is begun, one's own words, resolved ones, and what could not be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId
from editor_app.services.note_views import Anchor
from editor_app.services.notes import NoteService
from editor_app.services.preferences import SettingsService
from editor_app.ui.article import inspector_notes
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.inspector_notes import NotesTab
from editor_app.ui.article.note_card import NoteCard
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.wiring import Desk, new_desk, open_desk
from tests.patience import PatientJobs


class Beside:
    """The tab on a desk with a story in two languages."""

    def __init__(self, desk: Desk, jobs: Jobs, theme: Theme) -> None:
        self.desk, self.jobs = desk, jobs
        made = desk.stories.create(VIETNAMESE)
        desk.drafts.save(made.article, "body", "Nước lên.\n\nHết lũ.")
        desk.drafts.settle(made.article)
        self.source = made.article
        self.target = desk.translations.start(made.story, ENGLISH).article
        self.here: ArticleId = self.source
        self.badges: list[str] = []
        self.tab = NotesTab(theme, jobs, desk.notes, Composing(jobs))
        self.tab.counted.connect(lambda text, _tone: self.badges.append(text))
        jobs.changed.connect(lambda _changes: self.show(self.here))
        self.tab.resize(332, 800)
        self.tab.show()
        self.show(self.source)

    def show(self, article: ArticleId) -> None:
        self.here = article
        self.tab.show_story(None, article)

    def settle(self) -> None:
        while self.jobs.busy:
            self.jobs.settle()

    def noted(self, text: str, by: str = "Minh", anchor: Anchor | None = None) -> None:
        notes = NoteService(replace(self.desk.notes._place, editor=lambda: by))
        notes.write(self.source, text, anchor)
        self.show(self.here)
        self.settle()

    def card(self, text: str) -> NoteCard:
        return next(card for card in self.tab.cards if text in card.accessibleName())

    def press(self, inside: NoteCard | NotesTab, words: str) -> None:
        found = (item for item in inside.findChildren(Button) if item.text() == words)
        next(item for item in found if item.isVisible()).click()
        self.settle()


@pytest.fixture
def beside(
    tmp_path: Path, theme: Theme, qtbot: QtBot, settings: SettingsService
) -> Iterator[Beside]:
    new_desk(tmp_path / "desk")
    desk = open_desk(tmp_path / "desk", settings=settings)
    jobs = PatientJobs()
    made = Beside(desk, jobs, theme)
    made.settle()
    yield made
    jobs.close()
    desk.close()
    made.tab.deleteLater()
    jobs.deleteLater()


def words_of(card: NoteCard) -> list[str]:
    return [label.text() for label in card.findChildren(PlainLabel) if label.isVisible()]


def test_an_empty_tab_says_what_notes_are_for(beside: Beside) -> None:
    said = [label.text() for label in beside.tab.findChildren(PlainLabel) if label.isVisible()]
    assert [words for words in said if "never published or sent" in words]
    assert beside.badges[-1] == ""


def test_what_was_begun_is_kept_while_another_text_is_in_sight(beside: Beside) -> None:
    tab = beside.tab
    tab.write_about(Anchor(None, "Hết lũ."))
    QTest.keyClicks(tab.writing.field, "Half a thought")
    beside.show(beside.target)
    assert not tab.writing.isVisible()
    beside.show(beside.source)
    assert tab.writing.isVisible()
    assert tab.writing.words == "Half a thought"
    QTest.keyClick(tab.writing.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    beside.settle()
    (thread,) = beside.desk.notes.of(beside.source).threads
    assert (thread.note.text, thread.place.text) == ("Half a thought", "Hết lũ.")
    assert not tab.writing.isVisible()
    assert beside.badges[-1] == "1"


def test_a_note_can_be_put_on_the_whole_text_before_it_is_kept(beside: Beside) -> None:
    beside.tab.write_about(Anchor(None, "Hết lũ."))
    QTest.keyClicks(beside.tab.writing.field, "Call them")
    beside.press(beside.tab, "On the whole text")
    beside.press(beside.tab, "Keep the note")
    (thread,) = beside.desk.notes.of(beside.source).threads
    assert (thread.note.text, thread.place.address) == ("Call them", None)


def test_what_a_note_is_about_is_quoted_without_marks(beside: Beside) -> None:
    beside.tab.write_about(Anchor(None, "## Sau **lũ**"))
    assert "On “Sau lũ”" in [label.text() for label in beside.tab.findChildren(PlainLabel)]


def test_only_ones_own_notes_can_be_edited_and_others_answered(beside: Beside) -> None:
    beside.noted("Sure?")
    beside.noted("Mine.", by="Lan Anh")
    theirs, mine = beside.card("Sure?"), beside.card("Mine.")
    assert "Edit" not in [button.text() for button in theirs.findChildren(Button)]
    beside.press(theirs, "Answer")
    assert theirs.writing is not None
    QTest.keyClicks(theirs.writing.field, "Yes.")
    beside.press(theirs, "Answer")  # the link again: nothing that was typed is lost
    QTest.keyClick(theirs.writing.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    beside.settle()
    assert "Yes." in words_of(theirs)
    beside.press(mine, "Edit")
    assert mine.writing is not None
    assert mine.writing.words == "Mine."
    QTest.keyClicks(mine.writing.field, " Still.")
    beside.press(mine, "Save")
    assert "Mine. Still." in words_of(mine)


def test_what_is_typed_under_a_card_stays_when_the_notes_change(beside: Beside) -> None:
    beside.noted("Sure?")
    card = beside.card("Sure?")
    beside.press(card, "Answer")
    assert card.writing is not None
    QTest.keyClicks(card.writing.field, "I think")
    beside.noted("Another thing")
    assert beside.card("Sure?") is card
    assert card.writing.words == "I think"
    QTest.keyClick(card.writing.field, Qt.Key.Key_Escape)
    assert card.writing is None


def test_resolved_notes_are_shown_when_they_are_asked_for(beside: Beside) -> None:
    beside.noted("Sure?")
    beside.press(beside.card("Sure?"), "Resolve")
    assert beside.tab.cards == ()
    assert beside.badges[-1] == ""
    beside.press(beside.tab, "Show 1 resolved note")
    assert "resolved" in words_of(beside.card("Sure?"))
    beside.press(beside.card("Sure?"), "Open again")
    assert beside.badges[-1] == "1"


def test_a_note_that_somebody_deleted_meanwhile_is_said_to_be_gone(beside: Beside) -> None:
    beside.noted("Sure?")
    card = beside.card("Sure?")
    (thread,) = beside.desk.notes.of(beside.source).threads
    beside.desk.notes.remove(thread.note.id)
    beside.press(card, "Resolve")
    assert beside.tab._notice.isVisible()
    beside.show(beside.source)
    beside.settle()
    assert beside.tab.cards == ()


def test_what_is_typed_under_a_note_waits_while_another_text_is_in_sight(beside: Beside) -> None:
    beside.noted("Sure?")
    beside.press(beside.card("Sure?"), "Answer")
    writing = beside.card("Sure?").writing
    assert writing is not None
    QTest.keyClicks(writing.field, "I think so")
    beside.desk.notes.resolve(beside.desk.notes.of(beside.source).threads[0].note.id)
    beside.show(beside.source)
    beside.settle()
    assert beside.card("Sure?").writing is writing  # resolved, but somebody types there
    beside.show(beside.target)
    assert not [card for card in beside.tab.cards if card.writing]
    beside.show(beside.source)
    beside.settle()
    writing = beside.card("Sure?").writing
    assert writing is not None
    assert writing.words == "I think so"

    writing.field.done.emit()
    writing.field.done.emit()  # the key held down
    beside.show(beside.target)  # the card is gone before the answer is kept
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    beside.settle()
    beside.show(beside.source)
    beside.settle()
    (thread,) = beside.desk.notes.of(beside.source).threads
    assert [answer.text for answer in thread.answers] == ["I think so"]
    assert not [card for card in beside.tab.cards if card.writing]


def test_a_note_is_kept_once_and_what_could_not_be_kept_can_be_sent_again(beside: Beside) -> None:
    tab = beside.tab
    tab.write_about(Anchor(None, "Hết lũ."))
    QTest.keyClicks(tab.writing.field, "Once")
    tab.writing.field.done.emit()
    tab.writing.field.done.emit()
    QTest.keyClicks(tab.writing.field, " too late")
    beside.settle()
    (thread,) = beside.desk.notes.of(beside.source).threads
    assert thread.note.text == "Once"

    beside.press(beside.card("Once"), "Edit")
    writing = beside.card("Once").writing
    assert writing is not None
    QTest.keyClicks(writing.field, " more")
    beside.desk.notes.remove(thread.note.id)
    writing.field.done.emit()
    beside.settle()
    assert beside.tab._notice.isVisible()


def test_what_was_begun_is_kept_when_the_window_closes(beside: Beside) -> None:
    beside.noted("Sure?")
    beside.noted("Mine", by="Lan Anh")
    for name, act in (("Sure?", "Answer"), ("Mine", "Edit")):
        beside.press(beside.card(name), act)
        writing = beside.card(name).writing
        assert writing is not None
        QTest.keyClicks(writing.field, " yes")
    beside.tab.write_about(Anchor(None, "Hết lũ."))
    QTest.keyClicks(beside.tab.writing.field, "Half a thought")
    beside.show(beside.target)
    beside.tab.write_about(None)
    QTest.keyClicks(beside.tab.writing.field, "Another")
    beside.tab.keep_begun()
    beside.settle()
    notes = beside.desk.notes.of(beside.target)
    assert [thread.note.text for thread in notes.threads] == ["Another"]
    found = {thread.note.text: thread for thread in notes.of_source}
    assert found.keys() == {"Sure?", "Mine yes", "Half a thought"}
    assert [answer.text for answer in found["Sure?"].answers] == ["yes"]
    assert found["Half a thought"].place.text == "Hết lũ."


def test_a_card_says_when_what_it_was_about_is_gone_and_leads_nowhere_then(beside: Beside) -> None:
    (last,) = (
        address
        for address, text in beside.desk.translations.sources(beside.target)
        if text == "Hết lũ."
    )
    beside.noted("Sure?", anchor=Anchor(last, "Hết lũ."))
    assert "Go there" in [button.text() for button in beside.card("Sure?").findChildren(Button)]
    beside.desk.drafts.save(beside.source, "body", "Nước lên.")
    beside.desk.drafts.settle(beside.source)
    beside.show(beside.source)
    beside.settle()
    card = beside.card("Sure?")
    assert "What it was about is not in the text any more." in words_of(card)
    shown = [button.text() for button in card.findChildren(Button) if button.isVisible()]
    assert "Go there" not in shown


def test_a_note_that_is_gone_to_is_shown_however_many_there_are(
    beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspector_notes, "MOST", 2)
    for number in range(4):
        beside.noted(f"Note {number}", anchor=Anchor(None, "Hết lũ."))
    before = len(beside.tab.cards)
    places: list[object] = []
    beside.tab.place_wanted.connect(places.append)
    beside.tab.step(-1)
    assert (before, len(beside.tab.cards)) == (2, 3)
    assert beside.card("Note 3").told is beside.tab.current
    assert len(places) == 1


def test_more_notes_than_are_shown_at_first_are_counted_and_shown(
    beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspector_notes, "MOST", 2)
    for number in range(5):
        beside.noted(f"Note {number}", anchor=Anchor(None, "Hết lũ."))
    counts = [len(beside.tab.cards)]
    for words in ("Show 3 more notes", "Show 1 more note"):
        beside.press(beside.tab, words)
        counts.append(len(beside.tab.cards))
    assert counts == [2, 4, 5]
    links = [item.text() for item in beside.tab.findChildren(Button) if item.isVisible()]
    assert not any("more note" in text for text in links)
