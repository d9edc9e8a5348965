"""What happens around a story: corrections, live entries, replies, assignments: rows and values."""

from __future__ import annotations

from sqlalchemy import Connection, select

from editor_app.domain.history import Correction, CorrectionKind, LiveEntry, Reply
from editor_app.domain.ids import ArticleId, CorrectionId, Language, LiveEntryId, ReplyId, StoryId
from editor_app.domain.story import Assignment
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.rows import AnyRow
from editor_app.storage.tables.notes import assignments, corrections, live_entries, replies


class CorrectionRecords:
    """The corrections of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, story: StoryId) -> tuple[Correction, ...]:
        """Return the corrections of a story as they were made."""
        statement = select(corrections).where(corrections.c.story == story)
        found = self._connection.execute(statement.order_by(corrections.c.at, corrections.c.id))
        return tuple(_correction(row) for row in found)

    def corrected(self) -> frozenset[StoryId]:
        """Return the stories that have a correction."""
        found = self._connection.execute(select(corrections.c.story).distinct())
        return frozenset(StoryId(story) for story in found.scalars())

    def put(self, correction: Correction) -> None:
        """Keep a correction in place of an earlier one with its id."""
        values = {
            "id": correction.id,
            "story": correction.story,
            "at": correction.at,
            "kind": correction.kind.value,
            "wrong": correction.wrong,
            "right": correction.right,
            "reason": correction.reason,
            "ordered_by": correction.ordered_by,
            "approved_by": correction.approved_by,
            "texts": [list(pair) for pair in correction.texts],
        }
        rows.put(self._connection, corrections, values)

    def remove(self, correction: CorrectionId) -> None:
        """Remove a correction; none is no error."""
        rows.remove(self._connection, corrections, id=correction)


class LiveRecords:
    """The entries of live pages; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, article: ArticleId) -> tuple[LiveEntry, ...]:
        """Return the entries of an article, the oldest first."""
        statement = select(live_entries).where(live_entries.c.article == article)
        found = self._connection.execute(statement.order_by(live_entries.c.at, live_entries.c.id))
        return tuple(
            LiveEntry(row.id, row.article, row.at, row.by, row.text, row.state) for row in found
        )

    def put(self, entry: LiveEntry) -> None:
        """Keep an entry in place of an earlier one with its id."""
        values = {
            "id": entry.id,
            "article": entry.article,
            "at": entry.at,
            "by": entry.by,
            "text": entry.text,
            "state": entry.state,
        }
        rows.put(self._connection, live_entries, values)

    def remove(self, entry: LiveEntryId) -> None:
        """Remove an entry; none is no error."""
        rows.remove(self._connection, live_entries, id=entry)


class ReplyRecords:
    """Who was asked what and answered what, never published; used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, story: StoryId) -> tuple[Reply, ...]:
        """Return the replies of a story as they were made."""
        statement = select(replies).where(replies.c.story == story)
        found = self._connection.execute(statement.order_by(replies.c.at, replies.c.id))
        return tuple(
            Reply(row.id, row.story, row.at, row.person, row.asked, row.answered) for row in found
        )

    def put(self, reply: Reply) -> None:
        """Keep a reply in place of an earlier one with its id."""
        values = {
            "id": reply.id,
            "story": reply.story,
            "at": reply.at,
            "person": reply.person,
            "asked": reply.asked,
            "answered": reply.answered,
        }
        rows.put(self._connection, replies, values)

    def remove(self, reply: ReplyId) -> None:
        """Remove a reply; none is no error."""
        rows.remove(self._connection, replies, id=reply)


class AssignmentRecords:
    """Who has which language version; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, story: StoryId) -> tuple[Assignment, ...]:
        """Return the assignments of a story by language."""
        statement = select(assignments).where(assignments.c.story == story)
        found = self._connection.execute(statement.order_by(assignments.c.language))
        return tuple(_assignment(row) for row in found)

    def all(self) -> tuple[Assignment, ...]:
        """Return all assignments, the oldest first."""
        ordered = select(assignments).order_by(assignments.c.since, assignments.c.story)
        return tuple(_assignment(row) for row in self._connection.execute(ordered))

    def put(self, assignment: Assignment) -> None:
        """Give a language version to a person, whoever had it before."""
        values = {
            "story": assignment.story,
            "language": assignment.language,
            "person": assignment.person,
            "since": assignment.since,
        }
        rows.put(self._connection, assignments, values)

    def remove(self, story: StoryId, language: Language) -> None:
        """Let nobody have a language version; none is no error."""
        rows.remove(self._connection, assignments, story=story, language=language)


@of_row
def _correction(row: AnyRow) -> Correction:
    """Return the correction of a row."""
    return Correction(
        id=row.id,
        story=row.story,
        at=row.at,
        kind=CorrectionKind(row.kind),
        wrong=row.wrong,
        right=row.right,
        reason=row.reason,
        ordered_by=row.ordered_by,
        approved_by=row.approved_by,
        texts=tuple((language, text) for language, text in row.texts),
    )


@of_row
def _assignment(row: AnyRow) -> Assignment:
    """Return the assignment of a row."""
    return Assignment(row.story, row.language, row.person, row.since)
