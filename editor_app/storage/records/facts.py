"""Small facts of a desk, by name: the last place, marks of finished work."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import Connection, bindparam, delete, func, select

from editor_app.domain.ids import ArticleId
from editor_app.storage.records import rows
from editor_app.storage.tables.stories import facts

ID = 32
"""How long an id is."""

_ONE = select(facts.c.value).where(facts.c.name == bindparam("name"))


class FactRecords:
    """The facts of the library; all must be used inside one transaction.

    A fact about one article has a name that ends with the article's id, and goes with it.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> str | None:
        """Return a fact, or None."""
        return self._connection.execute(_ONE, {"name": name}).scalar_one_or_none()

    def beginning(self, prefix: str) -> dict[str, str]:
        """Return the facts whose names begin so, by name."""
        here = facts.c.name.startswith(prefix, autoescape=True)
        found = self._connection.execute(select(facts.c.name, facts.c.value).where(here))
        return {row.name: row.value for row in found}

    def put(self, name: str, value: str) -> None:
        """Keep a fact in place of an earlier one of that name."""
        rows.put(self._connection, facts, {"name": name, "value": value})

    def remove_of(self, gone: Collection[ArticleId]) -> None:
        """Forget what is kept of some articles: the facts whose names end with one of their ids.

        No index finds these, so all names are gone through, once for all the articles.
        """
        if gone:
            ids = func.json_each(json.dumps(list(gone))).table_valued("value")  # of any number
            ends = func.substr(facts.c.name, -ID)
            self._connection.execute(delete(facts).where(ends.in_(select(ids.c.value))))

    def remove(self, name: str) -> None:
        """Forget a fact; none is no error."""
        rows.remove(self._connection, facts, name=name)
