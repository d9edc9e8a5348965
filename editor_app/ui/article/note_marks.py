"""Open notes marked in the texts: the words they are about, and a sign in the margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.link import Address
from editor_app.ui.article.text_marks import MarkLook, TextMark, TextMarks
from editor_app.ui.words import labelled

if TYPE_CHECKING:
    from editor_app.services.note_views import ArticleNotes, NoteThread

NOTES = "notes"
"""The layer, and what the keys of its marks begin with."""


class NoteMarks:
    """Keeps the marks of the open notes of the text in sight, and of its source."""

    def __init__(self, marks: TextMarks) -> None:
        """Begin with none."""
        self._marks = marks
        self._owners: set[str] = set()

    def show(self, known: ArticleNotes | None) -> None:
        """Mark the open notes, or nothing any more."""
        threads = (*known.threads, *known.of_source) if known is not None else ()
        found: dict[Address, tuple[str, list[TextMark]]] = {}
        for thread in threads:
            place = thread.place
            if thread.open and place.address is not None:
                found.setdefault(place.address, (place.text, []))[1].append(_mark(thread))
        self._owners |= {address.owner for address in found}
        self._marks.put_all(NOTES, self._owners, found)


def note_in(key: str) -> str:
    """Return the id of the note that a mark's key tells of; nothing for marks of others."""
    kind, _space, note = key.partition(" ")
    return note if kind == NOTES else ""


def _mark(thread: NoteThread) -> TextMark:
    note, place = thread.note, thread.place
    said = labelled(note.by, note.text) if note.by else note.text
    return TextMark(place.start, place.end, MarkLook.REMARK, said, f"{NOTES} {note.id}", sign=True)
