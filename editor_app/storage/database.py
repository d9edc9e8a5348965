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

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from editor_app.domain.errors import DeskDamaged, DeskMissing, DeskNewer, DeskReadOnly, Refused
from editor_app.storage.folder import DeskFolder
from editor_app.storage.records import Records
from editor_app.storage.schema import SCHEMA, create_all, file_address, schema_of
from editor_app.storage.troubles import told, told_of_files
from editor_app.storage.upgrades import bring_up_to_date

BUSY_SECONDS = 5.0
READERS = 8


class Database:
    """The library of one desk folder; may be used from any thread.

    Raises, on opening: DeskMissing, DeskNewer (nothing was opened or changed), DeskReadOnly,
    DeskDamaged, DiskFull.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        """Open the library of ``folder``, after bringing an older one up to date.

        With ``read_only`` nothing is ever written, and an older library is refused (DeskReadOnly).
        """
        self.folder = DeskFolder(folder)
        self.read_only = read_only
        self._lane = threading.Lock()
        self._holder: int | None = None
        with told(folder), told_of_files(folder):
            self._bring_up_to_date()
            self._readers = _reading_engine(self.folder, read_only)
            self._writer = None if read_only else _writing_engine(self.folder)
            self._check_opened()

    @classmethod
    def create(cls, folder: Path) -> Database:
        """Make an empty desk in ``folder`` and open it; Refused when there is one already."""
        desk = DeskFolder(folder)
        if desk.library.exists():
            raise Refused("desk-exists", folder=str(folder))
        with told(folder), told_of_files(folder):
            folder.mkdir(parents=True, exist_ok=True)
            _create_library(desk.library)
        return cls(folder)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Records]:
        """Give the records as they stand now; what others write meanwhile is not seen."""
        with told(self.folder.path), self._readers.connect() as connection, connection.begin():
            yield Records(connection)

    @contextlib.contextmanager
    def writing(self) -> Iterator[Records]:
        """Give the records for changing; all of it is kept, or on any error nothing.

        Threads wait for each other here. RuntimeError when this thread is already inside.
        """
        if self._writer is None:
            raise DeskReadOnly(folder=str(self.folder.path))
        if self._holder == threading.get_ident():
            raise RuntimeError("writing() inside writing(): pass the records on instead")
        with self._lane, told(self.folder.path):
            self._holder = threading.get_ident()
            try:
                with self._writer.connect() as connection, connection.begin():
                    yield Records(connection)
            finally:
                self._holder = None

    def close(self) -> None:
        """Close all connections; the last one folds the write-ahead log into the library file."""
        with self._lane:
            self._readers.dispose()
            if self._writer is not None:
                self._writer.dispose()

    def _bring_up_to_date(self) -> None:
        """Refuse what is not there or newer, and migrate what is older."""
        place = str(self.folder.path)
        if not self.folder.library.is_file():
            raise DeskMissing(folder=place)
        found = schema_of(self.folder.library)
        if found > SCHEMA:
            raise DeskNewer(folder=place)
        if found == 0:
            raise DeskDamaged(folder=place)
        if found < SCHEMA:
            self._migrate()

    def _migrate(self) -> None:
        """Bring an older library to this schema."""
        if self.read_only:
            raise DeskReadOnly("desk-older", folder=str(self.folder.path))
        bring_up_to_date(self.folder)

    def _check_opened(self) -> None:
        """Ask the opened library once more: what stood in a log left behind counts now."""
        with self._readers.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if found != SCHEMA:
            self.close()
            raise DeskNewer(folder=str(self.folder.path))


def _writing_engine(folder: DeskFolder) -> Engine:
    """Return the engine of the one connection that writes."""
    address = file_address(folder.library, "mode=rw")

    def connect() -> sqlite3.Connection:
        connection = _connect(address)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_size_limit = 67108864")
        return connection

    return _engine(connect, "BEGIN IMMEDIATE", StaticPool)


def _reading_engine(folder: DeskFolder, read_only: bool) -> Engine:
    """Return the engine of the connections that only read."""
    options = "mode=rw"
    if read_only:
        options = "mode=ro" if _shared_memory_possible(folder) else "mode=ro&immutable=1"
    address = file_address(folder.library, options)

    def connect() -> sqlite3.Connection:
        connection = _connect(address)
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("PRAGMA query_only = ON")
        return connection

    return _engine(connect, "BEGIN", QueuePool)


def _connect(address: str) -> sqlite3.Connection:
    """Open a connection that leaves transactions to us and may travel between threads."""
    connection = sqlite3.connect(
        address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _engine(connect: object, begin: str, pool: type[QueuePool] | type[StaticPool]) -> Engine:
    """Return an engine whose transactions start with the words ``begin``."""
    sizes = {"pool_size": READERS, "max_overflow": READERS} if pool is QueuePool else {}
    engine = create_engine("sqlite://", creator=connect, poolclass=pool, **sizes)

    @event.listens_for(engine, "begin")
    def say_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _shared_memory_possible(folder: DeskFolder) -> bool:
    """Say whether a reader can take part in the write-ahead log.

    A clean library on a read-only disk has no log and is read as it stands.
    """
    log = folder.library.with_name(folder.library.name + "-wal")
    return log.exists() or os.access(folder.path, os.W_OK)


def _create_library(library: Path) -> None:
    """Make the file under another name first, so that a half-made one is never taken for a desk."""
    fresh = library.with_name(library.name + ".new")
    fresh.unlink(missing_ok=True)
    engine = _engine(
        lambda: _connect(file_address(fresh, "mode=rwc")), "BEGIN IMMEDIATE", StaticPool
    )
    try:
        with engine.connect() as connection, connection.begin():
            create_all(connection)
    finally:
        engine.dispose()
    fresh.replace(library)
