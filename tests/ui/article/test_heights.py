"""Heights of things one below another."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from editor_app.ui.article.heights import Heights

NUMBERS = st.lists(st.integers(0, 300), max_size=30)


def test_the_thing_at_a_place_is_the_one_that_covers_it() -> None:
    heights = Heights([10, 20, 30])
    assert [heights.index_at(place) for place in (-5, 0, 9, 10, 29, 30, 59, 60, 900)] == [
        0,
        0,
        0,
        1,
        1,
        2,
        2,
        2,
        2,
    ]


def test_nothing_at_all_has_no_height() -> None:
    assert Heights().total == 0
    assert Heights().index_at(50) == 0


def test_the_same_heights_again_move_nothing() -> None:
    heights = Heights([10, 20, 30])
    assert not heights.replace(1, 1, [20])
    assert heights.replace(1, 1, [25])
    assert heights.total == 65


@given(NUMBERS, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), NUMBERS), max_size=8))
def test_places_are_sums_after_any_replacements(
    start: list[int], edits: list[tuple[int, int, list[int]]]
) -> None:
    heights, model = Heights(start), list(start)
    for wanted, many, new in edits:
        first = min(wanted, len(model))
        count = min(many, len(model) - first)
        heights.replace(first, count, new)
        model[first : first + count] = new
        tops = [0, *accumulate(model)]
        assert heights.total == tops[-1]
        assert [heights.top(number) for number in range(len(tops))] == tops
        assert len(heights) == len(model)
