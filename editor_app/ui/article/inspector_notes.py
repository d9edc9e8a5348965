"""The Notes tab: what people noted beside a text, with the way there, answers, and writing one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId, NoteId
from editor_app.sentences import _, ngettext, sentence
from editor_app.ui.actions import tip_of
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.inspector import SideTab
from editor_app.ui.article.new_notes import NewNotes
from editor_app.ui.article.note_card import Draft, NoteCard
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.words import utc_now

if TYPE_CHECKING:
    from editor_app.services.note_views import Anchor, ArticleNotes, NoteThread
    from editor_app.services.notes import NoteService
    from editor_app.services.views import StoryView

MARGIN = 14
MOST = 100
"""Cards that are shown at first, and as many more each time that more are asked for."""


class NotesTab(SideTab):
    """Notes in the order of the text, the open ones; resolved ones when they are asked for.

    ``place_wanted`` carries a NotePlace; ``text_wanted`` tells that a note is written and the
    editor goes on in the text; ``counted`` carries the badge: a number as text, and its tone;
    ``shown`` the ArticleNotes, or None when another text comes into sight.
    """

    place_wanted = Signal(object)
    text_wanted = Signal()
    counted = Signal(str, str)
    shown = Signal(object)

    def __init__(self, theme: Theme, jobs: Jobs, notes: NoteService, composing: Composing) -> None:
        """Fetch the notes whenever a text is shown: the tab has a badge."""
        super().__init__()
        self._jobs, self._notes, self._composing = jobs, notes, composing
        self._article: ArticleId | None = None
        self._known: ArticleNotes | None = None
        self._zone: ZoneInfo | None = None
        self._cards: dict[NoteId, NoteCard] = {}
        self._drafts: dict[NoteId, Draft] = {}
        self._at: NoteId | None = None
        self._with_resolved = False
        self._pages = 1
        self._notice = Notice(theme)
        self._write = Button(_("Write a note"), clicked=partial(self.requested.emit, "note.write"))
        self._write.setToolTip(tip_of("note.write"))
        self._new = NewNotes(jobs, notes, composing)
        self._new.ended.connect(self._on_ended)
        self._new.failed.connect(self._failed)
        self.writing = self._new.writing
        self._said = PlainLabel(role="hint", wrap=True)
        self._resolved = Button("", "link", clicked=self._toggle_resolved)
        self._source = PlainLabel(_("On the source"), role="label")
        self._more = Button("", "link", clicked=self._show_more)
        self._own, self._beside = _cards_of(8), _cards_of(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, MARGIN, MARGIN)
        column.setSpacing(8)
        column.addWidget(self._notice)
        column.addWidget(self._write)
        column.addWidget(self._new)
        column.addWidget(self._said)
        column.addLayout(self._own)
        column.addWidget(self._resolved)
        column.addWidget(self._source)
        column.addLayout(self._beside)
        column.addWidget(self._more)
        column.addStretch(1)
        self._fill()

    def use_zone(self, zone: ZoneInfo) -> None:
        """Show times in the zone of the site."""
        self._zone = zone
        self._fill()

    # -- looking

    def show_story(self, story: StoryView | None, article: ArticleId | None) -> None:
        """Show the notes of a language version."""
        self.glance(story, article)

    def glance(self, story: StoryView | None, article: ArticleId | None) -> None:
        """Read the notes of a language version, whether the tab is in sight or not."""
        if article != self._article:
            self._new.show_article(article)
            self._write.setVisible(not self._new.is_begun)
            self._article, self._known, self._at = article, None, None
            self._pages = 1
            self._notice.clear()
            self.counted.emit("", "warn")
            self.shown.emit(None)
            self._fill()
        if article is not None:
            notes = self._notes
            self._jobs.fetch(self, lambda: notes.of(article), self._show, self._failed, key="notes")

    def focus_start(self) -> bool:
        """Go on with a note that was begun, else to the button that begins one."""
        if self._article is None:
            return False
        if self._new.is_begun:
            self.writing.focus_start()
        else:
            self._write.setFocus()
        return True

    @property
    def open_threads(self) -> tuple[NoteThread, ...]:
        """The open notes of the version and of its source, in the order of the cards."""
        known = self._known
        threads = (*known.threads, *known.of_source) if known else ()
        return tuple(thread for thread in threads if thread.open)

    @property
    def current(self) -> NoteThread | None:
        """The note that was gone to."""
        card = self._cards.get(self._at) if self._at is not None else None
        return card.told if card is not None else None

    @property
    def cards(self) -> tuple[NoteCard, ...]:
        """The cards from top to bottom."""
        return (*_widgets(self._own), *_widgets(self._beside))

    def _show(self, known: ArticleNotes) -> None:
        if known.article != self._article:
            return
        if known == self._known:
            return
        self._known = known
        self._fill()
        self.counted.emit(str(known.open) if known.open else "", "accent")
        self.shown.emit(known)

    def _fill(self) -> None:
        """Show the cards that belong here, each kept for as long as its note is there."""
        known = self._known
        all_own = self._chosen(known.threads if known else ())
        all_beside = self._chosen(known.of_source if known else ())
        own, beside = self._first(all_own), self._first(all_beside)
        wanted = {thread.note.id for thread in (*own, *beside)}
        for gone in self._cards.keys() - wanted:
            card = self._cards.pop(gone)
            if card.draft is not None:
                self._drafts[gone] = card.draft
            card.hide()
            card.deleteLater()
        self._put(self._own, own)
        self._put(self._beside, beside)
        self._source.setVisible(bool(beside))
        done = sum(not thread.open for thread in (known.threads if known else ()))
        self._resolved.setVisible(done > 0)
        self._resolved.setText(_resolved_words(done, shown=self._with_resolved))
        left = len(all_own) + len(all_beside) - len(own) - len(beside)
        self._more.setVisible(left > 0)
        self._more.setText(_more_words(left))
        self._write.setEnabled(self._article is not None)
        self._said.say(self._hint(own))

    def _chosen(self, threads: Sequence[NoteThread]) -> list[NoteThread]:
        """Return the notes that belong here: open ones, and what somebody is at."""
        return [
            thread
            for thread in threads
            if thread.open or self._with_resolved or self._is_needed(thread.note.id)
        ]

    def _first(self, threads: Sequence[NoteThread]) -> list[NoteThread]:
        """Return as many as are shown, and what somebody is at further down."""
        most = self._pages * MOST
        further = (item for item in threads[most:] if self._is_needed(item.note.id))
        return [*threads[:most], *further]

    def _is_needed(self, note: NoteId) -> bool:
        """Say whether a card stays in sight: it was gone to, or somebody types under it."""
        card = self._cards.get(note)
        typed_in = note in self._drafts or (card is not None and card.draft is not None)
        return typed_in or note == self._at

    def _put(self, column: QVBoxLayout, threads: Sequence[NoteThread]) -> None:
        while column.takeAt(0) is not None:
            pass
        now = utc_now()
        for thread in threads:
            card = self._cards.get(thread.note.id) or self._make(thread.note.id)
            card.show_thread(thread, now, self._zone)
            card.stand_out(at=thread.note.id == self._at)
            column.addWidget(card)
            card.show()

    def _make(self, note: NoteId) -> NoteCard:
        card = self._cards[note] = NoteCard(self._composing)
        notes = self._notes
        card.place_wanted.connect(partial(self.go_to, note))
        card.answered.connect(lambda words: self._send(note, lambda: notes.answer(note, words)))
        card.changed.connect(lambda told, words: self._send(note, lambda: notes.edit(told, words)))
        card.turned.connect(partial(self._turn, note))
        card.removed.connect(lambda gone: self._do(lambda: notes.remove(gone)))
        draft = self._drafts.pop(note, None)
        if draft is not None:
            card.resume(draft)
        return card

    def _hint(self, own: Sequence[NoteThread]) -> str:
        if self._article is None:
            return _("No text in this language yet.")
        if own or self._new.is_begun:
            return ""
        return _(
            "Notes are for the desk alone: questions, doubts, what a translator wrote. They are"
            " never published or sent."
        )

    # -- going

    def step(self, by: int) -> None:
        """Go to the next open note, or to the one before; round again at the end."""
        ids = [thread.note.id for thread in self.open_threads]
        if ids:
            here = ids.index(self._at) if self._at in ids else (-1 if by > 0 else 0)
            self.go_to(ids[(here + by) % len(ids)])

    def go_to(self, note: NoteId) -> None:
        """Go to the place of a note."""
        self.reveal(note)
        thread = self.current
        if thread is not None and thread.place.address is not None:
            self.place_wanted.emit(thread.place)

    def reveal(self, note: NoteId) -> None:
        """Show the card of a note, and count it as the one that was gone to."""
        self._at = note
        self._fill()
        card = self._cards.get(note)
        if card is not None:
            QTimer.singleShot(0, card, partial(self.bring_into_sight, card))

    # -- writing

    def write_about(self, anchor: Anchor | None) -> None:
        """Begin a note on a place (None: on the whole text), or go on with the one begun."""
        self._new.begin(anchor)
        self._write.setVisible(not self._new.is_begun)
        self._fill()

    def _on_ended(self, typing: bool) -> None:
        """Go on without the note that was begun: it is kept, or given up."""
        self._write.setVisible(not self._new.is_begun)
        self._fill()
        if typing:
            self.text_wanted.emit()

    def _send(self, note: NoteId, verb: Callable[[], Changes]) -> None:
        """Keep what was typed under a note, whose card may be another one when that is done."""

        def kept(_changes: Changes) -> None:
            self._drafts.pop(note, None)
            card = self._cards.get(note)
            if card is not None:
                card.stop_writing()

        def failed(error: EditorError) -> None:
            card = self._cards.get(note)
            if card is not None and card.writing is not None:
                card.writing.release()
            self._failed(error)

        self._jobs.change(verb, self, kept, failed)

    def keep_begun(self) -> None:
        """Keep all that was begun and not sent: the window closes, and typed words are not lost."""
        self._composing.commit()
        typed = {note: card.draft for note, card in self._cards.items() if card.draft is not None}
        self._new.keep_all({**self._drafts, **typed})
        self._drafts = {}

    def _turn(self, note: NoteId, resolved: bool) -> None:
        notes = self._notes
        self._do(lambda: notes.resolve(note) if resolved else notes.reopen(note))

    def resolve_current(self) -> None:
        """Resolve the note that was gone to, or open it again."""
        thread = self.current
        if thread is not None:
            self._turn(thread.note.id, thread.open)

    def _do(self, verb: Callable[[], Changes]) -> None:
        self._jobs.change(verb, self, None, self._failed)

    def _failed(self, error: EditorError) -> None:
        self._notice.tell("err", sentence(error.message))

    def _show_more(self) -> None:
        self._pages += 1
        self._fill()

    def _toggle_resolved(self) -> None:
        self._with_resolved = not self._with_resolved
        self._fill()


def _cards_of(apart: int) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(apart)
    return column


def _widgets(column: QVBoxLayout) -> tuple[NoteCard, ...]:
    items = (column.itemAt(place) for place in range(column.count()))
    widgets = (item.widget() for item in items if item is not None)
    return tuple(card for card in widgets if isinstance(card, NoteCard))


def _resolved_words(count: int, *, shown: bool) -> str:
    """Return what the link says that shows resolved notes, or hides them."""
    if shown:
        return _("Hide what is resolved")
    return ngettext("Show {count} resolved note", "Show {count} resolved notes", count).format(
        count=count
    )


def _more_words(count: int) -> str:
    """Return what the link says that shows further notes."""
    return ngettext("Show {count} more note", "Show {count} more notes", count).format(count=count)
