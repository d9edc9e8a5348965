"""The few statements that all records share.

Statements that are asked often are made once, as constants with ``bindparam``: to build one anew,
and to find what it was compiled to, takes three times as long as to ask it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Row,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from editor_app.domain.errors import Ambiguous, ChangedMeanwhile, NotFound

Values = Mapping[str, Any]

AnyRow = Row[*tuple[Any, ...]]
"""A row whose columns are known by name."""

Selection = Select[*tuple[Any, ...]]
"""A statement that gives such rows."""


def one(
    connection: Connection, statement: Selection, name: str, given: Values | None = None
) -> AnyRow:
    """Return the only row; NotFound, with ``name`` for the sentence, when there is none."""
    row = connection.execute(statement, given).one_or_none()
    if row is None:
        raise NotFound(name=name)
    return row


def add(connection: Connection, table: Table, values: Values) -> None:
    """Put in one new row."""
    connection.execute(insert(table), values)


def put(connection: Connection, table: Table, values: Values) -> None:
    """Put in a row, or change the one with the same key (which keeps what points at it)."""
    connection.execute(_putting(table, tuple(values)), values)


@cache
def _putting(table: Table, names: tuple[str, ...]) -> Insert:
    """Return the statement that puts in or changes these columns of a row."""
    statement = insert_or_update(table)
    keys = table.primary_key.columns
    others = {name: statement.excluded[name] for name in names if name not in keys}
    if others:
        return statement.on_conflict_do_update(index_elements=list(keys), set_=others)
    return statement.on_conflict_do_nothing()


def save(connection: Connection, table: Table, values: Values, seen: int) -> int:
    """Change the row with ``values["id"]`` if its version is ``seen``; return the new version.

    Raises NotFound or ChangedMeanwhile.
    """
    name = values["id"]
    fresh = dict(values) | {"version": seen + 1, "row_id": name, "row_version": seen}
    if connection.execute(_saving(table), fresh).rowcount == 0:
        one(connection, select(table.c.version).where(table.c.id == name), name)
        raise ChangedMeanwhile(name=name)
    return seen + 1


@cache
def _changing(table: Table) -> Update:
    """Return the statement that changes the row with ``row_id``."""
    return update(table).where(table.c.id == bindparam("row_id"))


@cache
def _saving(table: Table) -> Update:
    """Return the statement that does so if its version is still ``row_version``."""
    return _changing(table).where(table.c.version == bindparam("row_version"))


def change(connection: Connection, table: Table, values: Values) -> None:
    """Change the row with ``values["id"]``; NotFound when there is none."""
    fresh = dict(values) | {"row_id": values["id"]}
    if connection.execute(_changing(table), fresh).rowcount == 0:
        raise NotFound(name=values["id"])


def replace_rows(
    connection: Connection, owner: Column[Any], value: str, rows: Iterable[Values]
) -> None:
    """Let ``rows`` be all the rows of one owner."""
    connection.execute(delete(owner.table).where(owner == value))
    fresh = list(rows)
    if fresh:
        connection.execute(insert(owner.table), fresh)


def remove(connection: Connection, table: Table, **key: str) -> None:
    """Take out the row with that key; none is no error."""
    statement = delete(table)
    for name, value in key.items():
        statement = statement.where(table.c[name] == value)
    connection.execute(statement)


def only(found: Iterable[str], name: str) -> str:
    """Return the one id that a name fits; NotFound or Ambiguous (with the choices) otherwise."""
    choices = sorted(set(found))
    if not choices:
        raise NotFound(name=name)
    if len(choices) > 1:
        raise Ambiguous(name=name, choices=", ".join(choices))
    return choices[0]


def starts_with(column: Column[Any], prefix: str) -> Any:
    """Return the condition that a column begins with ``prefix``, in a form that uses its index."""
    return (column >= prefix) & (column < prefix + "\U0010ffff")
