"""The Manuscripts of the open story, shared by Write, Translate and Text + page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor_app.domain.ids import ArticleId, PhotoId, StoryId
from editor_app.ui.article.autosave import Autosave, Drafts
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.journal import Journal
from editor_app.ui.article.manuscript import Manuscript
from editor_app.ui.article.text_marks import TextMarks
from editor_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from editor_app.services.views import StoryView


class Manuscripts(QObject):
    """One Manuscript per language version of the open story.

    ``saved`` carries the SavedState of all of them together, ``edited`` a Manuscript and the
    Passage of it that somebody typed in. ``marks`` are what is marked in their texts.
    """

    saved = Signal(object)
    edited = Signal(object, object)

    def __init__(self, drafts: Drafts, jobs: Jobs, parent: QObject | None = None) -> None:
        """Save by ``drafts``."""
        super().__init__(parent)
        self.composing = Composing(self)
        self.journal = Journal(self)
        self.marks = TextMarks(self)
        self.autosave = Autosave(drafts, jobs, self.journal, self)
        self.autosave.moved.connect(self.saved)
        self._story: StoryId | None = None
        self._open: dict[ArticleId, Manuscript] = {}

    def take(self, view: StoryView) -> None:
        """Open or refresh the Manuscripts of a story; another story's are settled and closed."""
        if view.story.id != self._story:
            self.close()
            self._story = view.story.id
        present = {article.id for article in view.articles}
        for gone in [article for article in self._open if article not in present]:
            self._close(gone)
        for article in view.articles:
            uses = view.uses.get(article.id, ())
            known = self._open.get(article.id)
            if known is not None:
                known.receive(article, uses)
                continue
            kept = self.autosave.kept(article.id)  # its last text could not be saved yet
            if kept is not None:
                self._open[article.id] = kept
                kept.receive(article, uses)
                continue
            opened = Manuscript(article, uses, self.journal, self.composing, self)
            self._open[article.id] = opened
            opened.edited.connect(partial(self.edited.emit, opened))
            self.autosave.watch(opened)

    def of(self, article: ArticleId) -> Manuscript:
        """Return the Manuscript of an open language version. Raises KeyError for another."""
        return self._open[article]

    def all(self) -> tuple[Manuscript, ...]:
        """Return the open Manuscripts in the order of the story's versions."""
        return tuple(self._open.values())

    def captioned(self, photo: PhotoId) -> tuple[Manuscript, ...]:
        """Return the open Manuscripts in which a photo is used."""
        return tuple(item for item in self._open.values() if item.use_of(photo) is not None)

    def settle(self) -> None:
        """Commit what is being composed and hand all that is typed to the lane. Never blocks.

        To be called before a verb that reads the story: the lane works in order.
        """
        self.composing.commit()
        self.autosave.settle()

    def close(self) -> None:
        """Settle and close all, because another story is opened or the window is closed."""
        self.composing.commit()
        for article in list(self._open):
            self._close(article)
        self._story = None

    def _close(self, article: ArticleId) -> None:
        self.autosave.release(self._open.pop(article))
