"""A post that was made twice, and in which a colleague has written before ours is known."""

from __future__ import annotations

from dataclasses import dataclass, replace

import httpx2
import pytest

from tests.sync.actions import carry_out
from tests.sync.quiet import come_to_rest
from tests.sync.sim_desk import SITE
from tests.sync.world import PARAGRAPH, WEB, World

LAN = 0


@dataclass
class WrittenBetween(httpx2.BaseTransport):
    """The way to a site that gets the making of a post twice; somebody writes in the first one."""

    world: World
    word: str
    done: bool = False

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Hand the request on, the first making twice."""
        model = self.world.model
        if request.method == "POST" and request.url.path.endswith("/wp/v2/posts") and not self.done:
            self.done = True
            model.handle_request(request)
            first = max(self.world.site.posts.values(), key=lambda post: post.id)
            content = f"{first.content}\n\n{PARAGRAPH.format(f'Thêm {self.word} nữa.')}"
            self.world.site.update(first, WEB, {"content": content})
        return model.handle_request(request)


@pytest.mark.parametrize("revising", [True, False], ids=["revisions", "no revisions"])
def test_what_a_colleague_wrote_in_it_is_merged_and_not_taken_for_a_filter(
    world: World, revising: bool
) -> None:
    lan, word = world.desks[LAN], world.word("web")
    world.site.revising = revising
    with lan.database.writing() as records:  # as the doctor has found it
        site = records.sites.get(SITE)
        told = {**site.found, "revisions": "yes" if revising else "no"}
        records.sites.save(replace(site, found=told), site.version)
    world.lines[LAN].server = WrittenBetween(world, word)
    carry_out(world, "send as draft", 2)
    carry_out(world, "push", LAN)
    world.lines[LAN].server = world.model
    assert [(entry.state, entry.answer) for entry in lan.waiting()] == []
    assert word in lan.shown()
    carry_out(world, "sync", LAN)
    come_to_rest(world)
    assert any(word in post.content for post in world.site.posts.values())
