"""The schema as this program knows it, and the number by which a library says which it has.

The number stands in the file's header (``PRAGMA user_version``), where it can be read without
opening anything; Alembic's own table says the same with the revision's name.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from editor_app.storage.tables import notes, photos, sites, stories, vocabulary
from editor_app.storage.tables.base import metadata
from editor_app.storage.tables.search import SEARCH_INDEX

SCHEMA = 1
"""The number of the newest schema; each migration raises it by one."""

REVISION = "0001"
"""The Alembic revision that goes with ``SCHEMA``."""

APPLICATION = 0x436F7079
"""``PRAGMA application_id`` of a library ("Copy"), by which other programs can tell the file."""

MAGIC = b"SQLite format 3\x00"

HEADER = 100
"""Bytes of the header of an SQLite file; ``user_version`` stands at 60 (its file format, 1.3)."""

VERSIONS = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
"""The table in which Alembic keeps the revision, as Alembic makes it."""

ROOMS = (stories, photos, vocabulary, sites, notes)
"""The modules that put their tables into the metadata; named so that none is forgotten."""


def create_all(connection: Connection) -> None:
    """Make every table of a new library and mark it as being at the newest schema."""
    for statement in statements():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (REVISION,))
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")


@cache
def statements() -> tuple[str, ...]:
    """Return the SQL that makes the tables and indexes of a new library, Alembic's own included."""
    dialect = sqlite.dialect()
    made: list[str] = []
    for table in metadata.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=dialect)))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        made += [str(CreateIndex(index).compile(dialect=dialect)) for index in indexes]
    return (*made, SEARCH_INDEX, VERSIONS)


def file_address(file: Path, options: str) -> str:
    """Return the SQLite URI of a file with options such as ``mode=ro``."""
    return f"{file.absolute().as_uri()}?{options}"


def schema_of(library: Path) -> int:
    """Return the schema number of a library, 0 for what is no library; raises OSError.

    The header is read as bytes, not by SQLite: nothing is opened, and a file whose last checkpoint
    was cut off (its log holds the rest) reads just as well.
    """
    with library.open("rb") as stream:
        header = stream.read(HEADER)
    if len(header) < HEADER or not header.startswith(MAGIC):
        return 0
    return int.from_bytes(header[60:64], "big", signed=True)
