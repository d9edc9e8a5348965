"""Undo brings paragraphs back with their ids, links and states."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.domain.article import Article
from editor_app.domain.block import Body
from editor_app.domain.link import Address, Link, Rendering, Segment, SourceText, State
from editor_app.text.blocks import join, reconcile
from editor_app.text.linking import (
    Memory,
    Side,
    earlier_blocks,
    follow,
    recall,
    remember,
    segments,
    with_links,
    words_of,
)
from editor_app.text.upkeep import made_from
from tests.text.edits import EDIT, Text, paragraph
from tests.text.versions import (
    SOURCE,
    TARGET,
    linked,
    rendered,
    source_article,
    target_article,
)

Links = frozenset[Link]
Renderings = dict[Address, Rendering]


@dataclass
class Session:
    """An editor's session on both versions, with a memory as the services keep it."""

    source: Article
    target: Article
    links: tuple[Link, ...]
    renderings: Renderings
    memory: Memory = field(default_factory=dict)

    @classmethod
    def of(cls, count: int) -> Session:
        source = source_article(*(paragraph(number) for number in range(count)))
        target = target_article(*(paragraph(number + 500, "en") for number in range(count)))
        pairs = [(number, number) for number in range(count)]
        return cls(source, target, linked(source, target, *pairs), rendered(source, target, *pairs))

    def body(self, side: Side) -> Body:
        return (self.source if side is Side.SOURCE else self.target).body

    def settle(self, side: Side, markdown: str) -> None:
        """Settle an edited body."""
        article = self.source if side is Side.SOURCE else self.target
        targets = dict(words_of(self.target, ()))
        self.memory |= remember(article.body, article.id, self.links, self.renderings, targets)
        edit = reconcile(article.body, markdown, earlier_blocks(self.memory, article.id))
        followed = follow(self.links, self.renderings, edit, article.id, side)
        if side is Side.SOURCE:
            self.source = replace(article, body=edit.body)
        else:
            self.target = replace(article, body=edit.body)
        here = dict((*words_of(self.source, ()), *words_of(self.target, ())))
        self.links, self.renderings = recall(*followed, edit, article.id, self.memory, here.get)

    def confirm(self, number: int) -> None:
        """Confirm a target paragraph against the source paragraphs that it renders."""
        target = Address(TARGET, f"block:{self.target.body[number].id}")
        kept = made_from(self.links, target, dict(words_of(self.source, ())))
        self.renderings[target] = replace(
            self.renderings[target], state=State.TRANSLATED, made_from=kept
        )

    def stands(self) -> tuple[Body, Body, Links, Renderings]:
        return self.source.body, self.target.body, frozenset(self.links), self.renderings

    def rows(self) -> tuple[Segment, ...]:
        words = words_of(self.source, ()), words_of(self.target, ())
        return segments(*words, self.links, self.renderings)

    def stale(self) -> list[bool]:
        return [row.stale for row in self.rows()]


@settings(max_examples=300)
@given(st.integers(1, 7), st.sampled_from(Side), EDIT)
def test_one_edit_taken_back_leaves_everything_as_it_was(
    count: int, side: Side, edit: tuple[str, int, int, int]
) -> None:
    session = Session.of(count)
    before, body = session.stands(), session.body(side)
    text = Text.of(body)
    text.edit(*edit)
    session.settle(side, text.markdown)
    session.settle(side, join(block.text for block in body))
    assert session.stands() == before
    assert not any(session.stale())


@settings(max_examples=150)
@given(st.integers(1, 6), st.sampled_from(Side), st.lists(EDIT, min_size=1, max_size=6))
def test_step_by_step_back_to_the_start_everything_is_as_it_was(
    count: int, side: Side, edits: list[tuple[str, int, int, int]]
) -> None:
    session = Session.of(count)
    steps = [join(block.text for block in session.body(side))]
    for edit in edits:
        text = Text.of(session.body(side))
        text.edit(*edit)
        session.settle(side, text.markdown)
        steps.append(text.markdown)
    for markdown in reversed(steps[:-1]):
        session.settle(side, markdown)
    assert join(block.text for block in session.body(side)) == steps[0]
    assert not any(session.stale())
    assert {item.state for item in session.renderings.values()} <= {State.TRANSLATED}


def test_cut_and_pasted_elsewhere_after_a_rest_a_paragraph_keeps_its_links_and_state() -> None:
    session = Session.of(4)
    texts = [block.text for block in session.target.body]
    known = session.target.body[1].id
    session.settle(Side.TARGET, join([texts[0], texts[2], texts[3]]))
    session.settle(Side.TARGET, join([texts[0], texts[2], texts[3], texts[1]]))
    assert session.target.body[3].id == known
    address = Address(TARGET, f"block:{known}")
    assert session.renderings[address].state is State.TRANSLATED
    assert [link.source for link in session.links if link.target == address] == [
        Address(SOURCE, f"block:{session.source.body[1].id}")
    ]


def test_what_has_nothing_to_link_to_any_more_is_not_linked_again() -> None:
    session = Session.of(3)
    sources = [block.text for block in session.source.body]
    targets = [block.text for block in session.target.body]
    session.settle(Side.TARGET, join(targets[1:]))
    session.settle(Side.SOURCE, join(sources[1:]))
    session.settle(Side.TARGET, join(targets))
    here = {*dict(words_of(session.source, ())), *dict(words_of(session.target, ()))}
    assert all(link.source in here and link.target in here for link in session.links)
    assert session.target.body[0].text == targets[0]


def test_equal_earlier_texts_come_back_once_each() -> None:
    before = target_article("như nhau", "khác", "như nhau").body
    gone = reconcile(before, "khác")
    back = reconcile(gone.body, join(["như nhau", "khác", "như nhau", "như nhau"]), before)
    assert len({block.id for block in back.body}) == 4
    assert {block.id for block in before} < {block.id for block in back.body}


def halves(text: str) -> tuple[str, str]:
    words = text.split(" ")
    return " ".join(words[:6]), " ".join(words[6:])


def test_a_target_cut_while_its_source_was_cut_too_keeps_its_link_when_that_is_joined_again() -> (
    None
):
    session = Session.of(2)
    sources, targets = ([block.text for block in session.body(side)] for side in Side)
    session.settle(Side.SOURCE, join([*halves(sources[0]), sources[1]]))
    session.settle(Side.TARGET, join([*halves(targets[0]), targets[1]]))
    session.settle(Side.SOURCE, join(sources))
    whole = Address(SOURCE, f"block:{session.source.body[0].id}")
    assert [link.source for link in session.links].count(whole) == 2
    assert not any(session.stale())


def test_a_target_cut_and_joined_again_is_not_stale_because_its_source_was_joined_meanwhile() -> (
    None
):
    session = Session.of(2)
    sources, targets = ([block.text for block in session.body(side)] for side in Side)
    session.settle(Side.SOURCE, join([*halves(sources[0]), sources[1]]))
    session.settle(Side.TARGET, join([*halves(targets[0]), targets[1]]))
    session.settle(Side.SOURCE, join(sources))
    session.settle(Side.TARGET, join(targets))
    assert not any(session.stale())


def test_a_half_that_was_a_paragraph_before_is_still_known_to_be_cut_off() -> None:
    one, other = target_article("một hai ba bốn năm sáu", "bảy tám chín mười ông bà").body
    whole = reconcile((one, other), f"{one.text} {other.text}")
    cut = reconcile(whole.body, join([one.text, other.text]), (one, other))
    assert [block.id for block in cut.body] == [one.id, other.id]
    assert cut.split == {other.id: one.id}


def test_a_target_whose_sources_were_joined_is_not_unlinked_by_an_earlier_wording() -> None:
    session = Session.of(2)
    sources, targets = ([block.text for block in session.body(side)] for side in Side)
    session.settle(Side.TARGET, " ".join(targets))
    session.settle(Side.SOURCE, " ".join(sources))
    session.settle(Side.TARGET, join(targets))
    whole = Address(SOURCE, f"block:{session.source.body[0].id}")
    assert [link.source for link in session.links] == [whole, whole]
    session.settle(Side.SOURCE, f"{' '.join(sources)} Thêm.")
    assert session.stale() == [True]


def test_a_change_that_was_looked_at_stays_so_when_a_part_reads_as_before_again() -> None:
    session = Session.of(1)
    target = Address(TARGET, f"block:{session.target.body[0].id}")
    one, other = halves(f"{session.source.body[0].text} Thêm.")
    parts = halves(other)
    session.settle(Side.SOURCE, f"{one} {other}")
    session.settle(Side.SOURCE, join([one, other]))
    session.settle(Side.SOURCE, join([one, *parts]))
    assert session.stale() == [True]
    now = [SourceText(at, text) for at, text in words_of(session.source, ()) if at.block]
    known = session.renderings[target]
    session.renderings[target] = replace(known, made_from=tuple(now))
    session.settle(Side.SOURCE, join([one, other]))
    assert session.stale() == [False]


def test_a_half_that_lost_its_source_stays_stale_when_it_is_joined_to_what_stood_alone() -> None:
    session = Session.of(2)
    alone, kept = session.target.body
    here = Address(TARGET, f"block:{alone.id}")
    session.links = tuple(link for link in session.links if link.target != here)
    session.renderings[here] = replace(session.renderings[here], made_from=())
    session.settle(Side.TARGET, join([*halves(alone.text), kept.text]))
    half = Address(TARGET, f"block:{session.target.body[1].id}")
    source = session.source.body[0]
    origin = Address(SOURCE, f"block:{source.id}")
    session.links = (*session.links, Link(half, origin))
    made_from = (SourceText(origin, source.text),)
    session.renderings[half] = replace(session.renderings[half], made_from=made_from)
    session.settle(Side.SOURCE, session.source.body[1].text)
    session.settle(Side.TARGET, join([alone.text, kept.text]))
    assert [row.stale for row in session.rows() if here in row.targets] == [True]


def test_a_text_made_from_a_newer_source_is_stale_when_the_older_source_is_back() -> None:
    session = Session.of(2)
    older = join(block.text for block in session.source.body)
    session.settle(Side.SOURCE, f"{older} Thêm.")
    session.settle(Side.TARGET, join(block.text for block in session.target.body) + " More.")
    session.confirm(1)
    session.settle(Side.SOURCE, older)
    assert session.stale() == [False, True]


def test_a_text_confirmed_again_as_it_was_is_not_stale_when_the_older_source_is_back() -> None:
    session = Session.of(2)
    older = join(block.text for block in session.source.body)
    session.settle(Side.SOURCE, f"{older} Thêm.")
    session.confirm(1)
    assert not any(session.stale())
    session.settle(Side.SOURCE, older)
    assert not any(session.stale())


def test_a_draft_confirmed_against_a_newer_source_only_is_stale_when_the_older_is_back() -> None:
    session = Session.of(2)
    here = Address(TARGET, f"block:{session.target.body[1].id}")
    session.renderings[here] = replace(session.renderings[here], state=State.DRAFT)
    older = join(block.text for block in session.source.body)
    session.settle(Side.SOURCE, f"{older} Thêm.")
    session.confirm(1)
    session.settle(Side.SOURCE, older)
    assert session.stale() == [False, True]
    assert session.renderings[here].state is State.TRANSLATED


def test_with_source_and_target_back_as_they_were_nothing_is_stale_whichever_came_first() -> None:
    for first, second in ((Side.SOURCE, Side.TARGET), (Side.TARGET, Side.SOURCE)):
        session = Session.of(2)
        older = {side: join(block.text for block in session.body(side)) for side in Side}
        session.settle(Side.SOURCE, f"{older[Side.SOURCE]} Thêm.")
        session.settle(Side.TARGET, f"{older[Side.TARGET]} More.")
        session.confirm(1)
        session.settle(first, older[first])
        session.settle(second, older[second])
        assert not any(session.stale()), first


def test_what_a_hand_linked_since_is_not_linked_back_by_a_text_that_is_parted_again() -> None:
    session = Session.of(2)
    one, other = (block.text for block in session.source.body)
    session.settle(Side.SOURCE, join([*halves(one), other]))
    session.settle(Side.SOURCE, join([one, other]))
    target = Address(TARGET, f"block:{session.target.body[0].id}")
    by_hand = Link(target, Address(SOURCE, f"block:{session.source.body[1].id}"))
    session.links = (*(link for link in session.links if link.target != target), by_hand)
    session.memory = with_links(session.memory, {target}, [by_hand])
    session.settle(Side.SOURCE, join([*halves(one), other]))
    assert [link for link in session.links if link.target == target] == [by_hand]


def test_halves_of_a_text_that_a_hand_linked_since_they_were_joined_render_that_source() -> None:
    session = Session.of(2)
    sources = [block.text for block in session.source.body]
    targets = [block.text for block in session.target.body]
    session.settle(Side.SOURCE, join([f"{sources[0]} Thêm.", sources[1]]))
    session.settle(Side.TARGET, join([*halves(targets[0]), targets[1]]))
    session.settle(Side.TARGET, join(targets))
    target = Address(TARGET, f"block:{session.target.body[0].id}")
    by_hand = Link(target, Address(SOURCE, f"block:{session.source.body[1].id}"))
    session.links = (*(link for link in session.links if link.target != target), by_hand)
    session.memory = with_links(session.memory, {target}, [by_hand])
    session.confirm(0)
    session.settle(Side.TARGET, join([*halves(targets[0]), targets[1]]))
    cut = {Address(TARGET, f"block:{block.id}") for block in session.target.body[:2]}
    assert {link.source for link in session.links if link.target in cut} == {by_hand.source}
    assert not any(session.stale())


def test_a_text_with_a_word_changed_back_renders_what_it_renders_now() -> None:
    session = Session.of(2)
    first, second = (block.text for block in session.target.body)
    session.settle(Side.TARGET, join([f"{first} More.", second]))
    target = Address(TARGET, f"block:{session.target.body[0].id}")
    by_hand = Link(target, Address(SOURCE, f"block:{session.source.body[1].id}"))
    session.links = (*(link for link in session.links if link.target != target), by_hand)
    session.confirm(0)
    session.settle(Side.TARGET, join([first, second]))
    assert [link for link in session.links if link.target == target] == [by_hand]
    assert not any(session.stale())


def test_a_text_that_lost_a_part_of_its_source_stays_stale_when_it_is_parted_and_joined() -> None:
    session = Session.of(2)
    sources, targets = ([block.text for block in session.body(side)] for side in Side)
    session.settle(Side.TARGET, join([*halves(targets[0]), targets[1]]))
    session.settle(Side.SOURCE, join([*halves(sources[0]), sources[1]]))
    session.settle(Side.SOURCE, join([halves(sources[0])[0], sources[1]]))
    session.settle(Side.TARGET, join(targets))
    assert session.stale() == [True, False]


def test_a_fresh_text_parted_again_from_a_stale_one_is_fresh() -> None:
    session = Session.of(2)
    one, other = (block.text for block in session.source.body)
    targets = [block.text for block in session.target.body]
    session.settle(Side.SOURCE, join([f"{one} Thêm.", other]))
    session.settle(Side.SOURCE, f"{one} Thêm. {other}")
    session.settle(Side.TARGET, " ".join(targets))
    session.settle(Side.TARGET, join(targets))
    here = Address(TARGET, f"block:{session.target.body[1].id}")
    texts = dict(words_of(session.source, ()))
    assert not session.renderings[here].stale(texts.get)
