"""What two people changed at once: both full texts, until an editor has chosen between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from editor_app.domain.ids import ArticleId, BlockId, ConflictId, RevisionId, SiteId, UseId

BODY = "body"
"""The ``part`` of a conflict in the body; its ``blocks`` say where."""


class Resolution(StrEnum):
    """What an editor chose: one side, both texts, or a text of their own."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"
    EDITED = "edited"


class Whose(StrEnum):
    """Whose change a text is after a merge; BASE when nobody changed it, BOTH when both did."""

    BASE = "base"
    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True)
class Joined:
    """Something that a merge has settled by itself: whose change was taken, and the text now.

    ``part`` as in Conflict, or ``tags``; ``number`` is the paragraph's place in the body from 1 (0
    for a field, and for a paragraph that is gone). For tags, ``text`` holds their labels.
    """

    part: str
    whose: Whose
    text: str = ""
    number: int = 0


@dataclass(frozen=True)
class Conflict:
    """A text that was changed both here and on a site since the two last agreed.

    ``part`` is a Place, ``slug``, ``caption`` or ``alt`` (then ``use`` says of which photo), or
    ``body``: then ``blocks`` are the paragraphs of ours concerned (none when we deleted what they
    edited) and ``after`` is the one before them (empty at the start). The texts are Markdown; one
    is empty where that side deleted. The article keeps ``mine`` until somebody has chosen.

    Both articles stand whole in History: ours as it was in ``ours``, theirs in ``revision``.
    ``agreed`` is when both sides were last the same, ``changed`` when ours was last written,
    ``theirs_at`` and ``theirs_by`` when and by whom theirs was, as far as the site says.
    ``joined`` is what the same merge settled by itself.
    """

    id: ConflictId
    article: ArticleId
    site: SiteId
    found: datetime
    part: str
    base: str
    mine: str
    theirs: str
    blocks: tuple[BlockId, ...] = ()
    after: BlockId | None = None
    use: UseId | None = None
    ours: RevisionId | None = None
    revision: RevisionId | None = None
    agreed: datetime | None = None
    changed: datetime | None = None
    theirs_at: datetime | None = None
    theirs_by: str = ""
    joined: tuple[Joined, ...] = ()
    resolution: Resolution | None = None
    resolved: datetime | None = None
    resolved_by: str = ""

    @property
    def block(self) -> BlockId | None:
        """The first paragraph of ours concerned; None for a field and for one we deleted."""
        return self.blocks[0] if self.blocks else None

    @property
    def open(self) -> bool:
        """Say whether nobody has chosen yet."""
        return self.resolution is None


@dataclass(frozen=True)
class WrittenResult:
    """A result that is not decided yet, and the site's text that had been read for it."""

    text: str
    read: str
