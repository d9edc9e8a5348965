"""The library: one SQLite file, one writer, readers that never stand in its way.

::

    database = Database(folder)
    with database.reading() as records:      one consistent view; cannot write
        story = records.stories.get(story_id)
    with database.writing() as records:      BEGIN IMMEDIATE ... COMMIT, or nothing
        records.stories.save(replace(story, slug_word="flood"), seen=story.version)

Writes are on the disk when ``writing`` is left (WAL, synchronous=FULL). There is one writing
connection in the process, because SQLite before 3.51.3 can damage a WAL file that two connections
checkpoint at once; readers therefore never checkpoint, and are closed first.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine

from editor_app.domain.errors import DeskDamaged, DeskMissing, DeskNewer, DeskReadOnly, Refused
from editor_app.storage.connections import creating_engine, open_engine, writing_connection
from editor_app.storage.file_troubles import told_of_files
from editor_app.storage.files import flush_file, flush_folder
from editor_app.storage.folder import DeskFolder
from editor_app.storage.header import SCHEMA, file_address, schema_of
from editor_app.storage.lane import Lane
from editor_app.storage.places import refuse_network
from editor_app.storage.records import Records
from editor_app.storage.schema import create_all
from editor_app.storage.tables.base import metadata
from editor_app.storage.tables.memory import MEMORY_SEARCH_TABLE
from editor_app.storage.tables.search import SEARCH_TABLE
from editor_app.storage.troubles import told
from editor_app.storage.upgrades import bring_up_to_date

CLOSING_SECONDS = 5.0
"""How long ``close`` waits for threads that still read."""


class Database:
    """The library of one desk folder; may be used from any thread.

    Raises, on opening: DeskMissing, DeskNewer (nothing was opened or changed), DeskReadOnly,
    DeskDamaged, DiskFull, DeskError for a folder on a network drive.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        """Open the library of ``folder``, after bringing an older one up to date.

        With ``read_only`` nothing is ever written, and an older library is refused (DeskReadOnly).
        ``left_open`` says afterwards that the library was not closed the last time, or is open in
        another program: worth a look with ``checks.check_library`` in the background. ``written``
        counts what was kept by ``writing``: what was read is still so while it is the same.
        """
        self.folder = DeskFolder(folder)
        self.read_only = read_only
        self._lane = Lane()
        self._holder: int | None = None
        self._quiet = threading.Condition()
        self._reading = 0
        self.written = 0
        self._closed = False
        if not read_only:
            refuse_network(folder)
        with told(folder), told_of_files(folder):
            self.left_open = self.folder.log.exists()
            _bring_up_to_date(self.folder, read_only=read_only)
        with told(folder, opening=True):
            self._engine = open_engine(self.folder, read_only=read_only)
            self._writer = None if read_only else writing_connection(self._engine)
            _check_tables(self._engine, folder)

    @classmethod
    def create(cls, folder: Path) -> Database:
        """Make an empty desk in ``folder`` and open it; Refused when there is one already."""
        desk = DeskFolder(folder)
        if desk.library.exists():
            raise Refused("desk-exists", folder=str(folder))
        refuse_network(folder)
        with told(folder), told_of_files(folder):
            folder.mkdir(parents=True, exist_ok=True)
            _create_library(desk.library)
        return cls(folder)

    @contextmanager
    def reading(self) -> Iterator[Records]:
        """Give the records as they stand now; what others write meanwhile is not seen."""
        place = self.folder.path
        with self._counted(), told(place), self._engine.connect() as reader, reader.begin():
            yield Records(reader)

    @contextmanager
    def writing(self) -> Iterator[Records]:
        """Give the records for changing; all of it is kept, or on any error nothing.

        Threads wait for each other here, in turn. RuntimeError when this thread is already inside.
        """
        if self._holder == threading.get_ident():
            raise RuntimeError("writing() inside writing(): pass the records on instead")
        with self._lane, told(self.folder.path):
            if self._closed:
                raise RuntimeError("the library is closed")
            if self._writer is None:
                raise DeskReadOnly(folder=str(self.folder.path))
            self._holder = threading.get_ident()
            try:
                with self._writer.begin():
                    yield Records(self._writer)
                self.written += 1
            finally:
                self._holder = None

    def close(self) -> None:
        """Close all connections; the last one folds the write-ahead log into the library file."""
        with self._lane:
            with self._quiet:
                self._closed = True
                self._quiet.wait_for(lambda: not self._reading, CLOSING_SECONDS)
            self._engine.dispose()
            if self._writer is not None:
                self._writer.close()

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Count a reader, so that closing can wait for it."""
        with self._quiet:
            if self._closed:
                raise RuntimeError("the library is closed")
            self._reading += 1
        try:
            yield
        finally:
            with self._quiet:
                self._reading -= 1
                self._quiet.notify_all()


def _bring_up_to_date(folder: DeskFolder, *, read_only: bool) -> None:
    """Refuse a library that is not there or newer, and migrate one that is older."""
    place = str(folder.path)
    if not folder.library.is_file():
        raise DeskMissing(folder=place)
    found = schema_of(folder.library)
    if found <= SCHEMA and _was_cut_off(folder) and not read_only:
        _roll_back(folder)
        found = schema_of(folder.library)
    if found > SCHEMA:
        raise DeskNewer(folder=place)
    if found < 1:
        raise DeskDamaged(folder=place)
    if found < SCHEMA and read_only:
        raise DeskReadOnly("desk-older", folder=place)
    if found < SCHEMA:
        bring_up_to_date(folder)


def _check_tables(engine: Engine, folder: Path) -> None:
    """Raise DeskDamaged when a table or column is gone: harm can take it out of the schema."""
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT item.name, part.name FROM sqlite_master AS item,"
            " pragma_table_info(item.name) AS part WHERE item.type = 'table'"
        )
        found = {(table, column) for table, column in rows}
    tables = metadata.tables.values()
    wanted = {(table.name, part.name) for table in tables for part in table.columns}
    if not found >= {*wanted, (SEARCH_TABLE, "title"), (MEMORY_SEARCH_TABLE, "source")}:
        engine.dispose()
        raise DeskDamaged(folder=str(folder))


def _was_cut_off(folder: DeskFolder) -> bool:
    """Say whether a migration left its journal: the header may then hold what never happened."""
    return folder.journal.exists()


def _roll_back(folder: DeskFolder) -> None:
    """Let SQLite take back what a cut-off migration left."""
    with closing(sqlite3.connect(file_address(folder.library, "mode=rw"), uri=True)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _create_library(library: Path) -> None:
    """Make the file under another name first, so that a half-made one is never taken for a desk."""
    fresh = library.with_name(library.name + ".new")
    fresh.unlink(missing_ok=True)
    engine = creating_engine(file_address(fresh, "mode=rwc"))
    try:
        with engine.connect() as connection:
            with connection.begin():
                create_all(connection)
            connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
        engine.dispose()
        flush_file(fresh)
        fresh.replace(library)
    finally:
        engine.dispose()
        fresh.unlink(missing_ok=True)
    flush_folder(library.parent)
