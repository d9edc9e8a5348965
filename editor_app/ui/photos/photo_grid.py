"""The grid of photos: as many columns as there is room for; only what is in sight is painted."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from editor_app.domain.ids import PhotoId
from editor_app.domain.photo import Photo
from editor_app.ui.photos.photo_model import PHOTO, PhotoModel
from editor_app.ui.photos.photo_words import line_of, title_of
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.thumbnails import Thumbnails, paint_cropped
from editor_app.ui.words import utc_now

LEAST = 176  # the narrowest cell, with the gap to its right
GAP = 12
MARGIN = 16
PARTING = " · "
PICTURE = 0.648  # height to width
WORDS = 60  # the height below the picture, two lines of credit
ASKED = 400
RADIUS = 7.0


class PhotoGrid(QListView):
    """Cards of photos; ``chosen`` carries the PhotoId of the current one or None."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.photos = PhotoModel(self)
        self._delegate = PhotoDelegate(theme, thumbnails, self)
        self.setModel(self.photos)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setViewportMargins(MARGIN, MARGIN, 0, 0)
        self.selectionModel().currentChanged.connect(lambda now, _before: self._tell(now))
        thumbnails.arrived.connect(self._on_picture)
        theme.changed.connect(self.viewport().update)

    def show_photos(self, photos: tuple[Photo, ...]) -> None:
        """Show these photos; the current one stays current when it is still among them."""
        wanted = self.current
        self.photos.show_photos(photos)
        self.choose(wanted if self.photos.place_of(wanted) >= 0 else None)

    def choose(self, photo: PhotoId | None) -> None:
        """Make a photo current; without one, the first."""
        place = max(0, self.photos.place_of(photo))
        index = self.photos.index(place)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        else:
            self._tell(index)

    @property
    def current(self) -> PhotoId | None:
        """The current photo."""
        photo = self.photos.photo(self.currentIndex().row())
        return photo.id if photo else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns that fit."""
        super().resizeEvent(event)
        width = self.viewport().width() - 1
        columns = max(1, width // LEAST)
        cell = width // columns
        size = QSize(cell, round((cell - GAP) * PICTURE) + WORDS + GAP)
        if size != self.gridSize():
            self._delegate.cell = size
            self.setGridSize(size)

    def _on_picture(self, _photo: object) -> None:
        self.viewport().update()

    def _tell(self, index: QModelIndex) -> None:
        photo = self.photos.photo(index.row())
        self.chosen.emit(photo.id if photo else None)


class PhotoDelegate(QStyledItemDelegate):
    """Paints a card: the picture, what it is called, and what must be known of it."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QWidget) -> None:
        """Paint in the theme's colours."""
        super().__init__(parent)
        self._theme, self._thumbnails = theme, thumbnails
        self.cell = QSize(LEAST, LEAST)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All cards have one size."""
        return self.cell

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one card."""
        photo = index.data(PHOTO)
        if not isinstance(photo, Photo):
            return
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(option.rect).adjusted(0.5, 0.5, -GAP - 0.5, -GAP - 0.5)
        painter.setBrush(theme.colour("surface"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRoundedRect(card, RADIUS, RADIUS)
        height = round(card.width() * PICTURE)
        self._paint_picture(painter, QRectF(card.left(), card.top(), card.width(), height), photo)
        words = card.adjusted(10, height + 9, -10, -4)
        self._paint_words(painter, words, photo, utc_now().date())
        self._paint_edge(painter, card, option)
        painter.restore()

    def _paint_picture(self, painter: QPainter, area: QRectF, photo: Photo) -> None:
        picture = self._thumbnails.picture(photo.id, ASKED)
        painter.save()
        # The lower corners are square: clip a taller picture.
        painter.setClipRect(area)
        if picture is not None:
            paint_cropped(painter, area.adjusted(0, 0, 0, RADIUS), picture, RADIUS)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("sunken"))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, RADIUS), RADIUS, RADIUS)
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRectF, photo: Photo, today: date) -> None:
        theme = self._theme
        painter.setFont(theme.ui_font(12, 600))
        painter.setPen(theme.colour("ink"))
        metrics = painter.fontMetrics()
        mode = Qt.TextElideMode.ElideRight
        title = metrics.elidedText(title_of(photo), mode, int(area.width()))
        painter.drawText(QPointF(area.left(), area.top() + metrics.ascent()), title)
        words, tone = line_of(photo, today)
        painter.setPen(theme.colour(tone or "ink3"))
        rest = area.adjusted(0, metrics.height() + 2, 0, 0)
        self._write_lines(painter, rest, words)

    def _write_lines(self, painter: QPainter, area: QRectF, words: str) -> None:
        """Write at most two lines; the second is cut."""
        font = self._theme.ui_font(12)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        layout = QTextLayout(words, font)
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        layout.beginLayout()
        first = layout.createLine()
        if first.isValid():
            first.setLineWidth(area.width())
        cut = first.textLength() if first.isValid() else 0
        layout.endLayout()
        parting = words.rfind(PARTING, 0, cut)
        if cut < len(words) and parting > 0:
            cut = parting + len(PARTING)
        mode = Qt.TextElideMode.ElideRight
        for number, line in enumerate((words[:cut].strip(PARTING), words[cut:].strip())):
            base = area.top() + number * metrics.lineSpacing() + metrics.ascent()
            shown = metrics.elidedText(line, mode, int(area.width()))
            painter.drawText(QPointF(area.left(), base), shown)

    def _paint_edge(self, painter: QPainter, card: QRectF, option: QStyleOptionViewItem) -> None:
        theme = self._theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.colour("accent"), 2))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(theme.colour("line-strong"), 1))
        else:
            painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRoundedRect(card, RADIUS, RADIUS)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.drawRoundedRect(card.adjusted(3, 3, -3, -3), RADIUS - 2, RADIUS - 2)
