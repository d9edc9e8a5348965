"""What a verb has changed, so that each panel can decide for itself whether to look again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

from editor_app.domain.ids import ArticleId, PhotoId, SiteId, StoryId
from editor_app.domain.messages import Message


@dataclass(frozen=True)
class Changes:
    """The ids that a verb touched; ``said`` names it for the undo offer, ``inverse`` takes it back.

    ``lengthy`` says that the way back is long and writes in pieces: others may write meanwhile.
    ``terms``, ``memory``, ``vocabulary`` (tags, sections, persons, outlets, editions), ``outbox``
    and ``settings`` say only that something in them changed.
    """

    stories: frozenset[StoryId] = frozenset()
    articles: frozenset[ArticleId] = frozenset()
    photos: frozenset[PhotoId] = frozenset()
    sites: frozenset[SiteId] = frozenset()
    terms: bool = False
    memory: bool = False
    vocabulary: bool = False
    outbox: bool = False
    settings: bool = False
    said: Message | None = None
    inverse: Callable[[], Changes] | None = None
    lengthy: bool = False

    def __or__(self, other: Changes) -> Changes:
        """Join two changes; words and inverse are those of the first that has them."""
        return Changes(
            self.stories | other.stories,
            self.articles | other.articles,
            self.photos | other.photos,
            self.sites | other.sites,
            self.terms or other.terms,
            self.memory or other.memory,
            self.vocabulary or other.vocabulary,
            self.outbox or other.outbox,
            self.settings or other.settings,
            self.said or other.said,
            self.inverse or other.inverse,
            self.lengthy or other.lengthy,
        )

    def __bool__(self) -> bool:
        """Say whether anything was changed at all."""
        plain = [
            item.name for item in fields(self) if item.name not in {"said", "inverse", "lengthy"}
        ]
        return any(getattr(self, name) for name in plain)

    def undone_by(
        self, said: Message, inverse: Callable[[], Changes], *, lengthy: bool = False
    ) -> Changes:
        """Return the same changes with the way back and its name."""
        return replace(self, said=said, inverse=inverse, lengthy=lengthy)
