"""Photos: all photos of the desk as a grid, and what is known of the one that is chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor_app.domain.changes import Changes
from editor_app.domain.ids import PhotoId
from editor_app.domain.photo import Photo
from editor_app.sentences import _
from editor_app.services.views import PhotoQuery
from editor_app.ui.article.given import GivenPicture, given_by
from editor_app.ui.desk.centre_view import Screen
from editor_app.ui.desk.header import TopBar
from editor_app.ui.desk.search_field import SearchField
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.jobs import Jobs
from editor_app.ui.photos.adding import Added, add_all, adding_words, choose_pictures
from editor_app.ui.photos.photo_grid import PhotoGrid
from editor_app.ui.photos.photo_inspector import PhotoInspector
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.chips import ChipRow
from editor_app.ui.widgets.empty import EmptyState
from editor_app.ui.widgets.labels import PlainLabel, ground
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.widgets.thumbnails import Thumbnails

if TYPE_CHECKING:
    from editor_app.wiring import Desk

PAUSE_IN_TYPING = 120  # milliseconds
INSPECTOR = 332
ALL = "all"

Listing = tuple[tuple[Photo, ...], int, Photo | None]


class PhotosScreen(Screen):
    """The grid with search and filters, Add photos, and the inspector beside it."""

    def __init__(self, desk: Desk, jobs: Jobs, theme: Theme, thumbnails: Thumbnails) -> None:
        """Fetch when it comes into sight and when photos change."""
        super().__init__()
        ground(self, "canvas")
        self.setAccessibleName(_("Photos"))
        self.setAcceptDrops(True)
        self._photos, self._jobs, self._theme = desk.photos, jobs, theme
        self._wanted: PhotoId | None = None
        self._filter = ALL
        self._placed = False
        self._typing = QTimer(self, singleShot=True, interval=PAUSE_IN_TYPING)
        self._typing.timeout.connect(self.refresh)
        self.grid = PhotoGrid(theme, thumbnails)
        self.grid.chosen.connect(self._on_chosen)
        self.inspector = PhotoInspector(theme, jobs, desk.photos, thumbnails)
        self.inspector.story_wanted.connect(self.story_wanted)
        self.grid.activated.connect(lambda _index: self.inspector.focus_start())
        self.notice: Notice = Notice(theme)
        self._empty = EmptyState(theme, "photos")
        self._lay_out()
        QShortcut(
            QKeySequence(QKeySequence.StandardKey.Paste),
            self.grid,
            self._paste,
            context=Qt.ShortcutContext.WidgetShortcut,
        )

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._empty)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)
        self._split = split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.inspector)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        self.inspector.setMinimumWidth(270)
        left.setMinimumWidth(220)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head())
        outer.addWidget(split, 1)

    def _head(self) -> QWidget:
        """Return title, search, filters and Add photos."""
        self.search = SearchField(self._theme, _("Caption, credit, place"))
        self.search.setMaximumWidth(320)
        self.search.setMinimumWidth(130)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.left.connect(self.grid.setFocus)
        self._chips = ChipRow(
            self._theme,
            (
                (ALL, _("All")),
                ("caption", _("No caption")),
                ("credit", _("No credit")),
                ("rights", _("Rights")),
            ),
            _("Filters"),
        )
        self._chips.chosen.connect(self._on_chip)
        self._chips.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        add = Button(_("Add photos…"), "primary", clicked=self.add_photos)
        bar = TopBar(self._theme)
        bar.row.addWidget(PlainLabel(_("Photos"), "heading"))
        bar.row.addWidget(self.search, 2)
        filters = QHBoxLayout()
        filters.addWidget(self._chips)
        bar.row.addLayout(filters, 3)
        bar.row.addWidget(add)
        return bar

    def showEvent(self, event: QShowEvent) -> None:
        """Give the inspector its width when the screen is first seen."""
        super().showEvent(event)
        if not self._placed:
            self._placed = True
            self._split.setSizes([max(1, self.width() - INSPECTOR), INSPECTOR])

    # -- what the frame asks

    def refresh(self) -> None:
        """Fetch the photos for the present search and filter."""
        self._fetch(None)

    def _fetch(self, chosen: PhotoId | None) -> None:
        """Fetch the photos; ``chosen`` may stay although the search finds it no more."""
        text, lacking = self.search.text(), "" if self._filter == ALL else self._filter
        query, photos = PhotoQuery(text, lacking), self._photos

        def read() -> Listing:
            found = photos.listing(query)
            everything = found if query == PhotoQuery() else photos.listing(PhotoQuery())
            kept = {photo.id for photo in found}
            others = (photo for photo in everything if photo.id not in kept)
            return found, len(everything), next((it for it in others if it.id == chosen), None)

        self._jobs.fetch(self, read, lambda found: self._show(*found), key="photos")

    def apply(self, changes: Changes) -> None:
        """Look again when photos or their uses changed."""
        if changes.photos and self.isVisible():
            self._fetch(self.grid.current)

    def show_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Know the languages of the desk."""
        self.inspector.show_vocabulary(vocabulary)

    def performs(self) -> frozenset[str]:
        """Return what can be done here."""
        return frozenset({"photos.add"})

    def perform(self, name: str) -> None:
        """Add photos."""
        if name == "photos.add":
            self.add_photos()

    def focus_start(self) -> None:
        """Put the focus on the grid, or on the search where there is none."""
        if self._stack.currentWidget() is self.grid:
            self.grid.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.search.setFocus(Qt.FocusReason.TabFocusReason)

    def show_photo(self, photo: PhotoId) -> None:
        """Bring a photo into sight, whatever was searched for."""
        self._wanted = photo
        self._filter = ALL
        self._chips.choose(ALL)
        self.search.clear()
        self.refresh()

    # -- showing

    def _show(self, photos: tuple[Photo, ...], total: int, lost: Photo | None) -> None:
        if lost is not None and lost.id == self.grid.current and self.inspector.holds_focus:
            # Mended, so no longer found; but its other fields are still being typed in.
            place = self.grid.photos.place_of(lost.id)
            photos = (*photos[:place], lost, *photos[place:])
        wanted, self._wanted = self._wanted, None
        self._chips.say(ALL, _("All {count}").format(count=f"{total:,}") if total else _("All"))
        self.grid.show_photos(photos)
        if wanted is not None:
            self.grid.choose(wanted)
        if not photos:
            self._say_why_empty(total)
            self.inspector.show_photo(None)
        self._stack.setCurrentWidget(self.grid if photos else self._empty)

    def _say_why_empty(self, total: int) -> None:
        if not total:
            self._empty.say(
                _("No photos yet"),
                _(
                    "Photos are shared by stories and languages. Drop them here, or add them to a "
                    "story; captions and credits are read from the files."
                ),
                (_("Add photos…"), self.add_photos),
            )
        elif self.search.text():
            self._empty.say(
                _("Nothing found"),
                _("No photo has these words in caption, credit, place or file name."),
                (_("Show all photos"), self._show_all),
            )
        else:
            self._empty.say(
                _("No photo here"),
                _("No photo lacks this. All is well."),
                (_("Show all photos"), self._show_all),
            )

    def _show_all(self) -> None:
        self._filter = ALL
        self._chips.choose(ALL)
        self.search.clear()
        self.refresh()

    def _on_chip(self, key: str) -> None:
        self._filter = key
        self.refresh()

    def _on_chosen(self, photo: PhotoId | None) -> None:
        self.inspector.show_photo(self.grid.photos.photo(self.grid.photos.place_of(photo)))

    # -- adding

    def add_photos(self) -> None:
        """Let the editor choose files and add them."""
        self._add(choose_pictures(self))

    def _paste(self) -> None:
        self._add(given_by(QApplication.clipboard().mimeData()).pictures)

    def _add(self, pictures: tuple[GivenPicture, ...]) -> None:
        if not pictures:
            return
        photos = self._photos

        def add(data: bytes, name: str) -> tuple[PhotoId, Changes]:
            photo, _known = photos.take_in(data, name)
            return photo, Changes(photos=frozenset({photo}))

        self.notice.clear()
        self._jobs.long(
            self,
            adding_words(len(pictures)),
            partial(add_all, pictures, add),
            self._on_added,
        )

    def _on_added(self, added: Added) -> None:
        if added.troubles:
            self.notice.tell("err", added.words)
        if added.photos:
            self.show_photo(added.photos[-1])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take picture files and pictures."""
        if given_by(event.mimeData()).pictures:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what is let fall."""
        pictures = given_by(event.mimeData()).pictures
        if pictures:
            event.acceptProposedAction()
            self._add(pictures)
