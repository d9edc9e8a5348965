"""Kills while somebody types (R1, R2).

What was acknowledged is never lost, and of what was not, at most two seconds of typing.
"""

from __future__ import annotations

import os
import random
import selectors
import signal
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from editor_app.domain.ids import VIETNAMESE, ArticleId
from editor_app.wiring import new_desk, open_desk
from tests.end_to_end.processes import surroundings
from tests.kills.stream import KEYS_A_SECOND, stream

WINDOW_KILLS = 60
BARE_KILLS = 240
LANES = 4
LONGEST = 2.4
PATIENCE = 90
MOST_SECONDS_LOST = 2.0

pytestmark = [
    pytest.mark.kills,
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows"),
]


@dataclass(frozen=True)
class Killed:
    """What one kill left: characters typed, acknowledged and found, and whether they are right."""

    typed: int
    kept: int
    found: int
    right: bool

    @property
    def seconds_lost(self) -> float:
        """Typing that was lost, in seconds of typing."""
        return max(0, self.typed - self.found) / KEYS_A_SECOND


def a_desk(folder: Path) -> ArticleId:
    """Make a desk with one empty article."""
    new_desk(folder)
    desk = open_desk(folder)
    made = desk.stories.create(VIETNAMESE)
    desk.drafts.save(made.article, "headline", "Bão số chín")
    desk.drafts.settle(made.article)
    desk.close()
    return made.article


def kill_once(home: Path, article: ArticleId, kind: str, chance: random.Random) -> Killed:
    """Let somebody type for a random while, kill the process, and look what is there."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.kills.typist", kind),
            *(str(home / "desk"), article, str(home / "settings.toml")),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=surroundings(home),
    )
    assert process.stdout is not None
    with process.stdout:
        said = _read_until(process, b"typing")
        time.sleep(chance.uniform(0.05, LONGEST))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        said += process.stdout.read()
    return _look(home / "desk", article, said.decode())


def _read_until(process: subprocess.Popen[bytes], word: bytes) -> bytes:
    assert process.stdout is not None
    said, end = b"", time.monotonic() + PATIENCE
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while word not in said:
            assert selector.select(end - time.monotonic()), "the typist did not begin in time"
            piece = os.read(process.stdout.fileno(), 65536)
            assert piece, f"the typist ended by itself: {process.poll()}"
            said += piece
    return said


def _look(folder: Path, article: ArticleId, said: str) -> Killed:
    lines = [line.split() for line in said.splitlines()]
    typed = max((int(line[1]) for line in lines if line[0] == "key"), default=0)
    kept = max((int(line[1]) for line in lines if line[0] == "kept"), default=0)
    desk = open_desk(folder)
    try:
        drafts = [draft for draft in desk.drafts.pending() if draft.part == "body"]
        text = drafts[0].text if drafts else desk.stories.find_article(article).markdown
    finally:
        desk.close()
    right = text.rstrip() == stream(0, len(text)).rstrip()
    return Killed(typed, kept, len(text.rstrip()), right)


def lane(home: Path, kind: str, kills: int, seed: int) -> list[Killed]:
    """Kill again and again on one desk, each time going on from what the last kill left."""
    home.mkdir()
    article = a_desk(home / "desk")
    chance = random.Random(seed)
    return [kill_once(home, article, kind, chance) for _ in range(kills)]


def all_killed(tmp_path: Path, kind: str, kills: int) -> list[Killed]:
    """Kill on several desks at once and print what came of it."""
    seed = random.SystemRandom().randrange(1_000_000)
    with ThreadPoolExecutor(LANES) as pool:
        running = [
            pool.submit(lane, tmp_path / f"{kind}-{number}", kind, kills // LANES, seed + number)
            for number in range(LANES)
        ]
        killed = [item for future in running for item in future.result()]
    lost = [item.seconds_lost for item in killed]
    slow = statistics.quantiles(lost, n=20)[-1]
    print(
        f"\n{kind}: {len(killed)} kills (seed {seed}), "
        f"acknowledged lost {sum(item.found < item.kept - 1 for item in killed)}, "
        f"wrong characters {sum(not item.right for item in killed)}, "
        f"typing lost median {statistics.median(lost):.2f} s, p95 {slow:.2f} s, "
        f"worst {max(lost):.2f} s"
    )
    return killed


def check(killed: list[Killed]) -> None:
    """Nothing acknowledged is lost, nothing is doubled or wrong, and little typing goes."""
    assert all(item.right for item in killed)
    # A space at the very end is no part of a settled paragraph: one character may be trimmed.
    assert [item for item in killed if item.found < item.kept - 1] == []
    assert max(item.seconds_lost for item in killed) <= MOST_SECONDS_LOST
    assert max(item.typed for item in killed) > 0


def test_kills_in_the_real_window_lose_nothing_acknowledged(tmp_path: Path) -> None:
    check(all_killed(tmp_path, "window", WINDOW_KILLS))


def test_kills_of_saving_and_storage_lose_nothing_acknowledged(tmp_path: Path) -> None:
    check(all_killed(tmp_path, "bare", BARE_KILLS))
