"""The text while it is typed, on its way into the shown page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.domain.ids import ArticleId
from editor_app.services.views import StoryView
from editor_app.ui.article.manuscript import Manuscript
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.preview.page_script import PLACES


@dataclass(frozen=True)
class BlockEdit:
    """``gone`` blocks from number ``first`` (counted from 1) are replaced by ``texts``."""

    first: int
    gone: int
    texts: tuple[str, ...]


def block_edit(before: Sequence[str], after: Sequence[str]) -> BlockEdit | None:
    """Return the one edit that leads from one body to the other, None when they are the same."""
    shorter = min(len(before), len(after))
    head = 0
    while head < shorter and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shorter - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    gone, texts = len(before) - head - tail, tuple(after[head : len(after) - tail])
    return BlockEdit(head + 1, gone, texts) if gone or texts else None


class LiveText(QObject):
    """Watches one open Manuscript. Several edits of one turn of the event loop are one signal.

    ``body_typed`` carries the article and the texts of its blocks, ``words_typed`` the article, a
    field's name and its text.
    """

    body_typed = Signal(object, object)
    words_typed = Signal(object, str, str)

    def __init__(self, manuscripts: Manuscripts, parent: QObject) -> None:
        """Watch one of these."""
        super().__init__(parent)
        self._manuscripts = manuscripts
        self._watched: Manuscript | None = None
        self._touched: set[str] = set()
        # Of no length: what was typed is painted first, then the page is patched.
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._tell)

    def watch(self, story: StoryView, article: ArticleId) -> None:
        """Watch a language version of this story, and nothing else."""
        self._manuscripts.take(story)
        manuscript = self._manuscripts.of(article)
        if manuscript is self._watched:
            return
        self.stop()
        self._watched = manuscript
        manuscript.edited.connect(self._on_edited)
        manuscript.destroyed.connect(self._forget)

    def stop(self) -> None:
        """Watch nothing."""
        if self._watched is not None:
            self._watched.edited.disconnect(self._on_edited)
            self._watched.destroyed.disconnect(self._forget)
        self._forget()

    def unsaved(self, article: ArticleId) -> tuple[str, ...] | None:
        """Return the blocks as they are typed now; None when the desk has them so already."""
        watched = self._watched
        if watched is None or watched.article != article or not watched.body.changed:
            return None
        return _written(watched)

    def _on_edited(self, passage: object) -> None:
        part = getattr(passage, "part", "")
        owner = getattr(passage, "owner", "")
        if self._watched is not None and owner == self._watched.article:
            self._touched.add(part)
            self._turn.start()

    def _tell(self) -> None:
        touched, self._touched = self._touched, set()
        watched = self._watched
        if watched is None:
            return
        if "body" in touched:
            self.body_typed.emit(watched.article, _written(watched))
        for place in PLACES.keys() & touched:
            self.words_typed.emit(watched.article, place, watched.field(place).markdown())

    def _forget(self) -> None:
        # Said while the window is taken down too: no other Qt object may be touched here.
        self._watched = None
        self._touched.clear()


def _written(manuscript: Manuscript) -> tuple[str, ...]:
    """Return the paragraphs with words, which are the blocks of the page."""
    return tuple(text for text in manuscript.body.texts() if text)
