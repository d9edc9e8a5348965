"""Standing paragraphs: background kept in all languages, looked over from time to time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from editor_app.domain.ids import ArticleId, BlockId, Language, StandingId


@dataclass(frozen=True)
class StandingParagraph:
    """A piece of background: what it is called, its wording per language, and who answers for it.

    ``texts`` are Markdown. ``checked`` is the day on which somebody last held it against its
    ``source``; it is trusted for ``lasts`` days from then, for ever when that is 0.
    """

    id: StandingId
    name: str
    texts: Mapping[Language, str] = field(default_factory=dict)
    owner: str = ""
    source: str = ""
    checked: date | None = None
    lasts: int = 180
    retired: bool = False

    def is_old(self, today: date) -> bool:
        """Say whether it is to be held against its source again before it is used."""
        if not self.lasts:
            return False
        return self.checked is None or today > self.checked + timedelta(days=self.lasts)


@dataclass(frozen=True)
class StandingUse:
    """A block of an article that holds a standing paragraph, and the text as it was put in."""

    article: ArticleId
    block: BlockId
    standing: StandingId
    placed: datetime
    text: str
