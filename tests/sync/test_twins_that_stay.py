"""Twins that cannot be put into the trash at once, or are written in on their way there.

Nothing else stands still because of one, and no colleague's words lie in the trash unseen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import httpx2
import pytest

from editor_app.services.post_base import memory_of
from editor_app.services.post_twins import MOST_TIMES
from editor_app.services.twin_sweep import SETTLED
from tests.sync.actions import carry_out
from tests.sync.faulty_line import HTML, answer
from tests.sync.sim_desk import SimDesk
from tests.sync.world import WEB, World

LAN = 0
LATER = timedelta(minutes=16)
THROWN_AWAY = 3
"""So many requests look for twins before one is put into the trash."""

PHOTO_SENT = 1
"""So many requests come before a photo is sent."""

NO_TRASH = b'{"code": "rest_trash_not_supported", "message": "", "data": {"status": 501}}'
JSON = "application/json"

HELD = b'{"code": "rest_cannot_delete", "message": "", "data": {"status": 500}}'
REFUSALS = {
    "a site that keeps no trash": (501, NO_TRASH, JSON),
    "a firewall that lets no DELETE through": (403, HTML, "text/html"),
    "a plugin that holds posts where they are": (500, HELD, JSON),
}
CRASH = {"a plugin that crashes over what is put into the trash": (500, HTML, "text/html")}
STAYS = {**REFUSALS, **CRASH}


@dataclass
class NoTrash(httpx2.BaseTransport):
    """The way to a site that refuses whatever would put a post into the trash."""

    site: httpx2.BaseTransport
    says: tuple[int, bytes, str]
    asked: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Hand the request on, unless it removes something."""
        if request.method == "GET":
            self.read.append(request.url.path)
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


@pytest.mark.parametrize("refusal", STAYS)
def test_what_changed_on_a_site_is_read_though_a_twin_stays_there(
    world: World, refusal: str
) -> None:
    lan, kept = with_a_twin(world, STAYS[refusal])
    world.site.update(world.site.posts[1], WEB, {"title": "Tin w4 mới trên trang"})
    world.wait(LATER)
    carry_out(world, "sync", LAN)
    assert kept.asked
    (known,) = [one for one in lan.publications() if one.remote_id == "1"]
    with lan.database.reading() as records:
        assert records.articles.get(known.article).headline == "Tin w4 mới trên trang"


@pytest.mark.parametrize("refusal", STAYS)
def test_a_twin_that_stays_for_somebody_to_decide_is_not_looked_for_for_ever(
    world: World, refusal: str
) -> None:
    lan, kept = with_a_twin(world, STAYS[refusal])
    for _sync in range(5):
        carry_out(world, "sync", LAN)
        world.wait(SETTLED + timedelta(minutes=1))
    asked = len(kept.asked)
    assert 1 <= asked <= MOST_TIMES
    carry_out(world, "sync", LAN)
    assert len(kept.asked) == asked
    said = [line.key for line in lan.publishing.log() if line.key == "log-twins"]
    assert 1 <= len(said) <= 2, "at the next sync, and once more"


@pytest.mark.parametrize("refusal", STAYS)
def test_an_article_that_was_made_twice_goes_out_though_its_twin_stays(
    world: World, refusal: str
) -> None:
    lan, line = world.desks[LAN], world.lines[LAN]
    line.server = kept = NoTrash(world.model, STAYS[refusal])
    carry_out(world, "send as draft", 2)
    for name in ("delivered twice", "push"):
        carry_out(world, name, LAN)
    assert kept.asked
    assert [entry.answer for entry in lan.waiting()] == []
    for _sync in range(5):
        world.wait(SETTLED + timedelta(minutes=1))
        carry_out(world, "sync", LAN)
    said = [one.fields for one in lan.publishing.log() if one.key == "log-twins"]
    assert said
    assert {(one["count"], one["left"]) for one in said} == {("0", "1")}


def test_a_twin_that_stays_keeps_nobody_from_looking_for_those_of_other_articles(
    world: World,
) -> None:
    _lan, kept = with_a_twin(world, *CRASH.values())
    carry_out(world, "write a story", LAN)
    carry_out(world, "send as draft", 4)
    for name in ("request late", "push"):
        carry_out(world, name, LAN)
    world.wait(timedelta(minutes=3))
    carry_out(world, "push", LAN)
    world.lines[LAN].deliver()
    carry_out(world, "sync", LAN)
    assert len(set(kept.asked)) == 2


def test_a_twin_is_read_once_a_look(world: World) -> None:
    lan, kept = with_a_twin(world, *CRASH.values())
    carry_out(world, "sync", LAN)
    (known,) = [one for one in lan.publications() if memory_of(one).twins]
    (twin,) = memory_of(known).twins
    kept.read.clear()
    carry_out(world, "sync", LAN)
    assert kept.read.count(f"/wp-json/wp/v2/posts/{twin.post.id}") == 1


def test_a_twin_that_a_colleague_wrote_in_is_left_where_the_site_keeps_no_revisions(
    world: World,
) -> None:
    world.site.revising = False
    lan, _kept = with_a_twin(world, *CRASH.values())
    world.lines[LAN].server = world.model
    (twin,) = [one for one in world.site.posts.values() if one.slug.startswith("cd-")]
    world.site.update(twin, WEB, {"title": "Tin viết tiếp trên trang"})
    carry_out(world, "sync", LAN)
    assert twin.status == "draft"
    (said,) = [one.fields for one in lan.publishing.log() if one.key == "log-twins"]
    assert (said["count"], said["left"]) == ("0", "1")


def test_a_twin_that_nobody_wrote_in_goes_where_the_site_keeps_no_revisions(world: World) -> None:
    world.site.revising = False
    lan, _kept = with_a_twin(world, *CRASH.values())
    world.lines[LAN].server = world.model
    (twin,) = [one for one in world.site.posts.values() if one.slug.startswith("cd-")]
    carry_out(world, "sync", LAN)
    assert (twin.status, lan.waiting()) == ("trash", ())


@pytest.mark.parametrize(
    "written",
    [
        {"title": "Tin viết tiếp trên trang"},
        {"title": "Tin viết tiếp trên trang", "content": "<p>Viết lại cả bài.</p>"},
        {"title": "Tin viết tiếp trên trang", "slug": "tin-viet-tiep"},
    ],
)
def test_a_twin_that_was_found_late_is_taken_out_of_the_trash_when_it_goes_there_late(
    world: World, written: dict[str, str]
) -> None:
    lan, line = world.desks[LAN], world.lines[LAN]
    carry_out(world, "send as draft", 2)
    for name in ("request late", "push"):
        carry_out(world, name, LAN)
    world.wait(timedelta(minutes=3))
    for name in ("push", "sync"):
        carry_out(world, name, LAN)
    line.deliver()
    (twin,) = [one for one in world.site.posts.values() if one.slug.startswith("cd-")]
    world.wait(SETTLED + timedelta(minutes=1))
    line.plan("request late", THROWN_AWAY)
    carry_out(world, "sync", LAN)
    assert [held.request.method for held in line.late] == ["DELETE"]
    world.site.update(twin, WEB, dict(written))
    carry_out(world, "sync", LAN)
    line.deliver()
    assert twin.status == "trash"
    world.wait(SETTLED + timedelta(minutes=1))
    carry_out(world, "sync", LAN)
    assert (twin.status, twin.title) == ("draft", "Tin viết tiếp trên trang")
    assert lan.waiting() == ()


def test_a_colleagues_post_in_the_trash_that_got_the_number_of_a_twin_stays_there(
    world: World,
) -> None:
    lan, line = world.desks[LAN], world.lines[LAN]
    for name in ("send as draft", "the site makes a backup"):
        carry_out(world, name, 2 if name == "send as draft" else LAN)
    for name in ("request late", "push"):
        carry_out(world, name, LAN)
    world.wait(timedelta(minutes=3))
    carry_out(world, "push", LAN)
    line.deliver()
    (twin,) = [one for one in world.site.posts.values() if one.slug.startswith("cd-")]
    line.plan("request late", THROWN_AWAY)
    carry_out(world, "sync", LAN)
    assert [held.request.method for held in line.late] == ["DELETE"]
    line.late.clear()
    carry_out(world, "the site is restored", LAN)
    world.site.last_id = twin.id - 1
    theirs = world.site.create(WEB, {"title": "Bài của Bình", "content": "<p>Nháp.</p>"})
    world.site.trash(theirs, WEB)
    assert theirs.id == twin.id
    world.wait(SETTLED + timedelta(minutes=1))
    carry_out(world, "sync", LAN)
    assert (theirs.status, lan.syncing.doubts()) == ("trash", ())


def test_an_article_goes_out_though_a_twin_of_its_photo_stays(world: World) -> None:
    lan, line = world.desks[LAN], world.lines[LAN]
    (crash,) = CRASH.values()
    line.server = kept = NoTrash(world.model, crash)
    for name in ("add a photo", "send as draft"):
        carry_out(world, name, 2)
    line.plan("delivered twice", PHOTO_SENT)
    for _sync in range(6):
        carry_out(world, "sync", LAN)
        world.wait(SETTLED + timedelta(minutes=1))
    assert [entry.answer for entry in lan.waiting()] == []
    assert len(world.site.photos) == 2
    asked = len(kept.asked)
    carry_out(world, "sync", LAN)
    assert 1 <= asked == len(kept.asked)


def test_a_twin_of_a_photo_goes_though_the_desk_is_killed_before_it_is_removed(
    world: World,
) -> None:
    line = world.lines[LAN]
    for name in ("add a photo", "send as draft"):
        carry_out(world, name, 2)
    line.plan("delivered twice", PHOTO_SENT)
    line.plan("killed before", PHOTO_SENT + 2)
    carry_out(world, "sync", LAN)
    assert (world.kills, len(world.site.photos)) == (1, 2)
    for _sync in range(2):
        world.wait(SETTLED + timedelta(minutes=1))
        carry_out(world, "sync", LAN)
    assert len(world.site.photos) == 1
