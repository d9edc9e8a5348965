"""The desk is killed while the photos of articles travel that have not had their turn yet."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from unittest.mock import patch

import httpx2

from editor_app.domain.site import OutboxState
from editor_app.services import photos_ahead
from editor_app.services.sending import SendingService
from editor_app.services.twin_sweep import SETTLED
from tests.sync.actions import carry_out
from tests.sync.faulty_line import Killed, Line
from tests.sync.sim_desk import SimDesk
from tests.sync.world import World

LAN = 0
AHEAD = "photo-ahead"
PATIENCE = 30.0


@dataclass
class Between(httpx2.BaseTransport):
    """The way to a site, on which a photo arrives twice; the desk is killed before it removes one.

    Nothing is being sent by then: sending is paused once a photo travels, so that the article of
    the photo has no turn before that.
    """

    site: httpx2.BaseTransport
    line: Line
    desk: SimDesk
    paused: bool = False

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Hand the request on, a photo twice, or kill the desk."""
        ahead = threading.current_thread().name.startswith(AHEAD)
        self.paused = self.paused or ahead
        if ahead and request.url.path.endswith("users/me"):
            self._wait_for_the_others()
            self.line.kill()
            raise Killed
        if ahead and request.method == "POST":
            self.site.handle_request(request)
        return self.site.handle_request(request)

    def _wait_for_the_others(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with self.desk.database.reading() as records:
                states = {entry.state for entry in records.outbox.open()}
            if OutboxState.SENDING not in states:
                return
            time.sleep(0.01)
        raise AssertionError("the article before is still being sent")


def test_a_twin_of_a_photo_that_travelled_ahead_goes_though_nothing_was_being_sent(
    world: World,
) -> None:
    lan, line = world.desks[LAN], world.lines[LAN]
    for name, number in (("type", 0), ("publish", 0), ("add a photo", 2), ("send as draft", 2)):
        carry_out(world, name, number)
    world.wait(timedelta(minutes=1))
    line.server = between = Between(world.model, line, lan)
    lan.publishing._sending = SendingService(
        lan.place, lan.pages, lan.lines, paused=lambda: between.paused
    )
    with patch.object(photos_ahead, "ThreadPoolExecutor", ThreadPoolExecutor):  # beside the texts
        carry_out(world, "sync", LAN)
    assert (world.kills, len(world.site.photos)) == (1, 2)
    line.server = world.model
    for _sync in range(2):
        world.wait(SETTLED + timedelta(minutes=1))
        carry_out(world, "sync", LAN)
    assert len(world.site.photos) == 1
