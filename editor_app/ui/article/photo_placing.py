"""Pictures that were pasted or dropped into the text become photos of the story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId, BlockId, PhotoId, StoryId
from editor_app.text.blocks import photo_of
from editor_app.ui.article.given import GivenPicture
from editor_app.ui.article.manuscript import Manuscript
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.jobs import Jobs
from editor_app.ui.photos.adding import Added, add_all, adding_words

if TYPE_CHECKING:
    from editor_app.wiring import Desk


class PhotoPlacing(QObject):
    """Attaches pictures after the paragraph of a cursor, once the text around it is settled."""

    def __init__(self, desk: Desk, jobs: Jobs, manuscripts: Manuscripts, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._jobs, self._manuscripts = desk, jobs, manuscripts

    def place(
        self,
        story: StoryId,
        manuscript: Manuscript,
        pictures: Sequence[GivenPicture],
        cursor: QTextCursor,
    ) -> None:
        """Attach the pictures in their order after the paragraph in which the cursor stands."""
        article, body = manuscript.article, manuscript.body
        block = cursor.block()
        number = body.number_among_written(block) - (0 if block.text().strip() else 1)
        self._manuscripts.settle()
        stories = self._desk.stories

        def find_place() -> BlockId | None:
            """Read on the lane, behind the settling, which paragraph has that number now."""
            versions = stories.view(story).articles
            blocks = next(item for item in versions if item.id == article).body
            return blocks[min(number, len(blocks) - 1)].id if blocks and number >= 0 else None

        self._jobs.change(find_place, self, lambda after: self._attach(article, pictures, after))

    def _attach(
        self, article: ArticleId, pictures: Sequence[GivenPicture], after: BlockId | None
    ) -> None:
        """Attach the pictures one behind the other, as one step that can be undone."""
        photos, stories = self._desk.photos, self._desk.stories
        last = after

        def add(data: bytes, name: str) -> tuple[PhotoId, Changes]:
            nonlocal last
            attached = photos.attach(article, data, name, last)
            lines = {photo_of(block): block.id for block in stories.find_article(article).body}
            last = lines.get(attached.photo, last)
            return attached.photo, attached.changes

        self._jobs.long(
            self,
            adding_words(len(pictures)),
            lambda progress: add_all(pictures, add, progress),
            self._say_troubles,
        )

    def _say_troubles(self, added: Added) -> None:
        for trouble in added.troubles:
            self._jobs.refused.emit(EditorError(trouble.key, **trouble.fields))
