"""A post that is read while the site still makes it: its texts are there, its terms not yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import httpx2
import pytest

from editor_app.connectors.wordpress_posts import marker_in
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


@pytest.mark.parametrize("requests", range(1, 12))
def test_a_twin_that_gets_its_tags_on_its_way_into_the_trash_stays_there(
    world: World, requests: int
) -> None:
    lan, line = world.desks[LAN], world.lines[LAN]
    carry_out(world, "change tags", TIN)
    carry_out(world, "send as draft", TIN)
    carry_out(world, "request late", LAN + 6)
    carry_out(world, "push", LAN)
    (late,) = line.late
    assert late.request.url.path.endswith("/wp/v2/posts")
    world.wait(timedelta(minutes=3))
    carry_out(world, "push", LAN)
    late.request.headers[DAWDLING] = str(requests)
    line.deliver()
    carry_out(world, "sync", LAN)
    come_to_rest(world)
    title = next(post.title for post in world.site.posts.values() if post.tags)
    states = sorted(post.status for post in world.site.posts.values() if post.title == title)
    assert states == ["draft", "trash"]
    assert [entry.answer for entry in lan.waiting()] == []


def test_a_post_goes_into_one_section_when_another_was_chosen_after_its_making_failed(
    world: World,
) -> None:
    lan = world.desks[LAN]
    with lan.database.reading() as records:
        _, sport = records.sections.all()
    carry_out(world, "send as draft", TIN)
    carry_out(world, "502 before", LAN)
    carry_out(world, "push", LAN)
    assert len(world.site.posts) == 1
    (known,) = [one for one in lan.publications() if not one.remote_id]
    story = lan.stories.view(lan.story_of(known.article)).story
    lan.stories.change(story.id, story.version, section=sport.id)
    carry_out(world, "try now", LAN)
    carry_out(world, "push", LAN)
    (post,) = [one for one in world.site.posts.values() if one.id > 1]
    assert [world.site.terms[number].name for number in post.categories] == ["Thể thao"]


def test_what_was_cancelled_in_its_making_stays_as_it_is(world: World) -> None:
    lan = world.desks[LAN]
    carry_out(world, "send as draft", TIN)
    carry_out(world, "503 maintenance", LAN + 2)
    carry_out(world, "push", LAN)
    (post,) = [one for one in world.site.posts.values() if one.id > 1]
    assert marker_in(post.slug)
    carry_out(world, "cancel", LAN)
    writes = world.writes
    for _sync in range(3):
        world.wait(timedelta(hours=1))
        carry_out(world, "sync", LAN)
    assert lan.waiting() == ()
    assert (world.writes, bool(marker_in(post.slug))) == (writes, True)


def _tags(desk: SimDesk) -> dict[StoryId, tuple[TagId, ...]]:
    stories = {article.story for article in desk.articles()}
    return {story: desk.stories.view(story).story.tags for story in stories}
