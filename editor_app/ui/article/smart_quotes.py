"""Typed straight quotes become those of the language; one Undo gives the straight one back."""

from __future__ import annotations

from editor_app.domain.edition import Quotes

APOSTROPHE = "\u2019"
_OPENERS = frozenset("([{<«‹“‘„‚—–-/\u3000（【《「『")


def quote_for(typed: str, before: str, quotes: Quotes, *, spaced: bool) -> str:
    """Return what to write for a straight ``"`` or ``'`` typed after ``before``.

    ``spaced`` says whether the language puts spaces between words; where it does not (Chinese), a
    quote opens unless one is open already. Between letters a single quote is an apostrophe.
    """
    opening, closing = (
        (quotes.opening, quotes.closing)
        if typed == '"'
        else (quotes.inner_opening, quotes.inner_closing)
    )
    last = before[-1:]
    if not spaced:
        return closing if before.count(opening) > before.count(closing) else opening
    if not last or last.isspace() or last in _OPENERS:
        return opening
    if typed == "'" and last.isalnum() and before.count(opening) <= before.count(closing):
        return APOSTROPHE
    return closing
