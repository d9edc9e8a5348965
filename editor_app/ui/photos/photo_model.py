"""The photos of the desk as Qt's views want them."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor_app.domain.ids import PhotoId
from editor_app.domain.photo import Photo
from editor_app.ui.photos.photo_words import line_of, title_of
from editor_app.ui.widgets.tips import as_tip
from editor_app.ui.words import utc_now

PHOTO = Qt.ItemDataRole.UserRole


class PhotoModel(QAbstractListModel):
    """Photos in the order in which the service found them."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with none."""
        super().__init__(parent)
        self._photos: tuple[Photo, ...] = ()
        self._places: dict[PhotoId, int] = {}

    def show_photos(self, photos: tuple[Photo, ...]) -> None:
        """Show these; the same photos in the same order keep their places."""
        same = [photo.id for photo in photos] == [photo.id for photo in self._photos]
        if same:
            changed = [n for n, photo in enumerate(photos) if photo != self._photos[n]]
            self._photos = photos
            for place in changed:
                self.dataChanged.emit(self.index(place), self.index(place))
            return
        self.beginResetModel()
        self._photos = photos
        self._places = {photo.id: place for place, photo in enumerate(photos)}
        self.endResetModel()

    def photo(self, place: int) -> Photo | None:
        """Return one photo, None outside."""
        return self._photos[place] if 0 <= place < len(self._photos) else None

    def place_of(self, photo: PhotoId | None) -> int:
        """Return where a photo stands, -1 when it is not shown."""
        return -1 if photo is None else self._places.get(photo, -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        """Return the number of photos."""
        return 0 if parent.isValid() else len(self._photos)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the photo for the delegate, and words for screen readers and tips."""
        photo = self.photo(index.row())
        if photo is None:
            return None
        if role == PHOTO:
            return photo
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(photo)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(title_of(photo))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_photo(photo, utc_now().date())
        return None


def spoken_photo(photo: Photo, today: date) -> str:
    """Return what a screen reader says of a photo."""
    return f"{title_of(photo).rstrip('.')}. {line_of(photo, today)[0]}"
