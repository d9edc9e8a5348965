"""R1 and R2: the program is killed while somebody types. What it said is saved must be there.

Sixty kills in the real window and 240 where there is only the Manuscript, its saving and storage.
The figures are printed.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from editor_app.domain.ids import VIETNAMESE
from editor_app.services.preferences import SettingsService
from editor_app.services.views import ListQuery
from editor_app.wiring import new_desk, open_desk
from tests.kills.children import Nursery, lives, wait_for_death
from tests.kills.typist import EVERY, stream

pytestmark = [
    pytest.mark.kills,
    pytest.mark.timeout(1500),
    pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork are not of Windows"),
]

WINDOW_KILLS, MANUSCRIPT_KILLS = 60, 240
SIDE_BY_SIDE = {"window": 4, "manuscript": 8}
BEGUN = 120.0  # seconds until a child types at the latest
WORST = 2.0  # seconds of typing that may be lost in 95 of 100 kills: a disk may hang for longer


@dataclass(frozen=True)
class Death:
    """What was found after a kill: characters typed, said to be saved, and there again."""

    typed: int
    saved: int
    found: str
    expected: str
    lost: float
    reopened: float

    @property
    def corrupt(self) -> bool:
        """Whether what is there is not the beginning of what was typed."""
        return not self.expected.startswith(self.found)


def usual(lost: list[float]) -> float:
    """Return what was not exceeded in 95 of 100 cases."""
    return sorted(lost)[int(len(lost) * 0.95)]


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    made = Nursery("tests.kills.nursery")
    yield made
    made.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with one story that is still empty, to be copied for each run."""
    folder = tmp_path_factory.mktemp("kills") / "template"
    settings = SettingsService(folder.parent / "settings.toml")
    settings.save(light_mode=True, smart_quotes=False, interface_language="en")
    new_desk(folder)
    desk = open_desk(folder, settings=settings)
    created = desk.stories.create(VIETNAMESE)
    desk.drafts.save(created.article, "headline", "Phà")
    desk.drafts.settle(created.article)
    desk.close()
    shutil.copy(folder.parent / "settings.toml", folder / "settings.toml")
    return folder


def killed(nursery: Nursery, template: Path, kind: str, seed: int) -> Path:
    """Let a program live and type for a moment, kill it, and return the desk it leaves."""
    folder = template.parent / f"{kind}-{seed}"
    shutil.copytree(template, folder)
    account = folder / "account"
    child = nursery.bear(kind, folder, seed, account)
    wait_for_typing(account, child)
    time.sleep(random.Random(seed).uniform(0.2, 3.4))
    os.kill(child, signal.SIGKILL)
    wait_for_death(child)
    return folder


def one_death(nursery: Nursery, template: Path, kind: str, seed: int) -> Death:
    """Kill one program and look at what it left."""
    folder = killed(nursery, template, kind, seed)
    death = look(folder, folder / "account", seed)
    shutil.rmtree(folder)
    return death


def wait_for_typing(account: Path, child: int) -> None:
    """Wait until the child has typed its first character."""
    deadline = time.monotonic() + BEGUN
    while not account.exists() or not account.stat().st_size:
        assert time.monotonic() < deadline, "nobody types"
        assert lives(child), "it died by itself"
        time.sleep(0.02)
    assert not account.read_text().startswith("E "), account.read_text()


def look(folder: Path, account: Path, seed: int) -> Death:
    """Open the desk again as the window does, and compare it with the account."""
    times: dict[int, float] = {}
    saved = 0
    for line in account.read_text().splitlines():
        what, number, at = line.split(" ")
        if what == "T":
            times[int(number)] = float(at)
        else:
            saved = max(saved, int(number))
    begun = time.monotonic()
    desk = open_desk(folder, settings=SettingsService(folder / "settings.toml"))
    desk.drafts.recover()
    reopened = time.monotonic() - begun
    story = desk.stories.rows(ListQuery())[0].story
    found = desk.stories.view(story).articles[0].markdown
    sound = desk.backups.verify()
    desk.close()
    assert not sound.troubles, sound.troubles
    typed = max(times)
    expected = stream(seed, typed)
    there = len(found)
    if there < typed and expected[there] == " ":
        there += 1  # outer space is not kept
    lost = times[typed] - times.get(there, times[1] - EVERY / 1000)
    return Death(typed, saved, found, expected, lost, reopened)


def all_deaths(nursery: Nursery, template: Path, kind: str, count: int) -> list[Death]:
    """Return what so many kills have left; some programs live side by side."""
    with ThreadPoolExecutor(SIDE_BY_SIDE[kind]) as pool:
        return list(pool.map(lambda seed: one_death(nursery, template, kind, seed), range(count)))


def tell(kind: str, deaths: list[Death]) -> None:
    """Print the figures."""
    lost = sorted(death.lost for death in deaths)
    said = sum(death.saved > 0 for death in deaths)
    broken = sum(death.saved > len(death.found) for death in deaths)
    print(
        f"R1, R2: {kind}: {len(deaths)} kills, {sum(death.typed for death in deaths)} characters, "
        f"{said} times something was said to be saved; acknowledged and lost: {broken}; "
        f"typing lost: median {lost[len(lost) // 2]:.2f} s, "
        f"95 % {usual(lost):.2f} s, worst {lost[-1]:.2f} s; "
        f"usable again after {max(death.reopened for death in deaths):.2f} s at most"
    )


def check(deaths: list[Death]) -> None:
    """See that what was promised was kept."""
    assert [death for death in deaths if death.corrupt] == []
    assert [death for death in deaths if len(death.found) < death.saved] == []
    assert usual([death.lost for death in deaths]) <= WORST
    assert any(death.saved for death in deaths)


def test_kills_of_the_real_window_lose_nothing_acknowledged(
    nursery: Nursery, template: Path
) -> None:
    deaths = all_deaths(nursery, template, "window", WINDOW_KILLS)
    tell("real window", deaths)
    check(deaths)


def test_kills_of_manuscript_and_storage_lose_nothing_acknowledged(
    nursery: Nursery, template: Path
) -> None:
    deaths = all_deaths(nursery, template, "manuscript", MANUSCRIPT_KILLS)
    tell("Manuscript, saving and storage", deaths)
    check(deaths)
