"""Qt's UTF-16 units and everybody else's code points."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor_app.ui.widgets.positions import to_code_points, to_utf16, utf16_length

TEXTS = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("𠮷😀ế")))


def test_an_emoji_takes_two_units() -> None:
    assert to_utf16("a😀b", 2) == 3
    assert to_code_points("a😀b", 3) == 2
    assert utf16_length("a😀b") == 4


def test_the_place_inside_an_emoji_counts_as_before_it() -> None:
    assert to_code_points("a😀b", 2) == 1


def test_places_outside_are_the_ends() -> None:
    assert to_utf16("abc", 9) == 3
    assert to_utf16("abc", -1) == 0
    assert to_code_points("abc", 9) == 3
    assert to_code_points("😀", -5) == 0
    assert to_code_points("", 4) == 0


@given(TEXTS, st.integers(0, 40))
def test_there_and_back_is_the_same_place(text: str, place: int) -> None:
    place = min(place, len(text))
    assert to_code_points(text, to_utf16(text, place)) == place


@given(TEXTS)
def test_units_are_those_of_the_encoding(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2
