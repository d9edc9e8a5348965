"""An open conflict is the first thing that the list says of a text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editor_app.domain.article import Shown
from editor_app.domain.conflict import Conflict, Resolution
from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId, ConflictId, SiteId, new_id
from editor_app.domain.site import Site, SiteKind
from editor_app.services.views import ListQuery, Pip
from tests.desks import NOON, Clock, Desk, empty_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return empty_desk(tmp_path / "desk", Clock())


def test_an_open_conflict_is_shown_before_anything_else_until_it_is_resolved(desk: Desk) -> None:
    story = desk.story()
    other = desk.story(headline="Bài khác")
    source = desk.stories.view(story).articles[0].id
    english = desk.translations.start(story, ENGLISH).article
    conflict = _conflict(desk, english)
    shown = desk.stories.view(story).shown
    assert (shown[source], shown[english]) == (Shown.DRAFT, Shown.CONFLICT)
    row, second = sorted(desk.stories.rows(ListQuery()), key=lambda item: item.story != story)
    assert (row.shown, dict(row.pips)[ENGLISH]) == (Shown.CONFLICT, Pip.ALERT)
    assert dict(row.pips)[VIETNAMESE] is Pip.HALF
    assert (second.story, second.shown) == (other, Shown.DRAFT)
    only = ListQuery(shown=frozenset({Shown.CONFLICT}))
    assert [item.story for item in desk.stories.rows(only)] == [story]
    with desk.place.database.writing() as records:
        found = records.conflicts.get(conflict)
        records.conflicts.put(replace(found, resolution=Resolution.MINE))
    assert desk.stories.rows(only) == ()


def _conflict(desk: Desk, article: ArticleId) -> ConflictId:
    site = Site(SiteId(new_id()), "Portal", SiteKind.WORDPRESS, "https://a.example", "x")
    conflict = Conflict(
        ConflictId(new_id()), article, site.id, NOON, "headline", "Cũ", "Của ta", "Của họ"
    )
    with desk.place.database.writing() as records:
        records.sites.add(site)
        records.conflicts.put(conflict)
    return conflict.id
