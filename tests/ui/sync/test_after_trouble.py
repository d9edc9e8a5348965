"""What goes out after the sending itself went wrong, and how often that is said."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from editor_app.domain.errors import DiskFull
from editor_app.domain.site import OutboxState
from editor_app.services import folder_sending
from editor_app.ui.words import utc_now
from tests.desks import full_disk
from tests.ui.sync.outboxes import make_due, queue, screen
from tests.ui.window import Opened


def test_a_full_disk_is_said_once_and_not_met_again_at_once(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(opened, tmp_path)
    make_due(opened)
    postman = opened.conductor.postman
    begun: list[object] = []
    postman.began.connect(begun.append)
    with monkeypatch.context() as patched:
        patched.setattr(folder_sending, "begin_all", full_disk)
        with opened.qtbot.waitSignal(postman.trouble):
            postman.look()
        opened.settle()
        assert len(begun) == 1
        assert postman._clock.interval() > 10_000  # it was 50
        (card,) = screen(opened).outbox.cards
        again = "Sending went wrong. It is tried again at "
        assert again in card.accessibleName()
        assert again in opened.conductor._areas.status._site.text()
    opened.run("desk.send")
    assert opened.desk.publishing.outbox()[0].state is OutboxState.DONE


def test_each_trouble_in_a_row_is_followed_by_a_longer_pause_and_the_same_is_said_once(
    opened: Opened, tmp_path: Path
) -> None:
    queue(opened, tmp_path, hours=2)
    postman = opened.conductor.postman
    said: list[object] = []
    postman.trouble.connect(said.append)
    for _time in range(8):
        postman._failed(DiskFull())
    opened.settle()
    assert len(said) == 1
    until = postman._restraint.until(utc_now())
    assert until is not None
    assert timedelta(minutes=4) < until - utc_now() <= timedelta(minutes=8)
    opened.run("desk.send")
    assert postman._restraint.until(utc_now()) is None
    postman._failed(DiskFull())
    assert len(said) == 2
