"""Stories: rows and values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, select

from editor_app.domain.ids import ArticleId, OutletId, PersonId, SectionId, StoryId, TagId
from editor_app.domain.story import Credited, Origin, Role, Story
from editor_app.storage.harm import of_row
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

MANY = 500
"""Stories up to which their parts are asked for by id; SQLite takes 32,766 values."""

PARTS = (story_outlets, story_people, story_tags)
_ONE = select(stories).where(stories.c.id == bindparam("story"))
_PARTS_OF_ONE = tuple(
    select(table).where(table.c.story == bindparam("story")).order_by(table.c.place)
    for table in PARTS
)


class StoryRecords:
    """The stories of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection, texts: ArticleRecords) -> None:
        self._connection = connection
        self._texts = texts

    def get(self, story: StoryId) -> Story:
        """Return one story; NotFound."""
        given = {"story": story}
        row = rows.one(self._connection, _ONE, story, given)
        return _story(row, *(self._connection.execute(part, given).all() for part in _PARTS_OF_ONE))

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
        return self._newest(_in_trash(trashed))

    def newest(
        self,
        limit: int,
        offset: int = 0,
        *,
        section: SectionId | None = None,
        holder: PersonId | None = None,
        trashed: bool = False,
    ) -> tuple[Story, ...]:
        """Return a part of ``all``, for lists that fill as they are looked through."""
        which = _in_trash(trashed)
        if section is not None:
            which &= stories.c.section == section
        if holder is not None:
            which &= stories.c.holder == holder
        return self._newest(which, limit, offset)

    def some(self, wanted: Iterable[StoryId]) -> dict[StoryId, Story]:
        """Return those of the stories that there are, by id, in the trash or not."""
        found = self._newest(stories.c.id.in_(list(wanted)))
        return {story.id: story for story in found}

    def find(self, text: str) -> Story:
        """Return the story with that id, slug word, slug or id prefix; NotFound, Ambiguous."""
        return self.get(story_named(self._connection, text))

    def remove(self, *gone: StoryId) -> None:
        """Remove stories for good with their language versions and everything kept of them."""
        versions = select(articles.c.id).where(articles.c.story == bindparam("story"))
        self._texts.remove(
            *(
                ArticleId(article)
                for story in gone
                for article in self._connection.execute(versions, {"story": story}).scalars().all()
            )
        )
        for story in gone:
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

    def _newest(
        self, which: ColumnElement[bool], limit: int = -1, offset: int = 0
    ) -> tuple[Story, ...]:
        """Return the stories that a condition fits, the newest first; all when ``limit`` is -1."""
        order = (stories.c.created.desc(), stories.c.id.desc())
        statement = select(stories).where(which).order_by(*order).limit(limit).offset(offset)
        found = self._connection.execute(statement).all()
        if len(found) <= MANY:
            return tuple(self._assembled(found, stories.c.id.in_([row.id for row in found])))
        return tuple(self._assembled(found, which))

    def _assembled(self, found: Sequence[AnyRow], which: ColumnElement[bool]) -> list[Story]:
        """Make stories of their rows, with three more queries whatever their number."""
        if not found:
            return []
        parts = [self._parts(table, which) for table in PARTS]
        return [_story(row, *(part.get(row.id, ()) for part in parts)) for row in found]

    def _parts(self, table: Table, which: ColumnElement[bool]) -> dict[str, list[AnyRow]]:
        """Return the rows of a table of parts, in order, by story."""
        here = table.c.story.in_(select(stories.c.id).where(which))
        parts: defaultdict[str, list[AnyRow]] = defaultdict(list)
        ordered = select(table).where(here).order_by(table.c.story, table.c.place)
        for row in self._connection.execute(ordered):
            parts[row.story].append(row)
        return parts


def _in_trash(trashed: bool) -> ColumnElement[bool]:
    """Return the condition that a story is in the trash, or is not."""
    return stories.c.trashed.is_not(None) if trashed else stories.c.trashed.is_(None)


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


@of_row
def _story(
    row: AnyRow, outlets: Sequence[AnyRow], people: Sequence[AnyRow], tags: Sequence[AnyRow]
) -> Story:
    """Return the story of a row and the rows of its parts."""
    return Story(
        id=row.id,
        slug_word=row.slug_word,
        source_language=row.source_language,
        created=row.created,
        section=row.section,
        origin=Origin(row.origin_outlet, row.origin_url, row.origin_licence),
        outlets=tuple(OutletId(item.outlet) for item in outlets),
        byline=tuple(Credited(PersonId(item.person), Role(item.role)) for item in people),
        tags=tuple(TagId(item.tag) for item in tags),
        uncertain=frozenset(row.uncertain),
        holder=row.holder,
        due=row.due,
        embargo=row.embargo,
        sensitive=bool(row.sensitive),
        trashed=row.trashed,
        version=row.version,
    )
