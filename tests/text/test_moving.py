"""Paragraphs and list items move whole, past one neighbour, and back again."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from editor_app.text.blocks import split
from editor_app.text.moving import holds_all_items, jumped, move_items, order_of, out_of_order

DEPTHS = st.lists(st.integers(0, 2), min_size=1, max_size=8)


def list_of(depths: list[int], *, numbered: bool, broken: int) -> str:
    """Return a canonical list of such levels; every ``broken``-th item has a further line."""
    lines: list[str] = []
    reached, counts = -1, [0, 0, 0]
    for number, wanted in enumerate(depths):
        depth = min(wanted, reached + 1)
        counts[depth + 1 :] = [0] * len(counts[depth + 1 :])
        counts[depth] += 1
        reached = depth
        mark = f"{counts[depth]}." if numbered else "-"
        inset = "    " * depth
        if number % broken:
            lines.append(f"{inset}{mark} word{number}")
        else:
            lines += [f"{inset}{mark} word{number}\\", f"{inset}    more{number}"]
    return "\n".join(lines)


LISTS = st.builds(list_of, DEPTHS, numbered=st.booleans(), broken=st.integers(2, 4))


@given(LISTS, st.integers(0, 15), st.integers(0, 3), st.sampled_from((-1, 1)))
def test_items_that_move_come_back_by_the_opposite_key(
    text: str, first: int, more: int, way: int
) -> None:
    lines = text.count("\n") + 1
    first %= lines
    last = min(first + more, lines - 1)
    moved = move_items(text, first, last, way)
    if moved is None:
        return
    assert moved.text != text
    assert split(moved.text) == (moved.text,), "it is one list, in the form that the desk keeps"
    assert sorted(words(moved.text)) == sorted(words(text))
    assert marks(moved.text) == marks(text), "signs and numbers stay in their order"
    touched = words("\n".join(text.split("\n")[first : last + 1]))
    new = moved.text.split("\n")[first + moved.by : last + moved.by + 1]
    assert words("\n".join(new)) == touched, "the lines are where they are said to be"
    back = move_items(moved.text, first + moved.by, last + moved.by, -way)
    assert back is not None
    assert (back.text, back.by) == (text, -moved.by)


def words(text: str) -> list[str]:
    """Return the words of a list without its signs."""
    return [word for word in text.split() if word[0].isalpha()]


def marks(text: str) -> list[tuple[int, str]]:
    """Return the signs of the outermost items, which keep their order."""
    lines = text.split("\n")
    return [(0, line.split(" ")[0]) for line in lines if not line.startswith(" ")]


def test_an_item_takes_its_further_lines_and_what_stands_under_it_along() -> None:
    text = "- one\n- two\\\n    more\n    - under\n- three"
    moved = move_items(text, 2, 2, -1)
    assert moved is not None
    assert moved.text == "- two\\\n    more\n    - under\n- one\n- three"
    assert moved.by == -1


def test_an_item_under_another_stays_under_it() -> None:
    text = "- one\n    - first\n    - second\n- two"
    assert move_items(text, 1, 1, -1) is None
    assert move_items(text, 2, 2, 1) is None
    moved = move_items(text, 1, 1, 1)
    assert moved is not None
    assert moved.text == "- one\n    - second\n    - first\n- two"


def test_numbers_stay_in_their_order() -> None:
    text = "\n".join(f"{number}. item {number}" for number in range(8, 12))
    moved = move_items(text, 1, 1, 1)
    assert moved is not None
    assert moved.text == "8. item 8\n9. item 10\n10. item 9\n11. item 11"


def test_all_items_together_are_the_list() -> None:
    text = "- one\n- two\n    - under"
    assert holds_all_items(text, 0, 1)
    assert not holds_all_items(text, 1, 2)
    assert holds_all_items("- alone", 0, 0)


TEXTS = st.lists(st.sampled_from(("", "a", "b")), min_size=1, max_size=8)


@given(TEXTS, st.integers(0, 7), st.integers(0, 7), st.sampled_from((-1, 1)))
def test_paragraphs_jump_over_one_with_words_or_stay(
    texts: list[str], first: int, last: int, way: int
) -> None:
    first, last = sorted((first % len(texts), last % len(texts)))
    over = jumped(texts, first, last, way)
    beyond = texts[:first] if way < 0 else texts[last + 1 :]
    if over is None:
        assert not any(beyond)
        return
    passed = texts[over[0] : over[1] + 1]
    assert [text for text in passed if text] == [passed[0] if way < 0 else passed[-1]]
    assert over[1] == first - 1 if way < 0 else over[0] == last + 1


def with_another_order(texts: list[str]) -> st.SearchStrategy[tuple[list[str], list[str]]]:
    return st.tuples(st.just(texts), st.permutations(texts))


@given(st.lists(st.sampled_from("abc"), max_size=6).flatmap(with_another_order))
def test_the_order_of_the_same_texts_is_told(both: tuple[list[str], list[str]]) -> None:
    before, after = both
    order = order_of(before, after)
    if before == after:
        assert order is None
        return
    assert order is not None
    assert sorted(order) == list(range(len(before)))
    assert [before[place] for place in order] == after
    assert order_of(before, [*after, "d"]) is None
    assert order_of(before, ["d", *after[1:]]) is None


@given(st.lists(st.integers(0, 6), max_size=7), st.integers(0, 6))
def test_the_fewest_are_said_to_be_out_of_order(places: list[int], preferred: int) -> None:
    found = out_of_order(places, preferred)
    assert rises(places, found)
    fewer = (
        set(some) for count in range(len(found)) for some in combinations(range(len(places)), count)
    )
    assert not any(rises(places, some) for some in fewer)
    same = (set(some) for some in combinations(range(len(places)), len(found)))
    if preferred not in found:
        assert not any(preferred in some and rises(places, some) for some in same)


def rises(places: list[int], without: Collection[int]) -> bool:
    left = [place for number, place in enumerate(places) if number not in without]
    return left == sorted(left)
