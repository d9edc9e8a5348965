"""Comments and tracked changes of a file that is taken in become private notes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from editor_app.domain.article import Article
from editor_app.domain.history import Note
from editor_app.domain.ids import NoteId, new_id
from editor_app.formats.intake_values import TakenNote
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.note_places import hung, texts_of


def keep_taken(
    records: Records, place: Workplace, article: Article, taken: Iterable[TakenNote]
) -> tuple[Note, ...]:
    """Keep what no file before has brought, on the paragraphs that it quotes; return it."""
    known = {(note.by, note.text, note.quote) for note in records.notes.of(article.id)}
    texts = texts_of(article, records.uses.of_article(article.id))
    kept, now = [], place.now()
    for number, said in enumerate(taken):
        if (said.author, said.text, said.quote) in known:
            continue
        at = now + timedelta(microseconds=number)  # notes stand in the order of their instants
        note = Note(NoteId(new_id()), article.id, at, said.author, said.text, quote=said.quote)
        kept.append(hung(note, texts))
        records.notes.put(kept[-1])
    return tuple(kept)
