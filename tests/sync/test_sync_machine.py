"""R4: two desks, a web editor and a site, at random, with the real client and services.

Hypothesis chooses the steps and makes a list that breaks an invariant as short as it can. How long
it looks is ``COPYDESK_MACHINE_SECONDS`` (``make test``: 40), or until ``make ordeal``'s two
million steps.
"""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.sync.actions import ACTIONS, carry_out, first_day
from tests.sync.faulty_line import FAULTS
from tests.sync.quiet import come_to_rest
from tests.sync.sim_desk import scratch
from tests.sync.world import Start, Violation, World, new_start

SECONDS = float(os.environ.get("COPYDESK_MACHINE_SECONDS", "40"))
ORDEAL_SECONDS = float(os.environ.get("COPYDESK_MACHINE_SECONDS", "36000"))
ORDEAL_STEPS = 2_000_000
ROUND = 10
"""Examples between two looks at the clock."""

PHASES = [Phase.generate, Phase.shrink]

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

STEPS = st.lists(
    st.tuples(
        st.sampled_from([name for name in ACTIONS for _ in range(OFTEN.get(name, 1))]),
        st.integers(0, 999),
    ),
    min_size=30,
    max_size=60,
)


@pytest.fixture(scope="module")
def start() -> Iterator[Start]:
    """The world on its first day."""
    folder = scratch("template")
    made = first_day(new_start(folder))
    yield made
    for each in (folder, *made.folders):
        shutil.rmtree(each)


def run(start: Start, steps: list[tuple[str, int]], told: Counter[str]) -> None:
    """Carry out steps, come to rest, and count what was met. Raises Violation."""
    world = World(start)
    try:
        for name, number in steps:
            carry_out(world, name, number)
        come_to_rest(world)
    except Violation as broken:
        broken.add_note(f"on the walk {steps}")
        raise
    finally:
        told["steps"] += world.steps
        told["requests"] += world.model.asked
        told["writes"] += world.writes
        told["faults"] += sum(line.met for line in world.lines)
        told["faults"] += sum(desk.disk.met for desk in world.desks)
        told["kills"] += world.kills
        told["walks"] += 1
        world.close()


def walk(start: Start, seconds: float, most: int) -> Counter[str]:
    """Run lists of steps until the time or the number of steps is over. Raises Violation."""
    told: Counter[str] = Counter()
    until, number = time.monotonic() + seconds, 0
    while time.monotonic() < until and told["steps"] < most:

        @seed(number)
        @settings(
            max_examples=ROUND,
            database=None,
            report_multiple_bugs=False,
            phases=PHASES,
            suppress_health_check=list(HealthCheck),
        )
        @given(STEPS)
        def some(steps: list[tuple[str, int]]) -> None:
            if time.monotonic() < until or told["broken"]:
                told["broken"] += 1  # stays when this raises: then the walk is made shorter
                run(start, steps, told)
                told["broken"] -= 1

        some()
        number += 1
    return told


@pytest.mark.slow
@pytest.mark.timeout(int(SECONDS) + 900)
def test_two_desks_and_a_site_never_break_an_invariant(start: Start) -> None:
    told = walk(start, SECONDS, ORDEAL_STEPS)
    print(f"R4: {dict(told)}, {len(ACTIONS)} actions and faults, 0 violations of I1-I9")
    assert len(ACTIONS) - len(FAULTS) >= 30
    assert len(FAULTS) >= 20


@pytest.mark.ordeal
@pytest.mark.timeout(int(ORDEAL_SECONDS) + 900)
def test_two_million_steps(start: Start) -> None:
    told = walk(start, ORDEAL_SECONDS, ORDEAL_STEPS)
    print(f"R4 ordeal: {dict(told)}, 0 violations of I1-I9")
