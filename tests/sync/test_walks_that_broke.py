"""Walks that broke an invariant once, made as short as they get: none may do it again.

Each says in words what happened; ``test_sync_machine.py`` found them.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from editor_app.domain.errors import Refused
from tests.sync.actions import carry_out
from tests.sync.alike import of_desk, of_post
from tests.sync.broken_walks import BROKE
from tests.sync.faulty_line import ON_THE_WAY
from tests.sync.quiet import come_to_rest
from tests.sync.sim_desk import SITE, tokens
from tests.sync.world import WEB, Start, World


@pytest.mark.parametrize("name", BROKE)
def test_a_walk_that_broke_something_breaks_nothing_any_more(start: Start, name: str) -> None:
    world = World(start)
    try:
        for step, number in BROKE[name]:
            carry_out(world, step, number)
        come_to_rest(world)
    finally:
        world.close()


NUMBER_AGAIN = [
    ("publish", 2),
    ("sync", 0),
    ("type", 2),
    ("the site is restored", 0),
    ("web: write a post", 0),
]
"""The site gives the number of our article out again, to a colleague's post."""


def test_a_post_that_got_the_number_of_ours_is_not_written(world: World) -> None:
    for step, number in (*NUMBER_AGAIN, ("send as draft", 2), ("push", 0), ("sync", 0)):
        carry_out(world, step, number)
    desk = world.desks[0]
    asked = [row.answer.key for row in desk.publishing.outbox() if row.state.open and row.answer]
    assert (asked, desk.conflicts.count()) == (["post-gone-there"], 0)
    world.close()


def test_a_post_that_got_the_number_of_ours_is_not_withdrawn(world: World) -> None:
    theirs = ("web: publish or take off", 2)
    for step, number in (*NUMBER_AGAIN, theirs, ("withdraw", 2), ("push", 0)):
        carry_out(world, step, number)
    assert [post.status for post in world.site.posts.values()] == ["publish", "publish"]
    world.close()


def test_what_was_written_before_the_sites_clock_was_put_right_is_taken_in(world: World) -> None:
    days_ahead, minh_types = ("set the site's clock", 9), ("type", 1)
    steps = (days_ahead, minh_types, ("publish", 1), ("sync", 1), ("sync", 0))
    right_again = ("set the site's clock", 1)
    for step, number in (*steps, right_again, minh_types, ("publish", 1), ("sync", 1), ("sync", 0)):
        carry_out(world, step, number)
    post = world.site.posts[1]
    assert tokens(post.content).count("w14") == 1
    lan = world.desks[0]
    assert of_desk(lan, lan.publications()[0].article) == of_post(post)
    assert (lan.conflicts.count(), lan.syncing.doubts()) == (0, ())
    world.close()


def test_a_text_is_kept_that_ours_covered_and_others_changed_before_the_lost_answer_was_missed(
    world: World,
) -> None:
    world.gentle = True
    for step, number in (
        ("type", 8),
        ("publish", 0),
        ("raced", 2),
        ("answer late", 4),
        ("push", 0),
        ("web: type", 12),
        ("sync", 0),
        ("sync", 0),
    ):
        carry_out(world, step, number)
    shown = of_desk(world.desks[0], world.desks[0].publications()[0].article)
    assert shown[1] == [["w1", "w14"], ["w2", "w13"], ["w3", "w15"]]
    come_to_rest(world)
    world.close()


def test_an_old_post_is_read_that_changed_when_the_sites_clock_was_put_back(world: World) -> None:
    for number in range(120):
        world.site.create(WEB, {"title": f"Cũ {number}", "content": "<p>Chuyện cũ.</p>"})
    for step, number in (
        ("sync", 1),
        ("set the site's clock", 9),
        ("web: touch", 1),
        ("sync", 1),
        ("set the site's clock", 1),
        ("web: type", 0),
    ):
        carry_out(world, step, number)
    world.wait(timedelta(hours=5))
    carry_out(world, "sync", 1)
    minh = world.desks[1]
    assert of_desk(minh, minh.publications()[0].article) == of_post(world.site.posts[1])
    world.close()


def test_a_post_that_a_lost_answer_made_is_offered_to_no_desk(world: World) -> None:
    for step, number in (("send as draft", 2), ("answer dropped", 0), ("push", 0)):
        carry_out(world, step, number)
    made, *others = sorted(world.site.posts, reverse=True)
    assert others
    assert [known.remote_id for known in world.desks[0].publications()].count("") == 1
    for desk in world.desks:
        assert desk.site_posts.listing(SITE) == ()
        with pytest.raises(Refused):
            desk.site_posts.take_in(SITE, [made])
    world.close()


def test_a_correction_that_arrives_late_is_known_though_the_desks_clock_was_set_ahead(
    world: World,
) -> None:
    behind, ahead = ("set a clock", 4), ("set a clock", 6)
    for step, number in (behind, ("type", 0), ("publish", 0), ("request late", 2), ("sync", 0)):
        carry_out(world, step, number)
    for step in ("publish", "sync"):
        carry_out(world, step, 0)
    (late,) = world.lines[0].late
    world.wait(ON_THE_WAY - timedelta(seconds=30) - late.since)
    for step, number in (ahead, ("sync", 0), ("web: type", 0)):
        carry_out(world, step, number)
    assert world.lines[0].late == [late], "it is still on its way"
    for step in ("late requests arrive", "sync"):
        carry_out(world, step, 0)
    come_to_rest(world)
