r"""R4: two desks, a web editor and a site, at random, with the real client and services.

``make test`` does as many walks as fit in four minutes, beginning with the first: each processor
walks its own numbers and stops by the clock between two walks, after ``LEAST`` of them at the
earliest and ``MOST`` of them at the latest. What walks are: ``walks.py``.

``make ordeal`` does about two million steps. That takes hours, so it can be done in parts: what was
walked is written down in ``build/machine``, and the same command goes on from there (unless the
code has changed since). ``COPYDESK_MACHINE_FIRST`` and ``COPYDESK_MACHINE_WALKS`` choose a part,
``COPYDESK_MACHINE_SECONDS`` stops sooner, ``COPYDESK_MACHINE_LANES`` says how many processes walk::

    COPYDESK_MACHINE_FIRST=5000 COPYDESK_MACHINE_WALKS=2500 \
        make ordeal ARGS="tests/sync/test_sync_machine.py -s"
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.sync.actions import ACTIONS
from tests.sync.faulty_line import FAULTS
from tests.sync.walks import LONGEST, SHORTEST, Walked, run, steps_of
from tests.sync.world import Start

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "build" / "machine"


def _wanted(name: str, otherwise: float) -> float:
    """Return a number of the environment."""
    return float(os.environ.get(f"COPYDESK_MACHINE_{name}", otherwise))


FIRST = int(_wanted("FIRST", 0))
SECONDS = _wanted("SECONDS", 240)
ORDEAL_SECONDS = _wanted("SECONDS", 36_000)
ORDEAL_WALKS = int(_wanted("WALKS", 2 * 2_040_000 // (SHORTEST + LONGEST)))

LANES = int(_wanted("LANES", min(2, os.cpu_count() or 1)))
"""How many processes walk at the same time."""

LEAST, MOST = 40, 4_000
"""How many walks ``make test`` does at least, and at most: so many were walked before."""

WALKED_ON = (
    *(f"editor_app/{room}" for room in ("connectors", "domain", "services", "storage", "text")),
    "tests/sync",
)
"""Where the code is that walks go through."""

PATIENCE = 900.0
"""Seconds beyond its time that a process may take: for the last walk, and to shorten a bad one."""


@dataclass
class Tally:
    """What all processes together have met; ``broken`` are the invariants that did not hold."""

    told: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    processor: float = 0.0
    seconds: float = 0.0
    shares: list[int] = field(default_factory=list)

    def add(self, walked: Walked) -> None:
        """Count what one process has said."""
        self.told.update(walked.told)
        self.broken += walked.broken
        self.processor += walked.processor
        self.shares.append(walked.told["walks"])

    def __str__(self) -> str:
        """The figures of R4."""
        steps, ended = self.told["steps"], FIRST + min(self.shares, default=0) * LANES
        each = steps / self.processor if self.processor else 0.0
        faults = len(FAULTS)
        return (
            f"walks {FIRST} to {ended - 1}: {dict(self.told)} in {self.seconds:.0f} s on {LANES}"
            f" processors, {each:.0f} steps for each second of one, {len(ACTIONS) - faults} actions"
            f" and {faults} faults, {len(self.broken)} violations of I1-I9"
        )


def fingerprint() -> str:
    """Return what changes with the code that is walked on: what an older one did counts no more."""
    found = hashlib.sha256()
    for folder in WALKED_ON:
        for file in sorted((ROOT / folder).rglob("*.py")):
            found.update(file.read_bytes())
    return found.hexdigest()[:12]


def walk_all(least: int, most: int, seconds: float, kept: Path | None = None) -> Tally:
    """Let each processor do its share of the walks; what they met is written down in ``kept``."""
    began, tally = time.monotonic(), Tally()
    command = [sys.executable, "-W", "error", "-m", "tests.sync.walks"]
    running: list[subprocess.Popen[bytes]] = []
    for lane in range(LANES):
        share = [FIRST + lane, LANES, -(-least // LANES), -(-most // LANES), seconds]
        words = [*command, *map(str, share)]
        if kept is not None:
            words.append(str(kept / f"{fingerprint()}-{FIRST + lane}-{LANES}.json"))
        running.append(subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE))
    try:
        for process in running:
            said, _ = process.communicate(timeout=seconds + PATIENCE)
            assert process.returncode == 0, "a process of the machine failed, see above"
            tally.add(Walked.parsed(said.decode()))
    finally:
        for process in running:
            process.kill()
            process.communicate()
    tally.seconds = time.monotonic() - began
    return tally


@pytest.mark.slow
@pytest.mark.all_processors
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
    KEPT.mkdir(parents=True, exist_ok=True)
    tally = walk_all(0, ORDEAL_WALKS, ORDEAL_SECONDS, KEPT)
    print(f"R4 ordeal: {tally}")
    assert tally.broken == []
    assert tally.told["walks"] >= ORDEAL_WALKS  # fewer: it was stopped, and can go on from there
    assert tally.told["steps"] >= 2_000_000
