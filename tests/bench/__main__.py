"""``python -m tests.bench [NAME...]``: run the benches, or those that are named.

At the end stands a table of all goals that were measured. A bench that takes a size has it behind a
colon: ``remembering:100000``.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Iterator, Sequence

from tests.bench.figures import Figure, load, show, table_of

BENCHES = (
    "starting",
    "typing",
    "previewing",
    "opening",
    "saving",
    "listing",
    "memory",
    "exchanging",
    "checking",
    "terms",
    "remembering",
    "assisting",
    "taking_in",
    "photos",
    "publishing",
    "syncing",
    "corpus",
)


def main(words: Sequence[str]) -> int:
    """Run benches and print as they go; 2 for a name that is none."""
    wanted = [word.partition(":")[::2] for word in words or BENCHES]
    unknown = [name for name, _ in wanted if name not in BENCHES]
    if unknown:
        print(f"No such bench: {', '.join(unknown)}. There are: {', '.join(BENCHES)}.")
        return 2
    begun = time.monotonic()
    print(load())
    figures = [figure for name, size in wanted for figure in _run(name, size)]
    print("\nGoals")
    for line in table_of(figures):
        print(line)
    print(f"\n{time.monotonic() - begun:.0f} seconds in all; {load()}", flush=True)
    return 0


def _run(name: str, size: str) -> Iterator[Figure]:
    """Run one bench."""
    module = importlib.import_module(f"tests.bench.{name}")
    print(f"\n{(module.__doc__ or name).splitlines()[0]}", flush=True)
    return show(module.measure(int(size)) if size else module.measure())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
