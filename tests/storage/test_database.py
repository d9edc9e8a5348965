"""The library under several threads and programs: one writer, readers, nothing half done."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from editor_app.domain.errors import (
    ChangedMeanwhile,
    DeskDamaged,
    DeskMissing,
    DeskNewer,
    DeskReadOnly,
    DiskFull,
    NotFound,
    Refused,
)
from editor_app.domain.ids import ArticleId
from editor_app.storage import database as database_module
from editor_app.storage.database import Database
from editor_app.storage.folder import DeskFolder
from editor_app.storage.header import SCHEMA
from editor_app.storage.schema import APPLICATION
from tests.storage import filled
from tests.storage.contents import expected, read_all


def test_a_new_desk_is_empty_and_opens_again(tmp_path: Path) -> None:
    Database.create(tmp_path / "Tin bài 稿件 😀").close()
    database = Database(tmp_path / "Tin bài 稿件 😀")
    with database.reading() as records:
        assert records.stories.all() == ()
    database.close()


def test_a_desk_is_never_made_over_another(desk: Database) -> None:
    with pytest.raises(Refused):
        Database.create(desk.folder.path)


def test_a_desk_whose_making_was_cut_off_is_no_desk_and_can_be_made_again(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite3.new").write_bytes(b"half")
    with pytest.raises(DeskMissing):
        Database(tmp_path)
    Database.create(tmp_path).close()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["library.sqlite3"]


def test_two_threads_with_two_hundred_updates_each_make_four_hundred(full_desk: Database) -> None:
    def raise_versions() -> None:
        for _ in range(200):
            with full_desk.writing() as records:
                story = records.stories.get(filled.STORY.id)
                records.stories.save(story, story.version)

    threads = [threading.Thread(target=raise_versions) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with full_desk.reading() as records:
        assert records.stories.get(filled.STORY.id).version == filled.STORY.version + 400


def test_two_databases_on_one_desk_lose_no_update_either(full_desk: Database) -> None:
    other = Database(full_desk.folder.path)

    def raise_versions(database: Database) -> None:
        for _ in range(50):
            with database.writing() as records:
                story = records.stories.get(filled.STORY.id)
                records.stories.save(story, story.version)

    threads = [threading.Thread(target=raise_versions, args=(it,)) for it in (full_desk, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    with full_desk.reading() as records:
        assert records.stories.get(filled.STORY.id).version == filled.STORY.version + 100


def test_an_error_inside_writing_takes_all_of_it_back(full_desk: Database) -> None:
    def change() -> None:
        with full_desk.writing() as records:
            records.terms.remove(filled.TERM.id)
            records.photos.save(filled.PHOTO, seen=1)

    with pytest.raises(ChangedMeanwhile):
        change()
    with full_desk.reading() as records:
        assert records.terms.all() == (filled.TERM,)


def test_after_an_error_the_next_write_goes_through(full_desk: Database) -> None:
    def change() -> None:
        with full_desk.writing() as records:
            records.terms.remove(filled.TERM.id)
            raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        change()
    with full_desk.writing() as records:
        records.facts.put("after", "yes")
    with full_desk.reading() as records:
        assert records.facts.get("after") == "yes"


def test_writing_inside_writing_is_told_as_the_bug_it_is(desk: Database) -> None:
    with (
        desk.writing(),
        pytest.raises(RuntimeError, match="inside writing"),
        desk.writing(),
    ):
        pass


def test_a_broken_rule_of_the_schema_stays_visible_as_a_bug(desk: Database) -> None:
    with pytest.raises(IntegrityError), desk.writing() as records:
        records.articles.add(filled.SOURCE)


def test_who_reads_cannot_write(full_desk: Database) -> None:
    with pytest.raises(DeskReadOnly), full_desk.reading() as records:
        records.terms.remove(filled.TERM.id)
    with full_desk.reading() as records:
        assert records.terms.all() == (filled.TERM,)


def test_a_reader_sees_one_moment_while_others_write(full_desk: Database) -> None:
    with full_desk.reading() as records:
        before = records.stories.get(filled.STORY.id)
        with full_desk.writing() as writing:
            writing.stories.save(replace(before, slug_word="changed"), before.version)
        assert records.stories.get(filled.STORY.id) == before
    with full_desk.reading() as records:
        assert records.stories.get(filled.STORY.id).slug_word == "changed"


def test_a_thread_reads_whole_states_while_another_writes(full_desk: Database) -> None:
    stop = threading.Event()
    torn: list[object] = []
    seen = 0

    def read() -> None:
        nonlocal seen
        while not (seen and stop.is_set()):
            with full_desk.reading() as records:
                story = records.stories.get(filled.STORY.id)
                article = records.articles.get(filled.SOURCE.id)
            if story.slug_word not in {"flood", article.headline}:
                torn.append((story.slug_word, article.headline))
            seen += 1

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(100):
        with full_desk.writing() as records:
            story = records.stories.get(filled.STORY.id)
            article = records.articles.get(filled.SOURCE.id)
            records.stories.save(replace(story, slug_word=f"state {number}"), story.version)
            records.articles.save(replace(article, headline=f"state {number}"), article.version)
    stop.set()
    reader.join()
    assert torn == []
    assert seen > 0


def test_many_threads_may_read_at_once(full_desk: Database) -> None:
    gate = threading.Barrier(12)
    found: list[str] = []

    def read() -> None:
        with full_desk.reading() as records:
            gate.wait()
            found.append(records.stories.get(filled.STORY.id).slug_word)

    threads = [threading.Thread(target=read) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["flood"] * 12


def test_the_writer_waits_for_the_disk_and_minds_references(desk: Database) -> None:
    with desk.writing() as records:
        connection = records.facts._connection
        wanted = {"synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
        found = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in wanted}
        mode = connection.execute(text("PRAGMA journal_mode")).scalar()
    assert found == wanted
    assert mode == "wal"


def test_readers_never_checkpoint(full_desk: Database) -> None:
    with full_desk.reading() as records:
        connection = records.facts._connection
        assert connection.execute(text("PRAGMA query_only")).scalar() == 1
        assert connection.execute(text("PRAGMA wal_autocheckpoint")).scalar() == 0


def test_closing_folds_the_log_into_the_library(full_desk: Database) -> None:
    full_desk.close()
    names = sorted(file.name for file in full_desk.folder.path.iterdir())
    assert names == ["library.sqlite3"]


def test_a_missing_desk_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(DeskMissing):
        Database(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_newer_desk_is_refused_and_not_one_byte_changes(full_desk: Database) -> None:
    full_desk.close()
    library = full_desk.folder.library
    with closing(sqlite3.connect(library)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = {file.name: file.read_bytes() for file in full_desk.folder.path.iterdir()}
    for read_only in (False, True):
        with pytest.raises(DeskNewer):
            Database(full_desk.folder.path, read_only=read_only)
    assert {file.name: file.read_bytes() for file in full_desk.folder.path.iterdir()} == before


@pytest.mark.parametrize(
    "harm",
    [b"", b"not a database at all " * 300, b"SQLite format 3\x00" + b"\xff" * 5000],
    ids=["empty", "text", "broken header"],
)
def test_a_damaged_library_is_said_to_be_damaged_and_left_alone(
    tmp_path: Path, harm: bytes
) -> None:
    (tmp_path / "library.sqlite3").write_bytes(harm)
    with pytest.raises(DeskDamaged):
        Database(tmp_path)
    assert (tmp_path / "library.sqlite3").read_bytes() == harm


def test_damage_in_the_middle_is_told_when_it_is_met(full_desk: Database) -> None:
    full_desk.close()
    library = full_desk.folder.library
    data = bytearray(library.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    library.write_bytes(data)

    def look() -> None:
        with closing(Database(full_desk.folder.path)) as database, database.reading() as records:
            records.stories.all()

    with pytest.raises(DeskDamaged):
        look()


def test_a_read_only_desk_reads_and_refuses_to_write(full_desk: Database) -> None:
    full_desk.close()
    database = Database(full_desk.folder.path, read_only=True)
    with database.reading() as records:
        assert records.stories.get(filled.STORY.id) == filled.STORY
    with pytest.raises(DeskReadOnly), database.writing():
        pass
    database.close()


def test_a_read_only_desk_sees_what_a_window_beside_it_writes(full_desk: Database) -> None:
    database = Database(full_desk.folder.path, read_only=True)
    with full_desk.writing() as records:
        records.facts.put("fresh", "yes")
    with database.reading() as records:
        assert records.facts.get("fresh") == "yes"
    database.close()
    with full_desk.writing() as records:
        records.facts.put("fresh", "still")


def test_an_older_desk_is_not_migrated_by_who_only_reads(
    full_desk: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_desk.close()
    before = full_desk.folder.library.read_bytes()
    monkeypatch.setattr(database_module, "SCHEMA", SCHEMA + 1)
    with pytest.raises(DeskReadOnly) as trouble:
        Database(full_desk.folder.path, read_only=True)
    assert trouble.value.message.key == "desk-older"
    assert full_desk.folder.library.read_bytes() == before


def test_a_full_disk_takes_back_the_whole_change_and_says_so(full_desk: Database) -> None:
    with full_desk.writing() as records:
        pages = records.facts._connection.execute(text("PRAGMA page_count")).scalar_one()
        records.facts._connection.execute(text(f"PRAGMA max_page_count = {pages + 2}"))

    def write() -> None:
        with full_desk.writing() as records:
            records.terms.remove(filled.TERM.id)
            records.facts.put("large", "x" * 1_000_000)

    with pytest.raises(DiskFull):
        write()
    with full_desk.reading() as records:
        assert records.terms.all() == (filled.TERM,)
        assert records.facts.get("large") is None
    with full_desk.writing() as records:
        records.facts._connection.execute(text("PRAGMA max_page_count = 1000000"))
        records.facts.put("large", "x" * 1_000_000)


UNPRIVILEGED = """
import filelock, os, sys
from pathlib import Path
from editor_app.domain.errors import DeskReadOnly
from editor_app.storage.database import Database
from editor_app.storage.folder import DeskFolder
from editor_app.storage.locks import DeskLock
from editor_app.storage.media import MediaFolder
from tests.storage import filled
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.setuid(65534)
folder = Path(sys.argv[1])
refused = []
for attempt in (
    lambda: Database(folder),
    lambda: DeskLock(DeskFolder(folder), "test").acquire(),
    lambda: MediaFolder(DeskFolder(folder)).add(b"photo"),
    lambda: Database.create(folder / "inside"),
):
    try:
        attempt()
    except DeskReadOnly:
        refused.append(True)
database = Database(folder, read_only=True)
with database.reading() as records:
    print(len(refused), records.stories.get(filled.STORY.id).slug_word)
database.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such permissions there")
def test_a_desk_in_a_folder_without_write_permission_can_be_read(full_desk: Database) -> None:
    full_desk.close()
    with tempfile.TemporaryDirectory() as name:  # pytest closes its own folders to other accounts
        Path(name).chmod(0o755)
        _see_without_permission(Path(shutil.copytree(full_desk.folder.path, Path(name, "desk"))))


def _see_without_permission(folder: Path) -> None:
    before = {file: file.read_bytes() for file in folder.iterdir()}
    library = DeskFolder(folder).library
    folder.chmod(0o555)
    library.chmod(0o444)
    ran = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, str(folder)],
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    folder.chmod(0o755)
    assert ran.stdout.split() == ["4", "flood"], ran.stderr
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("modules", "unwanted"),
    [
        (
            "database media locks backups settings_file secrets resources",
            "sqlalchemy.orm alembic keyring platformdirs filelock",
        ),
        ("folder glance locks media places secrets settings_file", "sqlalchemy PIL jinja2"),
    ],
    ids=["all of it", "what the window needs first"],
)
def test_storage_starts_without_what_takes_long_to_load(modules: str, unwanted: str) -> None:
    imports = ", ".join(f"editor_app.storage.{name}" for name in modules.split())
    program = f"import sys, {imports}; print(sorted(set('{unwanted}'.split()) & set(sys.modules)))"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=200, check=True
    )
    assert ran.stdout.strip() == "[]"


def test_a_closed_library_is_not_opened_again_by_accident(desk: Database) -> None:
    desk.close()
    with pytest.raises(RuntimeError, match="closed"), desk.reading():
        pass
    with pytest.raises(RuntimeError, match="closed"), desk.writing():
        pass


def test_closing_waits_for_who_still_reads(full_desk: Database) -> None:
    inside, found = threading.Event(), []

    def read() -> None:
        with full_desk.reading() as records:
            inside.set()
            found.append(records.stories.get(filled.STORY.id))
            found.append(records.stories.get(filled.STORY.id))

    reader = threading.Thread(target=read)
    reader.start()
    inside.wait()
    full_desk.close()
    reader.join()
    assert found == [filled.STORY] * 2
    assert [file.name for file in full_desk.folder.path.iterdir()] == ["library.sqlite3"]


def test_a_library_that_was_not_closed_says_so(full_desk: Database, tmp_path: Path) -> None:
    assert not full_desk.left_open
    shutil.copytree(full_desk.folder.path, tmp_path / "killed")
    with closing(Database(tmp_path / "killed")) as database:
        assert database.left_open
    with closing(Database(tmp_path / "killed")) as database:
        assert not database.left_open


def test_a_library_whose_last_checkpoint_was_cut_off_opens_whole(
    full_desk: Database, tmp_path: Path
) -> None:
    assert full_desk._writer is not None
    cursor = full_desk._writer.connection.cursor()
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    cursor.execute("PRAGMA wal_autocheckpoint = 0")
    with full_desk.writing() as records:
        records.facts.put("large", "x" * 1_000_000)
    copy = tmp_path / "copy"
    shutil.copytree(full_desk.folder.path, copy)
    (copy / "library.sqlite3-shm").unlink()
    _checkpoint_first_page_only(copy / "library.sqlite3")
    with closing(Database(copy)) as database, database.reading() as records:
        assert read_all(records) == expected()
        assert records.facts.get("large") == "x" * 1_000_000


def _checkpoint_first_page_only(library: Path) -> None:
    """Carry the first page, which says how long the file should be, from the log to the file."""
    log = library.with_name(library.name + "-wal").read_bytes()
    frames = [log[place : place + 24 + 4096] for place in range(32, len(log), 24 + 4096)]
    first = next(frame for frame in reversed(frames) if frame[:4] == b"\x00\x00\x00\x01")
    data = library.read_bytes()
    assert int.from_bytes(first[24 + 28 : 24 + 32], "big") * 4096 > len(data)
    library.write_bytes(first[24:] + data[4096:])


def test_a_library_can_be_told_by_other_programs(desk: Database) -> None:
    desk.close()
    with closing(sqlite3.connect(desk.folder.library)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)


def test_a_desk_is_one_copyable_folder(full_desk: Database, tmp_path: Path) -> None:
    full_desk.close()
    shutil.copytree(full_desk.folder.path, tmp_path / "copy")
    database = Database(tmp_path / "copy")
    with database.reading() as records:
        assert records.articles.get(filled.TARGET.id) == filled.TARGET
        with pytest.raises(NotFound):
            records.articles.get(ArticleId("x"))
    database.close()
