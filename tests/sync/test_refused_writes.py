"""A write that the site has refused is on no way: nothing that comes later is taken for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import httpx2

from editor_app.services.post_base import memory_of
from tests.sync.actions import carry_out
from tests.sync.faulty_line import HTML, answer
from tests.sync.quiet import come_to_rest, of_desk, of_post
from tests.sync.sim_desk import SimDesk
from tests.sync.world import WEB, World

LAN = 0
LATER = timedelta(minutes=16)


@dataclass
class Refusing(httpx2.BaseTransport):
    """The way to a site that refuses the next write of a post, in its own words or a page's."""

    site: httpx2.BaseTransport
    page: bool = False
    refuses: bool = True

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Hand the request on, or not."""
        if self.refuses and request.method == "POST":
            self.refuses = False
            if self.page:
                self.site.handle_request(request)
                return answer(403, HTML)
            said = b'{"code": "rest_cannot_edit", "message": "", "data": {"status": 403}}'
            return answer(403, said, "application/json")
        return self.site.handle_request(request)


def refuse_a_correction(world: World, *, page: bool = False) -> SimDesk:
    """Let Lan write a standfirst that the site refuses, or a page says so when it is done."""
    lan = world.desks[LAN]
    world.lines[LAN].server = Refusing(world.model, page)
    for name in ("write the standfirst", "publish", "push"):
        carry_out(world, name, LAN)
    return lan


def test_what_a_site_refused_is_not_expected_to_arrive(world: World) -> None:
    lan = refuse_a_correction(world)
    (known,) = [one for one in lan.publications() if one.remote_id]
    assert memory_of(known).sent == ()


def test_what_a_page_refused_in_the_sites_place_may_have_arrived_all_the_same(
    world: World,
) -> None:
    lan = refuse_a_correction(world, page=True)
    (known,) = [one for one in lan.publications() if one.remote_id]
    (sent,) = memory_of(known).sent
    assert sent.post.excerpt == world.site.posts[1].excerpt
    come_to_rest(world)


def test_a_colleague_who_writes_what_a_site_had_refused_has_written_it(world: World) -> None:
    lan = refuse_a_correction(world)
    with lan.database.reading() as records:
        article = records.articles.get(lan.publications()[0].article)
    refused = article.standfirst
    lan.drafts.save(article.id, "standfirst", "Khác hẳn", article.version)
    lan.drafts.settle(article.id)
    world.take_away(refused)
    for name in ("answer entries", "publish", "push"):
        carry_out(world, name, LAN)
    post = world.site.posts[1]
    assert post.excerpt == "Khác hẳn"
    world.wait(timedelta(days=2))
    world.site.update(post, WEB, {"excerpt": refused})
    world.wait(LATER)
    carry_out(world, "sync", LAN)
    assert of_desk(lan, article.id) == of_post(post)
    come_to_rest(world)
