"""The program is ended by Ctrl-C while the photos of an article travel."""

from __future__ import annotations

from datetime import timedelta

import httpx2
import pytest

from editor_app.domain.messages import Message
from tests.sync.actions import carry_out
from tests.sync.world import World

LAN = 0
COLOURS = ("teal", "maroon", "navy", "olive", "purple", "gray")


class Counting(httpx2.BaseTransport):
    """The way to a site, on which the photos that are sent are counted."""

    def __init__(self, site: httpx2.BaseTransport) -> None:
        self._site = site
        self.sent = 0

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Count a photo, and hand the request on."""
        self.sent += request.method == "POST" and request.url.path.endswith("/media")
        return self._site.handle_request(request)


def press_ctrl_c(done: int, total: int, said: Message | None = None) -> None:
    """Press Ctrl-C as soon as a photo travels."""
    if said is not None and said.key == "sending-photo":
        raise KeyboardInterrupt


def test_no_photo_is_begun_any_more_once_ctrl_c_was_pressed(world: World) -> None:
    lan, line = world.desks[LAN], world.lines[LAN]
    article = lan.heads()[1].id
    for colour in COLOURS:
        lan.add_photo(article, colour)
    carry_out(world, "send as draft", 2)
    world.wait(timedelta(minutes=1))
    line.server = counting = Counting(world.model)
    with pytest.raises(KeyboardInterrupt):
        lan.publishing.send_due(press_ctrl_c)
    assert 1 <= counting.sent < len(COLOURS) // 2
