"""Walks of the machine (R4): lists of steps that a number decides, the same in every run.

``walk`` does some of them one after another and stops by the clock, between two walks. This module
is a program as well, so that each processor can walk its own numbers::

    python -m tests.sync.walks FIRST EVERY LEAST MOST SECONDS [FILE]

It writes what it met as JSON on its only line. With a FILE it writes that down every few walks as
well, and goes on from there when it is started again. A walk that breaks an invariant is made
shorter while it still breaks the same one, and named.
"""

from __future__ import annotations

import gc
import json
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from editor_app.domain.errors import EditorError
from tests.sync.actions import ACTIONS, carry_out, first_day
from tests.sync.quiet import come_to_rest
from tests.sync.sim_desk import scratch
from tests.sync.world import Start, Violation, World, new_start

SHORTEST, LONGEST = 30, 130
"""So many steps a walk has; then all come to rest, which takes about as long as forty steps."""

ATTEMPTS = 300
"""How many shorter walks are tried for one that breaks something."""

ENOUGH = 5
"""After so many walks that broke something, a process walks no further."""

KEPT_EVERY = 50
"""After so many walks what was met is written down."""

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


@dataclass(frozen=True)
class Round:
    """Which walks are done: every so many from ``first`` on.

    At least ``least`` of them and at most ``most``; in between until so many ``seconds`` are over.
    """

    first: int
    every: int
    least: int
    most: int
    seconds: float


@dataclass
class Walked:
    """What a process has met; ``broken`` tells of the walks that went wrong."""

    told: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    processor: float = 0.0

    @classmethod
    def parsed(cls, text: str) -> Walked:
        """Return what a process said or wrote down."""
        said = json.loads(text)
        return cls(Counter(said["told"]), said["broken"], said["processor"])

    def keep(self, file: Path) -> None:
        """Write it down, whole or not at all."""
        fresh = file.with_suffix(".new")
        fresh.write_text(str(self), "utf-8")
        fresh.replace(file)

    def __str__(self) -> str:
        """As JSON."""
        return json.dumps(vars(self))


def steps_of(number: int) -> Steps:
    """The walk of a number."""
    chance = Random(number)
    length = chance.randint(SHORTEST, LONGEST)
    return [(chance.choice(NAMES), chance.randrange(1000)) for _ in range(length)]


@contextmanager
def started() -> Iterator[Start]:
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


def walk(start: Start, wanted: Round, walked: Walked, kept: Path | None = None) -> None:
    """Do what is left of a round, and tell ``walked``, which is written down in ``kept``."""
    began, spent, told = time.monotonic(), walked.processor - time.process_time(), walked.told
    while told["walks"] < wanted.most and len(walked.broken) < ENOUGH:
        late = time.monotonic() - began > wanted.seconds
        if late and told["walks"] >= wanted.least:
            break
        number = wanted.first + wanted.every * told["walks"]
        steps = steps_of(number)
        try:
            run(start, steps, told)
        except WRONG as found:
            least = shorter(start, steps, kind(found))
            said = f"{kind(found)} {found} on walk {number}; it is enough to do {least}"
            walked.broken.append(said)
        walked.processor = spent + time.process_time()
        if kept is not None and told["walks"] % KEPT_EVERY == 0:
            walked.keep(kept)
    if kept is not None:
        walked.keep(kept)


def main() -> None:
    """Do the walks that the command line names, and tell what was met and what was broken."""
    first, every, least, most, seconds = sys.argv[1:6]
    wanted = Round(int(first), int(every), int(least), int(most), float(seconds))
    kept = Path(sys.argv[6]) if len(sys.argv) > 6 else None
    walked = Walked()
    if kept is not None and kept.exists():
        walked = Walked.parsed(kept.read_text("utf-8"))
    with started() as start:
        gc.collect()
        gc.freeze()  # what the program consists of is looked through once, not after each walk
        walk(start, wanted, walked, kept)
    print(walked)


if __name__ == "__main__":
    main()
