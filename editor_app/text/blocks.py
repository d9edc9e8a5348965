"""Blocks: Markdown becomes a body, and an edited Markdown becomes the same body again.

Every new text of an article (typing, paste, import, pull, restore, merge) passes ``reconcile``,
so that a paragraph keeps its id through editing, and its links, states and notes with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from editor_app.domain.block import Block, BlockKind, Body
from editor_app.domain.ids import BlockId, ForeignId, PhotoId, new_id
from editor_app.text.identity import match
from editor_app.text.kinds import kind_of, object_of
from editor_app.text.splitting import split

__all__ = [
    "Reconciled",
    "foreign_of",
    "fresh",
    "join",
    "kind_of",
    "object_of",
    "photo_line",
    "photo_of",
    "reconcile",
    "split",
]

GAP = "\n\n"
_NOTHING: Mapping[BlockId, BlockId] = MappingProxyType({})
_TAKES_MORE = frozenset({BlockKind.LIST, BlockKind.FOOTNOTE})


@dataclass(frozen=True)
class Reconciled:
    """A body after an edit, and what became of the blocks of the body before.

    ``added`` came from nowhere, ``removed`` went nowhere, ``changed`` kept its id with other text.
    ``split`` maps each block that was cut off another to that other; ``merged`` maps each block
    that is gone to the one that holds its words now. A block is in one of the five at most; the
    blocks that something was cut off or merged into are among the changed ones.
    """

    before: Body
    body: Body
    added: frozenset[BlockId] = frozenset()
    removed: frozenset[BlockId] = frozenset()
    changed: frozenset[BlockId] = frozenset()
    split: Mapping[BlockId, BlockId] = field(default_factory=lambda: _NOTHING)
    merged: Mapping[BlockId, BlockId] = field(default_factory=lambda: _NOTHING)


def join(texts: Iterable[str]) -> str:
    """Return the Markdown of blocks: one empty line between them."""
    return GAP.join(texts)


def block_at(body: Body, place: int) -> BlockId | None:
    """Return the block at a place (code points) of the body's Markdown; None in an empty one."""
    end = 0
    for block in body:
        end += len(block.text)
        if place <= end:
            return block.id
        end += len(GAP)
    return body[-1].id if body else None


def fresh(markdown: str) -> Body:
    """Return the body of a text that was not here before; every block gets a new id."""
    return tuple(_new_block(text) for text in split(markdown))


def photo_line(photo: PhotoId) -> str:
    """Return the line that places a photo in a body; it is the same in all languages."""
    return f"![](photo:{photo})"


def photo_of(block: Block) -> PhotoId | None:
    """Return the photo that a block places, or None for any other block."""
    if block.kind is not BlockKind.PHOTO:
        return None
    found = object_of(block.text)
    return PhotoId(found[1]) if found else None


def foreign_of(block: Block) -> ForeignId | None:
    """Return the foreign block that a block places, or None for any other block."""
    if block.kind is not BlockKind.FOREIGN:
        return None
    found = object_of(block.text)
    return ForeignId(found[1]) if found else None


def reconcile(before: Body, markdown: str, earlier: Iterable[Block] = ()) -> Reconciled:
    """Return the body of an edited text, in which each paragraph is the one it was.

    Same text keeps its id (equal texts in their order), then what shares its words, then the most
    similar, then the place. Of a split the first part keeps the id; of a merge the first block. A
    new block with the text of one that was there ``earlier`` (and was taken back by undo, or cut
    and pasted) gets that one's id again.
    """
    head, tail, middle = _unchanged_ends(before, markdown)
    olds = before[head : len(before) - tail]
    texts = split(middle)
    found = match([block.text for block in olds], texts)
    blocks: list[Block] = []
    returning = _Returning(before, earlier)
    for number, text in enumerate(texts):
        old = found.kept.get(number)
        if old is not None:
            blocks.append(_kept_block(olds[old], text))
            continue
        blocks.append(returning.take(text) or _new_block(text))
    kept = {olds[old].id for old in found.kept.values()}
    split_off = {blocks[new].id: olds[old].id for new, old in found.parted.items()}
    merged = {olds[old].id: blocks[new].id for old, new in found.joined.items()}
    return Reconciled(
        before=before,
        body=before[:head] + tuple(blocks) + before[len(before) - tail :],
        added=frozenset(block.id for block in blocks) - kept - split_off.keys(),
        removed=frozenset(block.id for block in olds) - kept - merged.keys(),
        changed=frozenset(
            olds[old].id for new, old in found.kept.items() if olds[old].text != texts[new]
        ),
        split=MappingProxyType(split_off),
        merged=MappingProxyType(merged),
    )


class _Returning:
    """Blocks of before that may come back, by their texts."""

    def __init__(self, before: Body, earlier: Iterable[Block]) -> None:
        self._earlier: dict[str, list[Block]] = {}
        self._taken = {block.id for block in before}
        for block in earlier:
            self._earlier.setdefault(block.text, []).append(block)

    def take(self, text: str) -> Block | None:
        """Return an earlier block with that text that is not there now, or None."""
        waiting = (block for block in self._earlier.get(text, ()) if block.id not in self._taken)
        block = next(waiting, None)
        if block:
            self._taken.add(block.id)
        return block


def _new_block(text: str) -> Block:
    return Block(BlockId(new_id()), kind_of(text), text)


def _kept_block(old: Block, text: str) -> Block:
    return old if old.text == text else Block(old.id, kind_of(text), text)


def _unchanged_ends(before: Body, markdown: str) -> tuple[int, int, str]:
    """Return how many blocks are the same at both ends, and the Markdown between them.

    An end stops at a list or a footnote, which may take in what follows or precedes it, and there
    are no ends in a text with fences, which may reach from anywhere to anywhere.
    """
    if "```" in markdown or "~~~" in markdown:
        return 0, 0, markdown
    head, start = 0, 0
    while head < len(before) and markdown.startswith(before[head].text + GAP, start):
        start += len(before[head].text) + len(GAP)
        head += 1
    while head and before[head - 1].kind in _TAKES_MORE:
        head -= 1
        start -= len(before[head].text) + len(GAP)
    tail, stop, most = 0, len(markdown), len(before) - head
    while tail < most and _ends_with(
        markdown, GAP + before[-1 - tail].text, start - len(GAP), stop
    ):
        stop -= len(before[-1 - tail].text) + len(GAP)
        tail += 1
    while tail and before[len(before) - tail].kind in _TAKES_MORE:
        stop += len(before[len(before) - tail].text) + len(GAP)
        tail -= 1
    return head, tail, markdown[start : max(start, stop)]


def _ends_with(markdown: str, text: str, start: int, stop: int) -> bool:
    """Say whether ``text`` stands right before ``stop`` and not before ``start``."""
    return stop - len(text) >= max(start, 0) and markdown.startswith(text, stop - len(text))
