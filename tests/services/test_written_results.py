"""Results that are written and not decided: kept by conflict, as long as it waits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editor_app.domain.conflict import Resolution, WrittenResult
from editor_app.domain.ids import ArticleId, ConflictId, SiteId, new_id
from editor_app.domain.site import Site, SiteKind
from editor_app.services.conflicts import ConflictService
from editor_app.services.merging import merge_in
from editor_app.services.site_versions import Author, SiteVersion
from editor_app.services.written_results import WrittenResultService
from tests.desks import NOON, Clock, Desk, empty_desk

ONE, TWO = "Một chiếc phà chạy điện.", "Hai bến đò ngang sông."
WRITTEN = WrittenResult("Hai bến đò, và một bến mới.", "Hai bến của họ.")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return empty_desk(tmp_path / "desk", Clock())


@pytest.fixture
def results(desk: Desk) -> WrittenResultService:
    return WrittenResultService(desk.place)


@pytest.fixture
def article(desk: Desk) -> ArticleId:
    story = desk.story(f"{ONE}\n\n{TWO}", "Phà điện")
    return desk.stories.view(story).articles[0].id


@pytest.fixture
def clashes(desk: Desk, article: ArticleId) -> tuple[ConflictId, ...]:
    """Both paragraphs were changed here and there."""
    site = Site(SiteId(new_id()), "Portal", SiteKind.WORDPRESS, "https://a.example", "x")
    base = SiteVersion({"headline": "Phà điện"}, (ONE, TWO))
    theirs = replace(base, blocks=("Một chiếc của họ.", "Hai bến của họ."))
    desk.write(article, body="Một chiếc của ta.\n\nHai bến của ta.")
    with desk.place.database.writing() as records:
        records.sites.add(site)
        author = Author("linh.tran", NOON, NOON)
        report = merge_in(records, desk.place, article, site.id, base, theirs, author)
    return tuple(conflict.id for conflict in report.conflicts)


def test_what_is_written_last_is_kept_for_each_conflict(
    results: WrittenResultService, clashes: tuple[ConflictId, ...]
) -> None:
    first, second = clashes
    results.keep({first: WRITTEN, second: WRITTEN})
    later = replace(WRITTEN, text="Hai bến đò.")
    results.keep({second: later})
    assert results.all() == {first: WRITTEN, second: later}
    results.keep({first: None})
    assert results.all() == {second: later}


def test_a_conflict_that_is_decided_has_none_any_more(
    desk: Desk, results: WrittenResultService, clashes: tuple[ConflictId, ...]
) -> None:
    first, second = clashes
    results.keep({first: WRITTEN})
    decided = ConflictService(desk.place).resolve(first, Resolution.MINE)
    assert results.all() == {}
    results.keep({first: WRITTEN, second: None})
    assert decided.inverse is not None
    decided.inverse()
    assert results.all() == {}


def test_what_is_written_goes_with_its_article(
    desk: Desk, results: WrittenResultService, article: ArticleId, clashes: tuple[ConflictId, ...]
) -> None:
    results.keep({clashes[0]: WRITTEN})
    story = desk.stories.find_article(article).story
    desk.stories.trash(story)
    desk.stories.delete(story)
    with desk.place.database.reading() as records:
        assert not records.facts.beginning("result ")
