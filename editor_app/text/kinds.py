"""Lines of Markdown and what they start: the patterns of the dialect, and the kind of a block.

The dialect is written down in ``docs/markdown.md``. It follows CommonMark 0.31 where that is not
said otherwise; tables follow the GitHub Flavored Markdown specification, footnotes the widespread
``[^1]`` form.
"""

from __future__ import annotations

import re

from editor_app.domain.block import BlockKind

HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+.*)?$")
RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
OBJECT = re.compile(r"[ \t]*!\[[^\]\n]*\]\((photo|embed|foreign):([^\s()]+)\)[ \t]*$")
QUOTE = re.compile(r" {0,3}>")
SPEAKER = re.compile(r" {0,3}>[ \t]*— \S")
FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]+\]:")
FENCE = re.compile(r" {0,3}(`{3,}(?=[^`\n]*$)|~{3,})")
BARE_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})[ \t]*$")
ITEM = re.compile(r"([ \t]*)([-*+]|[0-9]{1,9}\.)(?:[ \t]+(.*))?$")
UNDERLINE = re.compile(r" {0,3}(={3,}|-{3,})[ \t]*$")
DIVIDER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")

_OBJECT_KINDS = {
    "photo": BlockKind.PHOTO,
    "embed": BlockKind.EMBED,
    "foreign": BlockKind.FOREIGN,
}


def kind_of(text: str) -> BlockKind:
    """Return what one block's Markdown is (``text`` as ``split`` gives it, without outer space)."""
    if text[:1].isalpha():  # nearly every block of an article
        return BlockKind.TABLE if starts_table(text.split("\n", 2)) else BlockKind.PARAGRAPH
    lines = text.split("\n")
    first = lines[0]
    if len(lines) == 1 and (found := OBJECT.match(first)):
        return _OBJECT_KINDS[found[1]]
    if closes_fence(first, lines[-1]) and len(lines) > 1:
        return BlockKind.CODE
    if len(lines) == 1 and RULE.match(first):
        return BlockKind.RULE
    if HEADING.match(first) and len(lines) == 1:
        return BlockKind.HEADING
    if FOOTNOTE.match(first):
        return BlockKind.FOOTNOTE
    if QUOTE.match(first):
        return BlockKind.PULL_QUOTE if SPEAKER.match(lines[-1]) else BlockKind.QUOTE
    if starts_table(lines):
        return BlockKind.TABLE
    return BlockKind.LIST if ITEM.match(first) else BlockKind.PARAGRAPH


def headed_like(source: str, text: str) -> str:
    """Return a plain line that renders a heading as a heading of the same level; else ``text``."""
    is_plain = "\n" not in text and kind_of(text) is BlockKind.PARAGRAPH
    marks = source.lstrip(" ").partition(" ")[0]
    return f"{marks} {text}" if is_plain and kind_of(source) is BlockKind.HEADING else text


def object_of(text: str) -> tuple[BlockKind, str] | None:
    """Return the kind and id of a photo, embed or foreign line, or None for any other block."""
    found = OBJECT.match(text)
    return (_OBJECT_KINDS[found[1]], found[2]) if found else None


def starts_table(lines: list[str]) -> bool:
    """Say whether the first two lines are a head row with its divider (GFM tables)."""
    if len(lines) < 2 or "|" not in lines[0]:
        return False
    divider = lines[1]
    if "-" not in divider or not DIVIDER.match(divider):
        return False
    return cells(lines[0]) == cells(divider)


def cells(row: str) -> int:
    """Count the cells of a table row; a pipe behind a backslash is text."""
    inner = row.strip().replace("\\|", "")
    inner = inner.removeprefix("|").removesuffix("|")
    return inner.count("|") + 1


def closes_fence(opening: str, line: str) -> bool:
    """Say whether ``line`` ends the fenced code that ``opening`` begins (CommonMark 4.5)."""
    begun = FENCE.match(opening)
    if begun is None:
        return False
    mark = begun[1]
    bare = line.strip(" \t")
    return len(bare) >= len(mark) and not bare.strip(mark[0]) and width(line) <= 3


def width(line: str) -> int:
    """Return the indentation in columns; a tab goes to the next multiple of four."""
    columns = 0
    for character in line:
        if character == " ":
            columns += 1
        elif character == "\t":
            columns += 4 - columns % 4
        else:
            break
    return columns


def reach(marker: str) -> int:
    """Return how far (in columns) text must stand in to belong to the item with this marker.

    CommonMark asks for the width of the marker and a space; our own nesting of four columns is
    always enough, however long the number is.
    """
    return min(len(marker) + 1, 4)
