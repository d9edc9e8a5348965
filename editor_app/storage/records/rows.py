"""The few statements that all records share.

Statements that are asked often are made once, as constants with ``bindparam``: to build one anew,
and to find what it was compiled to, takes three times as long as to ask it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, Table, delete, insert, select, update
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
    keys = list(table.primary_key.columns)
    others = {
        name: value for name, value in values.items() if name not in table.primary_key.columns
    }
    statement = insert_or_update(table).values(**values)
    if others:
        statement = statement.on_conflict_do_update(index_elements=keys, set_=others)
    else:
        statement = statement.on_conflict_do_nothing()
    connection.execute(statement)


def save(connection: Connection, table: Table, values: Values, seen: int) -> int:
    """Change the row with ``values["id"]`` if its version is ``seen``; return the new version.

    Raises NotFound or ChangedMeanwhile.
    """
    name = values["id"]
    fresh = dict(values) | {"version": seen + 1}
    statement = update(table).where(table.c.id == name, table.c.version == seen).values(**fresh)
    if connection.execute(statement).rowcount == 0:
        one(connection, select(table.c.version).where(table.c.id == name), name)
        raise ChangedMeanwhile(name=name)
    return seen + 1


def change(connection: Connection, table: Table, values: Values) -> None:
    """Change the row with ``values["id"]``; NotFound when there is none."""
    statement = update(table).where(table.c.id == values["id"]).values(**values)
    if connection.execute(statement).rowcount == 0:
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
