"""What goes out after somebody pressed Stop, and what only one press answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtTest import QTest

from editor_app.domain.changes import Changes
from editor_app.domain.errors import Cancelled
from editor_app.domain.messages import Message
from editor_app.domain.site import OutboxState
from editor_app.ui.jobs import Task
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.words import utc_now
from tests.portals import place_of, portal
from tests.ui.material import story
from tests.ui.sync.clashes import queue as put
from tests.ui.sync.outboxes import make_due, queue, screen
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


def test_after_stop_the_sites_are_read_and_nothing_is_sent(opened: Opened, tmp_path: Path) -> None:
    queue(opened, tmp_path)
    postman = opened.conductor.postman
    postman._failed(Cancelled())
    opened.settle()
    make_due(opened)
    with opened.qtbot.waitSignal(postman.synced):
        postman._read()
    opened.settle()
    assert states(opened) == [OutboxState.WAITING]
    assert postman._clock.remainingTime() > 500_000


def unreachable(opened: Opened) -> None:
    """Let a story wait for its next try, as a site that cannot be reached leaves it."""
    site, later = portal(opened.desk), utc_now() + timedelta(minutes=20)
    article = story(opened.desk).article
    put(opened.desk, article, site.id, OutboxState.WAITING, "unreachable", not_before=later)


def reconnect(opened: Opened) -> None:
    """Go away from the network, and come back."""
    connection, network = opened.conductor.postman.connection, QNetworkInformation.Reachability
    connection.take(network.Disconnected)
    connection.take(network.Online)
    opened.settle()


def answers(opened: Opened) -> list[str]:
    return [row.answer.key for row in opened.desk.publishing.outbox() if row.answer is not None]


def test_after_stop_the_network_coming_back_wakes_nothing_until_the_rest_is_over(
    opened: Opened,
) -> None:
    unreachable(opened)
    postman = opened.conductor.postman
    postman._failed(Cancelled())
    reconnect(opened)
    assert answers(opened) == ["unreachable"]
    postman.end_rest()
    opened.settle()
    assert answers(opened) == ["signed-out-here"]


def test_when_the_rest_is_over_what_failed_is_tried_again(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    unreachable(opened)
    monkeypatch.setattr("editor_app.ui.sync.restraint.REST", timedelta(milliseconds=200))
    opened.conductor.postman._failed(Cancelled())
    reconnect(opened)
    opened.qtbot.waitUntil(lambda: answers(opened) == ["signed-out-here"])


@pytest.mark.parametrize("stop_first", [False, True])
def test_stop_holds_for_a_sync_asked_for_before_it_and_not_for_one_after_it(
    opened: Opened, tmp_path: Path, *, stop_first: bool
) -> None:
    queue(opened, tmp_path)
    make_due(opened)
    postman, gate = opened.conductor.postman, Event()
    tasks: list[Task] = []
    postman.began.connect(tasks.append)
    opened.jobs.long(None, "Something else", lambda _progress: gate.wait(60), at_site=True)
    postman._read()
    deeds = [tasks[0].stop, postman.sync_now]
    for deed in deeds if stop_first else reversed(deeds):
        deed()
        opened.jobs.settle(answers=False)
    gate.set()
    opened.settle()
    assert states(opened) == [OutboxState.DONE if stop_first else OutboxState.WAITING]
    assert len(tasks) == (2 if stop_first else 1)


def status(opened: Opened) -> str:
    return opened.conductor._areas.status._site.text()


def test_after_stop_the_status_line_and_the_card_say_until_when(
    opened: Opened, tmp_path: Path
) -> None:
    queue(opened, tmp_path)
    shown = screen(opened)
    postman = opened.conductor.postman
    postman._failed(Cancelled())
    opened.settle()
    (card,) = shown.outbox.cards
    assert status(opened).startswith("Stopped until ")
    assert card._why.text() == status(opened)
    opened.run("desk.send")
    assert "Stopped" not in status(opened)


def test_what_is_scheduled_for_later_than_the_rest_says_nothing_of_it(
    opened: Opened, tmp_path: Path
) -> None:
    queue(opened, tmp_path, hours=2)
    opened.conductor.postman._failed(Cancelled())
    (card,) = screen(opened).outbox.cards
    assert card._why.text() == ""
    assert "Stopped" not in status(opened)


def test_after_stop_and_pause_what_waits_goes_on_when_sending_does(
    opened: Opened, tmp_path: Path
) -> None:
    queue(opened, tmp_path)
    shown = screen(opened)
    opened.conductor.postman._failed(Cancelled())
    opened.settle()
    press(shown, "Pause")
    opened.settle()
    make_due(opened)
    press(shown, "Go on sending")
    opened.qtbot.waitUntil(lambda: states(opened) == [OutboxState.DONE])
