"""Copies are whole, checked, dated, and thinned as they grow old."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.errors import Cancelled, DeskDamaged, DeskMissing, DeskNewer
from editor_app.storage import backups
from editor_app.storage.database import Database
from editor_app.storage.folder import DeskFolder
from editor_app.storage.media import MediaFolder
from tests.storage import filled
from tests.storage.contents import expected, read_all

NOW = datetime(2026, 3, 15, 12, 0, tzinfo=UTC)


def test_a_backup_opens_as_a_desk_and_holds_everything(full_desk: Database, tmp_path: Path) -> None:
    report = backups.back_up(full_desk, tmp_path / "copies", now=NOW)
    assert report.file == tmp_path / "copies" / "library-20260315-120000.sqlite3"
    assert (report.stories, report.photos, report.missing_photos) == (1, 1, 1)
    assert report.size == report.file.stat().st_size
    restored = tmp_path / "restored"
    restored.mkdir()
    report.file.rename(restored / "library.sqlite3")
    with closing(Database(restored)) as database, database.reading() as records:
        assert read_all(records) == expected()


def test_a_backup_lies_in_the_desk_when_no_place_is_chosen(full_desk: Database) -> None:
    report = backups.back_up(full_desk)
    assert report.file.parent == full_desk.folder.backups
    assert [file.name for file in full_desk.folder.backups.iterdir()] == [report.file.name]


def test_two_backups_in_one_second_do_not_overwrite_each_other(full_desk: Database) -> None:
    files = [backups.back_up(full_desk, now=NOW).file.name for _ in range(3)]
    assert files == [f"library-20260315-120000{end}.sqlite3" for end in ("", "-2", "-3")]


def test_a_backup_is_of_one_moment_while_writing_goes_on(full_desk: Database) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with full_desk.writing() as records:
                records.facts.put("one", str(number))
                records.facts.put("filler", "x" * 200_000)
                records.facts.put("two", str(number))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(5):
            report = backups.back_up(full_desk)
            with closing(sqlite3.connect(report.file)) as copy:
                facts = dict(copy.execute("SELECT name, value FROM facts"))
            assert facts.get("one") == facts.get("two")
    finally:
        stop.set()
        writer.join()


def test_a_stopped_backup_leaves_nothing(full_desk: Database) -> None:
    def stop(done: int, total: int) -> None:
        assert 0 <= done <= total
        raise Cancelled

    with pytest.raises(Cancelled):
        backups.back_up(full_desk, progress=stop)
    assert list(full_desk.folder.backups.iterdir()) == []


def test_a_backup_of_a_harmed_library_is_not_kept(full_desk: Database) -> None:
    earlier = backups.back_up(full_desk, now=NOW).file
    with full_desk.writing() as records:
        connection = records.facts._connection
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    full_desk.close()
    with closing(sqlite3.connect(full_desk.folder.library)) as connection_outside:
        connection_outside.execute("UPDATE articles SET story = 'gone'")
        connection_outside.commit()
    with closing(Database(full_desk.folder.path)) as database, pytest.raises(DeskDamaged):
        backups.back_up(database)
    assert list(full_desk.folder.backups.iterdir()) == [earlier]


def test_a_restored_copy_is_the_library_and_the_old_one_is_kept(full_desk: Database) -> None:
    copy = backups.back_up(full_desk, now=NOW).file
    with full_desk.writing() as records:
        records.facts.put("later", "yes")
    full_desk.close()
    aside = backups.restore(full_desk.folder, copy, now=NOW).aside
    assert aside is not None
    assert aside.name == "library-before-restore-20260315-120000.sqlite3"
    with closing(Database(full_desk.folder.path)) as database, database.reading() as records:
        assert read_all(records) == expected()
        assert records.facts.get("later") is None
    with closing(sqlite3.connect(aside)) as old:
        assert old.execute("SELECT value FROM facts WHERE name = 'later'").fetchone() == ("yes",)


def test_two_restored_in_one_second_do_not_overwrite_what_was_put_aside(
    full_desk: Database,
) -> None:
    copy = backups.back_up(full_desk).file
    full_desk.close()
    aside = [backups.restore(full_desk.folder, copy, now=NOW).aside for _ in range(2)]
    assert len({file for file in aside if file is not None and file.exists()}) == 2


def test_a_library_that_was_not_closed_is_put_aside_with_its_log(full_desk: Database) -> None:
    copy = backups.back_up(full_desk, now=NOW).file
    with full_desk.writing() as records:
        records.facts.put("later", "yes")
    folder = DeskFolder(full_desk.folder.path.with_name("killed"))
    shutil.copytree(full_desk.folder.path, folder.path)
    aside = backups.restore(folder, folder.backups / copy.name).aside
    assert aside is not None
    assert not folder.log.exists()
    with closing(sqlite3.connect(aside)) as old:
        assert old.execute("SELECT value FROM facts WHERE name = 'later'").fetchone() == ("yes",)


def test_a_harmed_or_newer_copy_is_not_restored(full_desk: Database, tmp_path: Path) -> None:
    harmed, newer = tmp_path / "harmed.sqlite3", tmp_path / "newer.sqlite3"
    harmed.write_bytes(b"SQLite format 3\x00" + b"\x01" * 8000)
    shutil.copy(backups.back_up(full_desk).file, newer)
    full_desk.close()
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = full_desk.folder.library.read_bytes()
    for copy in (harmed, newer, tmp_path / "nothing.sqlite3"):
        with pytest.raises((DeskDamaged, DeskNewer, FileNotFoundError)):
            backups.restore(full_desk.folder, copy)
    assert full_desk.folder.library.read_bytes() == before
    assert [file.name for file in full_desk.folder.path.glob("library*")] == ["library.sqlite3"]


def test_verify_finds_missing_and_harmed_photos_and_broken_references(full_desk: Database) -> None:
    report = backups.verify(full_desk.folder)
    assert [trouble.key for trouble in report.troubles] == ["photo-file-missing"]
    file = MediaFolder(full_desk.folder).path(filled.PHOTO.digest)
    file.parent.mkdir(parents=True)
    file.write_bytes(b"something else")
    newest = backups.back_up(full_desk).file
    report = backups.verify(full_desk.folder)
    assert [trouble.key for trouble in report.troubles] == ["photo-file-harmed"]
    assert (report.stories, report.articles, report.photos) == (1, 2, 1)
    assert report.newest_backup == newest
    full_desk.close()
    with closing(sqlite3.connect(full_desk.folder.library)) as connection:
        connection.execute("UPDATE articles SET story = 'gone'")
        connection.commit()
    keys = {trouble.key for trouble in backups.verify(full_desk.folder).troubles}
    assert keys == {"photo-file-harmed", "library-reference-broken"}


def test_verify_finds_harmed_pages(full_desk: Database) -> None:
    full_desk.close()
    library = full_desk.folder.library
    with closing(sqlite3.connect(library)) as connection:
        place = "SELECT rootpage FROM sqlite_master WHERE name = 'ix_blocks_photos'"
        (page,) = connection.execute(place).fetchone()
    data = bytearray(library.read_bytes())
    data[(page - 1) * 4096 + 100 : page * 4096] = b"\x5a" * 3996
    library.write_bytes(data)
    keys = {trouble.key for trouble in backups.verify(full_desk.folder).troubles}
    assert "library-page-harmed" in keys


def test_verify_of_no_library_says_so(tmp_path: Path) -> None:
    with pytest.raises(DeskMissing):
        backups.verify(DeskFolder(tmp_path))
    (tmp_path / "library.sqlite3").write_bytes(b"no library" * 1000)
    with pytest.raises(DeskDamaged):
        backups.verify(DeskFolder(tmp_path))


def test_a_backup_is_due_after_a_quarter_of_an_hour_of_change(full_desk: Database) -> None:
    folder = full_desk.folder
    full_desk.close()
    assert backups.due(folder, NOW)
    database = Database(folder.path)
    backups.back_up(database, now=NOW)
    database.close()
    _set_time(folder.library, NOW - timedelta(minutes=1))
    assert not backups.due(folder, NOW + timedelta(hours=5))
    _set_time(folder.library, NOW + timedelta(minutes=3))
    assert not backups.due(folder, NOW + timedelta(minutes=14))
    assert backups.due(folder, NOW + timedelta(minutes=15))


def test_old_backups_are_thinned_and_other_files_are_left_alone(tmp_path: Path) -> None:
    for hours in (1, 5, 30, 31, 24 * 21, 24 * 22, 24 * 400):
        _make(tmp_path, NOW - timedelta(hours=hours))
    others = [tmp_path / "notes.txt", tmp_path / "library-old.sqlite3"]
    for other in others:
        other.write_bytes(b"mine")
    gone = backups.thin(tmp_path, NOW)
    assert [backups.NAME.fullmatch(file.name) is not None for file in gone] == [True, True]
    assert all(other.exists() for other in others)
    assert len(backups.backups_in(tmp_path)) == 5


AGES = st.lists(st.integers(0, 60 * 24 * 900), min_size=1, max_size=60, unique=True)


@given(AGES)
def test_thinning_keeps_the_last_day_and_one_of_every_older_period(minutes: list[int]) -> None:
    copies = {Path(f"{age}"): NOW - timedelta(minutes=age) for age in minutes}
    kept = backups.worth_keeping(copies, NOW)
    made = [copies[file] for file in kept]
    assert made == sorted(made, reverse=True)
    assert kept[0] == Path(str(min(minutes)))
    fresh = {file for file, at in copies.items() if NOW - at <= timedelta(days=1)}
    assert fresh <= set(kept)
    for gone in set(copies) - set(kept):
        period = backups._period(copies[gone], NOW)
        stands_for_it = [at for at in made if backups._period(at, NOW) == period]
        assert len(stands_for_it) == 1
        assert stands_for_it[0] > copies[gone]
    # Thinning what was thinned takes nothing more away.
    assert backups.worth_keeping({file: copies[file] for file in kept}, NOW) == kept


@given(AGES, st.integers(0, 400))
def test_too_many_bytes_take_the_oldest_and_never_the_newest(minutes: list[int], room: int) -> None:
    newest_first = [Path(f"{age}") for age in sorted(minutes)]
    sizes = {file: 10 + place % 7 for place, file in enumerate(newest_first)}
    kept = backups._within(newest_first, sizes, room)
    assert newest_first[0] in kept
    assert kept == set(newest_first[: len(kept)])
    assert sum(sizes[file] for file in kept) <= max(room, sizes[newest_first[0]])


def _make(folder: Path, at: datetime) -> None:
    """Make a file with the name of a copy."""
    (folder / f"library-{at:%Y%m%d-%H%M%S}.sqlite3").write_bytes(b"x" * 100)


def _set_time(file: Path, at: datetime) -> None:
    """Let a file have been changed at an instant."""
    os.utime(file, (at.timestamp(), at.timestamp()))
