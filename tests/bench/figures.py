"""What a bench hands back, and how it is shown."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured thing: ``ours`` and ``baseline`` in ``unit``, ``goal`` a ratio if there is one.

    ``against`` says what the baseline is.
    """

    name: str
    ours: float
    unit: str
    baseline: float | None = None
    against: str = ""
    goal: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours over the baseline."""
        return self.ours / self.baseline if self.baseline else None


def median_of(runs: int, work: Callable[[], object]) -> float:
    """Return the median time of ``runs`` runs in milliseconds, after one that does not count."""
    work()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def show(figures: Iterable[Figure]) -> None:
    """Print a line a figure."""
    for figure in figures:
        ours = f"{figure.ours:10.1f} {figure.unit:<6}"
        if figure.ratio is None:
            print(f"{figure.name:<58}{ours}{figure.against}")
            continue
        goal = f"(goal {figure.goal})" if figure.goal else ""
        against = f"x {figure.against} ({figure.baseline:.1f} {figure.unit})"
        print(f"{figure.name:<58}{ours}{figure.ratio:7.2f} {against} {goal}")
