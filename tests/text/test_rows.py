"""Rows of a translation: what belongs together stands together, in the order of the source."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.domain.article import Place
from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address, Link, Made, Rendering, Segment, State
from editor_app.text.linking import Words, segments, words_of
from tests.text.versions import (
    NOON,
    at,
    left_out,
    linked,
    rendered,
    source_article,
    target_article,
    use,
)


def texts(rows: tuple[Segment, ...]) -> list[tuple[str, str]]:
    return [(row.source_text, row.target_text) for row in rows]


def test_words_stand_in_the_order_of_reading_with_captions_at_their_photo() -> None:
    article = replace(
        source_article("một", "![](photo:p1)", "---", "hai"), headline="Tít", push="Nóng"
    )
    words = words_of(article, [use(article, "p1", "Chú thích", "Mô tả")])
    assert [(address.part.split(":")[0], text) for address, text in words if text] == [
        ("headline", "Tít"),
        ("push", "Nóng"),
        ("block", "một"),
        ("caption", "Chú thích"),
        ("alt", "Mô tả"),
        ("block", "hai"),
    ]


def test_every_field_has_its_place_even_when_it_is_empty() -> None:
    parts = [address.part for address, _ in words_of(source_article(), ())]
    assert set(parts) == set(Place)
    assert parts[:2] == ["headline", "standfirst"]


def test_photos_of_another_article_and_photos_without_a_line_have_no_words() -> None:
    article = source_article("![](photo:p1)")
    stranger = replace(use(article, "p1", "x"), article=ArticleId("z"))
    words = words_of(article, [stranger, use(article, "p2", "y")])
    assert not any(text for address, text in words if not address.block)


def test_a_photo_that_stands_twice_has_its_words_once() -> None:
    article = source_article("![](photo:p1)", "giữa", "![](photo:p1)")
    words = words_of(article, [use(article, "p1", "Chú thích")])
    assert [text for _, text in words if text] == ["Chú thích", "giữa"]


def test_a_source_paragraph_that_nothing_renders_is_to_do() -> None:
    source, target = source_article("một", "hai"), target_article("one")
    rows = segments(words_of(source, ()), words_of(target, ()), linked(source, target, (0, 0)), {})
    assert texts(rows) == [("một", "one"), ("hai", "")]
    assert rows[1].state is State.TO_DO
    assert rows[1].targets == ()


def test_rows_stand_in_the_order_of_the_source_however_the_target_is_ordered() -> None:
    source, target = source_article("một", "hai", "ba"), target_article("three", "one", "two")
    links = linked(source, target, (0, 1), (1, 2), (2, 0))
    rows = segments(words_of(source, ()), words_of(target, ()), links, {})
    assert texts(rows) == [("một", "one"), ("hai", "two"), ("ba", "three")]


def test_several_beside_one_are_one_row_in_their_own_orders() -> None:
    source = source_article("một", "hai", "ba", "bốn")
    target = target_article("one and two", "four", "three")
    links = linked(source, target, (0, 0), (1, 0), (2, 2), (3, 1), (3, 2))
    rows = segments(words_of(source, ()), words_of(target, ()), links, {})
    assert texts(rows) == [("một\n\nhai", "one and two"), ("ba\n\nbốn", "four\n\nthree")]
    assert rows[1].targets == (at(target, 1), at(target, 2))


def test_an_added_paragraph_stands_behind_the_row_it_follows() -> None:
    source = source_article("một", "hai")
    target = target_article("added first", "one", "added", "added too", "two")
    rows = segments(
        words_of(source, ()), words_of(target, ()), linked(source, target, (0, 1), (1, 4)), {}
    )
    assert texts(rows) == [
        ("", "added first"),
        ("một", "one"),
        ("", "added"),
        ("", "added too"),
        ("hai", "two"),
    ]
    assert rows[2].state is State.DRAFT


def test_links_to_what_is_gone_are_passed_over() -> None:
    source, target = source_article("một"), target_article("one")
    gone = Address(source.id, "block:gone")
    links = (Link(at(target, 0), gone), Link(gone, at(source, 0)))
    rows = segments(words_of(source, ()), words_of(target, ()), links, {})
    assert texts(rows) == [("", "one"), ("một", "")]


def test_a_row_is_as_far_as_its_least_finished_target() -> None:
    source, target = source_article("một"), target_article("one", "uno")
    done = rendered(source, target, (0, 0), state=State.REVIEWED)
    links = linked(source, target, (0, 0), (0, 1))
    words = words_of(source, ()), words_of(target, ())
    assert segments(*words, links, done)[0].state is State.DRAFT
    both = done | rendered(source, target, (0, 1), state=State.TRANSLATED)
    assert segments(*words, links, both)[0].state is State.TRANSLATED


def test_machine_text_anywhere_in_a_row_shows_on_the_row_and_so_do_all_readers() -> None:
    source, target = source_article("một"), target_article("one", "uno")
    renderings = {
        at(target, 0): Rendering(at(target, 0), State.REVIEWED, read=NOON, read_by="Lan"),
        at(target, 1): Rendering(
            at(target, 1), State.DRAFT, Made.MACHINE, read=NOON, read_by="Minh"
        ),
    }
    links = linked(source, target, (0, 0), (0, 1))
    [row] = segments(words_of(source, ()), words_of(target, ()), links, renderings)
    assert row.made is Made.MACHINE
    assert row.read_by == "Lan, Minh"


def test_an_empty_field_is_to_do_and_keeps_its_place_to_write_in() -> None:
    source = replace(source_article(), headline="Tít")
    target = target_article()
    link = Link(Address(target.id, "headline"), Address(source.id, "headline"))
    confirmed = {link.target: Rendering(link.target, State.TRANSLATED)}
    [row] = segments(words_of(source, ()), words_of(target, ()), [link], confirmed)
    assert row.state is State.TO_DO
    assert row.targets == (link.target,)
    assert not row.stale


def test_what_was_left_out_is_left_out_until_somebody_writes_it() -> None:
    source, target = source_article("một", "hai"), target_article("two")
    decided = [left_out(source, 0), left_out(source, 1)]
    rows = segments(
        words_of(source, ()), words_of(target, ()), linked(source, target, (1, 0)), {}, decided
    )
    assert [row.state for row in rows] == [State.LEFT_OUT, State.DRAFT]


def test_a_left_out_paragraph_that_changed_wants_to_be_looked_at() -> None:
    source = source_article("một")
    decided = left_out(source, 0)
    words = words_of(source, ()), words_of(target_article(), ())
    assert not segments(*words, (), {}, [decided])[0].stale
    assert segments(*words, (), {}, [replace(decided, text="khác")])[0].stale


def test_a_row_is_stale_when_its_source_differs_from_what_it_was_made_from() -> None:
    source, target = source_article("một"), target_article("one")
    links, renderings = linked(source, target, (0, 0)), rendered(source, target, (0, 0))
    before = segments(words_of(source, ()), words_of(target, ()), links, renderings)
    changed = replace(source, body=(replace(source.body[0], text="một và hai"),))
    after = segments(words_of(changed, ()), words_of(target, ()), links, renderings)
    assert [before[0].stale, after[0].stale] == [False, True]


def test_a_row_is_stale_when_a_source_came_to_it_later() -> None:
    source, target = source_article("một", "hai"), target_article("one")
    links = linked(source, target, (0, 0), (1, 0))
    words = words_of(source, ()), words_of(target, ())
    assert segments(*words, links, rendered(source, target, (0, 0)))[0].stale
    assert not segments(*words, links, rendered(source, target, (0, 0), (1, 0)))[0].stale
    assert not segments(*words, links, {})[0].stale


@settings(max_examples=200)
@given(
    st.integers(0, 6),
    st.integers(0, 6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=10),
)
def test_every_written_word_is_in_exactly_one_row(
    sources: int, targets: int, pairs: list[tuple[int, int]]
) -> None:
    source = source_article(*(f"đoạn {number}" for number in range(sources)))
    target = target_article(*(f"paragraph {number}" for number in range(targets)))
    there = [(a, b) for a, b in pairs if a < sources and b < targets]
    ours: Words = words_of(source, ())
    theirs: Words = words_of(target, ())
    rows = segments(ours, theirs, linked(source, target, *there), {})
    shown = list(chain.from_iterable((*row.sources, *row.targets) for row in rows))
    assert sorted(shown) == sorted(address for address, text in (*ours, *theirs) if text)
    firsts = [row.sources[0] for row in rows if row.sources]
    order = [address for address, _ in ours]
    assert firsts == sorted(firsts, key=order.index)
