"""What a desk of the machine remembers is what its library says."""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from editor_app.domain.ids import ArticleId
from editor_app.domain.site import Site
from editor_app.storage.database import Database
from editor_app.storage.records import Records
from tests.sync.remembered import NOT_KNOWN, RememberedRecords, touched_by
from tests.sync.sim_desk import SITE, SimDatabase, SimDesk
from tests.sync.walks import run, steps_of
from tests.sync.world import Start, World


@pytest.fixture
def desk(world: World) -> SimDesk:
    return world.desks[0]


def site_of(database: Database) -> Site:
    with database.reading() as records:
        return records.sites.get(SITE)


def rename(database: Database, name: str) -> None:
    with database.writing() as records:
        site = records.sites.get(SITE)
        records.sites.save(replace(site, name=name), site.version)


def test_sqlite_says_what_a_statement_reads_and_what_it_changes_elsewhere(tmp_path: Path) -> None:
    library = tmp_path / "small.db"
    with closing(sqlite3.connect(library)) as made:
        made.executescript(
            "CREATE TABLE story (id INTEGER PRIMARY KEY);"
            "CREATE TABLE tag (story REFERENCES story (id) ON DELETE CASCADE);"
            "CREATE TABLE seen (at);"
            "CREATE TRIGGER told AFTER DELETE ON tag BEGIN INSERT INTO seen VALUES (1); END;"
        )
    removed = touched_by("DELETE FROM story WHERE id = ?", (1,), library)
    assert removed.changed == {"story", "tag", "seen"}
    statement = "SELECT count(*) FROM tag WHERE story IN (SELECT id FROM story)"
    counted = touched_by(statement, (), library)
    assert counted.read == {"tag", "story"}
    assert not counted.changed


def test_what_nobody_has_written_since_is_read_once(desk: SimDesk) -> None:
    first, again = site_of(desk.database), site_of(desk.database)
    assert first is again


def test_beside_a_thread_of_the_desk_nothing_is_remembered(desk: SimDesk) -> None:
    over = threading.Event()
    photos = threading.Thread(target=over.wait)
    photos.start()
    first, again = site_of(desk.database), site_of(desk.database)
    over.set()
    photos.join()
    assert first == again
    assert first is not again


@pytest.fixture
def server() -> Iterator[None]:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    yield
    over.set()
    thread.join()


@pytest.mark.usefixtures("server")
def test_a_server_that_another_test_has_left_running_takes_no_memory(world: World) -> None:
    database = world.desks[0].database
    assert site_of(database) is site_of(database)
    world.close()


def test_what_was_written_since_is_read_anew(desk: SimDesk) -> None:
    for name in ("Courier of the South", "Courier of the North"):
        rename(desk.database, name)
        assert site_of(desk.database).name == name


def test_what_a_transaction_reads_that_is_rolled_back_is_not_remembered(desk: SimDesk) -> None:
    before = site_of(desk.database)
    with suppress(ZeroDivisionError), desk.database.writing() as records:
        records.sites.save(replace(before, name="Never"), before.version)
        assert records.sites.get(SITE).name == "Never"
        raise ZeroDivisionError
    assert site_of(desk.database) == before


def test_an_answer_stands_on_all_that_its_transaction_had_read_before(desk: SimDesk) -> None:
    article = desk.articles()[0]
    with desk.database.reading() as records:
        records.articles.of_story(article.story)  # the bodies that it read serve the next one
        records.articles.get(article.id)
    _type(desk, article.id, "Chữ mới")
    with desk.database.reading() as records:
        assert records.articles.get(article.id).body[0].text == "Chữ mới"


def _type(desk: SimDesk, article: ArticleId, text: str) -> None:
    """Write a block without the row of its article being written."""
    with desk.database.writing() as records:
        assert isinstance(records, RememberedRecords)
        records._real().articles._connection.exec_driver_sql(
            "UPDATE blocks SET text = ? WHERE article = ? AND place = 0", (text, article)
        )


@contextmanager
def fresh_records(library: SimDatabase, *, changing: bool) -> Iterator[Records]:
    """Records that remember nothing, of the transaction of writing that is open or of their own."""
    if changing:
        assert library._writer is not None
        yield Records(library._writer)
        return
    with Database.reading(library) as records:
        yield records


def test_all_that_is_remembered_on_a_walk_is_what_the_library_says(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: Counter[bool] = Counter()
    asked, open_library = RememberedRecords.asked, SimDatabase.__init__
    libraries: dict[object, SimDatabase] = {}

    def opened(library: SimDatabase, folder: Path) -> None:
        open_library(library, folder)
        libraries[library._memory] = library

    def compare(
        records: RememberedRecords, noun: str, verb: str, words: Any, named: dict[str, Any]
    ) -> Any:
        memory = records._memory
        remembered = memory.known((noun, verb, words, (*named.items(),))) is not NOT_KNOWN
        answer = asked(records, noun, verb, words, named)
        if remembered:
            with fresh_records(libraries[memory], changing=memory.changing) as fresh:
                assert answer == getattr(getattr(fresh, noun), verb)(*words, **named)
        compared[remembered] += 1
        return answer

    monkeypatch.setattr(SimDatabase, "__init__", opened)
    monkeypatch.setattr(RememberedRecords, "asked", compare)
    run(start, steps_of(0), Counter())
    assert compared[True] > 100
