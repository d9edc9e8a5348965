"""What a check looks at: an article, and the one that it is translated from, as one value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from editor_app.domain.article import Article, Place
from editor_app.domain.finding import Finding, Severity, SourceWords
from editor_app.domain.ids import BlockId, Language, PhotoId
from editor_app.domain.link import Address, LeftOut, Link, Made, Rendering, Segment, State
from editor_app.domain.messages import Field, Message
from editor_app.domain.photo import Photo, PhotoUse
from editor_app.domain.standing import StandingParagraph
from editor_app.domain.story import Story
from editor_app.text.checks.seen import Seen, seen
from editor_app.text.rows import segments
from editor_app.text.words import Words

HEADLINES = frozenset({Place.HEADLINE, Place.PUSH, Place.HOME, Place.SOCIAL, Place.SEO})
"""Fields that are written anew in each language rather than translated."""

LONGEST_SAID = 80
"""Characters of a text that a sentence of a finding quotes at most."""

NO_RENDERINGS: Mapping[Address, Rendering] = MappingProxyType({})
NO_PHOTOS: Mapping[PhotoId, Photo] = MappingProxyType({})


@dataclass(frozen=True)
class Piece:
    """One place with words: a field, a block, a caption or an alt text."""

    address: Address
    text: str

    @property
    def seen(self) -> Seen:
        """The text without its marks."""
        return seen(self.text)

    @property
    def plain(self) -> str:
        """The words that readers see."""
        return seen(self.text).plain

    @property
    def is_headline(self) -> bool:
        """Say whether it is one of the headlines of a page."""
        return self.address.part in HEADLINES


@dataclass(frozen=True)
class Row:
    """What hangs together: source pieces beside the pieces that render them; either may be none."""

    sources: tuple[Piece, ...]
    targets: tuple[Piece, ...]
    state: State = State.DRAFT
    stale: bool = False
    made: Made = Made.HAND

    @property
    def written(self) -> tuple[Piece, ...]:
        """The target pieces that have words."""
        return tuple(piece for piece in self.targets if piece.text.strip())

    @property
    def compared(self) -> bool:
        """Say whether both sides have words, so that they can be held against each other."""
        return bool(self.written) and any(piece.text.strip() for piece in self.sources)


@dataclass(frozen=True)
class Material:
    """An article with everything that its checks need.

    ``words`` are its places in reading order, ``source_words`` those of the article it renders.
    ``unsure`` are targets that hold a match of the memory below 100 per cent as it came;
    ``standing`` the blocks that hold standing paragraphs. With ``only`` nothing but that place is
    looked at, and nothing that needs the whole page.
    """

    article: Article
    story: Story
    words: Words
    uses: tuple[PhotoUse, ...] = ()
    photos: Mapping[PhotoId, Photo] = field(default_factory=lambda: NO_PHOTOS)
    source: Article | None = None
    source_words: Words = ()
    links: tuple[Link, ...] = ()
    renderings: Mapping[Address, Rendering] = field(default_factory=lambda: NO_RENDERINGS)
    left_out: tuple[LeftOut, ...] = ()
    unsure: frozenset[Address] = frozenset()
    standing: tuple[tuple[BlockId, StandingParagraph], ...] = ()
    only: Address | None = None

    @property
    def language(self) -> Language:
        """The language of the article."""
        return self.article.language

    @property
    def source_language(self) -> Language | None:
        """The language that the article is translated from."""
        return self.source.language if self.source else None

    def at(self, address: Address) -> Material:
        """Return the same with nothing but that place looked at."""
        return replace(self, only=address)

    @cached_property
    def every_piece(self) -> tuple[Piece, ...]:
        """All places of the article that have words."""
        return tuple(Piece(*item) for item in self.words if item[1].strip())

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The places that are to be looked at."""
        return tuple(item for item in self.every_piece if self.only in {None, item.address})

    @cached_property
    def every_row(self) -> tuple[Row, ...]:
        """All rows of a translation; none for a source."""
        if self.source is None:
            return ()
        found = segments(self.source_words, self.words, self.links, self.renderings, self.left_out)
        sources, targets = dict(self.source_words), dict(self.words)
        return tuple(_row(segment, sources, targets) for segment in found)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows that are to be looked at."""
        if self.only is None:
            return self.every_row
        return tuple(
            row for row in self.every_row if any(item.address == self.only for item in row.targets)
        )

    def compared(self) -> Iterator[Row]:
        """Yield the rows with words on both sides."""
        return (row for row in self.rows if row.compared)


def _row(segment: Segment, sources: Mapping[Address, str], targets: Mapping[Address, str]) -> Row:
    return Row(
        tuple(Piece(address, sources[address]) for address in segment.sources),
        tuple(Piece(address, targets[address]) for address in segment.targets),
        segment.state,
        segment.stale,
        segment.made,
    )


def found_at(
    piece: Piece,
    check: str,
    severity: Severity,
    span: tuple[int, int],
    fix: str | None = None,
    evidence: str = "",
    **fields: Field,
) -> Finding:
    """Return a finding at a stretch of the plain words of a piece; its sentence is ``check-ID``.

    ``evidence`` is what a dismissal is remembered by: the words themselves unless it is given.
    """
    start, end = piece.seen.place(*span)
    words = piece.plain[slice(*span)]
    told = {"text": shortened(words, LONGEST_SAID), **fields}
    return Finding(
        check,
        severity,
        piece.address,
        start,
        end,
        Message(f"check-{check.lower()}", told),
        evidence or words,
        fix,
    )


def found_whole(
    piece: Piece, check: str, severity: Severity, evidence: str, **fields: Field
) -> Finding:
    """Return a finding that concerns a whole piece."""
    message = Message(f"check-{check.lower()}", fields)
    return Finding(check, severity, piece.address, 0, len(piece.text), message, evidence)


def shortened(text: str, most: int) -> str:
    """Return the beginning of a text for a sentence: whole words, and a sign that it goes on."""
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    head = plain[:most]
    words, space, _half = head.rpartition(" ")
    whole = words if space and not plain[most].isspace() and len(words) > most // 2 else head
    return f"{whole.rstrip(' ,;:，；：、')}…"


def words_at(piece: Piece, span: tuple[int, int]) -> SourceWords:
    """Return a stretch of the plain words of a source piece, for a finding to point to."""
    return SourceWords(piece.address, *piece.seen.place(*span), piece.text)


def said(found: Finding, key: str) -> Finding:
    """Return a finding with another sentence than ``check-ID``."""
    return replace(found, message=replace(found.message, key=key))
