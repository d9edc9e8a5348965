"""What going about costs: opening a story, another view, another language, and doing nothing."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.children import answer
from tests.bench.display import display
from tests.bench.figures import Figure
from tests.bench.material import desk_with_versions
from tests.bench.walking import ACTIONS

WORDS = 5_000


def measure() -> Iterator[Figure]:
    """Yield the times until all is shown and nothing is on its way, and what rest costs."""
    with display() as environment, tempfile.TemporaryDirectory() as folder:
        desk = Path(folder) / "desk"
        desk_with_versions(desk, WORDS)
        found = answer(environment, "ours", "open", str(desk), "light")
    for action in ACTIONS:
        times, computed = found[action], found[f"{action} computed"]
        yield Figure(
            f"{action}, {WORDS:,} words in four languages",
            statistics.median(times),
            processor=statistics.median(computed),
        )
    yield Figure("at rest with a story open: computing a second", found["rest"], "ms")
    yield Figure("the same: times a second that a thread wakes", found["wakes"], "")
