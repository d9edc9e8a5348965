"""What comes in from the desk while somebody types."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor_app.ui.article.arrivals import arrivals, nearest

PARAGRAPHS = st.lists(st.sampled_from("abcdefg"), max_size=8)


def met(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """Return mine with theirs brought in."""
    result = list(mine)
    for item in arrivals(base, mine, theirs):
        result[item.first : item.first + item.count] = item.texts
    return result


def test_a_new_photo_line_comes_in_beside_the_paragraph_that_is_typed_in() -> None:
    base = ["one", "two", "three"]
    assert met(base, ["one", "two and more", "three"], ["one", "photo", "two", "three"]) == [
        "one",
        "photo",
        "two and more",
        "three",
    ]


def test_a_paragraph_changed_on_both_sides_stays_as_typed() -> None:
    assert met(["one", "two"], ["one", "mine"], ["ONE", "theirs"]) == ["ONE", "mine"]


def test_a_paragraph_removed_elsewhere_goes_unless_it_was_edited() -> None:
    assert met(["a", "b", "c"], ["a", "b", "c!"], ["c"]) == ["c!"]
    assert met(["a", "b"], ["a", "b!"], ["a"]) == ["a", "b!"]


def test_a_photo_comes_in_even_where_both_sides_changed_the_same_place() -> None:
    found = arrivals(["a", "b", "c"], ["typed"], ["photo"], lambda text: text == "photo")
    assert [(item.first, item.count, item.texts) for item in found] == [(0, 0, ("photo",))]
    again = arrivals(["a", "b", "c"], ["photo", "typed"], ["photo"], lambda text: text == "photo")
    assert again == ()


def test_a_text_grew_out_of_the_one_that_lost_least() -> None:
    known, typed = ["a", "b", "c"], ["typed"]
    cleared: list[str] = []
    assert nearest([known, typed, cleared], ["photo"]) == cleared
    assert nearest([known, typed], ["typed", "photo"]) == typed
    assert nearest([known, cleared], ["a", "b", "c"]) == known
    assert nearest([], ["x"]) == ()


def test_new_paragraphs_at_the_ends_go_to_the_ends() -> None:
    assert met(["a"], ["a"], ["x", "a", "y"]) == ["x", "a", "y"]
    assert met([], ["typed"], ["theirs"]) == ["theirs", "typed"]


@given(PARAGRAPHS, PARAGRAPHS)
def test_without_typing_the_desk_text_is_taken_whole(base: list[str], theirs: list[str]) -> None:
    assert met(base, base, theirs) == theirs


@given(PARAGRAPHS, PARAGRAPHS)
def test_without_a_change_in_the_desk_typing_stays_as_it_is(
    base: list[str], mine: list[str]
) -> None:
    assert met(base, mine, base) == mine


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_no_typed_paragraph_is_lost(base: list[str], mine: list[str], theirs: list[str]) -> None:
    result = met(base, mine, theirs)
    for text in set(mine) - set(base):
        assert result.count(text) >= mine.count(text)
