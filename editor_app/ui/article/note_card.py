"""A private note as a card: who, when, what it is about, its answers, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from editor_app.domain.article import Place
from editor_app.domain.history import Note
from editor_app.domain.ids import NoteId
from editor_app.sentences import _
from editor_app.text.plain import strip_marks
from editor_app.ui.article.check_card import Grown
from editor_app.ui.article.composing import Composing
from editor_app.ui.article.note_writing import NoteWriting
from editor_app.ui.theme import say
from editor_app.ui.widgets.badge import Badge
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.flow import flowing
from editor_app.ui.widgets.labels import Elided, PlainLabel
from editor_app.ui.words import capital, moment

if TYPE_CHECKING:
    from editor_app.services.note_views import NoteThread
    from editor_app.text.note_places import NotePlace

INDENT = 12


@dataclass(frozen=True)
class Draft:
    """What is being typed under a note: an answer, or other words for the note ``edited``."""

    words: str
    edited: NoteId | None


class NoteCard(Grown):
    """A note with its answers.

    ``answered`` carries the words of an answer, ``changed`` a NoteId and its new words, ``turned``
    whether it is resolved now, ``removed`` a NoteId.
    """

    place_wanted = Signal()
    answered = Signal(str)
    changed = Signal(object, str)
    turned = Signal(bool)
    removed = Signal(object)

    def __init__(self, composing: Composing) -> None:
        """Show nothing yet."""
        super().__init__()
        self._composing = composing
        self._shown: object = None
        self.told: NoteThread | None = None
        self.writing: NoteWriting | None = None
        self._edited: NoteId | None = None
        self.setProperty("card", True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(11, 8, 11, 8)
        self._column.setSpacing(4)
        self._said = QWidget()
        self._column.addWidget(self._said)

    def show_thread(self, thread: NoteThread, now: datetime, zone: ZoneInfo | None) -> None:
        """Show a note as it is now; what is being typed under it stays."""
        self.told = thread
        when = [moment(note.at, now, zone) for note in (thread.note, *thread.answers)]
        leads = thread.place.address is not None, thread.place.gone
        gist = thread.note, thread.answers, about_words(thread), leads, thread.mine, when
        if gist == self._shown:
            return
        self._shown = gist
        words = [f"{name_of(note)}: {note.text}" for note in (thread.note, *thread.answers)]
        state = "" if thread.open else _("Resolved")
        self.setAccessibleName(". ".join(filter(None, (state, *words))))
        said = self._body(thread, when)
        self._column.replaceWidget(self._said, said)
        self._said.hide()
        self._said.deleteLater()
        self._said = said
        said.show()
        if self._edited is not None and self._edited not in thread.mine:
            self.stop_writing()

    def stand_out(self, *, at: bool) -> None:
        """Show whether this is the note that was gone to."""
        if bool(self.property("at")) is not at:
            say(self, at=at)

    def stop_writing(self) -> None:
        """Take away the field for an answer or other words."""
        writing, self.writing, self._edited = self.writing, None, None
        if writing is not None:
            self._column.removeWidget(writing)
            writing.hide()
            writing.deleteLater()

    @property
    def draft(self) -> Draft | None:
        """What is being typed under the note, None when nothing is."""
        words = self.writing.words if self.writing is not None else ""
        return Draft(words, self._edited) if words else None

    def write_answer(self) -> None:
        """Ask for an answer, under the note."""
        self._ask_answer("")
        self._begin()

    def resume(self, draft: Draft) -> None:
        """Show again what was being typed when another text came into sight."""
        if draft.edited is None:
            self._ask_answer(draft.words)
        else:
            self._ask_words(draft.edited, draft.words)

    # -- inside

    def _body(self, thread: NoteThread, when: list[str]) -> QWidget:
        said = QWidget()
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(_head(thread.note, when[0], resolved=not thread.open))
        about = about_words(thread)
        if about:
            column.addWidget(Elided(about, "small"))
        if thread.place.gone:
            words = _("What it was about is not in the text any more.")
            column.addWidget(PlainLabel(words, "small", tone="warn", wrap=True))
        column.addWidget(PlainLabel(thread.note.text, wrap=True))
        for answer, at in zip(thread.answers, when[1:], strict=True):
            column.addWidget(self._answer(answer, at, mine=answer.id in thread.mine))
        column.addWidget(self._doings(thread))
        return said

    def _answer(self, note: Note, at: str, *, mine: bool) -> QWidget:
        held = QFrame()
        held.setProperty("answer", True)
        column = QVBoxLayout(held)
        column.setContentsMargins(INDENT, 2, 0, 2)
        column.setSpacing(2)
        column.addLayout(_head(note, at, resolved=False))
        column.addWidget(PlainLabel(note.text, wrap=True))
        if mine:
            parts = self._own_doings(note)
            column.addWidget(flowing(*parts, gap=12))
        return held

    def _doings(self, thread: NoteThread) -> QWidget:
        note, made = thread.note, []
        if thread.place.address is not None:
            made.append(_link(_("Go there"), note, self.place_wanted.emit))
        made.append(_link(_("Answer"), note, self.write_answer))
        if thread.open:
            made.append(_link(_("Resolve"), note, partial(self.turned.emit, True)))
        else:
            made.append(_link(_("Open again"), note, partial(self.turned.emit, False)))
        if note.id in thread.mine:
            made += self._own_doings(note)
        else:
            made.append(_link(_("Delete"), note, partial(self.removed.emit, note.id)))
        return flowing(*made, gap=12)

    def _own_doings(self, note: Note) -> list[Button]:
        return [
            _link(_("Edit"), note, partial(self._edit, note)),
            _link(_("Delete"), note, partial(self.removed.emit, note.id)),
        ]

    def _edit(self, note: Note) -> None:
        self._ask_words(note.id, note.text)
        self._begin()

    def _begin(self) -> None:
        if self.writing is not None:
            self.writing.show()
            self.writing.focus_start()

    def _ask_answer(self, words: str) -> None:
        self._ask(_("Answer"), _("Answer"), words, self.answered.emit)

    def _ask_words(self, note: NoteId, words: str) -> None:
        kept = partial(self.changed.emit, note)
        self._ask(_("Question, doubt, reminder"), _("Save"), words, kept, note)

    def _ask(
        self,
        name: str,
        button: str,
        words: str,
        kept: Callable[[str], object],
        edited: NoteId | None = None,
    ) -> None:
        """Ask for words; those that are being typed already are not lost by it."""
        if self.draft is not None:
            return
        self.stop_writing()
        self._edited = edited
        self.writing = NoteWriting(self._composing, name, button, words)
        self.writing.written.connect(kept)
        self.writing.left.connect(self.stop_writing)
        self._column.addWidget(self.writing)


def name_of(note: Note) -> str:
    """Return who wrote a note."""
    return note.by or _("No name")


def about_words(thread: NoteThread) -> str:
    """Return what a note is about, in the words of the text."""
    place, note = thread.place, thread.note
    quoted = place.text[place.start : place.end] or note.quote or place.text
    words = " ".join(strip_marks(quoted).split())
    named = part_words(place)
    quoted = _("“{words}”").format(words=words) if words else ""
    return " · ".join(filter(None, (named, quoted)))


def part_words(place: NotePlace) -> str:
    """Return which field a note hangs on; nothing for a paragraph and the whole text."""
    address = place.address
    if address is None or address.block is not None:
        return ""
    return {
        Place.HEADLINE.value: _("Headline"),
        Place.STANDFIRST.value: _("Standfirst"),
        "caption": _("Caption"),
        "alt": _("Alt text"),
    }.get(address.part, "")


def _head(note: Note, when: str, *, resolved: bool) -> QHBoxLayout:
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(Elided(name_of(note), "strong"), 1)
    if resolved:
        head.addWidget(Badge(_("resolved"), "ok"))
    head.addWidget(PlainLabel(capital(when), "small"))
    return head


def _link(words: str, note: Note, act: Callable[[], object]) -> Button:
    """Return a link that a screen reader tells from those of other notes."""
    made = Button(words, "link", clicked=act)
    made.setAccessibleName(f"{words}: {note.text}")
    return made
