"""Private notes, dismissed findings and saved searches: rows and values."""

from __future__ import annotations

from sqlalchemy import Connection, delete, or_, select

from editor_app.domain.history import Dismissal, Note, SavedSearch
from editor_app.domain.ids import ArticleId, NoteId, SearchId, StoryId
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.rows import AnyRow
from editor_app.storage.tables.notes import dismissals, notes, saved_searches


class NoteRecords:
    """The notes of the library, which never leave the desk; used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, article: ArticleId) -> tuple[Note, ...]:
        """Return the notes of an article as they were made, the resolved ones too."""
        statement = select(notes).where(notes.c.article == article)
        found = self._connection.execute(statement.order_by(notes.c.at, notes.c.id))
        return tuple(_note(row) for row in found)

    def get(self, note: NoteId) -> Note:
        """Return one note; NotFound."""
        return _note(rows.one(self._connection, select(notes).where(notes.c.id == note), note))

    def put(self, note: Note) -> None:
        """Keep a note in place of an earlier one with its id."""
        values = {
            "id": note.id,
            "article": note.article,
            "at": note.at,
            "by": note.by,
            "text": note.text,
            "part": note.part,
            "start": note.start,
            "end": note.end,
            "quote": note.quote,
            "suggestion": note.suggestion,
            "resolved": note.resolved,
        }
        rows.put(self._connection, notes, values)

    def remove(self, note: NoteId) -> None:
        """Remove a note; none is no error."""
        rows.remove(self._connection, notes, id=note)


class DismissalRecords:
    """The findings that were waved through; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, article: ArticleId, story: StoryId) -> tuple[Dismissal, ...]:
        """Return what was dismissed in this article, in this story, or everywhere."""
        here = or_(
            dismissals.c.article == article,
            dismissals.c.article.is_(None) & (dismissals.c.story == story),
            dismissals.c.article.is_(None) & dismissals.c.story.is_(None),
        )
        found = self._connection.execute(
            select(dismissals).where(here).order_by(dismissals.c.number)
        )
        return tuple(
            Dismissal(row.fingerprint, row.by, row.at, row.article, row.story) for row in found
        )

    def put(self, dismissal: Dismissal) -> None:
        """Keep a dismissal in place of an earlier one of the same finding for the same texts."""
        self.remove(dismissal)
        values = {
            "fingerprint": dismissal.fingerprint,
            "article": dismissal.article,
            "story": dismissal.story,
            "by": dismissal.by,
            "at": dismissal.at,
        }
        rows.add(self._connection, dismissals, values)

    def remove(self, dismissal: Dismissal) -> None:
        """Take a dismissal back; none is no error."""
        same = (
            dismissals.c.fingerprint == dismissal.fingerprint,
            dismissals.c.article.is_not_distinct_from(dismissal.article),
            dismissals.c.story.is_not_distinct_from(dismissal.story),
        )
        self._connection.execute(delete(dismissals).where(*same))


class SavedSearchRecords:
    """The saved searches of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[SavedSearch, ...]:
        """Return all saved searches by name."""
        ordered = select(saved_searches).order_by(saved_searches.c.name, saved_searches.c.id)
        return tuple(
            SavedSearch(row.id, row.name, row.query, row.owner)
            for row in self._connection.execute(ordered)
        )

    def put(self, search: SavedSearch) -> None:
        """Keep a search in place of an earlier one with its id."""
        values = {
            "id": search.id,
            "name": search.name,
            "query": search.query,
            "owner": search.owner,
        }
        rows.put(self._connection, saved_searches, values)

    def remove(self, search: SearchId) -> None:
        """Forget a search; none is no error."""
        rows.remove(self._connection, saved_searches, id=search)


@of_row
def _note(row: AnyRow) -> Note:
    """Return the note of a row."""
    return Note(
        id=row.id,
        article=row.article,
        at=row.at,
        by=row.by,
        text=row.text,
        part=row.part,
        start=row.start,
        end=row.end,
        quote=row.quote,
        suggestion=row.suggestion,
        resolved=row.resolved,
    )
