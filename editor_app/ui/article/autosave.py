"""Saving while somebody types: on disk at most 0.8 seconds after the first unsaved key.

A key never restarts the clock of a save. After two seconds of rest, on leaving, and before a verb
reads the article, what was saved is settled. Saving only reads the documents, so it may go on while
an input method composes: what it holds is in no document yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError, NotFound
from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import ArticleId
from editor_app.ui.article.journal import Journal
from editor_app.ui.article.manuscript import Manuscript
from editor_app.ui.article.passage import Passage
from editor_app.ui.desk.centre_view import SavedState, Saving
from editor_app.ui.jobs import Jobs

SAVE_AFTER = 450  # milliseconds after the first unsaved key; leaves time for a busy lane
REST_AFTER = 2000  # milliseconds without a key until the text is settled
TRY_AGAIN = 3000  # milliseconds after a save that failed


class Drafts(Protocol):
    """What saving needs of the desk's DraftService."""

    def save(self, owner: str, part: str, text: str, based_on: int, caret: int) -> datetime:
        """Put a text on disk and return the instant of its commit."""

    def settle(self, article_id: ArticleId, keep: RevisionReason | None = None) -> Changes:
        """Sort what was saved into the article; History keeps a copy for that reason."""


class Autosave(QObject):
    """Saves the texts of all open Manuscripts. ``moved`` carries the SavedState to be said."""

    moved = Signal(object)

    def __init__(self, drafts: Drafts, jobs: Jobs, journal: Journal, parent: QObject) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._jobs = jobs
        self._journal = journal
        self._unsaved: dict[Passage, Manuscript] = {}
        self._unsettled: dict[Manuscript, None] = {}
        self._written_in: set[Manuscript] = set()
        self._on_the_way: Counter[Manuscript] = Counter()
        self._settling: Counter[Manuscript] = Counter()
        self._leaving: dict[ArticleId, Manuscript] = {}
        self._state = SavedState()
        self._clock = self._timer(SAVE_AFTER, self.save)
        self._rest = self._timer(REST_AFTER, self._on_rest)

    @property
    def state(self) -> SavedState:
        """What can be said about saving now."""
        return self._state

    def watch(self, manuscript: Manuscript) -> None:
        """Save what is typed into this Manuscript from now on."""
        manuscript.edited.connect(lambda passage: self._on_edit(manuscript, passage))
        manuscript.closed.connect(lambda passage: self._unsaved.pop(passage, None))

    def release(self, manuscript: Manuscript) -> None:
        """Hand everything typed into this Manuscript to the lane, and close it when that is done.

        What cannot be saved or settled keeps the Manuscript alive until it can.
        """
        manuscript.catch_up()
        self.save()
        if manuscript in self._unsettled:
            del self._unsettled[manuscript]
            self._settle(manuscript, RevisionReason.LEFT)
        elif manuscript in self._written_in:
            self._keep(manuscript, RevisionReason.LEFT)
        self._written_in.discard(manuscript)
        self._leaving[manuscript.article] = manuscript
        self._close_finished()

    def kept(self, article: ArticleId) -> Manuscript | None:
        """Take back a Manuscript that was released but could not be saved so far."""
        return self._leaving.pop(article, None)

    def save(self) -> None:
        """Send what is not saved yet to the disk, now."""
        self._clock.stop()
        waiting, self._unsaved = self._unsaved, {}
        for passage, manuscript in waiting.items():
            self._send(passage, manuscript)
        self._journal.rest()

    def settle(self, manuscripts: Iterable[Manuscript] | None = None) -> None:
        """Save and settle, now: all that is open or these Manuscripts.

        What waits for an input method to end is not in the text yet, and settling would take it out
        of the article again: such a text is saved now and settled after a later rest.
        """
        wanted = list(self._unsettled if manuscripts is None else manuscripts)
        for manuscript in wanted:
            manuscript.catch_up()
        self.save()
        for manuscript in wanted:
            if manuscript in self._unsettled and not manuscript.is_behind:
                del self._unsettled[manuscript]
                self._settle(manuscript)
        if not self._unsettled:
            self._rest.stop()
        elif any(manuscript.is_behind for manuscript in self._unsettled):
            self._rest.start(REST_AFTER)

    def keep(self, manuscript: Manuscript | None, reason: RevisionReason) -> None:
        """Have the text kept in History as it is now; never while an input method composes."""
        if manuscript is not None and not manuscript.is_behind:
            self.save()
            self._keep(manuscript, reason)

    # -- inside

    def _timer(self, interval: int, call: object) -> QTimer:
        timer = QTimer(self, interval=interval, singleShot=True)
        timer.timeout.connect(call)
        return timer

    def _on_edit(self, manuscript: Manuscript, passage: Passage) -> None:
        self._unsaved[passage] = manuscript
        self._unsettled[manuscript] = None
        self._written_in.add(manuscript)
        if not self._clock.isActive():
            self._clock.start(SAVE_AFTER)
            self._jobs.typed()
        self._rest.start(REST_AFTER)
        if self._state.saving in {Saving.NOTHING, Saving.SAVED}:
            self._say(SavedState(Saving.TYPING, self._state.at))

    def _on_rest(self) -> None:
        """Settle after a rest; what is being composed is not typed yet and has its own rest."""
        self.settle()

    def _send(self, passage: Passage, manuscript: Manuscript) -> None:
        owner, part, version = passage.owner, passage.part, manuscript.version
        text, caret = passage.send(), passage.caret()
        drafts = self._drafts
        self._on_the_way[manuscript] += 1
        self._jobs.change(
            lambda: drafts.save(owner, part, text, version, caret),
            self,
            lambda at: self._on_saved(at, manuscript),
            lambda error: self._on_failed(error, passage, manuscript),
            urgent=True,
        )

    def _settle(self, manuscript: Manuscript, keep: RevisionReason = RevisionReason.REST) -> None:
        """Settle on the lane, and do there what a view wants done right after it."""
        article, drafts = manuscript.article, self._drafts
        follow_up = manuscript.follow_up() if manuscript.follow_up else None

        def work() -> Changes:
            changes = drafts.settle(article, keep)
            return changes | follow_up() if follow_up is not None else changes

        self._settling[manuscript] += 1
        self._jobs.change(
            work,
            self,
            lambda _changes: self._on_settled(manuscript),
            lambda error: self._on_unsettled(error, manuscript),
        )

    def _keep(self, manuscript: Manuscript, reason: RevisionReason) -> None:
        """Keep a copy on the lane; no text is harmed when that fails."""
        article, drafts = manuscript.article, self._drafts
        self._jobs.change(lambda: drafts.settle(article, reason), self, failed=lambda _error: None)

    def _on_saved(self, at: datetime, manuscript: Manuscript) -> None:
        self._on_the_way[manuscript] -= 1
        if self._unsaved:
            self._say(SavedState(Saving.TYPING, at))
        elif not self._on_the_way.total():
            self._say(SavedState(Saving.SAVED, at))
        self._settle_late(manuscript)
        self._close_finished()

    def _settle_late(self, manuscript: Manuscript) -> None:
        """Sort in what was not on the disk yet when its turn to be sorted in had come."""
        if manuscript not in self._unsettled or self._is_unsaved(manuscript):
            return
        if self._leaving.get(manuscript.article) is manuscript:
            del self._unsettled[manuscript]
            self._settle(manuscript, RevisionReason.LEFT)
        elif not self._rest.isActive():
            self._rest.start(REST_AFTER)

    def _on_failed(self, error: EditorError, passage: Passage, manuscript: Manuscript) -> None:
        """Keep the text as unsaved, say why, and try again soon."""
        self._on_the_way[manuscript] -= 1
        self._unsaved.setdefault(passage, manuscript)
        self._unsettled[manuscript] = None
        self._say(SavedState(Saving.FAILED, self._state.at, error.message))
        self._clock.start(TRY_AGAIN)

    def _on_settled(self, manuscript: Manuscript) -> None:
        self._settling[manuscript] -= 1
        self._close_finished()

    def _on_unsettled(self, error: EditorError, manuscript: Manuscript) -> None:
        """Say why the text could not be sorted in; it is saved, and the next rest tries again.

        Of an article that was deleted for good nothing is left that it could be sorted into.
        """
        if isinstance(error, NotFound):
            self._unsettled.pop(manuscript, None)
            self._on_settled(manuscript)
            return
        self._settling[manuscript] -= 1
        self._unsettled[manuscript] = None
        self._say(SavedState(Saving.FAILED, self._state.at, error.message))
        self._rest.start(TRY_AGAIN)

    def _close_finished(self) -> None:
        """Close the released Manuscripts of which everything is on disk and sorted in."""
        for article, manuscript in list(self._leaving.items()):
            is_unsettled = manuscript in self._unsettled or self._settling[manuscript]
            if not is_unsettled and not self._is_unsaved(manuscript):
                del self._leaving[article]
                del self._on_the_way[manuscript]
                del self._settling[manuscript]
                manuscript.close()

    def _is_unsaved(self, manuscript: Manuscript) -> bool:
        return manuscript in self._unsaved.values() or bool(self._on_the_way[manuscript])

    def _say(self, state: SavedState) -> None:
        if state != self._state:
            self._state = state
            self.moved.emit(state)
