"""A process killed at any moment loses nothing that it said was saved (R2, storage alone)."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from editor_app.domain.history import Draft
from editor_app.domain.ids import ArticleId
from editor_app.storage.checks import check_library
from editor_app.storage.database import Database
from tests.storage import filled

KILLS = 60

WRITING = """
import sys
from dataclasses import replace
from pathlib import Path
from editor_app.domain.history import Draft
from editor_app.storage.database import Database
from tests.storage import filled

database = Database(Path(sys.argv[1]))
number = int(sys.argv[2])
print("ready", flush=True)
while True:
    number += 1
    with database.writing() as records:
        article = records.articles.get(filled.SOURCE.id)
        block = replace(article.body[0], text=f"state {number} " + "chữ " * (number % 500))
        article = replace(article, headline=f"state {number}", body=(block, *article.body[1:]))
        records.articles.save(article, article.version)
        records.search.index(article)
        records.drafts.put(
            Draft(article.id, "body", f"state {number}", article.version, filled.NOON, number)
        )
    print(number, flush=True)
"""


@pytest.mark.kills
@pytest.mark.timeout(900)
def test_a_kill_loses_nothing_acknowledged_and_leaves_nothing_half_done(
    full_desk: Database,
) -> None:
    with full_desk.writing() as records:
        records.stories.save(replace(filled.STORY, trashed=None), seen=7)
    full_desk.close()
    dice = random.Random(20260301)
    folder, last, writes, slowest = full_desk.folder.path, 0, 0, 0.0
    for kill in range(KILLS):
        said = _write_and_kill(folder, last, dice.uniform(0.0, 0.08))
        begun = time.monotonic()
        kept = _state(folder)
        seconds = time.monotonic() - begun
        assert said <= kept <= said + 1, f"kill {kill}: said {said}, kept {kept}"
        slowest = max(slowest, seconds)
        writes += kept - last
        last = kept
    assert check_library(folder / "library.sqlite3").troubles == ()
    print(
        f"{KILLS} kills over {writes} writes: 0 acknowledged lost, 0 half done, 0 corrupt;"
        f" open again after {slowest:.2f} s at most"
    )


def _write_and_kill(folder: Path, last: int, seconds: float) -> int:
    """Let a process write and kill it; return the last number that it said was saved."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITING, str(folder), str(last)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(seconds)
        process.kill()
        numbers = [int(line) for line in process.stdout.read().splitlines() if line.isdigit()]
    return max(numbers, default=last)


def _state(folder: Path) -> int:
    """Return the number of the state that the library holds, the same in all its tables."""
    with closing(Database(folder)) as database, database.reading() as records:
        article = records.articles.get(ArticleId(filled.SOURCE.id))
        drafts: dict[str, Draft] = {draft.owner: draft for draft in records.drafts.all()}
        if article.headline == filled.SOURCE.headline:
            assert article.body == filled.SOURCE.body
            return 0
        number = int(article.headline.removeprefix("state "))
        assert article.body[0].text.startswith(f"state {number} ")
        assert drafts[article.id].text == article.headline
        assert [hit.headline for hit in records.search.query(f"state {number} ")] == [
            article.headline
        ]
    return number
