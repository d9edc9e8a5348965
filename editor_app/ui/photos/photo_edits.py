"""Edits of photos, made on what the desk holds when their turn comes.

Two quick edits must both hold, so an edit names the fields it sets and reads the version when it is
its turn on the lane.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import Language, PhotoId
from editor_app.domain.photo import DeskCaption, Photo
from editor_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from editor_app.services.photos import PhotoService

Edit = Callable[[Photo], dict[str, Any]]
Failed = Callable[[EditorError], None]


class PhotoEdits(QObject):
    """Sends edits to the lane."""

    def __init__(self, jobs: Jobs, photos: PhotoService, parent: QObject) -> None:
        """Edit by this service."""
        super().__init__(parent)
        self._jobs, self._photos = jobs, photos

    def change(self, photo: PhotoId, edit: Edit, failed: Failed | None = None) -> None:
        """Set the fields that ``edit`` returns for the photo as it is then."""

        def work() -> Changes:
            now = self._photos.photo(photo)
            changed = {
                name: value for name, value in edit(now).items() if getattr(now, name) != value
            }
            return self._photos.change(photo, now.version, **changed) if changed else Changes()

        self._jobs.change(work, self, failed=failed)

    def describe(
        self,
        photo: PhotoId,
        language: Language,
        caption: str | None = None,
        alt: str | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Set the desk caption or alt text of a language; None leaves that text as it is."""

        def work() -> Changes:
            known = self._photos.photo(photo).captions.get(language, DeskCaption())
            said = DeskCaption(
                known.caption if caption is None else caption, known.alt if alt is None else alt
            )
            if said == known:
                return Changes()
            return self._photos.desk_caption(photo, language, said.caption, said.alt)

        self._jobs.change(work, self, failed=failed)
