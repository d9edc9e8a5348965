"""What recurs in a translation: words that are translated in one row and to do in another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from editor_app.domain.link import Address, Segment, State
from editor_app.text.landmarks import Landmarks
from editor_app.text.matching import memory_key
from editor_app.text.sentence_pairs import pairs_of_row
from editor_app.text.sentences_of import sentences

_READ = frozenset({State.TRANSLATED, State.REVIEWED})


@dataclass(frozen=True)
class Repeat:
    """A row to do (by its sources) with the text that renders the same words elsewhere."""

    sources: tuple[Address, ...]
    source_text: str
    text: str


def repeats(rows: Sequence[Segment], landmarks: Landmarks) -> tuple[Repeat, ...]:
    """Return what may be put into rows that are to do, in the order of the rows.

    Known are the texts of rows that somebody has confirmed and whose source has not changed since,
    and their sentences where it is certain which renders which. Of several the nearest counts, the
    one above rather than the one below, and a whole text rather than a sentence.
    """
    to_do = {number: memory_key(row.source_text) for number, row in enumerate(rows) if _empty(row)}
    if not to_do:
        return ()
    known = _said(rows, set(to_do.values()), landmarks)
    return tuple(
        Repeat(rows[number].sources, rows[number].source_text, _nearest(known[key], number))
        for number, key in to_do.items()
        if key in known
    )


def said_for(
    rows: Sequence[Segment], keys: Collection[str], landmarks: Landmarks
) -> Mapping[str, frozenset[str]]:
    """Return by ``memory_key`` what the confirmed rows say for these words, in any of them."""
    known = _said(rows, keys, landmarks)
    return {key: frozenset(text for _, _, text in texts) for key, texts in known.items()}


def _said(
    rows: Sequence[Segment], wanted: Collection[str], landmarks: Landmarks
) -> dict[str, list[tuple[bool, int, str]]]:
    """Return by key what confirmed rows say: (is a part, number of the row, text)."""
    known: dict[str, list[tuple[bool, int, str]]] = {}
    for number, row in enumerate(rows):
        if row.state in _READ and not row.stale and row.source_text.strip():
            for is_part, source, target in _texts(row, wanted, landmarks):
                known.setdefault(memory_key(source), []).append((is_part, number, target))
    return known


def _texts(
    row: Segment, wanted: Collection[str], landmarks: Landmarks
) -> Iterator[tuple[bool, str, str]]:
    """Yield what a confirmed row says of the wanted keys: (is a part, source, target)."""
    if memory_key(row.source_text) in wanted:
        yield False, row.source_text, row.target_text
    if any(memory_key(sentence) in wanted for sentence in sentences(row.source_text)):
        for source, target in pairs_of_row(row, landmarks):
            if memory_key(source) in wanted:
                yield True, source, target


def _empty(row: Segment) -> bool:
    """Say whether nobody has written or decided anything in a row that asks for words."""
    nothing = not row.target_text.strip() and bool(row.sources)
    return row.state is State.TO_DO and nothing and bool(row.source_text.strip())


def _nearest(known: Sequence[tuple[bool, int, str]], place: int) -> str:
    """Return the text of the row that counts for the row at ``place``."""
    return min(known, key=lambda item: (item[0], item[1] > place, abs(item[1] - place)))[2]
