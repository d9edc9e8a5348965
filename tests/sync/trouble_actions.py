"""What goes wrong: networks, servers, disks, clocks and backups, as actions of the machine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tests.sync.faulty_line import FAULTS
from tests.sync.sim_desk import SimDesk
from tests.sync.web_actions import web_typing
from tests.sync.world import World

Action = Callable[[World, SimDesk, int], None]
SKEWS = (timedelta(), timedelta(seconds=70), timedelta(seconds=-70), timedelta(minutes=20))
DAYS = timedelta(days=2)
DISK = ("disk full", "database locked", "killed before writing", "killed after writing")
TROUBLES = frozenset(
    {*FAULTS, *DISK, "wait", "the site makes a backup", "the site is restored", "the site is wiped"}
)
"""What changes nothing at a desk by itself."""


def fault(name: str) -> Action:
    """Let a request to come meet a fault."""

    def act(world: World, desk: SimDesk, number: int) -> None:
        if name == "raced":
            world.race = _race(desk, number // 6)
        world.lines[world.desks.index(desk)].plan(name, number % 6)

    return act


def _race(desk: SimDesk, number: int) -> Callable[[World], None]:
    """A colleague types just before a request arrives, or while the site carries it out."""

    def types(world: World) -> None:
        web_typing(world, desk, number)

    return types if number % 4 else lambda world: world.cross(types)


def disk(name: str) -> Action:
    """Let a transaction to come meet a trouble."""

    def act(_world: World, desk: SimDesk, number: int) -> None:
        desk.disk.planned, desk.disk.passing = name, number % 12

    return act


def offline(world: World, desk: SimDesk, _number: int) -> None:
    """The cable is pulled, or put in again."""
    line = world.lines[world.desks.index(desk)]
    line.offline = not line.offline


def wait_a_while(world: World, _desk: SimDesk, number: int) -> None:
    """Seconds, minutes, or a day go by."""
    world.wait(timedelta(seconds=(1, 30, 300, 2400, 90_000)[number % 5]))


def set_clock(world: World, desk: SimDesk, number: int) -> None:
    """A desk's clock is set."""
    desk.skew = SKEWS[number % len(SKEWS)]
    world.turned = world.turned or abs(desk.skew) > timedelta(minutes=5)
    desk.clock.at = world.at + desk.skew


def set_server_clock(world: World, _desk: SimDesk, number: int) -> None:
    """The site's clock is set; it may be days off."""
    skews = (*SKEWS, DAYS, -DAYS)
    world.server_skew = skews[number % len(skews)]
    world.turned = world.turned or abs(world.server_skew) > timedelta(minutes=5)


def back_up(world: World, _desk: SimDesk, _number: int) -> None:
    """The site makes a backup."""
    world.wait(timedelta(seconds=1))  # what is written from now on has another time of change
    world.backup, world.touched_before = world.site.kept(), set(world.touched)


def restore_backup(world: World, _desk: SimDesk, _number: int) -> None:
    """The site is restored from its backup."""
    world.rough = True
    for post in world.site.posts.values():
        world.give_up(post)
    world.restored = True
    world.site.put_back(world.backup)
    world.given_again |= world.touched
    world.touched = world.touched_before & world.site.posts.keys()
    _out_of_the_trash(world)


def wipe(world: World, _desk: SimDesk, _number: int) -> None:
    """The site is empty: somebody moved it, or another one answers in its place."""
    world.rough = True
    for post in world.site.posts.values():
        world.give_up(post)
    world.restored = True
    world.site.posts.clear()
    _out_of_the_trash(world)


def _out_of_the_trash(world: World) -> None:
    """What a desk put into the trash does not lie there any more when the site lost it."""
    lying = {post.id for post in world.site.posts.values() if post.status == "trash"}
    world.hasty = {one for one in world.hasty if one[1] in lying}
