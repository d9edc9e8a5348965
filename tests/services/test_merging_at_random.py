"""Whatever two sides do to a text, and however it is decided: no word of either is lost."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor_app.domain.block import Body
from editor_app.domain.conflict import Resolution
from editor_app.domain.ids import (
    CHINESE,
    ENGLISH,
    VIETNAMESE,
    ArticleId,
    Language,
    SiteId,
    new_id,
)
from editor_app.domain.site import Site, SiteKind
from editor_app.services.conflicts import ConflictService
from editor_app.services.merging import MergeReport, merge_in
from editor_app.services.site_versions import Author, SiteVersion
from editor_app.text.blocks import join
from tests.desks import Clock, Desk, empty_desk
from tests.text.edits import EDIT, Text, body_of

SITE = Site(SiteId(new_id()), "Portal", SiteKind.WORDPRESS, "https://a.example", "x")
EDITS = st.lists(EDIT, max_size=4)
Edit = tuple[str, int, int, int]


class Ground:
    """A desk that is named briefly where Hypothesis says what failed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    made = empty_desk(tmp_path_factory.mktemp("random") / "desk", Clock())
    with made.place.database.writing() as records:
        records.sites.add(SITE)
    yield Ground(made)
    made.place.database.close()


def _edited(texts: Sequence[str], edits: list[Edit]) -> tuple[str, ...]:
    text = Text(list(texts), [None] * len(texts))
    for edit in edits:
        text.edit(*edit)
    return tuple(text.texts)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=40,
)
@given(
    size=st.integers(1, 6),
    language=st.sampled_from([VIETNAMESE, ENGLISH, CHINESE]),
    rounds=st.lists(st.tuples(EDITS, EDITS, st.booleans()), min_size=1, max_size=3),
    choices=st.randoms(use_true_random=False),
)
def test_no_text_of_either_side_is_ever_lost(
    ground: Ground,
    size: int,
    language: Language,
    rounds: list[tuple[list[Edit], list[Edit], bool]],
    choices: random.Random,
) -> None:
    desk = ground.desk
    texts = tuple(block.text for block in body_of(size, language))
    made = desk.stories.create(language)
    desk.write(made.article, headline="Tít", body=join(texts))
    base = there = SiteVersion({"headline": "Tít"}, texts)
    for ours, theirs, decides in rounds:
        mine = _edited([block.text for block in _body(desk, made.article)], ours)
        desk.write(made.article, body=join(mine))
        there = SiteVersion({"headline": "Tít"}, _edited(there.blocks or (), theirs))
        written = {*mine, *(there.blocks or ())} - ({*(base.blocks or ())} - {*mine})
        report = _merge(desk, made.article, base, there)
        again = _merge(desk, made.article, there, there)
        assert again.conflicts == report.conflicts
        assert again.article == report.article
        assert written <= _kept(desk, made.article)
        base = there
        if decides:
            _decide(desk, made.article, choices)
            assert written <= _kept(desk, made.article)


def _merge(desk: Desk, article: ArticleId, base: SiteVersion, theirs: SiteVersion) -> MergeReport:
    with desk.place.database.writing() as records:
        return merge_in(records, desk.place, article, SITE.id, base, theirs, Author("linh"))


def _decide(desk: Desk, article: ArticleId, choices: random.Random) -> None:
    """Decide all conflicts of an article, some of them twice."""
    conflicts = ConflictService(desk.place)
    for conflict in (view.conflict for view in conflicts.open(article)):
        resolution = choices.choice(list(Resolution))
        text = "Câu đã sửa." if resolution is Resolution.EDITED else None
        changes = conflicts.resolve(conflict.id, resolution, text)
        if choices.random() < 0.3:
            assert changes.inverse is not None
            undone = changes.inverse()
            assert undone.inverse is not None
            undone.inverse()
    assert conflicts.open(article) == ()


def _body(desk: Desk, article: ArticleId) -> Body:
    return desk.stories.find_article(article).body


def _kept(desk: Desk, article: ArticleId) -> set[str]:
    """Return every paragraph of the article, of its history, and of its conflicts."""
    bodies = [revision.kept.body for revision in desk.history.revisions(article)]
    return {block.text for body in (*bodies, _body(desk, article)) for block in body}
