"""What a bench hands back, and how it is shown."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

WIDE = 62


@dataclass(frozen=True)
class Figure:
    """One measured thing: ``ours`` and ``baseline`` in ``unit``, ``goal`` a ratio if there is one.

    ``against`` says what the baseline is; ``most`` is a goal in ``unit`` itself, where the goal is
    what a person notices and not what another program takes; ``least`` is a goal for what
    should be high. ``processor`` is the computing that was done for it, in ``unit`` too: on a busy
    machine it tells more than the clock.
    """

    name: str
    ours: float
    unit: str = "ms"
    baseline: float | None = None
    against: str = ""
    goal: float | None = None
    most: float | None = None
    processor: float | None = None
    least: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours over the baseline."""
        return self.ours / self.baseline if self.baseline else None

    @property
    def missed(self) -> bool:
        """Whether a goal is missed in this run, or cannot be judged for want of a baseline."""
        far = self.goal is not None and (self.ratio is None or self.ratio > self.goal)
        few = self.least is not None and self.ours < self.least
        return far or few or (self.most is not None and self.ours > self.most)

    @property
    def wanted(self) -> str:
        """The goals in words; empty where there is none."""
        goals = []
        if self.goal is not None:
            goals.append(f"{self.goal:g} x")
        if self.most is not None:
            goals.append(f"{self.most:g} {self.unit}")
        if self.least is not None:
            goals.append(f"{self.least:g} {self.unit} or more")
        return " and ".join(goals)

    @property
    def got(self) -> str:
        """The figure in the measures of its goals."""
        found = []
        if self.goal is not None and self.ratio is not None:
            found.append(f"{self.ratio:.3g} x")
        if self.most is not None or self.least is not None or not found:
            found.append(f"{self.ours:.1f} {self.unit}")
        if self.processor is not None:
            found.append(f"(computing {self.processor:.1f})")
        return " and ".join(found[:2]) if self.processor is None else " ".join(found)

    @property
    def line(self) -> str:
        """The figure as one line of the report."""
        goal = f"  [goal {self.wanted}{': missed' if self.missed else ''}]" if self.wanted else ""
        ours = f"{self.ours:9.1f} {self.unit:<6}"
        if self.processor is not None:
            ours += f" (computing {self.processor:.1f})"
        if self.ratio is None:
            return f"{self.name:<{WIDE}}{ours}{goal}"
        against = f"{self.ratio:8.2f} x {self.against} ({self.baseline:.1f} {self.unit})"
        return f"{self.name:<{WIDE}}{ours}{against}{goal}"


class Spent(NamedTuple):
    """Times in milliseconds: by the clock, and computing in this process (all its threads)."""

    clock: list[float]
    processor: list[float]

    def figure(
        self,
        name: str,
        of: Callable[[Sequence[float]], float] = statistics.median,
        *,
        most: float | None = None,
    ) -> Figure:
        """Return a figure of these times."""
        return Figure(name, of(self.clock), most=most, processor=of(self.processor))


def spent_on(works: Iterable[Callable[[], object]]) -> Spent:
    """Return what each piece of work takes."""
    spent = Spent([], [])
    for work in works:
        begun, computed = time.perf_counter(), time.process_time()
        work()
        spent.processor.append((time.process_time() - computed) * 1000)
        spent.clock.append((time.perf_counter() - begun) * 1000)
    return spent


def times_of(runs: int, work: Callable[[], object]) -> list[float]:
    """Return the times of ``runs`` runs in milliseconds, after one that does not count."""
    work()
    return spent_on([work] * runs).clock


def median_of(runs: int, work: Callable[[], object]) -> float:
    """Return the median time of ``runs`` runs in milliseconds, after one that does not count."""
    return statistics.median(times_of(runs, work))


def high_of(times: Sequence[float]) -> float:
    """Return the time that 95 of 100 stay below."""
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]


def show(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Print one line per figure, as soon as it is known, and hand it on."""
    for figure in figures:
        print(figure.line, flush=True)
        yield figure


def load() -> str:
    """Return how busy the machine is, for whoever judges the times; empty where nobody knows."""
    if not hasattr(os, "getloadavg"):
        return ""
    return f"{os.getloadavg()[0]:.1f} programs want to compute, on {os.cpu_count()} cores"


def table_of(figures: Sequence[Figure]) -> Iterator[str]:
    """Yield the lines of a table: every goal that was measured, the figure, met or not."""
    with_goal = [figure for figure in figures if figure.wanted]
    for figure in with_goal:
        met = "missed" if figure.missed else "met"
        yield f"{figure.name:<{WIDE}}{figure.got:>34}   goal {figure.wanted:<20}{met}"
    kept = sum(not figure.missed for figure in with_goal)
    if with_goal:
        yield f"{kept} of {len(with_goal)} goals met"
