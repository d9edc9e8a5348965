"""From the start of the program to its window and to a typed letter, beside a bare editor."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.bench.children import answer
from tests.bench.display import display
from tests.bench.figures import Figure
from tests.bench.material import desk_with_article, words

RUNS = 5
WORDS = 2_000
AGAINST = "bare PySide6 and QPlainTextEdit"


def measure() -> Iterator[Figure]:
    """Yield window, typing and memory at rest; each run is a fresh process, in turns."""
    with display() as environment, tempfile.TemporaryDirectory() as folder:
        text, desk = Path(folder) / "text.md", Path(folder) / "desk"
        text.write_text(words(WORDS), encoding="utf-8")
        desk_with_article(desk, WORDS)[0].place.database.close()
        runs = [_run(environment, str(text), str(desk)) for _ in range(RUNS + 1)][1:]
    bare, light, full = (list(found) for found in zip(*runs, strict=True))
    yield _figure("start to window", "window", light, bare, goal=1.5)
    yield _figure("start to typing in the last story", "typing", light, bare, goal=2.0)
    yield _figure("start to typing, browser engine allowed", "typing", full, bare, goal=2.0)
    yield _memory("memory at rest, no browser engine", light, bare, 150)
    yield _memory("memory at rest, browser engine ready", full, bare, 420)


def _run(
    environment: Mapping[str, str], text: str, desk: str
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    return (
        answer(environment, "bare", "start", text),
        answer(environment, "ours", "start", desk, "light"),
        answer(environment, "ours", "start", desk, "write"),
    )


def _middle(runs: list[dict[str, Any]], name: str) -> float:
    return statistics.median(float(run[name]) for run in runs)


def _figure(
    name: str, what: str, ours: list[dict[str, Any]], bare: list[dict[str, Any]], goal: float
) -> Figure:
    base = _middle(bare, what)
    return Figure(name, _middle(ours, what), baseline=base, against=AGAINST, goal=goal)


def _memory(
    name: str, ours: list[dict[str, Any]], bare: list[dict[str, Any]], most: float
) -> Figure:
    base = _middle(bare, "memory")
    return Figure(name, _middle(ours, "memory"), "MB", base, AGAINST, most=most)
