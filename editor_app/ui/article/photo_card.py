"""A photo in the text: its picture, captions and alt texts in all languages side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from editor_app.domain.ids import PhotoId
from editor_app.domain.photo import Photo, RightsStatus
from editor_app.sentences import _
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.growing_field import GrowingField, dress_field, height_at
from editor_app.ui.article.head_room import flush
from editor_app.ui.article.passage import FieldText
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.labels import Elided, PlainLabel
from editor_app.ui.widgets.thumbnails import Thumbnails, paint_cropped

PICTURE = QSize(148, 96)
PADDING = 10
GAP = 14
BETWEEN = 16
BELOW = 8
LEAST_COLUMN = 104  # pixels of a language's texts that can still be read
CAPTION_LINE = 19
ALT_LINE = 17
NAME = 16
CREDIT = 18
AIR = 3
SHARPNESS = 2  # thumbnails are asked for at twice the size, for dense screens


@dataclass(frozen=True)
class CaptionColumn:
    """The texts of a photo in one language; ``name`` is the language's own name, empty for one."""

    name: str
    caption: FieldText
    alt: FieldText


@dataclass(frozen=True)
class CardPlan:
    """How a card stands in its room.

    ``beside``: the texts stand beside the picture, else below it. ``across`` languages stand side
    by side, each ``column`` pixels wide.
    """

    beside: bool
    across: int
    column: int


def card_plan(width: float, columns: int) -> CardPlan:
    """Return how a card of that width holds the texts of so many languages."""
    whole = int(width) - 2 * PADDING
    rest = whole - PICTURE.width() - GAP
    many = max(columns, 1)
    plans = [
        CardPlan(beside, across, (room - BETWEEN * (across - 1)) // across)
        for beside, room in ((True, rest), (False, whole))
        for across in dict.fromkeys((many, 1))
    ]
    fitting = (plan for plan in plans if plan.column >= LEAST_COLUMN)
    return next(fitting, CardPlan(beside=False, across=1, column=max(whole, 60)))


def card_height(columns: Sequence[CaptionColumn], width: float, theme: Theme) -> int:
    """Return the height of a card at a width, before there is a widget for it."""
    plan = card_plan(width, len(columns))
    heights = [_column_height(column, plan.column, theme) for column in columns]
    rows = [max(heights[at : at + plan.across]) for at in range(0, len(heights), plan.across)]
    texts = sum(rows) + BELOW * max(len(rows) - 1, 0) + CREDIT + AIR
    picture = PICTURE.height()
    return ceil(max(texts, picture) if plan.beside else texts + picture + PADDING) + 2 * PADDING


def _column_height(column: CaptionColumn, width: int, theme: Theme) -> float:
    dress_field(column.caption, theme.ui_font(), CAPTION_LINE)
    dress_field(column.alt, theme.ui_font(12), ALT_LINE)
    height = max(height_at(column.caption, width), CAPTION_LINE)
    height += max(height_at(column.alt, width), ALT_LINE) + AIR
    return height + (NAME if column.name else 0)


class PhotoCard(QWidget):
    """One card over the line of its photo; Tab walks the captions, then the alt texts.

    ``left`` tells that the caret wants out (+1 below, -1 above), ``picked`` that the picture was
    clicked, ``opened`` that it was double-clicked.
    """

    left = Signal(int)
    picked = Signal()
    opened = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(
        self, composing: Composing, theme: Theme, thumbnails: Thumbnails, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setFont(theme.ui_font())  # not the reading face of the body it stands in
        self._composing, self._theme, self._thumbnails = composing, theme, thumbnails
        self.photo: PhotoId | None = None
        self._chosen = False
        self._missing = False
        self._captions: list[GrowingField] = []
        self._alts: list[GrowingField] = []
        self._names: list[PlainLabel] = []
        self._columns: list[QWidget] = []
        self._credit = flush(Elided(role="small"))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(BETWEEN)
        self._grid.setVerticalSpacing(BELOW)
        self._plan = CardPlan(beside=True, across=0, column=0)
        self._side = QVBoxLayout(self)
        self._side.setSpacing(AIR)
        self._side.addLayout(self._grid)
        self._side.addWidget(self._credit)
        self._side.addStretch(1)
        thumbnails.arrived.connect(self._on_picture)
        theme.changed.connect(self.update)

    # -- showing

    def show_photo(
        self, photo_id: PhotoId, photo: Photo | None, columns: Sequence[CaptionColumn]
    ) -> None:
        """Show a photo (None: the desk does not know it) with its texts per language."""
        self.photo = photo_id
        self._missing = photo is None
        self._credit.say(*_credit_words(photo))
        while len(self._columns) > len(columns):
            self._drop_column()
        while len(self._columns) < len(columns):
            self._add_column()
        self._arrange()
        for number, column in enumerate(columns):
            self._names[number].say(column.name)
            self._captions[number].show_passage(column.caption)
            self._alts[number].show_passage(column.alt)
            language = column.name or _("Photo")
            self._captions[number].setAccessibleName(f"{_('Caption')} · {language}")
            self._alts[number].setAccessibleName(f"{_('Alt text')} · {language}")
        self.setAccessibleName(photo.file_name if photo else _("Photo that is not on this desk"))
        self.update()

    def show_nothing(self) -> None:
        """Show no photo any more: other widgets may show its texts now."""
        self.photo = None
        for field in self.fields():
            field.show_nothing()

    def choose(self, chosen: bool) -> None:
        """Show whether the caret of the body stands on this card."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    @property
    def busy(self) -> bool:
        """Whether somebody types in this card, so that it must stay."""
        return any(field.hasFocus() for field in self.fields())

    def fields(self) -> list[GrowingField]:
        """Return the fields in the order in which Tab walks them."""
        return [*self._captions, *self._alts]

    def enter(self, *, at_end: bool = False) -> None:
        """Put the caret into the first caption, or the last field."""
        fields = self.fields()
        if fields:
            fields[-1 if at_end else 0].put_caret(at_end=True)

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Walk the fields of this card, and go back into the text at its ends."""
        fields = self.fields()
        here = next((at for at, field in enumerate(fields) if field.hasFocus()), None)
        if here is None:
            return super().focusNextPrevChild(onward)
        there = here + (1 if onward else -1)
        if 0 <= there < len(fields):
            fields[there].put_caret(at_end=True)
        else:
            self.left.emit(1 if onward else -1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep keys that nobody here wants from the body underneath."""
        event.accept()

    # -- painting and the mouse

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the languages where they have room."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the frame and the picture."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self._chosen else 1
        painter.setPen(QPen(self._theme.colour("accent" if self._chosen else "line"), width))
        painter.setBrush(self._theme.colour("canvas"))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 8, 8)
        area = self._picture_area()
        picture = self._picture()
        if picture is not None:
            paint_cropped(painter, area, picture)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("sunken"))
        painter.drawRoundedRect(area, 4, 4)
        painter.setPen(self._theme.colour("ink3"))
        words = _("Not on this desk") if self._missing else ""
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the card; a click beside the fields goes into the nearest caption."""
        if self._picture_area().contains(event.position()):
            self.picked.emit()
        else:
            self.enter()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the photo's facts."""
        if self._picture_area().contains(event.position()):
            self.opened.emit()

    # -- inside

    def _picture_area(self) -> QRectF:
        return QRectF(PADDING, PADDING, PICTURE.width(), PICTURE.height())

    def _picture(self) -> QPixmap | None:
        if self.photo is None or self._missing:
            return None
        return self._thumbnails.picture(self.photo, PICTURE.width() * SHARPNESS)

    def _on_picture(self, photo: PhotoId) -> None:
        if photo == self.photo:
            self.update()

    def _add_column(self) -> None:
        """Add the fields of one more language."""
        caption = GrowingField(self._composing, self._theme, self._theme.ui_font(), CAPTION_LINE)
        caption.setPlaceholderText(_("Caption"))
        alt = GrowingField(
            self._composing, self._theme, self._theme.ui_font(12), ALT_LINE, ink="ink2"
        )
        alt.setPlaceholderText(_("No alt text yet"))
        name = flush(PlainLabel(role="label"))
        name.setFixedHeight(NAME)
        column = QWidget()
        stack = QVBoxLayout(column)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(name)
        stack.addWidget(caption)
        stack.addSpacing(AIR)
        stack.addWidget(alt)
        stack.addStretch(1)
        for field in (caption, alt):
            field.left.connect(self.left)
            field.undo_wanted.connect(self.undo_wanted)
            field.redo_wanted.connect(self.redo_wanted)
        self._columns.append(column)
        self._plan = CardPlan(beside=True, across=0, column=0)
        self._names.append(name)
        self._captions.append(caption)
        self._alts.append(alt)

    def _drop_column(self) -> None:
        """Take the fields of the last language away."""
        for parts in (self._names, self._captions, self._alts):
            parts.pop()
        dropped = self._columns.pop()
        self._grid.removeWidget(dropped)
        dropped.deleteLater()
        self._plan = CardPlan(beside=True, across=0, column=0)

    def _arrange(self) -> None:
        """Put the languages where they have room."""
        plan = card_plan(self.width(), len(self._columns))
        if plan == self._plan:
            return
        self._plan = plan
        left = PADDING + (PICTURE.width() + GAP if plan.beside else 0)
        top = PADDING + (0 if plan.beside else PICTURE.height() + PADDING)
        self._side.setContentsMargins(left, top, PADDING, PADDING)
        for column in self._columns:
            self._grid.removeWidget(column)
        for at in range(max(self._grid.columnCount(), plan.across)):
            self._grid.setColumnStretch(at, int(at < plan.across))
        for at, column in enumerate(self._columns):
            self._grid.addWidget(column, at // plan.across, at % plan.across)


def _credit_words(photo: Photo | None) -> tuple[str, str]:
    """Return what a card says of credit and rights, with its tone."""
    if photo is None:
        return _(
            "This photo is not on the desk. The line stays; take it out or add the photo."
        ), "err"
    if not photo.credit:
        return _("No credit yet"), "err"
    words = _("Photo: {credit}").format(credit=photo.credit)
    if photo.rights.status is RightsStatus.UNKNOWN:
        return f"{words} · {_('Rights unknown')}", "warn"
    return words, ""
