"""Small edits of a story's fields, made on what the desk holds when their turn comes.

Two quick edits (a tag, and another tag) must both hold, and an edit must not fail because the text
was saved in between: so an edit is a function of the present value, run on the lane.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId, StoryId
from editor_app.domain.story import Story
from editor_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from editor_app.services.drafts import DraftService
    from editor_app.services.stories import StoryService

StoryEdit = Callable[[Story], dict[str, Any]]
ArticleEdit = Callable[[Article], dict[str, Any]]
Failed = Callable[[EditorError], None]


class FieldEdits(QObject):
    """Sends edits to the lane. A fact that an intake was unsure of is sure once it is edited."""

    def __init__(
        self, jobs: Jobs, stories: StoryService, drafts: DraftService, parent: QObject
    ) -> None:
        """Edit by these services."""
        super().__init__(parent)
        self._jobs, self._stories, self._drafts = jobs, stories, drafts

    def story(
        self, story: StoryId, edit: StoryEdit, *, sure: str = "", failed: Failed | None = None
    ) -> None:
        """Set the fields that ``edit`` returns; ``sure`` names what is now confirmed."""

        def work() -> Changes:
            now = self._stories.view(story).story
            fields = edit(now)
            if sure in now.uncertain:
                fields["uncertain"] = now.uncertain - {sure}
            changed = {name: value for name, value in fields.items() if getattr(now, name) != value}
            return self._stories.change(story, now.version, **changed) if changed else Changes()

        self._jobs.change(work, self, failed=failed)

    def article(
        self, article: ArticleId, edit: ArticleEdit, *, failed: Failed | None = None
    ) -> None:
        """Set the fields that ``edit`` returns, after what is typed has been settled."""

        def work() -> Changes:
            settled = self._drafts.settle(article)
            now = self._stories.find_article(article)
            fields = edit(now)
            changed = {name: value for name, value in fields.items() if getattr(now, name) != value}
            if not changed:
                return settled
            changes = self._stories.change_article(article, now.version, **changed)
            return changes | settled

        self._jobs.change(work, self, failed=failed)
