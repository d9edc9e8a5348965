"""Tables of words: a source and a target a row, the columns named in the first line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from editor_app.domain.errors import Unreadable

__all__ = ["NEEDED", "TableRow", "rows_of"]

NEEDED = ("source_language", "source", "target_language", "target")
"""Columns that every such table has."""

Value = TypeVar("Value")


@dataclass(frozen=True)
class TableRow:
    """One line of a table: ``number`` counted from 1, the cells by column."""

    file: str
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return a cell; empty when the line has none."""
        return self.cells.get(column, "").strip()

    def words(self, column: str) -> str:
        """Return a cell, single-spaced."""
        return " ".join(self[column].split())

    def read(self, column: str, reader: Callable[[str], Value]) -> Value:
        """Return what a cell means. Raises Unreadable, naming the line."""
        try:
            return reader(self[column])
        except ValueError:
            raise Unreadable(
                "table-cell-unclear",
                name=self.file,
                line=self.number,
                column=column,
                text=self[column],
            ) from None


def rows_of(lines: Iterable[list[str]], name: str) -> Iterator[TableRow]:
    """Yield the lines of a table that are not empty; each has all that is NEEDED.

    ``name`` is the file's, for the sentence. Raises Unreadable, naming the line.
    """
    numbered = enumerate(lines, start=1)
    columns = [column.strip().lower() for column in next(numbered, (1, []))[1]]
    missing = [column for column in NEEDED if column not in columns]
    if missing:
        raise Unreadable("table-without-columns", name=name, columns=", ".join(missing))
    for number, line in numbered:
        if not any(cell.strip() for cell in line):
            continue
        row = TableRow(name, number, dict(zip(columns, line, strict=False)))
        empty = next((column for column in NEEDED if not row[column]), None)
        if empty is not None:
            raise Unreadable("table-cell-empty", name=name, line=number, column=empty)
        yield row
