"""The program is ended by Ctrl-C while the photos of an article travel."""

from __future__ import annotations

import threading
from datetime import timedelta

import httpx2
import pytest

from editor_app.domain.messages import Message
from tests.sync.actions import carry_out
from tests.sync.world import World

LAN = 0
WAIT = 60.0
COLOURS = ("teal", "maroon", "navy", "olive", "purple", "gray")


class Holding(httpx2.BaseTransport):
    """The way to a site, on which photos are counted and held until Ctrl-C was pressed."""

    def __init__(self, site: httpx2.BaseTransport) -> None:
        self._site = site
        self._pressed = threading.Event()
        self.sent = 0

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Count a photo, hold it, and hand the request on."""
        if request.method == "POST" and request.url.path.endswith("/media"):
            self.sent += 1
            self._pressed.wait(WAIT)
        return self._site.handle_request(request)

    def press_ctrl_c(self, done: int, total: int, said: Message | None = None) -> None:
        """Press Ctrl-C as soon as a photo travels."""
        if self.sent and said is not None and said.key == "sending-photo":
            self._pressed.set()
            raise KeyboardInterrupt


def test_no_photo_is_begun_any_more_once_ctrl_c_was_pressed(world: World) -> None:
    lan, line = world.desks[LAN], world.lines[LAN]
    article = lan.heads()[1].id
    for colour in COLOURS:
        lan.add_photo(article, colour)
    carry_out(world, "send as draft", 2)
    world.wait(timedelta(minutes=1))
    line.server = holding = Holding(world.model)
    with pytest.raises(KeyboardInterrupt):
        lan.publishing.send_due(holding.press_ctrl_c)
    assert 1 <= holding.sent <= len(COLOURS) // 2
