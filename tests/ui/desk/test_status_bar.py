"""What the status bar says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QProgressBar
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, ArticleId
from editor_app.domain.messages import Message
from editor_app.text.counting import Counts
from editor_app.ui.desk.centre_view import SavedState, Saving
from editor_app.ui.desk.status_bar import StatusBar, counts_words, saved_words, task_words
from editor_app.ui.jobs import Task
from editor_app.ui.theme import Theme
from editor_app.ui.words import utc_now

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> StatusBar:
    made = StatusBar(theme)
    qtbot.addWidget(made)
    made.resize(1200, 26)
    made.show()
    return made


@pytest.mark.parametrize(
    ("state", "words", "tone"),
    [
        (SavedState(), "", "ink3"),
        (SavedState(Saving.TYPING), "Not saved yet", "ink3"),
        (SavedState(Saving.SAVED, NOW - timedelta(seconds=2)), "Saved 2 s ago", "ok"),
        (SavedState(Saving.SAVED, NOW), "Saved just now", "ok"),
    ],
)
def test_saving_is_said_in_words(state: SavedState, words: str, tone: str) -> None:
    assert saved_words(state, NOW) == (words, tone)


def test_a_failed_save_says_what_happened_and_what_was_kept() -> None:
    words, tone = saved_words(SavedState(Saving.FAILED, None, Message("disk-full")), NOW)
    assert words.startswith("Not saved. The disk is full. What you typed is still in this window")
    assert tone == "err"


def test_the_seconds_count_on(bar: StatusBar, qtbot: QtBot) -> None:
    bar.show_saved(SavedState(Saving.SAVED, utc_now() - timedelta(seconds=50)))
    first = bar._saved.text()
    qtbot.waitUntil(lambda: bar._saved.text() != first)


def test_what_is_typed_is_painted_before_it_is_said_that_it_is_not_saved_yet(
    bar: StatusBar, qtbot: QtBot
) -> None:
    bar.show_saved(SavedState(Saving.SAVED, utc_now()))
    said = bar._saved.text()
    bar.show_saved(SavedState(Saving.TYPING))
    assert bar._saved.text() == said
    qtbot.waitUntil(lambda: bar._saved.text() == "Not saved yet")
    bar.show_saved(SavedState(Saving.SAVED, utc_now()))
    assert bar._saved.text().startswith("Saved")


def test_the_length_is_words_and_minutes() -> None:
    assert counts_words(Counts(486, 2800, 3, ENGLISH)) == "486 words · 3 min read"
    assert counts_words(Counts(1, 4, 1, VIETNAMESE)) == "1 word · 1 min read"
    assert counts_words(Counts(12480, 1, 50, ENGLISH)).startswith("12,480 words")
    assert counts_words(Counts(620, 700, 2, CHINESE)) == "620 characters · 2 min read"


def test_what_waits_is_a_way_to_the_outbox(bar: StatusBar, qtbot: QtBot) -> None:
    assert not bar._waits.isVisible()
    bar.show_waiting(2, 1)
    assert bar._waits.text() == "2 changes wait · 1 needs you"
    with qtbot.waitSignal(bar.outbox_wanted):
        bar._waits.click()
    bar.show_waiting(0, 0)
    assert not bar._waits.isVisible()


def test_leaving_a_story_takes_its_words_away(bar: StatusBar) -> None:
    bar.show_saved(SavedState(Saving.SAVED, utc_now()))
    bar.show_counts(Counts(3, 3, 1, ENGLISH))
    bar.show_text(ArticleId("a"), "English")
    bar.clear_story()
    assert not any(label.isVisible() for label in (bar._saved, bar._counts, bar._language))


def test_long_work_is_shown_after_a_moment_with_what_is_left(bar: StatusBar, qtbot: QtBot) -> None:
    task = Task("Taking in", bar)
    bar.task.add(task)
    assert not bar.task.isVisible()
    qtbot.waitUntil(bar.task.isVisible)
    task.progress(1, 4)
    assert bar.task._words.text() == "Taking in · 3 left"
    assert bar.task.findChildren(QProgressBar)[0].maximum() == 4
    bar.task.stop.click()
    assert task.stopped
    assert bar.task._words.text() == "Taking in: stopping"
    task.end()
    qtbot.waitUntil(lambda: not bar.task.isVisible())


def test_what_goes_to_a_site_is_shown_and_stopped_before_what_goes_on_beside_it(
    bar: StatusBar, qtbot: QtBot
) -> None:
    memory, sync = Task("Taking in", bar), Task("Syncing", bar, at_site=True)
    bar.task.add(memory)
    bar.task.add(sync)
    qtbot.waitUntil(bar.task.isVisible)
    assert bar.task._words.text().startswith("Syncing")
    bar.task.stop.click()
    assert (memory.stopped, sync.stopped) == (False, True)
    sync.end()
    qtbot.waitUntil(lambda: bar.task._words.text().startswith("Taking in"))
    memory.end()


def test_short_work_never_shows(bar: StatusBar) -> None:
    task = Task("Taking in", bar)
    bar.task.add(task)
    task.end()
    bar.task._show()
    assert not bar.task.isVisible()
    assert task_words(task) == "Taking in"
