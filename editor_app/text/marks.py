"""Where the marks of Markdown stand in a block, for whoever styles the text while it is typed.

The marks themselves are dimmed, what they mark is shown as it will be; the text stays as it is.
Positions are code points inside the block. What looks like HTML is plain text in our dialect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor_app.domain.block import BlockKind
from editor_app.text.differences import smallest_edit
from editor_app.text.kinds import FOOTNOTE, kind_of
from editor_app.text.spans import Mark, MarkKind, span_marks

__all__ = ["Mark", "MarkKind", "marks", "marks_after"]

_SIGN = re.compile(r"[*\[\]()~^`\\<>\n]")
_REACHES_FAR = re.compile(r"[~^`\\<\n]")
_SPACE = re.compile(r"\s")
_MARKED = re.compile(r"[*~^`\[\\]")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]*")
_QUOTE_SIGN = re.compile(r"^ {0,3}(?:>[ \t]?)+", re.MULTILINE)
_SPEAKER_SIGN = re.compile(r" {0,3}>[ \t]*— ")
_EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)*\n")
_ITEM_SIGN = re.compile(r"^[ \t]*(?:[-*+]|[0-9]{1,9}\.)(?=[ \t]|$)", re.MULTILINE)
_DIVIDER_OR_PIPE = re.compile(r"^[ \t|:-]+$|(?<!\\)\||\n", re.MULTILINE)
_CUTS = {
    BlockKind.LIST: _ITEM_SIGN,
    BlockKind.TABLE: _DIVIDER_OR_PIPE,
    BlockKind.QUOTE: _EMPTY_LINES,
    BlockKind.PULL_QUOTE: _EMPTY_LINES,
}
_WHOLE = {
    BlockKind.PHOTO: MarkKind.OBJECT,
    BlockKind.EMBED: MarkKind.OBJECT,
    BlockKind.FOREIGN: MarkKind.OBJECT,
    BlockKind.RULE: MarkKind.SIGN,
}


def marks(text: str, kind: BlockKind | None = None) -> tuple[Mark, ...]:
    """Return what is marked in a block, from left to right; ``kind`` where it is known already."""
    kind = kind_of(text) if kind is None else kind
    if kind in _WHOLE:
        return (Mark(0, len(text), _WHOLE[kind]),)
    if kind is BlockKind.CODE:
        return _code_marks(text)
    found = list(_block_marks(text, kind))
    if _MARKED.search(text):
        words = _without_quote_signs(text, kind)
        for start, end in _stretches_of_words(words, kind):
            found += span_marks(words, start, end)
    return tuple(sorted(found))


def marks_after(found: tuple[Mark, ...], before: str, after: str) -> tuple[Mark, ...] | None:
    """Return what is marked in an edited paragraph by moving what was; None: it must be read again.

    Words typed among words, with none of the signs beside them, only move the rest. That holds
    where no sign looks far for its fellow (code, super- and subscript, an escaped one), and outside
    the address of a link. A mark that stands where it stood is the same object, and so are all of
    them together.
    """
    start, gone, new = smallest_edit(before, after)
    changed = before[max(start - 1, 0) : start + gone + 1] + new
    if not start or not before[0].isalpha() or _SIGN.search(changed) or _REACHES_FAR.search(before):
        return None
    link = before.rfind("](", 0, start)
    if link >= 0 and not _SPACE.search(before, link, start):
        return None
    way = len(new) - gone
    behind = [number for number, (_first, last, _kind) in enumerate(found) if last > start]
    if not behind:
        return found
    moved = list(found)
    for number in behind:
        first, last, kind = found[number]
        moved[number] = Mark(first + way * (first > start), last + way, kind)
    return tuple(moved)


def _code_marks(text: str) -> tuple[Mark, ...]:
    first = text.find("\n")
    last = text.rfind("\n")
    return (
        Mark(0, first, MarkKind.SIGN),
        Mark(first + 1, last, MarkKind.CODE),
        Mark(last + 1, len(text), MarkKind.SIGN),
    )


def _block_marks(text: str, kind: BlockKind) -> Iterator[Mark]:
    """Yield the marks that make the block what it is."""
    if kind is BlockKind.HEADING:
        end = _end_of(_HEADING, text)
        yield Mark(0, end, MarkKind.SIGN)
        yield Mark(end, len(text), MarkKind.HEADING)
    elif kind in {BlockKind.QUOTE, BlockKind.PULL_QUOTE}:
        yield Mark(0, len(text), MarkKind.QUOTE)
        yield from _signs(_QUOTE_SIGN, text)
        if kind is BlockKind.PULL_QUOTE:
            last = text.rfind("\n") + 1
            yield Mark(_end_of(_SPEAKER_SIGN, text, last), len(text), MarkKind.SPEAKER)
    elif kind is BlockKind.LIST:
        yield from _signs(_ITEM_SIGN, text)
    elif kind is BlockKind.TABLE:
        yield from _signs(_DIVIDER_OR_PIPE, text)
    elif kind is BlockKind.FOOTNOTE:
        yield Mark(0, _end_of(FOOTNOTE, text), MarkKind.SIGN)


def _stretches_of_words(text: str, kind: BlockKind) -> Iterator[tuple[int, int]]:
    """Yield the stretches that a mark can span: a paragraph, an item, a cell."""
    start = 0
    cut = _CUTS.get(kind)
    if cut is not None:
        for found in cut.finditer(text):
            yield start, found.start()
            start = found.end()
    elif kind is BlockKind.HEADING:
        start = _end_of(_HEADING, text)
    elif kind is BlockKind.FOOTNOTE:
        start = _end_of(FOOTNOTE, text)
    yield start, len(text)


def _without_quote_signs(text: str, kind: BlockKind) -> str:
    """Return a quote with spaces in the place of its signs; any other text as it is."""
    if kind not in {BlockKind.QUOTE, BlockKind.PULL_QUOTE}:
        return text
    return _QUOTE_SIGN.sub(lambda found: " " * len(found[0]), text)


def _end_of(pattern: re.Pattern[str], text: str, start: int = 0) -> int:
    """Return where a pattern at ``start`` ends; ``start`` itself when it is not there."""
    found = pattern.match(text, start)
    return found.end() if found else start


def _signs(pattern: re.Pattern[str], text: str) -> Iterator[Mark]:
    for span in pattern.finditer(text):
        if span[0].strip("\n"):
            yield Mark(*span.span(), MarkKind.SIGN)
