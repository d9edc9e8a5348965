"""Write: headline, standfirst and body of one language version, with the photos in the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QVBoxLayout

from editor_app.domain.edition import Edition
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import ArticleId, Language, PhotoId
from editor_app.domain.settings import Settings
from editor_app.text.counting import count
from editor_app.ui.article.body_edit import BodyEdit
from editor_app.ui.article.card_shelf import CardShelf
from editor_app.ui.article.formatting import Formatting
from editor_app.ui.article.given import GivenPicture, given_by
from editor_app.ui.article.head_room import HeadRoom
from editor_app.ui.article.layout_marks import mark_passages
from editor_app.ui.article.manuscript import Manuscript
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.margin_signs import MarginSigns
from editor_app.ui.article.paragraph_moves import ParagraphMoves
from editor_app.ui.article.paste_bar import PasteBar
from editor_app.ui.article.pasting import Pasting
from editor_app.ui.article.photo_card import CaptionColumn
from editor_app.ui.article.photo_placing import PhotoPlacing
from editor_app.ui.article.whereabouts import Whereabouts
from editor_app.ui.desk.centre_view import CentreView
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.labels import ground
from editor_app.ui.widgets.thumbnails import Thumbnails
from editor_app.ui.words import autonym

if TYPE_CHECKING:
    from editor_app.services.views import StoryView
    from editor_app.wiring import Desk

ABOVE, BELOW_HEAD = 34, 20
COUNT_AFTER = 300  # milliseconds after a change


class WriteView(CentreView):
    """The view that shows a Manuscript whole."""

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        theme: Theme,
        manuscripts: Manuscripts,
        thumbnails: Thumbnails | None = None,
    ) -> None:
        super().__init__()
        ground(self, "surface")
        self._desk, self._jobs, self._manuscripts = desk, jobs, manuscripts
        self._theme = theme
        self._story: StoryView | None = None
        self._shown: Manuscript | None = None
        self._editions: Mapping[Language, Edition] = {}
        self._smart_quotes = True
        self._paste_is_there = False
        self._resting_at: tuple[str, int] | None = None
        self._places: dict[ArticleId, tuple[int, int]] = {}
        composing = manuscripts.composing
        self.body = BodyEdit(composing, theme)
        self.head = HeadRoom(composing, theme, self.body.viewport())
        self.margin = MarginSigns(self.body, self.head, manuscripts.marks, theme)
        thumbnails = thumbnails or Thumbnails(jobs, desk.photos.thumbnail, self)
        self.shelf = CardShelf(self.body, composing, theme, thumbnails)
        self.pasting = Pasting(jobs, composing, self.body, desk.importing.paste)
        self.paste_bar = PasteBar(theme)
        self.formatting = Formatting(self.body)
        self.moves = ParagraphMoves(self.body, self.shelf, manuscripts.journal)
        self.places = Whereabouts(manuscripts, self.head, self.body, self.shelf)
        self._placing = PhotoPlacing(desk, jobs, manuscripts, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.body, 1)
        column.addWidget(self.paste_bar)
        self.setTabOrder(self.head.standfirst.field, self.body)
        self._count_soon = QTimer(self, interval=COUNT_AFTER, singleShot=True)
        self._count_soon.timeout.connect(self._count)
        self._connect()
        jobs.fetch(self, desk.vocabulary.editions, self._take_editions)

    def _connect(self) -> None:
        self.head.grown.connect(self._place_head)
        self.head.left.connect(self._enter_body)
        self.body.placed.connect(self._place_head)
        self.body.left.connect(lambda _way: self.head.enter_from_below())
        self.body.given.connect(self.pasting.take)
        self.body.cursorPositionChanged.connect(self._on_caret)
        self.pasting.coming.connect(
            lambda: self._manuscripts.autosave.keep(self._shown, RevisionReason.PASTE)
        )
        self.pasting.reported.connect(self.paste_bar.tell)
        self.pasting.pictures.connect(self._take_pictures)
        self.paste_bar.plain_wanted.connect(self.pasting.make_plain)
        self.paste_bar.raw_wanted.connect(self.pasting.give_back_raw)
        self.shelf.left.connect(self._leave_card)
        self.shelf.photo_wanted.connect(lambda _: self.requested.emit("go.story_photos"))
        for part in (self.head, self.body, self.shelf):
            part.undo_wanted.connect(self.undo)
            part.redo_wanted.connect(self.redo)
        self._manuscripts.saved.connect(self.saved)
        self._manuscripts.journal.moved.connect(self.abilities_changed)

    # -- the frame's side

    def show_story(self, story: StoryView, article: ArticleId | None) -> None:
        """Show a language version, or take in new values of the one already shown."""
        self._manuscripts.take(story)
        self._story = story
        if article is None:
            return
        manuscript = self._manuscripts.of(article)
        for version in self._manuscripts.all():  # their captions stand side by side
            mark_passages(version, self._manuscripts.marks, self._theme)
        if manuscript is not self._shown:
            self._show(manuscript)
        self._show_cards(story)
        self._count_soon.start()

    def clear(self) -> None:
        """Show nothing: no story is open."""
        self._remember_place()
        self._let_go()
        self._manuscripts.close()
        self._story = None
        self.shelf.clear()
        self.paste_bar.tell(None)
        self.body.show_nothing()
        self.head.hide()
        self.counted.emit(None)

    def leave(self) -> None:
        """Hand everything typed to the lane."""
        self._remember_place()
        self._manuscripts.settle()

    def apply_settings(self, settings: Settings) -> None:
        """Take over whether straight quotes become those of the language."""
        self._smart_quotes = settings.smart_quotes
        self._set_quotes()

    def performs(self) -> frozenset[str]:
        """Return what can be done with the text right now."""
        if self._shown is None:
            return frozenset()
        names = {*self.formatting.names(), *self.moves.table(), "text.paste_plain"}
        if self.pasting.last_is_there:
            names.add("text.paste_raw")
        if self._manuscripts.journal.can_undo(self.places.documents()):
            names.add("edit.undo")
        if self._manuscripts.journal.can_redo(self.places.documents()):
            names.add("edit.redo")
        return frozenset(names)

    def perform(self, name: str) -> None:
        """Do one of these."""
        acts: dict[str, Callable[[], object]] = {
            "edit.undo": self.undo,
            "edit.redo": self.redo,
            "text.paste_plain": self._paste_plain,
            "text.paste_raw": self.pasting.give_back_raw,
            **self.moves.table(),
        }
        self._manuscripts.composing.commit()
        acts.get(name, lambda: self.formatting.perform(name))()

    def focus_text(self) -> None:
        """Put the focus into an empty headline, else into the body."""
        if self._shown is not None and not self._shown.headline.markdown():
            self.head.headline.field.put_caret(at_end=False)
        else:
            self.body.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of the small texts: a view shows them in its own face and width."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._resting_at = self.caret() if self.head.has_focus else None
            self.shelf.clear()
            self.head.show_nothing()

    def showEvent(self, event: QShowEvent) -> None:
        """Take them up again."""
        super().showEvent(event)
        if not event.spontaneous() and self._shown is not None and self._story is not None:
            self.head.show_manuscript(self._shown)
            self._show_cards(self._story)
            if self._resting_at is not None:
                self.show_caret(*self._resting_at)

    # -- the caret, undo and find

    def caret(self) -> tuple[str, int]:
        """Return the part and the code point where the caret stands."""
        return self.places.caret()

    def show_caret(self, part: str, caret: int) -> None:
        """Put the caret to a part and code point."""
        self.places.show_caret(part, caret)

    def undo(self) -> None:
        """Take back the last step in this language version, wherever it was made."""
        self._manuscripts.composing.commit()
        self.places.go_after(self._manuscripts.journal.undo(self.places.documents()))

    def redo(self) -> None:
        """Do the last undone step again."""
        self._manuscripts.composing.commit()
        self.places.go_after(self._manuscripts.journal.redo(self.places.documents()))

    def find_text(self, text: str, backwards: bool = False) -> bool:
        """Select the next place that holds ``text``."""
        return self.places.find(text, backwards=backwards)

    def replace_text(self, text: str, by: str) -> bool:
        """Replace the selected hit and find the next."""
        return self.places.replace(text, by)

    # -- inside

    def _show(self, manuscript: Manuscript) -> None:
        """Bring another language version onto the screen, where it was left."""
        self._remember_place()
        self._let_go()
        self._shown = self.places.manuscript = manuscript
        manuscript.typed_in = self._block_typed_in
        manuscript.body.closing.connect(self._forget)
        manuscript.edited.connect(self._count_soon.start)
        self.shelf.clear()
        self.head.show()
        self.head.show_manuscript(manuscript)
        self.body.show_body(manuscript.body)
        self.paste_bar.tell(None)
        self._set_quotes()
        self._place_head()
        position, scrolled = self._places.get(manuscript.article, (0, 0))
        cursor = self.body.textCursor()
        cursor.setPosition(min(position, self.body.document().characterCount() - 1))
        self.body.setTextCursor(cursor)
        self.body.verticalScrollBar().setValue(scrolled)
        self.saved.emit(self._manuscripts.autosave.state)
        self.abilities_changed.emit()

    def _let_go(self) -> None:
        """Hear no more of the Manuscript that is shown: it may live on until it is saved."""
        if self._shown is not None:
            self._shown.typed_in = None
            self._shown.body.closing.disconnect(self._forget)
            self._shown.edited.disconnect(self._count_soon.start)
        self._shown = self.places.manuscript = None

    def _on_caret(self) -> None:
        """Look after each key only at what may change without a step: the last paste."""
        if self._paste_is_there != self.pasting.last_is_there:
            self._paste_is_there = not self._paste_is_there
            self.abilities_changed.emit()

    def _remember_place(self) -> None:
        if self._shown is not None:
            place = (self.body.textCursor().position(), self.body.verticalScrollBar().value())
            self._places[self._shown.article] = place

    def _block_typed_in(self) -> QTextBlock | None:
        """Return the paragraph whose form must not change under the caret."""
        return self.body.textCursor().block() if self.body.hasFocus() else None

    def _forget(self) -> None:
        """Let go of a Manuscript that is being closed."""
        self._shown = self.places.manuscript = None
        self.shelf.clear()

    def _place_head(self) -> None:
        """Put headline and standfirst above the first paragraph, as wide as the column."""
        body = self.body.body
        if body is None or self._shown is None:
            return
        column = body.layout.column
        height = self.head.height_for(round(column.width()))
        self.body.set_top(ABOVE + height + BELOW_HEAD)
        scrolled = self.body.verticalScrollBar().value()
        self.head.setGeometry(round(column.left()), ABOVE - scrolled, round(column.width()), height)

    def _enter_body(self) -> None:
        self.body.moveCursor(QTextCursor.MoveOperation.Start)
        self.body.setFocus()

    def _leave_card(self, block: QTextBlock, way: int) -> None:
        """Go from a card's field into the text below or above it."""
        beside = block.next() if way > 0 else block.previous()
        cursor = QTextCursor(beside if beside.isValid() else block)
        if way < 0 and beside.isValid():
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.body.setTextCursor(cursor)
        self.body.setFocus()

    def _columns(self, photo: PhotoId) -> Sequence[CaptionColumn]:
        """Return the texts of a photo per language, the shown one first."""
        versions = self._manuscripts.captioned(photo)
        shown_first = sorted(versions, key=lambda item: item is not self._shown)
        return columns_of(photo, shown_first, self._editions)

    def _take_editions(self, editions: Sequence[Edition]) -> None:
        self._editions = {edition.language: edition for edition in editions}
        self._set_quotes()
        if self._story is not None:
            self._show_cards(self._story)

    def _show_cards(self, story: StoryView) -> None:
        self.shelf.show_photos(story.photos, self._columns, story.foreign)

    def _set_quotes(self) -> None:
        """Tell the fields which quotes straight ones become."""
        if self._shown is None:
            return
        edition = self._editions.get(self._shown.language)
        quotes = edition.quotes if edition and self._smart_quotes else None
        for field in (*self.head.fields(), self.body):
            field.set_quotes(quotes, self._shown.language)

    def _paste_plain(self) -> None:
        """Make the last paste plain, or paste what is copied as plain text."""
        if not self.pasting.make_plain():
            source = QGuiApplication.clipboard().mimeData()
            self.pasting.take(given_by(source), plain=True)

    def _take_pictures(self, pictures: Sequence[GivenPicture], cursor: QTextCursor) -> None:
        document = cursor.document()  # another language may be shown since it was pasted there
        texts = (item for item in self._manuscripts.all() if item.body.document is document)
        written = next(texts, None)
        if self._story is not None and written is not None:
            self._placing.place(self._story.story.id, written, pictures, cursor)

    def _count(self) -> None:
        if self._shown is not None and self.isVisible():
            self.counted.emit(count(self._shown.body.markdown(), self._shown.language))


def columns_of(
    photo: PhotoId, versions: Sequence[Manuscript], editions: Mapping[Language, Edition]
) -> Sequence[CaptionColumn]:
    """Return the texts of a photo in some versions, each named where there are several."""
    columns = []
    for version in versions:
        caption, alt = version.photo_text(photo, "caption"), version.photo_text(photo, "alt")
        if caption is not None and alt is not None:
            name = autonym(version.language, editions) if len(versions) > 1 else ""
            columns.append(CaptionColumn(name, caption, alt))
    return columns
