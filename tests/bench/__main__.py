"""``python -m tests.bench [NAME...]``: run the benches, or those that are named."""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Sequence

from tests.bench.figures import show

BENCHES = (
    "starting",
    "typing",
    "previewing",
    "saving",
    "listing",
    "memory",
    "exchanging",
    "checking",
    "remembering",
    "taking_in",
    "photos",
    "publishing",
    "syncing",
)


def main(names: Sequence[str]) -> int:
    """Run benches and print as they go; 2 for a name that is none."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"No such bench: {', '.join(unknown)}. There are: {', '.join(BENCHES)}.")
        return 2
    begun = time.monotonic()
    for name in names or BENCHES:
        module = importlib.import_module(f"tests.bench.{name}")
        print(f"\n{(module.__doc__ or name).splitlines()[0]}", flush=True)
        show(module.measure())
    print(f"\n{time.monotonic() - begun:.0f} seconds in all", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
