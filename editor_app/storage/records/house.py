"""How severe a house takes the checks that it sees otherwise than they come."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from editor_app.storage.tables.house import house_checks


class HouseRecords:
    """The decisions of the house; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> dict[str, str]:
        """Return the severities of the house, by check."""
        found = self._connection.execute(select(house_checks).order_by(house_checks.c.check_id))
        return {row.check_id: row.severity for row in found}

    def replace(self, severities: Mapping[str, str]) -> None:
        """Keep these severities in place of all that were there."""
        self._connection.execute(delete(house_checks))
        rows = [{"check_id": check, "severity": word} for check, word in severities.items()]
        if rows:
            self._connection.execute(insert(house_checks), rows)
