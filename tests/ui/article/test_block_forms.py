"""Paragraphs become headings, lists and quotes, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.block import BlockKind
from editor_app.text.blocks import split
from editor_app.ui.article.block_forms import (
    Form,
    continuation,
    empty_row,
    form_of,
    next_footnote,
    next_item,
    restyled,
    set_in,
)


def test_paragraphs_become_one_list_and_each_item_a_paragraph_again() -> None:
    texts = ["One", "Two\\\nmore"]
    made = restyled(texts, Form.LIST)
    assert made == ["- One\n- Two\\\n    more"]
    assert restyled(made, Form.LIST) == texts


def test_a_numbered_list_counts() -> None:
    assert restyled(["a", "b"], Form.NUMBERED) == ["1. a\n2. b"]
    assert restyled(["- a\n- b"], Form.NUMBERED) == ["1. a\n2. b"]


def test_a_heading_toggles_and_changes_its_level() -> None:
    assert restyled(["Words"], Form.HEADING) == ["## Words"]
    assert restyled(["## Words"], Form.HEADING) == ["Words"]
    assert restyled(["## Words"], Form.SUBHEADING) == ["### Words"]


def test_a_pull_quote_waits_for_its_speaker() -> None:
    made = restyled(["Now we count clouds."], Form.PULL_QUOTE)
    assert made == ["> Now we count clouds.\n> — "]
    assert restyled(made, Form.PARAGRAPH) == ["Now we count clouds."]


def test_photos_and_tables_stay_where_they_are() -> None:
    photo = "![](photo:abc)"
    assert restyled(["a", photo, "b"], Form.LIST) == ["- a", photo, "- b"]
    table = "| a | b |\n|---|---|\n| c | d |"
    assert restyled([table], Form.QUOTE) == [table]


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("- words", "- "),
        ("    - deep", "    - "),
        ("9. words", "10. "),
        ("- ", ""),
        ("-", ""),
        ("words", None),
        ("- a -", "- "),
    ],
)
def test_return_goes_on_with_the_list(line: str, sign: str | None) -> None:
    assert next_item(line) == sign


def test_items_move_by_four_columns() -> None:
    assert set_in("- a", deeper=True) == "    - a"
    assert set_in("    - a", deeper=False) == "- a"
    assert set_in("- a", deeper=False) == "- a"


def test_a_line_break_stays_in_its_item() -> None:
    assert continuation("- a", BlockKind.LIST) == "    "
    assert continuation("    - a", BlockKind.LIST) == "        "
    assert continuation("        more of a", BlockKind.LIST) == "        "
    assert continuation("> a", BlockKind.QUOTE) == "> "
    assert continuation("a", BlockKind.PARAGRAPH) == ""


def test_a_new_row_has_the_cells_of_the_one_above() -> None:
    assert empty_row("| a | b \\| c |") == "|  |  |"
    assert empty_row("a | b") == "|  |  |"


def test_footnotes_take_the_first_free_number() -> None:
    assert next_footnote("words") == 1
    assert next_footnote("a[^1] b[^3]") == 2


WORDS = st.lists(st.sampled_from(["Một", "two words", "三 字", "a\\\nb", "x — y"]), min_size=1)


@given(WORDS, st.sampled_from(list(Form)))
def test_no_word_is_lost_in_any_form(texts: list[str], form: Form) -> None:
    made = restyled(texts, form)
    before = "".join(texts).replace("\\\n", "").replace(" ", "")
    after = "".join(made).replace("\\\n", "\n")
    for sign in ("    ", "> — ", "> ", "## ", "### ", "- "):
        after = after.replace(sign, "") if form is not Form.NUMBERED else after
    if form is not Form.NUMBERED:
        assert after.replace("\n", "").replace(" ", "").replace("#", "") == before


@given(WORDS, st.sampled_from([Form.HEADING, Form.LIST, Form.NUMBERED, Form.QUOTE]))
def test_the_desk_sees_the_form_that_was_made(texts: list[str], form: Form) -> None:
    made = restyled(texts, form)
    assert {form_of(text) for text in split("\n\n".join(made))} == {form}
