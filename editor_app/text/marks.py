"""Where the marks of Markdown stand in a block, for whoever styles the text while it is typed.

The marks themselves are dimmed, what they mark is shown as it will be; the text stays as it is.
Positions are code points inside the block. What looks like HTML is plain text in our dialect.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from editor_app.domain.block import BlockKind
from editor_app.text.kinds import FOOTNOTE, kind_of


class MarkKind(StrEnum):
    """What a stretch of a block is. SIGN is the mark characters themselves, to be dimmed."""

    SIGN = "sign"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRUCK = "struck"
    RAISED = "raised"
    LOWERED = "lowered"
    CODE = "code"
    LINK = "link"
    ADDRESS = "address"
    FOOTNOTE = "footnote"
    HEADING = "heading"
    QUOTE = "quote"
    SPEAKER = "speaker"
    OBJECT = "object"


@dataclass(frozen=True, order=True)
class Mark:
    """A stretch from ``start`` up to, not including, ``end``. Stretches may overlap."""

    start: int
    end: int
    kind: MarkKind


_CODE = re.compile(r"(?<!`)(`+)(?!`)(.{1,2000}?)(?<!`)\1(?!`)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_BREAK = re.compile(r"\\(?=\n)")
_LINK = re.compile(r"(!?\[)((?:[^\[\]\\]|\\.)*)(\]\()([^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(\))")
_FOOTNOTE_SIGN = re.compile(r"\[\^([^\]\s]+)\]")
_BARE_ADDRESS = re.compile(r"<(https?://[^\s<>]+)>")
_SPAN = (
    (re.compile(r"\*\*(?=\S)(.{1,2000}?)(?<=\S)\*\*(?!\*)", re.DOTALL), 2, MarkKind.STRONG),
    (re.compile(r"~~(?=\S)(.{1,2000}?)(?<=\S)~~", re.DOTALL), 2, MarkKind.STRUCK),
    (
        re.compile(r"(?<!\*)\*(?=[^\s*])(.{1,2000}?)(?<=[^\s*])\*(?!\*)", re.DOTALL),
        1,
        MarkKind.EMPHASIS,
    ),
    (
        re.compile(r"(?<![\w_])_(?=[^\s_])(.{1,2000}?)(?<=[^\s_])_(?![\w_])", re.DOTALL),
        1,
        MarkKind.EMPHASIS,
    ),
    (re.compile(r"\^([^\s^]+)\^"), 1, MarkKind.RAISED),
    (re.compile(r"(?<!~)~([^\s~]+)~(?!~)"), 1, MarkKind.LOWERED),
)
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]*")
_QUOTE_SIGN = re.compile(r"^ {0,3}(?:>[ \t]?)+", re.MULTILINE)
_SPEAKER_SIGN = re.compile(r"> ?— ")
_ITEM_SIGN = re.compile(r"^[ \t]*(?:[-*+]|[0-9]{1,9}\.)(?=[ \t]|$)", re.MULTILINE)
_DIVIDER_OR_PIPE = re.compile(r"^[ \t|:-]+$|(?<!\\)\|", re.MULTILINE)
_COVER = "\ue000"


def marks(text: str, kind: BlockKind | None = None) -> tuple[Mark, ...]:
    """Return what is marked in a block, from left to right; ``kind`` where it is known already."""
    kind = kind_of(text) if kind is None else kind
    if kind in {BlockKind.PHOTO, BlockKind.EMBED, BlockKind.FOREIGN, BlockKind.RULE}:
        whole = MarkKind.SIGN if kind is BlockKind.RULE else MarkKind.OBJECT
        return (Mark(0, len(text), whole),)
    if kind is BlockKind.CODE:
        return _code_marks(text)
    return tuple(sorted({*_block_marks(text, kind), *span_marks(text)}))


def span_marks(text: str) -> tuple[Mark, ...]:
    """Return what is marked within lines: strong, emphasis, links and their kin."""
    if not _MARKED.search(text):
        return ()
    found: list[Mark] = []
    rest = _cover_literals(text, found)
    for pattern, size, kind in _SPAN:
        for span in pattern.finditer(rest):
            start, end = span.span()
            found.append(Mark(start, start + size, MarkKind.SIGN))
            found.append(Mark(start + size, end - size, kind))
            found.append(Mark(end - size, end, MarkKind.SIGN))
        if size == 2:
            rest = pattern.sub(_covered_ends, rest)
    return tuple(sorted(found))


_MARKED = re.compile(r"[*_~^`\[\\<]")


def _cover_literals(text: str, found: list[Mark]) -> str:
    """Note code, escapes, links and addresses, and hide their signs from the search for spans."""
    for span in _CODE.finditer(text):
        size = len(span[1])
        start, end = span.span()
        found.append(Mark(start, start + size, MarkKind.SIGN))
        found.append(Mark(start + size, end - size, MarkKind.CODE))
        found.append(Mark(end - size, end, MarkKind.SIGN))
    text = _CODE.sub(_cover, text)
    for span in _BREAK.finditer(text):
        found.append(Mark(*span.span(), MarkKind.SIGN))
    for span in _ESCAPE.finditer(text):
        found.append(Mark(*span.span(), MarkKind.SIGN))
    text = _ESCAPE_PAIR.sub(_cover, text)
    text = _LINK.sub(lambda span: _note_link(span, found), text)
    for pattern, kind in ((_FOOTNOTE_SIGN, MarkKind.FOOTNOTE), (_BARE_ADDRESS, MarkKind.ADDRESS)):
        for span in pattern.finditer(text):
            found.append(Mark(*span.span(), kind))
        text = pattern.sub(_cover, text)
    return text


_ESCAPE_PAIR = re.compile(r"\\[!-/:-@\[-`{-~]")


def _note_link(span: re.Match[str], found: list[Mark]) -> str:
    """Note the parts of a link and hide all but its words."""
    found.append(Mark(*span.span(1), MarkKind.SIGN))
    found.append(Mark(*span.span(2), MarkKind.LINK))
    found.append(Mark(*span.span(3), MarkKind.SIGN))
    found.append(Mark(*span.span(4), MarkKind.ADDRESS))
    found.append(Mark(*span.span(5), MarkKind.SIGN))
    hidden = len(span[3]) + len(span[4]) + len(span[5])
    return _COVER * len(span[1]) + span[2] + _COVER * hidden


def _cover(span: re.Match[str]) -> str:
    return _COVER * len(span[0])


def _covered_ends(span: re.Match[str]) -> str:
    return _COVER * 2 + span[1] + _COVER * 2


def _code_marks(text: str) -> tuple[Mark, ...]:
    first = text.find("\n")
    last = text.rfind("\n")
    return (
        Mark(0, first, MarkKind.SIGN),
        Mark(first + 1, last, MarkKind.CODE),
        Mark(last + 1, len(text), MarkKind.SIGN),
    )


def _block_marks(text: str, kind: BlockKind) -> list[Mark]:
    """Return the marks that make the block what it is."""
    if kind is BlockKind.HEADING:
        sign = _HEADING.match(text)
        end = sign.end() if sign else 0
        return [Mark(0, end, MarkKind.SIGN), Mark(end, len(text), MarkKind.HEADING)]
    if kind in {BlockKind.QUOTE, BlockKind.PULL_QUOTE}:
        return _quote_marks(text, kind)
    if kind is BlockKind.LIST:
        return _signs(_ITEM_SIGN, text)
    if kind is BlockKind.TABLE:
        return _signs(_DIVIDER_OR_PIPE, text)
    sign = FOOTNOTE.match(text) if kind is BlockKind.FOOTNOTE else None
    return [Mark(*sign.span(), MarkKind.SIGN)] if sign else []


def _quote_marks(text: str, kind: BlockKind) -> list[Mark]:
    found = [Mark(0, len(text), MarkKind.QUOTE), *_signs(_QUOTE_SIGN, text)]
    if kind is BlockKind.PULL_QUOTE:
        last = text.rfind("\n") + 1
        sign = _SPEAKER_SIGN.match(text, last)
        found.append(Mark(sign.end() if sign else last, len(text), MarkKind.SPEAKER))
    return found


def _signs(pattern: re.Pattern[str], text: str) -> list[Mark]:
    return [Mark(*span.span(), MarkKind.SIGN) for span in pattern.finditer(text) if span[0]]
