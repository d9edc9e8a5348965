"""Private notes beside a text: written, answered, resolved and deleted; they never leave the desk.

No verb that makes a page, a post, a file or an export reads them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.errors import NotFound, Refused
from editor_app.domain.history import Note
from editor_app.domain.ids import ArticleId, NoteId, new_id
from editor_app.domain.link import Address
from editor_app.domain.messages import Message
from editor_app.services.note_views import Anchor, ArticleNotes, NoteThread
from editor_app.services.settling import settled
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.cleaning import clean_text
from editor_app.text.note_places import (
    ANSWER,
    QUOTED,
    answered,
    hung,
    part_of,
    place_of,
    texts_of,
)


class NoteService:
    """The verbs on private notes; all can be undone in one step."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place

    def of(self, article_id: ArticleId) -> ArticleNotes:
        """Return the notes of an article and of the version it is translated from; NotFound."""
        with self._place.database.reading() as records:
            article = records.articles.get(article_id)
            threads = self._threads(records, article)
            source = article.translated_from
            beside = self._threads(records, records.articles.get(source)) if source else ()
        return ArticleNotes(article_id, threads, beside)

    def write(self, article_id: ArticleId, text: str, anchor: Anchor | None = None) -> Changes:
        """Write a note on a place of an article, or on all of it.

        Raises NotFound, and Refused when there are no words.
        """
        words, about = _words(text), anchor or Anchor()
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            whole = about.start == about.end
            note = Note(
                NoteId(new_id()),
                article_id,
                self._place.now(),
                self._place.editor(),
                words,
                part_of(article_id, about.address),
                about.start,
                about.end,
                about.quote[:QUOTED] if whole else about.quote,
            )
            note = replace(hung(note, _texts(records, article)), start=about.start, end=about.end)
            records.notes.put(note)
        return self._changed(article, "note-written", (), (note,))

    def answer(self, note_id: NoteId, text: str) -> Changes:
        """Answer a note. Raises NotFound, and Refused when there are no words."""
        words = _words(text)
        with self._place.database.writing() as records:
            asked = records.notes.get(note_id)
            article = records.articles.get(asked.article)
            first = answered(asked) or asked.id
            note = Note(
                NoteId(new_id()),
                asked.article,
                self._place.now(),
                self._place.editor(),
                words,
                f"{ANSWER}{first}",
            )
            records.notes.put(note)
        return self._changed(article, "note-answered", (), (note,))

    def edit(self, note_id: NoteId, text: str) -> Changes:
        """Change the words of one's own note or answer.

        Raises NotFound, and Refused when there are no words or somebody else wrote it.
        """
        words = _words(text)
        with self._place.database.writing() as records:
            before = records.notes.get(note_id)
            if before.by != self._place.editor():
                raise Refused("note-not-yours", name=before.by)
            article = records.articles.get(before.article)
            after = replace(before, text=words)
            records.notes.put(after)
        return self._changed(article, "note-changed", (before,), (after,))

    def resolve(self, note_id: NoteId) -> Changes:
        """Say that a note is dealt with. Raises NotFound."""
        return self._turn(note_id, resolved=True)

    def reopen(self, note_id: NoteId) -> Changes:
        """Say that a note is not dealt with after all. Raises NotFound."""
        return self._turn(note_id, resolved=False)

    def remove(self, note_id: NoteId) -> Changes:
        """Delete a note with its answers, or one answer. Raises NotFound."""
        with self._place.database.writing() as records:
            note = records.notes.get(note_id)
            article = records.articles.get(note.article)
            gone = (note, *_answers(records.notes.of(note.article), note.id))
            for item in gone:
                records.notes.remove(item.id)
        return self._changed(article, "note-deleted", gone, ())

    # -- inside

    def _threads(self, records: Records, article: Article) -> tuple[NoteThread, ...]:
        notes = records.notes.of(article.id)
        if not notes:
            return ()  # asked for after every change of a text
        texts = _texts(records, article)
        order = {address: number for number, address in enumerate(texts)}
        me = self._place.editor()
        known = {note.id for note in notes}
        answers_of: defaultdict[NoteId | None, list[Note]] = defaultdict(list)
        for note in notes:
            answers_of[answered(note)].append(note)
        threads = []
        for note in notes:
            if answered(note) in known:
                continue
            answers = tuple(answers_of.get(note.id, ()))
            mine = frozenset(item.id for item in (note, *answers) if item.by == me)
            threads.append(NoteThread(note, answers, place_of(note, texts), mine))
        return tuple(sorted(threads, key=lambda thread: _rank(thread, order)))

    def _turn(self, note_id: NoteId, *, resolved: bool) -> Changes:
        with self._place.database.writing() as records:
            before = records.notes.get(note_id)
            article = records.articles.get(before.article)
            if (before.resolved is not None) is resolved:
                return Changes()
            after = replace(before, resolved=self._place.now() if resolved else None)
            records.notes.put(after)
        key = "note-resolved" if resolved else "note-reopened"
        return self._changed(article, key, (before,), (after,))

    def _changed(
        self, article: Article, key: str, before: tuple[Note, ...], after: tuple[Note, ...]
    ) -> Changes:
        """Return what was changed, with the way back to the notes as they were before."""
        changes = Changes(stories=frozenset({article.story}), articles=frozenset({article.id}))

        def put_back() -> Changes:
            with self._place.database.writing() as records:
                records.articles.get(article.id)  # NotFound when it was deleted for good since
                _put_back(records, before, after)
            return changes

        return changes.undone_by(Message(key), put_back)


def take_away(records: Records, notes: Iterable[Note]) -> None:
    """Remove notes inside an open transaction; one that was worked on or answered since stays."""
    _put_back(records, (), tuple(notes))


def _put_back(records: Records, before: tuple[Note, ...], after: tuple[Note, ...]) -> None:
    """Go back to notes as they were, but for those that are no longer as they were left."""
    kept = {note.id: note for note in before}
    for note in after:
        try:
            now = records.notes.get(note.id)
        except NotFound:
            kept.pop(note.id, None)
            continue
        alone = note.id in kept or not _answers(records.notes.of(note.article), note.id)
        if now != note or not alone:
            kept.pop(note.id, None)
        elif note.id not in kept:
            records.notes.remove(note.id)
    for note in kept.values():
        records.notes.put(note)


def _answers(notes: Iterable[Note], note_id: NoteId) -> tuple[Note, ...]:
    return tuple(note for note in notes if answered(note) == note_id)


def _words(text: str) -> str:
    """Return what was typed as it is kept. Raises Refused when that is nothing."""
    words = clean_text(text).strip()
    if not words:
        raise Refused("note-empty")
    return words


def _texts(records: Records, article: Article) -> dict[Address, str]:
    """Return the texts that notes of an article can hang on: its own, and those it renders."""
    texts = texts_of(article, records.uses.of_article(article.id))
    if article.translated_from is not None:
        source = records.articles.get(article.translated_from)
        texts |= texts_of(source, records.uses.of_article(source.id))
    return texts


def _rank(thread: NoteThread, order: dict[Address, int]) -> tuple[bool, int, int]:
    """Return where a thread stands: notes on the whole first, what is gone last."""
    place = thread.place
    here = -1 if place.address is None else order.get(place.address, len(order))
    return place.gone, here, place.start
