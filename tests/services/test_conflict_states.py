"""An open conflict is the first thing that the list says of a text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editor_app.domain.article import Shown
from editor_app.domain.conflict import Conflict, Resolution
from editor_app.domain.errors import Refused
from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId, ConflictId, SiteId, new_id
from editor_app.domain.site import LogLine, Site, SiteKind
from editor_app.services.conflicts import ConflictService
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


def test_no_decision_is_taken_back_once_the_article_was_sent_with_all_of_them(desk: Desk) -> None:
    article = desk.stories.view(desk.story()).articles[0].id
    first = _conflict(desk, article)
    with desk.place.database.writing() as records:
        known = records.conflicts.get(first)
        second = replace(known, id=ConflictId(new_id()), part="standfirst")
        records.conflicts.put(second)
    conflicts = ConflictService(desk.place)
    done = [conflicts.resolve(each, Resolution.MINE) for each in (first, second.id)]
    with desk.place.database.writing() as records:
        records.log.add(LogLine(NOON, "log-published", {}, article, known.site))
    for changes in reversed(done):
        assert changes.inverse is not None
        with pytest.raises(Refused) as refused:
            changes.inverse()
        assert refused.value.message.key == "sent-already"
    assert conflicts.count() == 0


def _conflict(desk: Desk, article: ArticleId) -> ConflictId:
    site = Site(SiteId(new_id()), "Portal", SiteKind.WORDPRESS, "https://a.example", "x")
    conflict = Conflict(
        ConflictId(new_id()), article, site.id, NOON, "headline", "Cũ", "Của ta", "Của họ"
    )
    with desk.place.database.writing() as records:
        records.sites.add(site)
        records.conflicts.put(conflict)
    return conflict.id
