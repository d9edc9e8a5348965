"""Setting and taking away bold, italic and links around a selection, as text.

Positions are code points inside one block; a ``Change`` says what to replace and what to select.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor_app.text.spans import Mark, MarkKind, span_marks

SIGNS = {MarkKind.STRONG: "**", MarkKind.EMPHASIS: "*"}
_WORD = re.compile(r"[\w’'-]+")
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(([^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)")
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+")


@dataclass(frozen=True)
class Change:
    """Replace ``start`` to ``end`` by ``text`` and select ``first`` to ``last`` afterwards."""

    start: int
    end: int
    text: str
    first: int
    last: int


def toggled(text: str, start: int, end: int, kind: MarkKind) -> Change:
    """Return the change that makes a selection strong or emphasised, or takes that away.

    Without a selection the word at the caret counts; outside a word the signs come in empty, with
    the caret between them.
    """
    sign = SIGNS[kind]
    if start == end:
        start, end = _word_at(text, start)
    start, end = _without_space(text, start, end)
    around = _mark_around(text, start, end, kind)
    if around is not None:
        inner = text[around.start : around.end]
        moved = start - len(sign)
        size = min(end, around.end) - max(start, around.start)
        first = max(moved, around.start - len(sign))
        return Change(around.start - len(sign), around.end + len(sign), inner, first, first + size)
    first = start + len(sign)
    return Change(start, end, f"{sign}{text[start:end]}{sign}", first, first + end - start)


def link_at(text: str, start: int, end: int) -> tuple[int, int, str, str] | None:
    """Return start, end, words and address of the link a selection lies in, or None."""
    for found in _LINK.finditer(text):
        if found.start() <= start and end <= found.end():
            return found.start(), found.end(), found[1], found[2]
    return None


def linked(text: str, start: int, end: int, address: str) -> Change:
    """Return the change that links a selection (or the word at the caret) to an address.

    Inside a link its address is replaced; an empty address takes the link away.
    """
    known = link_at(text, start, end)
    if known is not None:
        start, end, words, _ = known
    else:
        if start == end:
            start, end = _word_at(text, start)
        start, end = _without_space(text, start, end)
        words = text[start:end]
    address = address.strip().replace(" ", "%20")
    if not address:
        return Change(start, end, words, start, start + len(words))
    words = words or address
    return Change(start, end, f"[{words}]({address})", start + 1, start + 1 + len(words))


def address_in(copied: str) -> str:
    """Return the web address that a copied text is, or nothing."""
    found = _ADDRESS.fullmatch(copied.strip())
    return found[0] if found else ""


def _mark_around(text: str, start: int, end: int, kind: MarkKind) -> Mark | None:
    """Return the mark of a kind that the selection lies in, with or without its signs."""
    sign = len(SIGNS[kind])
    for mark in span_marks(text):
        inside = mark.start - sign <= start and end <= mark.end + sign
        if mark.kind is kind and inside:
            return mark
    return None


def _word_at(text: str, place: int) -> tuple[int, int]:
    """Return the word that a place touches; the place itself when there is none."""
    for word in _WORD.finditer(text):
        if word.start() <= place <= word.end():
            return word.start(), word.end()
    return place, place


def _without_space(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the selection without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
