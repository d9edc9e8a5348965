"""What a bench hands back, and how it is shown."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

WIDE = 62


@dataclass(frozen=True)
class Figure:
    """One measured thing: ``ours`` and ``baseline`` in ``unit``, ``goal`` a ratio if there is one.

    ``against`` says what the baseline is; ``most`` is a goal in ``unit`` itself, where the goal is
    what a person notices and not what another program takes.
    """

    name: str
    ours: float
    unit: str = "ms"
    baseline: float | None = None
    against: str = ""
    goal: float | None = None
    most: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours over the baseline."""
        return self.ours / self.baseline if self.baseline else None

    @property
    def missed(self) -> bool:
        """Whether a goal is missed in this run."""
        far = self.goal is not None and self.ratio is not None and self.ratio > self.goal
        return far or (self.most is not None and self.ours > self.most)

    @property
    def line(self) -> str:
        """The figure as one line of the report."""
        goals = [
            f"{self.goal:g} x" if self.goal else "",
            self.most and f"{self.most:g} {self.unit}",
        ]
        wanted = " and ".join(str(goal) for goal in goals if goal)
        goal = f"  [goal {wanted}{': missed' if self.missed else ''}]" if wanted else ""
        ours = f"{self.ours:9.1f} {self.unit:<6}"
        if self.ratio is None:
            return f"{self.name:<{WIDE}}{ours}{goal}"
        against = f"{self.ratio:8.2f} x {self.against} ({self.baseline:.1f} {self.unit})"
        return f"{self.name:<{WIDE}}{ours}{against}{goal}"


def times_of(runs: int, work: Callable[[], object]) -> list[float]:
    """Return the times of ``runs`` runs in milliseconds, after one that does not count."""
    work()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return times


def median_of(runs: int, work: Callable[[], object]) -> float:
    """Return the median time of ``runs`` runs in milliseconds, after one that does not count."""
    return statistics.median(times_of(runs, work))


def high_of(times: Sequence[float]) -> float:
    """Return the time that 95 of 100 stay below."""
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]


def show(figures: Iterable[Figure]) -> None:
    """Print a line a figure, as soon as it is known."""
    for figure in figures:
        print(figure.line, flush=True)
