"""What was found when the public page of an article was looked at, as a reader does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from editor_app.domain.ids import ArticleId, SiteId
from editor_app.domain.messages import Message


class PageVerdict(StrEnum):
    """What a public page shows of what was sent."""

    SAME = "same"
    OLDER = "older"
    DIFFERS = "differs"
    UNREAD = "unread"


@dataclass(frozen=True)
class PageCheck:
    """The public page of an article on a site: what was found last, and when to look again.

    ``mark`` stands for what was sent when it was looked at, ``marks`` for its texts, ``before`` for
    the texts of the time before. ``said`` are the differences, or why it could not be read.
    ``tries`` counts the looks at one state of the article; ``due`` is None when it is settled.
    """

    article: ArticleId
    site: SiteId
    due: datetime | None = None
    verdict: PageVerdict | None = None
    checked: datetime | None = None
    said: tuple[Message, ...] = ()
    tries: int = 0
    mark: str = ""
    marks: tuple[str, ...] = ()
    before: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[Message, ...]:
        """What to say of it beside the preview: the verdict with its time, and the first reason."""
        if self.verdict is None or self.checked is None:
            return ()
        until = self.checked.isoformat(timespec="minutes")
        return (Message(f"page-checked-{self.verdict}", {"until": until}), *self.said[:1])
