"""What we know of a site besides the articles: its tags and categories, and how far we have read.

Foreign blocks stand here too: parts of a text that only the site understands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from editor_app.domain.ids import ForeignId, Language, SiteId

ID_DIGITS = 24
"""Hex digits of a foreign block's id; 96 bits, so that two contents never share one."""


class SiteTermKind(StrEnum):
    """What a term of a site is there."""

    TAG = "tag"
    CATEGORY = "category"


@dataclass(frozen=True)
class TermPublication:
    """A tag or section of ours as the site has it: one term per language where it keeps them apart.

    ``local`` is a TagId or SectionId, by ``kind``. ``name`` is as the site shows it, unescaped.
    """

    site: SiteId
    kind: SiteTermKind
    local: str
    remote_id: str
    slug: str
    name: str
    language: Language | None = None


@dataclass(frozen=True)
class SitePull:
    """How far a site was read: ``cursor`` for changed posts, the ``newest`` remote id for new ones.

    ``swept`` is when all ids were last looked through, ``known`` how many there were then.
    """

    site: SiteId
    cursor: datetime | None = None
    newest: int = 0
    swept: datetime | None = None
    known: int = 0


@dataclass(frozen=True)
class ForeignBlock:
    """A part of a text that we do not model (a gallery, a custom block): it goes back as it came.

    ``raw`` is exactly what the site sent, ``kind`` its name there (as ``core/gallery``), ``name``
    what to call it on its card. The body holds the line ``![](foreign:ID)``.
    """

    id: ForeignId
    raw: str
    name: str
    kind: str


def foreign_block(raw: str, name: str, kind: str) -> ForeignBlock:
    """Return the block of that content; the same content has the same id everywhere."""
    digest = sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
    return ForeignBlock(ForeignId(digest[:ID_DIGITS]), raw, name, kind)


def foreign_line(block: ForeignId) -> str:
    """Return the line that places a foreign block in a body; it is the same in all languages."""
    return f"![](foreign:{block})"
