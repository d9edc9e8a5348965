"""Which panels stand open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.ui.desk.folding import DRAWER, INSPECTOR, LIST, RAIL, Wishes, folds
from editor_app.ui.preview.exact_page import fitting

VIEWS = ("write", "translate", "preview", "both", "screen", "none")


@pytest.mark.parametrize(
    ("view", "width", "list_open", "inspector_open"),
    [
        ("write", 1440, True, True),
        ("write", 1366, True, True),
        ("write", 1024, True, False),
        ("translate", 1440, True, True),
        ("translate", 1366, False, True),
        ("translate", 1024, False, True),
        ("preview", 1366, False, True),
        ("both", 1440, False, False),
        ("both", 1920, True, True),
        ("screen", 1366, True, False),
        ("screen", 1024, False, False),
        ("none", 1024, True, False),
    ],
)
def test_the_text_has_the_room_it_needs(
    view: str, width: int, list_open: bool, inspector_open: bool
) -> None:
    found = folds(view, width, Wishes())
    assert (found.list_open, found.inspector_open) == (list_open, inspector_open)


def test_a_translate_column_is_about_five_hundred_pixels_on_a_common_laptop() -> None:
    found = folds("translate", 1366, Wishes())
    room = 1366 - RAIL - found.inspector_width
    assert found.inspector_width == DRAWER
    assert 480 <= room / 2 <= 560


def test_what_the_editor_says_holds_in_that_view_only() -> None:
    wishes = Wishes()
    wishes.say("list", "translate", True)
    assert folds("translate", 1024, wishes).list_open
    assert not folds("preview", 1024, wishes).list_open
    wishes.say("list", "translate", False)
    assert not folds("translate", 1920, wishes).list_open


def test_the_list_makes_room_for_an_inspector_that_is_wanted_in_a_narrow_window() -> None:
    wishes = Wishes()
    wishes.say("inspector", "write", True)
    narrow = folds("write", 1024, wishes)
    assert (narrow.list_open, narrow.inspector_open) == (False, True)
    assert narrow.inspector_width == INSPECTOR
    assert folds("write", 1366, wishes).list_open
    wishes.say("list", "write", True)
    both = folds("write", 1024, wishes)
    assert (both.list_open, both.inspector_width) == (True, DRAWER)


def test_wishes_of_last_time_are_taken_and_nonsense_is_not() -> None:
    wishes = Wishes()
    wishes.take({"list write": False, "inspector write": "maybe", "x": 3})
    assert wishes.said == {"list write": False}
    assert wishes.of("list", "write") is False
    assert wishes.of("inspector", "write") is None


@given(st.sampled_from(VIEWS), st.integers(1024, 4000))
def test_the_text_never_falls_below_a_readable_column(view: str, width: int) -> None:
    found = folds(view, width, Wishes())
    room = width - RAIL - LIST * found.list_open - found.inspector_width * found.inspector_open
    assert room >= 520
    assert DRAWER <= found.inspector_width <= INSPECTOR


def test_the_tabs_beside_a_page_have_room_on_a_common_laptop() -> None:
    assert folds("preview", 1366, Wishes()).inspector_width == INSPECTOR
    assert folds("preview", 1024, Wishes()).inspector_width == DRAWER


@given(st.integers(960, 2000), st.sampled_from([None, True, False]))
def test_a_page_is_shown_for_the_device_that_a_drawer_leaves_room_for(
    width: int, list_wish: bool | None
) -> None:
    wishes = Wishes()
    if list_wish is not None:
        wishes.say("list", "preview", list_wish)
    found = folds("preview", width, wishes)
    room = width - RAIL - (LIST + 1 if found.list_open else 0) - 1
    assert DRAWER <= found.inspector_width <= INSPECTOR
    assert fitting(room - found.inspector_width) is fitting(room - DRAWER)
