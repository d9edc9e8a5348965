"""What the verbs of private notes hand to the window: light values of the domain alone."""

from __future__ import annotations

from dataclasses import dataclass

from editor_app.domain.history import Note
from editor_app.domain.ids import ArticleId, NoteId
from editor_app.domain.link import Address
from editor_app.text.note_places import NotePlace


@dataclass(frozen=True)
class NoteThread:
    """A note with its answers in their order, and where it hangs now.

    ``mine`` are the ids of those that the editor at this desk wrote and may change.
    """

    note: Note
    answers: tuple[Note, ...]
    place: NotePlace
    mine: frozenset[NoteId]

    @property
    def open(self) -> bool:
        """Whether nobody has resolved it."""
        return self.note.resolved is None


@dataclass(frozen=True)
class ArticleNotes:
    """The notes of a language version in the order of its text, and those of what it renders."""

    article: ArticleId
    threads: tuple[NoteThread, ...] = ()
    of_source: tuple[NoteThread, ...] = ()

    @property
    def open(self) -> int:
        """How many notes of the version itself are open."""
        return sum(thread.open for thread in self.threads)


@dataclass(frozen=True)
class Anchor:
    """What a new note is about: an address (None: found by the quote), and the words there.

    ``start`` and ``end`` are code points of the text; the same where it is about all of it.
    """

    address: Address | None = None
    quote: str = ""
    start: int = 0
    end: int = 0
