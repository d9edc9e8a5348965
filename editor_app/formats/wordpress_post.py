"""A WordPress post's text as blocks: each with its exact bytes and the Markdown they stand for.

``read_post`` takes content as the site stores it (*raw*) and ``wordpress_composing.write_post``
makes it again; a block whose Markdown did not change goes out as the bytes it came in. What the
desk does not model is a foreign block: the line ``![](foreign:ID)`` in the text.
"""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from editor_app.domain.ids import PhotoId
from editor_app.domain.remote import ForeignBlock, foreign_block, foreign_line
from editor_app.formats.block_markup import Chunk, chunks
from editor_app.formats.pieces import to_markdown
from editor_app.formats.wordpress_equality import normal_form
from editor_app.formats.wordpress_footnotes import FOOTNOTES, PostNote, labels_for, read_notes
from editor_app.formats.wordpress_foreign import foreign_of
from editor_app.formats.wordpress_photos import PostPhoto, is_photo, read_photo
from editor_app.formats.wordpress_reading import read_chunk
from editor_app.formats.wordpress_segments import segments
from editor_app.formats.wordpress_words import Reading, Unmodelled
from editor_app.text.blocks import photo_line
from editor_app.text.splitting import split

GAP = "\n\n"
PhotoOf = Callable[[PostPhoto], PhotoId | None]
"""Tells which photo of the desk a photo of a post is; None when the desk does not have it."""


@dataclass(frozen=True)
class BlockBase:
    """A block of a post: its bytes, the Markdown they stand for, and the bytes before it.

    The Markdown is one block of an article (several for the block that holds the footnotes).
    ``photo`` is what a photo block says besides its photo; ``foreign`` a block kept as it is.
    """

    raw: str
    markdown: str
    gap: str = GAP
    photo: PostPhoto | None = None
    foreign: ForeignBlock | None = None


@dataclass(frozen=True)
class PostContent:
    """The text of a post. ``classic`` says that it has no block markup.

    ``footnotes`` is the field of that name in the post's meta (JSON, empty without footnotes), and
    ``notes`` what it holds.
    """

    blocks: tuple[BlockBase, ...] = ()
    tail: str = ""
    classic: bool = False
    footnotes: str = ""
    notes: tuple[PostNote, ...] = ()

    @property
    def content(self) -> str:
        """The content as the site stores it, byte for byte."""
        return "".join(block.gap + block.raw for block in self.blocks) + self.tail

    @property
    def markdown(self) -> str:
        """The body as Markdown."""
        return GAP.join(block.markdown for block in self.blocks if block.markdown)

    @property
    def foreign(self) -> tuple[ForeignBlock, ...]:
        """The blocks that are kept as they are."""
        return tuple(block.foreign for block in self.blocks if block.foreign)

    def to_json(self) -> str:
        """Return all of it as JSON, for keeping it as the base of later changes."""
        told = {**asdict(self), "blocks": [_block_told(one) for one in self.blocks]}
        return json.dumps(told, ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> PostContent:
        """Return what ``to_json`` wrote; the empty content for an empty text.

        Raises ValueError, KeyError or TypeError for anything else.
        """
        if not text:
            return EMPTY
        told = json.loads(text)
        blocks = tuple(_block_from(one) for one in told["blocks"])
        notes = tuple(PostNote(**one) for one in told["notes"])
        return PostContent(blocks, told["tail"], told["classic"], told["footnotes"], notes)


def _block_told(one: BlockBase) -> dict[str, object]:
    """Return a block as JSON values, without what is nothing and without its bytes twice."""
    told = {name: value for name, value in asdict(one).items() if value is not None}
    if one.foreign:
        told["foreign"] = {"name": one.foreign.name, "kind": one.foreign.kind}
        if one.foreign.raw != one.raw:
            told["foreign"]["raw"] = one.foreign.raw
    return told


def _block_from(told: dict[str, Any]) -> BlockBase:
    photo, foreign = told.get("photo"), told.get("foreign")
    return BlockBase(
        told["raw"],
        told["markdown"],
        told["gap"],
        PostPhoto(**photo) if photo else None,
        foreign_block(**{"raw": told["raw"], **foreign}) if foreign else None,
    )


EMPTY = PostContent()


def read_post(
    content: str,
    photo_of: PhotoOf,
    *,
    footnotes: str = "",
    known: PostContent = EMPTY,
    base_url: str = "",
) -> PostContent:
    """Return the text of a post. There is no content that it refuses, and none that it loses.

    ``known`` is the text as both sides last had it: a block with the same bytes (or the same but
    for their spelling) has the same Markdown. A photo that ``photo_of`` does not know is kept as a
    foreign block. ``base_url`` is the site's address, for links without a host.
    """
    labels = labels_for(content, footnotes, {note.id: note.label for note in known.notes})
    reader = _PostReader(known, Reading(base_url, labels), photo_of)
    notes: tuple[PostNote, ...] = ()
    try:
        notes = read_notes(footnotes, labels, known.notes, reader.reading)
        reader.notes = notes
    except Unmodelled:
        notes = ()
    pieces, tail = _cut(content, known)
    blocks, left = reader.read(pieces)
    return PostContent(
        blocks=_mergeless(blocks, reader),
        tail=left + tail,
        classic=bool(content.strip()) and not any(chunk.name for _, chunk in pieces),
        footnotes=footnotes,
        notes=notes,
    )


def photos_in(content: str) -> tuple[PostPhoto, ...]:
    """Return the photos that a post shows, in order, for fetching those that the desk lacks."""
    found = []
    for _, chunk in _cut(content, EMPTY)[0]:
        if is_photo(chunk):
            try:
                found.append(read_photo(chunk, Reading()))
            except Unmodelled:
                continue
    return tuple(found)


def _cut(content: str, known: PostContent) -> tuple[list[tuple[str, Chunk]], str]:
    """Return the blocks and segments with the bytes before each, and the bytes at the end.

    Several blocks that were written for one block of Markdown stay together.
    """
    pieces: list[tuple[str, Chunk]] = []
    gap = ""
    for chunk in chunks(content):
        if chunk.name:
            pieces.append((gap, chunk))
            gap = ""
            continue
        parts, left = segments(chunk.raw)
        for part in parts:
            pieces.append((gap + part.gap, Chunk("", part.raw, "")))
            gap = ""
        gap += left
    together = [block.raw for block in known.blocks if _is_several(block.raw)]
    return (_kept_together(pieces, together) if together else pieces), gap


def _is_several(raw: str) -> bool:
    if "\n\n" not in raw:
        return False
    found = chunks(raw)
    return len(found) > 1 or (not found[0].name and len(segments(raw)[0]) > 1)


def _kept_together(
    pieces: Sequence[tuple[str, Chunk]], together: Sequence[str]
) -> list[tuple[str, Chunk]]:
    """Join pieces that follow each other and are, with the bytes between them, one of those."""
    out: list[tuple[str, Chunk]] = []
    place = 0
    while place < len(pieces):
        gap, chunk = pieces[place]
        raw, end = chunk.raw, place + 1
        wanted = [one for one in together if one.startswith(raw) and one != raw]
        while wanted and end < len(pieces) and raw not in wanted:
            raw += pieces[end][0] + pieces[end][1].raw
            end += 1
            wanted = [one for one in wanted if one.startswith(raw)]
        if raw in wanted:
            out.append((gap, Chunk("", raw, "")))
            place = end
        else:
            out.append((gap, chunk))
            place += 1
    return out


@dataclass
class _PostReader:
    """Reads block after block; ``waiting`` are the known blocks by their bytes."""

    known: PostContent
    reading: Reading
    photo_of: PhotoOf
    notes: tuple[PostNote, ...] | None = None
    waiting: Mapping[str, deque[BlockBase]] = field(init=False)

    def __post_init__(self) -> None:
        waiting: defaultdict[str, deque[BlockBase]] = defaultdict(deque)
        for block in self.known.blocks:
            waiting[block.raw].append(block)
        self.waiting = waiting

    def read(self, pieces: Sequence[tuple[str, Chunk]]) -> tuple[list[BlockBase], str]:
        """Return the blocks, and the bytes behind the last; blocks without words go into gaps."""
        made = [self._block(chunk) for _before, chunk in pieces]
        for at in self._again(made):
            made[at] = _foreign(pieces[at][1])
        blocks: list[BlockBase] = []
        gap = ""
        for (before, chunk), found in zip(pieces, made, strict=True):
            gap += before
            if found.markdown:
                blocks.append(replace(found, gap=gap))
                gap = ""
            else:
                gap += chunk.raw
        return blocks, gap

    def _again(self, blocks: Sequence[BlockBase]) -> Iterator[int]:
        """Yield where a photo stands that the post shows elsewhere too, with other words.

        An article has one caption for a photo. What is known stays, else the first one.
        """
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, block in enumerate(blocks):
            if block.photo is not None:
                places[block.markdown].append(at)
        known = {block.raw for block in self.known.blocks}
        for same in places.values():
            stays = next((at for at in same if blocks[at].raw in known), same[0])
            photo = blocks[stays].photo
            for at in same:
                other = blocks[at].photo
                if photo and other and not photo.says_the_same(other):
                    yield at

    def known_as(self, raw: str) -> BlockBase | None:
        """Return the known block of these bytes, or of bytes that the site spelt in another way.

        Each is given once as long as there are several.
        """
        same = self.waiting.get(raw)
        if same:
            return same.popleft() if len(same) > 1 else same[0]
        found = self.respelt.get(normal_form(raw)) if self.known.blocks else None
        return replace(found, raw=raw) if found else None

    @cached_property
    def respelt(self) -> Mapping[str, BlockBase]:
        """The known blocks by the normal form of their bytes."""
        return {normal_form(block.raw): block for block in reversed(self.known.blocks)}

    def _block(self, chunk: Chunk) -> BlockBase:
        if chunk.name == FOOTNOTES and self.notes:
            return BlockBase(chunk.raw, GAP.join(note.markdown for note in self.notes))
        known = self.known_as(chunk.raw)
        if known is not None and chunk.name != FOOTNOTES:
            return known
        try:
            return self._modelled(chunk)
        except Unmodelled:
            return _foreign(chunk)

    def _modelled(self, chunk: Chunk) -> BlockBase:
        if is_photo(chunk):
            return self._photo(chunk)
        pieces = read_chunk(chunk, self.reading)
        markdown = to_markdown(pieces)
        if len(pieces) > 1 or len(split(markdown)) > 1:
            raise Unmodelled("several")
        return BlockBase(chunk.raw, markdown)

    def _photo(self, chunk: Chunk) -> BlockBase:
        photo = read_photo(chunk, self.reading)
        known = self.photo_of(photo)
        if known is None:
            raise Unmodelled("photo")
        return BlockBase(chunk.raw, photo_line(known), photo=photo)


def _foreign(chunk: Chunk) -> BlockBase:
    """Return a block that is kept as it is."""
    foreign = foreign_of(chunk)
    return BlockBase(chunk.raw, foreign_line(foreign.id), foreign=foreign)


def _mergeless(blocks: Sequence[BlockBase], reader: _PostReader) -> tuple[BlockBase, ...]:
    """Join blocks whose Markdown would run together: two lists of one kind are one list there.

    Those that we wrote as two stay two: a footnote parted them, and those stand elsewhere there.
    """
    out: list[BlockBase] = []
    written = {(one.raw, other.raw) for one, other in pairwise(reader.known.blocks)}
    for block in blocks:
        before = out[-1] if out else None
        apart = before is None or (before.raw, block.raw) in written
        if before is None or apart or not _run_together(before.markdown, block.markdown):
            out.append(block)
            continue
        raw = before.raw + block.gap + block.raw
        known = reader.known_as(raw)
        both = split(before.markdown + GAP + block.markdown)
        markdown = known.markdown if known else GAP.join(both)
        out[-1] = BlockBase(raw, markdown, before.gap)
    return tuple(out)


def _run_together(first: str, second: str) -> bool:
    if first[:1].isalpha() and second[:1].isalpha():  # nearly always two paragraphs
        return False
    return split(first + GAP + second) != (*split(first), *split(second))
