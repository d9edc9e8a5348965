"""Walks that broke an invariant once, made as short as they get: none may do it again.

Each says in words what happened; ``test_sync_machine.py`` found them.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from editor_app.domain.errors import Refused
from tests.sync.actions import carry_out
from tests.sync.quiet import come_to_rest, of_desk, of_post
from tests.sync.sim_desk import SITE, tokens
from tests.sync.world import WEB, Start, World

BROKE = {
    "a colleague types into a draft just before its status is written alone": [
        ("publish", 430),
        ("page before", 134),
        ("sync", 206),
        ("raced", 382),
        ("sync", 386),
        ("take in a post", 856),
        ("sync", 235),
        ("sync", 316),
    ],
    "a colleague saves just before a status of ours is written alone, and once more in its midst": [
        ("raced", 49),
        ("raced", 675),
        ("publish", 249),
        ("web: publish or take off", 256),
        ("sync", 157),
    ],
    "and the page of a captive portal comes instead of the revisions that would tell of it": [
        ("raced", 49),
        ("raced", 675),
        ("publish", 249),
        ("web: publish or take off", 256),
        ("page before", 589),
        ("sync", 157),
    ],
    "and the same while only the standfirst is written": [
        ("write the standfirst", 45),
        ("raced", 49),
        ("raced", 675),
        ("publish", 249),
        ("page before", 589),
        ("sync", 157),
    ],
    "a colleague saves a new post at the moment in which it gets its address": [
        ("web: write a post", 0),
        ("raced", 98),
        ("send as draft", 2),
        ("sync", 0),
    ],
    "a correction arrives late over what a colleague typed into the post that is off since": [
        ("type", 0),
        ("publish", 0),
        ("request late", 2),
        ("sync", 0),
        ("withdraw", 0),
        ("sync", 0),
        ("web: type", 0),
        ("late requests arrive", 0),
    ],
    "a correction arrives late over what a colleague typed after it was sent again": [
        ("type", 0),
        ("publish", 0),
        ("request late", 2),
        ("sync", 0),
        ("publish", 0),
        ("sync", 0),
        ("web: type", 0),
        ("late requests arrive", 0),
    ],
    "a correction arrives late over a later one and what a colleague typed into that": [
        ("type", 0),
        ("publish", 0),
        ("request late", 2),
        ("sync", 0),
        ("type", 0),
        ("publish", 0),
        ("sync", 0),
        ("web: type", 0),
        ("late requests arrive", 0),
    ],
    "a post is trashed before what was wished for it is sent, and taken out of the trash": [
        ("type", 0),
        ("web: trash", 0),
        ("send as draft", 0),
        ("sync", 0),
        ("web: restore", 0),
        ("sync", 0),
    ],
    "a post is written while the site's clock is days ahead, and again when it is right": [
        ("type", 793),
        ("set the site's clock", 585),
        ("publish", 305),
        ("sync", 121),
        ("type", 933),
    ],
    "a colleague types just before a write of ours, and the answer to ours is lost": [
        ("publish", 374),
        ("push", 38),
        ("add a paragraph", 985),
        ("killed after", 593),
        ("send as draft", 967),
        ("sync", 459),
        ("500 before", 367),
        ("raced", 851),
        ("sync", 269),
        ("web: trash", 975),
        ("publish", 493),
        ("answer late", 63),
        ("sync", 451),
    ],
    "our text is chosen and sent again while the post lies in the trash": [
        ("set the site's clock", 10),
        ("web: type", 0),
        ("type", 0),
        ("sync", 0),
        ("web: trash", 0),
        ("sync", 0),
        ("resolve conflicts", 2),
        ("answer entries", 0),
        ("send as draft", 0),
        ("sync", 0),
    ],
    "a term vanishes from the site while a text waits to be brought up to date": [
        ("write the standfirst", 96),
        ("write a story", 714),
        ("web: remove a term", 20),
        ("withdraw", 630),
    ],
    "a post without a section of ours is taken in and changed": [
        ("web: write a post", 696),
        ("web: publish or take off", 771),
        ("take in a post", 362),
        ("add a paragraph", 160),
    ],
    "a write of ours arrives late over what a colleague typed, and somebody else writes on": [
        ("sync", 721),
        ("request late", 91),
        ("raced", 239),
        ("type", 717),
        ("pull", 707),
        ("send as draft", 509),
        ("sync", 595),
        ("add a paragraph", 500),
    ],
    "a colleague takes a paragraph out, and the other desk writes on": [
        ("type", 457),
        ("web: remove a paragraph", 93),
        ("type", 893),
    ],
    "ours is kept instead of what colleagues typed while the site's clock went wrong": [
        ("publish", 614),
        ("push", 790),
        ("502 before", 882),
        ("page before", 446),
        ("killed before", 626),
        ("raced", 452),
        ("sync", 48),
        ("delayed", 850),
        ("byte order mark", 18),
        ("raced", 960),
        ("set the site's clock", 970),
        ("sync", 646),
        ("page after", 378),
        ("publish", 888),
        ("web: trash", 824),
        ("sync", 730),
        ("answer a doubt", 556),
    ],
    "a publish waits for a site that was wiped and restored": [
        ("remove a paragraph", 360),
        ("the site is wiped", 4),
        ("write a story", 770),
        ("publish", 942),
        ("sync", 716),
        ("the site is restored", 964),
        ("web: publish or take off", 328),
    ],
    "a colleague saves while a write of ours is held up on its way, and it covers that": [
        ("web: type", 0),
        ("sync", 1),
        ("type", 1),
        ("send as draft", 1),
        ("request late", 3),
        ("sync", 1),
        ("web: open", 0),
        ("web: save over", 0),
    ],
    "the number of our post is given out again to another of ours, after a backup": [
        ("send as draft", 2),
        ("push", 0),
        ("write a story", 0),
        ("the site is restored", 0),
        ("send as draft", 4),
        ("push", 0),
        ("sync", 0),
    ],
    "a colleague saves just before we write, and a category is gone from the site": [
        ("swap paragraphs", 0),
        ("web: remove a term", 0),
        ("raced", 2),
        ("publish", 0),
        ("sync", 0),
    ],
    "the same, and the answer about earlier texts is lost as well": [
        ("swap paragraphs", 0),
        ("web: remove a term", 0),
        ("raced", 2),
        ("request dropped", 6),
        ("publish", 0),
        ("sync", 0),
    ],
    "a colleague saves in the second of our write while our clock is ahead, which is put right": [
        ("set a clock", 190),
        ("web: type", 117),
        ("killed before", 232),
        ("schedule", 876),
        ("send as draft", 338),
        ("sync", 498),
        ("sync", 420),
        ("web: add a paragraph", 495),
    ],
    "two desks put the same photo into an article, one of them with a caption": [
        ("add a photo", 320),
        ("write a caption", 424),
        ("add a photo", 945),
    ],
    "a backup that is restored takes a caption from a post, and somebody has written on": [
        ("add a photo", 706),
        ("publish", 50),
        ("push", 556),
        ("publish", 127),
        ("write a caption", 250),
        ("publish", 546),
        ("sync", 935),
        ("the site makes a backup", 192),
        ("sync", 238),
        ("the site is restored", 433),
        ("web: type", 218),
    ],
    "a colleague types into a twin just before it goes into the trash": [
        ("killed after writing", 173),
        ("delivered twice", 111),
        ("raced", 571),
        ("send as draft", 971),
        ("sync", 213),
        ("push", 265),
    ],
    "a request arrives that was held up until the site had lost the post of it": [
        ("request late", 494),
        ("take in a post", 284),
        ("send as draft", 670),
        ("push", 542),
        ("sync", 27),
        ("push", 382),
        ("sync", 524),
        ("the site is wiped", 344),
    ],
    "a photo arrives that was held up until the site had lost it in a backup": [
        ("send as draft", 15),
        ("request late", 919),
        ("take in a post", 515),
        ("take in a post", 307),
        ("send as draft", 313),
        ("add a photo", 325),
        ("push", 355),
        ("push", 316),
        ("sync", 960),
        ("sync", 323),
        ("the site is restored", 475),
    ],
    "a colleague saves what was opened before a backup over a post of another colleague": [
        ("send as draft", 954),
        ("sync", 8),
        ("web: open", 386),
        ("the site is restored", 92),
        ("web: write a post", 765),
        ("web: save over", 578),
    ],
    "a scheduled text is written again less than a minute before the site publishes it": [
        ("delayed", 115),
        ("sync", 801),
        ("request late", 58),
        ("publish", 15),
        ("schedule", 994),
        ("sync", 432),
        ("push", 607),
        ("add a photo", 586),
        ("wait", 265),
        ("push", 560),
        ("send as draft", 854),
        ("push", 64),
    ],
    "the connection breaks while a text that ours has covered is taken in": [
        ("answer dropped", 753),
        ("add a paragraph", 657),
        ("answer dropped", 515),
        ("send as draft", 353),
        ("raced", 711),
        ("sync", 473),
    ],
    "the same, and a category is gone from the site": [
        ("answer dropped", 753),
        ("add a paragraph", 657),
        ("answer dropped", 515),
        ("web: remove a term", 358),
        ("send as draft", 353),
        ("raced", 711),
        ("sync", 473),
    ],
    "a colleague types into what a request that was delivered twice has made": [
        ("answer dropped", 753),
        ("delivered twice", 237),
        ("sync", 217),
        ("database locked", 35),
        ("add a paragraph", 657),
        ("answer dropped", 827),
        ("answer dropped", 515),
        ("send as draft", 353),
        ("try now", 809),
        ("publish", 239),
        ("raced", 711),
        ("raced", 887),
        ("sync", 473),
    ],
    "a firewall refuses to show what a write of ours has covered whose answer was lost": [
        ("web: add a paragraph", 437),
        ("request cut", 166),
        ("answer dropped", 488),
        ("page before", 376),
        ("add a paragraph", 556),
        ("take in a post", 470),
        ("raced", 30),
        ("page before", 6),
        ("delayed", 644),
        ("sync", 570),
        ("killed before", 386),
        ("raced", 435),
        ("web: write a post", 850),
        ("take in a post", 216),
        ("send as draft", 480),
        ("sync", 352),
        ("429", 48),
        ("answer dropped", 734),
        ("push", 844),
        ("403", 568),
        ("sync", 680),
    ],
    "a colleague saves just before and again just after we write": [
        ("raced", 557),
        ("raced", 455),
        ("add a photo", 137),
        ("send as draft", 757),
        ("push", 593),
    ],
    "an article is taken off while its post is gone, and a backup brings that back to readers": [
        ("the site is wiped", 381),
        ("web: write a post", 760),
        ("database locked", 606),
        ("type without settling", 736),
        ("sync", 430),
        ("withdraw", 376),
        ("take in a post", 814),
        ("write a story", 126),
        ("the site is wiped", 375),
        ("write the headline", 68),
        ("sync", 168),
        ("the site is restored", 678),
    ],
}


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


def test_a_post_that_got_the_number_of_ours_is_not_written(start: Start) -> None:
    world = World(start)
    for step, number in (*NUMBER_AGAIN, ("send as draft", 2), ("push", 0), ("sync", 0)):
        carry_out(world, step, number)
    desk = world.desks[0]
    asked = [row.answer.key for row in desk.publishing.outbox() if row.state.open and row.answer]
    assert (asked, desk.conflicts.count()) == (["post-gone-there"], 0)
    world.close()


def test_a_post_that_got_the_number_of_ours_is_not_withdrawn(start: Start) -> None:
    world = World(start)
    theirs = ("web: publish or take off", 2)
    for step, number in (*NUMBER_AGAIN, theirs, ("withdraw", 2), ("push", 0)):
        carry_out(world, step, number)
    assert [post.status for post in world.site.posts.values()] == ["publish", "publish"]
    world.close()


def test_what_was_written_before_the_sites_clock_was_put_right_is_taken_in(start: Start) -> None:
    world = World(start)
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
    start: Start,
) -> None:
    world = World(start, gentle=True)
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


def test_an_old_post_is_read_that_changed_when_the_sites_clock_was_put_back(start: Start) -> None:
    world = World(start)
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


def test_a_post_that_a_lost_answer_made_is_not_offered_as_somebody_elses(start: Start) -> None:
    world = World(start)
    for step, number in (("send as draft", 2), ("answer dropped", 0), ("push", 0)):
        carry_out(world, step, number)
    lan, (made, *others) = world.desks[0], sorted(world.site.posts, reverse=True)
    assert others
    assert [known.remote_id for known in lan.publications()].count("") == 1
    assert lan.site_posts.listing(SITE) == ()
    with pytest.raises(Refused):
        lan.site_posts.take_in(SITE, [made])
    assert [post.id for post in world.desks[1].site_posts.listing(SITE)] == [made]
    world.close()
