"""Looking whether a library file is whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from editor_app.domain.messages import Message
from editor_app.storage.header import file_address

MOST_SAID = 20
"""Findings of one kind that are said one by one."""


@dataclass(frozen=True)
class LibraryCheck:
    """What a library file holds, and what is wrong with it (nothing: ``troubles`` is empty)."""

    schema: int
    stories: int
    articles: int
    photos: int
    digests: frozenset[str]
    troubles: tuple[Message, ...]


def check_library(library: Path, *, immutable: bool = False) -> LibraryCheck:
    """Read a whole library file and its references.

    ``immutable`` is for copies that nobody writes: no file is made beside them. Raises
    sqlite3.DatabaseError when the file is no library at all.
    """
    options = "mode=ro&immutable=1" if immutable else "mode=ro"
    with closing(sqlite3.connect(file_address(library, options), uri=True)) as connection:
        connection.execute("BEGIN")
        troubles = (*_structure(connection), *_references(connection))
        digests = frozenset(row[0] for row in connection.execute("SELECT digest FROM photos"))
        return LibraryCheck(
            _number(connection, "PRAGMA user_version"),
            _number(connection, "SELECT count(*) FROM stories"),
            _number(connection, "SELECT count(*) FROM articles"),
            len(digests),
            digests,
            troubles,
        )


def _number(connection: sqlite3.Connection, statement: str) -> int:
    """Return the one number that a statement gives."""
    (number,) = connection.execute(statement).fetchone()
    return int(number)


def _structure(connection: sqlite3.Connection) -> list[Message]:
    """Return what SQLite finds wrong with its pages and indexes."""
    found = [row[0] for row in connection.execute(f"PRAGMA quick_check({MOST_SAID})")]
    return [Message("library-page-harmed", {"reason": said}) for said in found if said != "ok"]


def _references(connection: sqlite3.Connection) -> list[Message]:
    """Return the rows that point at nothing."""
    found = connection.execute("PRAGMA foreign_key_check").fetchmany(MOST_SAID)
    return [
        Message("library-reference-broken", {"table": table, "row": str(row), "to": target})
        for table, row, target, _ in found
    ]
