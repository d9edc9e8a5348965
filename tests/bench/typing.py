"""From a key to its paint, in a usual and a very long text, beside a bare editor."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.bench.children import answer
from tests.bench.display import display
from tests.bench.figures import Figure, high_of
from tests.bench.material import desk_with_article, words

Answer = Mapping[str, list[float]]

SIZES = {2_000: 2.0, 50_000: 3.0}
BESIDE = 3.0


def measure() -> Iterator[Figure]:
    """Yield medians and high values for Write and for Text + page."""
    with display() as environment, tempfile.TemporaryDirectory() as folder:
        for size, goal in SIZES.items():
            text, desk = Path(folder) / f"{size}.md", Path(folder) / f"desk-{size}"
            text.write_text(words(size), encoding="utf-8")
            desk_with_article(desk, size)[0].place.database.close()
            bare = answer(environment, "bare", "type", str(text))
            alone = answer(environment, "ours", "type", str(desk), "light")
            yield from _figures(f"key to paint, {size:,} words", alone, bare, goal)
            beside = answer(environment, "ours", "type", str(desk), "both")
            yield from _figures("the same with the live page beside it", beside, bare, BESIDE)


def _figures(name: str, ours: Answer, bare: Answer, goal: float) -> Iterator[Figure]:
    """Yield what stands for a run: by the clock, and computing in the thread of the window."""
    for said, of in (("median", statistics.median), ("95 of 100 below", high_of)):
        high = of is high_of
        yield Figure(
            f"{name}, {said}",
            of(ours["times"]),
            baseline=of(bare["times"]),
            against="bare QPlainTextEdit",
            goal=goal if high else None,
            most=16 if high else None,
        )
        yield Figure(
            f"{name}, {said}, computing",
            of(ours["computed"]),
            baseline=of(bare["computed"]),
            against="bare",
        )
