"""Terms and the translation memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from editor_app.domain.ids import ArticleId, Language, MemoryId, PairId, StoryId, TakingId, TermId


class TermKind(StrEnum):
    """What a term is."""

    TERM = "term"
    NAME = "name"
    PLACE = "place"
    OFFICE = "office"
    KEEP = "keep"


@dataclass(frozen=True)
class TermForm:
    """A form of a term in one language; ``forbidden`` ones must not be used, others may."""

    language: Language
    text: str
    forbidden: bool = False


@dataclass(frozen=True)
class Term:
    """A term with its forms per language (the first allowed form is the preferred one).

    Valid from ``valid_from`` up to and including ``valid_to``; ``source`` says where the form was
    taken from. KEEP terms stay as they are in every language.
    """

    id: TermId
    kind: TermKind
    forms: tuple[TermForm, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    note: str = ""

    def preferred(self, language: Language) -> str | None:
        """Return the first allowed form in that language, or None."""
        ours = (item for item in self.forms if item.language == language)
        return next((item.text for item in ours if not item.forbidden), None)

    def valid(self, day: date) -> bool:
        """Say whether the term holds on that day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


DESK_MEMORY = MemoryId("desk")
"""The memory that every desk has, and that learns what is confirmed."""


@dataclass(frozen=True)
class Memory:
    """A collection of pairs. Of equal matches, those of the memory lowest in ``order`` come first.

    What is ``read_only`` is offered and searched, and changed by nobody. The desk's own memory has
    no name but what the interface calls it.
    """

    id: MemoryId
    name: str
    order: int
    read_only: bool = False


@dataclass(frozen=True)
class MemoryPair:
    """A confirmed source text and its translation, kept in a memory.

    ``before`` and ``after`` are the source texts of its neighbours when it was confirmed.
    ``created`` and ``created_by`` tell who first made it and when, as far as that is known.
    ``taking`` is the file that it came with, ``carried`` what that file said of it beside its
    texts, in the form of ``formats.tmx_facts``.
    """

    id: PairId
    source_language: Language
    target_language: Language
    source: str
    target: str
    confirmed: datetime
    editor: str = ""
    story: StoryId | None = None
    article: ArticleId | None = None
    memory: MemoryId = DESK_MEMORY
    before: str = ""
    after: str = ""
    created: datetime | None = None
    created_by: str = ""
    taking: TakingId | None = None
    carried: str = ""


class TakenPair(NamedTuple):
    """A pair as a file brings it: light, because there are hundreds of thousands of them.

    ``key`` is ``text.matching.memory_key`` of the source, ``key_hash`` its ``key_hash``; the rest
    is as in ``MemoryPair``.
    """

    id: PairId
    source_language: Language
    target_language: Language
    key: str
    key_hash: int
    source: str
    target: str
    confirmed: datetime
    editor: str = ""
    before: str = ""
    after: str = ""
    created: datetime | None = None
    created_by: str = ""
    carried: str = ""


@dataclass(frozen=True)
class MemoryTaking:
    """A file that was taken into a memory: which, when and by whom."""

    id: TakingId
    memory: MemoryId
    file: str
    at: datetime
    editor: str = ""


@dataclass(frozen=True)
class MatchMark:
    """A stretch of an offered text (code points from ``start`` up to ``end``) that is marked.

    When it is ``sure`` it was adapted: the new source has it in place of ``before``, which the pair
    has. Otherwise it is a number, a date or a name that the new source does not bear out.
    """

    start: int
    end: int
    before: str = ""
    sure: bool = True


@dataclass(frozen=True)
class Match:
    """A pair offered for a source text; ``per_cent`` is that of ``text.fuzzy``.

    100 is the same text, 101 and 102 the same with one or both neighbours. ``text`` is the target
    with the numbers, dates and names of the new source; ``missing`` are those that the new source
    has and the text has not. ``memory`` and ``story`` are the names of where the pair comes from.
    ``part`` is the sentence of the source text that it is offered for, empty for the whole text.
    """

    pair: MemoryPair
    per_cent: int
    text: str = ""
    marks: tuple[MatchMark, ...] = ()
    missing: tuple[str, ...] = ()
    memory: str = ""
    story: str = ""
    part: str = ""

    @property
    def offered(self) -> str:
        """The text to be inserted."""
        return self.text or self.pair.target

    @property
    def safe(self) -> bool:
        """Whether it may be inserted without anybody looking: the source is the same."""
        return self.per_cent >= 100

    @property
    def in_doubt(self) -> bool:
        """Whether a number, date or name in it is to be looked at."""
        return bool(self.missing) or any(not mark.sure for mark in self.marks)
