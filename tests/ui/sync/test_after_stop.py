"""What goes out after somebody pressed Stop, and what only one press answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

from editor_app.domain.changes import Changes
from editor_app.domain.errors import Cancelled
from editor_app.domain.messages import Message
from editor_app.domain.site import OutboxState
from editor_app.ui.widgets.buttons import Button
from tests.portals import place_of
from tests.ui.material import story
from tests.ui.sync.outboxes import queue, screen
from tests.ui.window import Opened, press


def test_after_stop_nothing_is_begun_by_itself_until_somebody_syncs(
    opened: Opened, tmp_path: Path
) -> None:
    queue(opened, tmp_path)
    postman = opened.conductor.postman
    postman._failed(Cancelled())
    opened.settle()
    assert postman._clock.remainingTime() > 500_000
    assert opened.notice == ""
    opened.run("desk.send")
    assert opened.desk.publishing.outbox()[0].state is OutboxState.DONE


def test_after_stop_what_is_published_by_hand_goes_out_at_its_time(
    opened: Opened, tmp_path: Path
) -> None:
    opened.conductor.postman._failed(Cancelled())
    queue(opened, tmp_path)
    assert 0 < opened.conductor.postman._clock.remainingTime() < 20_000


@pytest.mark.parametrize("key", ["sent-already-partly", "conflict-reopened"])
def test_after_stop_taking_something_back_sends_nothing(
    opened: Opened, tmp_path: Path, key: str
) -> None:
    queue(opened, tmp_path)
    postman = opened.conductor.postman
    postman._failed(Cancelled())
    opened.settle()
    postman.apply(Changes(outbox=True, said=Message(key, {"names": "Lũ", "site": "S"})))
    opened.settle()
    assert postman._clock.remainingTime() > 500_000


def test_a_double_click_answers_one_card_not_the_one_that_comes_up(
    opened: Opened, tmp_path: Path
) -> None:
    queue(opened, tmp_path)
    (site,) = opened.desk.publishing.sites()
    another = story(opened.desk).article
    opened.jobs.change(lambda: opened.desk.publishing.publish(site.id, [(another, None)]))
    opened.settle()
    with place_of(opened.desk).database.writing() as records:
        for entry in records.outbox.open():
            records.outbox.save(
                replace(entry, state=OutboxState.NEEDS_YOU, answer="disk-full", not_before=None)
            )
    opened.desk.settings.save(sending_paused=True)
    screen(opened).refresh()
    opened.settle()
    first = _first_answer(opened)
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    opened.settle()
    second = _first_answer(opened)
    QTest.mouseDClick(second, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(second, Qt.MouseButton.LeftButton)
    opened.settle()
    assert states(opened).count(OutboxState.NEEDS_YOU) == 1


def _first_answer(opened: Opened) -> Button:
    QCoreApplication.processEvents()
    buttons = screen(opened).outbox.findChildren(Button)
    return next(item for item in buttons if item.text() == "Try again" and item.isVisible())


def test_after_stop_what_is_tried_again_by_hand_goes_out(opened: Opened, tmp_path: Path) -> None:
    queue(opened, tmp_path)
    postman = opened.conductor.postman
    (row,) = opened.desk.publishing.outbox()
    with place_of(opened.desk).database.writing() as records:
        entry = records.outbox.get(row.entry)
        records.outbox.save(
            replace(entry, state=OutboxState.NEEDS_YOU, answer="disk-full", not_before=None)
        )
    screen(opened).refresh()
    postman._failed(Cancelled())
    opened.settle()
    press(screen(opened).outbox, "Try again")
    opened.qtbot.waitUntil(lambda: states(opened) == [OutboxState.DONE])


def states(opened: Opened) -> list[OutboxState]:
    return [row.state for row in opened.desk.publishing.outbox()]


def test_sync_now_pressed_while_something_is_sent_is_not_forgotten(
    opened: Opened, tmp_path: Path
) -> None:
    queue(opened, tmp_path)
    asked = []
    opened.conductor.postman.synced.connect(lambda _report, asked_for: asked.append(asked_for))
    opened.conductor.postman._read()
    opened.run("desk.send")
    opened.settle()
    assert asked == [False, True]
    assert opened.desk.publishing.outbox()[0].state is OutboxState.DONE
