"""A firewall that never shows earlier versions of posts: said once, and nothing waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import httpx2
import pytest

from editor_app.domain.site import OutboxState
from tests.sync.actions import carry_out
from tests.sync.faulty_line import HTML, answer
from tests.sync.quiet import come_to_rest
from tests.sync.sim_desk import SimDesk
from tests.sync.world import World

LAN = 0
LATER = timedelta(minutes=16)
ALWAYS = 1000
SAID = "log-history-refused"


@dataclass
class Firewall(httpx2.BaseTransport):
    """What stands before the site, with what it says in its place; ``asked`` counts."""

    site: httpx2.BaseTransport
    status: int
    refuses: int = ALWAYS
    asked: int = 0

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Refuse the revisions of posts so many times."""
        if not request.url.path.endswith("/revisions"):
            return self.site.handle_request(request)
        self.asked, self.refuses = self.asked + 1, self.refuses - 1
        refused = self.refuses >= 0
        return answer(self.status, HTML) if refused else self.site.handle_request(request)


def behind(world: World, status: int) -> Firewall:
    """Put a firewall between Lan's desk and the site."""
    wall = Firewall(world.model, status)
    world.lines[LAN].server = wall
    return wall


def publish(world: World) -> None:
    """Let Lan write and publish, until nothing waits."""
    for name in ("type", "publish", "push"):
        carry_out(world, name, LAN)
    for _round in range(3):
        world.wait(LATER)
        carry_out(world, "sync", LAN)


def times_said(desk: SimDesk) -> int:
    """How often the log says it."""
    return [line.key for line in desk.publishing.log()].count(SAID)


def states(desk: SimDesk) -> set[OutboxState]:
    """The states of all entries."""
    return {row.state for row in desk.publishing.outbox()}


@pytest.mark.parametrize("status", [403, 200, 404])
def test_what_a_firewall_always_refuses_is_said_once_and_nothing_waits_for_it(
    world: World, status: int
) -> None:
    wall, lan = behind(world, status), world.desks[LAN]
    publish(world)
    assert (times_said(lan), states(lan)) == (1, {OutboxState.DONE})
    asked = wall.asked
    publish(world)
    assert (times_said(lan), states(lan)) == (1, {OutboxState.DONE})
    assert wall.asked - asked <= 2, "once a look"
    world.lines[LAN].server = world.model
    come_to_rest(world)


def test_a_page_in_the_place_of_revisions_makes_only_the_first_publish_wait(world: World) -> None:
    behind(world, 200)
    publish(world)
    for name in ("type", "publish", "push"):
        carry_out(world, name, LAN)
    assert states(world.desks[LAN]) == {OutboxState.DONE}


def test_what_is_shown_again_is_refused_a_second_time_and_said_again(world: World) -> None:
    wall, lan = behind(world, 403), world.desks[LAN]
    publish(world)
    wall.refuses = 0
    publish(world)
    assert times_said(lan) == 1
    wall.refuses = ALWAYS
    publish(world)
    assert times_said(lan) == 2


def test_a_single_refusal_is_not_said(world: World) -> None:
    wall = behind(world, 403)
    wall.refuses = 1
    publish(world)
    assert (wall.asked, times_said(world.desks[LAN])) == (2, 0)
