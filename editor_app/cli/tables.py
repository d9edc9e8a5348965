"""Tables of terms and pairs as text with tabs, one row a line, the columns named in the first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from editor_app.domain.errors import Unreadable
from editor_app.domain.ids import Language, PairId, TermId, new_id
from editor_app.domain.term import MemoryPair, Term, TermForm, TermKind
from editor_app.text.cleaning import clean

NEEDED = ("source_language", "source", "target_language", "target")
PAIR_COLUMNS = (*NEEDED, "date", "editor")

Value = TypeVar("Value")


@dataclass(frozen=True)
class Row:
    """One line of a table: ``number`` counted from 1, the cells by column."""

    file: str
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return a cell, empty when the line has none."""
        return self.cells.get(column, "").strip()

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


def terms_in(path: Path) -> tuple[Term, ...]:
    """Return the terms of a table. Raises Unreadable for the whole table, naming what is wrong.

    A column ``forbidden`` holds forms that must not be used, parted by vertical bars.
    """
    return tuple(
        Term(
            TermId(new_id()),
            row.read("kind", lambda text: TermKind(text or "term")),
            (
                TermForm(Language(row["source_language"]), row["source"]),
                TermForm(Language(row["target_language"]), row["target"]),
                *(
                    TermForm(Language(row["target_language"]), form.strip(), forbidden=True)
                    for form in row["forbidden"].split("|")
                    if form.strip()
                ),
            ),
            note=row["note"],
        )
        for row in _rows(path)
    )


def write_table(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> int:
    """Write a table; return its rows. Tabs and line ends inside a text become spaces."""
    lines = ["\t".join(" ".join(cell.split()) for cell in row) for row in (columns, *rows)]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines) - 1


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else datetime.now(UTC)


def _rows(path: Path) -> Iterator[Row]:
    """Yield the lines that are not empty; each has all that is NEEDED."""
    try:
        text = clean(path.read_bytes().decode("utf-8-sig")).text
    except UnicodeDecodeError:
        raise Unreadable("table-not-utf-8", name=path.name) from None
    head, *lines = text.split("\n")
    columns = [column.strip() for column in head.split("\t")]
    missing = [column for column in NEEDED if column not in columns]
    if missing:
        raise Unreadable("table-without-columns", name=path.name, columns=", ".join(missing))
    for number, line in enumerate(lines, start=2):
        if not line.strip():
            continue
        row = Row(path.name, number, dict(zip(columns, line.split("\t"), strict=False)))
        empty = next((column for column in NEEDED if not row[column]), None)
        if empty is not None:
            raise Unreadable("table-cell-empty", name=path.name, line=number, column=empty)
        yield row
