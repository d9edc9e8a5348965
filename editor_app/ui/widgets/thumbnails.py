"""Small pictures of photos, made by a job and kept while the window lives."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap

from editor_app.domain.errors import EditorError
from editor_app.domain.ids import PhotoId
from editor_app.ui.jobs import Jobs

KEPT = 300


class Thumbnails(QObject):
    """Gives pictures that are there, fetches those that are not; ``arrived`` carries the photo."""

    arrived = Signal(object)

    def __init__(
        self, jobs: Jobs, fetch: Callable[[PhotoId, int], bytes], parent: QObject | None = None
    ) -> None:
        """Ask ``fetch`` (photo, width in pixels -> an encoded picture) in the pool."""
        super().__init__(parent)
        self._jobs, self._fetch = jobs, fetch
        self._kept: OrderedDict[tuple[PhotoId, int], QPixmap | None] = OrderedDict()

    def picture(self, photo: PhotoId, width: int) -> QPixmap | None:
        """Return the picture, or None while it is on its way (or cannot be had)."""
        key = (photo, width)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        self._kept[key] = None
        self._jobs.fetch(
            self,
            lambda: self._fetch(photo, width),
            lambda data: self._keep(key, data),
            self._do_without,
        )
        return None

    def forget(self, photos: frozenset[PhotoId]) -> None:
        """Fetch these again when they are next asked for, because they have changed."""
        for key in [key for key in self._kept if key[0] in photos]:
            del self._kept[key]

    def _keep(self, key: tuple[PhotoId, int], data: bytes) -> None:
        # Decoded here: Qt's picture plug-ins, loaded by two threads at once, give empty pictures.
        image = QImage.fromData(data)
        if image.isNull():
            return
        self._kept[key] = QPixmap.fromImage(image)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit(key[0])

    def _do_without(self, error: EditorError) -> None:
        """Leave the place empty: whoever shows the photo itself says what is wrong with it."""


def paint_cropped(painter: QPainter, area: QRectF, picture: QPixmap, radius: float = 4) -> None:
    """Paint a picture so that it fills ``area``, cut at the sides, with round corners."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(area, radius, radius)
    painter.setClipPath(path)
    fitted = QSize(picture.size()).scaled(
        area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatioByExpanding
    )
    place = QRectF(0, 0, fitted.width(), fitted.height())
    place.moveCenter(area.center())
    painter.drawPixmap(place, picture, QRectF(picture.rect()))
    painter.restore()
