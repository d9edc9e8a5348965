"""Straight quotes become those of the language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.edition import Quotes
from editor_app.ui.article.smart_quotes import quote_for
from tests.ui.article.material import CURLY

GUILLEMETS = Quotes("«", "»", "‹", "›")


def typed(text: str, quotes: Quotes = CURLY, *, spaced: bool = True) -> str:
    """Return what stands there after typing a text letter by letter."""
    written = ""
    for letter in text:
        is_quote = letter in "\"'"
        written += quote_for(letter, written, quotes, spaced=spaced) if is_quote else letter
    return written


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ('"Yes," he said.', "“Yes,” he said."),
        ('("so")', "(“so”)"),
        ("it's the crews' day", "it’s the crews’ day"),
        ("'inner' words", "‘inner’ words"),
        ("\"He said 'no'.\"", "“He said ‘no’.”"),
        ('—"dash"', "—“dash”"),
        ('“Giờ chúng tôi đếm mây"', "“Giờ chúng tôi đếm mây”"),
    ],
)
def test_quotes_open_after_space_and_close_after_words(keys: str, text: str) -> None:
    assert typed(keys) == text


def test_other_editions_have_other_quotes() -> None:
    assert typed("\"a\" 'b'", GUILLEMETS) == "«a» ‹b›"
    assert typed("l'eau", GUILLEMETS) == "l’eau"


def test_without_spaces_quotes_alternate() -> None:
    assert typed('他说"你好"，又说"再见"', spaced=False) == "他说“你好”，又说“再见”"


@given(st.text("ab \"'", max_size=20), st.booleans())
def test_nothing_but_quotes_is_touched(text: str, spaced: bool) -> None:
    made = typed(text, spaced=spaced)
    assert len(made) == len(text)
    assert not set(made) & {'"', "'"}
    assert [a for a in text if a not in "\"'"] == [a for a in made if a in "ab "]
