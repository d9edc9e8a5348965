"""Saving while somebody types, and what happens when it fails."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from editor_app.domain.changes import Changes
from editor_app.domain.errors import ChangedMeanwhile, NotFound
from editor_app.domain.history import RevisionReason
from editor_app.text.blocks import photo_line
from editor_app.ui.article import autosave
from editor_app.ui.article.manuscript import Manuscript
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.passage import Passage
from editor_app.ui.desk.centre_view import SavedState, Saving
from editor_app.ui.jobs import Jobs
from tests.ui.article.material import (
    NOW,
    PHOTO,
    SOURCE,
    TARGET,
    TARGET_USE,
    KeptDrafts,
    article,
    ferry_story,
    story,
)


@pytest.fixture
def drafts() -> KeptDrafts:
    return KeptDrafts()


@pytest.fixture
def manuscripts(jobs: Jobs, drafts: KeptDrafts) -> Iterator[Manuscripts]:
    made = Manuscripts(drafts, jobs)
    made.take(ferry_story())
    yield made
    drafts.full = False
    jobs.settle()


@pytest.fixture
def states(manuscripts: Manuscripts) -> list[SavedState]:
    heard: list[SavedState] = []
    manuscripts.saved.connect(heard.append)
    return heard


def type_into(passage: Passage, text: str) -> None:
    cursor = QTextCursor(passage.document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText(text)


def _wait(gate: threading.Event) -> None:
    gate.wait(60)


def test_what_is_typed_is_on_disk_within_eight_tenths_of_a_second(
    qtbot: QtBot, manuscripts: Manuscripts, drafts: KeptDrafts
) -> None:
    body = manuscripts.of(TARGET).body
    assert autosave.SAVE_AFTER < 800
    type_into(body, "!")
    clock = manuscripts.autosave._clock
    first = clock.remainingTime()
    type_into(body, "!")
    assert clock.remainingTime() <= first  # a key does not restart the clock
    qtbot.waitUntil(lambda: bool(drafts.saved))
    assert drafts.text() == body.markdown()


def test_long_work_hears_of_the_first_key_and_not_only_of_its_save(
    monkeypatch: pytest.MonkeyPatch, manuscripts: Manuscripts, drafts: KeptDrafts, jobs: Jobs
) -> None:
    heard: list[bool] = []
    monkeypatch.setattr(jobs, "typed", lambda: heard.append(bool(drafts.saved)))
    body = manuscripts.of(TARGET).body
    type_into(body, "!")
    type_into(body, "!")
    assert heard == [False]  # and a key that a save waits for says nothing more


def test_saved_is_said_at_the_commit_and_not_before(
    qtbot: QtBot, manuscripts: Manuscripts, drafts: KeptDrafts, states: list[SavedState]
) -> None:
    gate = threading.Event()
    drafts.before_save = lambda: _wait(gate)
    type_into(manuscripts.of(TARGET).body, "x")
    manuscripts.autosave.save()
    assert states == [SavedState(Saving.TYPING)]
    gate.set()
    qtbot.waitUntil(lambda: states[-1] == SavedState(Saving.SAVED, NOW))


def test_a_save_says_where_the_caret_is_and_what_it_builds_on(
    qtbot: QtBot, manuscripts: Manuscripts, drafts: KeptDrafts, jobs: Jobs
) -> None:
    headline = manuscripts.of(TARGET).headline
    type_into(headline, " now")
    manuscripts.autosave.save()
    jobs.settle()
    assert drafts.saved == [(TARGET, "headline", "Solar ferries now", 1, 17)]


def test_captions_are_saved_under_their_use(
    manuscripts: Manuscripts, drafts: KeptDrafts, jobs: Jobs
) -> None:
    caption = manuscripts.of(TARGET).photo_text(PHOTO, "caption")
    assert caption is not None
    type_into(caption, " in Can Tho")
    manuscripts.autosave.save()
    jobs.settle()
    assert drafts.text("caption", TARGET_USE) == "Fitting a panel in Can Tho"


def test_two_seconds_of_rest_settle_the_text(
    qtbot: QtBot, manuscripts: Manuscripts, drafts: KeptDrafts
) -> None:
    assert autosave.REST_AFTER == 2000
    clock = QElapsedTimer()
    clock.start()
    type_into(manuscripts.of(TARGET).body, "x")
    qtbot.waitUntil(lambda: drafts.kept == [(TARGET, RevisionReason.REST)])
    assert clock.elapsed() >= 1900
    assert drafts.settled == [TARGET]


def test_leaving_keeps_a_copy_of_what_was_written_here(
    manuscripts: Manuscripts, drafts: KeptDrafts, jobs: Jobs
) -> None:
    type_into(manuscripts.of(TARGET).body, "x")
    manuscripts.settle()
    jobs.settle()
    type_into(manuscripts.of(SOURCE).headline, "y")
    manuscripts.close()
    jobs.settle()
    manuscripts.take(ferry_story())
    manuscripts.close()
    jobs.settle()
    left = [article for article, reason in drafts.kept if reason is RevisionReason.LEFT]
    assert sorted(left) == [SOURCE, TARGET]


def test_settling_comes_after_saving(
    manuscripts: Manuscripts, drafts: KeptDrafts, jobs: Jobs
) -> None:
    order: list[str] = []
    drafts.before_save = lambda: order.append(f"save before {drafts.settled}")
    type_into(manuscripts.of(TARGET).body, "x")
    type_into(manuscripts.of(SOURCE).headline, "y")
    manuscripts.settle()
    jobs.settle()
    assert order == ["save before []", "save before []"]
    assert sorted(drafts.settled) == sorted([TARGET, SOURCE])


def test_nothing_is_settled_where_nothing_was_typed(
    manuscripts: Manuscripts, drafts: KeptDrafts, jobs: Jobs
) -> None:
    manuscripts.settle()
    jobs.settle()
    assert drafts.saved == []
    assert drafts.settled == []


def test_a_view_can_have_work_done_right_after_the_settling(
    manuscripts: Manuscripts, drafts: KeptDrafts, jobs: Jobs
) -> None:
    heard: list[object] = []
    jobs.changed.connect(heard.append)
    target = manuscripts.of(TARGET)
    target.follow_up = lambda: lambda: Changes(articles=frozenset(drafts.settled))
    type_into(target.body, "x")
    manuscripts.settle()
    jobs.settle()
    assert heard == [Changes(articles=frozenset({TARGET}))]


def test_a_full_disk_is_said_and_nothing_is_lost(
    qtbot: QtBot,
    manuscripts: Manuscripts,
    drafts: KeptDrafts,
    jobs: Jobs,
    states: list[SavedState],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(autosave, "TRY_AGAIN", 20)
    drafts.full = True
    type_into(manuscripts.of(TARGET).body, "precious")
    manuscripts.autosave.save()
    qtbot.waitUntil(lambda: states[-1].saving is Saving.FAILED)
    assert states[-1].trouble is not None
    assert states[-1].trouble.key == "disk-full"
    drafts.full = False
    qtbot.waitUntil(lambda: states[-1].saving is Saving.SAVED)
    assert "precious" in (drafts.text() or "")


def test_a_story_left_with_a_full_disk_is_kept_until_it_is_saved(
    qtbot: QtBot, manuscripts: Manuscripts, drafts: KeptDrafts, jobs: Jobs
) -> None:
    drafts.full = True
    target = manuscripts.of(TARGET)
    type_into(target.body, "precious")
    manuscripts.close()
    qtbot.waitUntil(lambda: manuscripts.autosave.state.saving is Saving.FAILED)
    assert isValid(target)
    manuscripts.take(ferry_story())
    assert manuscripts.of(TARGET) is target
    assert target.body.markdown().endswith("precious")
    drafts.full = False
    manuscripts.close()
    qtbot.waitUntil(lambda: not isValid(target))
    assert (drafts.text() or "").endswith("precious")


def test_what_could_not_be_saved_on_leaving_is_settled_when_it_is_saved_later(
    qtbot: QtBot,
    manuscripts: Manuscripts,
    drafts: KeptDrafts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else the story would open without it, and the next words would be saved over it."""
    monkeypatch.setattr(autosave, "TRY_AGAIN", 20)
    drafts.full = True
    target = manuscripts.of(TARGET)
    type_into(target.body, "precious")
    manuscripts.close()
    qtbot.waitUntil(lambda: manuscripts.autosave.state.saving is Saving.FAILED)
    drafts.kept.clear()
    drafts.full = False
    qtbot.waitUntil(lambda: not isValid(target))
    assert (drafts.text() or "").endswith("precious")
    assert drafts.kept == [(TARGET, RevisionReason.LEFT)]


def test_what_could_not_be_saved_while_it_was_settled_is_settled_after_a_rest(
    qtbot: QtBot,
    manuscripts: Manuscripts,
    drafts: KeptDrafts,
    jobs: Jobs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(autosave, "TRY_AGAIN", 20)
    drafts.full = True
    type_into(manuscripts.of(TARGET).body, "precious")
    manuscripts.settle()
    qtbot.waitUntil(lambda: manuscripts.autosave.state.saving is Saving.FAILED)
    drafts.settled.clear()
    drafts.full = False
    qtbot.waitUntil(lambda: drafts.settled == [TARGET])


def test_a_settling_that_is_refused_on_leaving_is_tried_again(
    qtbot: QtBot,
    manuscripts: Manuscripts,
    drafts: KeptDrafts,
    states: list[SavedState],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(autosave, "TRY_AGAIN", 20)
    drafts.refused = ChangedMeanwhile()
    target = manuscripts.of(TARGET)
    type_into(target.body, "x")
    manuscripts.close()
    qtbot.waitUntil(lambda: states[-1].saving is Saving.FAILED)
    assert isValid(target)
    drafts.refused = None
    qtbot.waitUntil(lambda: drafts.settled == [TARGET])
    qtbot.waitUntil(lambda: not isValid(target))


def test_a_story_that_was_deleted_for_good_is_not_settled_for_ever(
    qtbot: QtBot, manuscripts: Manuscripts, drafts: KeptDrafts
) -> None:
    drafts.refused = NotFound(name=TARGET)
    target = manuscripts.of(TARGET)
    type_into(target.body, "x")
    manuscripts.close()
    qtbot.waitUntil(lambda: not isValid(target))


def test_a_story_that_is_left_is_saved_settled_and_closed(
    qtbot: QtBot, manuscripts: Manuscripts, drafts: KeptDrafts, jobs: Jobs
) -> None:
    target = manuscripts.of(TARGET)
    type_into(target.body, "x")
    manuscripts.take(story(article("other", ident=TARGET)))  # the same story stays open
    assert manuscripts.of(TARGET) is target
    manuscripts.close()
    qtbot.waitUntil(lambda: not isValid(target))
    assert drafts.settled == [TARGET]


def test_a_settling_that_is_refused_is_tried_again(
    qtbot: QtBot,
    manuscripts: Manuscripts,
    drafts: KeptDrafts,
    states: list[SavedState],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(autosave, "TRY_AGAIN", 20)
    drafts.refused = ChangedMeanwhile()
    type_into(manuscripts.of(TARGET).body, "x")
    manuscripts.settle()
    qtbot.waitUntil(lambda: states[-1].saving is Saving.FAILED)
    drafts.refused = None
    qtbot.waitUntil(lambda: drafts.settled == [TARGET])


def test_after_a_settling_that_was_refused_a_rest_is_as_long_as_before(
    qtbot: QtBot,
    manuscripts: Manuscripts,
    drafts: KeptDrafts,
    states: list[SavedState],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(autosave, "TRY_AGAIN", 20)
    drafts.refused = ChangedMeanwhile()
    type_into(manuscripts.of(TARGET).body, "x")
    manuscripts.settle()
    qtbot.waitUntil(lambda: states[-1].saving is Saving.FAILED)
    drafts.refused = None
    qtbot.waitUntil(lambda: drafts.settled == [TARGET])
    clock = QElapsedTimer()
    clock.start()
    type_into(manuscripts.of(TARGET).body, "y")
    qtbot.waitUntil(lambda: drafts.settled == [TARGET, TARGET])
    assert clock.elapsed() >= 1900


def test_saving_goes_on_while_an_input_method_composes(
    qtbot: QtBot, manuscripts: Manuscripts, drafts: KeptDrafts, jobs: Jobs
) -> None:
    widget = QWidget()
    manuscripts.composing.look(widget, "ngu")
    type_into(manuscripts.of(TARGET).body, "x")
    manuscripts.autosave.save()
    jobs.settle()
    assert (drafts.text() or "").endswith("x")


def test_what_the_desk_has_waits_for_the_end_of_a_composition(
    qtbot: QtBot, manuscripts: Manuscripts
) -> None:
    widget = QWidget()
    target: Manuscript = manuscripts.of(TARGET)
    manuscripts.composing.look(widget, "ngu")
    target.receive(article("theirs", version=2), ())
    target.receive(article("theirs, newer", version=3), ())
    assert target.body.markdown().startswith("The ferry")
    manuscripts.composing.look(widget, "")
    qtbot.waitUntil(lambda: target.body.markdown() == "theirs, newer")
    assert target.version == 3


def test_an_older_version_that_comes_late_is_not_taken(manuscripts: Manuscripts) -> None:
    target = manuscripts.of(TARGET)
    target.receive(article("newer", version=5), ())
    target.receive(article("older", version=4), ())
    assert target.body.markdown() == "newer"


def test_photos_come_and_go_with_their_texts(manuscripts: Manuscripts) -> None:
    target = manuscripts.of(TARGET)
    assert target.photo_text(PHOTO, "alt") is not None
    closed: list[Passage] = []
    target.closed.connect(closed.append)
    target.receive(article("The ferry leaves.", version=2), ())
    assert [text.part for text in closed] == ["caption", "alt"]
    assert target.photo_text(PHOTO, "alt") is None
    assert manuscripts.captioned(PHOTO) == (manuscripts.of(SOURCE),)


def test_a_version_that_is_gone_is_closed(qtbot: QtBot, manuscripts: Manuscripts) -> None:
    target = manuscripts.of(TARGET)
    view = ferry_story()
    manuscripts.take(story(view.articles[0]))
    with pytest.raises(KeyError):
        manuscripts.of(TARGET)
    qtbot.waitUntil(lambda: not isValid(target))


def test_what_waited_for_an_input_method_is_taken_in_before_a_verb(
    jobs: Jobs, drafts: KeptDrafts, manuscripts: Manuscripts
) -> None:
    widget = QWidget()
    target = manuscripts.of(TARGET)
    manuscripts.composing.look(widget, "ngu")
    target.receive(article("theirs", version=2), ())
    type_into(target.headline, "!")
    manuscripts.settle()
    jobs.settle()
    assert target.body.markdown() == "theirs"
    assert drafts.settled == [TARGET]


def test_text_is_not_settled_over_what_waits_for_an_input_method(
    qtbot: QtBot, jobs: Jobs, drafts: KeptDrafts, manuscripts: Manuscripts
) -> None:
    """What was typed does not hold the photo yet; settled, it would take the photo out again."""
    widget = QWidget()
    target = manuscripts.of(TARGET)
    type_into(target.body, " typed")
    manuscripts.composing.look(widget, "ngu")
    newer = f"The ferry leaves.\n\n{photo_line(PHOTO)}\n\nNew.\n\nThe skipper counts clouds."
    target.receive(article(newer, version=2), ())
    manuscripts.autosave.settle()
    jobs.settle()
    assert (drafts.text() or "").endswith("typed")  # on disk all the same
    assert drafts.settled == []
    manuscripts.composing.look(widget, "")
    qtbot.waitUntil(lambda: drafts.settled == [TARGET])
    assert drafts.text() == f"{newer} typed"


def test_a_story_that_is_left_while_composing_is_settled_all_the_same(
    jobs: Jobs, drafts: KeptDrafts, manuscripts: Manuscripts
) -> None:
    widget = QWidget()
    target = manuscripts.of(TARGET)
    type_into(target.body, " typed")
    manuscripts.composing.look(widget, "ngu")
    target.receive(article("The ferry leaves. Theirs.", version=2), ())
    manuscripts.autosave.settle()
    manuscripts.close()
    jobs.settle()
    assert drafts.settled == [TARGET]
