"""A photo of the open story: a row with its place, opened to captions, credit and rights."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from editor_app.domain.ids import Language, PhotoId
from editor_app.domain.photo import Photo
from editor_app.sentences import _
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.mirror_field import MirrorField
from editor_app.ui.photos.about_photo import AboutPhoto
from editor_app.ui.photos.caption_columns import PARTS, CaptionColumns
from editor_app.ui.photos.photo_edits import PhotoEdits
from editor_app.ui.photos.photo_words import joined, rights_words, title_of
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.badge import Badge
from editor_app.ui.widgets.buttons import Button, IconButton
from editor_app.ui.widgets.labels import Elided
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.widgets.thumbnails import Thumbnails, paint_cropped
from editor_app.ui.words import utc_now

PICTURE = QSize(84, 56)
LEAST_WORDS = 24
SHARPNESS = 2
PADDING = 9


class StoryPhoto(QFrame):
    """One photo. All signals carry its PhotoId first.

    ``toggled`` asks to open or close it, ``moved`` carries -1 or +1, ``lead_wanted`` asks to make
    it the lead photo, ``removed`` to take it out of the story, ``went_on`` that it is done.
    """

    toggled = Signal(object)
    moved = Signal(object, int)
    lead_wanted = Signal(object)
    removed = Signal(object)
    went_on = Signal(object)

    def __init__(
        self, theme: Theme, thumbnails: Thumbnails, edits: PhotoEdits, photo: PhotoId
    ) -> None:
        """Stand for ``photo``; ``show_photo`` fills it."""
        super().__init__()
        self.photo = photo
        self.setProperty("card", True)
        self._theme = theme
        self.is_open = False
        self.head = _Head(theme, thumbnails, photo)
        self.head.pressed.connect(lambda: self.toggled.emit(photo))
        self.head.moved.connect(lambda by: self.moved.emit(photo, by))
        self.head.removed.connect(lambda: self.removed.emit(photo))
        self.notice = Notice(theme)
        self.captions = CaptionColumns(MirrorField)
        self.about = AboutPhoto(theme, edits)
        self.about.failed.connect(lambda words: self.notice.tell("err", words))
        self.about.went_on.connect(lambda: self.went_on.emit(photo))
        self.up = IconButton(theme, "up", _("Move up"), clicked=lambda: self.moved.emit(photo, -1))
        self.down = IconButton(
            theme, "down", _("Move down"), clicked=lambda: self.moved.emit(photo, 1)
        )
        self.lead = Button(_("Make it the lead"), "link", clicked=self._on_lead)
        self.remove = Button(_("Take out"), "link", clicked=lambda: self.removed.emit(photo))
        self.details = QWidget()
        self._lay_out()
        self.details.hide()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self.up)
        foot.addWidget(self.down)
        foot.addWidget(self.lead)
        foot.addStretch(1)
        foot.addWidget(self.remove)
        inner = QVBoxLayout(self.details)
        inner.setContentsMargins(PADDING + 2, 2, PADDING + 2, PADDING)
        inner.setSpacing(10)
        for part in (self.notice, self.captions, self.about):
            inner.addWidget(part)
        inner.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.details)

    # -- showing

    def show_photo(self, photo: Photo, place: int, count: int, caption: str) -> None:
        """Show a photo that stands at ``place`` (from 0) of ``count`` with its caption."""
        self.head.show_photo(photo, caption, is_lead=place == 0)
        self.about.show_photo(photo)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < count - 1)
        self.lead.setVisible(place > 0)

    def show_texts(
        self, manuscripts: Manuscripts, languages: tuple[tuple[Language, str], ...]
    ) -> None:
        """Edit the captions and alt texts that the open Manuscripts have for the photo."""
        texts = {
            item.language: item
            for item in manuscripts.captioned(self.photo)
            if item.photo_text(self.photo, "caption") is not None
        }
        self.captions.show_languages(tuple(item for item in languages if item[0] in texts))
        for language, manuscript in texts.items():
            for part in PARTS:
                passage = manuscript.photo_text(self.photo, part)
                if language in dict(languages) and passage is not None:
                    field = self.captions.field(language, part)
                    if isinstance(field, MirrorField):
                        field.show_passage(passage, manuscripts.journal)

    def open_details(self, is_open: bool) -> None:
        """Show the fields, or the row alone."""
        self.is_open = is_open
        self.details.setVisible(is_open)
        self.head.say_open(is_open)

    def focus_start(self) -> None:
        """Put the focus where the editor goes on: the first caption, or the row."""
        if self.is_open:
            self.captions.focus_start()
        else:
            self.head.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_lead(self) -> None:
        self.lead_wanted.emit(self.photo)


class _Head(QWidget):
    """The row: picture, caption, credit. Return opens, Delete takes out, Ctrl+Up and Down move."""

    pressed = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, theme: Theme, thumbnails: Thumbnails, photo: PhotoId) -> None:
        super().__init__()
        self._theme, self._thumbnails, self._photo = theme, thumbnails, photo
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._caption = Elided(role="strong")
        self._credit = Elided(role="label")
        for label in (self._caption, self._credit):
            label.setMinimumWidth(LEAST_WORDS)
        self._badge = Badge(_("Lead"), "accent")
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._caption, 1)
        top.addWidget(self._badge)
        words = QVBoxLayout(self)
        words.setContentsMargins(PADDING + PICTURE.width() + 10, PADDING, PADDING, PADDING)
        words.setSpacing(2)
        words.addStretch(1)
        words.addLayout(top)
        words.addWidget(self._credit)
        words.addStretch(1)
        self.setMinimumHeight(PICTURE.height() + 2 * PADDING)
        thumbnails.arrived.connect(self._on_picture)
        theme.changed.connect(self.update)

    def show_photo(self, photo: Photo, caption: str, *, is_lead: bool) -> None:
        """Show what the row says."""
        title = caption or title_of(photo)
        self._caption.setText(title)
        rights, tone = rights_words(photo.rights, utc_now().date())
        credit = photo.credit or _("no credit")
        self._credit.say(joined(credit, rights), tone if photo.credit else "err")
        self._badge.setVisible(is_lead)
        lead = _("Lead") if is_lead else ""
        self.setAccessibleName(joined(lead, title, credit, rights))

    def say_open(self, is_open: bool) -> None:
        """Say to screen readers whether the fields are open."""
        self.setAccessibleDescription(_("opened") if is_open else _("closed"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open or close."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, move, take out."""
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.pressed.emit()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        elif control and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and the ring of the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - PICTURE.height()) / 2
        area = QRectF(PADDING, top, PICTURE.width(), PICTURE.height())
        picture = self._thumbnails.picture(self._photo, PICTURE.width() * SHARPNESS)
        if picture is not None:
            paint_cropped(painter, area, picture)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("sunken"))
            painter.drawRoundedRect(area, 4, 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, 6)

    def _on_picture(self, photo: object) -> None:
        if photo == self._photo:
            self.update()
