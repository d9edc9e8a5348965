"""Cards over the photo lines of a body: made when they come into sight, used again elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextCursor

from editor_app.domain.block import BlockKind
from editor_app.domain.ids import ForeignId, PhotoId
from editor_app.domain.messages import Message
from editor_app.domain.photo import Photo
from editor_app.sentences import sentence
from editor_app.services.views import NO_FOREIGN
from editor_app.text.kinds import object_of
from editor_app.ui.article.body_edit import BodyEdit
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.photo_card import CaptionColumn, PhotoCard, card_height
from editor_app.ui.article.slip import SLIP_HEIGHT, Slip
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.thumbnails import Thumbnails

NEAR = 300  # pixels beyond the window's edges within which cards are kept ready

Columns = Callable[[PhotoId], Sequence[CaptionColumn]]


class CardShelf(QObject):
    """The cards of one body.

    ``left`` carries the block of the card and the way out, ``photo_wanted`` a photo to be shown in
    full; ``undo_wanted`` and ``redo_wanted`` come from its fields.
    """

    left = Signal(object, int)
    photo_wanted = Signal(object)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(
        self, edit: BodyEdit, composing: Composing, theme: Theme, thumbnails: Thumbnails
    ) -> None:
        super().__init__(edit)
        self._edit, self._composing, self._theme = edit, composing, theme
        self._thumbnails = thumbnails
        self._photos: Mapping[PhotoId, Photo] = {}
        self._columns: Columns = lambda _photo: ()
        self._foreign: Mapping[ForeignId, Message] = NO_FOREIGN
        self._shown: dict[int, PhotoCard | Slip] = {}
        self._spare: list[PhotoCard] = []
        self._watched: set[QObject] = set()
        self._heights: dict[tuple[PhotoId, float], int] = {}
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self.place)
        edit.room = self.room
        edit.placed.connect(self._later.start)
        edit.cursorPositionChanged.connect(self._show_chosen)
        edit.card_entered.connect(self._enter_chosen)

    def show_photos(
        self,
        photos: Mapping[PhotoId, Photo],
        columns: Columns,
        foreign: Mapping[ForeignId, Message] = NO_FOREIGN,
    ) -> None:
        """Show these photos from now on; ``columns`` gives the texts of a photo per language.

        ``foreign`` says what the blocks of the site are called.
        """
        self._photos, self._columns, self._foreign = photos, columns, foreign
        self._measure_again()
        for card in self._shown.values():
            if isinstance(card, PhotoCard):
                self._fill(card)
        self._later.start()

    def clear(self) -> None:
        """Put all cards away."""
        self._heights.clear()
        for card in self._shown.values():
            self._put_away(card)
        self._shown.clear()

    def room(self, text: str) -> float | None:
        """Return the height of the card for a paragraph, None when it is text."""
        found = object_of(text) if text.startswith("![") else None
        if found is None:
            return None
        if found[0] is not BlockKind.PHOTO:
            return SLIP_HEIGHT
        body, photo = self._edit.body, PhotoId(found[1])
        width = body.layout.column.width() if body is not None else 0.0
        known = self._heights.get((photo, width))
        if known is None:
            known = card_height(self._watched_columns(photo), width, self._theme)
            self._heights[photo, width] = known
        return known

    def card_of(self, photo: PhotoId) -> PhotoCard | None:
        """Return the card of a photo when it is in sight."""
        cards = (card for card in self._shown.values() if isinstance(card, PhotoCard))
        return next((card for card in cards if card.photo == photo), None)

    # -- placing

    def place(self) -> None:
        """Put a card over each photo line in sight, and put those away that are out of sight."""
        body = self._edit.body
        if body is None or not self._edit.isVisible():
            self.clear()
            return
        scrolled = self._edit.verticalScrollBar().value()
        top, bottom = scrolled - NEAR, scrolled + self._edit.viewport().height() + NEAR
        wanted = {
            block.blockNumber(): (block, rectangle)
            for block, rectangle in body.layout.blocks_between(top, bottom)
            if object_of(block.text()) is not None
        }
        typed_at = self.block_in_focus()
        if typed_at is not None and object_of(typed_at.text()) is not None:
            # It stays although it is out of sight, or what is typed next would go into the text.
            rectangle = body.layout.blockBoundingRect(typed_at)
            wanted.setdefault(typed_at.blockNumber(), (typed_at, rectangle))
        before, self._shown = self._shown, {}
        free = list(before.values())
        for number, (block, rectangle) in wanted.items():
            card = self._card_for(block, before.get(number), free)
            self._shown[number] = card
            self._set_place(card, rectangle, scrolled)
        for card in free:
            self._put_away(card)
        self._show_chosen()

    def _card_for(
        self,
        block: QTextBlock,
        here: PhotoCard | Slip | None,
        free: list[PhotoCard | Slip],
    ) -> PhotoCard | Slip:
        """Return the card for a paragraph: the one that shows it, a spare one, or a new one."""
        kind, name = object_of(block.text()) or (BlockKind.FOREIGN, "")
        if kind is not BlockKind.PHOTO:
            slip = Slip(kind, self._theme, self._edit.viewport(), self._name(name))
            slip.picked.connect(lambda: self._choose(slip))
            return slip
        photo = PhotoId(name)
        same = [card for card in free if isinstance(card, PhotoCard) and card.photo == photo]
        if same:
            card = here if isinstance(here, PhotoCard) and here in same else same[0]
            free.remove(card)
            return card
        card = self._spare.pop() if self._spare else self._new_card()
        card.photo = photo
        self._fill(card)
        return card

    def _name(self, block: str) -> str:
        """Return what a block of the site is; empty for one that is not known, and for an embed."""
        known = self._foreign.get(ForeignId(block))
        return sentence(known) if known is not None else ""

    def _new_card(self) -> PhotoCard:
        card = PhotoCard(self._composing, self._theme, self._thumbnails, self._edit.viewport())
        card.left.connect(lambda way: self._leave(card, way))
        card.picked.connect(lambda: self._choose(card))
        card.opened.connect(lambda: self.photo_wanted.emit(card.photo))
        card.undo_wanted.connect(self.undo_wanted)
        card.redo_wanted.connect(self.redo_wanted)
        return card

    def _fill(self, card: PhotoCard) -> None:
        if card.photo is not None:
            columns = self._watched_columns(card.photo)
            card.show_photo(card.photo, self._photos.get(card.photo), columns)

    def _set_place(self, card: PhotoCard | Slip, rectangle: QRectF, scrolled: int) -> None:
        body = self._edit.body
        if body is None:
            return
        column, space = body.layout.column, body.layout.measures.space
        card.setGeometry(
            round(column.left()),
            round(rectangle.top()) - scrolled,
            round(column.width()),
            round(rectangle.height() - space),
        )
        card.show()

    def _put_away(self, card: PhotoCard | Slip) -> None:
        if isinstance(card, Slip):
            card.deleteLater()
            return
        if card.busy:
            self._edit.setFocus()
        card.hide()
        card.show_nothing()
        self._spare.append(card)

    # -- heights

    def _watched_columns(self, photo: PhotoId) -> Sequence[CaptionColumn]:
        """Return the texts of a photo, and see when their heights change."""
        columns = self._columns(photo)
        for column in columns:
            for text in (column.caption, column.alt):
                if text not in self._watched:
                    self._watched.add(text)
                    text.document.contentsChanged.connect(self._measure_soon)
                    text.destroyed.connect(lambda _=None, text=text: self._watched.discard(text))
        return columns

    def _measure_soon(self) -> None:
        QTimer.singleShot(0, self, self._measure_again)

    def _measure_again(self) -> None:
        """Give each photo line the room that its card needs now."""
        body = self._edit.body
        if body is None or not self._edit.isVisible():
            return  # another view may show the texts now, in another face
        self._heights.clear()
        for block in body.blocks():
            if block.text().startswith("!["):
                wanted = self.room(block.text())
                space = body.layout.measures.space
                if wanted is not None and wanted + space != body.layout.height_of(block):
                    body.layout.measure_again(block)

    # -- caret

    def block_in_focus(self) -> QTextBlock | None:
        """Return the line of the card that somebody types in; None without one."""
        typed = (item for item in self._shown.values() if isinstance(item, PhotoCard) and item.busy)
        card = next(typed, None)
        return self._block_under(card) if card is not None else None

    def _block_under(self, card: PhotoCard | Slip) -> QTextBlock | None:
        number = next((at for at, shown in self._shown.items() if shown is card), None)
        body = self._edit.body
        return body.document.findBlockByNumber(number) if body and number is not None else None

    def _choose(self, card: PhotoCard | Slip) -> None:
        block = self._block_under(card)
        if block is not None:
            self._edit.setTextCursor(QTextCursor(block))
            self._edit.setFocus()

    def _enter_chosen(self) -> None:
        """Go into the captions of the card on which the caret stands."""
        card = self._shown.get(self._edit.textCursor().blockNumber())
        if isinstance(card, PhotoCard):
            card.enter()

    def _leave(self, card: PhotoCard, way: int) -> None:
        block = self._block_under(card)
        if block is not None:
            self.left.emit(block, way)

    def _show_chosen(self) -> None:
        cursor = self._edit.textCursor()
        number = cursor.blockNumber()
        for at, card in self._shown.items():
            card.choose(at == number and not cursor.hasSelection())
