"""The article: one language version of a story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from editor_app.domain.block import Block, Body
from editor_app.domain.ids import ArticleId, BlockId, Language, StoryId


class ArticleStatus(StrEnum):
    """What an editor has said of the text; scheduled, published and the rest are computed."""

    DRAFT = "draft"
    FOR_APPROVAL = "for-approval"
    APPROVED = "approved"


class Shown(StrEnum):
    """The one state that the list shows for an article, computed by ``shown_state``."""

    NOT_STARTED = "not-started"
    DRAFT = "draft"
    IN_TRANSLATION = "in-translation"
    SOURCE_CHANGED = "source-changed"
    FOR_APPROVAL = "for-approval"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    CONFLICT = "conflict"


class Place(StrEnum):
    """The fields of an article that hold words, besides the body."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    PUSH = "push"
    HOME = "home"
    SOCIAL = "social"
    SEO = "seo"
    DATELINE = "dateline"


@dataclass(frozen=True)
class Article:
    """One language version.

    ``translated_from`` is the article whose blocks this one renders (None for the source).
    ``dateline`` is the optional place line at the start of the text. The other headlines (push,
    home, social, SEO) are optional. Instants are UTC: ``planned`` when it is meant to go out,
    ``published`` and ``updated`` as the site confirmed them.
    """

    id: ArticleId
    story: StoryId
    language: Language
    created: datetime
    translated_from: ArticleId | None = None
    headline: str = ""
    standfirst: str = ""
    body: Body = ()
    slug: str = ""
    dateline: str = ""
    push: str = ""
    home: str = ""
    social: str = ""
    seo: str = ""
    status: ArticleStatus = ArticleStatus.DRAFT
    planned: datetime | None = None
    published: datetime | None = None
    updated: datetime | None = None
    trashed: datetime | None = None
    version: int = 1

    @property
    def markdown(self) -> str:
        """The whole body as Markdown: the blocks joined by one empty line."""
        return "\n\n".join(block.text for block in self.body)

    def block(self, wanted: BlockId) -> Block | None:
        """Return the block with that id, or None."""
        return next((block for block in self.body if block.id == wanted), None)

    def field(self, name: str) -> str:
        """Return a field of words by name: a Place, ``slug`` or ``body`` (the Markdown).

        Raises KeyError for any other name.
        """
        if name == "body":
            return self.markdown
        if name not in {*Place, "slug"}:
            raise KeyError(name)
        return str(getattr(self, name))
