"""A post that is read while the site still makes it: its texts are there, its terms not yet."""

from __future__ import annotations

from dataclasses import dataclass

import httpx2
import pytest

from editor_app.domain.ids import StoryId, TagId
from tests.sync.actions import carry_out
from tests.sync.cms_answers import DAWDLING
from tests.sync.faulty_line import Killed, Line
from tests.sync.quiet import come_to_rest
from tests.sync.sim_desk import SimDesk
from tests.sync.world import World

LAN = 0
TIN = 2
"""The choice of Lan's article that no site has yet."""


@dataclass
class Dawdling(httpx2.BaseTransport):
    """The way to a site that dawdles while it makes a post; the desk is killed at its writes."""

    site: httpx2.BaseTransport
    line: Line
    requests: int
    kills: int

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Hand a request on; a write reaches the site, and nobody hears of it."""
        if request.url.path.endswith("/wp/v2/posts") and request.method == "POST":
            request.headers[DAWDLING] = str(self.requests)
        found = self.site.handle_request(request)
        if request.method == "POST" and "/posts" in request.url.path and self.kills:
            self.kills -= 1
            self.line.kill()
            raise Killed
        return found


@pytest.mark.parametrize("kills", [1, 2])
@pytest.mark.parametrize("requests", range(1, 12))
def test_tags_and_lead_photo_are_missing_nowhere_afterwards(
    world: World, requests: int, kills: int
) -> None:
    lan, line = world.desks[LAN], world.lines[LAN]
    carry_out(world, "change tags", TIN)
    carry_out(world, "add a photo", TIN)
    tags = _tags(lan)
    assert any(tags.values())
    line.server = Dawdling(world.model, line, requests, kills)
    carry_out(world, "send as draft", TIN)
    for _ in range(kills + 1):
        carry_out(world, "push", LAN)
    come_to_rest(world)
    assert _tags(lan) == tags
    (post,) = [one for one in world.site.posts.values() if one.tags]
    assert post.featured in world.site.photos
    assert [world.site.terms[number].name for number in post.categories] == ["Thế giới"]


def _tags(desk: SimDesk) -> dict[StoryId, tuple[TagId, ...]]:
    stories = {article.story for article in desk.articles()}
    return {story: desk.stories.view(story).story.tags for story in stories}
