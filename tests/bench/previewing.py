"""From a key to the letter in the page beside the text, with ten photos in the article."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.children import answer
from tests.bench.display import display
from tests.bench.figures import Figure, high_of
from tests.bench.material import desk_with_article, words

WORDS = 2_000
PHOTOS = 10


def measure() -> Iterator[Figure]:
    """Yield median and high value; the baseline is the paint of a key in a bare editor."""
    with display() as environment, tempfile.TemporaryDirectory() as folder:
        text, desk = Path(folder) / "text.md", Path(folder) / "desk"
        text.write_text(words(WORDS), encoding="utf-8")
        desk_with_article(desk, WORDS, PHOTOS)[0].place.database.close()
        bare = answer(environment, "bare", "type", str(text))["times"]
        found = answer(environment, "ours", "preview", str(desk), "both")
    name = f"key to the page, {WORDS:,} words and {PHOTOS} photos"
    against = "key to paint in a bare QPlainTextEdit"
    base = statistics.median(bare)
    middle = statistics.median(found["times"])
    yield Figure(f"{name}, median", middle, baseline=base, against=against)
    high = high_of(found["times"])
    yield Figure(f"{name}, 95 of 100 below", high, baseline=high_of(bare), against=against, most=50)
    yield Figure("memory with the page beside the text", found["memory"], "MB", most=420)
