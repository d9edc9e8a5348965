"""An article's body written as the content of a WordPress post, on the ground of what stands there.

A block whose Markdown is as it was goes out as the bytes that were there; one whose words changed
keeps what our Markdown does not say. So an edit changes nothing but what was edited.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from unicodedata import normalize

from editor_app.domain.block import BlockKind
from editor_app.domain.errors import NotReady
from editor_app.domain.ids import ForeignId, PhotoId
from editor_app.domain.remote import ForeignBlock
from editor_app.formats.block_markup import block, void_block
from editor_app.formats.wordpress_footnotes import (
    FOOTNOTES,
    Numbering,
    PostNote,
    field_of,
    note_of,
    numbered,
    references,
)
from editor_app.formats.wordpress_photos import (
    PostPhoto,
    photo_block,
    photo_classic,
    revised_photo,
)
from editor_app.formats.wordpress_post import EMPTY, GAP, BlockBase, PostContent
from editor_app.formats.wordpress_revising import revised
from editor_app.formats.wordpress_segments import run_together
from editor_app.formats.wordpress_words import attribute_text, plain_note, words_text
from editor_app.formats.wordpress_writing import Form, pieces_of, written, written_over
from editor_app.text.identity import match
from editor_app.text.kinds import kind_of, object_of
from editor_app.text.splitting import split

NO_PHOTOS: Mapping[PhotoId, PostPhoto] = MappingProxyType({})
NO_FOREIGN: Mapping[ForeignId, ForeignBlock] = MappingProxyType({})
NO_EMBEDS: Mapping[str, str] = MappingProxyType({})
_PLAIN_SIGN = '<sup class="note">'


@dataclass(frozen=True)
class Material:
    """What the lines of a body stand for on this site.

    ``photos`` as the site has them, with the words of this article; ``foreign`` blocks by their id
    (those of the base are known anyway); ``embeds`` the addresses of embeds by their id.
    ``footnotes`` says that the site has footnotes of its own (WordPress 6.3 and later); ``classic``
    that a new post is written without block markup; ``base_url`` is the site's address.
    """

    photos: Mapping[PhotoId, PostPhoto] = field(default_factory=lambda: NO_PHOTOS)
    foreign: Mapping[ForeignId, ForeignBlock] = field(default_factory=lambda: NO_FOREIGN)
    embeds: Mapping[str, str] = field(default_factory=lambda: NO_EMBEDS)
    footnotes: bool = True
    classic: bool = False
    base_url: str = ""


def write_post(
    texts: Sequence[str], material: Material, base: PostContent = EMPTY, seed: str = ""
) -> PostContent:
    """Return the content of a post with these blocks of Markdown.

    ``base`` is the text that both sides last had. ``seed`` (the article's id) makes the ids of new
    footnotes. Raises NotReady when a photo (``photo-not-on-site``), a foreign block
    (``foreign-block-missing``) or an embed (``embed-missing``) is not among the material.
    """
    return _Composing(texts, material, base, seed).run()


def makes_something(text: str) -> bool:
    """Say whether a block of Markdown is anything in a post: an empty list or note is not."""
    pieces = pieces_of(text)
    if kind_of(text) is BlockKind.FOOTNOTE:
        return any(run.text.strip() for piece in pieces for run in piece.runs)
    return object_of(text) is not None or bool(written(pieces, Form()))


class _Composing:
    """Goes through the blocks once; ``olds`` gives the block of the base that each continues."""

    def __init__(
        self, texts: Sequence[str], material: Material, base: PostContent, seed: str
    ) -> None:
        self.texts = [normalize("NFC", text) for text in texts]
        self.material = material
        self.base = base
        self.classic = base.classic if base.blocks else material.classic
        self.native = not self.classic and (bool(base.notes) or self._has_own_footnotes())
        self.notes = self._notes(seed) if self.native else ()
        self.form = Form(self.classic, Numbering(self.notes).sign if self.native else plain_note)
        self.foreign = {one.id: one for one in base.foreign} | dict(material.foreign)
        self.note_ids = {note.id for note in self.notes}
        self.olds = self._continued()

    def run(self) -> PostContent:
        """Return the content."""
        made: list[tuple[int | None, BlockBase]] = []
        noted = False
        for number, text in enumerate(self.texts):
            if self.native and kind_of(text) is BlockKind.FOOTNOTE:
                if self.notes and not noted:
                    made.append(self._footnotes())
                noted = True
                continue
            found = self._block(number, text)
            if found.raw:
                made.append((self.olds.get(number), found))
        raws = [one.raw for _, one in made]
        before = [one.raw for one in self.base.blocks]
        raws = numbered(raws, before) if self.native else raws
        blocks = [
            one if one.foreign else replace(one, raw=raw)
            for (_, one), raw in zip(made, raws, strict=True)
        ]
        spaced = self._spaced([old for old, _ in made], blocks)
        return PostContent(
            tuple(spaced),
            self.base.tail,
            self.classic,
            self._field([*references("".join(raws))]),
            self.notes,
        )

    def _has_own_footnotes(self) -> bool:
        """Say whether the site's own footnotes are used: never in a text that has plain ones."""
        plain = any(_PLAIN_SIGN in block.raw for block in self.base.blocks)
        return self.material.footnotes and not plain

    # -- what was there

    def _continued(self) -> dict[int, int]:
        """Return, by the number of a text, the number of the base's block that it continues."""
        parts: list[str] = []
        owners: list[int] = []
        for number, one in enumerate(self.base.blocks):
            for part in split(one.markdown):
                parts.append(normalize("NFC", part))
                owners.append(number)
        kept = match(parts, self.texts).kept if parts else {}
        return {new: owners[old] for new, old in kept.items()}

    def _spaced(self, olds: Sequence[int | None], blocks: Sequence[BlockBase]) -> list[BlockBase]:
        """Give each block the bytes before it: as they were where it stands behind the same one."""
        staying = {old for old in olds if old is not None}
        out: list[BlockBase] = []
        for place, (old, one) in enumerate(zip(olds, blocks, strict=True)):
            before = olds[place - 1] if place else -1
            gap = "" if old is None else self._unseen(old, staying)
            apart = False
            if old is not None and before == old - 1:
                gap = self.base.blocks[old].gap
                # Two that stand as they stood were read apart, whatever unseen tag kept them so.
                pair = [block.raw for block in blocks[place - 1 : place + 1]]
                apart = pair == [block.raw for block in self.base.blocks[before : old + 1]]
            elif not gap.strip():
                gap = GAP if place else ""
            elif place and not gap[0].isspace():
                gap = GAP + gap
            if place and not apart and run_together(blocks[place - 1].raw, gap, one.raw):
                gap += GAP
            out.append(replace(one, gap=gap))
        return out

    def _unseen(self, old: int, staying: set[int]) -> str:
        """Return the bytes before a block of the base, and what is left of blocks that are gone.

        Comments of the site stand there; they stay although nobody sees them here.
        """
        gaps = [self.base.blocks[old].gap]
        while old and old - 1 not in staying:
            old -= 1
            left = self.base.blocks[old].gap
            gaps += [left] if left.strip() else []
        return "".join(reversed(gaps))

    # -- one block

    def _block(self, number: int, text: str) -> BlockBase:
        old = self.base.blocks[self.olds[number]] if number in self.olds else None
        line = object_of(text)
        if line is not None and kind_of(text) is line[0]:
            return self._object(line[0], line[1], text, old)
        if old is not None and self._stands(old, text):
            return replace(old, markdown=text)
        pieces = pieces_of(text)
        if old is None or old.foreign or old.photo:
            return BlockBase(written(pieces, self.form), text)
        fresh = written_over(pieces, old.raw, self.form)
        return BlockBase(revised(old.raw, fresh, self.material.base_url), text)

    def _stands(self, old: BlockBase, text: str) -> bool:
        """Say whether a block goes out as it was: the same words, and no sign of a lost note."""
        return normalize("NFC", old.markdown) == text and self.note_ids.issuperset(
            references(old.raw)
        )

    def _object(self, kind: BlockKind, name: str, text: str, old: BlockBase | None) -> BlockBase:
        if kind is BlockKind.PHOTO:
            return self._photo(text, name, old)
        if kind is BlockKind.EMBED:
            return self._embed(text, name, old)
        if old is not None and old.markdown == text:
            return old
        found = self.foreign.get(ForeignId(name))
        if found is None:
            raise NotReady("foreign-block-missing", id=name)
        return BlockBase(found.raw, text, foreign=found)

    def _photo(self, text: str, name: str, old: BlockBase | None) -> BlockBase:
        photo = self.material.photos.get(PhotoId(name))
        shown = old.photo if old and old.markdown == text else None
        if old and shown and (photo is None or shown.says_the_same(photo)):
            return old
        if photo is None:
            raise NotReady("photo-not-on-site", photo=name)
        same = old and shown and shown.media == photo.media
        kept = revised_photo(old.raw, photo) if old and same else None
        fresh = photo_classic(photo) if self.classic else photo_block(photo)
        return BlockBase(kept or fresh, text, photo=photo)

    def _embed(self, text: str, name: str, old: BlockBase | None) -> BlockBase:
        if old is not None and old.markdown == text:
            return old
        address = self.material.embeds.get(name)
        if address is None:
            raise NotReady("embed-missing", id=name)
        if self.classic:
            return BlockBase(words_text(address), text)
        inner = (
            '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n'
            f"{attribute_text(address)}\n</div></figure>"
        )
        return BlockBase(block("embed", inner, {"url": address}), text)

    # -- footnotes

    def _notes(self, seed: str) -> tuple[PostNote, ...]:
        """Return the notes of the body, in its order; of two with one label the first counts."""
        before = {note.label: note for note in self.base.notes}
        found: dict[str, PostNote] = {}
        for text in self.texts:
            if kind_of(text) is BlockKind.FOOTNOTE:
                for piece in pieces_of(text):
                    label = piece.name
                    while label in found:
                        label += "+"
                    note = note_of(label, piece.runs, text, before.get(label), seed)
                    if note.html or note in self.base.notes:  # WordPress drops empty ones
                        found[label] = note
        return tuple(found.values())

    def _footnotes(self) -> tuple[int | None, BlockBase]:
        markdown = GAP.join(note.markdown for note in self.notes)
        for number, one in enumerate(self.base.blocks):
            if one.raw.startswith("<!-- wp:footnotes"):
                return number, BlockBase(one.raw, markdown)
        return None, BlockBase(void_block(FOOTNOTES), markdown)

    def _field(self, order: Sequence[str]) -> str:
        """Return the field with the notes in the order of their signs, as it was if it was so."""
        if not self.native:
            return self.base.footnotes
        if self.notes == self.base.notes or (not self.notes and not self.base.notes):
            return self.base.footnotes
        place = {told: number for number, told in enumerate(order)}
        return field_of(sorted(self.notes, key=lambda note: place.get(note.id, len(place))))
