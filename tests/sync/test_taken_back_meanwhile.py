"""What somebody takes back while others are on their way stays taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import httpx2
import pytest

from editor_app.domain.ids import OutboxId
from editor_app.domain.photo import Photo
from editor_app.domain.site import OutboxState
from editor_app.formats.page_view import PictureSize
from editor_app.services import data_saving
from editor_app.services.renditions import RenditionCache
from editor_app.services.syncing import SyncService
from editor_app.services.workplace import Workplace
from tests.sync.actions import carry_out
from tests.sync.faulty_line import answer
from tests.sync.quiet import come_to_rest
from tests.sync.sim_desk import SimDesk
from tests.sync.world import World

LAN = 0
LATER = timedelta(minutes=16)
NOT_LOGGED_IN = b'{"code": "rest_not_logged_in", "message": "", "data": {"status": 401}}'


@dataclass
class SignsOut(httpx2.BaseTransport):
    """The way to a site that takes the account no longer; something happens meanwhile."""

    happens: Callable[[], object]

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Refuse the request."""
        self.happens()
        return answer(401, NOT_LOGGED_IN, "application/json")


class Weighing(RenditionCache):
    """The files of photos; something happens while they are weighed."""

    def __init__(self, place: Workplace, happens: Callable[[], object]) -> None:
        """Weigh photos of this desk."""
        super().__init__(place)
        self._happens = happens

    def sizes(self, photo: Photo) -> tuple[PictureSize, ...]:
        """Return the files of a photo."""
        self._happens()
        return super().sizes(photo)


def state(desk: SimDesk, entry: OutboxId) -> OutboxState:
    """How far an entry is."""
    with desk.database.reading() as records:
        return records.outbox.get(entry).state


def test_a_draft_that_is_taken_back_while_the_account_is_refused_does_not_go_later(
    world: World,
) -> None:
    lan, line = world.desks[LAN], world.lines[LAN]
    for name, number in (("type", 0), ("publish", 0), ("send as draft", 2)):
        carry_out(world, name, number)
    unsent = {known.article for known in lan.publications() if not known.remote_id}
    (draft,) = [entry for entry in lan.waiting() if entry.article in unsent]
    line.server = SignsOut(lambda: lan.publishing.cancel([draft.id]))
    carry_out(world, "push", LAN)
    assert state(lan, draft.id) is OutboxState.CANCELLED
    line.server = world.model
    posts = set(world.site.posts)
    world.wait(LATER)
    for name in ("try now", "sync"):
        carry_out(world, name, LAN)
    assert (lan.waiting(), set(world.site.posts)) == ((), posts)
    come_to_rest(world)


def test_what_is_taken_back_while_its_photos_are_weighed_does_not_wait_for_an_answer(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = world.desks[LAN]
    for name in ("add a photo", "publish"):
        carry_out(world, name, 2)
    (asked,) = lan.waiting()
    monkeypatch.setattr(data_saving, "MOST", 1)
    lan.pages.renditions = Weighing(lan.place, lambda: lan.publishing.cancel([asked.id]))
    syncing = SyncService(
        lan.place, lan.pages, lan.publishing, lan.pulling, lan.lines, saves_data=lambda: True
    )
    world.wait(LATER)
    syncing.send()
    assert state(lan, asked.id) is OutboxState.CANCELLED
