"""The library keeps links and flags through random edits as the pure rules say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from editor_app.domain.block import Body
from editor_app.domain.ids import CHINESE, ENGLISH, ArticleId, BlockId
from editor_app.domain.link import Address, Link, Rendering, Segment, block_address
from tests.desks import Clock, Desk, empty_desk
from tests.link_model import STEPS, Step, Tally, bodies_of, walk


class LibraryWorld:
    """Three versions of a story in a library, edited by the verbs that the window uses."""

    def __init__(self, desk: Desk, count: int) -> None:
        """Write a new story with so many paragraphs in each version."""
        self._desk = desk
        source, target, third = bodies_of(count)
        story = desk.story(body=source)
        second = desk.translations.start(story, ENGLISH).article
        last = desk.translations.start(story, CHINESE, second).article
        first = desk.stories.find_article(second).translated_from
        assert first is not None
        self._articles: tuple[ArticleId, ...] = (first, second, last)
        for version, markdown in ((1, target), (2, third)):
            self.type(version, markdown)
            for ours, theirs in zip(self.body(version), self.body(version - 1), strict=True):
                ends = self.address(version, ours.id), self.address(version - 1, theirs.id)
                desk.translations.link(self._articles[version], (ends[0],), (ends[1],))

    def body(self, version: int) -> Body:
        return self._desk.stories.find_article(self._articles[version]).body

    def address(self, version: int, block: BlockId) -> Address:
        return block_address(self._articles[version], block)

    def type(self, version: int, markdown: str) -> None:
        self._desk.write(self._articles[version], body=markdown)

    def confirm(self, version: int, targets: tuple[Address, ...]) -> None:
        self._desk.clock.advance(1)
        self._desk.translations.confirm(self._articles[version], targets)

    def look(self, version: int, targets: tuple[Address, ...]) -> None:
        self._desk.translations.looked_at(self._articles[version], targets)

    def leave_out(self, version: int, sources: tuple[Address, ...]) -> None:
        self._desk.translations.leave_out(self._articles[version], sources)

    def link(self, version: int, target: Address, sources: tuple[Address, ...]) -> None:
        self._desk.translations.link(self._articles[version], (target,), sources)

    def links(self, version: int) -> tuple[Link, ...]:
        with self._desk.place.database.reading() as records:
            return records.links.of_target(self._articles[version])

    def renderings(self, version: int) -> Mapping[Address, Rendering]:
        with self._desk.place.database.reading() as records:
            return records.links.renderings(self._articles[version])

    def rows(self, version: int) -> tuple[Segment, ...]:
        return self._desk.translations.segments(self._articles[version])


def walked(folder: Path, examples: int, steps: int, *, same: bool) -> Tally:
    """Go so many walks of so many steps in one library, a new story for each.

    They are the ``same`` each time, or others.
    """
    tally = Tally()
    desk = empty_desk(folder / "desk", Clock())

    phases = [Phase.explicit, Phase.generate]

    @settings(max_examples=examples, phases=phases, derandomize=same, database=None)
    @given(st.integers(1, 4), st.lists(STEPS, min_size=steps, max_size=steps))
    def go(count: int, drawn: list[Step]) -> None:
        walk(LibraryWorld(desk, count), drawn, tally)

    try:
        go()
    finally:
        desk.place.database.close()
    return tally


def test_random_edits_in_a_library_break_no_link_and_lose_no_flag(tmp_path: Path) -> None:
    tally = walked(tmp_path, 5, 25, same=True)
    print(f"links at random in a library: {tally}")
    assert tally.steps.total() >= 125


@pytest.mark.ordeal
def test_many_random_edits_in_a_library_break_no_link_and_lose_no_flag(tmp_path: Path) -> None:
    tally = walked(tmp_path, 100, 100, same=False)
    print(f"links at random in a library: {tally}")
    assert tally.steps.total() >= 10_000
