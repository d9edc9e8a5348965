"""A story with two language versions and a photo, and a desk that keeps what it is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.edition import Edition, Quotes
from editor_app.domain.errors import DiskFull, EditorError
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import (
    CHINESE,
    ENGLISH,
    VIETNAMESE,
    ArticleId,
    Language,
    PhotoId,
    StoryId,
    UseId,
)
from editor_app.domain.photo import Photo, PhotoUse, Rights, RightsStatus
from editor_app.domain.story import Story
from editor_app.services.views import StoryView
from editor_app.text.blocks import fresh, photo_line

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
STORY = StoryId("5" * 32)
SOURCE = ArticleId("a" * 32)
TARGET = ArticleId("b" * 32)
PHOTO = PhotoId("c" * 32)
SOURCE_USE, TARGET_USE = UseId("d" * 32), UseId("e" * 32)
CURLY = Quotes("“", "”", "‘", "’")
EDITIONS = tuple(
    Edition(language, autonym, order, "", CURLY, {}, "", "")
    for order, (language, autonym) in enumerate(
        ((VIETNAMESE, "Tiếng Việt"), (ENGLISH, "English"), (CHINESE, "中文"))
    )
)


def article(
    body: str = "",
    *,
    ident: ArticleId = TARGET,
    language: Language = ENGLISH,
    version: int = 1,
    **fields: Any,
) -> Article:
    """Return a language version with this body."""
    return Article(ident, STORY, language, NOW, body=fresh(body), version=version, **fields)


def photo(**fields: Any) -> Photo:
    """Return a photo with credit and cleared rights."""
    facts = {"credit": "Delta Courier", "rights": Rights(RightsStatus.CLEARED), **fields}
    return Photo(PHOTO, "0" * 64, "ferry.jpg", "image/jpeg", 1600, 1000, 9, NOW, **facts)


def story(
    *articles: Article, uses: Mapping[ArticleId, tuple[PhotoUse, ...]] | None = None
) -> StoryView:
    """Return a story with these versions."""
    return StoryView(
        Story(STORY, "Ferries", VIETNAMESE, NOW),
        articles,
        uses or {},
        {PHOTO: photo()} if uses else {},
        {},
        {},
        {},
        (),
    )


def ferry_story() -> StoryView:
    """Return a Vietnamese report and its English version, with a photo in both."""
    line = photo_line(PHOTO)
    source = article(
        f"Chuyến phà rời bến.\n\n{line}\n\nThuyền trưởng đếm mây.",
        ident=SOURCE,
        language=VIETNAMESE,
        headline="Phà chạy điện mặt trời",
    )
    target = article(
        f"The ferry leaves.\n\n{line}\n\nThe skipper counts clouds.",
        headline="Solar ferries",
        standfirst="Forty passengers a charge.",
        translated_from=SOURCE,
    )
    uses = {
        SOURCE: (PhotoUse(SOURCE_USE, SOURCE, PHOTO, "Lắp pin", ""),),
        TARGET: (PhotoUse(TARGET_USE, TARGET, PHOTO, "Fitting a panel", "Two people"),),
    }
    return story(source, target, uses=uses)


@dataclass
class KeptDrafts:
    """A desk's drafts in memory; ``full`` makes each save fail as a full disk does."""

    saved: list[tuple[str, str, str, int, int]] = field(default_factory=list)
    settled: list[ArticleId] = field(default_factory=list)
    kept: list[tuple[ArticleId, RevisionReason]] = field(default_factory=list)
    full: bool = False
    before_save: Callable[[], None] = lambda: None
    refused: EditorError | None = None

    def save(self, owner: str, part: str, text: str, based_on: int, caret: int) -> datetime:
        """Keep a text, or fail."""
        self.before_save()
        if self.full:
            raise DiskFull
        self.saved.append((owner, part, text, based_on, caret))
        return NOW

    def settle(self, article_id: ArticleId, keep: RevisionReason | None = None) -> Changes:
        """Note the call, or fail."""
        if self.refused is not None:
            raise self.refused
        self.settled.append(article_id)
        if keep is not None:
            self.kept.append((article_id, keep))
        return Changes()

    def text(self, part: str = "body", owner: str = TARGET) -> str | None:
        """Return the text last saved at an address."""
        found = [item[2] for item in self.saved if item[:2] == (owner, part)]
        return found[-1] if found else None


def compose(widget: QWidget, preedit: str = "", commit: str = "") -> None:
    """Let an input method show ``preedit`` and commit ``commit`` in a widget."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(widget, event)
