"""The connections of a library: one that writes, and as many as are wanted that only read.

All belong to one engine, so that a statement is compiled once. Transactions are begun in our words
(``isolation_level=None``): the driver's own default begins them at the first change, after what it
depends on was read, and so loses updates.
"""

from __future__ import annotations

import os
import sqlite3

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from editor_app.storage.folder import DeskFolder
from editor_app.storage.header import file_address

BUSY_SECONDS = 5.0
"""How long a statement waits for another program before it gives up."""

READERS = 8
"""Reading connections that are kept; twice as many may be out at once."""

FOR_READING = ("cell_size_check = ON", "wal_autocheckpoint = 0", "query_only = ON")

FOR_WRITING = (
    "query_only = OFF",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "wal_autocheckpoint = 1000",
    "journal_size_limit = 67108864",
)


def open_engine(folder: DeskFolder, *, read_only: bool) -> Engine:
    """Return an engine whose connections read; nothing is opened yet."""
    options = "mode=rw"
    if read_only:
        options = "mode=ro" if _log_possible(folder) else "mode=ro&immutable=1"
    return _engine(file_address(folder.library, options), FOR_READING)


def creating_engine(address: str) -> Engine:
    """Return an engine for making a new library at an SQLite URI.

    It waits for no disk: the caller flushes the finished file, and a half-made one is thrown away.
    """
    return _engine(address, ("synchronous = OFF", "journal_mode = MEMORY"))


def writing_connection(engine: Engine) -> Connection:
    """Open the one connection that writes, and that checkpoints; the caller closes it."""
    connection = engine.connect().execution_options(writes=True)
    connection.detach()
    for words in FOR_WRITING:
        connection.connection.cursor().execute(f"PRAGMA {words}")
    return connection


def _engine(address: str, pragmas: tuple[str, ...]) -> Engine:
    """Return an engine that opens an address, with each connection set by ``pragmas``."""

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        for words in pragmas:
            connection.execute(f"PRAGMA {words}")
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=READERS,
        max_overflow=READERS,
    )

    @event.listens_for(engine, "begin")
    def say_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.connection.cursor().execute("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _log_possible(folder: DeskFolder) -> bool:
    """Say whether a reader can take part in the write-ahead log.

    A clean library on a read-only disk has no log and is read as it stands.
    """
    return folder.log.exists() or os.access(folder.path, os.W_OK)
