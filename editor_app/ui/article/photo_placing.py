"""Pictures that were pasted or dropped into the text become photos of the story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from editor_app.domain.errors import Unreadable
from editor_app.domain.ids import ArticleId, BlockId, StoryId
from editor_app.sentences import _, ngettext
from editor_app.ui.article.given import GivenPicture
from editor_app.ui.article.manuscript import Manuscript
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.jobs import Jobs, Report

if TYPE_CHECKING:
    from editor_app.services.views import Attached
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
        photos = self._desk.photos
        said = ngettext("Adding {count} photo", "Adding {count} photos", len(pictures))

        def attaching(picture: GivenPicture) -> Callable[[Report], Attached]:
            return lambda _progress: photos.attach(article, _read(picture), picture.name, after)

        for picture in reversed(pictures):  # each goes right behind the paragraph
            self._jobs.long(self, said.format(count=len(pictures)), attaching(picture))


def _read(picture: GivenPicture) -> bytes:
    """Return the picture's bytes. Raises Unreadable when a dropped file cannot be read."""
    try:
        return picture.read()
    except OSError as error:
        reason = error.strerror or _("the file cannot be read")
        raise Unreadable(name=picture.name, reason=reason) from error
