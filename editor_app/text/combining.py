"""Two edits of one text in one: what to propose when somebody wants to keep both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editor_app.text.differences import parts_of

_MOST_CELLS = 4_000_000
_LEAST_KEPT = 0.5
"""The share of the words that both must have left alone; below it a text was written anew."""


@dataclass(frozen=True)
class _Edit:
    """The parts from ``start`` to ``end`` of the base give way to ``new``."""

    start: int
    end: int
    new: tuple[str, ...]


def combine(base: str, mine: str, theirs: str) -> str | None:
    """Return the base with both edits in it, or None where they touch the same words.

    Between an edit of one side and one of the other at least one word must have stayed. The result
    is a proposal: that two edits fit side by side does not mean that they agree.
    """
    if theirs in {mine, base}:
        return mine
    if mine == base:
        return theirs
    parts = parts_of(base)
    both = [parts_of(mine), parts_of(theirs)]
    if not parts or any(len(parts) * len(side) > _MOST_CELLS for side in both):
        return None
    ours, others = (_edits(parts, side) for side in both)
    if not all(_kept_enough(parts, edits) for edits in (ours, others)):
        return None
    edits = sorted({*ours, *others}, key=lambda edit: (edit.start, edit.end))
    pairs = ((one, other) for one in ours for other in others if one != other)
    if any(_touch(parts, one, other) for one, other in pairs):
        return None
    return "".join(_carried_out(parts, edits))


def _edits(base: list[str], side: list[str]) -> list[_Edit]:
    """Return the edits of one side; those with no word between them are one."""
    from rapidfuzz.distance import LCSseq

    edits: list[_Edit] = []
    for step in LCSseq.opcodes(base, side):
        if step.tag == "equal":
            continue
        new = tuple(side[step.dest_start : step.dest_end])
        last = edits[-1] if edits else None
        if last is not None and not _has_word(base[last.end : step.src_start]):
            between = tuple(base[last.end : step.src_start])
            edits[-1] = _Edit(last.start, step.src_end, (*last.new, *between, *new))
        else:
            edits.append(_Edit(step.src_start, step.src_end, new))
    return edits


def _has_word(parts: Sequence[str]) -> bool:
    return any(character.isalnum() for part in parts for character in part)


def _kept_enough(base: list[str], edits: list[_Edit]) -> bool:
    """Say whether at least half of the words are as they were."""
    total = sum(map(_has_word, base))
    gone = sum(_has_word(part) for edit in edits for part in base[edit.start : edit.end])
    return total - gone >= total * _LEAST_KEPT


def _touch(base: list[str], one: _Edit, other: _Edit) -> bool:
    """Say whether two edits have no unchanged word between them."""
    first, second = sorted((one, other), key=lambda edit: (edit.start, edit.end))
    return first.end > second.start or not _has_word(base[first.end : second.start])


def _carried_out(base: list[str], edits: list[_Edit]) -> Iterator[str]:
    """Yield the parts of the base with all edits made."""
    at = 0
    for edit in edits:
        yield from base[at : edit.start]
        yield from edit.new
        at = edit.end
    yield from base[at:]
