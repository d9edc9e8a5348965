"""Markdown without its marks: what a reader sees, for counting, checking and comparing."""

from __future__ import annotations

import re

from editor_app.domain.block import BlockKind
from editor_app.text.kinds import kind_of
from editor_app.text.marks import Mark, MarkKind, marks
from editor_app.text.splitting import split

_HIDDEN = frozenset({MarkKind.SIGN, MarkKind.ADDRESS, MarkKind.FOOTNOTE, MarkKind.OBJECT})
_SPACES = re.compile(r"[ \t]+(?=\n)|(?<=\n)[ \t]+|(?<=[ \t])[ \t]+")


def strip_marks(markdown: str) -> str:
    """Return the words of a Markdown text: a line per block line, no marks, no addresses."""
    return "\n".join(filter(None, (strip_block(block) for block in split(markdown))))


def strip_block(text: str) -> str:
    """Return the words of one block; nothing for photos, embeds and rules."""
    kind = kind_of(text)
    found = marks(text, kind)
    if not found:
        return text
    words = _without(text, found)
    if kind is BlockKind.TABLE:
        words = "\n".join(" ".join(line.split()) for line in words.split("\n"))
    return "\n".join(filter(None, _SPACES.sub("", words).split("\n"))).strip()


def _without(text: str, found: tuple[Mark, ...]) -> str:
    """Return the text without what readers do not see; between table cells stands a space."""
    kept: list[str] = []
    place = 0
    for mark in found:
        if mark.kind not in _HIDDEN or mark.end <= place:
            continue
        kept.append(text[place : max(place, mark.start)])
        if text[mark.start : mark.end] == "|":
            kept.append(" ")
        place = mark.end
    kept.append(text[place:])
    return "".join(kept)
