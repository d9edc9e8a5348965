"""Tables as text with tabs, one row a line, the columns named in the first."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from editor_app.outgoing import write_outgoing


def write_table(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> int:
    """Write a table; return its rows. Tabs and line ends inside a text become spaces."""
    lines = ["\t".join(" ".join(cell.split()) for cell in row) for row in (columns, *rows)]
    write_outgoing(path, "".join(f"{line}\n" for line in lines).encode())
    return len(lines) - 1
