"""Links follow free editing of both language versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.domain.article import Article
from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address, Link, Made, Rendering, Segment, SourceText, State
from editor_app.text.blocks import Reconciled, join, reconcile, split
from editor_app.text.linking import Side, follow, follow_left_out, link_new, segments, words_of
from tests.text.edits import EDIT, Text, paragraph
from tests.text.versions import (
    LANDMARKS,
    NOON,
    SOURCE,
    TARGET,
    at,
    left_out,
    linked,
    rendered,
    source_article,
    target_article,
)

Edit = tuple[str, int, int, int]
REARRANGING = EDIT.filter(lambda edit: edit[0] in {"split", "merge", "move", "swap"})
ONE = "Quốc hội sáng nay thông qua luật đường sắt với đa số phiếu."
TWO = "Bộ trưởng cho biết công trình khởi công trong tháng sáu."
UNO = "Parliament passed the railway law this morning by a large majority."
DUE = "The minister said work would begin in June."


@dataclass
class Desk:
    """A translation under the hands of editors, kept as the services keep it."""

    source: Article
    target: Article
    links: tuple[Link, ...]
    renderings: dict[Address, Rendering]

    @classmethod
    def of(cls, count: int) -> Desk:
        """Return a finished translation of so many paragraphs, one beside one."""
        source = source_article(*(paragraph(number) for number in range(count)))
        target = target_article(*(paragraph(number + 500, "en") for number in range(count)))
        pairs = [(number, number) for number in range(count)]
        return cls(source, target, linked(source, target, *pairs), rendered(source, target, *pairs))

    def type(self, side: Side, markdown: str) -> Reconciled:
        """Settle an edited body of one side."""
        article = self.source if side is Side.SOURCE else self.target
        edit = reconcile(article.body, markdown)
        sources = dict(words_of(self.source, ()))
        self.links, self.renderings = follow(
            self.links, self.renderings, edit, article.id, side, sources
        )
        edited = replace(article, body=edit.body)
        if side is Side.SOURCE:
            self.source = edited
        else:
            self.target = edited
        return edit

    def link_what_is_new(self) -> None:
        """Link target paragraphs that have no source."""
        ours, theirs = words_of(self.source, ()), words_of(self.target, ())
        self.links = link_new(ours, theirs, self.links, LANDMARKS)

    def rows(self) -> tuple[Segment, ...]:
        """Return the rows of the translation."""
        return segments(
            words_of(self.source, ()), words_of(self.target, ()), self.links, self.renderings
        )

    def edit(self, side: Side, edit: Edit) -> None:
        """Do one random edit on one side."""
        body = (self.source if side is Side.SOURCE else self.target).body
        text = Text.of(body)
        text.edit(*edit)
        self.type(side, text.markdown)
        article = self.source if side is Side.SOURCE else self.target
        assert article.markdown == join(split(text.markdown))

    def has_no_loose_end(self) -> bool:
        """Say whether every link and rendering belongs to words that are there."""
        sources = dict(words_of(self.source, ()))
        targets = dict(words_of(self.target, ()))
        ends = all(link.source in sources and link.target in targets for link in self.links)
        return ends and all(target in targets for target in self.renderings)

    def lost_links(self) -> list[tuple[str, str]]:
        """Return texts that render each other by their words and are not linked."""
        pairs = {(link.source, link.target) for link in self.links}
        lost = []
        for source in self.source.body:
            for target in self.target.body:
                if _paragraphs_in(source.text, 0) & _paragraphs_in(target.text, 500):
                    ends = (
                        Address(SOURCE, f"block:{source.id}"),
                        Address(TARGET, f"block:{target.id}"),
                    )
                    if ends not in pairs:
                        lost.append((source.text, target.text))
        return lost


def _paragraphs_in(text: str, offset: int) -> set[int]:
    """Return the numbers of the paragraphs of which a good part stands in a text."""
    words = set(text.lower().replace(".", "").split())
    found = set()
    for number in range(8):
        if len(words & _words_of_paragraph(number + offset)) >= 8:
            found.add(number)
    return found


@cache
def _words_of_paragraph(number: int) -> set[str]:
    text = paragraph(number, "en" if number >= 500 else "vi")
    return set(text.lower().replace(".", "").split())


def keep_links_through(count: int, edits: Iterable[tuple[Side, Edit]]) -> None:
    desk = Desk.of(count)
    for side, edit in edits:
        desk.edit(side, edit)
        assert desk.has_no_loose_end()
        assert not desk.lost_links()
        desk.link_what_is_new()
        assert desk.has_no_loose_end()
        shown = [address for row in desk.rows() for address in (*row.sources, *row.targets)]
        assert len(shown) == len(set(shown))


EDITS = st.lists(st.tuples(st.sampled_from(Side), EDIT), min_size=20, max_size=20)


@settings(max_examples=60)
@given(st.integers(1, 8), EDITS)
def test_links_survive_a_thousand_random_edits(count: int, edits: list[tuple[Side, Edit]]) -> None:
    keep_links_through(count, edits)


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 3, 5, 8])
@settings(max_examples=110)
@given(edits=EDITS)
def test_links_survive_nine_thousand_more(count: int, edits: list[tuple[Side, Edit]]) -> None:
    keep_links_through(count, edits)


@settings(max_examples=150)
@given(
    st.integers(1, 6),
    st.lists(st.tuples(st.sampled_from(Side), REARRANGING), max_size=8),
)
def test_cutting_joining_and_moving_make_nothing_stale_and_undo_no_state(
    count: int, edits: list[tuple[Side, Edit]]
) -> None:
    desk = Desk.of(count)
    for side, edit in edits:
        operation = edit[0]
        body = (desk.source if side is Side.SOURCE else desk.target).body
        last = operation == "merge" and edit[1] % len(body) == len(body) - 1
        cannot = operation == "split" and len(body[edit[1] % len(body)].text.split(" ")) < 8
        if len(body) > 1 and not last and not cannot:  # else the edit would be another one
            desk.edit(side, edit)
    assert not any(row.stale for row in desk.rows())
    assert {row.state for row in desk.rows()} == {State.TRANSLATED}
    assert all(row.sources and row.targets for row in desk.rows())


def test_a_merge_of_targets_joins_their_links_and_what_they_were_made_from() -> None:
    source, target = source_article(ONE, TWO), target_article(UNO, DUE)
    pairs = ((0, 0), (1, 1))
    edit = reconcile(target.body, f"{UNO} {DUE}")
    links, renderings = follow(
        linked(source, target, *pairs),
        rendered(source, target, *pairs),
        edit,
        TARGET,
        Side.TARGET,
    )
    joined = at(replace(target, body=edit.body), 0)
    assert {link.source for link in links if link.target == joined} == {
        at(source, 0),
        at(source, 1),
    }
    assert {kept.source for kept in renderings[joined].made_from} == {at(source, 0), at(source, 1)}
    assert list(renderings) == [joined]


def test_a_merge_is_as_far_as_its_less_finished_half_and_as_doubtful_as_the_worse() -> None:
    source, target = source_article(ONE, TWO), target_article(UNO, DUE)
    done = Rendering(at(target, 0), State.REVIEWED, read=NOON, read_by="Minh")
    raw = Rendering(at(target, 1), State.DRAFT, Made.MACHINE)
    edit = reconcile(target.body, f"{UNO} {DUE}")
    both = linked(source, target, (0, 0), (1, 1))
    _, renderings = follow(both, {done.target: done, raw.target: raw}, edit, TARGET, Side.TARGET)
    [joined] = renderings.values()
    assert joined.state is State.DRAFT
    assert joined.made is Made.MACHINE
    assert joined.read is None
    assert joined.read_by == ""


@pytest.mark.parametrize(("first", "second"), [(True, True), (True, False), (False, True)])
def test_a_merge_was_read_only_if_both_halves_were(first: bool, second: bool) -> None:
    source, target = source_article(ONE, TWO), target_article(UNO, DUE)
    renderings = {
        at(target, number): Rendering(
            at(target, number), State.REVIEWED, read=NOON if read else None, read_by="Minh"
        )
        for number, read in enumerate((first, second))
    }
    edit = reconcile(target.body, f"{UNO} {DUE}")
    both = linked(source, target, (0, 0), (1, 1))
    _, followed = follow(both, renderings, edit, TARGET, Side.TARGET)
    [joined] = followed.values()
    assert joined.read == (NOON if first and second else None)
    assert joined.read_by == ("Minh" if first and second else "")


def test_a_split_of_a_target_copies_its_links_and_rendering() -> None:
    source, target = source_article(ONE), target_article(f"{UNO} {DUE}")
    edit = reconcile(target.body, join([UNO, DUE]))
    links, renderings = follow(
        linked(source, target, (0, 0)), rendered(source, target, (0, 0)), edit, TARGET, Side.TARGET
    )
    assert len(links) == 2
    assert {link.source for link in links} == {at(source, 0)}
    assert {item.state for item in renderings.values()} == {State.TRANSLATED}
    assert len(renderings) == 2


def test_a_removed_target_takes_its_links_with_it() -> None:
    source, target = source_article(ONE, TWO), target_article(UNO, DUE)
    pairs = ((0, 0), (1, 1))
    edit = reconcile(target.body, DUE)
    links, renderings = follow(
        linked(source, target, *pairs), rendered(source, target, *pairs), edit, TARGET, "target"
    )
    assert links == linked(source, target, (1, 1))
    assert list(renderings) == [at(target, 1)]


def test_a_removed_source_leaves_the_target_stale_with_the_text_it_was_made_from() -> None:
    desk = Desk.of(2)
    gone = desk.source.body[0]
    desk.type(Side.SOURCE, desk.source.body[1].text)
    assert desk.has_no_loose_end()
    row = next(row for row in desk.rows() if not row.sources)
    assert row.stale
    assert desk.renderings[row.targets[0]].made_from == (
        SourceText(Address(SOURCE, f"block:{gone.id}"), gone.text),
    )


def test_a_changed_source_turns_only_its_own_row_stale() -> None:
    desk = Desk.of(3)
    texts = [block.text for block in desk.source.body]
    desk.type(Side.SOURCE, join([texts[0], f"{texts[1]} Thêm một câu.", texts[2]]))
    assert [row.stale for row in desk.rows()] == [False, True, False]


def test_a_source_cut_and_changed_turns_stale_and_keeps_the_text_before() -> None:
    desk = Desk.of(1)
    whole = desk.source.body[0].text
    words = whole.split(" ")
    desk.type(Side.SOURCE, join([" ".join(words[:7]), " ".join(["khác", *words[8:]])]))
    [row] = desk.rows()
    assert row.stale
    assert len(row.sources) == 2
    assert desk.renderings[row.targets[0]].made_from[0].text == whole


def test_a_source_joined_with_an_untranslated_one_turns_stale() -> None:
    source, target = source_article(ONE, TWO), target_article(UNO)
    desk = Desk(source, target, linked(source, target, (0, 0)), rendered(source, target, (0, 0)))
    desk.type(Side.SOURCE, f"{ONE} {TWO}")
    [row] = desk.rows()
    assert row.stale


def test_sources_joined_with_a_change_keep_both_texts_to_compare_with() -> None:
    source, target = source_article(ONE, TWO), target_article(f"{UNO} {DUE}")
    pairs = ((0, 0), (1, 0))
    desk = Desk(source, target, linked(source, target, *pairs), rendered(source, target, *pairs))
    desk.type(Side.SOURCE, f"{ONE} {TWO} Nguồn vốn chưa rõ.")
    [row] = desk.rows()
    assert row.stale
    [kept] = desk.renderings[at(target, 0)].made_from
    assert kept.text == f"{ONE}\n\n{TWO}"


def test_an_edit_of_a_third_article_leaves_the_links_alone() -> None:
    source, target = source_article(ONE, TWO), target_article(UNO, DUE)
    links, made = linked(source, target, (0, 0)), rendered(source, target, (0, 0))
    third = ArticleId("c" * 32)
    edit = reconcile(source_article(ONE, TWO).body, ONE)
    assert follow(links, made, edit, third, Side.SOURCE) == (links, made)
    assert follow(links, made, edit, third, Side.TARGET) == (links, made)


def test_leaving_out_follows_a_split_and_ends_in_a_merge_with_wanted_words() -> None:
    source = source_article(f"{ONE} {TWO}")
    cut = reconcile(source.body, join([ONE, TWO]))
    halves = follow_left_out([left_out(source, 0)], cut, SOURCE)
    assert [item.text for item in halves] == [ONE, TWO]
    wanted = replace(source, body=cut.body)
    joined = reconcile(cut.body, f"{ONE} {TWO}")
    assert follow_left_out([left_out(wanted, 1)], joined, SOURCE) == ()
    [both] = follow_left_out([left_out(wanted, 0), left_out(wanted, 1)], joined, SOURCE)
    assert both.text == f"{ONE} {TWO}"


def test_leaving_out_ends_with_its_paragraph() -> None:
    source = source_article(ONE, TWO)
    assert follow_left_out([left_out(source, 0)], reconcile(source.body, TWO), SOURCE) == ()


def test_sources_of_which_one_has_changed_stay_stale_when_they_are_joined() -> None:
    source, target = source_article(ONE, TWO), target_article(f"{UNO} {DUE}")
    pairs = ((0, 0), (1, 0))
    desk = Desk(source, target, linked(source, target, *pairs), rendered(source, target, *pairs))
    desk.type(Side.SOURCE, join([ONE.replace("sáng", "chiều"), TWO]))
    desk.type(Side.SOURCE, f"{ONE.replace('sáng', 'chiều')} {TWO}")
    assert [row.stale for row in desk.rows()] == [True]


@pytest.mark.parametrize("stale", [0, 1])
def test_a_target_joined_of_a_stale_and_a_fresh_half_is_stale(stale: int) -> None:
    source, target = source_article(ONE), target_article(UNO, DUE)
    pairs = ((0, 0), (0, 1))
    desk = Desk(source, target, linked(source, target, *pairs), rendered(source, target, *pairs))
    half = at(target, stale)
    old = SourceText(at(source, 0), ONE.replace("sáng", "chiều"))
    desk.renderings[half] = replace(desk.renderings[half], made_from=(old,))
    desk.type(Side.TARGET, f"{UNO} {DUE}")
    assert [row.stale for row in desk.rows()] == [True]
