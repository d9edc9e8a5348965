"""Joins the Notes tab to the rest of the window: badge, marks, keys, and the way to a place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from editor_app.domain.ids import NoteId
from editor_app.services.note_views import Anchor, ArticleNotes
from editor_app.text.note_places import NotePlace
from editor_app.ui.article.check_card import caret_in
from editor_app.ui.article.inspector_notes import NotesTab
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.note_marks import NoteMarks, note_in
from editor_app.ui.desk.check_links import TRANSLATE
from editor_app.ui.desk.conductor import Conductor
from editor_app.ui.desk.story_page import StoryPage

Anchors = dict[str, Callable[[], Anchor | None]]
"""By the key of a view: what a note that is written there is about."""

SHOW = "go.notes"
WRITE, RESOLVE = "note.write", "note.resolve"
NEXT, PREVIOUS = "note.next", "note.previous"


class NoteLinks(QObject):
    """Does the actions on notes. ``anchors`` give, per view, what a note written there is about."""

    def __init__(
        self,
        tab: NotesTab,
        conductor: Conductor,
        page: StoryPage,
        manuscripts: Manuscripts,
        anchors: Anchors,
    ) -> None:
        """Join the tab."""
        super().__init__(conductor)
        self._tab, self._conductor, self._page = tab, conductor, page
        self._manuscripts, self._commands = manuscripts, conductor.commands
        self._marks = NoteMarks(manuscripts.marks)
        self._anchors = anchors
        self._commands.add(self._table(), self._possible)
        tab.requested.connect(self._commands.run)
        tab.place_wanted.connect(self._go)
        tab.text_wanted.connect(page.centre.focus_start)
        tab.counted.connect(lambda text, tone: page.inspector.badge("notes", text, tone))
        tab.shown.connect(self._on_shown)
        manuscripts.marks.chosen.connect(self._show_card)
        conductor.facts.changed.connect(lambda: tab.use_zone(conductor.facts.zone))

    def _table(self) -> dict[str, Callable[[], object]]:
        tab = self._tab
        return {
            WRITE: self.write,
            NEXT: lambda: self._step(1),
            PREVIOUS: lambda: self._step(-1),
            RESOLVE: tab.resolve_current,
        }

    def _possible(self) -> frozenset[str]:
        if self._conductor.navigator.article is None or not self._page.isVisible():
            return frozenset()
        names = {WRITE}
        if self._tab.open_threads:
            names |= {NEXT, PREVIOUS}
        if self._tab.current is not None:
            names.add(RESOLVE)
        return frozenset(names)

    def write(self) -> None:
        """Begin a note on what is marked, or on the paragraph of the caret."""
        self._manuscripts.composing.commit()
        anchor = self._anchors.get(self._page.centre.key, lambda: None)()
        self._commands.run(SHOW)
        self._tab.write_about(anchor)

    def _step(self, by: int) -> None:
        self._commands.run(SHOW)
        self._tab.step(by)
        self._commands.refresh()

    def _go(self, place: NotePlace) -> None:
        """Bring the place of a note into sight, with the caret behind its words."""
        article, address = self._conductor.navigator.article, place.address
        if article is None or address is None:
            return
        part, caret = caret_in(article, address, place.end)
        if self._page.centre.key == TRANSLATE and address.block is None:
            part = f"row {address.owner} {address.part}"  # each field has a row there
        self._conductor.checks.go(part, caret)

    def _show_card(self, key: str) -> None:
        note = note_in(key)
        if note:
            self._commands.run(SHOW)
            self._tab.reveal(NoteId(note))
            self._commands.refresh()

    def _on_shown(self, known: ArticleNotes | None) -> None:
        self._marks.show(known)
        self._commands.refresh()
