"""How many statements a list takes, and that none of them reads a whole table for one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import event

from editor_app.domain.article import Article
from editor_app.domain.block import Block, BlockKind
from editor_app.domain.ids import ArticleId, BlockId, PhotoId, StoryId
from editor_app.domain.photo import Photo
from editor_app.domain.story import Story
from editor_app.storage.database import Database
from editor_app.storage.records import Records
from tests.storage import filled

MANY = 60

Question = Callable[[Records], object]

LISTS: dict[str, Question] = {
    "stories": lambda records: records.stories.all(),
    "newest stories": lambda records: records.stories.newest(50),
    "heads": lambda records: records.articles.heads(),
    "photos": lambda records: records.photos.all(),
    "terms": lambda records: records.terms.all(),
    "progress": lambda records: records.progress.all(),
    "publications": lambda records: records.publications.all(),
}

SOME = [filled.STORY.id]

SINGLE: dict[str, Question] = {
    "story": lambda records: records.stories.get(filled.STORY.id),
    "story by name": lambda records: records.stories.find("flood"),
    "article by id": lambda records: records.articles.find(filled.SOURCE.id),
    "articles of a story": lambda records: records.articles.of_story(filled.STORY.id),
    "heads of some stories": lambda records: records.articles.heads(among=SOME),
    "progress of some stories": lambda records: records.progress.all(among=SOME),
    "publications of some stories": lambda records: records.publications.all(among=SOME),
    "first page": lambda records: records.stories.newest(20),
    "links to": lambda records: records.links.of_target(filled.TARGET.id),
    "links from": lambda records: records.links.of_source(filled.SOURCE.id),
    "renderings": lambda records: records.links.renderings(filled.TARGET.id),
    "left out": lambda records: records.links.left_out(filled.TARGET.id),
    "drafts": lambda records: records.drafts.of(filled.TARGET.id),
    "revisions": lambda records: records.revisions.of(filled.TARGET.id),
    "newest revision": lambda records: records.revisions.last_kept(filled.TARGET.id),
    "photo": lambda records: records.photos.get(filled.PHOTO.id),
    "photo by content": lambda records: records.photos.by_digest(filled.PHOTO.digest),
    "photos of articles": lambda records: records.photos.of_articles([filled.SOURCE.id]),
    "uses of a photo": lambda records: records.uses.of_photo(filled.PHOTO.id),
    "memory": lambda records: records.memory.exact(filled.VI, filled.ZH, "nước dâng cao"),
    "publication": lambda records: records.publications.find(filled.TARGET.id, filled.SITE.id),
    "open outbox": lambda records: records.outbox.open(),
    "last of the outbox": lambda records: records.outbox.recent(10),
    "log": lambda records: records.log.of_article(filled.TARGET.id),
    "open conflicts": lambda records: records.conflicts.open(),
    "articles with open conflicts": lambda records: records.conflicts.open_articles(),
    "conflicts of an article": lambda records: records.conflicts.of_article(filled.TARGET.id),
    "conflict by name": lambda records: records.conflicts.find(filled.CONFLICT.id[:8]),
    "foreign block": lambda records: records.foreign.get(filled.FOREIGN.id),
    "terms by number": lambda records: records.term_publications.of_remote(
        filled.SITE.id, filled.TERM_PUBLICATION.kind, "12"
    ),
    "how far a site was read": lambda records: records.pulls.get(filled.SITE.id),
    "notes": lambda records: records.notes.of(filled.TARGET.id),
    "corrections": lambda records: records.corrections.of(filled.STORY.id),
    "live": lambda records: records.live.of(filled.TARGET.id),
    "search": lambda records: records.search.query("nước dâ", filled.VI),
}

SMALL = ("sites", "site_words", "editions", "sections")
"""Tables of so few rows that reading them whole is nothing."""

WALKED = ("ix_stories_created", "ix_outbox_open", "ix_outbox_queued", "ix_conflicts_open")
"""Indexes that are in the wanted order, or hold no more than what is wanted."""


@dataclass
class Asked:
    """The statements that went to the database, with their values."""

    statements: list[tuple[str, Any]] = field(default_factory=list)


@contextmanager
def listening(database: Database) -> Iterator[Asked]:
    """Note the statements of a library, those that begin transactions left out."""
    asked = Asked()

    def note(_: Any, __: Any, statement: str, values: Any, *___: Any) -> None:
        if not statement.startswith("BEGIN"):
            asked.statements.append((statement, values))

    event.listen(database._engine, "before_cursor_execute", note)
    yield asked
    event.remove(database._engine, "before_cursor_execute", note)


def add_stories(database: Database, numbers: range) -> None:
    """Put in stories with two texts and a photo each."""
    with database.writing() as records:
        for place in numbers:
            story = Story(
                StoryId(filled.named(10_000 + place)), f"s{place}", filled.VI, filled.NOON
            )
            records.stories.add(story)
            records.photos.add(_photo(place))
            for half in range(2):
                body = (Block(BlockId(filled.named(1)), BlockKind.PARAGRAPH, "Nước dâng"),)
                name = ArticleId(filled.named(20_000 + 2 * place + half))
                article = Article(name, story.id, filled.VI, filled.NOON, body=body)
                records.articles.add(article)
                records.search.index(article)


@pytest.mark.parametrize("name", LISTS)
def test_a_longer_list_takes_no_more_statements(full_desk: Database, name: str) -> None:
    counts = []
    for numbers in (range(2), range(2, MANY)):
        add_stories(full_desk, numbers)
        with listening(full_desk) as asked, full_desk.reading() as records:
            LISTS[name](records)
        counts.append(len(asked.statements))
    assert 1 <= counts[0] == counts[1] <= 4


@pytest.mark.parametrize("name", SINGLE)
def test_what_is_asked_for_one_thing_reads_no_table_whole(full_desk: Database, name: str) -> None:
    with listening(full_desk) as asked, full_desk.reading() as records:
        SINGLE[name](records)
    assert 1 <= len(asked.statements) <= 8
    whole: list[str] = []
    with full_desk.reading() as records:
        connection = records.facts._connection
        for statement, values in asked.statements:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            whole += [row.detail for row in plan if _reads_whole(row.detail)]
    assert whole == []


def _reads_whole(detail: str) -> bool:
    """Say whether a line of a query plan walks through a table that may be large.

    The walk along an index that is in the wanted order ends at the limit, and an FTS5 table is
    always "scanned", by its own index.
    """
    words = detail.split()
    if words[0] != "SCAN" or words[1] in SMALL or "CONSTANT" in words or "SUBQUERY" in detail:
        return False
    return "VIRTUAL" not in words and not any(index in detail for index in WALKED)


def _photo(number: int) -> Photo:
    """Return a photo without desk captions."""
    return Photo(
        PhotoId(filled.named(30_000 + number)),
        f"{number:064x}",
        "a.jpg",
        "image/jpeg",
        1,
        1,
        1,
        filled.NOON,
    )
