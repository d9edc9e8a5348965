"""The Photos tab beside a story: its photos in their order, with captions, credit and rights."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.edition import Edition
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId, BlockId, Language, PhotoId
from editor_app.domain.photo import Photo, RightsStatus
from editor_app.sentences import _, sentence
from editor_app.services.views import StoryView
from editor_app.text.blocks import photo_of
from editor_app.ui.article.given import GivenPicture, given_by
from editor_app.ui.article.inspector import SideTab
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.jobs import Jobs
from editor_app.ui.photos.adding import Added, add_all, adding_words, choose_pictures
from editor_app.ui.photos.photo_edits import PhotoEdits
from editor_app.ui.photos.story_photo import StoryPhoto
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.widgets.thumbnails import Thumbnails
from editor_app.ui.words import autonym

if TYPE_CHECKING:
    from editor_app.wiring import Desk

MARGIN = 14

DoOn = Callable[[ArticleId], Changes]


class PhotoTab(SideTab):
    """The photos of the open story. Adding, moving and taking out hold for all its languages."""

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        theme: Theme,
        thumbnails: Thumbnails,
        manuscripts: Manuscripts,
    ) -> None:
        """Edit captions in ``manuscripts``, everything else through the desk."""
        super().__init__()
        self.setAccessibleName(_("Photos of the story"))
        self.setAcceptDrops(True)
        self._desk, self._photos, self._jobs, self._theme = desk, desk.photos, jobs, theme
        self._thumbnails, self._manuscripts = thumbnails, manuscripts
        self._edits = PhotoEdits(jobs, desk.photos, self)
        self._editions: Mapping[Language, Edition] = {}
        self._story: StoryView | None = None
        self._article: Article | None = None
        self._open: PhotoId | None = None
        self._cards: dict[PhotoId, StoryPhoto] = {}
        self._notice = Notice(theme)
        self._add_button = Button(_("Add photos…"), clicked=self.add_photos)
        self._hint = PlainLabel(role="hint", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._add_button)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 10, MARGIN, MARGIN)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._notice)
        column.addLayout(self._list)
        column.addWidget(self._hint)
        column.addStretch(1)
        QShortcut(
            QKeySequence(QKeySequence.StandardKey.Paste),
            self,
            self._paste,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        self.setEnabled(False)
        jobs.changed.connect(self._on_changed)
        self._read_editions()

    # -- showing

    def _read_editions(self) -> None:
        """Learn how the languages of the desk call themselves."""
        self._jobs.fetch(self, self._desk.vocabulary.editions, self._know_editions, key="editions")

    def _know_editions(self, editions: tuple[Edition, ...]) -> None:
        self._editions = {edition.language: edition for edition in editions}
        self._show()

    def _on_changed(self, changes: Changes) -> None:
        if changes.vocabulary:
            self._read_editions()

    def show_story(self, story: StoryView | None, article: ArticleId | None) -> None:
        """Show the photos of a story in the order of a language version."""
        self.glance(story, article)
        self._show()

    def glance(self, story: StoryView | None, article: ArticleId | None) -> None:
        """Know the story while another tab is in sight: names of languages may come any time."""
        other = story is None or self._story is None or story.story.id != self._story.story.id
        if other:
            self._notice.clear()
            self._open = None
        self._story = story
        shown = story.articles if story else ()
        self._article = next((item for item in shown if item.id == article), None)
        self.setEnabled(self._article is not None)

    def _show(self) -> None:
        order = self._order()
        for gone in self._cards.keys() - set(order):
            self._drop(self._cards.pop(gone))
        for place, photo in enumerate(order):
            card = self._cards.get(photo) or self._new_card(photo)
            self._fill(card, place, len(order))
            if self._list.indexOf(card) != place:
                self._list.removeWidget(card)
                self._list.insertWidget(place, card)
        self._hint.say(self._hint_words(order))

    def _order(self) -> list[PhotoId]:
        """Return the photos that stand in the text, in their order."""
        if self._article is None or self._story is None:
            return []
        lines = dict.fromkeys(photo_of(block) for block in self._article.body)
        return [photo for photo in lines if photo is not None and photo in self._story.photos]

    def _fill(self, card: StoryPhoto, place: int, count: int) -> None:
        if self._story is None or self._article is None:
            return
        uses = self._story.uses.get(self._article.id, ())
        caption = next((use.caption for use in uses if use.photo == card.photo), "")
        card.show_photo(self._story.photos[card.photo], place, count, caption)
        self._manuscripts.take(self._story)
        card.show_texts(self._manuscripts, self._languages(self._story, self._article))
        card.open_details(card.photo == self._open)

    def _languages(self, story: StoryView, shown: Article) -> tuple[tuple[Language, str], ...]:
        """Return the story's languages, the one shown first, and how they call themselves."""
        languages = dict.fromkeys((shown.language, *(item.language for item in story.articles)))
        return tuple((tag, autonym(tag, self._editions)) for tag in languages)

    def _hint_words(self, order: list[PhotoId]) -> str:
        if self._article is None:
            return ""
        if not order:
            return _(
                "No photo in this story yet. Drop files here or into the text, or paste a picture; "
                "caption and credit are read from the file."
            )
        return _("The first photo is the lead. Each language has its own captions.")

    def _new_card(self, photo: PhotoId) -> StoryPhoto:
        card = StoryPhoto(self._theme, self._thumbnails, self._edits, photo)
        card.toggled.connect(self.open_photo)
        card.moved.connect(self._move)
        card.lead_wanted.connect(self._make_lead)
        card.removed.connect(self._remove)
        card.went_on.connect(self._go_on)
        self._cards[photo] = card
        return card

    def _drop(self, card: StoryPhoto) -> None:
        self._list.removeWidget(card)
        card.hide()
        card.deleteLater()

    @property
    def cards(self) -> Mapping[PhotoId, StoryPhoto]:
        """The cards by their photos."""
        return self._cards

    def open_photo(self, photo: PhotoId) -> None:
        """Open a photo's fields, or close them when they are open; one is open at a time."""
        self._open = None if photo == self._open else photo
        for card in self._cards.values():
            card.open_details(card.photo == self._open)
        if self._open is not None and photo in self._cards:
            self._cards[photo].focus_start()

    def focus_start(self) -> bool:
        """Begin with the first photo that lacks credit or rights; False when none does."""
        return self._open_lacking(self._order())

    def _go_on(self, photo: PhotoId) -> None:
        """Go to the next photo that lacks something; after the last one all is closed."""
        order = self._order()
        place = order.index(photo) if photo in order else 0
        if not self._open_lacking(order[place + 1 :]):
            self.open_photo(photo)
            self._cards[photo].focus_start()

    def _open_lacking(self, order: list[PhotoId]) -> bool:
        """Open the first of these photos that lacks credit or rights, at its credit."""
        photos = self._story.photos if self._story else {}
        photo = next((item for item in order if lacks_credit_or_rights(photos[item])), None)
        if photo is None:
            return False
        self._open = None
        self.open_photo(photo)
        self._cards[photo].about.focus_credit()
        return True

    # -- verbs

    def _move(self, photo: PhotoId, by: int) -> None:
        photos = self._photos
        self._do(lambda article: photos.move(article, photo, by))

    def _make_lead(self, photo: PhotoId) -> None:
        photos = self._photos
        self._do(lambda article: photos.lead(article, photo))

    def _remove(self, photo: PhotoId) -> None:
        photos = self._photos
        self._do(lambda article: photos.detach(article, photo))

    def _do(self, verb: DoOn) -> None:
        """Run a verb on the article, behind everything typed."""
        if self._article is None:
            return
        article = self._article.id
        self._manuscripts.settle()
        self._jobs.change(partial(verb, article), self, failed=self._failed)

    def _failed(self, error: EditorError) -> None:
        self._notice.tell("err", sentence(error.message))

    # -- adding

    def performs(self) -> frozenset[str]:
        """Return what can be done here."""
        return frozenset({"photos.add"}) if self._article is not None else frozenset()

    def perform(self, name: str) -> None:
        """Add photos."""
        if name == "photos.add":
            self.add_photos()

    def add_photos(self) -> None:
        """Let the editor choose files and add them to the story."""
        if self._article is not None:
            self._add(choose_pictures(self))

    def _paste(self) -> None:
        """Add a picture that was copied; copied text goes into the field that has the focus."""
        pictures = given_by(QApplication.clipboard().mimeData()).pictures
        focused = QApplication.focusWidget()
        if pictures:
            self._add(pictures)
        elif focused is not None and hasattr(focused, "paste"):
            focused.paste()

    def _add(self, pictures: tuple[GivenPicture, ...]) -> None:
        if self._article is None or not pictures:
            return
        self._notice.clear()
        number = self._caret_paragraph(self._article.id)
        self._manuscripts.settle()
        article, desk = self._article.id, self._desk
        # On the lane: what was typed is settled before the place for the photos is looked up.
        self._jobs.change(
            lambda: place_after(desk.stories.find_article(article), number),
            self,
            partial(self._begin, article, pictures),
        )

    def _caret_paragraph(self, article: ArticleId) -> int | None:
        """Return the number of the paragraph with the caret; -1 before all, None for no caret."""
        body = self._manuscripts.of(article).body
        if body.caret_place is None:
            return None
        block = body.document.findBlock(body.caret_place())
        return body.number_among_written(block) - (0 if block.text().strip() else 1)

    def _begin(
        self, article: ArticleId, pictures: tuple[GivenPicture, ...], after: BlockId | None
    ) -> None:
        photos = self._photos

        def add(data: bytes, name: str) -> tuple[PhotoId, Changes]:
            attached = photos.attach(article, data, name, after)
            return attached.photo, attached.changes

        # The last comes first, because each goes right behind the paragraph.
        order = pictures if after is None else tuple(reversed(pictures))
        work = partial(add_all, order, add)
        self._jobs.long(self, adding_words(len(pictures)), work, self._on_added)

    def _on_added(self, added: Added) -> None:
        if added.troubles:
            self._notice.tell("err", added.words)
        if added.photos:
            self._open = min(added.photos, key=self._place_of)
            self._show()

    def _place_of(self, photo: PhotoId) -> int:
        order = self._order()
        return order.index(photo) if photo in order else len(order)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take picture files and pictures."""
        if self._article is not None and given_by(event.mimeData()).pictures:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what is let fall."""
        event.acceptProposedAction()
        self._add(given_by(event.mimeData()).pictures)


def place_after(article: Article, number: int | None) -> BlockId | None:
    """Return the block behind which photos go: the one with that number, else the end (None)."""
    if number is None or not article.body:
        return None
    return article.body[min(number, len(article.body) - 1)].id if number >= 0 else BlockId("")


def lacks_credit_or_rights(photo: Photo) -> bool:
    """Say whether somebody must still say whose a photo is, or whether it may be used."""
    return not photo.credit or photo.rights.status is RightsStatus.UNKNOWN
