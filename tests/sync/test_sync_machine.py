"""R4: two desks, a web editor and a site, at random, with the real client and services.

A walk is a list of steps that its number decides: the same on every machine and in every run.
``make test`` walks the first ``WALKS``. ``COPYDESK_MACHINE_SECONDS`` lets it go on from there for
so long, ``COPYDESK_MACHINE_FIRST`` begins at another number, and ``make ordeal`` goes on until two
million steps. A walk that breaks an invariant is made shorter while it still breaks the same one.
"""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest

from editor_app.domain.errors import EditorError
from tests.sync.actions import ACTIONS, carry_out, first_day
from tests.sync.faulty_line import FAULTS
from tests.sync.quiet import come_to_rest
from tests.sync.sim_desk import scratch
from tests.sync.world import Start, Violation, World, new_start

WALKS = 70
"""How many walks ``make test`` does: about a minute on one core."""

FIRST = int(os.environ.get("COPYDESK_MACHINE_FIRST", "0"))
SECONDS = float(os.environ.get("COPYDESK_MACHINE_SECONDS", "0"))
ORDEAL_SECONDS = SECONDS or 36_000.0
ORDEAL_STEPS = 2_000_000
ATTEMPTS = 300
"""How many shorter walks are tried for one that breaks something."""

OFTEN = {
    "sync": 14,
    "push": 5,
    "pull": 4,
    "type": 6,
    "publish": 5,
    "send as draft": 5,
    "web: type": 5,
    "raced": 4,
    "answer dropped": 3,
    "killed after": 2,
    "write a story": 2,
    "add a paragraph": 2,
    "resolve conflicts": 3,
    "answer entries": 3,
    "take in a post": 3,
}
"""What a newsroom does more than once for everything else."""

NAMES = [name for name in ACTIONS for _ in range(OFTEN.get(name, 1))]

WRONG = (Violation, EditorError, ArithmeticError, AttributeError, LookupError, OSError, ValueError)
"""How a walk ends that breaks something, or that meets an error nobody expected."""

Steps = list[tuple[str, int]]


def steps_of(number: int) -> Steps:
    """The walk of a number: 30 to 60 steps."""
    chance = Random(number)
    length = chance.randint(30, 60)
    return [(chance.choice(NAMES), chance.randrange(1000)) for _ in range(length)]


@pytest.fixture(scope="module")
def start() -> Iterator[Start]:
    """The world on its first day."""
    folder = scratch("template")
    made = first_day(new_start(folder))
    yield made
    for each in (folder, *made.folders):
        shutil.rmtree(each)


def run(start: Start, steps: Steps, told: Counter[str]) -> None:
    """Carry out steps, come to rest, and count what was met. Raises Violation."""
    world = World(start)
    try:
        for name, number in steps:
            carry_out(world, name, number)
        come_to_rest(world)
    finally:
        told["steps"] += world.steps
        told["requests"] += world.model.asked
        told["writes"] += world.writes
        told["faults"] += sum(line.met for line in world.lines)
        told["faults"] += sum(desk.disk.met for desk in world.desks)
        told["kills"] += world.kills
        told["walks"] += 1
        world.close()


def broken(start: Start, steps: Steps) -> Exception | None:
    """What a walk breaks, or raises that nobody expected."""
    try:
        run(start, steps, Counter())
    except WRONG as found:
        return found
    return None


def kind(found: Exception | None) -> str:
    """What two walks that go wrong in the same way have in common."""
    return found.rule if isinstance(found, Violation) else type(found).__name__


def shorter(start: Start, steps: Steps, wrong: str) -> Steps:
    """Take away steps, half of them first, while the walk goes wrong in the same way."""
    size, left = len(steps) // 2, ATTEMPTS
    while size and left:
        place = 0
        while place < len(steps) and left:
            tried, left = steps[:place] + steps[place + size :], left - 1
            if kind(broken(start, tried)) == wrong:
                steps = tried
            else:
                place += size
        size //= 2
    return steps


def walk(start: Start, walks: int, seconds: float, most: int) -> Counter[str]:
    """Do some walks, and more until the time or the number of steps is over. Raises Violation."""
    told: Counter[str] = Counter()
    until, number = time.monotonic() + seconds, FIRST
    while number < FIRST + walks or (time.monotonic() < until and told["steps"] < most):
        steps = steps_of(number)
        try:
            run(start, steps, told)
        except WRONG as found:
            least = shorter(start, steps, kind(found))
            found.add_note(f"on walk {number}; it is enough to do {least}")
            raise
        number += 1
    return told


@pytest.mark.slow
@pytest.mark.timeout(int(SECONDS) + 1800)
def test_two_desks_and_a_site_never_break_an_invariant(start: Start) -> None:
    told = walk(start, WALKS, SECONDS, ORDEAL_STEPS)
    print(f"R4: {dict(told)}, {len(ACTIONS)} actions and faults, 0 violations of I1-I9")
    assert len(ACTIONS) - len(FAULTS) >= 30
    assert len(FAULTS) >= 20


def test_a_walk_is_the_same_every_time(start: Start) -> None:
    told: list[Counter[str]] = [Counter(), Counter()]
    for each in told:
        run(start, steps_of(0), each)
    assert told[0] == told[1]


@pytest.mark.ordeal
@pytest.mark.timeout(int(ORDEAL_SECONDS) + 1800)
def test_two_million_steps(start: Start) -> None:
    told = walk(start, 0, ORDEAL_SECONDS, ORDEAL_STEPS)
    print(f"R4 ordeal: {dict(told)}, 0 violations of I1-I9")
