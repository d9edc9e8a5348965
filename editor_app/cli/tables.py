"""Tables of pairs as text with tabs, one row a line, the columns named in the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from editor_app.domain.errors import Unreadable
from editor_app.domain.ids import Language, PairId, new_id
from editor_app.domain.term import MemoryPair
from editor_app.formats.word_tables import NEEDED, TableRow, rows_of
from editor_app.outgoing import write_outgoing
from editor_app.text.cleaning import clean

PAIR_COLUMNS = (*NEEDED, "date", "editor")


def pairs_in(path: Path) -> tuple[MemoryPair, ...]:
    """Return the pairs of a table. Raises Unreadable for the whole table, naming what is wrong."""
    return tuple(
        MemoryPair(
            PairId(new_id()),
            Language(row["source_language"]),
            Language(row["target_language"]),
            row["source"],
            row["target"],
            row.read("date", _day),
            row["editor"],
        )
        for row in _rows(path)
    )


def write_table(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> int:
    """Write a table; return its rows. Tabs and line ends inside a text become spaces."""
    lines = ["\t".join(" ".join(cell.split()) for cell in row) for row in (columns, *rows)]
    write_outgoing(path, "".join(f"{line}\n" for line in lines).encode())
    return len(lines) - 1


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else datetime.now(UTC)


def _rows(path: Path) -> Iterator[TableRow]:
    """Return the lines that are not empty; each has all that is NEEDED."""
    try:
        text = clean(path.read_bytes().decode("utf-8-sig")).text
    except UnicodeDecodeError:
        raise Unreadable("table-not-utf-8", name=path.name) from None
    return rows_of((line.split("\t") for line in text.split("\n")), path.name)
