"""Links between language versions: making them, following edits, and the rows they give.

The parts stand in ``words`` (addresses and texts), ``rows`` (segments), ``following`` (links after
an edit) and ``aligning`` (who renders whom, from place and content); this module is their door.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from editor_app.domain.block import Body
from editor_app.domain.ids import PhotoId
from editor_app.domain.link import Address, Link, Rendering, Segment, State
from editor_app.domain.photo import PhotoUse
from editor_app.text.aligning import align
from editor_app.text.blocks import photo_of
from editor_app.text.following import Side, follow, follow_left_out
from editor_app.text.landmarks import Landmarks
from editor_app.text.recalling import Memory, earlier_blocks, recall, remember, with_links
from editor_app.text.rows import segments
from editor_app.text.words import ALT, CAPTION, FIELDS, Words, words_of

__all__ = [
    "ALT",
    "CAPTION",
    "FIELDS",
    "Memory",
    "Side",
    "Words",
    "earlier_blocks",
    "follow",
    "follow_left_out",
    "link_new",
    "photos_of",
    "place_for",
    "recall",
    "remember",
    "segments",
    "state_after_edit",
    "with_links",
    "words_of",
]

NO_PHOTOS: Mapping[str, PhotoId] = MappingProxyType({})


def photos_of(uses: Iterable[PhotoUse]) -> dict[str, PhotoId]:
    """Return the photo of each use, for ``link_new`` and ``place_for``; give uses of both sides."""
    return {use.id: use.photo for use in uses}


def link_new(
    source: Words,
    target: Words,
    links: Iterable[Link],
    landmarks: Landmarks,
    photos: Mapping[str, PhotoId] = NO_PHOTOS,
    passed_over: Iterable[Address] = (),
    alone: Iterable[Address] = (),
) -> tuple[Link, ...]:
    """Return the links with new ones for target texts that have none.

    Fields go to the fields of the same name, captions and alt texts to those of the same photo
    (``photos`` as ``photos_of`` gives them), blocks by their place between linked neighbours and
    then by content: ``landmarks`` tell what they speak of. Sources that were ``passed_over`` (left
    out) get none, and neither do targets that somebody has set ``alone`` (unlinked by hand).
    """
    kept = tuple(links)
    linked = {end for link in kept for end in (link.source, link.target)}
    barred = {*passed_over, *alone} - linked
    new = [link for link in _same_fields(source, target, photos) if link.target not in linked]
    source_blocks = [item for item in source if item[0].block and item[0] not in barred]
    target_blocks = [item for item in target if item[0].block and item[0] not in barred]
    if all(address in linked for address, _ in target_blocks):
        return (*kept, *new)  # nothing to look for, as at nearly every settling
    source_places = {address: number for number, (address, _) in enumerate(source_blocks)}
    target_places = {address: number for number, (address, _) in enumerate(target_blocks)}
    pinned = [
        (source_places[link.source], target_places[link.target])
        for link in kept
        if link.source in source_places and link.target in target_places
    ]
    ours, theirs = [text for _, text in source_blocks], [text for _, text in target_blocks]
    found = align(ours, theirs, landmarks, pinned)
    new += [Link(target_blocks[to][0], source_blocks[origin][0]) for origin, to in found]
    return (*kept, *new)


def _same_fields(source: Words, target: Words, photos: Mapping[str, PhotoId]) -> list[Link]:
    """Return links between fields of one name, and between what is said of one photo."""
    names = {_name(address, photos): address for address, _ in source if not address.block}
    return [
        Link(address, names[_name(address, photos)])
        for address, _ in target
        if not address.block and _name(address, photos) in names
    ]


def _name(address: Address, photos: Mapping[str, PhotoId]) -> tuple[str, str]:
    """Return what a field is in every language: its name, and the photo it speaks of."""
    if address.part in {CAPTION, ALT}:
        return photos.get(address.owner, address.owner), address.part
    return "", address.part


def place_for(
    rows: Sequence[Segment],
    index: int,
    body: Body,
    photos: Mapping[str, PhotoId] = NO_PHOTOS,
) -> int:
    """Return the position in the target ``body`` where a new block for row ``index`` belongs.

    That is behind what renders the nearest row before it, or else before what renders the nearest
    row after it, or else at the end. Rows of captions stand where their photo stands.
    """
    places: dict[object, int] = {}
    for number, block in enumerate(body):
        places[block.id] = number
        photo = photo_of(block)
        if photo:
            places.setdefault(photo, number)

    def stand(row: Segment) -> list[int]:
        names = [address.block or photos.get(address.owner) for address in row.targets]
        return [places[name] for name in names if name in places]

    for row in reversed(rows[:index]):
        if stand(row):
            return max(stand(row)) + 1
    for row in rows[index + 1 :]:
        if stand(row):
            return min(stand(row))
    return len(body)


def state_after_edit(rendering: Rendering | None, text: str) -> State:
    """Return the state of a target text that somebody has just edited.

    Emptied, there is all to do. What was reviewed has to be reviewed again. What a machine made and
    nobody has read stays a draft, because editing is not reading against the source. What a
    translator has confirmed stays confirmed, because the same hand mends it.
    """
    if not text.strip():
        return State.TO_DO
    if rendering is None or rendering.unread:
        return State.DRAFT
    if rendering.state in {State.TRANSLATED, State.REVIEWED}:
        return State.TRANSLATED
    return State.DRAFT
