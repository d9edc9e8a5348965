"""The schema as this program knows it, made in an empty library.

Which schema a library has stands in the file's header (see ``header``); Alembic's own table says
the same with the name of the revision.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from editor_app.storage.header import SCHEMA
from editor_app.storage.tables import (
    house,
    memory,
    notes,
    photos,
    sites,
    standing,
    stories,
    sync,
    vocabulary,
)
from editor_app.storage.tables.base import metadata
from editor_app.storage.tables.memory import MEMORY_SEARCH
from editor_app.storage.tables.search import SEARCH_INDEX

REVISION = "0002"
"""The Alembic revision that goes with ``SCHEMA``."""

APPLICATION = 0x436F7079
"""``PRAGMA application_id`` of a library ("Copy"), by which other programs can tell the file."""

VERSIONS = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
"""The table in which Alembic keeps the revision, as Alembic makes it."""

ROOMS = (stories, photos, vocabulary, memory, standing, house, sites, notes, sync)
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
    return (*made, SEARCH_INDEX, MEMORY_SEARCH, VERSIONS)
