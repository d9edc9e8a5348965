"""R4: two desks, a web editor and a site, at random, with the real client and services.

``make test`` does as many walks as fit in four minutes, beginning with the first: each processor
walks its own numbers and stops by the clock between two walks, after ``LEAST`` of them at the
earliest. ``make ordeal`` goes on until about two million steps. ``COPYDESK_MACHINE_FIRST`` begins
at another walk, ``COPYDESK_MACHINE_SECONDS`` sets another time. What walks are: ``walks.py``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.sync.actions import ACTIONS
from tests.sync.faulty_line import FAULTS
from tests.sync.walks import LONGEST, SHORTEST, run, started, steps_of
from tests.sync.world import Start

ROOT = Path(__file__).parents[2]
FIRST = int(os.environ.get("COPYDESK_MACHINE_FIRST", "0"))
SECONDS = float(os.environ.get("COPYDESK_MACHINE_SECONDS", "240"))
ORDEAL_SECONDS = float(os.environ.get("COPYDESK_MACHINE_SECONDS", "36000"))
ORDEAL_STEPS = 2_000_000

LANES = min(2, os.cpu_count() or 1)
"""How many processes walk at the same time."""

LEAST, MOST = 40, 50
"""How many walks ``make test`` does at least, and at most: so many were walked before."""

PATIENCE = 900.0
"""Seconds beyond its time that a process may take: for the last walk, and to shorten a bad one."""


@dataclass
class Tally:
    """What all processes together have met; ``broken`` are the invariants that did not hold."""

    told: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    processor: float = 0.0
    seconds: float = 0.0

    def add(self, said: dict[str, object]) -> None:
        """Count what one process has said."""
        told, processor = said.get("told", {}), said["processor"]
        assert isinstance(told, dict)
        assert isinstance(processor, float)
        self.told.update(told)
        self.processor += processor
        if "broken" in said:
            self.broken.append(str(said["broken"]))

    def __str__(self) -> str:
        """The figures of R4."""
        steps = self.told["steps"]
        each = steps / self.processor if self.processor else 0.0
        faults = len(FAULTS)
        return (
            f"{dict(self.told)} in {self.seconds:.0f} s on {LANES} processors, {each:.0f} steps"
            f" for each second of one, {len(ACTIONS) - faults} actions and {faults} faults,"
            f" {len(self.broken)} violations of I1-I9"
        )


def walk_all(least: int, most: int, seconds: float) -> Tally:
    """Let each processor do its share of the walks."""
    began, tally = time.monotonic(), Tally()
    shares = [
        [str(FIRST + lane), str(LANES), str(-(-least // LANES)), str(-(-most // LANES))]
        for lane in range(LANES)
    ]
    command = [sys.executable, "-W", "error", "-m", "tests.sync.walks"]
    running = [
        subprocess.Popen([*command, *share, str(seconds)], cwd=ROOT, stdout=subprocess.PIPE)
        for share in shares
    ]
    try:
        for process in running:
            said, _ = process.communicate(timeout=seconds + PATIENCE)
            assert process.returncode == 0, "a process of the machine failed, see above"
            tally.add(json.loads(said))
    finally:
        for process in running:
            process.kill()
            process.communicate()
    tally.seconds = time.monotonic() - began
    return tally


@pytest.fixture(scope="module")
def start() -> Iterator[Start]:
    """The world on its first day."""
    with started() as made:
        yield made


@pytest.mark.slow
@pytest.mark.timeout(int(SECONDS) + 1800)
def test_two_desks_and_a_site_never_break_an_invariant() -> None:
    tally = walk_all(LEAST, MOST, SECONDS)
    print(f"R4: {tally}")
    assert tally.broken == []
    assert tally.told["walks"] >= LEAST
    assert len(ACTIONS) - len(FAULTS) >= 30
    assert len(FAULTS) >= 20


def test_a_walk_is_the_same_every_time(start: Start) -> None:
    told: list[Counter[str]] = [Counter(), Counter()]
    for each in told:
        run(start, steps_of(0), each)
    assert told[0] == told[1]


@pytest.mark.ordeal
@pytest.mark.timeout(int(ORDEAL_SECONDS) + 1800)
def test_two_million_steps() -> None:
    tally = walk_all(0, 2 * ORDEAL_STEPS // (SHORTEST + LONGEST), ORDEAL_SECONDS)
    print(f"R4 ordeal: {tally}")
    assert tally.broken == []
