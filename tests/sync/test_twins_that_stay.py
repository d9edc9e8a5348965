"""A site that lets nobody put a twin into its trash: nothing else stands still because of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import httpx2
import pytest

from tests.sync.actions import carry_out
from tests.sync.faulty_line import HTML, answer
from tests.sync.sim_desk import SimDesk
from tests.sync.world import WEB, World

LAN = 0
LATER = timedelta(minutes=16)
NO_TRASH = b'{"code": "rest_trash_not_supported", "message": "", "data": {"status": 501}}'
JSON = "application/json"

REFUSALS = {
    "a site that keeps no trash": (501, NO_TRASH, JSON),
    "a firewall that lets no DELETE through": (403, HTML, "text/html"),
}


@dataclass
class NoTrash(httpx2.BaseTransport):
    """The way to a site that refuses whatever would put a post into the trash."""

    site: httpx2.BaseTransport
    says: tuple[int, bytes, str]
    asked: list[str] = field(default_factory=list)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Hand the request on, unless it removes something."""
        if request.method == "DELETE":
            self.asked.append(request.url.path)
            return answer(*self.says)
        return self.site.handle_request(request)


def with_a_twin(world: World, says: tuple[int, bytes, str]) -> tuple[SimDesk, NoTrash]:
    """Let a draft of Lan's be made twice on a site that keeps it."""
    lan, line = world.desks[LAN], world.lines[LAN]
    line.server = kept = NoTrash(world.model, says)
    for name in ("send as draft", "request late", "push"):
        carry_out(world, name, 2 if name == "send as draft" else LAN)
    world.wait(timedelta(minutes=3))
    carry_out(world, "push", LAN)
    line.deliver()
    assert len([one for one in world.site.posts.values() if one.slug.startswith("cd-")]) == 1
    return lan, kept


@pytest.mark.parametrize("refusal", REFUSALS)
def test_what_changed_on_a_site_is_read_though_a_twin_stays_there(
    world: World, refusal: str
) -> None:
    lan, kept = with_a_twin(world, REFUSALS[refusal])
    world.site.update(world.site.posts[1], WEB, {"title": "Tin w4 mới trên trang"})
    world.wait(LATER)
    carry_out(world, "sync", LAN)
    assert kept.asked
    (known,) = [one for one in lan.publications() if one.remote_id == "1"]
    with lan.database.reading() as records:
        assert records.articles.get(known.article).headline == "Tin w4 mới trên trang"


@pytest.mark.parametrize("refusal", REFUSALS)
def test_an_article_that_was_made_twice_goes_out_though_its_twin_stays(
    world: World, refusal: str
) -> None:
    lan, line = world.desks[LAN], world.lines[LAN]
    line.server = kept = NoTrash(world.model, REFUSALS[refusal])
    carry_out(world, "send as draft", 2)
    for name in ("delivered twice", "push"):
        carry_out(world, name, LAN)
    assert kept.asked
    assert [entry.answer for entry in lan.waiting()] == []
    (said,) = [one for one in lan.publishing.log() if one.key == "log-twins"]
    assert (said.fields["count"], said.fields["left"]) == ("0", "1")
