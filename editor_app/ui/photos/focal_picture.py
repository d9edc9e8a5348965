"""The photo with its focal point: the place that crops keep, set by a click or the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor_app.domain.photo import Photo
from editor_app.sentences import _
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.thumbnails import Thumbnails

MOST_HEIGHT = 270
ASKED = 720  # the width of the picture that is fetched
STEP = 0.02
FAR_STEP = 0.1
RING = 10.0

STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class FocalPicture(QWidget):
    """A photo, whole, with a ring on its focal point; ``moved`` carries the new one."""

    moved = Signal(object)

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        """Start without a photo."""
        super().__init__()
        self._theme, self._thumbnails = theme, thumbnails
        self._photo: Photo | None = None
        self._focal = (0.5, 0.5)
        self._on_the_way: list[tuple[float, float]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setToolTip(_("Click on what crops must keep"))
        self.setAccessibleName(_("Focal point"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        thumbnails.arrived.connect(self._on_picture)
        theme.changed.connect(self.update)

    def show_photo(self, photo: Photo | None) -> None:
        """Show a photo with its focal point; newer moves that the desk is to learn yet stay."""
        before, self._photo = self._photo, photo
        if photo is None or before is None or photo.id != before.id:
            self._on_the_way = []
        elif photo.focal in self._on_the_way:
            del self._on_the_way[: self._on_the_way.index(photo.focal) + 1]
        elif photo.focal != before.focal:
            self._on_the_way = []  # somebody else has set it
        if not self._on_the_way:
            self._focal = photo.focal if photo else (0.5, 0.5)
        self._tell()
        self.updateGeometry()
        self.update()

    @property
    def focal(self) -> tuple[float, float]:
        """The focal point, fractions from the top left."""
        return self._focal

    # -- form

    def hasHeightForWidth(self) -> bool:
        """The height follows the photo's form."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that shows the photo whole, up to a limit."""
        if self._photo is None or not self._photo.width:
            return 0
        return min(MOST_HEIGHT, round(width * self._photo.height / self._photo.width))

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(240, self.heightForWidth(max(240, self.width())))

    def area(self) -> QRectF:
        """Return where the photo lies."""
        if self._photo is None or not self._photo.height:
            return QRectF()
        shape = QSize(self._photo.width, self._photo.height)
        fitted = shape.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, fitted.width(), fitted.height())
        place.moveCenter(QRectF(self.rect()).center())
        return place

    # -- setting

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set the focal point."""
        area = self.area()
        if not area.contains(event.position()):
            return
        place = event.position() - area.topLeft()
        self._move_to(place.x() / area.width(), place.y() / area.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the focal point by a little, with Shift by more."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is None or self._photo is None:
            super().keyPressEvent(event)
            return
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        by = FAR_STEP if far else STEP
        self._move_to(self._focal[0] + step[0] * by, self._focal[1] + step[1] * by)

    def _move_to(self, across: float, down: float) -> None:
        focal = (round(min(1.0, max(0.0, across)), 3), round(min(1.0, max(0.0, down)), 3))
        if focal != self._focal:
            self._focal = focal
            self._on_the_way.append(focal)
            self._tell()
            self.update()
            self.moved.emit(focal)

    def _tell(self) -> None:
        words = _("{across} % from the left, {down} % from the top")
        across, down = (round(part * 100) for part in self._focal)
        self.setAccessibleDescription(words.format(across=across, down=down))

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the photo and the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self._theme.colour("sunken"))
        if self._photo is None:
            return
        area = self.area()
        picture = self._thumbnails.picture(self._photo.id, ASKED)
        if picture is not None:
            painter.drawPixmap(area, picture, QRectF(picture.rect()))
        here = area.topLeft() + QPointF(
            self._focal[0] * area.width(), self._focal[1] * area.height()
        )
        painter.setPen(QPen(QColor(0, 0, 0, 120), 4))
        painter.drawEllipse(here, RING, RING)
        painter.setPen(QPen(QColor(255, 255, 255), 2))
        painter.drawEllipse(here, RING, RING)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _on_picture(self, photo: object) -> None:
        if self._photo is not None and photo == self._photo.id:
            self.update()
