"""Identity: a value gets a random UUID (version 4, RFC 9562) when made, as 32 hex digits."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import NewType
from uuid import uuid4

StoryId = NewType("StoryId", str)
ArticleId = NewType("ArticleId", str)
BlockId = NewType("BlockId", str)
PhotoId = NewType("PhotoId", str)
UseId = NewType("UseId", str)
RevisionId = NewType("RevisionId", str)
SectionId = NewType("SectionId", str)
TagId = NewType("TagId", str)
OutletId = NewType("OutletId", str)
PersonId = NewType("PersonId", str)
LicenceId = NewType("LicenceId", str)
TermId = NewType("TermId", str)
PairId = NewType("PairId", str)
MemoryId = NewType("MemoryId", str)
SiteId = NewType("SiteId", str)
PublicationId = NewType("PublicationId", str)
OutboxId = NewType("OutboxId", str)
NoteId = NewType("NoteId", str)
CorrectionId = NewType("CorrectionId", str)
LiveEntryId = NewType("LiveEntryId", str)
ReplyId = NewType("ReplyId", str)
SearchId = NewType("SearchId", str)
ConflictId = NewType("ConflictId", str)
ForeignId = NewType("ForeignId", str)
StandingId = NewType("StandingId", str)
EngineId = NewType("EngineId", str)
TakingId = NewType("TakingId", int)
"""The number of a file that was taken into a memory, counted by the library."""

Language = NewType("Language", str)
"""A BCP 47 tag such as ``vi``, ``en`` or ``zh``."""

VIETNAMESE = Language("vi")
ENGLISH = Language("en")
CHINESE = Language("zh")


def new_id() -> str:
    """Return a fresh random id as 32 hex digits; wrap it in the NewType of what it names."""
    return uuid4().hex


def ids_in_a_row() -> Iterator[str]:
    """Yield fresh ids that follow each other: half of each is random, the other half counts.

    What is kept by its id then lies together on the disk: for values made by the thousand.
    """
    stem = new_id()[:16]
    return (f"{stem}{number:016x}" for number in count())
