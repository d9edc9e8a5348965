"""What the verbs of exchange hand to window and command line: light values of the domain alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from editor_app.domain.changes import Changes
from editor_app.domain.ids import ArticleId, Language
from editor_app.domain.link import Address, Made, State
from editor_app.domain.messages import Message

XLIFF_ENDINGS = (".xlf", ".xliff", ".sdlxliff", ".mxliff", ".mqxliff")
"""How the names of XLIFF files end, those of other tools too."""

Said = tuple[str, str]
"""A note of a translator: who, and what."""


class SendKind(StrEnum):
    """The kinds of files that a translation is sent out as."""

    XLIFF_12 = "xliff-1.2"
    XLIFF_20 = "xliff-2.0"
    XLIFF_21 = "xliff-2.1"
    WORD = "word"

    @property
    def ending(self) -> str:
        """The ending of the file's name, without a dot."""
        return "docx" if self is SendKind.WORD else "xlf"


@dataclass(frozen=True)
class Sent:
    """A file for a translator; ``sending`` names what was kept of it."""

    sending: str
    name: str
    data: bytes
    rows: int


class Outcome(StrEnum):
    """What came back for a row, seen against what was sent and what stands there now."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    SOURCE_CHANGED = "source-changed"
    TARGET_CHANGED = "target-changed"
    BOTH_CHANGED = "both-changed"
    EMPTIED = "emptied"
    UNKNOWN = "unknown"

    @property
    def conflicting(self) -> bool:
        """Say whether somebody here changed the row while it was away."""
        return self in {Outcome.SOURCE_CHANGED, Outcome.TARGET_CHANGED, Outcome.BOTH_CHANGED}

    @property
    def takeable(self) -> bool:
        """Say whether there is something that can be taken."""
        return self is Outcome.CHANGED or self.conflicting


@dataclass(frozen=True)
class RowDifference:
    """One row of a returned file.

    ``sources`` are the row's addresses now (none when it is unknown). ``source_sent`` and
    ``target_sent`` are None where it is not known what was sent. ``state`` and ``made`` are what
    the file says, None when it says nothing.
    """

    unit: str
    outcome: Outcome
    name: str = ""
    sources: tuple[Address, ...] = ()
    source_sent: str | None = None
    source_now: str = ""
    target_sent: str | None = None
    target_now: str = ""
    returned: str = ""
    state: State | None = None
    made: Made | None = None
    notes: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Difference:
    """What a returned file would change, before any of it is taken.

    ``missing`` are the names of rows that were sent and did not come back; ``notes`` those on the
    whole file. Notes, here and on the rows, are those that are not kept here yet. ``known`` says
    whether what was sent is kept on this desk.
    """

    article: ArticleId
    sending: str
    file: str
    rows: tuple[RowDifference, ...]
    missing: tuple[str, ...] = ()
    notes: tuple[Said, ...] = ()
    tool: str = ""
    known: bool = True

    def of(self, *outcomes: Outcome) -> tuple[RowDifference, ...]:
        """Return the rows with one of these outcomes."""
        return tuple(row for row in self.rows if row.outcome in outcomes)

    @property
    def new_notes(self) -> int:
        """How many notes come with it that are not kept here yet."""
        return len(self.notes) + sum(len(row.notes) for row in self.rows)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows have each outcome that occurs."""
        found = [row.outcome.value for row in self.rows]
        return {outcome: found.count(outcome) for outcome in dict.fromkeys(found)}


@dataclass(frozen=True)
class Taken:
    """What was taken of a difference; ``left`` are units whose row changed since it was shown.

    ``notes`` counts the notes that were kept.
    """

    changes: Changes
    units: tuple[str, ...]
    left: tuple[str, ...] = ()
    notes: int = 0


@dataclass(frozen=True)
class MemoryTaken:
    """What an import brought into a memory.

    ``units`` were read, ``added`` pairs are new, ``doubles`` were there already. ``languages``
    counts the pairs by ``source target``. ``problems`` names the first units that brought nothing,
    ``refused`` counts them all. ``changes`` are undone in one step.
    """

    units: int
    added: int
    doubles: int
    languages: Mapping[str, int]
    problems: tuple[Message, ...] = ()
    refused: int = 0
    changes: Changes = field(default_factory=Changes)


class TermFileKind(StrEnum):
    """The kinds of files that terms are written as."""

    TBX = "tbx"
    TBX_2 = "tbx-2"
    CSV = "csv"
    TSV = "tsv"

    @property
    def ending(self) -> str:
        """The ending of the file's name, without a dot."""
        return "tbx" if self is TermFileKind.TBX_2 else self.value


@dataclass(frozen=True)
class TermsTaken:
    """What an import brought into the terms: read, new, and the languages with their forms."""

    read: int
    added: int
    languages: Mapping[Language, int]
    changes: Changes
