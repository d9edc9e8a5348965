"""A conflict that ends because the site has come to say what we say: what waited for it goes on."""

from __future__ import annotations

from datetime import timedelta

from tests.sync.actions import carry_out
from tests.sync.quiet import come_to_rest
from tests.sync.world import WEB, World

LAN = 0
LATER = timedelta(minutes=16)


def test_what_waits_for_a_choice_goes_on_when_the_site_says_the_same(world: World) -> None:
    lan, post = world.desks[LAN], world.site.posts[1]
    article = next(one.article for one in lan.publications() if one.remote_id == "1")
    with lan.database.reading() as records:
        version = records.articles.get(article).version
    lan.drafts.save(article, "headline", "Tin w4 của Lan", version)
    lan.drafts.save(article, "standfirst", "Nước dâng", version)
    lan.drafts.settle(article)
    world.site.update(post, WEB, {"title": "Tin w4 khác"})
    for name in ("publish", "sync"):
        carry_out(world, name, LAN)
    assert lan.conflicts.count() == 1
    assert [entry.answer for entry in lan.waiting()] == ["conflict-waits"]
    world.wait(LATER)
    world.site.update(post, WEB, {"title": "Tin w4 của Lan"})
    world.wait(timedelta(minutes=2))
    for _round in range(2):
        carry_out(world, "sync", LAN)
    assert lan.conflicts.count() == 0
    assert lan.waiting() == ()
    assert post.excerpt == "Nước dâng"
    come_to_rest(world)
