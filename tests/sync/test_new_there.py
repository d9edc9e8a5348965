"""What is new on a site is counted, however much it is."""

from __future__ import annotations

from datetime import timedelta

from tests.sync.actions import carry_out
from tests.sync.world import WEB, World

LAN = 0


def test_posts_are_listed_down_to_those_that_are_known(world: World) -> None:
    lan = world.desks[LAN]
    carry_out(world, "sync", LAN)
    of_old = world.site.now() - timedelta(days=400)
    for number in range(120):  # an import: made now, with dates that no list of changes shows
        world.site.create(WEB, {"title": f"Cũ {number}", "content": "<p>Tin.</p>", "date": of_old})
    world.wait(timedelta(minutes=16))
    report = lan.syncing.sync()
    assert report.fresh == 120
    world.wait(timedelta(minutes=16))
    assert lan.syncing.sync().requests < report.requests, "one page is enough again"
