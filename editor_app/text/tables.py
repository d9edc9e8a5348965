"""Tables of words that come with the program: read from text, never from a file.

A table has tab-separated columns; the first line that is no comment (``#``) names them, the last
one says where a row comes from. The files are in ``resources/tables``; ``storage.resources`` opens
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def read_rows(table: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a table by the names of its columns.

    Raises ValueError, naming the line, when one has too few or too many columns.
    """
    lines = _lines(table)
    names = next(lines, (0, ""))[1].split("\t")
    rows = []
    for number, line in lines:
        cells = line.split("\t")
        if len(cells) != len(names):
            raise ValueError(f"line {number} has {len(cells)} columns and not {len(names)}")
        rows.append(dict(zip(names, cells, strict=True)))
    return tuple(rows)


def forms(cell: str) -> tuple[str, ...]:
    """Return the forms in a cell, which are parted by commas."""
    return tuple(filter(None, (form.strip() for form in cell.split(","))))


def _lines(table: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that say something, with their numbers from 1."""
    for number, line in enumerate(table.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line
