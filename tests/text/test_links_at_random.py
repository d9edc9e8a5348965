"""No edit of a source or target breaks a link, loses a flag, or touches what others wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.domain.article import Article
from editor_app.domain.block import Body
from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId, BlockId, StoryId
from editor_app.domain.link import (
    Address,
    LeftOut,
    Link,
    Rendering,
    Segment,
    State,
    block_address,
)
from editor_app.text.blocks import Reconciled, fresh, reconcile
from editor_app.text.linking import (
    Memory,
    Side,
    Words,
    earlier_blocks,
    follow,
    follow_left_out,
    recall,
    remember,
    segments,
    with_links,
    words_of,
)
from editor_app.text.upkeep import Hand, made_from, renewed
from tests.link_model import STEPS, Step, Tally, bodies_of, walk
from tests.text.versions import LANDMARKS, NOON

NAMES = (ArticleId("a" * 32), ArticleId("b" * 32), ArticleId("c" * 32))
LANGUAGES = (VIETNAMESE, ENGLISH, VIETNAMESE)


@dataclass
class Pair:
    """What is kept of one translation."""

    links: tuple[Link, ...] = ()
    renderings: dict[Address, Rendering] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    memory: Memory = field(default_factory=dict)


class PureWorld:
    """Three versions, edited as the services do it, without a library."""

    def __init__(self, count: int) -> None:
        """Begin with so many paragraphs, linked one beside one."""
        self._articles = [
            Article(name, StoryId("s"), language, NOON, body=fresh(markdown))
            for name, language, markdown in zip(NAMES, LANGUAGES, bodies_of(count), strict=True)
        ]
        self._pairs = {version: Pair() for version in (1, 2)}
        for version, pair in self._pairs.items():
            pair.links = tuple(
                Link(self.address(version, ours.id), self.address(version - 1, theirs.id))
                for ours, theirs in zip(self.body(version), self.body(version - 1), strict=True)
            )
            self._renew(version)

    def body(self, version: int) -> Body:
        return self._articles[version].body

    def address(self, version: int, block: BlockId) -> Address:
        return block_address(NAMES[version], block)

    def type(self, version: int, markdown: str) -> None:
        article = self._articles[version]
        around = [item for item in (version, version + 1) if item in self._pairs]
        for item in around:
            pair = self._pairs[item]
            targets = dict(words_of(self._articles[item], ()))
            fresh_memory = remember(article.body, article.id, pair.links, pair.renderings, targets)
            older = [item for item in pair.memory.items() if item[0] not in fresh_memory]
            pair.memory = dict(older) | fresh_memory
        earlier = [
            block
            for item in around
            for block in earlier_blocks(self._pairs[item].memory, article.id)
        ]
        edit = reconcile(article.body, markdown, earlier)
        self._articles[version] = replace(article, body=edit.body)
        for item in around:
            self._carry(item, version, edit)
        edited = edit.changed | edit.added
        known = self._pairs[version].memory if version in self._pairs else {}
        touched = frozenset(
            address
            for block in edit.body
            if block.id in edited
            and ((address := self.address(version, block.id)), block.text) not in known
        )
        for item in around:
            self._renew(item, touched if item == version else frozenset())

    def _carry(self, pair_of: int, version: int, edit: Reconciled) -> None:
        pair = self._pairs[pair_of]
        side = Side.TARGET if pair_of == version else Side.SOURCE
        texts = dict((*self._words(pair_of), *self._words(pair_of - 1)))
        followed = follow(pair.links, pair.renderings, edit, NAMES[version], side, texts)
        pair.links, pair.renderings = recall(
            *followed, edit, NAMES[version], pair.memory, texts.get
        )
        if side is Side.SOURCE:
            pair.left_out = follow_left_out(pair.left_out, edit, NAMES[version])

    def _renew(self, version: int, touched: frozenset[Address] = frozenset()) -> None:
        pair = self._pairs[version]
        pair.links, pair.renderings = renewed(
            self._words(version - 1),
            self._words(version),
            pair.links,
            pair.renderings,
            LANDMARKS,
            Hand("Lan", NOON, touched),
            passed_over=[item.source for item in pair.left_out],
        )

    def _words(self, version: int) -> Words:
        return words_of(self._articles[version], ())

    def confirm(self, version: int, targets: tuple[Address, ...]) -> None:
        self._read(version, targets, State.TRANSLATED)

    def look(self, version: int, targets: tuple[Address, ...]) -> None:
        self._read(version, targets, None)

    def _read(self, version: int, targets: tuple[Address, ...], state: State | None) -> None:
        pair, sources = self._pairs[version], dict(self._words(version - 1))
        for target in targets:
            if target in pair.renderings:
                known = pair.renderings[target]
                kept = made_from(pair.links, target, sources)
                pair.renderings[target] = replace(known, state=state or known.state, made_from=kept)
        self._renew(version)

    def leave_out(self, version: int, sources: tuple[Address, ...]) -> None:
        pair, texts = self._pairs[version], dict(self._words(version - 1))
        pair.left_out += tuple(
            LeftOut(NAMES[version], source, texts[source], "Lan", NOON) for source in sources
        )
        self._renew(version)

    def link(self, version: int, target: Address, sources: tuple[Address, ...]) -> None:
        pair = self._pairs[version]
        kept = [link for link in pair.links if link.target != target]
        made = [Link(target, source) for source in sources]
        pair.links = (*kept, *made)
        pair.memory = with_links(pair.memory, {target}, made)
        if target in pair.renderings:
            texts = dict(self._words(version - 1))
            known = pair.renderings[target].said_to_render(made_from(made, target, texts))
            pair.renderings[target] = known
        self._renew(version)

    def links(self, version: int) -> tuple[Link, ...]:
        return self._pairs[version].links

    def renderings(self, version: int) -> Mapping[Address, Rendering]:
        return self._pairs[version].renderings

    def rows(self, version: int) -> tuple[Segment, ...]:
        pair = self._pairs[version]
        return segments(
            self._words(version - 1),
            self._words(version),
            pair.links,
            pair.renderings,
            pair.left_out,
        )


WALKS = st.lists(STEPS, min_size=50, max_size=50)


def walked(examples: int, *, same: bool) -> Tally:
    """Go so many walks of fifty steps, the ``same`` ones each time or others."""
    tally = Tally()

    @settings(max_examples=examples, derandomize=same, database=None)
    @given(st.integers(1, 7), WALKS)
    def go(count: int, steps: list[Step]) -> None:
        walk(PureWorld(count), steps, tally)

    go()
    return tally


@pytest.mark.slow
def test_ten_thousand_random_edits_break_no_link_and_lose_no_flag() -> None:
    tally = walked(200, same=True)
    print(f"links at random: {tally}")
    assert tally.steps.total() >= 10_000


@pytest.mark.ordeal
def test_a_hundred_thousand_random_edits_break_no_link_and_lose_no_flag() -> None:
    tally = walked(2_400, same=False)
    print(f"links at random: {tally}")
    assert tally.steps.total() >= 100_000
