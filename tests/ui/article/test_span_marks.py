"""Bold, italic and links around words."""

from __future__ import annotations

import pytest

from editor_app.text.spans import MarkKind
from editor_app.ui.article.span_marks import Change, address_in, linked, toggled


def done(text: str, change: Change) -> tuple[str, str]:
    """Return the text after a change, and what is selected then."""
    after = text[: change.start] + change.text + text[change.end :]
    return after, after[change.first : change.last]


@pytest.mark.parametrize(
    ("text", "start", "end", "after", "selected"),
    [
        ("forty-one per cent", 0, 9, "**forty-one** per cent", "forty-one"),
        ("a **word** b", 4, 8, "a word b", "word"),
        ("a **word** b", 2, 10, "a word b", "word"),
        ("a word b", 3, 3, "a **word** b", "word"),
        ("a **word** b", 5, 5, "a word b", "word"),
        ("a  b", 2, 2, "a **** b", ""),
        (" spaced ", 0, 8, " **spaced** ", "spaced"),
        ("một *hai* ba", 0, 12, "**một *hai* ba**", "một *hai* ba"),
    ],
)
def test_strong_is_set_and_taken_away(
    text: str, start: int, end: int, after: str, selected: str
) -> None:
    assert done(text, toggled(text, start, end, MarkKind.STRONG)) == (after, selected)


def test_emphasis_in_strong_words_leaves_them_strong() -> None:
    text = "**very *much* so**"
    after, _ = done(text, toggled(text, 8, 12, MarkKind.EMPHASIS))
    assert after == "**very much so**"


def test_a_selection_becomes_a_link() -> None:
    text = "see the report now"
    after, selected = done(text, linked(text, 8, 14, "https://a.example/x"))
    assert after == "see the [report](https://a.example/x) now"
    assert selected == "report"


def test_a_link_gets_another_address_and_can_be_taken_away() -> None:
    text = "see [report](https://a.example) now"
    assert done(text, linked(text, 6, 6, "https://b.example"))[0] == (
        "see [report](https://b.example) now"
    )
    assert done(text, linked(text, 6, 6, ""))[0] == "see report now"


def test_without_words_the_address_is_shown() -> None:
    assert done("", linked("", 0, 0, "https://a.example"))[0] == (
        "[https://a.example](https://a.example)"
    )


def test_only_a_whole_address_counts_as_copied_one() -> None:
    assert address_in(" https://a.example/x?y=1 ") == "https://a.example/x?y=1"
    assert address_in("see https://a.example") == ""
