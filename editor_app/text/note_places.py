"""Where private notes hang: the block or field they are about, found again after the text changed.

The ``part`` of a note names its place: empty for the whole text, a part of the note's own article
(``block:…``, ``headline``), ``owner part`` for a text beside it (a caption, or the source of a row
that nobody has translated yet), or the note that it answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from editor_app.domain.article import Article
from editor_app.domain.history import Note
from editor_app.domain.ids import ArticleId, NoteId
from editor_app.domain.link import Address, block_address
from editor_app.domain.photo import PhotoUse
from editor_app.text.plain import strip_marks
from editor_app.text.words import words_of

ANSWER = "answer:"
QUOTED = 80
"""Characters of a whole paragraph that a note on it quotes."""

SURE = 16
"""Characters of a quote that are enough to say that its paragraph is elsewhere now."""

Texts = Mapping[Address, str]


@dataclass(frozen=True)
class NotePlace:
    """Where a note hangs now: an address (None: the whole text) and the text that stands there.

    ``start`` and ``end`` are the words it is about, the same when it is about all of it. ``gone``
    says that it was about something that is not in the text any more.
    """

    address: Address | None = None
    text: str = ""
    start: int = 0
    end: int = 0
    gone: bool = False


def part_of(article: ArticleId, address: Address | None) -> str:
    """Return how a note of an article names an address; empty for the whole text."""
    if address is None:
        return ""
    return address.part if address.owner == article else address.key


def answered(note: Note) -> NoteId | None:
    """Return the note that this one answers, None when it stands for itself."""
    part = note.part
    return NoteId(part.removeprefix(ANSWER)) if part.startswith(ANSWER) else None


def address_of(note: Note) -> Address | None:
    """Return the address that a note names, whether or not something stands there."""
    if not note.part or note.part.startswith(ANSWER):
        return None
    owner, _space, part = note.part.rpartition(" ")
    return Address(owner or note.article, part)


def texts_of(article: Article, uses: Iterable[PhotoUse]) -> dict[Address, str]:
    """Return every text of an article that a note can hang on: fields, all blocks, captions."""
    blocks = {block_address(article.id, block.id): block.text for block in article.body}
    return dict(words_of(article, uses)) | blocks


def place_of(note: Note, texts: Texts) -> NotePlace:
    """Return where a note hangs in ``texts``, those of its article and of what that renders.

    A note whose place is gone is found by the words that it quotes, where they stand just once.
    """
    named = address_of(note)
    here = texts.get(named) if named is not None else None
    if named is not None and here is not None and _finds(note.quote, here):
        return _at(note, named, here)
    if not named or here is None or len(note.quote) >= SURE:
        found = _only_one(note, texts)
        if found is not None:
            return _at(note, found, texts[found])
    if named is not None and here is not None:
        return NotePlace(named, here)
    return NotePlace(gone=named is not None)


def hung(note: Note, texts: Texts) -> Note:
    """Return a note with the place that its quote tells, if it names none and one can be told."""
    place = place_of(note, texts)
    if note.part or place.address is None:
        return note
    part = part_of(note.article, place.address)
    return replace(note, part=part, start=place.start, end=place.end)


def _at(note: Note, address: Address, text: str) -> NotePlace:
    """Return a place with the words that the note is about, the nearest to where they stood."""
    whole = bool(note.part) and note.start == note.end
    starts = [] if whole or not note.quote else _all(note.quote, text)
    if not starts:
        return NotePlace(address, text)
    start = min(starts, key=lambda found: abs(found - note.start))
    return NotePlace(address, text, start, start + len(note.quote))


def _only_one(note: Note, texts: Texts) -> Address | None:
    """Return the one text of the note's own article that has the quoted words; None without."""
    if not note.quote.strip():
        return None
    own = [address for address in texts if address.owner == note.article]
    found = [address for address in own if note.quote in texts[address]]
    found = found or [address for address in own if _finds(note.quote, texts[address])]
    return found[0] if len(found) == 1 else None


def _finds(quote: str, text: str) -> bool:
    """Say whether words stand in a text, with its marks or without."""
    return quote in text or _level(quote) in _level(text)


@lru_cache(maxsize=2_000)
def _level(text: str) -> str:
    return " ".join(strip_marks(text).split())


def _all(words: str, text: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found
