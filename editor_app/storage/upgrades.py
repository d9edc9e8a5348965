"""Bringing an older library up to the schema of this program, or leaving it exactly as it was.

The migrations themselves are the files in ``migrations/versions``; they change tables through
``alembic.op`` and never commit. Alembic takes a third of a second to import, so that is done only
when a library is behind.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool

from editor_app.domain.errors import DeskDamaged
from editor_app.storage.copies import copy_library
from editor_app.storage.folder import DeskFolder
from editor_app.storage.header import SCHEMA, file_address, schema_of

SCRIPTS = Path(__file__).parent / "migrations"
COPY = "before-schema-{schema}.sqlite3"


def bring_up_to_date(
    folder: DeskFolder, *, schema: int = SCHEMA, versions: Path = SCRIPTS / "versions"
) -> None:
    """Migrate the library of a desk in one transaction, after copying it into the backups.

    Before the commit every reference is checked and no table may have lost rows; on any error the
    library is as before. ``schema`` and ``versions`` stand for other programs' in tests. Raises
    DeskDamaged when a check fails, DeskInUse while another program reads the library, DiskFull.
    """
    folder.backups.mkdir(parents=True, exist_ok=True)
    before = schema_of(folder.library)
    copy_library(folder.library, folder.backups / COPY.format(schema=before))
    _leave_log_mode(folder.library)
    engine = create_engine(
        "sqlite://", creator=lambda: _connect(folder.library), poolclass=NullPool
    )

    @event.listens_for(engine, "begin")
    def say_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.connect() as connection, connection.begin():
        migrate(connection, folder, schema, versions)
    engine.dispose()


def migrate(connection: Connection, folder: DeskFolder, schema: int, versions: Path) -> None:
    """Run the missing migrations on an open transaction and check what they made.

    Raises DeskDamaged when a row was lost or points at nothing.
    """
    from alembic import command
    from alembic.config import Config

    counts = _row_counts(connection)
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(versions))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema}")
    lost = [table for table, rows in _row_counts(connection).items() if rows < counts.get(table, 0)]
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if lost or broken is not None:
        reason = ", ".join(lost) or str(tuple(broken or ()))
        raise DeskDamaged("migration-failed-check", folder=str(folder.path), reason=reason)


def _row_counts(connection: Connection) -> dict[str, int]:
    """Return how many rows every table of ours has."""
    found = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    names = [str(name) for name in found.scalars()]
    return {
        name: int(connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one())
        for name in names
    }


def _leave_log_mode(library: Path) -> None:
    """Fold the write-ahead log into the file: the schema number must change in the file itself.

    With the rollback journal a program that reads the header of a half-migrated file sees the old
    number or the new one, never a file that claims less than it holds.
    """
    with closing(_connect(library)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def _connect(library: Path) -> sqlite3.Connection:
    """Open a connection for migrating.

    Foreign keys are off from before BEGIN: with them on, copying a table into its new form deletes
    every row that points at it.
    """
    connection = sqlite3.connect(
        file_address(library, "mode=rw"), uri=True, timeout=5.0, isolation_level=None
    )
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA synchronous = EXTRA")
    return connection
