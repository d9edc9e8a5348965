"""One photo of the desk: picture and focal point, captions, credit, rights, use and file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QVBoxLayout, QWidget

from editor_app.domain.errors import EditorError
from editor_app.domain.ids import Language, PhotoId, StoryId
from editor_app.domain.photo import WIDTHS, DeskCaption, Photo
from editor_app.sentences import _, sentence
from editor_app.ui.article.inspector import scrolled
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.jobs import Jobs
from editor_app.ui.photos.about_photo import AboutPhoto
from editor_app.ui.photos.caption_columns import CaptionColumns
from editor_app.ui.photos.focal_picture import FocalPicture
from editor_app.ui.photos.photo_edits import PhotoEdits
from editor_app.ui.photos.photo_words import (
    day_words,
    file_words,
    removed_words,
    sent_words,
    used_words,
)
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.empty import EmptyState
from editor_app.ui.widgets.labels import PlainLabel, Rule, ground
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.widgets.tabs import UnderlineTabs
from editor_app.ui.widgets.thumbnails import Thumbnails
from editor_app.ui.words import autonym

if TYPE_CHECKING:
    from editor_app.formats.photo_metadata import PhotoFacts
    from editor_app.services.photos import PhotoService

MARGIN = 14
TABS_HEIGHT = 37

UsedIn = tuple[tuple[StoryId, str], ...]


class PhotoInspector(QFrame):
    """Shows and edits one photo. ``story_wanted`` carries a story that uses it."""

    story_wanted = Signal(object)

    def __init__(
        self, theme: Theme, jobs: Jobs, photos: PhotoService, thumbnails: Thumbnails
    ) -> None:
        """Read and edit through ``photos``."""
        super().__init__()
        ground(self, "canvas")
        self.setAccessibleName(_("Photo"))
        self._jobs, self._photos = jobs, photos
        self._theme = theme
        self._photo: Photo | None = None
        self._vocabulary = Vocabulary()
        self._edits = PhotoEdits(jobs, photos, self)
        self._notice = Notice(theme)
        self.picture = FocalPicture(theme, thumbnails)
        self.picture.moved.connect(self._on_focal)
        self.captions = CaptionColumns()
        self.captions.kept.connect(self._on_caption)
        self.about = AboutPhoto(theme, self._edits)
        self.about.failed.connect(lambda words: self._notice.tell("err", words))
        self._original = PlainLabel(role="hint", wrap=True)
        self._used = QVBoxLayout()
        self._used.setSpacing(6)
        self._used_words = PlainLabel(role="hint", wrap=True)
        self._file = PlainLabel(role="quiet", wrap=True)
        self._removed = PlainLabel(role="quiet", wrap=True)
        self._lay_out()
        self.show_photo(None)

    def _lay_out(self) -> None:
        self._tabs = UnderlineTabs(self._theme, _("Photo"), height=TABS_HEIGHT)
        self._tabs.show_tabs(
            (("caption", _("Caption")), ("used", _("Used in")), ("file", _("File")))
        )
        self._tabs.chosen.connect(self.show_tab)
        self._pages = QStackedWidget()
        self._pages.addWidget(scrolled(self._column(self.captions, self.about, self._original)))
        used = self._column(self._used_words)
        used_column = used.layout()
        if isinstance(used_column, QVBoxLayout):
            used_column.insertLayout(1, self._used)
        self._pages.addWidget(scrolled(used))
        self._pages.addWidget(scrolled(self._column(self._file, self._removed)))
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.picture)
        column.addWidget(self._tabs, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Rule())
        column.addWidget(self._notice)
        column.addWidget(self._pages, 1)
        self._empty = EmptyState(self._theme, "photos")
        self._empty.say(_("No photo chosen"), _("Choose one to see and set what is known of it."))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.show_tab("caption")

    @staticmethod
    def _column(*widgets: QWidget) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(MARGIN, 12, MARGIN, MARGIN)
        column.setSpacing(12)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        return inner

    # -- showing

    def show_tab(self, key: str) -> None:
        """Bring a tab into sight: ``caption``, ``used`` or ``file``."""
        self._tabs.choose(key)
        self._pages.setCurrentIndex(self._tabs.keys.index(key))

    def show_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Know the languages of the desk."""
        self._vocabulary = vocabulary
        self._show_captions()

    def show_photo(self, photo: Photo | None) -> None:
        """Show a photo, or that none is chosen."""
        other = photo is None or self._photo is None or photo.id != self._photo.id
        if other:
            self.captions.keep()
            self.about.keep()
            self._notice.clear()
            self._show_used(())
            self._removed.setText("")
        self._photo = photo
        self._stack.setCurrentIndex(0 if photo is None else 1)
        self.picture.show_photo(photo)
        if photo is None:
            return
        self._show_captions()
        self.about.show_photo(photo)
        self._original.say(self._original_words(photo))
        self._file.setText(self._facts(photo))
        self._ask_more(photo, other=other)

    def _show_captions(self) -> None:
        photo = self._photo
        if photo is None:
            return
        known = self._vocabulary.by_language
        languages = tuple(dict.fromkeys((*known, *photo.captions)))
        self.captions.show_languages(tuple((tag, autonym(tag, known)) for tag in languages))
        for language in languages:
            said = photo.captions.get(language, DeskCaption())
            self.captions.show_text(language, "caption", said.caption)
            self.captions.show_text(language, "alt", said.alt)

    @staticmethod
    def _original_words(photo: Photo) -> str:
        if not photo.original_caption:
            return ""
        return _("The file says: {caption}").format(caption=photo.original_caption)

    @staticmethod
    def _facts(photo: Photo) -> str:
        taken = day_words(photo.taken.date()) if photo.taken else ""
        when = _("Taken {day}").format(day=taken) if taken else ""
        lines = (photo.file_name, file_words(photo), when, photo.place, photo.copyright)
        return "\n".join(filter(None, (*lines, sent_words(w for w in WIDTHS if w <= photo.width))))

    # -- what takes longer

    def _ask_more(self, photo: Photo, *, other: bool) -> None:
        """Read where it is used; and, of a photo just chosen, what its file holds."""
        service = self._photos
        self._jobs.fetch(self, lambda: service.used_in(photo.id), self._show_used, key="used")
        if other:
            self._jobs.fetch(
                self,
                lambda: (photo.id, service.file_facts(photo.id)),
                lambda found: self._show_private(*found),
                self._on_file_trouble,
                key="file",
            )

    def _show_used(self, used: UsedIn) -> None:
        while (item := self._used.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        self._used_words.setText(_sentence(used_words(len(used))))
        for story, word in used:
            button = Button(word or _("Untitled"), "link")
            button.clicked.connect(lambda _=False, story=story: self.story_wanted.emit(story))
            self._used.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_private(self, photo: PhotoId, facts: PhotoFacts) -> None:
        if self._photo is not None and photo == self._photo.id:
            lines = [removed_words(facts.private), *map(sentence, facts.conflicts)]
            self._removed.setText("\n\n".join(lines))

    def _on_file_trouble(self, error: EditorError) -> None:
        self._removed.setText(sentence(error.message))

    # -- editing

    def _on_focal(self, focal: tuple[float, float]) -> None:
        if self._photo is not None:
            self._edits.change(self._photo.id, lambda _photo: {"focal": focal}, self._failed)

    def _on_caption(self, language: str, part: str, text: str) -> None:
        if self._photo is not None:
            caption, alt = (text, None) if part == "caption" else (None, text)
            self._edits.describe(self._photo.id, Language(language), caption, alt, self._failed)

    def _failed(self, error: EditorError) -> None:
        self._notice.tell("err", sentence(error.message))

    @property
    def holds_focus(self) -> bool:
        """Whether somebody is working on the photo that is shown."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def focus_start(self) -> None:
        """Put the focus into the first caption."""
        self.captions.focus_start()


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
