"""Links between language versions: which words render which, how far they are, and from what.

An address names a piece of text: an article and one of its fields or blocks, or the use of a photo
and its caption or alt text. Link rows join target and source addresses, any number each way. Stale
is never stored: a source text that differs from the one kept in ``made_from`` makes it so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from editor_app.domain.ids import ArticleId, BlockId, UseId

BLOCK = "block:"


class Address(NamedTuple):
    """Where a piece of text stands: ``owner`` an ArticleId or UseId, ``part`` as made below.

    A named tuple, because rows are put together by looking addresses up a thousand times.
    """

    owner: str
    part: str

    @classmethod
    def of_key(cls, key: str) -> Address:
        """Return the address that has this ``key``."""
        owner, _space, part = key.partition(" ")
        return cls(owner, part)

    @property
    def key(self) -> str:
        """Owner and part as one word, by which facts, drafts and notes name the address."""
        return f"{self.owner} {self.part}"

    @property
    def block(self) -> BlockId | None:
        """The block's id, or None when the address is a field."""
        return BlockId(self.part.removeprefix(BLOCK)) if self.part.startswith(BLOCK) else None


def block_address(article: ArticleId, block: BlockId) -> Address:
    """Return the address of a block of a body."""
    return Address(article, BLOCK + block)


def field_address(article: ArticleId, name: str) -> Address:
    """Return the address of a field of an article (``headline``, ``standfirst`` ...)."""
    return Address(article, name)


def use_address(use: UseId, name: str) -> Address:
    """Return the address of a photo use's ``caption`` or ``alt``."""
    return Address(use, name)


@dataclass(frozen=True, order=True)
class Link:
    """The target text renders the source text (alone or together with others)."""

    target: Address
    source: Address


class State(StrEnum):
    """How far a target text is. Words as editors say them: see ``sentences``."""

    TO_DO = "to-do"
    DRAFT = "draft"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    LEFT_OUT = "left-out"

    @property
    def finished(self) -> bool:
        """Say whether nothing is left to do."""
        return self in {State.TRANSLATED, State.REVIEWED, State.LEFT_OUT}


class Made(StrEnum):
    """Who made a target text."""

    HAND = "hand"
    MEMORY = "memory"
    MACHINE = "machine"


@dataclass(frozen=True)
class SourceText:
    """A source text as it was when the target was made from it."""

    source: Address
    text: str


@dataclass(frozen=True)
class Rendering:
    """What we know of one target text: state, what made it, who read it, from what it was made."""

    target: Address
    state: State
    made: Made = Made.HAND
    made_from: tuple[SourceText, ...] = ()
    changed: datetime | None = None
    changed_by: str = ""
    read: datetime | None = None
    read_by: str = ""

    @property
    def unread(self) -> bool:
        """Whether a machine wrote it and no named person has read it against the source yet."""
        return self.made is Made.MACHINE and not self.read_by

    def by_machine(self) -> Rendering:
        """Return the same of what a machine wrote and nobody has read."""
        return replace(self, state=State.DRAFT, made=Made.MACHINE, read=None, read_by="")

    @property
    def own(self) -> bool:
        """Whether it is the translator's own text, said to render nothing of the source."""
        return not self.made_from and self.state in {State.TRANSLATED, State.REVIEWED}

    def said_to_render(self, made_from: tuple[SourceText, ...]) -> Rendering:
        """Return what is known of the text once a hand has said what it renders, as that is now.

        Said to render nothing it is the translator's own text: nothing is left to do for it. Own
        text that is given a source is a draft, unless somebody has read it.
        """
        state = self.state
        if not made_from and state not in {State.TRANSLATED, State.REVIEWED}:
            state = State.TRANSLATED
        elif made_from and self.own and self.read is None:
            state = State.DRAFT
        return replace(self, state=state, made_from=made_from)

    def stale(self, current: Callable[[Address], str | None]) -> bool:
        """Say whether a source text is no longer the one this was made from.

        ``current`` gives the text that stands at an address now, None when it is gone.
        """
        return any(current(kept.source) != kept.text for kept in self.made_from)


@dataclass(frozen=True)
class LeftOut:
    """The decision that a target article does without a source text."""

    article: ArticleId
    source: Address
    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Segment:
    """One row of the Translate view: source addresses beside the target addresses that render them.

    Computed by ``text.linking.segments``, never stored. Either side may be empty: a source nothing
    renders yet (to do, or left out), or a paragraph that the translator added.
    """

    sources: tuple[Address, ...]
    targets: tuple[Address, ...]
    source_text: str
    target_text: str
    state: State
    stale: bool = False
    made: Made = Made.HAND
    read_by: str = ""

    def shares(self, sources: Iterable[Address], targets: Iterable[Address]) -> bool:
        """Say whether it is the row of any of these: links may have changed, an address stays."""
        return not (set(self.sources).isdisjoint(sources) and set(self.targets).isdisjoint(targets))
