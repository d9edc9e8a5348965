"""Stories: rows and values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, select, true

from editor_app.domain.ids import OutletId, PersonId, StoryId, TagId
from editor_app.domain.story import Credited, Origin, Role, Story
from editor_app.storage.records import rows
from editor_app.storage.records.articles import ArticleRecords
from editor_app.storage.records.names import story_named
from editor_app.storage.records.rows import AnyRow
from editor_app.storage.tables.stories import (
    articles,
    stories,
    story_outlets,
    story_people,
    story_tags,
)


class StoryRecords:
    """The stories of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection, texts: ArticleRecords) -> None:
        self._connection = connection
        self._texts = texts

    def get(self, story: StoryId) -> Story:
        """Return one story; NotFound."""
        row = rows.one(self._connection, select(stories).where(stories.c.id == story), story)
        return self._assembled([row], stories.c.id == story)[0]

    def add(self, story: Story) -> None:
        """Keep a new story."""
        rows.add(self._connection, stories, _values(story))
        self._keep_parts(story)

    def save(self, story: Story, seen: int) -> Story:
        """Keep a changed story; ChangedMeanwhile unless its version is still ``seen``, NotFound."""
        version = rows.save(self._connection, stories, _values(story), seen)
        self._keep_parts(story)
        return replace(story, version=version)

    def all(self, *, trashed: bool = False) -> tuple[Story, ...]:
        """Return all stories that are not in the trash, or all that are, the newest first."""
        wanted = stories.c.trashed.is_not(None) if trashed else stories.c.trashed.is_(None)
        order = (stories.c.created.desc(), stories.c.id)
        found = self._connection.execute(select(stories).where(wanted).order_by(*order)).all()
        return tuple(self._assembled(found, true() if not trashed else wanted))

    def find(self, text: str) -> Story:
        """Return the story with that id, slug word, slug or id prefix; NotFound, Ambiguous."""
        return self.get(story_named(self._connection, text))

    def remove(self, story: StoryId) -> None:
        """Remove a story for good with its language versions and everything kept of them."""
        for article in (
            self._connection.execute(select(articles.c.id).where(articles.c.story == story))
            .scalars()
            .all()
        ):
            self._texts.remove(article)
        self._connection.execute(delete(stories).where(stories.c.id == story))

    def _keep_parts(self, story: Story) -> None:
        """Let outlets, byline and tags be what the story says."""
        parts: tuple[tuple[Table, list[dict[str, Any]]], ...] = (
            (story_outlets, [{"outlet": outlet} for outlet in story.outlets]),
            (
                story_people,
                [{"person": who.person, "role": who.role.value} for who in story.byline],
            ),
            (story_tags, [{"tag": tag} for tag in story.tags]),
        )
        for table, items in parts:
            placed = [
                {"story": story.id, "place": place} | item for place, item in enumerate(items)
            ]
            rows.replace_rows(self._connection, table.c.story, story.id, placed)

    def _assembled(self, found: Sequence[AnyRow], which: ColumnElement[bool]) -> list[Story]:
        """Make stories of their rows, with three more queries whatever their number."""
        outlets = self._parts(story_outlets, which)
        people = self._parts(story_people, which)
        tags = self._parts(story_tags, which)
        return [
            _story(
                row,
                tuple(OutletId(item.outlet) for item in outlets[row.id]),
                tuple(Credited(PersonId(item.person), Role(item.role)) for item in people[row.id]),
                tuple(TagId(item.tag) for item in tags[row.id]),
            )
            for row in found
        ]

    def _parts(self, table: Table, which: ColumnElement[bool]) -> defaultdict[str, list[AnyRow]]:
        """Return the rows of a table of parts, in order, by story."""
        statement = select(table).order_by(table.c.story, table.c.place)
        if which is not true():
            statement = statement.where(table.c.story.in_(select(stories.c.id).where(which)))
        parts: defaultdict[str, list[AnyRow]] = defaultdict(list)
        for row in self._connection.execute(statement):
            parts[row.story].append(row)
        return parts


def _values(story: Story) -> dict[str, Any]:
    """Return the row of a story, without its parts."""
    return {
        "id": story.id,
        "slug_word": story.slug_word,
        "source_language": story.source_language,
        "created": story.created,
        "section": story.section,
        "origin_outlet": story.origin.outlet,
        "origin_url": story.origin.url,
        "origin_licence": story.origin.licence,
        "uncertain": sorted(story.uncertain),
        "holder": story.holder,
        "due": story.due,
        "embargo": story.embargo,
        "sensitive": int(story.sensitive),
        "trashed": story.trashed,
        "version": story.version,
    }


def _story(
    row: AnyRow,
    outlets: tuple[OutletId, ...],
    byline: tuple[Credited, ...],
    tags: tuple[TagId, ...],
) -> Story:
    """Return the story of a row and its parts."""
    return Story(
        id=row.id,
        slug_word=row.slug_word,
        source_language=row.source_language,
        created=row.created,
        section=row.section,
        origin=Origin(row.origin_outlet, row.origin_url, row.origin_licence),
        outlets=outlets,
        byline=byline,
        tags=tags,
        uncertain=frozenset(row.uncertain),
        holder=row.holder,
        due=row.due,
        embargo=row.embargo,
        sensitive=bool(row.sensitive),
        trashed=row.trashed,
        version=row.version,
    )
