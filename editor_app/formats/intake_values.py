"""What taking in gives: an article's fields, photos, private notes, and what was left behind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from editor_app.domain.ids import Language
from editor_app.domain.messages import Field, Message


@dataclass(frozen=True)
class TakenPhoto:
    """A picture of what was taken in; its rights are unknown.

    ``key`` names it in the Markdown: ``![](photo:KEY)``. ``data`` is the file, or empty when the
    picture only stands at ``url`` (an address, or a path beside a saved page), to be fetched or
    left out (``intake.without_photos``). Captions and credits are plain text.
    """

    key: str
    name: str
    data: bytes = b""
    caption: str = ""
    credit: str = ""
    alt: str = ""
    url: str = ""


class NoteKind(StrEnum):
    """What a note was in the document."""

    COMMENT = "comment"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"


@dataclass(frozen=True)
class TakenNote:
    """A comment or tracked change, to be kept as a private note; ``quote`` is what it is about.

    The text of a change names what was deleted with ``−``, inserted with ``+``, moved with ``⇄``.
    """

    author: str
    text: str
    quote: str = ""
    kind: NoteKind = NoteKind.COMMENT


@dataclass(frozen=True)
class TakenIn:
    """An article as read, before anybody touched it.

    ``byline`` and ``outlets`` are names as written; ``outlet`` is whose page it is, ``outlets``
    those credited as "According to ...". ``published`` is an instant in UTC. ``dropped`` says what
    was left behind, by kind with counts; ``uncertain`` names the fields that were guessed. ``raw``
    is what came in, as text: the HTML or plain text before anything was taken off.
    """

    headline: str = ""
    standfirst: str = ""
    markdown: str = ""
    language: Language | None = None
    photos: tuple[TakenPhoto, ...] = ()
    notes: tuple[TakenNote, ...] = ()
    byline: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    outlet: str = ""
    url: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    published: datetime | None = None
    dropped: tuple[Message, ...] = ()
    uncertain: frozenset[str] = frozenset()
    raw: str = ""


@dataclass(frozen=True)
class Pasted:
    """A paste as Markdown for the middle of an article, what was left behind, and the raw text."""

    markdown: str
    photos: tuple[TakenPhoto, ...] = ()
    notes: tuple[TakenNote, ...] = ()
    dropped: tuple[Message, ...] = ()
    raw: str = ""


@dataclass
class Report:
    """Counts what a conversion leaves behind or changes, by message key."""

    counts: Counter[str] = field(default_factory=Counter)
    said: list[Message] = field(default_factory=list)

    def count(self, key: str, number: int = 1) -> None:
        """Add to the count of a kind of thing."""
        if number:
            self.counts[key] += number

    def say(self, key: str, **fields: Field) -> None:
        """Add a message of its own."""
        self.said.append(Message(key, fields))

    def messages(self) -> tuple[Message, ...]:
        """Return all of it, the counts in the order in which they were met."""
        counted = (Message(key, {"count": number}) for key, number in self.counts.items())
        return (*counted, *self.said)
