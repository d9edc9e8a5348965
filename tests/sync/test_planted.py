"""R4m: faults planted in the sync code are all noticed, on a walk that is well without them."""

from __future__ import annotations

import pytest

from tests.sync.actions import carry_out
from tests.sync.planted import PLANTED, Planted, Steps, planted
from tests.sync.quiet import come_to_rest
from tests.sync.world import Start, Violation, World


def violation(start: Start, steps: Steps) -> str:
    """Walk some steps and come to rest; what was broken, if anything was."""
    world = World(start, gentle=True)
    try:
        for name, number in steps:
            carry_out(world, name, number)
        come_to_rest(world)
    except Violation as found:
        return str(found)
    finally:
        world.close()
    return ""


@pytest.mark.slow
def test_the_walks_break_nothing_by_themselves(start: Start) -> None:
    walks = dict.fromkeys(fault.walk for fault in PLANTED)
    assert {walk: found for walk in walks if (found := violation(start, walk))} == {}


@pytest.mark.slow
@pytest.mark.parametrize("fault", PLANTED, ids=lambda fault: fault.name)
def test_a_planted_fault_is_noticed(start: Start, fault: Planted) -> None:
    with planted(fault):
        found = violation(start, fault.walk)
    print(f"R4m: {fault.name}: {found or 'NOT NOTICED'}")
    assert found.startswith(f"{fault.rule}:")


def test_enough_faults_are_planted() -> None:
    print(f"R4m: {len(PLANTED)} planted faults")
    assert len(PLANTED) >= 20
