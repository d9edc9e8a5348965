"""Lets a machine suggest a text for the active row, and puts it there when somebody wants it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId
from editor_app.domain.link import State
from editor_app.domain.machine import Engine, Suggestion
from editor_app.sentences import sentence
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.jobs import Jobs
from editor_app.ui.translation.assist_panel import AssistPanel
from editor_app.ui.translation.machine_card import where_words
from editor_app.ui.translation.row import Row
from editor_app.ui.translation.row_places import intent_of
from editor_app.ui.translation.row_verbs import seen_in
from editor_app.ui.translation.row_work import RowWork

if TYPE_CHECKING:
    from editor_app.services.machine_suggestions import MachineOffer
    from editor_app.wiring import Desk

REST = 400  # milliseconds in a row before its text goes out by itself: who passes by pays nothing


class MachineOffers(QObject):
    """Fills the machine's card of the Assist panel.

    A text goes out when its key is pressed; by itself only to a service that the desk wants asked
    so, for a row with work left that the memory does not know, and not after a trouble until
    somebody asks by hand. ``preferred`` is the service that was used last.
    """

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        panel: AssistPanel,
        work: RowWork,
        manuscripts: Manuscripts,
    ) -> None:
        super().__init__(panel)
        self._desk, self._jobs, self._panel, self._card = desk, jobs, panel, panel.machine
        self._work, self._active, self._verbs = work, work.active, work.verbs
        self._manuscripts = manuscripts
        self.preferred = ""
        self._place: tuple[ArticleId, str] | None = None
        self._engine: Engine | None = None
        self._failed = False
        self._soon = QTimer(self, interval=REST, singleShot=True)
        self._soon.timeout.connect(self._ask_by_itself)
        self._card.asked.connect(self.ask)
        self._card.agreed.connect(self._agree)
        self._card.wanted.connect(self.insert)
        work.opened.connect(self.look)
        work.done.connect(self.follow)
        jobs.changed.connect(self._on_changed)

    def look(self) -> None:
        """Show what serves the active row; nothing goes out by that."""
        row, article = self._active.row, self._verbs.article
        self._soon.stop()
        if row is None or article is None or not _can_be_asked_about(row):
            self._place = self._engine = None
            self._card.show_nothing()
            return
        same = self._place is not None and self._place[0] == article
        self._place = place = article, row.source
        if same and self._engine is not None:
            self._card.show_engine(self._engine)  # what was said of another row must not be taken
        else:
            self._card.show_nothing()
        offered = partial(self._desk.suggestions.offered, article, row.source, self.preferred)
        self._jobs.fetch(self, offered, partial(self._show, place), key="machine")

    def follow(self) -> None:
        """Look again when the row says another source by now."""
        row = self._active.row
        if row is not None and self._place is not None and row.source != self._place[1]:
            self.look()

    def ask(self) -> None:
        """Let the service translate the paragraph; what it said before is remembered."""
        place, engine = self._place, self._engine
        if place is None or engine is None:
            return
        self._soon.stop()
        self._card.show_asking(engine)
        self._jobs.ask(
            self,
            partial(self._desk.suggestions.ask, place[0], engine, place[1]),
            partial(self._show_said, place),
            partial(self._show_trouble, place, engine),
            key="question",  # who has gone on to another row still hears of a trouble
        )

    def insert(self) -> None:
        """Put the suggestion into the row, marked as a machine's until somebody has read it."""
        row, said, article = self._active.row, self._card.suggestion, self._verbs.article
        if row is None or said is None or article is None:
            return
        self.preferred = said.engine
        self._work.write(said.text)
        self._panel.say_inserted(self._card.doubt.text())
        if not row.target.strip():
            return
        row.state = State.DRAFT
        manuscript = self._active.manuscript
        intent = intent_of(row, manuscript) if manuscript is not None else None
        seen = seen_in(row)
        self._manuscripts.autosave.settle()
        self._jobs.change(
            lambda: self._desk.suggestions.inserted(article, seen, intent, said), self
        )
        self._work.done.emit()

    # -- what comes back

    def _is_here(self, place: tuple[ArticleId, str]) -> bool:
        """Say whether that text is still worked on: the story may be closed by now."""
        row = self._active.row
        return place == self._place and row is not None and self._verbs.article == place[0]

    def _show(self, place: tuple[ArticleId, str], offer: MachineOffer | None) -> None:
        if not self._is_here(place):
            return
        self._engine = None
        if offer is None:
            self._card.show_nothing()
        elif offer.bar is not None:
            self._card.show_bar(offer.engine, sentence(offer.bar))
        elif not offer.engine.may_be_used:
            self._engine = offer.engine
            self._card.show_agreement(offer.engine, where_words(offer.engine), offer.editor)
        elif offer.known is not None:
            self._engine = offer.engine
            self._card.show_suggestion(offer.known)
        else:
            self._engine = offer.engine
            self._card.show_engine(offer.engine)
            if offer.engine.by_itself and not self._failed:
                self._soon.start()

    def _show_said(self, place: tuple[ArticleId, str], said: Suggestion) -> None:
        self._failed = False
        if self._is_here(place):
            self._card.show_suggestion(said)

    def _show_trouble(
        self, place: tuple[ArticleId, str], engine: Engine, error: EditorError
    ) -> None:
        self._failed = True
        if self._is_here(place):
            self._card.show_trouble(engine, sentence(error.message))

    def _ask_by_itself(self) -> None:
        """Ask for a row that somebody stays in, unless the memory knows it or it is done."""
        row = self._active.row
        known = any(match.safe and not match.part for match in self._panel.matches)
        if row is not None and not row.finished and not known:
            self.ask()

    # -- services

    def _agree(self) -> None:
        engine = self._engine
        if engine is not None:
            self._jobs.change(lambda: self._desk.machine.agree(engine.id), self)

    def _on_changed(self, changes: Changes) -> None:
        """Look again when services were set up, agreed to or taken away."""
        if changes.settings:
            self._failed = False
            self.look()


def _can_be_asked_about(row: Row) -> bool:
    """Say whether a service could write the row: there is a source, and a text to write it in."""
    written = bool(row.sources) and bool(row.source.strip())
    return written and not row.lacks_photo and row.label is None
