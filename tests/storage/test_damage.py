"""A harmed library says so, whatever was harmed, and is never made worse by looking at it."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from editor_app.domain.errors import DeskDamaged, DeskError, NotFound
from editor_app.storage.database import Database
from editor_app.storage.folder import DeskFolder
from editor_app.storage.glance import story_at_a_glance
from editor_app.storage.header import SCHEMA
from tests.storage import filled
from tests.storage.contents import expected, read_all
from tests.storage.make_library import library_of

FILES = 80

HEADER_OF_LOG_MODE = {18, 19, *range(24, 28), *range(92, 100)}
"""Where opening changes a file: it is switched to the write-ahead log, and its header says so."""


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("articles", "status", "sleeping"),
        ("articles", "created", "yesterday"),
        ("articles", "planned", "2026-13-01T00:00:00.000000Z"),
        ("blocks", "kind", ""),
        ("stories", "uncertain", "{"),
        ("photos", "rights_until", "31.12.2026"),
        ("photos", "crops", '[["social"]]'),
        ("photos", "covers", "7"),
        ("editions", "credit_words", '{"sculpture": "x"}'),
        ("persons", "roles", '["king"]'),
        ("renderings", "state", "?"),
        ("revisions", "kept", b"not compressed"),
        ("publications", "wish", "burn"),
        ("site_words", "legal", '["one"]'),
        ("corrections", "texts", "[[1,2,3]]"),
        ("terms", "kind", "song"),
    ],
)
def test_a_row_that_nobody_of_us_wrote_is_told_as_damage(
    full_desk: Database, table: str, column: str, value: str | bytes
) -> None:
    full_desk.close()
    with closing(sqlite3.connect(full_desk.folder.library)) as connection:
        connection.execute(f"UPDATE {table} SET {column} = ?", (value,))
        connection.commit()
    with closing(Database(full_desk.folder.path)) as database, pytest.raises(DeskDamaged):
        _read(database)


def test_bytes_that_are_no_text_are_told_as_damage(full_desk: Database) -> None:
    full_desk.close()
    with closing(sqlite3.connect(full_desk.folder.library)) as connection:
        connection.execute("UPDATE articles SET headline = CAST(x'ff41fe' AS TEXT)")
        connection.commit()
    with closing(Database(full_desk.folder.path)) as database, pytest.raises(DeskDamaged):
        _read(database)
    assert story_at_a_glance(full_desk.folder, filled.STORY.id) is None


def test_a_harmed_index_entry_does_not_keep_the_index_from_being_made_anew(
    full_desk: Database,
) -> None:
    with full_desk.writing() as records:
        records.search._connection.exec_driver_sql("UPDATE search_entries SET indexed = x'00'")
    with pytest.raises(DeskDamaged), full_desk.writing() as records:
        records.search.index(filled.SOURCE)
    with full_desk.writing() as records:
        records.search.clear()
        records.search.index(filled.SOURCE)
        assert records.search.count() == 1


def test_a_mistake_of_ours_inside_a_transaction_is_not_taken_for_damage(desk: Database) -> None:
    with pytest.raises(ValueError, match="ours"), desk.reading():
        raise ValueError("ours")


def test_files_harmed_at_random_open_or_are_told_as_damaged(tmp_path: Path) -> None:
    dice = random.Random(20260302)
    whole = library_of(SCHEMA).read_bytes()
    outcomes = {"as it was": 0, "told as damaged": 0, "words changed": 0}
    for number in range(FILES):
        folder = DeskFolder(tmp_path / str(number))
        folder.path.mkdir()
        folder.library.write_bytes(_harmed(whole, dice))
        before = folder.library.read_bytes()
        outcomes[_outcome(folder)] += 1
        changed = _places(before, folder.library.read_bytes())
        assert changed <= HEADER_OF_LOG_MODE, number
        shutil.rmtree(folder.path)
    print(outcomes)
    assert outcomes["told as damaged"] > FILES // 10


def _places(before: bytes, after: bytes) -> set[int]:
    """Return the places at which two files of one length differ."""
    assert len(before) == len(after)
    if before == after:
        return set()
    return {place for place in range(len(before)) if before[place] != after[place]}


def _harmed(whole: bytes, dice: random.Random) -> bytes:
    """Return the bytes of a library with something wrong in them."""
    data = bytearray(whole)
    kind = dice.choice(("bits", "page", "short", "zeros", "header"))
    page = 4096 * dice.randrange(len(data) // 4096)
    if kind == "bits":
        for _ in range(dice.randrange(1, 400)):
            data[dice.randrange(100, len(data))] ^= 1 << dice.randrange(8)
    elif kind == "page":
        data[page : page + 4096] = dice.randbytes(4096)
    elif kind == "zeros":
        data[page : page + 4096 * 8] = bytes(len(data[page : page + 4096 * 8]))
    elif kind == "short":
        del data[dice.randrange(1, len(data)) :]
    else:
        data[dice.randrange(100)] = dice.randrange(256)
    return bytes(data)


def _outcome(folder: DeskFolder) -> str:
    """Open a harmed library as the program does; any error that is not ours fails the test."""
    try:
        with closing(Database(folder.path)) as database:
            found = _read(database)
    except (DeskError, NotFound):
        return "told as damaged"
    return "as it was" if found == expected() else "words changed"


def _read(database: Database) -> dict[str, object]:
    """Read everything, and search."""
    with database.reading() as records:
        records.search.query("duong sat")
        records.articles.heads()
        return read_all(records)
