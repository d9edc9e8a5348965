"""What goes to a translator and comes back, whatever the kind of file: rows of source and target.

``xliff12``, ``xliff21`` and ``bilingual_word`` write and read these values; ``translation_files``
is their door.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from editor_app.domain.ids import Language
from editor_app.domain.link import Made, State
from editor_app.formats.inline_parts import Part, PartKind, Parts, markdown_of, parts_of

__all__ = ["ExchangeFile", "ExchangeNote", "ExchangeRow", "numbered_like", "restored", "row_of"]

OURS = "Copydesk"
"""Who wrote a note that came out of this program; such notes are not taken back."""


@dataclass(frozen=True)
class ExchangeNote:
    """A note on a row or on the whole file, and who wrote it."""

    text: str
    by: str = ""


@dataclass(frozen=True)
class ExchangeRow:
    """One row. ``id`` is the unit's, lasting between sending and taking back.

    ``target`` is None where the file has none. ``state`` and ``made`` are None where the file does
    not say. ``name`` says what the row is (``headline``, ``caption``). Without ``translate`` the
    row is only there to be read.
    """

    id: str
    source: Parts
    target: Parts | None = None
    state: State | None = None
    made: Made | None = None
    name: str = ""
    notes: tuple[ExchangeNote, ...] = ()
    translate: bool = True

    @property
    def source_text(self) -> str:
        """The source as our Markdown."""
        return markdown_of(self.source)

    @property
    def target_text(self) -> str:
        """The target as our Markdown; empty where there is none, or nothing but codes."""
        parts = self.target or ()
        written = any(part.kind is PartKind.WORDS and part.text.strip() for part in parts)
        return markdown_of(parts) if written else ""


@dataclass(frozen=True)
class ExchangeFile:
    """One file of rows. ``original`` names what it was made from; ours hold the sending's id."""

    source_language: Language
    target_language: Language | None
    rows: tuple[ExchangeRow, ...]
    original: str = ""
    notes: tuple[ExchangeNote, ...] = ()
    tool: str = ""
    written: datetime | None = None
    by_id: Mapping[str, ExchangeRow] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Index the rows."""
        object.__setattr__(self, "by_id", {row.id: row for row in self.rows})


def row_of(
    unit: str,
    source: str,
    target: str,
    *,
    state: State | None = None,
    made: Made | None = None,
    name: str = "",
    notes: tuple[ExchangeNote, ...] = (),
) -> ExchangeRow:
    """Return the row of two texts of ours; codes that both have get the same number."""
    parts = parts_of(source)
    given = numbered_like(parts_of(target), parts) if target else None
    return ExchangeRow(unit, parts, given, state, made, name, notes)


def numbered_like(parts: Sequence[Part], model: Sequence[Part]) -> Parts:
    """Return the parts with the numbers of the same codes in ``model``, others behind those."""
    free = [part for part in model if part.kind in {PartKind.OPEN, PartKind.ALONE}]
    closings = {part.number: part.text for part in model if part.kind is PartKind.CLOSE}
    ours = {part.number: part.text for part in parts if part.kind is PartKind.CLOSE}
    last = max((part.number for part in model), default=0)
    numbers: dict[int, int] = {}
    for part in parts:
        if part.kind not in {PartKind.OPEN, PartKind.ALONE}:
            continue
        twin = next(
            (
                item
                for item in free
                if (item.kind, item.text) == (part.kind, part.text)
                and closings.get(item.number) == ours.get(part.number)
            ),
            None,
        )
        if twin is None:
            last += 1
            numbers[part.number] = last
        else:
            free.remove(twin)
            numbers[part.number] = twin.number
    return tuple(
        part if part.kind is PartKind.WORDS else part._replace(number=numbers[part.number])
        for part in parts
    )


def restored(parts: Sequence[Part], *models: str) -> Parts:
    """Return parts that came back with their signs as they went out, told by kind and number.

    Tools may rewrite what a code hides; its number they keep. ``models`` are the texts that were
    sent, the source first.
    """
    known: dict[tuple[PartKind, int], Part] = {}
    first: Parts = ()
    for place, text in enumerate(models):
        sent = parts_of(text) if not place else numbered_like(parts_of(text), first)
        first = first or sent
        for part in sent:
            known.setdefault((part.kind, part.number), part)
    return tuple(
        known.get((part.kind, part.number), part) if part.kind is not PartKind.WORDS else part
        for part in parts
    )
