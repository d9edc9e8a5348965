"""From a key to its paint, in a usual and a very long text, beside a bare editor.

With everything on: a translation beside its source, with findings and terms marked in it.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.bench.children import answer
from tests.bench.display import display
from tests.bench.figures import Figure, high_of
from tests.bench.material import desk_with_article, desk_with_translation, tmx_file, words

Answer = Mapping[str, list[float]]

SIZES = {2_000: 2.0, 50_000: 3.0}
USUAL = 2_000
BESIDE = 3.0
MEANWHILE = 1.3
UNITS = 60_000
BARE = "bare QPlainTextEdit"


def measure() -> Iterator[Figure]:
    """Yield medians and high values for Write, Text + page and Translate."""
    with display() as environment, tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for size, goal in SIZES.items():
            text, desk = place / f"{size}.md", place / f"desk-{size}"
            text.write_text(words(size), encoding="utf-8")
            desk_with_article(desk, size)[0].place.database.close()
            bare = answer(environment, "bare", "type", str(text))
            alone = answer(environment, "ours", "type", str(desk), "light")
            yield from _figures(f"key to paint, {size:,} words", alone, bare, BARE, goal)
            beside = answer(environment, "ours", "type", str(desk), "both")
            name = "the same with the live page beside it"
            yield from _figures(name, beside, bare, BARE, BESIDE)
        bare = answer(environment, "bare", "type", str(place / f"{USUAL}.md"))
        memory = tmx_file(place / "memory.tmx", UNITS)
        for view in ("write", "translate"):
            name = f"{view.capitalize()}, {USUAL:,} words, everything on"
            desks = [place / f"{view}-{number}" for number in (1, 2)]
            for desk in desks:
                desk_with_translation(desk, USUAL, view)
            full = answer(environment, "ours", "type", str(desks[0]), view)
            yield from _figures(name, full, bare, BARE, SIZES[USUAL])
            busy = answer(environment, "ours", "type", str(desks[1]), view, str(memory))
            against = "the same without"
            yield from _figures(f"{name}, an import meanwhile", busy, full, against, MEANWHILE)


def _figures(name: str, ours: Answer, bare: Answer, against: str, goal: float) -> Iterator[Figure]:
    """Yield what stands for a run: by the clock, and computing in the thread of the window."""
    for said, of in (("median", statistics.median), ("95 of 100 below", high_of)):
        high = of is high_of
        yield Figure(
            f"{name}, {said}",
            of(ours["times"]),
            baseline=of(bare["times"]),
            against=against,
            goal=goal if high else None,
            most=16 if high else None,
        )
        yield Figure(
            f"{name}, {said}, computing",
            of(ours["computed"]),
            baseline=of(bare["computed"]),
            against=against,
        )
