"""The Manuscript: everything an editor types for one language version, while it is open.

It holds the documents of headline, standfirst, body, captions and alt texts. Write shows it whole,
Translate edits it row by row; both see one text, one order of undo, one autosave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.ids import ArticleId, Language, PhotoId, UseId
from editor_app.domain.photo import PhotoUse
from editor_app.ui.article.body_text import BodyText
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.journal import Journal
from editor_app.ui.article.passage import FieldText, Passage

FIELDS = ("headline", "standfirst", "dateline", "push", "home", "social", "seo")
USE_PARTS = ("caption", "alt")

FollowUp = Callable[[], Changes]


class Manuscript(QObject):
    """One language version being edited.

    ``edited`` carries the Passage somebody typed in; ``closed`` tells of one that goes with its
    photo. ``follow_up`` is asked on each settle for work of a view that must run right after it on
    the lane; ``typed_in`` for the paragraph of the body that has the caret.
    """

    edited = Signal(object)
    closed = Signal(object)

    def __init__(
        self,
        article: Article,
        uses: Sequence[PhotoUse],
        journal: Journal,
        composing: Composing,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.article: ArticleId = article.id
        self.language: Language = article.language
        self.version = article.version
        self.follow_up: Callable[[], FollowUp | None] | None = None
        self.typed_in: Callable[[], QTextBlock | None] | None = None
        self._journal = journal
        self._composing = composing
        self._waiting: tuple[Article, tuple[PhotoUse, ...]] | None = None
        self.body = BodyText(article.id, article.body, self)
        self._fields = {
            name: FieldText(article.id, name, article.field(name), self) for name in FIELDS
        }
        self._uses: dict[UseId, dict[str, FieldText]] = {}
        self._photos: dict[PhotoId, UseId] = {}
        for passage in (*self._fields.values(), self.body):
            self._enter(passage)
        self._receive_uses(uses)

    # -- the texts

    @property
    def headline(self) -> FieldText:
        """The headline."""
        return self._fields["headline"]

    @property
    def standfirst(self) -> FieldText:
        """The standfirst."""
        return self._fields["standfirst"]

    def field(self, name: str) -> FieldText:
        """Return a field of words by the name of its Place. Raises KeyError for another name."""
        return self._fields[name]

    def photos(self) -> tuple[PhotoId, ...]:
        """Return the photos used in this language version."""
        return tuple(self._photos)

    def use_of(self, photo: PhotoId) -> UseId | None:
        """Return the use of a photo in this language version."""
        return self._photos.get(photo)

    def photo_of(self, use: UseId) -> PhotoId | None:
        """Return the photo of a use in this language version."""
        return next((photo for photo, known in self._photos.items() if known == use), None)

    def use_text(self, use: UseId, part: str) -> FieldText | None:
        """Return the ``caption`` or ``alt`` text of a photo use, None when there is no such use."""
        return self._uses.get(use, {}).get(part)

    def photo_text(self, photo: PhotoId, part: str) -> FieldText | None:
        """Return the ``caption`` or ``alt`` text of a photo in this language version."""
        use = self._photos.get(photo)
        return self.use_text(use, part) if use is not None else None

    def passage(self, owner: str, part: str) -> Passage | None:
        """Return the text at an address; ``part`` may also be ``body``."""
        if owner == self.article:
            return self.body if part == "body" else self._fields.get(part)
        return self.use_text(UseId(owner), part)

    def passages(self) -> Iterator[Passage]:
        """Yield all texts in reading order, captions last."""
        yield self.headline
        yield self.standfirst
        yield self.body
        yield from (self._fields[name] for name in FIELDS[2:])
        for texts in self._uses.values():
            yield from texts.values()

    # -- what the desk has

    def receive(self, article: Article, uses: Sequence[PhotoUse]) -> None:
        """Take in what the desk has now, as soon as no input method is composing.

        Versions that this Manuscript has written itself change nothing; others come in as the
        smallest edits, and typed text that the desk does not know yet stays.
        """
        if article.version < self.version:
            return
        newer = self._waiting is None
        self._waiting = (article, tuple(uses))
        if newer:
            self._composing.when_over(self, self._receive_waiting)

    @property
    def is_behind(self) -> bool:
        """Whether something of the desk still waits for an input method."""
        return self._waiting is not None

    def catch_up(self) -> None:
        """Take in at once what waited for an input method, if that has finished."""
        if self._waiting is not None and not self._composing.active:
            self._receive_waiting()

    def _receive_waiting(self) -> None:
        if self._waiting is None:
            return
        (article, uses), self._waiting = self._waiting, None
        self.version = article.version
        with self._journal.arrival():
            for name, text in self._fields.items():
                text.receive(article.field(name))
            self.body.receive(article.body, but=self.typed_in() if self.typed_in else None)
            self._receive_uses(uses)

    def _receive_uses(self, uses: Sequence[PhotoUse]) -> None:
        """Open texts for new photos, close those of photos that are gone."""
        self._photos = {use.photo: use.id for use in uses}
        for gone in self._uses.keys() - {use.id for use in uses}:
            for text in self._uses.pop(gone).values():
                self._end(text)
        for use in uses:
            known = self._uses.get(use.id)
            if known is None:
                known = {
                    part: FieldText(use.id, part, getattr(use, part), self) for part in USE_PARTS
                }
                self._uses[use.id] = known
                for text in known.values():
                    self._enter(text)
            else:
                for part, text in known.items():
                    text.receive(getattr(use, part))

    def close(self) -> None:
        """End all texts and this Manuscript, once nothing of it is to be saved any more."""
        for passage in tuple(self.passages()):
            self._end(passage)
        self.deleteLater()

    def _end(self, passage: Passage) -> None:
        self._journal.forget(passage.document)
        self.closed.emit(passage)
        passage.close()

    def _enter(self, passage: Passage) -> None:
        self._journal.watch(passage.document)
        passage.edited.connect(lambda: self.edited.emit(passage))
