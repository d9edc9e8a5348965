"""Where a new private note is written: one may be begun on each text, and waits for its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId, NoteId
from editor_app.sentences import _
from editor_app.text.plain import strip_marks
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.note_card import Draft
from editor_app.ui.article.note_writing import NoteWriting
from editor_app.ui.jobs import Jobs
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Elided

if TYPE_CHECKING:
    from editor_app.services.note_views import Anchor
    from editor_app.services.notes import NoteService


@dataclass
class _Begun:
    """A note that somebody has begun to write and not kept yet."""

    anchor: Anchor | None
    words: str


class NewNotes(QWidget):
    """The form of the note that is begun on the text in sight; hidden while none is.

    ``ended`` tells that it was kept or given up, with whether the editor goes on in the text;
    ``failed`` carries why it could not be kept.
    """

    ended = Signal(bool)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, notes: NoteService, composing: Composing) -> None:
        """Show nothing: no text is in sight."""
        super().__init__()
        self._jobs, self._notes, self._composing = jobs, notes, composing
        self._article: ArticleId | None = None
        self._begun: dict[ArticleId, _Begun] = {}
        self._about = Elided(role="small")
        self._whole = Button(_("On the whole text"), "link", clicked=partial(self.begin, None))
        self.writing = NoteWriting(composing, _("Question, doubt, reminder"), _("Keep the note"))
        self.writing.written.connect(self._keep)
        self.writing.left.connect(self._give_up)
        about = QHBoxLayout()
        about.setSpacing(10)
        about.addWidget(self._about, 1)
        about.addWidget(self._whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(about)
        column.addWidget(self.writing)
        self._show()

    @property
    def is_begun(self) -> bool:
        """Whether a note is begun on the text in sight."""
        return self._article in self._begun

    def show_article(self, article: ArticleId | None) -> None:
        """Show what is begun on another text; what was typed on the one before waits."""
        self._remember()
        self._article = article
        self._show()

    def begin(self, anchor: Anchor | None) -> None:
        """Begin a note on a place (None: on the whole text), or let the one begun be about it."""
        article = self._article
        if article is None:
            return
        self._remember()
        begun = self._begun.get(article)
        self._begun[article] = _Begun(anchor, begun.words if begun is not None else "")
        self._show()
        self.writing.focus_start()

    def keep_all(self, drafts: Mapping[NoteId, Draft]) -> None:
        """Keep all that was begun, here and as ``drafts`` under notes: the window closes."""
        self._composing.commit()
        self._remember()
        notes, begun, self._begun = self._notes, self._begun, {}
        for article, new in begun.items():
            if new.words:
                self._jobs.change(partial(notes.write, article, new.words, new.anchor))
        for note, draft in drafts.items():
            if draft.edited is None:
                self._jobs.change(partial(notes.answer, note, draft.words))
            else:
                self._jobs.change(partial(notes.edit, draft.edited, draft.words))

    # -- inside

    def _remember(self) -> None:
        """Take note of what is typed."""
        begun = self._begun.get(self._article) if self._article is not None else None
        if begun is not None:
            begun.words = self.writing.words

    def _show(self) -> None:
        begun = self._begun.get(self._article) if self._article is not None else None
        self._about.say(_anchor_words(begun.anchor) if begun is not None else "")
        self._whole.setVisible(begun is not None and begun.anchor is not None)
        self.writing.put(begun.words if begun is not None else "")
        self.setVisible(begun is not None)

    def _give_up(self) -> None:
        if self._article is not None:
            self._begun.pop(self._article, None)
        self._show()
        self.ended.emit(True)

    def _keep(self, words: str) -> None:
        article, notes = self._article, self._notes
        begun = self._begun.get(article) if article is not None else None
        if article is None or begun is None:
            return
        anchor = begun.anchor

        def kept(_changes: Changes) -> None:
            if self._begun.get(article) is begun:
                del self._begun[article]
            if self._article == article:
                focus = QApplication.focusWidget()
                typing = focus is not None and self.writing.isAncestorOf(focus)
                self._show()
                self.ended.emit(typing)

        self._jobs.change(lambda: notes.write(article, words, anchor), self, kept, self._not_kept)

    def _not_kept(self, error: EditorError) -> None:
        self.writing.release()
        self.failed.emit(error)


def _anchor_words(anchor: Anchor | None) -> str:
    """Return what a note that is being written is about."""
    words = " ".join(strip_marks(anchor.quote).split()) if anchor is not None else ""
    if not words:
        return _("On the whole text")
    return _("On “{words}”").format(words=words)
