"""Turning paragraphs into headings, lists, quotes and back, as text with new lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from editor_app.domain.block import BlockKind
from editor_app.text.kinds import kind_of

_HEADING = re.compile(r"#{1,6}[ \t]*")
_ITEM = re.compile(r"([ \t]*)([-*+]|([0-9]{1,9})\.)([ \t]+|$)")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
SPEAKER = "> — "
HARD_BREAK = "\\\n"
FIXED = frozenset(
    {
        BlockKind.PHOTO,
        BlockKind.EMBED,
        BlockKind.FOREIGN,
        BlockKind.TABLE,
        BlockKind.CODE,
        BlockKind.RULE,
        BlockKind.FOOTNOTE,
    }
)


class Form(StrEnum):
    """What an editor may make of a paragraph."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    SUBHEADING = "subheading"
    LIST = "list"
    NUMBERED = "numbered"
    QUOTE = "quote"
    PULL_QUOTE = "pull-quote"


def restyled(texts: Sequence[str], form: Form) -> list[str]:
    """Return the blocks in another form; in the same form already, they become paragraphs.

    Photos, tables, code and footnotes stay as they are.
    """
    movable = [text for text in texts if kind_of(text.strip()) not in FIXED]
    if movable and form is not Form.PARAGRAPH and all(form_of(text) is form for text in movable):
        form = Form.PARAGRAPH
    made: list[str] = []
    run: list[str] = []
    for text in texts:
        if kind_of(text.strip()) in FIXED:
            made += [*_in_form(run, form), text]
            run = []
        else:
            run += _plain(text)
    return made + _in_form(run, form)


def form_of(text: str) -> Form | None:
    """Return the form a block has, None for one that has no form of ours."""
    stripped = text.strip()
    kind = kind_of(stripped)
    if kind is BlockKind.HEADING:
        signs = len(stripped) - len(stripped.lstrip("#"))
        return Form.HEADING if signs <= 2 else Form.SUBHEADING
    if kind is BlockKind.LIST:
        item = _ITEM.match(stripped)
        return Form.NUMBERED if item and item[3] else Form.LIST
    return {
        BlockKind.PARAGRAPH: Form.PARAGRAPH,
        BlockKind.QUOTE: Form.QUOTE,
        BlockKind.PULL_QUOTE: Form.PULL_QUOTE,
    }.get(kind)


def next_item(line: str) -> str | None:
    """Return the sign that begins the item after this line, None when the line is no item.

    The empty text says that the line is an item without words: the list ends there.
    """
    item = _ITEM.match(line)
    if item is None:
        return None
    if not line[item.end() :].strip():
        return ""
    sign = f"{int(item[3]) + 1}." if item[3] else item[2]
    return f"{item[1]}{sign} "


def set_in(line: str, *, deeper: bool) -> str:
    """Return an item one level deeper (four columns) or less deep."""
    if deeper:
        return "    " + line
    return line[min(4, len(line) - len(line.lstrip(" "))) :]


def continuation(line: str, kind: BlockKind) -> str:
    """Return what begins a line that goes on in the same item or quote after a line break."""
    if kind in {BlockKind.QUOTE, BlockKind.PULL_QUOTE}:
        return "> "
    item = _ITEM.match(line)
    if kind is BlockKind.LIST:
        depth = len(item[1]) if item else len(line) - len(line.lstrip(" ")) - 4
        return " " * (max(depth, 0) + 4)
    return "    " if kind is BlockKind.FOOTNOTE else ""


def empty_row(row: str) -> str:
    """Return a table row without words, with as many cells as ``row``."""
    cells = max(row.strip().strip("|").replace("\\|", "").count("|") + 1, 1)
    return "|" + "  |" * cells


def next_footnote(markdown: str) -> int:
    """Return the first free footnote number of an article."""
    used = {int(number) for number in re.findall(r"\[\^([0-9]{1,4})\]", markdown)}
    return next(number for number in range(1, len(used) + 2) if number not in used)


def _plain(text: str) -> list[str]:
    """Return the words of a block without the signs of its form; a list gives one text an item."""
    kind = kind_of(text.strip())
    lines = text.strip().split("\n")
    if kind is BlockKind.HEADING:
        return [_HEADING.sub("", lines[0], count=1)]
    if kind in {BlockKind.QUOTE, BlockKind.PULL_QUOTE}:
        bare = [_QUOTE.sub("", line, count=1) for line in lines]
        return ["\n".join(bare).removesuffix("\n— ").removesuffix("\n—")]
    if kind is not BlockKind.LIST:
        return [text.strip()]
    items: list[str] = []
    for line in lines:
        item = _ITEM.match(line)
        if item:
            items.append(line[item.end() :])
        elif items:
            items[-1] += "\n" + line.strip()
    return [item for item in items if item.strip()] or [""]


def _in_form(texts: Iterable[str], form: Form) -> list[str]:
    """Return plain texts in a form."""
    found = list(texts)
    if not found or form is Form.PARAGRAPH:
        return found
    if form in {Form.HEADING, Form.SUBHEADING}:
        signs = "##" if form is Form.HEADING else "###"
        return [f"{signs} {' '.join(text.replace(HARD_BREAK, ' ').split())}" for text in found]
    if form in {Form.LIST, Form.NUMBERED}:
        return ["\n".join(_item(text, number, form) for number, text in enumerate(found, 1))]
    quoted = ["\n".join(f"> {line}" for line in text.split("\n")) for text in found]
    return quoted if form is Form.QUOTE else [*quoted[:-1], f"{quoted[-1]}\n{SPEAKER}"]


def _item(text: str, number: int, form: Form) -> str:
    """Return a text as an item of a list; its further lines are set in."""
    sign = "-" if form is Form.LIST else f"{number}."
    return f"{sign} " + text.replace("\n", "\n    ")
