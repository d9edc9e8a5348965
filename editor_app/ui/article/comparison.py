"""Two states of an article beside each other: which paragraphs belong together, what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from editor_app.domain.article import Article
from editor_app.domain.block import Block, Body
from editor_app.domain.ids import PhotoId
from editor_app.domain.photo import DeskCaption
from editor_app.text.blocks import photo_of
from editor_app.text.kinds import object_of

FIELDS = ("headline", "standfirst", "dateline", "push", "home", "social", "seo")
SAID = ("caption", "alt")

Captions = Mapping[PhotoId, DeskCaption]


@dataclass(frozen=True)
class Pair:
    """A field (by name) or paragraph as it was kept and as it is now; None where there is none.

    ``photo`` is whose caption or alt text it is.
    """

    name: str
    kept: str | None
    now: str | None
    photo: PhotoId | None = None

    @property
    def differs(self) -> bool:
        """Whether the two are not the same."""
        return self.kept != self.now


def compared(
    kept: Article, now: Article, said: Captions | None = None, says: Captions | None = None
) -> tuple[Pair, ...]:
    """Return all fields with words, paragraphs and captions, in reading order.

    ``said`` are the captions of the copy, ``says`` those of now; where the copy knows of none,
    none are compared.
    """
    pairs = [Pair(name, kept.field(name), now.field(name)) for name in FIELDS]
    spoken = [pair for pair in pairs if pair.kept or pair.now]
    if said is None:
        return (*spoken, *(pair for pair, _photo in _paragraphs(kept.body, now.body)))
    captions = {
        photo: tuple(_captions(photo, said, says or {})) for photo in {**said, **(says or {})}
    }
    body: list[Pair] = []
    for pair, photo in _paragraphs(kept.body, now.body):
        body.append(pair)
        body += captions.pop(photo, ()) if photo else ()
    return (*spoken, *body, *(pair for rest in captions.values() for pair in rest))


def _captions(photo: PhotoId, said: Captions, says: Captions) -> Iterator[Pair]:
    """Yield what is and was said of a photo, as far as it holds words."""
    for part in SAID:
        before, after = (
            str(getattr(captions[photo], part)) if photo in captions else None
            for captions in (said, says)
        )
        if before or after:
            yield Pair(part, before, after, photo)


def _paragraphs(kept: Body, now: Body) -> Iterator[tuple[Pair, PhotoId | None]]:
    """Yield the paragraphs, and whose line they are; those with the same id, or text, meet."""
    known = {block.text: block.id for block in kept}
    old = [block.id for block in kept]
    ids = set(old)
    new = [block.id if block.id in ids else known.get(block.text, block.id) for block in now]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            for one, other in zip(kept[start:end], now[new_start:new_end], strict=True):
                yield Pair("", one.text, other.text), _photo(other)
            continue
        yield from ((Pair("", one.text, None), _photo(one)) for one in kept[start:end])
        yield from ((Pair("", None, one.text), _photo(one)) for one in now[new_start:new_end])


def _photo(block: Block) -> PhotoId | None:
    photo = photo_of(block)
    return PhotoId(photo) if photo else None


def is_object(text: str | None) -> bool:
    """Say whether a paragraph is a photo, embed or foreign line."""
    return text is not None and object_of(text) is not None
