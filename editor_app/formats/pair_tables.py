"""Tables of pairs for a memory: text with tabs, one pair a line, the columns named in the first."""

from __future__ import annotations

from datetime import UTC, datetime

from editor_app.domain.errors import Unreadable
from editor_app.formats.tmx import TmxUnit, TmxVariant
from editor_app.formats.tmx_facts import Facts
from editor_app.formats.word_tables import NEEDED, TableRow, rows_of
from editor_app.text.cleaning import clean

__all__ = ["PAIR_COLUMNS", "read_pair_table"]

PAIR_COLUMNS = (*NEEDED, "date", "editor")


def read_pair_table(data: bytes, name: str) -> tuple[TmxUnit, ...]:
    """Return the pairs of a table. Raises Unreadable for the whole table, naming what is wrong."""
    try:
        text = clean(data.decode("utf-8-sig")).text
    except UnicodeDecodeError:
        raise Unreadable("table-not-utf-8", name=name) from None
    return tuple(map(_unit, rows_of((line.split("\t") for line in text.split("\n")), name)))


def _unit(row: TableRow) -> TmxUnit:
    source = TmxVariant(row["source_language"], row["source"])
    target = TmxVariant(row["target_language"], row["target"])
    facts = Facts(changed=row.read("date", _day), changed_by=row["editor"])
    return TmxUnit((source, target), source.language, facts=facts)


def _day(text: str) -> datetime | None:
    """Return an instant; without a zone it is in UTC. Raises ValueError."""
    if not text:
        return None
    at = datetime.fromisoformat(text)
    try:
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(text) from error
