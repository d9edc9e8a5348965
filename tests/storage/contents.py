"""What a library holds, read through the records, for comparing with what ``filled`` put in."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from editor_app.domain.term import DESK_MEMORY, Memory
from editor_app.storage.header import SCHEMA
from editor_app.storage.records import Records
from tests.storage import filled, filled_memory


def read_all(records: Records) -> dict[str, object]:
    """Return everything that ``filled`` put in, by kind, through the methods of the records."""
    story, target, site = filled.STORY.id, filled.TARGET.id, filled.SITE.id
    return {
        "edition": records.editions.get(filled.VI),
        "sections": records.sections.all(),
        "tags": records.tags.all(),
        "person": records.persons.get(filled.PERSON.id),
        "outlet": records.outlets.get(filled.OUTLET.id),
        "licence": records.licences.get(filled.LICENCE.id),
        "term": records.terms.get(filled.TERM.id),
        "story": records.stories.get(story),
        "photo": records.photos.get(filled.PHOTO.id),
        "articles": records.articles.of_story(story),
        "uses": records.uses.of_photo(filled.PHOTO.id),
        "drafts": records.drafts.all(),
        "revisions": records.revisions.of(target),
        "fact": records.facts.get("last place"),
        "links": records.links.of_target(target),
        "renderings": records.links.renderings(target),
        "left out": records.links.left_out(target),
        "progress": records.progress.all(),
        "memories": records.memory.memories(),
        "memory": records.memory.all(),
        "takings": records.memory_batches.takings(),
        "house checks": records.house.all(),
        "standing": records.standing.all(),
        "standing uses": records.standing.uses(target),
        "site": records.sites.get(site),
        "publication": records.publications.find(target, site),
        "media": records.media.find(filled.PHOTO.digest, site),
        "outbox": records.outbox.get(filled.OUTBOX.id),
        "log": records.log.of_article(target),
        "conflicts": records.conflicts.of_article(target),
        "foreign": records.foreign.get(filled.FOREIGN.id),
        "terms of the site": records.term_publications.of_site(site),
        "pull": records.pulls.get(site),
        "note": records.notes.get(filled.NOTE.id),
        "corrections": records.corrections.of(story),
        "live": records.live.of(target),
        "replies": records.replies.of(story),
        "assignments": records.assignments.of(story),
        "searches": records.searches.all(),
        "dismissals": records.dismissals.of(target, story),
    }


def expected(schema: int = SCHEMA) -> dict[str, object]:
    """Return what ``read_all`` must give of a library that was filled when it had that schema."""
    first = {"memory": (filled_memory.PAIR,), "takings": (), "house checks": {}}
    return _expected() | (first if schema < 2 else {})


def _expected() -> dict[str, object]:
    return {
        "edition": filled.EDITION,
        "sections": (filled.PARENT_SECTION, filled.SECTION),
        "tags": (filled.PARENT_TAG, filled.TAG),
        "person": filled.PERSON,
        "outlet": filled.OUTLET,
        "licence": filled.LICENCE,
        "term": filled.TERM,
        "story": filled.STORY,
        "photo": filled.PHOTO,
        "articles": (filled.SOURCE, filled.TARGET),
        "uses": (filled.SOURCE_USE, filled.TARGET_USE),
        "drafts": (filled.DRAFT,),
        "revisions": (filled.REVISION, filled.THEIR_REVISION),
        "fact": "story, article, caret",
        "links": tuple(sorted(filled.LINKS)),
        "renderings": {
            filled.RENDERING.target: filled.RENDERING,
            filled.CAPTION_RENDERING.target: filled.CAPTION_RENDERING,
        },
        "left out": (filled.LEFT_OUT,),
        "progress": {filled.TARGET.id: filled.PROGRESS},
        "memories": (Memory(DESK_MEMORY, "", 0), filled_memory.MEMORY),
        "memory": (filled_memory.PAIR, filled_memory.TAKEN_PAIR),
        "takings": ((filled_memory.TAKING, 1),),
        "house checks": filled_memory.HOUSE_CHECKS,
        "standing": (filled.STANDING,),
        "standing uses": (filled.STANDING_USE,),
        "site": filled.SITE,
        "publication": filled.PUBLICATION,
        "media": filled.MEDIA,
        "outbox": filled.OUTBOX,
        "log": (filled.LOG,),
        "conflicts": (filled.CONFLICT,),
        "foreign": filled.FOREIGN,
        "terms of the site": (filled.TERM_PUBLICATION,),
        "pull": filled.PULL,
        "note": filled.NOTE,
        "corrections": (filled.CORRECTION,),
        "live": (filled.LIVE,),
        "replies": (filled.REPLY,),
        "assignments": (filled.ASSIGNMENT,),
        "searches": (filled.SEARCH,),
        "dismissals": filled.DISMISSALS,
    }


def dump(library: Path) -> list[tuple[object, ...]]:
    """Return every row of every table of a closed library, and the schema, as plain values."""
    with closing(sqlite3.connect(f"file:{library}?mode=ro", uri=True)) as connection:
        names = table_names(connection)
        rows: list[tuple[object, ...]] = list(
            connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name")
        )
        for name in names:
            rows += [(name, *row) for row in connection.execute(f'SELECT * FROM "{name}"')]
        return rows


def table_names(connection: sqlite3.Connection) -> list[str]:
    """Return the names of our tables, those of SQLite and of the search index left out."""
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        " AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search_words%'"
        " AND name NOT LIKE 'memory_search%' ORDER BY name"
    )
    return [name for (name,) in found]
